package dev.mixtape.distributions;

import static dev.mixtape.tape.Mixtape.gradient;
import static dev.mixtape.tape.Mixtape.mapToReal;
import static dev.mixtape.tape.Mixtape.real;
import static dev.mixtape.tape.Mixtape.sum;
import static dev.mixtape.tape.Mixtape.vec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixtape.algebra.DomainException;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.distributions.References.Refusal;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every distribution refuses, and what it says.
@ParameterizedClass
@MethodSource("dev.mixtape.distributions.Subject#all")
class RefusalTests {
  private static final int SIZE = 1000;
  private static final int ELEMENT = 617;

  @Parameter Subject subject;

  @ParameterizedTest
  @ValueSource(doubles = {-1e-300, -2, 1.0000000000000002, Double.POSITIVE_INFINITY})
  void a_quantile_outside_0_1_is_an_error_that_names_the_number(double p) {
    Distribution d = subject.of(subject.example());
    assertThatThrownBy(() -> d.quantile(real(p)))
        .isInstanceOf(DomainException.class)
        .hasMessage(subject + ": quantile needs a probability in [0, 1], but was given " + p);
  }

  @Test
  void no_parameter_may_be_infinite_or_nan() {
    for (int i = 0; i < subject.size(); i++) {
      for (double number : new double[] {Double.NEGATIVE_INFINITY, 1 / 0.0, Double.NaN})
        assertThat(subject.data().refusals()).contains(new Refusal(i, number));
    }
  }

  @Test
  void a_bad_parameter_is_an_error_that_names_it_and_its_value() {
    for (Refusal bad : subject.data().refusals()) {
      double[] parameters = subject.example();
      parameters[bad.parameter()] = bad.number();
      assertThatThrownBy(() -> subject.of(parameters))
          .isInstanceOf(DomainException.class)
          .hasMessageStartingWith(expected(bad))
          .hasMessageEndingWith(", but was " + bad.number());
      assertThatThrownBy(() -> gradient(v -> subject.of(v).mean(), vec(parameters)))
          .hasMessageStartingWith(expected(bad))
          .hasMessageEndingWith(", but was " + bad.number());
    }
  }

  @Test
  void in_a_batch_the_error_names_the_element() {
    for (Refusal bad : subject.data().refusals()) {
      int i = bad.parameter();
      double[][] columns = BatchTests.columns(Collections.nCopies(SIZE, subject.example()));
      columns[i][ELEMENT] = bad.number();
      RealVector[] vectors = BatchTests.vectors(columns);
      String end = ", but was " + bad.number() + " (element " + ELEMENT + ")";
      assertThatThrownBy(() -> subject.batch(vectors))
          .isInstanceOf(DomainException.class)
          .hasMessageStartingWith(expected(bad))
          .hasMessageEndingWith(end);
      assertThatThrownBy(() ->
              gradient(
                  v -> {
                    RealVector[] active = vectors.clone();
                    active[i] = v;
                    return sum(mapToReal(subject.accessor(i), subject.batch(active)));
                  },
                  vectors[i]))
          .isInstanceOf(DomainException.class)
          .hasMessageEndingWith(end);
    }
  }

  private String expected(Refusal bad) {
    return subject + ": " + subject.parameter(bad.parameter()) + " must be ";
  }
}
