package dev.mixtape.bridge.testing;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.node.Directions;
import dev.mixtape.algebra.rows.Products;
import dev.mixtape.algebra.rows.Shapes;
import dev.mixtape.bridge.RuleContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Is the derivative right?
final class DerivativeChecks {
  /// Components of an argument that are compared; of more, so many at random.
  private static final int COMPARED = 16;

  private static final String OWN = "\n  (a point that the check tried by itself)";

  private final Case about;

  DerivativeChecks(Case about) {
    this.about = about;
  }

  /// Compares with finite differences at the arguments, the given points and points of our own;
  /// answers how many.
  int finiteDifferences(Ledger ledger) {
    Tally tally = new Tally();
    compareAt(about.x(), true, ledger, tally);
    for (Object[] given : about.options().points()) compareAt(Point.of(given), true, ledger, tally);
    for (Point own : survey()) if (!ledger.hasFailed()) compareAt(own, false, ledger, tally);
    ledger.note(tally.toString());
    return tally.points;
  }

  /// What was compared.
  private static final class Tally {
    private int points;
    private int slopes;
    private int untold;
    private double error;

    @Override
    public String toString() {
      String all = slopes + " slopes, each known to " + Numbers.rough(error) + " or better";
      return untold == 0
          ? all
          : all + "; " + untold + " more at points of the check's own could not be told";
    }
  }

  /// Points of other signs and sizes, where a rule may take another branch.
  private List<Point> survey() {
    RandomGenerator random = about.random();
    Point x = about.x();
    List<Point> points = new ArrayList<>();
    for (double factor : new double[] {-1, 0.1, 10, 1000})
      points.add(x.with(Arrays.stream(x.numbers()).map(v -> factor * v).toArray()));
    for (int i = 0; i < 3; i++)
      points.add(
          x.with(
              Arrays.stream(x.numbers())
                  .map(v -> v + 0.3 * Math.max(1, Math.abs(v)) * (2 * random.nextDouble() - 1))
                  .toArray()));
    return points;
  }

  private void compareAt(Point at, boolean given, Ledger ledger, Tally tally) {
    Point value = about.valueOrNull(at);
    if (value == null || !Numbers.isFinite(value.numbers())) {
      if (given) ledger.doubt("the function has no finite value at " + at + "; give another point");
      return;
    }
    int[] components = components(at);
    Slope[][] columns = columns(x -> numbersAt(at, x), at, components);
    Case.Pullback pullback = pullback(at, ledger);
    if (pullback == null) return;
    tally.points++;
    for (double[] cotangent : about.cotangents(value)) {
      Answer answer = pullback.read(cotangent);
      Mismatch mismatch =
          new Mismatch(
              about, at, "finite differences", components, columns, cotangent, answer.numbers());
      Tolerance tolerance = about.options().tolerance();
      judge(mismatch, answer, tolerance, given, given ? "" : OWN, ledger, tally);
    }
  }

  private Case.@Nullable Pullback pullback(Point at, Ledger ledger) {
    try {
      return about.pullback(at);
    } catch (RuntimeException e) {
      ledger.fail("the function answers at " + at + ", but its rule threw " + e);
      return null;
    }
  }

  private void judge(
      Mismatch all,
      Answer answer,
      Tolerance tolerance,
      boolean given,
      String origin,
      Ledger ledger,
      Tally tally) {
    int[] wrong = new int[about.arguments()];
    int[] first = new int[about.arguments()];
    for (int k = all.components().length - 1; k >= 0; k--) {
      int component = all.components()[k];
      if (!answer.isWritten(all.at(), component)) continue;
      Slope expected = Slope.weighted(all.columns()[k], all.cotangent());
      double number = answer.numbers()[component];
      int argument = all.at().owner(component);
      switch (expected.judge(number, tolerance)) {
        case FAILED -> {
          wrong[argument]++;
          first[argument] = k;
        }
        case UNDECIDED -> {
          tally.untold++;
          if (given) ledger.doubt(untold(all, component, expected, number));
        }
        default -> {
          tally.slopes++;
          tally.error = Math.max(tally.error, expected.error());
        }
      }
    }
    for (int i = 0; i < wrong.length; i++)
      if (wrong[i] > 0)
        ledger.fail(all.text(first[i], wrong[i]) + saidNotToMove(answer, i) + origin);
    answer
        .notImplemented()
        .forEach((i, why) -> ledger.note(Point.argument(i) + " is not implemented: " + why));
  }

