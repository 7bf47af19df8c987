package dev.mixtape.bridge.testing;

import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.TangentSum;
import java.util.List;

/// Tangents that add themselves to a sum add what they are as values, once, to what is there.
final class SumChecks {
  private final Case about;

  SumChecks(Case about) {
    this.about = about;
  }

  void sums(Ledger ledger) {
    double[] w = about.cotangent(about.random());
    List<? extends Tangent<?>> tangents = about.pullback(about.x()).tangents(w);
    Object[] primals = about.x().values();
    boolean any = false;
    for (int i = 0; i < tangents.size(); i++) {
      if (!(tangents.get(i).evaluated() instanceof Tangent.Adding<?> adding)) continue;
      any = true;
      sums(ledger, i, primals[i], adding);
    }
    if (!any) ledger.notApplicable("no tangent adds itself to a sum");
  }

  @SuppressWarnings("unchecked")
  private <P> void sums(Ledger ledger, int argument, P primal, Tangent.Adding<?> adding) {
    Tangent<P> tangent = (Tangent<P>) adding;
    double[] value = sum(primal, tangent.forced());
    double[] alone = sum(primal, tangent);
    double[] twice = sum(primal, tangent.forced(), tangent, tangent);
    for (int c = 0; c < value.length; c++) {
      boolean agrees = same(value[c], alone[c], value[c]) && same(3 * value[c], twice[c], value[c]);
      if (agrees) continue;
      ledger.fail(
          "the tangent of "
              + about.place(about.x().start(argument) + c)
              + ", where it adds itself to a sum\n  expected  "
              + Numbers.shown(value[c])
              + "  (its value)\n  given     "
              + Numbers.shown(alone[c])
              + " alone, "
              + Numbers.shown(twice[c])
              + " twice on top of its value");
      return;
    }
  }

  private static boolean same(double expected, double given, double scale) {
    return Tolerance.ROUNDING.same(expected, given, scale);
  }

  @SafeVarargs
  private static <P> double[] sum(P primal, Tangent<P>... tangents) {
    TangentSum<P> sum = TangentSum.of(primal);
    for (Tangent<P> tangent : tangents) sum.add(tangent);
    return sum.tangent().vector().toArray();
  }
}
