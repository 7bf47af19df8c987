/// Reverse mode: a tape, and every word a program needs in one static import.
///
/// [Mixtape] has the words of the algebra and of the bridge too. Its gradients are of their
/// arguments' types; that of a record is read by accessor:
///
/// ```java
/// Tangent<Line> both = gradient(line -> loss(line, xs, ys), new Line(real(2), real(1)));
/// Real bySlope = both.get(Line::slope);
/// Tuple2<RealVector, RealVector> ofData =
///     gradient((x, y) -> loss(new Line(real(2), real(1)), x, y), xs, ys);
/// ```
///
/// | I want | Word of [Mixtape] |
/// |---|---|
/// | the slopes of one real result | `gradient`, `withGradient` |
/// | of several results | `jacobian`, or `pullback` for some combinations of them |
/// | second derivatives | `hessian`, or `hvp` along one direction |
/// | a Jacobian times a vector, or a vector times it | `jvp`, `vjp` |
/// | a function as a constant | `stopGradient` |
/// | a part in forward mode, or surely not | `fwddiff`, `reverse` |
/// | to look at a function | `record`, which answers a [dev.mixtape.tape.graph.Graph] |
/// | to know what was chosen, and why | `explain`, which answers an [dev.mixtape.algebra.explain.Explanation] |
///
/// A tape is opened and closed by the word that needs it and is never seen. It belongs to the
/// thread that opened it; any number may run at once.
@NullMarked
package dev.mixtape.tape;

import org.jspecify.annotations.NullMarked;
