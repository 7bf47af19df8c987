package dev.mixtape.distributions;

import static dev.mixtape.tape.Mixtape.fwddiff;
import static dev.mixtape.tape.Mixtape.gradient;
import static dev.mixtape.tape.Mixtape.hessian;
import static dev.mixtape.tape.Mixtape.jacobian;
import static dev.mixtape.tape.Mixtape.map;
import static dev.mixtape.tape.Mixtape.mapToReal;
import static dev.mixtape.tape.Mixtape.real;
import static dev.mixtape.tape.Mixtape.reverse;
import static dev.mixtape.tape.Mixtape.rrule;
import static dev.mixtape.tape.Mixtape.same;
import static dev.mixtape.tape.Mixtape.sum;
import static dev.mixtape.tape.Mixtape.vec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.DomainException;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.forward.Forward;
import dev.mixtape.tape.Mixtape;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Tuple;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every continuous distribution is held to. A distribution's own test says how it is built
/// and what its parameters refuse; everything else comes from its data file.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContinuousContract<D extends Record & Continuous> {
  /// What a scale refuses.
  static final List<Double> NOT_POSITIVE = List.of(-1.0, 0.0, Double.NEGATIVE_INFINITY, Double.NaN);

  /// Relative to the number itself; of a slope, to the largest in units of the standard deviation,
  /// because slopes cross zero.
  private static final double PRECISION = 1e-12;

  /// Between modes, relative to the largest second derivative in units of the standard deviation.
  private static final double HESSIAN_PRECISION = 1e-10;

  private static final double DIFFERENCE_STEP = 1e-5;
  private static final double DIFFERENCE_PRECISION = 1e-6;

  /// Below it, rounding of the argument is more than [#DIFFERENCE_PRECISION] of a step.
  private static final double LEAST_STEP_IN_ULPS = 1e6;

  private static final int SAMPLES = 100_000;
  private static final int[] SIZES = {3, 20, 1000};
  private static final int MINIMUM_OF_POINTS = 8;
  private static final long SEED = 20260705;

  /// A parameter of a distribution, and numbers that it refuses.
  record Parameter<D>(String name, Function1<D, Real> accessor, List<Double> refused) {}

  private interface Differentiate
      extends Function2<Function1<RealVector, Real>, RealVector, RealVector> {}

  private interface Twice extends Function2<Function1<RealVector, Real>, RealVector, RealMatrix> {}

  private static final Map<String, Function2<Continuous, Real, Real>> FUNCTIONS =
      new LinkedHashMap<>();
  private static final Map<String, Function1<Continuous, Real>> STATISTICS = new LinkedHashMap<>();
  private static final Map<String, Differentiate> GRADIENTS = new LinkedHashMap<>();
  private static final Map<String, Twice> HESSIANS = new LinkedHashMap<>();
  private static final Map<String, Function2<Continuous, Real, Real>> LOGPDFS =
      new LinkedHashMap<>();

  static {
    FUNCTIONS.put("logpdf", Continuous::logpdf);
    FUNCTIONS.put("pdf", Continuous::pdf);
    FUNCTIONS.put("cdf", Continuous::cdf);
    FUNCTIONS.put("ccdf", Continuous::ccdf);
    FUNCTIONS.put("logcdf", Continuous::logcdf);
    FUNCTIONS.put("logccdf", Continuous::logccdf);
    FUNCTIONS.put("quantile", Continuous::quantile);

    STATISTICS.put("mean", Distribution::mean);
    STATISTICS.put("variance", Distribution::variance);
    STATISTICS.put("std", Distribution::std);
    STATISTICS.put("mode", Distribution::mode);
    STATISTICS.put("entropy", Distribution::entropy);
    STATISTICS.put("skewness", Distribution::skewness);
    STATISTICS.put("kurtosis", Distribution::kurtosis);

    GRADIENTS.put("tape", Mixtape::gradient);
    GRADIENTS.put("forward", Forward::gradient);
    for (Strategy strategy : Strategy.values()) {
      GRADIENTS.put(
          "fwddiff " + strategy, (f, v) -> gradient(x -> fwddiff(f, strategy).apply(x), v));
    }
    GRADIENTS.put("reverse", (f, v) -> gradient(x -> reverse(f).apply(x), v));
    GRADIENTS.put(
        "rrule", (f, v) -> rrule(fwddiff(f), v).get().pullback().apply(real(1))._2.natural());

    HESSIANS.put("forward over tape", (f, v) -> Forward.jacobian(x -> gradient(f, x), v));
    HESSIANS.put("tape over forward", (f, v) -> jacobian(x -> Forward.gradient(f, x), v));
    HESSIANS.put("forward over forward", Forward::hessian);
    HESSIANS.put("hessian", Mixtape::hessian);
    HESSIANS.put("fwddiff", (f, v) -> hessian(x -> fwddiff(f).apply(x), v));

    Function2<Continuous, Real, Real> logpdf = Continuous::logpdf;
    LOGPDFS.put("plain", logpdf);
    for (Strategy strategy : Strategy.values())
      LOGPDFS.put("fwddiff " + strategy, fwddiff(logpdf, strategy));
    LOGPDFS.put("reverse", reverse(logpdf));
  }

  private final Class<D> type;
  private final List<Parameter<D>> parameters;
  private final List<Reference> references;

  ContinuousContract(Class<D> type, List<Parameter<D>> parameters) {
    this.type = type;
    this.parameters = parameters;
    this.references = Reference.of(type);
  }

  /// Builds one by its constructor.
  abstract D of(Real... parameters);

  /// Builds one by its factory.
  abstract D of(double... parameters);

  /// Maps the constructor over columns of parameters.
  abstract Batch<D> batch(RealVector... parameters);

  /// The same in forward mode.
  abstract Batch<D> forwardBatch(RealVector... parameters);

  static Set<String> functions() {
    return FUNCTIONS.keySet();
  }

  static Stream<String> functionsAndStatistics() {
    return Stream.concat(FUNCTIONS.keySet().stream(), STATISTICS.keySet().stream());
  }

  private List<Reference> references(String function) {
    return references.stream().filter(line -> line.function().equals(function)).toList();
  }

  /// The distributions of the data file.
  private List<double[]> examples() {
    return references("mean").stream().map(Reference::parameters).toList();
  }

  /// A function or statistic of its parameters and, where it has one, its point.
  private Function1<RealVector, Real> function(String name) {
    int count = parameters.size();
    Function1<RealVector, D> distribution =
        v -> of(IntStream.range(0, count).mapToObj(v::get).toArray(Real[]::new));
    if (STATISTICS.containsKey(name)) {
      return v -> STATISTICS.get(name).apply(distribution.apply(v));
    }
    return v -> FUNCTIONS.get(name).apply(distribution.apply(v), v.get(count));
  }

  private static double[] appended(double[] parameters, double x) {
    double[] all = Arrays.copyOf(parameters, parameters.length + 1);
    all[parameters.length] = x;
    return all;
  }

  /// How far an argument moves before something changes: a standard deviation, for a point no
  /// farther than the end of the support, for a probability the distance to 0 or 1.
  private double[] units(Reference line) {
    D d = of(line.parameters());
    double[] units = line.arguments();
    Arrays.fill(units, d.std().value());
    line.x()
        .ifPresent(x -> {
          boolean isQuantile = line.function().equals("quantile");
          double lower = isQuantile ? 0 : d.support().lower().value();
          double upper = isQuantile ? 1 : d.support().upper().value();
          double unit = isQuantile ? 1 : units[0];
          units[units.length - 1] = Math.min(unit, Math.min(x - lower, upper - x));
        });
    return units;
  }

  private double[] slopeTolerances(Reference line) {
    double[] units = units(line);
    double largest = 0;
    for (int i = 0; i < units.length; i++) {
      double slope = line.slopes()[i] * units[i];
      if (!Double.isNaN(slope)) largest = Math.max(largest, Math.abs(slope));
    }
    double size = largest;
    return Arrays.stream(units).map(unit -> PRECISION * size / unit).toArray();
  }

  private static boolean near(double actual, double expected, double tolerance) {
    return Double.compare(actual, expected) == 0 || Math.abs(actual - expected) <= tolerance;
  }

  /// Slope `i` agrees with the reference, where there is one.
  private static boolean agrees(Reference line, int i, double actual, double tolerance) {
    double expected = line.slopes()[i];
    return Double.isNaN(expected) ? !Double.isNaN(actual) : near(actual, expected, tolerance);
  }

  private static String at(Reference line, String what, double actual, double expected) {
    return String.format(
        Locale.ROOT,
        "%s%s: %s was %s but expected %s",
        line.function(),
        Arrays.toString(line.arguments()),
        what,
        actual,
        expected);
  }

  // the data

  @Test
  void the_table_of_functions_is_complete() {
    Set<String> reals = new TreeSet<>();
    for (Method method : Continuous.class.getMethods()) {
      if (method.getReturnType() == Real.class) reals.add(method.getName());
    }
    reals.remove("rand");
    assertThat(functionsAndStatistics()).containsExactlyInAnyOrderElementsOf(reals);
  }

  @ParameterizedTest
  @MethodSource("functionsAndStatistics")
  void there_are_enough_reference_points(String function) {
    assertThat(references(function)).hasSizeGreaterThanOrEqualTo(MINIMUM_OF_POINTS);
  }

  // evaluation and statistics

  @ParameterizedTest
  @MethodSource("functionsAndStatistics")
  void values_agree_with_the_references(String function) {
    List<String> failures = new ArrayList<>();
    for (Reference line : references(function)) {
      double actual = function(function).apply(vec(line.arguments())).value();
      if (!near(actual, line.value(), PRECISION * Math.abs(line.value())))
        failures.add(at(line, "the value", actual, line.value()));
    }
    assertThat(failures).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("functionsAndStatistics")
  void derivatives_agree_with_the_references_in_every_mode(String function) {
    List<String> failures = new ArrayList<>();
    for (Reference line : references(function)) {
      double[] tolerances = slopeTolerances(line);
      GRADIENTS.forEach((mode, gradient) -> {
        double[] actual = gradient.apply(function(function), vec(line.arguments())).toArray();
        for (int i = 0; i < actual.length; i++) {
          if (!agrees(line, i, actual[i], tolerances[i]))
            failures.add(at(line, "slope " + i + " by " + mode, actual[i], line.slopes()[i]));
        }
      });
    }
    assertThat(failures).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("functionsAndStatistics")
  void second_derivatives_agree_between_modes_and_with_differences(String function) {
    List<String> failures = new ArrayList<>();
    for (Reference line : references(function)) {
      Function1<RealVector, Real> f = function(function);
      RealVector v = vec(line.arguments());
      double[] units = units(line);
      RealMatrix expected = Mixtape.hessian(f, v);
      double size = size(expected, units);
      assertThat(size).as(line.toString()).isNotNaN();
      if (Double.isInfinite(size)) continue; // no double
      HESSIANS.forEach((mode, hessian) ->
          compare(
              failures,
              line,
              mode,
              hessian.apply(f, v),
              expected,
              units,
              HESSIAN_PRECISION * size));
      RealMatrix differences = differences(f, v.toArray(), units);
      if (differences != null)
        compare(
            failures,
            line,
            "differences",
            expected,
            differences,
            units,
            DIFFERENCE_PRECISION * size);
    }
    assertThat(failures).isEmpty();
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
          failures.add(at(line, "second slope " + i + "," + j + " by " + what, a, e));
      }
    }
  }

  /// The slopes of the gradient by five points; null where a step is lost in the rounding of the
  /// argument.
  private static @Nullable RealMatrix differences(
      Function1<RealVector, Real> f, double[] at, double[] units) {
    double[][] slopes = new double[at.length][];
    for (int i = 0; i < at.length; i++) {
      double step = DIFFERENCE_STEP * units[i];
      if (step < LEAST_STEP_IN_ULPS * Math.ulp(at[i])) return null;
      double[] near = difference(f, at, i, step);
      double[] far = difference(f, at, i, 2 * step);
      slopes[i] = new double[at.length];
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

  @ParameterizedTest
  @MethodSource("functions")
  void a_distribution_as_an_argument_has_a_tangent_per_parameter(String function) {
    List<String> failures = new ArrayList<>();
    for (Reference line : references(function)) {
      double[] tolerances = slopeTolerances(line);
      tangents(function, line.arguments())
          .forEach((mode, actual) -> {
            for (int i = 0; i < actual.length; i++) {
              if (!agrees(line, i, actual[i], tolerances[i]))
                failures.add(at(line, "slope " + i + mode, actual[i], line.slopes()[i]));
            }
          });
    }
    assertThat(failures).isEmpty();
  }

  /// The slopes of a function of a distribution and a point, read from the tangents of the two.
  private Map<String, double[]> tangents(String function, double[] arguments) {
    Function2<D, Real, Real> f = (d, x) -> FUNCTIONS.get(function).apply(d, x);
    D d = of(Arrays.copyOf(arguments, parameters.size()));
    Real x = real(arguments[parameters.size()]);
    var taped = gradient(f, d, x);
    var pulled = rrule(fwddiff(f), d, x).get().pullback().apply(real(1));
    var pushed = Forward.gradient(p -> f.apply(p._1, p._2), Tuple.of(d, x));
    return Map.of(
        " on the tape", slopes(taped._1, taped._2),
        " by rrule", slopes(pulled._2, pulled._3),
        " in forward mode", slopes(pushed.part(p -> p._1), pushed.part(p -> p._2)));
  }

  private double[] slopes(Tangent<D> ofParameters, Tangent<Real> ofX) {
    return DoubleStream.concat(
            parameters.stream()
                .mapToDouble(parameter -> ofParameters.get(parameter.accessor()).value()),
            DoubleStream.of(ofX.natural().value()))
        .toArray();
  }

  @Test
  void a_plain_number_does_for_logpdf() {
    for (Reference line : references("logpdf")) {
      D d = of(line.parameters());
      double x = line.x().orElseThrow();
      assertThat(d.logpdf(x).value()).isEqualTo(d.logpdf(real(x)).value());
    }
  }

  /// A cdf that is right to a few ulps gives `x` back to so many ulps times `cdf / pdf`.
  @Test
  void the_quantile_inverts_the_cdf() {
    List<String> failures = new ArrayList<>();
    for (Reference line : references("cdf")) {
      double pdf = line.slopes()[parameters.size()];
      if (Double.isNaN(pdf) || line.value() == 1) continue;
      D d = of(line.parameters());
      double x = line.x().orElseThrow();
      double back = d.quantile(d.cdf(real(x))).value();
      double tolerance = PRECISION * Math.abs(x) + 8 * Math.ulp(line.value()) / pdf;
      if (!near(back, x, tolerance)) failures.add(at(line, "the quantile of the cdf", back, x));
    }
    assertThat(failures).isEmpty();
  }

  // edges

  private double[] outside(D d) {
    double lower = d.support().lower().value();
    double upper = d.support().upper().value();
    return DoubleStream.concat(
            Double.isInfinite(lower)
                ? DoubleStream.empty()
                : DoubleStream.of(
                    Math.nextDown(lower), lower - 1, -1e300, Double.NEGATIVE_INFINITY),
            Double.isInfinite(upper)
                ? DoubleStream.empty()
                : DoubleStream.of(Math.nextUp(upper), upper + 1, 1e300, Double.POSITIVE_INFINITY))
        .toArray();
  }

  @Test
  void outside_the_support_nothing_moves() {
    for (double[] example : examples()) {
      D d = of(example);
      for (double x : outside(d)) {
        boolean isBelow = x < d.support().lower().value();
        assertThat(d.support().contains(real(x))).isFalse();
        requireStill("logpdf", example, x, Double.NEGATIVE_INFINITY);
        requireStill("pdf", example, x, 0);
        requireStill("cdf", example, x, isBelow ? 0 : 1);
        requireStill("ccdf", example, x, isBelow ? 1 : 0);
        requireStill("logcdf", example, x, isBelow ? Double.NEGATIVE_INFINITY : 0);
        requireStill("logccdf", example, x, isBelow ? 0 : Double.NEGATIVE_INFINITY);
      }
    }
  }

  private void requireStill(String function, double[] example, double x, double value) {
    Function1<RealVector, Real> f = function(function);
    RealVector v = vec(appended(example, x));
    String where = function + v;
    assertThat(f.apply(v).value()).as(where).isEqualTo(value);
    GRADIENTS.forEach((mode, gradient) ->
        assertThat(gradient.apply(f, v).toArray()).as(where + mode).containsOnly(0));
    HESSIANS.forEach((mode, hessian) ->
        assertThat(sum(hessian.apply(f, v)).value()).as(where + mode).isEqualTo(0));
  }

  @Test
  void a_batch_may_have_elements_outside_the_support() {
    double[] example = examples().get(0);
    D d = of(example);
    double inside = references("logpdf").get(0).x().orElseThrow();
    double[] xs =
        DoubleStream.concat(DoubleStream.of(outside(d)), DoubleStream.of(inside)).toArray();
    for (int size : SIZES) {
      RealVector all = vec(IntStream.range(0, size).mapToDouble(i -> xs[i % xs.length]).toArray());
      LOGPDFS.forEach((mode, logpdf) -> {
        double[] slopes = gradient((RealVector v) -> sum(map(logpdf, same(d), v)), all).toArray();
        for (int i = 0; i < size; i++) {
          double expected =
              i % xs.length == xs.length - 1
                  ? references("logpdf").get(0).slopes()[parameters.size()]
                  : 0;
          assertThat(slopes[i])
              .as(mode)
              .isCloseTo(expected, offset(PRECISION * Math.abs(expected)));
        }
      });
    }
  }

  @Test
  void at_infinity_everything_is_its_limit_and_no_slope_is_nan() {
    for (double[] example : examples()) {
      for (double x : new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
        boolean isBelow = x < 0;
        Map<String, Double> limits =
            Map.of(
                "logpdf", Double.NEGATIVE_INFINITY,
                "pdf", 0.0,
                "cdf", isBelow ? 0.0 : 1.0,
                "ccdf", isBelow ? 1.0 : 0.0,
                "logcdf", isBelow ? Double.NEGATIVE_INFINITY : 0.0,
                "logccdf", isBelow ? 0.0 : Double.NEGATIVE_INFINITY);
        limits.forEach((function, limit) -> {
          RealVector v = vec(appended(example, x));
          double value = function(function).apply(v).value();
          assertThat(value).as(function + v).isCloseTo(limit, offset(0.0));
          requireNoNan(function, appended(example, x));
        });
      }
    }
  }

  @Test
  void at_the_ends_of_the_support_no_slope_is_nan() {
    for (double[] example : examples()) {
      D d = of(example);
      for (Real end : List.of(d.support().lower(), d.support().upper())) {
        assertThat(d.support().contains(end)).isTrue();
        for (String function : FUNCTIONS.keySet()) {
          if (function.equals("quantile")) continue;
          RealVector v = vec(appended(example, end.value()));
          assertThat(function(function).apply(v).value()).as(function + v).isNotNaN();
          requireNoNan(function, appended(example, end.value()));
        }
      }
    }
  }

  private void requireNoNan(String function, double[] arguments) {
    tangents(function, arguments)
        .forEach((mode, slopes) ->
            assertThat(slopes)
                .as(function + Arrays.toString(arguments) + mode)
                .doesNotContain(Double.NaN));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void nan_gives_nan(String function) {
    for (double[] example : examples()) {
      RealVector v = vec(appended(example, Double.NaN));
      assertThat(function(function).apply(v).value()).isNaN();
    }
  }

  @Test
  void nan_is_in_no_support() {
    assertThat(of(examples().get(0)).support().contains(real(Double.NaN))).isFalse();
  }

  @Test
  void quantiles_of_0_and_1_are_the_ends_of_the_support() {
    for (double[] example : examples()) {
      D d = of(example);
      assertThat(d.quantile(real(0))).isEqualTo(d.support().lower());
      assertThat(d.quantile(real(1))).isEqualTo(d.support().upper());
      for (double p : new double[] {0, 1}) {
        requireNoNan("quantile", appended(example, p));
      }
    }
  }

  // bad input

  @ParameterizedTest
  @ValueSource(doubles = {-1e-300, -2, 1.0000000000000002, Double.POSITIVE_INFINITY})
  void a_quantile_outside_0_1_is_an_error_that_names_the_number(double p) {
    D d = of(examples().get(0));
    assertThatThrownBy(() -> d.quantile(real(p)))
        .isInstanceOf(DomainException.class)
        .hasMessage(
            type.getSimpleName() + ": quantile needs a probability in [0, 1], but was given " + p);
  }

  @Test
  void a_bad_parameter_is_an_error_that_names_it_and_its_value() {
    eachRefused((parameter, index, bad) -> {
      double[] example = examples().get(0).clone();
      example[index] = bad;
      assertThatThrownBy(() -> of(example))
          .isInstanceOf(DomainException.class)
          .hasMessageStartingWith(type.getSimpleName() + ": " + parameter.name() + " must be ")
          .hasMessageEndingWith(", but was " + bad);
      assertThatThrownBy(() -> gradient(v -> function("mean").apply(v), vec(example)))
          .hasMessageStartingWith(type.getSimpleName() + ": " + parameter.name() + " must be ")
          .hasMessageEndingWith(", but was " + bad);
      return null;
    });
  }

  @Test
  void in_a_batch_the_error_names_the_element() {
    eachRefused((parameter, index, bad) -> {
      double[][] columns = columns(Collections.nCopies(1000, examples().get(0)));
      columns[index][617] = bad;
      RealVector[] vectors = vectors(columns);
      assertThatThrownBy(() -> batch(vectors))
          .isInstanceOf(DomainException.class)
          .hasMessageStartingWith(type.getSimpleName() + ": " + parameter.name() + " must be ")
          .hasMessageEndingWith(", but was " + bad + " (element 617)");
      assertThatThrownBy(() ->
              gradient(
                  v -> {
                    RealVector[] active = vectors.clone();
                    active[index] = v;
                    return sum(mapToReal(parameter.accessor(), batch(active)));
                  },
                  vectors[index]))
          .isInstanceOf(DomainException.class)
          .hasMessageEndingWith(", but was " + bad + " (element 617)");
      return null;
    });
  }

  private void eachRefused(Function3<Parameter<D>, Integer, Double, @Nullable Void> check) {
    for (int i = 0; i < parameters.size(); i++) {
      for (double bad : parameters.get(i).refused()) check.apply(parameters.get(i), i, bad);
    }
  }

  // batches

  private double[][] columns(List<double[]> rows) {
    double[][] columns = new double[rows.get(0).length][rows.size()];
    for (int i = 0; i < columns.length; i++) {
      for (int row = 0; row < rows.size(); row++) columns[i][row] = rows.get(row)[i];
    }
    return columns;
  }

  private static RealVector[] vectors(double[][] columns) {
    return Arrays.stream(columns).map(RealVector::of).toArray(RealVector[]::new);
  }

  @Test
  void a_batch_has_a_column_per_parameter_and_gives_its_elements_back() {
    RealVector[] vectors = vectors(columns(examples()));
    Batch<D> batch = batch(vectors);
    assertThat(batch.columns()).hasSize(parameters.size());
    for (int i = 0; i < parameters.size(); i++) {
      Function1<D, Real> accessor = parameters.get(i).accessor();
      assertThat(mapToReal(accessor, batch).toArray()).isEqualTo(vectors[i].toArray());
      for (int row = 0; row < batch.size(); row++)
        assertThat(accessor.apply(batch.get(row)).value()).isEqualTo(vectors[i].get(row).value());
    }
  }

  static int[] sizes() {
    return SIZES.clone();
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void a_mapped_likelihood_has_the_same_gradient_in_every_mode(int size) {
    List<Reference> known = references("logpdf");
    List<Reference> lines =
        IntStream.range(0, size).mapToObj(i -> known.get(i * 7 % known.size())).toList();
    RealVector[] vectors = vectors(columns(lines.stream().map(Reference::arguments).toList()));
    LOGPDFS.forEach((mode, logpdf) -> {
      requireSlopes(lines, vectors, "made plainly, " + mode, this::batch, logpdf);
      requireSlopes(lines, vectors, "made by fwddiff, " + mode, this::forwardBatch, logpdf);
    });
  }

  private void requireSlopes(
      List<Reference> lines,
      RealVector[] vectors,
      String mode,
      Function1<RealVector[], Batch<D>> make,
      Function2<Continuous, Real, Real> logpdf) {
    for (int i = 0; i < vectors.length; i++) {
      int argument = i;
      double[] actual =
          gradient(
                  v -> {
                    RealVector[] active = vectors.clone();
                    active[argument] = v;
                    return sum(map(logpdf, make.apply(active), active[parameters.size()]));
                  },
                  vectors[i])
              .toArray();
      for (int row = 0; row < actual.length; row++) {
        Reference line = lines.get(row);
        assertThat(actual[row])
            .as("%s, slope %d of element %d", mode, i, row)
            .isCloseTo(line.slopes()[i], offset(slopeTolerances(line)[i]));
      }
    }
  }

  // sampling

  @Test
  void samples_repeat_with_their_seed() {
    D d = of(examples().get(0));
    assertThat(d.rand(new SplittableRandom(SEED)).value())
        .isEqualTo(d.rand(new SplittableRandom(SEED)).value())
        .isNotEqualTo(d.rand(new SplittableRandom(SEED + 1)).value());
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void in_a_map_every_element_has_a_sample_of_its_own(int size) {
    SplittableRandom random = new SplittableRandom(SEED);
    Batch<D> same = batch(vectors(columns(Collections.nCopies(size, examples().get(0)))));
    RealVector samples = mapToReal(d -> d.rand(random), same);
    assertThat(samples.toArray()).doesNotHaveDuplicates();
  }

  @Test
  void samples_have_the_mean_and_variance() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (double[] example : examples()) {
      D d = of(example);
      double mean = d.mean().value();
      double variance = d.variance().value();
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < SAMPLES; i++) {
        Real sample = d.rand(random);
        assertThat(d.support().contains(sample)).isTrue();
        double centred = sample.value() - mean;
        sum += centred;
        squares += centred * centred;
      }
      double meanSigma = Math.sqrt(variance / SAMPLES);
      double varianceSigma = variance * Math.sqrt((d.kurtosis().value() + 2) / SAMPLES);
      assertThat(sum / SAMPLES).as(d.toString()).isCloseTo(0, offset(5 * meanSigma));
      assertThat(squares / SAMPLES).as(d.toString()).isCloseTo(variance, offset(5 * varianceSigma));
    }
  }

  @Test
  void a_sample_moves_with_the_parameters() {
    for (double[] example : examples()) {
      Function1<RealVector, Real> sample =
          v ->
              of(IntStream.range(0, parameters.size()).mapToObj(v::get).toArray(Real[]::new))
                  .rand(new SplittableRandom(SEED));
      double[] actual = gradient(sample, example);
      for (int i = 0; i < actual.length; i++) {
        double step = DIFFERENCE_STEP * of(example).std().value();
        double[] up = example.clone();
        double[] down = example.clone();
        up[i] += step;
        down[i] -= step;
        double rise = sample.apply(vec(up)).value() - sample.apply(vec(down)).value();
        assertThat(actual[i]).isCloseTo(rise / (up[i] - down[i]), offset(DIFFERENCE_PRECISION));
      }
    }
  }
}
