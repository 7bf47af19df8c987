package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.bridge.Strategy;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Functions of three and four arguments, alone and mapped, and derivatives in several arguments;
/// the expected numbers are worked out by hand.
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
}
