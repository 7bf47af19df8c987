/// Forward mode, as a facade: derivatives by duals.
///
/// A dual is a value that carries its partials along. One run of the function answers eight
/// directions at once, so this is the mode for few inputs and any number of outputs; for many
/// inputs take the tape.
///
/// ```java
/// double slope = Forward.derivative(x -> sin(x).times(x), 2.0);
/// RealVector both = Forward.derivative(x -> vec(1, 2).times(x), real(3));
/// RealMatrix second = Forward.hessian(line -> loss(line, xs, ys), new Line(real(2), real(1)));
/// ```
///
/// | I want | Word of [Forward] |
/// |---|---|
/// | the slope of a function of one real | `derivative` |
/// | all slopes of a function of a vector, a matrix, a record | `gradient` |
/// | all slopes of several results | `jacobian` |
/// | the slope along one direction | `jvp` |
/// | second derivatives | `hessian`, or `hvp` along one direction |
/// | the value too | `withDerivative`, `withGradient`, `withJacobian`, `withHessian` |
///
/// All of them nest, in each other and in reverse mode.
@NullMarked
package dev.mixtape.forward;

import org.jspecify.annotations.NullMarked;
