package dev.mixtape.algebra.dual;

import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import org.jspecify.annotations.Nullable;

/// A scalar over a plain number with up to eight partials in fields: the common, fast dual.
///
/// `mask` has a bit for each direction the value depends on. The other directions are structural
/// zeros, and stay zero even where a partial is infinite or NaN.
public final class Dual extends Value {
  /// Partials in one dual, and so directions in one pass.
  public static final int WIDTH = 8;

  private final DualLevel owner;
  final double number;
  final int mask;
  final double p0;
  final double p1;
  final double p2;
  final double p3;
  final double p4;
  final double p5;
  final double p6;
  final double p7;

  private Dual(
      DualLevel owner,
      double number,
      int mask,
      double p0,
      double p1,
      double p2,
      double p3,
      double p4,
      double p5,
      double p6,
      double p7) {
    super(owner);
    this.owner = owner;
    this.number = number;
    this.mask = mask;
    this.p0 = p0;
    this.p1 = p1;
    this.p2 = p2;
    this.p3 = p3;
    this.p4 = p4;
    this.p5 = p5;
    this.p6 = p6;
    this.p7 = p7;
  }

  static Dual constant(DualLevel owner, double number) {
    return new Dual(owner, number, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  static Dual of(DualLevel owner, double number, @Nullable Value[] partials) {
    double[] p = new double[WIDTH];
    int mask = 0;
    for (int k = 0; k < partials.length; k++) {
      Value partial = partials[k];
      if (partial == null) continue;
      mask |= 1 << k;
      p[k] = partial.scalarNumber();
    }
    return new Dual(owner, number, mask, p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7]);
  }

  /// The dual of `number` whose partials are `factor` times this one's.
  Dual scaled(double number, double factor) {
    if (!Double.isFinite(factor)) return scaledByInfinity(number, factor);
    return new Dual(
        owner,
        number,
        mask,
        factor * p0,
        factor * p1,
        factor * p2,
        factor * p3,
        factor * p4,
        factor * p5,
        factor * p6,
        factor * p7);
  }

  private Dual scaledByInfinity(double number, double factor) {
    double[] p = new double[WIDTH];
    for (int k = 0; k < WIDTH; k++) if ((mask & 1 << k) != 0) p[k] = factor * partial(k);
    return new Dual(owner, number, mask, p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7]);
  }

  /// The dual of `number` whose partials are `factor` times this one's and `other` times that
  /// one's.
  Dual combined(double number, double factor, Dual that, double other) {
    if (!Double.isFinite(factor) || !Double.isFinite(other))
      return scaled(number, factor).plusPartials(that.scaled(number, other));
    return new Dual(
        owner,
        number,
        mask | that.mask,
        factor * p0 + other * that.p0,
        factor * p1 + other * that.p1,
        factor * p2 + other * that.p2,
        factor * p3 + other * that.p3,
        factor * p4 + other * that.p4,
        factor * p5 + other * that.p5,
        factor * p6 + other * that.p6,
        factor * p7 + other * that.p7);
  }

  /// The dual of this one's number whose partials are the sums of both.
  Dual plusPartials(Dual that) {
    return new Dual(
        owner,
        number,
        mask | that.mask,
        p0 + that.p0,
        p1 + that.p1,
        p2 + that.p2,
        p3 + that.p3,
        p4 + that.p4,
        p5 + that.p5,
        p6 + that.p6,
        p7 + that.p7);
  }

  double partial(int k) {
    return switch (k) {
      case 0 -> p0;
      case 1 -> p1;
      case 2 -> p2;
      case 3 -> p3;
      case 4 -> p4;
      case 5 -> p5;
      case 6 -> p6;
      default -> p7;
    };
  }

  @Override
  public Shape shape() {
    return Shape.SCALAR;
  }

  @Override
  public Value primal() {
    return owner.base(new Scalar(number));
  }

  @Override
  public double scalarNumber() {
    return number;
  }
}
