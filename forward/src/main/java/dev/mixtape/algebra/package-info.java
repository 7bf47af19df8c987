/// The algebra: what functions are written in, and what engines are made of.
///
/// A function over reals, vectors, matrices, batches, records and tuples is written once, with the
/// words of [Algebra] and the methods of its arguments, and then runs on plain numbers, is
/// differentiated in any mode, or is recorded:
///
/// ```java
/// record Line(Real slope, Real offset) {
///   Real at(Real x) {
///     return slope.times(x).plus(offset);
///   }
/// }
///
/// static Real loss(Line line, RealVector xs, RealVector ys) {
///   return sum(map((x, y) -> line.at(x).minus(y).square(), xs, ys));
/// }
///
/// static RealMatrix centred(RealMatrix data) {
///   return data.minus(data.columnMeans().inEveryRowOf(data));
/// }
/// ```
///
/// Operators and element-wise words work on vectors and matrices entry by entry, with a real on the
/// right for every entry. How a vector meets a matrix is always said: [RealVector#inEveryRowOf] or
/// [RealVector#inEveryColumnOf]. Arrays are built (`zeros`, `linspace`, `vec(n, i -> …)`), read in
/// part (`get`, `slice`, `row`, `gather`), joined (`concat`, `stackRows`, `beside`) and reduced
/// (`sum`, `norm`, `max`, `logSumExp`, `rowSums`); each of these is one operation of a tape,
/// however large the array.
///
/// What is done to each element is a `map`; what follows from element to element is a `fold`, a
/// `scan` or a `reduce`, and neighbours come in windows, by `stencil`:
///
/// ```java
/// static Real volatility(Real first, Real persistence, RealVector returns) {
///   return fold((v, r) -> v.times(persistence).plus(r.square().times(0.1)), first, returns);
/// }
/// ```
///
/// | I want | Type |
/// |---|---|
/// | a number, a vector, a matrix | [Real], [RealVector], [RealMatrix] |
/// | many records, as columns | [Batch] |
/// | the derivative of a record | [Tangent] |
/// | the words, in one static import | [Algebra] |
/// | a new primitive | [Row] |
/// | an array operation, or a function with a rule | [Operation] |
/// | an engine | [Level], [Value] |
/// | to take values apart and rebuild them | [Structure] |
///
/// Comparisons look at the plain number and answer `boolean`, so a function may branch. Leaving the
/// algebra with [Real#value] is an error while a value is being differentiated, because its
/// derivative would be lost; [Algebra#stopGradient] says that this is meant. Errors are
/// [MixtapeException]s.
@NullMarked
package dev.mixtape.algebra;

import org.jspecify.annotations.NullMarked;
