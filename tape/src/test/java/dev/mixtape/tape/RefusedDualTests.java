package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.forward.Forward;
import io.vavr.Function2;
import io.vavr.Tuple;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Code that takes a `double`, behind an adapter in the function of a node: the refusal names the
/// argument, and each of the fixes it proposes works.
class RefusedDualTests {
  record Rate(Real value, Real unit) {}

  record Model(int kind, Rate rate, RealVector weights) {}

  private static final Model MODEL = new Model(3, new Rate(real(2), real(5)), vec(1, 4));

  /// Somebody else's code, in plain numbers.
  private static double table(double x) {
    return 3 * x;
  }

  private static Real adapted(DoubleUnaryOperator code, Real x) {
    return real(code.applyAsDouble(x.value()));
  }

  private static Real lookup(Real x, Real k) {
    return x.times(adapted(RefusedDualTests::table, k));
  }

  /// A place where a plain number is asked for.
  record Refused(String name, String expected, Consumer<Nodes> run) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Refused> refused() {
    RealVector wide = vec(NodeProgram.Data.of(20));
    return Stream.of(
        new Refused(
            "second argument",
            "in argument 2; hold the argument: fwddiff(f, holding(2));",
            n -> gradient((a, b) -> n.call(a, b, RefusedDualTests::lookup), real(2), real(5))),
        new Refused(
            "computed from both arguments",
            "in argument 1 and argument 2; hold the argument: fwddiff(f, holding(1, 2));",
            n ->
                gradient(
                    (a, b) -> n.call(a, b, (x, k) -> lookup(x, sin(x.times(k)))),
                    real(2),
                    real(5))),
        new Refused(
            "component of a record",
            "in `rate.unit` of argument 1; hold the argument: fwddiff(f, holding(1));",
            n -> gradient((Model m) -> n.call(m, p -> lookup(p.rate.value, p.rate.unit)), MODEL)),
        new Refused(
            "vector of a record, and a second argument",
            "in `weights` of argument 1; hold",
            n ->
                gradient(
                    (Real x) ->
                        n.call(
                            new Model(1, new Rate(x, x.plus(2)), vec(1, 2).times(x)),
                            x.plus(1),
                            (p, k) -> lookup(k, p.weights.get(1))),
                    real(2))),
        new Refused(
            "component of a tuple",
            "in `_2` of argument 1; hold",
            n ->
                gradient(
                    (Real x) -> n.call(Tuple.of(x, x.plus(1)), t -> lookup(t._1, t._2)), real(2))),
        new Refused(
            "entry of a wide vector, in a later window",
            "in argument 1",
            n ->
                gradient(
                    (RealVector v) -> n.call(v, v.get(0), (u, x) -> lookup(x, u.get(17))), wide)),
        new Refused(
            "captured",
            "in a captured value; give",
            n -> gradient((Real x) -> n.call(real(2), y -> lookup(y, x.times(y))), real(5))),
        new Refused(
            "map",
            "in argument 2; hold the argument: fwddiff(f, holding(2));",
            n -> gradient((a, b) -> n.sumOf(a, b, RefusedDualTests::lookup), vec(1, 2), vec(3, 4))),
        new Refused(
            "long map",
            "in argument 2; hold the argument: fwddiff(f, holding(2));",
            n -> gradient((a, b) -> n.sumOf(a, b, RefusedDualTests::lookup), wide, wide)),
        new Refused(
            "component of a record in a map",
            "in `rate.value` of argument 1; hold",
            n ->
                gradient(
                    (Batch<Model> b) -> n.sumOf(b, p -> lookup(p.rate.unit, p.rate.value)),
                    Batch.of(List.of(MODEL, MODEL)))),
        new Refused(
            "node in a node",
            "in argument 1; hold",
            n ->
                gradient(
                    (Real x) -> n.call(x, y -> n.call(y.times(2), z -> lookup(real(1), z))),
                    real(2))));
  }

