package dev.mixtape.bridge.testing;

import static dev.mixtape.bridge.testing.Capability.FUNCTIONS;

import dev.mixtape.algebra.Real;
import dev.mixtape.bridge.testing.TapeReport.Outcome;
import dev.mixtape.bridge.testing.TapeReport.Verdict;
import io.vavr.Function1;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// One thing that a tape must get right: what is done with it, and what must come out.
///
/// What must come out was computed elsewhere or is a closed form written by hand.
public final class Scenario {
  /// What is done; the answer is numbers or words.
  @FunctionalInterface
  interface Trial<T> {
    Object on(T tape) throws Exception;
  }

  /// This JVM cannot measure what the scenario is about, whatever the tape.
  static final class NotMeasurableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotMeasurableException(String message) {
      super(message);
    }
  }

  private static final double TOLERANCE = 1e-12;

  private final String theme;
  private final String name;
  private final Set<Capability> needs;
  private final Object expected;
  private final double tolerance;
  private final Trial<TapeUnderTest> trial;

  private Scenario(
      String theme,
      String name,
      Set<Capability> needs,
      Object expected,
      double tolerance,
      Trial<TapeUnderTest> trial) {
    this.theme = theme;
    this.name = name;
    this.needs = needs;
    this.expected = expected;
    this.tolerance = tolerance;
    this.trial = trial;
  }

  /// A scenario for every tape.
  static Scenario ofCalls(
      String theme, String name, Object expected, Trial<TapeUnderTest> trial, Capability... needs) {
    EnumSet<Capability> all = EnumSet.noneOf(Capability.class);
    all.addAll(Arrays.asList(needs));
    return new Scenario(theme, name, all, expected, TOLERANCE, trial);
  }

  /// A scenario for tapes that are engines.
  static Scenario ofEngine(
      String theme,
      String name,
      Object expected,
      Trial<EngineUnderTest> trial,
      Capability... needs) {
    EnumSet<Capability> all = EnumSet.of(FUNCTIONS);
    all.addAll(Arrays.asList(needs));
    return new Scenario(
        theme, name, all, expected, TOLERANCE, tape -> trial.on((EngineUnderTest) tape));
  }

  /// The value and the slope of a recorded function of a real.
  static Scenario slopeOfCalls(
      String theme,
      String name,
      Recording<Real, Real> recording,
      double at,
      double value,
      double slope,
      Capability... needs) {
    return ofCalls(
        theme,
        name,
        new double[] {value, slope},
        tape -> Slopes.valueAndSlope(tape, recording, at),
        needs);
  }

  /// The slope of a function of a real.
  static Scenario slope(
      String theme,
      String name,
      Function1<Real, Real> f,
      double at,
      double slope,
      Capability... needs) {
    return ofEngine(
        theme,
        name,
        new double[] {slope},
        engine -> Slopes.numbers(Slopes.slope(engine, f, Real.of(at))),
        needs);
  }

  /// This scenario with numbers compared less closely, relative to the larger of them and 1.
  Scenario within(double relative) {
    return new Scenario(theme, name, needs, expected, relative, trial);
  }

  /// What it is about: operators, nesting, memory …
  public String theme() {
    return theme;
  }

  /// What it does.
  public String name() {
    return name;
  }

  /// What a tape must be able to do for it.
  public Set<Capability> needs() {
    return EnumSet.copyOf(needs);
  }

  /// What must come out.
  public String expected() {
    return words(expected);
  }

  /// Runs it.
  Outcome run(TapeUnderTest tape) {
    Set<Capability> missing = EnumSet.copyOf(needs);
    missing.removeAll(tape.capabilities());
    if (tape instanceof EngineUnderTest) missing.remove(FUNCTIONS);
    else if (needs.contains(FUNCTIONS)) missing.add(FUNCTIONS);
    if (!missing.isEmpty()) {
      String lacking = missing.stream().map(Capability::toString).collect(Collectors.joining(", "));
      return new Outcome(this, "nothing: the tape says it lacks " + lacking, Verdict.NOT_SUPPORTED);
    }
    try {
      Object given = trial.on(tape);
      return new Outcome(this, words(given), agrees(given) ? Verdict.PASSED : Verdict.FAILED);
    } catch (NotMeasurableException e) {
      return new Outcome(this, "nothing: " + e.getMessage(), Verdict.NOT_SUPPORTED);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Outcome(this, interrupted.toString(), Verdict.FAILED);
    } catch (Exception | StackOverflowError | AssertionError thrown) {
      return new Outcome(this, thrown.toString(), Verdict.FAILED);
    }
  }

  private boolean agrees(Object given) {
    if (!(expected instanceof double[] numbers)) return expected.equals(given);
    if (!(given instanceof double[] others) || others.length != numbers.length) return false;
    for (int i = 0; i < numbers.length; i++) if (!isNear(others[i], numbers[i])) return false;
    return true;
  }

  private boolean isNear(double given, double number) {
    if (Double.isNaN(number)) return Double.isNaN(given);
    if (!Double.isFinite(number)) return given == number;
    return Math.abs(given - number) <= tolerance * Math.max(1, Math.abs(number));
  }

  private static final int SHOWN = 6;

  private static String words(Object result) {
    if (!(result instanceof double[] numbers)) return result.toString();
    if (numbers.length == 1) return Double.toString(numbers[0]);
    String shown =
        Arrays.stream(numbers)
            .limit(SHOWN)
            .mapToObj(Double::toString)
            .collect(Collectors.joining(", "));
    return numbers.length <= SHOWN
        ? "[" + shown + "]"
        : "[" + shown + " … " + numbers.length + " numbers]";
  }

  @Override
  public String toString() {
    return theme + ": " + name;
  }
}