  private String saidNotToMove(Answer answer, int argument) {
    String reason = answer.immovable().get(argument);
    return reason == null
        ? ""
        : "\n  the rule answers NoTangent ("
            + reason
            + "); if that is meant, say heldConstant("
            + (argument + 1)
            + ")";
  }

  private String untold(Mismatch all, int component, Slope expected, double number) {
    return all.at().argumentPlace(component)
        + ", at "
        + all.at()
        + ": finite differences cannot tell ("
        + expected
        + "), the rule says "
        + Numbers.shown(number)
        + "; give other arguments, or skip this check with a reason";
  }

  private int[] components(Point at) {
    return Arrays.stream(at.sample(COMPARED, about.random()))
        .filter(c -> !about.isHeld(at, c))
        .toArray();
  }

  private double @Nullable [] numbersAt(Point at, double[] components) {
    Point value = about.valueOrNull(at.with(components));
    return value == null ? null : value.numbers();
  }

  private static Slope[][] columns(FiniteDifferences.Plain f, Point at, int[] components) {
    return Arrays.stream(components)
        .mapToObj(c -> FiniteDifferences.slopes(f, at.numbers(), c))
        .toArray(Slope[][]::new);
  }

  /// Compares with the function on duals.
  void duals(Ledger ledger) {
    int[] components = components(about.x());
    Directions pushed;
    try {
      pushed = along(about::withoutRule, components);
    } catch (ActiveValueException e) {
      ledger.notApplicable("the function asks for plain numbers, so it does not run on duals");
      return;
    } catch (RuntimeException e) {
      ledger.notApplicable("the function does not run on duals: " + e.getMessage());
      return;
    }
    if (!Tolerance.ROUNDING.same(Point.numbers(pushed.values()), about.y().numbers()))
      ledger.fail(
          "the function's value on duals is "
              + about.y().with(Point.numbers(pushed.values()))
              + ", but on plain numbers "
              + about.y());
    Slope[][] columns = new Slope[components.length][];
    for (int k = 0; k < columns.length; k++)
      columns[k] = Arrays.stream(numbers(pushed, k)).mapToObj(Slope::exactly).toArray(Slope[]::new);
    Case.Pullback pullback = about.pullback(about.x());
    for (double[] cotangent : about.cotangents(about.y())) {
      Answer answer = pullback.read(cotangent);
      Mismatch mismatch =
          new Mismatch(about, about.x(), "duals", components, columns, cotangent, answer.numbers());
      judge(mismatch, answer, about.options().exactly(), false, "", ledger, new Tally());
    }
  }

  private Directions along(Function<List<Value>, Object> function, int[] components) {
    Point x = about.x();
    return Directions.along(
        function,
        x.leaves(x.numbers()),
        components.length,
        k -> seeds(x, Numbers.unit(components[k], x.size())));
  }

  /// The leaves of a direction, null where nothing moves.
  private static @Nullable Value[] seeds(Point x, double[] direction) {
    List<Value> leaves = x.leaves(direction);
    @Nullable Value[] seeds = new Value[leaves.size()];
    for (int i = 0; i < seeds.length; i++)
      if (Arrays.stream(leaves.get(i).arrayNumbers()).anyMatch(v -> v != 0))
        seeds[i] = leaves.get(i);
    return seeds;
  }

  private static double[] numbers(Directions pushed, int direction) {
    @Nullable Value[] tangents = pushed.tangents().get(direction);
    List<Value> filled = new ArrayList<>();
    for (int i = 0; i < tangents.length; i++)
      filled.add(filled(tangents[i], pushed.values().get(i).shape()));
    return Point.numbers(filled);
  }

  private static Value filled(@Nullable Value tangent, Shape shape) {
    return tangent == null ? Dense.filled(0, shape) : tangent;
  }

  /// Differentiates the pullback, in the arguments and in the cotangent.
  void secondOrder(Ledger ledger) {
    double[] w = about.cotangent(about.random());
    int[] components = components(about.x());
    Directions ofRule =
        along(leaves -> pulled(about.x().values(leaves), about.y().leaves(w)), components);
    Slope[][] expected =
        columns(x -> about.pullback(about.x().with(x)).at(w), about.x(), components);
    for (int k = 0; k < components.length; k++)
      compareSecond(ledger, components[k], w, numbers(ofRule, k), expected[k]);
    if (about.x().size() <= COMPARED) compareWithNestedDuals(ledger, components, ofRule, w);
    inTheCotangent(ledger, w);
  }

