package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.ForwardOption;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Function5;
import io.vavr.Function6;
import io.vavr.Function7;
import io.vavr.Function8;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import io.vavr.Tuple5;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Functions of three to eight arguments, alone and mapped, and derivatives in several arguments;
/// the expected numbers are worked out by hand, or are finite differences.
class ArityTests {
  private static Real three(Real a, Real b, Real c) {
    return a.times(b).plus(c.square());
  }

  private static Real four(Real a, Real b, Real c, Real d) {
    return three(a, b, c).times(d);
  }

  @ParameterizedTest
  @EnumSource
  void nodes_of_three_and_four_arguments(Strategy strategy) {
    Function3<Real, Real, Real, Real> f = fwddiff(ArityTests::three, strategy);
    Function4<Real, Real, Real, Real, Real> g = fwddiff(ArityTests::four, strategy);
    Tuple3<Real, Real, Real> slopes = gradient(f, real(2), real(3), real(4));
    assertThat(slopes).isEqualTo(Tuple.of(real(3), real(2), real(8)));
    assertThat(gradient(g, real(2), real(3), real(4), real(5)))
        .isEqualTo(Tuple.of(real(15), real(10), real(40), real(22)));
    assertThat(
            rrule(g, real(2), real(3), real(4), real(5))
                .get()
                .pullback()
                .apply(real(2))
                ._5
                .natural())
        .isEqualTo(real(44));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 20})
  void maps_of_three_and_four_batches(int size) {
    double[] numbers = new double[size];
    for (int i = 0; i < size; i++) numbers[i] = i + 1;
    RealVector xs = vec(numbers);
    RealVector slope =
        gradient(v -> sum(map(fwddiff(ArityTests::three), v, same(real(3)), xs)), xs);
    RealVector slope4 = gradient(v -> sum(map(ArityTests::four, xs, v, xs, same(real(2)))), xs);
    for (int i = 0; i < size; i++) {
      assertThat(slope.get(i).value()).isEqualTo(3);
      assertThat(slope4.get(i).value()).isEqualTo(2 * numbers[i]);
    }
    assertThat(mapToReal(ArityTests::three, xs, xs, xs)).isEqualTo(xs.square().times(2));
    assertThat(mapToReal(ArityTests::four, xs, xs, xs, xs))
        .isEqualTo(xs.times(xs).times(xs).times(2));
  }

  @Test
  void jacobians_and_hessians_in_several_arguments() {
    Tuple2<RealMatrix, RealMatrix> jacobians =
        jacobian((Real s, RealVector v) -> v.square().times(s), real(2), vec(3, 4));
    assertThat(jacobians._1).isEqualTo(mat(new double[][] {{9}, {16}}));
    assertThat(jacobians._2).isEqualTo(mat(new double[][] {{12, 0}, {0, 16}}));
    assertThat(hessian((Real s, RealVector v) -> sum(v.square()).times(s), real(2), vec(3, 4)))
        .isEqualTo(mat(new double[][] {{0, 6, 8}, {6, 4, 0}, {8, 0, 4}}));
    assertThat(hessian(ArityTests::three, real(2), real(3), real(4)))
        .isEqualTo(mat(new double[][] {{0, 1, 0}, {1, 0, 0}, {0, 0, 2}}));
  }

  private static Real five(Real a, Real b, Real c, Real d, Real e) {
    return four(a, b, c, d).plus(e.times(a));
  }

  private static Real six(Real a, Real b, Real c, Real d, Real e, Real f) {
    return five(a, b, c, d, e).times(f);
  }

  private static Real seven(Real a, Real b, Real c, Real d, Real e, Real f, Real g) {
    return six(a, b, c, d, e, f).plus(g.times(b));
  }

  private static Real eight(Real a, Real b, Real c, Real d, Real e, Real f, Real g, Real h) {
    return seven(a, b, c, d, e, f, g).times(sin(h));
  }

  private static final Function5<Real, Real, Real, Real, Real, Real> FIVE = ArityTests::five;
  private static final Function6<Real, Real, Real, Real, Real, Real, Real> SIX = ArityTests::six;
  private static final Function7<Real, Real, Real, Real, Real, Real, Real, Real> SEVEN =
      ArityTests::seven;
  private static final Function8<Real, Real, Real, Real, Real, Real, Real, Real, Real> EIGHT =
      ArityTests::eight;

  /// Functions of five to eight arguments as functions of a vector, as nodes.
  private static List<Function1<RealVector, Real>> many(ForwardOption... options) {
    return List.of(
        v -> fwddiff(FIVE, options).tupled().apply(firsts(v)),
        v -> fwddiff(SIX, options).tupled().apply(firsts(v).append(v.get(5))),
        v -> fwddiff(SEVEN, options).tupled().apply(firsts(v).append(v.get(5)).append(v.get(6))),
        v ->
            fwddiff(EIGHT, options)
                .tupled()
                .apply(firsts(v).append(v.get(5)).append(v.get(6)).append(v.get(7))));
  }

  private static Tuple5<Real, Real, Real, Real, Real> firsts(RealVector v) {
    return Tuple.of(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4));
  }

  @ParameterizedTest
  @EnumSource
  void nodes_of_five_to_eight_arguments(Strategy strategy) {
    RealVector at = vec(0.3, -1.2, 0.7, 2, 0.4, -0.8, 1.5, 0.6);
    for (Function1<RealVector, Real> node : many(strategy)) {
      double[][] slopes =
          Derivatives.differences(x -> new double[] {node.apply(vec(x)).value()}, at.toArray());
      assertThat(gradient(node, at).toArray()).containsExactly(slopes[0], within(1e-9));
      assertThat(Forward.gradient(node, at).toArray()).containsExactly(slopes[0], within(1e-9));
    }
  }

  @Test
  void rules_of_eight_arguments_answer_captures_and_a_tuple() {
    Real[] x = {real(1), real(2), real(3), real(4), real(5), real(6), real(7), real(8)};
    var made = rrule(fwddiff(EIGHT), x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7]).get();
    assertThat(made.value()).isEqualTo(EIGHT.apply(x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7]));
    assertThat(made.pullback().apply(real(1))._2._7.natural()).isEqualTo(x[1].times(sin(x[7])));
    Function8<Real, Real, Real, Real, Real, Real, Real, Real, Real> ruled =
        withRule(
            (a, b, c, d, e, u, v, w) -> real(a.value() * w.value()),
            (_, _, a, b, c, d, e, u, v, w) ->
                y -> {
                  Tangent<Real> none = Tangent.of(real(0));
                  Tangent<Real> first = Tangent.of(y.natural().times(w));
                  Tangent<Real> last = Tangent.of(y.natural().times(a));
                  return Tuple.of(
                      Captures.none(), Tuple.of(first, none, none, none, none, none, none, last));
                });
    RealVector slopes =
        gradient(
            v -> {
              Real z = v.get(0);
              return call(ruled, v.get(0), z, z, z, z, z, z, v.get(1));
            },
            vec(3, 5));
    assertThat(slopes).isEqualTo(vec(5, 3));
  }
}
