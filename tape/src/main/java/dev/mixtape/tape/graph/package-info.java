/// Graphs: functions that can be built, looked at, and run by the names in them.
///
/// ```java
/// Graph graph =
///     Graph.of(g -> {
///       var x = g.input("x", vector(2));
///       var w = g.parameter("w", vec(1, 2));
///       g.output("loss", sum(square(named("residual", x.minus(w)))));
///     });
/// RealVector dw = graph.bind("x", vec(0, 0)).gradient("loss").vector("w");
/// ```
///
/// | I want | Type or word |
/// |---|---|
/// | to build a graph | [Graph#of] and its [GraphBuilder] |
/// | a graph of a function that exists | `Mixtape.record` |
/// | names in it | `named`, `scope`, `node` of `Mixtape` |
/// | results or gradients by name | [Graph#bind], [NamedValues] |
/// | a picture | [Graph#text], [Graph#dot] |
///
/// The words that name things change nothing where nobody records, so the same function runs on
/// plain numbers. A replay whose comparisons come out another way records again.
@NullMarked
package dev.mixtape.tape.graph;

import org.jspecify.annotations.NullMarked;
