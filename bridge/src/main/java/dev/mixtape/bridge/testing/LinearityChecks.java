package dev.mixtape.bridge.testing;

import dev.mixtape.algebra.Tangent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Are pullback and pushforward linear, and adjoint to each other?
final class LinearityChecks {
  private static final double[] FACTORS = {-1, 2, 1e-3, 1e3};

  private final Case about;

  LinearityChecks(Case about) {
    this.about = about;
  }

  void pullback(Ledger ledger) {
    Case.Pullback pullback = about.pullback(about.x());
    linear(ledger, "pullback", "cotangent", about.y().size(), pullback::at, about::place);
  }

  void pushforward(Ledger ledger) {
    Object[] arguments = about.x().values();
    Subject.Pushed pushed = pushed(ledger, arguments);
    if (pushed == null) return;
    linear(
        ledger,
        "pushforward",
        "direction",
        about.x().size(),
        direction ->
            Answer.read(
                    about.y(),
                    List.of(pushed.pushforward().apply(about.x().tangents(arguments, direction))))
                .numbers(),
        k -> "the result" + about.y().place(k));
  }

  private Subject.@Nullable Pushed pushed(Ledger ledger, Object[] arguments) {
    var pushed = about.subject().frule().apply(arguments);
    if (pushed.isEmpty()) ledger.notApplicable("there is a pullback and no pushforward");
    return pushed.getOrNull();
  }

  /// Where a component is.
  private interface Places {
    String of(int component);
  }

  private void linear(
      Ledger ledger,
      String map,
      String argument,
      int inputs,
      UnaryOperator<double[]> f,
      Places places) {
    RandomGenerator random = about.random();
    double[] u = Numbers.random(inputs, random);
    double[] v = Numbers.random(inputs, random);
    double[] ofU = f.apply(u);
    double[] ofV = f.apply(v);
    String law =
        "for the " + argument + "s u = " + Numbers.shown(u) + " and v = " + Numbers.shown(v);
    double[] zero = f.apply(new double[inputs]);
    for (int k = 0; k < zero.length; k++)
      if (zero[k] != 0 && Double.isFinite(ofU[k])) {
        ledger.fail(
            "the "
                + map
                + " of a zero "
                + argument
                + " must be zero, but is "
                + Numbers.shown(zero[k])
                + " in "
                + places.of(k));
        break;
      }
    compare(
        ledger,
        map + "(u + v)",
        law,
        Numbers.combined(1, ofU, 1, ofV),
        f.apply(Numbers.combined(1, u, 1, v)),
        places);
    for (double factor : FACTORS)
      compare(
          ledger,
          map + "(" + factor + " u)",
          law,
          Numbers.combined(factor, ofU, 0, ofU),
          f.apply(Numbers.combined(factor, u, 0, u)),
          places);
  }

  private static void compare(
      Ledger ledger, String what, String law, double[] expected, double[] given, Places places) {
    int apart = Tolerance.ROUNDING.firstApart(expected, given);
    if (apart < 0) return;
    ledger.fail(
        what
            + " in "
            + places.of(apart)
            + ", "
            + law
            + "\n  expected  "
            + Numbers.shown(expected[apart])
            + "  (by linearity)\n  given     "
            + Numbers.shown(given[apart]));
  }

  /// One argument moves at a time, then all.
  void adjointness(Ledger ledger) {
    RandomGenerator random = about.random();
    Object[] arguments = about.x().values();
    Subject.Pushed pushed = pushed(ledger, arguments);
    if (pushed == null) return;
    Case.Pullback pullback = about.pullback(about.x());
    double[] w = about.cotangent(random);
    double[] v = Numbers.random(about.x().size(), random);
    Answer pulled = pullback.read(w);
    List<Tangent<?>> all = about.x().tangents(arguments, v);
    for (int i = 0; i < arguments.length; i++) {
      if (pulled.notImplemented().containsKey(i)) continue;
      List<Tangent<?>> only = new ArrayList<>();
      for (int k = 0; k < arguments.length; k++)
        only.add(k == i ? all.get(k) : Tangent.zero(arguments[k]));
      double[] direction = new double[v.length];
      int from = about.x().start(i);
      int to = about.x().start(i + 1);
      System.arraycopy(v, from, direction, from, to - from);
      compare(ledger, "along " + Point.argument(i) + " alone", pushed, only, pulled, direction, w);
    }
    if (arguments.length > 1 && pulled.notImplemented().isEmpty())
      compare(ledger, "along all arguments", pushed, all, pulled, v, w);
  }

  private void compare(
      Ledger ledger,
      String along,
      Subject.Pushed pushed,
      List<Tangent<?>> directions,
      Answer pulled,
      double[] direction,
      double[] w) {
    Tangent<?> tangent = pushed.pushforward().apply(directions);
    double[] forward = products(w, Answer.read(about.y(), List.of(tangent)).numbers());
    double[] backward = products(pulled.numbers(), direction);
    double byPushing = Arrays.stream(forward).sum();
    double byPulling = Arrays.stream(backward).sum();
    double scale =
        Math.max(
            Arrays.stream(forward).map(Math::abs).sum(),
            Arrays.stream(backward).map(Math::abs).sum());
    if (Tolerance.ROUNDING.same(byPushing, byPulling, scale)) return;
    ledger.fail(
        "the pushforward disagrees with the pullback "
            + along
            + ", for ȳ = "
            + Numbers.shown(w)
            + " and ẋ = "
            + Numbers.shown(direction)
            + "\n  ⟨ȳ, J ẋ⟩ by pushing   "
            + Numbers.shown(byPushing)
            + "\n  ⟨Jᵀ ȳ, ẋ⟩ by pulling  "
            + Numbers.shown(byPulling));
  }

  private static double[] products(double[] a, double[] b) {
    double[] products = new double[a.length];
    for (int i = 0; i < a.length; i++) products[i] = a[i] == 0 || b[i] == 0 ? 0 : a[i] * b[i];
    return products;
  }
}
