package dev.mixtape.distributions;

import static dev.mixtape.tape.Mixtape.gradient;
import static dev.mixtape.tape.Mixtape.map;
import static dev.mixtape.tape.Mixtape.mapToReal;
import static dev.mixtape.tape.Mixtape.same;
import static dev.mixtape.tape.Mixtape.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import io.vavr.Function1;
import io.vavr.Function2;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Batches of every distribution, mapped over in every mode.
@ParameterizedClass
@MethodSource("dev.mixtape.distributions.Subject#all")
class BatchTests {
  @Parameter Subject subject;

  static double[][] columns(List<double[]> rows) {
    double[][] columns = new double[rows.get(0).length][rows.size()];
    for (int i = 0; i < columns.length; i++) {
      for (int row = 0; row < rows.size(); row++) columns[i][row] = rows.get(row)[i];
    }
    return columns;
  }

  static RealVector[] vectors(double[][] columns) {
    return Arrays.stream(columns).map(RealVector::of).toArray(RealVector[]::new);
  }

  @Test
  void a_batch_has_a_column_per_parameter_and_gives_its_elements_back() {
    RealVector[] vectors = vectors(columns(subject.examples()));
    Batch<Distribution> batch = subject.batch(vectors);
    assertThat(batch.columns()).hasSize(subject.size());
    for (int i = 0; i < subject.size(); i++) {
      Function1<Distribution, Real> accessor = subject.accessor(i);
      assertThat(mapToReal(accessor, batch).toArray()).isEqualTo(vectors[i].toArray());
      for (int row = 0; row < batch.size(); row++)
        assertThat(accessor.apply(batch.get(row)).value()).isEqualTo(vectors[i].get(row).value());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20, 1000})
  void a_mapped_likelihood_has_the_same_gradient_in_every_mode(int size) {
    List<Reference> known = subject.data().of("logpdf");
    List<Reference> lines =
        IntStream.range(0, size).mapToObj(i -> known.get(i * 7 % known.size())).toList();
    Modes.LOGPDFS.forEach((mode, logpdf) -> {
      requireSlopes(lines, "made plainly, " + mode, subject::batch, logpdf);
      requireSlopes(lines, "made by fwddiff, " + mode, subject::forwardBatch, logpdf);
    });
  }

  private void requireSlopes(
      List<Reference> lines,
      String mode,
      Function1<RealVector[], Batch<Distribution>> make,
      Function2<Distribution, Real, Real> logpdf) {
    RealVector[] vectors = vectors(columns(lines.stream().map(Reference::arguments).toList()));
    for (int i = 0; i < vectors.length; i++) {
      int argument = i;
      double[] actual =
          gradient(
                  v -> {
                    RealVector[] active = vectors.clone();
                    active[argument] = v;
                    return sum(map(logpdf, make.apply(active), active[subject.size()]));
                  },
                  vectors[i])
              .toArray();
      for (int row = 0; row < actual.length; row++) {
        Reference line = lines.get(row);
        assertThat(actual[row])
            .as("%s, slope %d of element %d", mode, i, row)
            .isCloseTo(line.slopes()[i], offset(subject.slopeTolerances(line)[i]));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20, 1000})
  void a_batch_may_have_elements_outside_the_support(int size) {
    Distribution d = subject.of(subject.example());
    Reference inside = subject.data().at("logpdf", subject.example());
    double[] xs =
        DoubleStream.concat(
                DoubleStream.of(EdgeTests.outside(d)), DoubleStream.of(inside.x().orElseThrow()))
            .toArray();
    RealVector all =
        RealVector.of(IntStream.range(0, size).mapToDouble(i -> xs[i % xs.length]).toArray());
    Modes.LOGPDFS.forEach((mode, logpdf) -> {
      double[] slopes = gradient((RealVector v) -> sum(map(logpdf, same(d), v)), all).toArray();
      for (int i = 0; i < size; i++) {
        boolean isInside = i % xs.length == xs.length - 1;
        double expected = isInside ? inside.slopes()[subject.size()] : 0;
        double tolerance = isInside ? subject.slopeTolerances(inside)[subject.size()] : 0;
        assertThat(slopes[i]).as(mode).isCloseTo(expected, offset(tolerance));
      }
    });
  }
}