  static Stream<Arguments> inNodes() {
    return refused()
        .flatMap(r ->
            Stream.of(Nodes.AUTO, Nodes.RECOMPUTE, Nodes.SINGLE_PASS).map(n -> Arguments.of(r, n)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("inNodes")
  void theErrorNamesTheArgumentAndTheFix(Refused refused, Nodes nodes) {
    assertThatThrownBy(() -> refused.run.accept(nodes))
        .isInstanceOf(ActiveValueException.class)
        .hasMessageContaining("asked for its plain number inside a forward node")
        .hasMessageContaining("would drop its derivative " + refused.expected)
        .hasMessageContaining("withRule")
        .hasMessageContaining("stopGradient(x).value()");
  }

  /// What a pass of eight components does not seed is not known one by one.
  @Test
  void aWideNodeNamesWhatItMayBe() {
    Function2<RealVector, Real, Real> late = (v, x) -> lookup(x, v.get(17));
    assertThatThrownBy(
            () -> gradient(fwddiff(late, Strategy.SINGLE_PASS), vec(new double[20]), real(2)))
        .hasMessageContaining(
            "derivative in argument 1 or argument 2; hold the argument: fwddiff(f, holding(1, 2))");
    Function2<RealVector, Real, Real> early = (v, x) -> lookup(x, v.get(1));
    assertThatThrownBy(
            () -> gradient(fwddiff(early, Strategy.SINGLE_PASS), vec(new double[20]), real(2)))
        .hasMessageContaining("derivative in argument 1; hold");
  }

  @ParameterizedTest
  @EnumSource
  void aPlainMapNamesTheElementToo(Strategy strategy) {
    Function2<Real, Real, Real> late = (x, k) -> x.gt(1.5) ? lookup(x, k) : x;
    for (int size : new int[] {3, 20}) {
      double[] xs = new double[size];
      xs[2] = 2;
      assertThatThrownBy(
              () -> gradient((a, b) -> sum(map(fwddiff(late, strategy), a, b)), vec(xs), vec(xs)))
          .isInstanceOf(ActiveValueException.class)
          .hasMessageContaining("in argument 2;")
          .hasMessageEndingWith("(element 2)");
      assertThatThrownBy(
              () -> Forward.gradient((RealVector b) -> sum(map(late, b, b.times(2))), vec(xs)))
          .isInstanceOf(ActiveValueException.class)
          .hasMessageContaining("argument 2")
          .hasMessageEndingWith("(element 2)");
    }
  }

  @Test
  void aNamedNodeIsNamedToo() {
    assertThatThrownBy(() ->
            gradient(
                (Real x) -> node("lookup", fwddiff(RefusedDualTests::lookup), x, x.plus(1)),
                real(2)))
        .isInstanceOf(ActiveValueException.class)
        .hasMessageStartingWith("in node `lookup`: ")
        .hasMessageContaining("in argument 2;");
  }

  @ParameterizedTest
  @EnumSource
  void aRuleThatIsAskedForNamesItsArgument(Strategy strategy) {
    assertThatThrownBy(() -> rrule(fwddiff(RefusedDualTests::lookup, strategy), real(2), real(5)))
        .isInstanceOf(ActiveValueException.class)
        .hasMessageContaining("in argument 2; hold the argument: fwddiff(f, holding(2))");
  }

  @ParameterizedTest
  @EnumSource
  void eachProposedFixWorks(Strategy strategy) {
    var held = fwddiff(RefusedDualTests::lookup, strategy, holding(2));
    var heldSlopes = gradient(held, real(2), real(5));
    assertThat(heldSlopes).isEqualTo(Tuple.of(real(15), real(0)));
    var ruled =
        withRule(
            (Real k) -> adapted(RefusedDualTests::table, k),
            (_, _, _) -> dy -> Tuple.of(Captures.none(), Tangent.of(dy.natural().times(3))));
    Function2<Real, Real, Real> withRule = (x, k) -> x.times(ruled.apply(k));
    assertThat(gradient(fwddiff(withRule, strategy), real(2), real(5)))
        .isEqualTo(Tuple.of(real(15), real(6)));
    Function2<Real, Real, Real> stopped = (x, k) -> lookup(x, stopGradient(k));
    assertThat(gradient(fwddiff(stopped, strategy), real(2), real(5)))
        .isEqualTo(Tuple.of(real(15), real(0)));
  }
}