  private void compareSecond(Ledger ledger, int by, double[] w, double[] given, Slope[] expected) {
    for (int i = 0; i < expected.length; i++) {
      if (about.isHeld(about.x(), i)) continue;
      String where = "the tangent of " + about.place(i) + ", differentiated by " + about.place(by);
      switch (expected[i].judge(given[i], about.options().tolerance())) {
        case FAILED ->
            ledger.fail(
                where
                    + ", at "
                    + about.x()
                    + ", for the cotangent "
                    + Numbers.shown(w)
                    + "\n  expected  "
                    + expected[i]
                    + "  (by finite differences of the pullback)\n  given     "
                    + Numbers.shown(given[i])
                    + (given[i] == 0
                        ? "\n  the rule holds constant what moves: look for value(), toArray() and"
                            + " stopGradient in it"
                        : ""));
        case UNDECIDED ->
            ledger.doubt(
                where
                    + ": finite differences of the pullback cannot tell ("
                    + expected[i]
                    + "), the rule differentiated again says "
                    + Numbers.shown(given[i]));
        default -> {}
      }
    }
  }

  /// All tangents of a pullback on values of any level, as one vector.
  private RealVector pulled(Object[] arguments, List<Value> cotangent) {
    var rule = about.subject().rrule().apply(RuleContext.plain(), arguments).get();
    Tangent<?> given =
        Tangent.ofLeaves(
            about.result(), Structure.leavesOf(rule.value()), cotangent.toArray(Value[]::new));
    List<? extends Tangent<?>> answers = rule.pullback().apply(given);
    List<Value> all = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      List<Value> own = Structure.leavesOf(arguments[i]);
      @Nullable Value[] tangents =
          switch (answers.get(i).forced()) {
            case Tangent.Natural<?> natural -> natural.leaves();
            case Tangent.Structural<?> structural -> structural.leaves();
            default -> new @Nullable Value[own.size()];
          };
      for (int leaf = 0; leaf < tangents.length; leaf++)
        all.add(filled(tangents[leaf], own.get(leaf).shape()));
    }
    return vector(all);
  }

  private static RealVector vector(List<Value> leaves) {
    return leaves.isEmpty() ? RealVector.of() : Shapes.concat(leaves).asVector();
  }

  private void compareWithNestedDuals(
      Ledger ledger, int[] components, Directions ofRule, double[] w) {
    Directions nested;
    try {
      nested = along(leaves -> gradientByDuals(leaves, w), components);
    } catch (RuntimeException e) {
      return; // and the check of duals says why
    }
    for (int k = 0; k < components.length; k++) {
      double[] given = numbers(ofRule, k);
      double[] expected = numbers(nested, k);
      for (int i = 0; i < given.length; i++) {
        if (about.isHeld(about.x(), i)
            || about.options().exactly().same(given[i], expected[i], 1 + Math.abs(expected[i])))
          continue;
        ledger.fail(
            "the tangent of "
                + about.place(i)
                + ", differentiated by "
                + about.place(components[k])
                + "\n  expected  "
                + Numbers.shown(expected[i])
                + "  (by nested duals)\n  given     "
                + Numbers.shown(given[i]));
      }
    }
  }

  private RealVector gradientByDuals(List<Value> leaves, double[] w) {
    Point x = about.x();
    List<Value> weights = about.y().leaves(w);
    Directions first =
        Directions.along(
            about::withoutRule, leaves, x.size(), i -> seeds(x, Numbers.unit(i, x.size())));
    List<Value> gradient = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      Value sum = Value.of(0);
      for (int leaf = 0; leaf < weights.size(); leaf++) {
        Value tangent = first.tangents().get(i)[leaf];
        Value weight = weights.get(leaf);
        if (tangent == null) continue;
        sum =
            sum.plus(
                weight.shape().isScalar() ? tangent.times(weight) : Products.dot(tangent, weight));
      }
      gradient.add(sum);
    }
    return vector(gradient);
  }

  private void inTheCotangent(Ledger ledger, double[] w) {
    Case.Pullback pullback = about.pullback(about.x());
    for (double[] direction : about.cotangents(about.y())) {
      Directions pushed =
          Directions.along(
              leaves -> pulled(about.x().values(), leaves),
              about.y().leaves(w),
              1,
              _ -> seeds(about.y(), direction));
      double[] given = numbers(pushed, 0);
      double[] expected = pullback.at(direction);
      int apart = Tolerance.ROUNDING.firstApart(expected, given);
      if (apart < 0) continue;
      ledger.fail(
          "the tangent of "
              + about.place(apart)
              + ", differentiated by the cotangent along "
              + Numbers.shown(direction)
              + "\n  expected  "
              + Numbers.shown(expected[apart])
              + "  (by linearity: the pullback of that direction)\n  given     "
              + Numbers.shown(given[apart]));
    }
  }
}
