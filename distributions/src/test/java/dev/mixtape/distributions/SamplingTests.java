package dev.mixtape.distributions;

import static dev.mixtape.tape.Mixtape.mapToReal;
import static dev.mixtape.tape.Mixtape.real;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.RealVector;
import java.util.Arrays;
import java.util.Collections;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Samples of every distribution, in distribution.
@ParameterizedClass
@MethodSource("dev.mixtape.distributions.Subject#all")
class SamplingTests {
  private static final int SAMPLES = 20_000;
  private static final long SEED = 20260705;

  /// Standard errors that a moment may be off.
  private static final double ERRORS = 5;

  /// Kolmogorov's statistic is larger once in 10 000 times.
  private static final double KOLMOGOROV = 2.23;

  @Parameter Subject subject;

  @Test
  void samples_repeat_with_their_seed() {
    Distribution d = subject.of(subject.example());
    assertThat(samples(d, 100, SEED)).isEqualTo(samples(d, 100, SEED));
    assertThat(samples(d, 100, SEED)).isNotEqualTo(samples(d, 100, SEED + 1));
  }

  private static double[] samples(Distribution d, int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] samples = new double[size];
    for (int i = 0; i < size; i++) samples[i] = d.rand(random).value();
    return samples;
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20, 1000})
  void in_a_map_every_element_has_a_sample_of_its_own(int size) {
    SplittableRandom random = new SplittableRandom(SEED);
    Batch<Distribution> same =
        subject.batch(
            BatchTests.vectors(BatchTests.columns(Collections.nCopies(size, subject.example()))));
    RealVector samples = mapToReal(d -> d.rand(random), same);
    if (!subject.isDiscrete()) assertThat(samples.toArray()).doesNotHaveDuplicates();
    else if (size > 3)
      assertThat(Arrays.stream(samples.toArray()).distinct().count()).isGreaterThan(1);
  }

  @Test
  void samples_have_the_mean_and_variance() {
    for (double[] example : subject.examples()) {
      Distribution d = subject.of(example);
      double mean = d.mean().value();
      double variance = d.variance().value();
      double sum = 0;
      double squares = 0;
      for (double sample : samples(d, SAMPLES, SEED)) {
        assertThat(d.support().contains(real(sample))).isTrue();
        sum += sample - mean;
        squares += (sample - mean) * (sample - mean);
      }
      double meanError = Math.sqrt(variance / SAMPLES);
      double varianceError = variance * Math.sqrt((d.kurtosis().value() + 2) / SAMPLES);
      assertThat(sum / SAMPLES).as(d.toString()).isCloseTo(0, offset(ERRORS * meanError));
      assertThat(squares / SAMPLES)
          .as(d.toString())
          .isCloseTo(variance, offset(ERRORS * varianceError));
    }
  }

  /// The largest distance between the cdf and that of the samples, on both sides of each step.
  @Test
  void samples_have_the_cdf() {
    for (double[] example : subject.examples()) {
      Distribution d = subject.of(example);
      double[] samples = samples(d, SAMPLES, SEED);
      Arrays.sort(samples);
      double largest = 0;
      for (int i = 0; i < SAMPLES; i++) {
        if (i + 1 < SAMPLES && samples[i + 1] == samples[i]) continue;
        double upTo = d.cdf(real(samples[i])).value();
        largest = Math.max(largest, Math.abs(upTo - (i + 1.0) / SAMPLES));
      }
      assertThat(largest * Math.sqrt(SAMPLES)).as(d.toString()).isLessThan(KOLMOGOROV);
    }
  }
}
