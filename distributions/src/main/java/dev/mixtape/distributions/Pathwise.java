package dev.mixtape.distributions;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Value;
import dev.mixtape.forward.Forward;

/// Samples that move with the shapes of their distribution, by implicit reparameterisation
/// (Figurnov, Mohamed and Mnih 2018): a sample `x` drawn for plain shapes moves so that its
/// probability `F(x)` stays, with the slope `-(∂F/∂shape) / (∂F/∂x)`.
///
/// The slopes are taken of `ln F`, which neither overflows nor cancels in the lower tail. Second
/// derivatives of samples below 1e-150 overflow on the way and are NaN.
final class Pathwise {
  /// The logarithm of a cdf of one shape.
  @FunctionalInterface
  interface LogCdf1 {
    /// At `x`.
    Real of(Real shape, Real x);
  }

  /// The logarithm of a cdf of two shapes.
  @FunctionalInterface
  interface LogCdf2 {
    /// At `x`.
    Real of(Real a, Real b, Real x);
  }

  private Pathwise() {}

  /// A sample of a distribution on `support` with one shape.
  static Real sample(String name, double drawn, Support support, LogCdf1 f, Real shape) {
    double x = flushed(drawn);
    return Row.of(
            name + "Sample",
            a -> x,
            (y, a) -> slope(y, support, a, (s, at) -> f.of(s, at)),
            (y, a) -> number(y, support, a, (s, at) -> f.of(s, at)))
        .on(shape);
  }

  /// A sample of a distribution on `support` with two shapes.
  static Real sample(String name, double drawn, Support support, LogCdf2 f, Real a, Real b) {
    double x = flushed(drawn);
    return Row.of(
            name + "Sample",
            (p, q) -> x,
            (y, p, q) -> slope(y, support, p, (s, at) -> f.of(s, q.asReal(), at)),
            (y, p, q) -> number(y, support, p, (s, at) -> f.of(s, Real.of(q), at)),
            (y, p, q) -> slope(y, support, q, (s, at) -> f.of(p.asReal(), s, at)),
            (y, p, q) -> number(y, support, q, (s, at) -> f.of(Real.of(p), s, at)))
        .on(a, Value.of(b));
  }

  /// Below the normal doubles, where slopes are too coarse, a sample is 0.
  private static double flushed(double drawn) {
    return Math.abs(drawn) < Double.MIN_NORMAL ? 0 : drawn;
  }

  private static double number(double y, Support support, double shape, LogCdf1 f) {
    return slope(Value.of(y), support, Value.of(shape), f).scalarNumber();
  }

  /// A sample that was rounded to an end of the support stays there.
  private static Value slope(Value y, Support support, Value shape, LogCdf1 f) {
    Real x = y.asReal();
    Real s = shape.asReal();
    if (x.eq(support.lower()) || x.eq(support.upper())) return Scalar.ZERO;
    Real inShape = Forward.derivative(t -> f.of(t, x), s);
    Real inX = Forward.derivative(t -> f.of(s, t), x);
    return Value.of(inShape.div(inX).unaryMinus());
  }
}
