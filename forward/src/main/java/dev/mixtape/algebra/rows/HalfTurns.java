package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Circular functions of `πx`: `x` counts half turns. Multiples of 1/2 are exact, however large.
public final class HalfTurns {
  public static final Row SINPI =
      Row.of(
              "sinpi",
              HalfTurns::sinpi,
              (y, x) -> cosine(x).times(Math.PI),
              (y, x) -> Math.PI * cospi(x))
          .formula("sin πx")
          .oscillatesIn(0);

  public static final Row COSPI =
      Row.of(
              "cospi",
              HalfTurns::cospi,
              (y, x) -> SINPI.of(x).times(-Math.PI),
              (y, x) -> -Math.PI * sinpi(x))
          .formula("cos πx")
          .oscillatesIn(0);

  /// Plus infinity at 1/2, minus infinity at 3/2, and so on by turns.
  public static final Row TANPI =
      Row.of(
              "tanpi",
              x -> sinpi(x) / cospi(x),
              (y, x) -> y.times(y).plus(1).times(Math.PI),
              (y, x) -> (y * y + 1) * Math.PI)
          .formula("tan πx")
          .domain("away from the poles 1/2 + k")
          .kink("x + 1/2 integral", 0.5, Double.POSITIVE_INFINITY)
          .oscillatesIn(0);

  /// The normalised one, 1 at 0 and 0 at all other integers.
  public static final Row SINC = sphericalBessel(0, "sinc").formula("sin πx / πx, 1 at 0");

  private static final Map<Integer, Row> ORDERS = new ConcurrentHashMap<>(Map.of(0, SINC));

  /// The spherical Bessel function `jₙ(πx)`, of which the first is `sinc`; its derivative divides
  /// by nothing, so all orders are precise at 0 (DLMF 10.51.2). No words of the algebra, so the
  /// others are not in the table.
  private static Row sphericalBessel(int n, String name) {
    return Row.of(
        name,
        x -> bessel(n, x),
        (y, x) -> {
          Value next = order(n + 1).of(x).times(-Math.PI * (n + 1) / (2 * n + 1));
          return n == 0 ? next : order(n - 1).of(x).times(Math.PI * n / (2 * n + 1)).plus(next);
        },
        (y, x) ->
            Math.PI
                * ((n == 0 ? 0 : n * bessel(n - 1, x)) - (n + 1) * bessel(n + 1, x))
                / (2 * n + 1));
  }

  private static Row order(int n) {
    return ORDERS.computeIfAbsent(
        n,
        k ->
            sphericalBessel(k, "sphericalBessel" + k)
                .formula("the spherical Bessel function of order " + k + " at πx"));
  }

  /// `jₙ(πx)`: by its power series (DLMF 10.53.1) up to `n + 1`, beyond by its recurrence
  /// (10.51.1), which loses nothing there.
  private static double bessel(int n, double x) {
    if (x < 0) return n % 2 == 0 ? bessel(n, -x) : -bessel(n, -x);
    if (Double.isInfinite(x)) return 0;
    double z = Math.PI * x;
    if (n > 0 && z <= n + 1) return besselSeries(n, z);
    double y = x == 0 ? 1 : sinpi(x) / z;
    double next = (y - cospi(x)) / z;
    for (int k = 0; k < n; k++) {
      double after = (2 * k + 3) / z * next - y;
      y = next;
      next = after;
    }
    return y;
  }

  private static double besselSeries(int n, double z) {
    double term = 1;
    for (int k = 1; k <= n; k++) term *= z / (2 * k + 1);
    double sum = 0;
    for (int k = 1; sum + term != sum; k++) {
      sum += term;
      term *= -z * z / (2 * k * (2 * (n + k) + 1));
    }
    return sum;
  }

  private static Value cosine(Value x) {
    return COSPI.of(x);
  }

  private static double sinpi(double x) {
    double y = circular(Math.abs(x), 0) * Math.signum(x);
    return y == 0 ? Math.copySign(0, x) : y;
  }

  private static double cospi(double x) {
    return circular(Math.abs(x), 1) + 0.0;
  }

  /// The sine of `πx` and `quarters` of a turn for `x >= 0`, from an angle of at most `π/4`.
  private static double circular(double x, int quarters) {
    double turn = x % 2;
    double nearest = Math.rint(2 * turn);
    double angle = Math.PI * (turn - nearest / 2);
    return switch ((int) nearest + quarters & 3) {
      case 0 -> Math.sin(angle);
      case 1 -> Math.cos(angle);
      case 2 -> -Math.sin(angle);
      default -> -Math.cos(angle);
    };
  }

  private HalfTurns() {}
}
