package dev.mixtape.examples;

import static dev.mixtape.forward.Forward.derivative;
import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import java.io.PrintStream;
import java.util.Locale;

/// The yield of a bond: a solver on plain doubles finds it, and the implicit function theorem is
/// its rule.
final class BondYield {
  private BondYield() {}

  /// The rate at which payments, one a year, are worth the price today:
  ///
  /// `Σ payments[t] exp(-rate (t + 1)) = price`
  static final Function2<RealVector, Real, Real> YIELD =
      withRule(
          (payments, price) -> real(solve(payments.toArray(), price.value())),
          (context, rate, payments, price) -> {
            RealVector discounts = discounts(rate, payments.size());
            Real slope = slope(discounts, payments);
            return dRate -> {
              Real share = dRate.natural().div(slope);
              return Tuple.of(
                  Captures.none(),
                  Tangent.thunk(() -> Tangent.of(discounts.times(share).unaryMinus())),
                  Tangent.of(share));
            };
          },
          (rate, payments, price) -> {
            RealVector discounts = discounts(rate, payments.size());
            Real slope = slope(discounts, payments);
            return (dPayments, dPrice) ->
                Tangent.of(dPrice.natural().minus(discounts.dot(dPayments.natural())).div(slope));
          });

  private static RealVector years(int count) {
    return range(1, count + 1);
  }

  private static RealVector discounts(Real rate, int count) {
    return exp(years(count).times(rate).unaryMinus());
  }

  /// How fast the worth of the payments moves with the rate.
  private static Real slope(RealVector discounts, RealVector payments) {
    return discounts.times(years(payments.size())).dot(payments).unaryMinus();
  }

  /// By Newton's method for the logarithm of the worth, which is nearly linear in the rate; NaN
  /// where it finds none.
  private static double solve(double[] payments, double price) {
    double rate = 0;
    for (int step = 0; step < 100; step++) {
      double worth = 0;
      double slope = 0;
      for (int t = payments.length; t > 0; t--) {
        double now = payments[t - 1] * Math.exp(-rate * t);
        worth += now;
        slope -= t * now;
      }
      double next = rate - Math.log(worth / price) * worth / slope;
      if (Math.abs(next - rate) <= 1e-12 * Math.max(1, Math.abs(rate))) return next;
      rate = next;
    }
    return Double.NaN;
  }

  static void run(PrintStream out) {
    RealVector payments = vec(4, 4, 4, 4, 104);
    Real price = real(95);
    Function1<Real, Real> inPrice = p -> YIELD.apply(payments, p);
    var slopes = gradient(YIELD, payments, price);
    double[] inPayments = slopes._1.toArray();
    out.printf(Locale.ROOT, "yield                  %.6f%n", inPrice.apply(price).value());
    out.printf(Locale.ROOT, "slopes in the payments %.8f … %.8f%n", inPayments[0], inPayments[4]);
    out.printf(Locale.ROOT, "slope in the price     %.8f%n", slopes._2.value());
    out.printf(Locale.ROOT, "  by the pushforward   %.8f%n", derivative(inPrice, price).value());
    out.printf(Locale.ROOT, "second in the price    %.8f%n", hessian(inPrice, price).value());
  }

  public static void main(String[] args) {
    run(System.out);
  }
}
