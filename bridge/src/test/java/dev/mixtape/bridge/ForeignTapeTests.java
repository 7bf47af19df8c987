package dev.mixtape.bridge;

import static dev.mixtape.bridge.Bridge.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import io.vavr.Function1;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The announcement's model through a tape of somebody else's, by the protocol alone.
class ForeignTapeTests {
  record Exponential(Real scale) {
    Exponential {
      require(scale.gt(0), "Exponential: scale must be positive, but was %s", scale);
    }

    Real logpdf(Real x) {
      return log(scale).unaryMinus().minus(x.div(scale));
    }
  }

  private static final Function1<Batch<Real>, Real> TOTAL = fwddiff(Bridge::sum);

  static Stream<Arguments> cases() {
    return Stream.of(Strategy.values())
        .flatMap(s -> Stream.of(1, 3, 20, 1000).map(n -> Arguments.of(s, n)));
  }

  @ParameterizedTest(name = "{0}, {1} elements")
  @MethodSource("cases")
  void theModelsGradientsAreThoseInClosedForm(Strategy strategy, int size) {
    double[] scales = new double[size];
    double[] data = new double[size];
    for (int i = 0; i < size; i++) {
      scales[i] = 1 + i % 7 * 0.5;
      data[i] = 0.5 + i % 5;
    }
    ForeignTape tape = new ForeignTape();
    ForeignTape.Var<Batch<Real>> x = tape.input(vec(scales));
    ForeignTape.Var<Batch<Real>> d = tape.input(vec(data));
    ForeignTape.Var<Batch<Exponential>> model =
        tape.call(mapping(fwddiff(Exponential::new, strategy)), x);
    ForeignTape.Var<Batch<Real>> logs =
        tape.call(mapping(fwddiff(Exponential::logpdf, strategy)), model, d);
    ForeignTape.Var<Real> loss = tape.call(TOTAL, logs);
    tape.sweepFrom(loss);
    double value = 0;
    double[] inScales = new double[size];
    double[] inData = new double[size];
    for (int i = 0; i < size; i++) {
      value -= Math.log(scales[i]) + data[i] / scales[i];
      inScales[i] = (data[i] / scales[i] - 1) / scales[i];
      inData[i] = -1 / scales[i];
    }
    assertThat(loss.value.value()).isCloseTo(value, within(1e-12 * size));
    assertThat(column(x.cotangent(), s -> s).toArray()).containsExactly(inScales, within(1e-14));
    assertThat(column(d.cotangent(), s -> s).toArray()).containsExactly(inData, within(1e-14));
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void aValueUsedTwiceGathersBothCotangents(Strategy strategy) {
    ForeignTape tape = new ForeignTape();
    ForeignTape.Var<Real> x = tape.input(real(3));
    ForeignTape.Var<Real> square = tape.call(fwddiff(Real::times, strategy), x, x);
    tape.sweepFrom(tape.call(fwddiff(Real::plus, strategy), square, x));
    assertThat(x.cotangent().natural().value()).isEqualTo(7);
  }

  @Test
  void recordsFlowThroughItAsTheyAre() {
    ForeignTape tape = new ForeignTape();
    ForeignTape.Var<Real> scale = tape.input(real(2));
    ForeignTape.Var<Real> x = tape.input(real(3));
    tape.sweepFrom(
        tape.call(fwddiff(Exponential::logpdf), tape.call(fwddiff(Exponential::new), scale), x));
    assertThat(scale.cotangent().natural().value()).isEqualTo(0.25);
    assertThat(x.cotangent().natural().value()).isEqualTo(-0.5);
  }

  @Test
  void vectorsFlowThroughItToo() {
    ForeignTape tape = new ForeignTape();
    ForeignTape.Var<RealVector> v = tape.input(vec(1, 2, 3));
    tape.sweepFrom(tape.call(fwddiff((RealVector w) -> sum(w.times(w))), v));
    assertThat(v.cotangent().natural().toArray()).containsExactly(2, 4, 6);
  }
}
