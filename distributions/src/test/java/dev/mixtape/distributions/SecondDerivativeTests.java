package dev.mixtape.distributions;

import static dev.mixtape.distributions.Tolerance.near;
import static dev.mixtape.tape.Mixtape.gradient;
import static dev.mixtape.tape.Mixtape.vec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.tape.Mixtape;
import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every distribution's second derivatives: between modes, and against differences of first ones.
@ParameterizedClass
@MethodSource("dev.mixtape.distributions.Subject#all")
class SecondDerivativeTests {
  private static final double STEP = 1e-5;
  private static final double PRECISION = 1e-6;

  private static final double ROOT_OF_LARGEST = 1e150;

  /// What a slope is off by itself, which a difference divides by its step.
  private static final double ROUNDING = 1e-14;

  /// Below it, rounding of the argument is more than [#PRECISION] of a step.
  private static final double LEAST_STEP_IN_ULPS = 1e6;

  @Parameter Subject subject;

  @ParameterizedTest
  @MethodSource("dev.mixtape.distributions.Words#all")
  void second_derivatives_agree_between_modes_and_with_differences(String function) {
    List<String> failures = new ArrayList<>();
    for (Reference line : subject.data().of(function)) {
      Function1<RealVector, Real> f = subject.function(function);
      RealVector v = vec(line.arguments());
      double[] units = subject.units(line);
      RealMatrix expected = Mixtape.hessian(f, v);
      double size = size(expected, units);
      if (Double.isNaN(size)) assertThat(isExtreme(line)).as(line.toString()).isTrue();
      if (!Double.isFinite(size)) continue; // no double
      double tolerance = Tolerance.of(subject).hessians() * size;
      Modes.HESSIANS.forEach((mode, hessian) ->
          compare(failures, line, mode, hessian.apply(f, v), expected, units, tolerance));
      RealMatrix differences = differences(f, line, units);
      double rounding = ROUNDING / STEP * size(gradient(f, v), units);
      if (differences != null)
        compare(
            failures,
            line,
            "differences",
            expected,
            differences,
            units,
            PRECISION * size + rounding);
    }
    assertThat(failures).isEmpty();
  }

  /// True where a square is no double, as it occurs on the way to a second derivative.
  private static boolean isExtreme(Reference line) {
    return DoubleStream.concat(DoubleStream.of(line.slopes()), DoubleStream.of(line.value()))
        .map(Math::abs)
        .anyMatch(size -> size > ROOT_OF_LARGEST || (size > 0 && size < 1 / ROOT_OF_LARGEST));
  }

  private static double size(RealVector gradient, double[] units) {
    double size = 0;
    for (int i = 0; i < units.length; i++)
      size = Math.max(size, Math.abs(gradient.get(i).value() * units[i]));
    return size;
  }

  private static double size(RealMatrix hessian, double[] units) {
    double size = 0;
    for (int i = 0; i < units.length; i++) {
      for (int j = 0; j < units.length; j++)
        size = Math.max(size, Math.abs(hessian.get(i, j).value() * units[i] * units[j]));
    }
    return size;
  }

  private static void compare(
      List<String> failures,
      Reference line,
      String what,
      RealMatrix actual,
      RealMatrix expected,
      double[] units,
      double tolerance) {
    for (int i = 0; i < units.length; i++) {
      for (int j = 0; j < units.length; j++) {
        double a = actual.get(i, j).value();
        double e = expected.get(i, j).value();
        if (!near(a, e, tolerance / units[i] / units[j]))
          failures.add(line.differs("second slope " + i + "," + j + " by " + what, a, e));
      }
    }
  }

  /// The slopes of the gradient by five points; null where a step is lost in the rounding of the
  /// argument. A count does not move.
  private @Nullable RealMatrix differences(
      Function1<RealVector, Real> f, Reference line, double[] units) {
    double[] at = line.arguments();
    double[][] slopes = new double[at.length][at.length];
    for (int i = 0; i < at.length; i++) {
      if (i == subject.size() && subject.isDiscrete()) continue;
      double step = STEP * units[i];
      if (step < LEAST_STEP_IN_ULPS * Math.ulp(at[i])) return null;
      double[] near = difference(f, at, i, step);
      double[] far = difference(f, at, i, 2 * step);
      for (int j = 0; j < at.length; j++) slopes[i][j] = (4 * near[j] - far[j]) / 3;
    }
    return RealMatrix.of(slopes);
  }

  private static double[] difference(
      Function1<RealVector, Real> f, double[] at, int i, double step) {
    double[] up = at.clone();
    double[] down = at.clone();
    up[i] += step;
    down[i] -= step;
    double[] difference = gradient(f, up);
    double[] lower = gradient(f, down);
    for (int j = 0; j < at.length; j++)
      difference[j] = (difference[j] - lower[j]) / (up[i] - down[i]);
    return difference;
  }
}
