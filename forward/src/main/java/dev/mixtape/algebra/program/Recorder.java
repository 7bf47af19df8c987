package dev.mixtape.algebra.program;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Comparison;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.LevelId;
import dev.mixtape.algebra.Lifted;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.ScopeException;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.debug.Watched;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A level that writes down what is done to its values.
///
/// Recorded values carry the numbers of the example they are recorded with, so that comparisons can
/// be decided: each is written down as a guard. Operations on values from outside alone are done
/// outside, and their results are captures.
public final class Recorder extends Level {
  private final List<Program.Step> steps = new ArrayList<>();
  private final List<Program.Guard> guards = new ArrayList<>();
  private final List<Value> captured = new ArrayList<>();
  private final IdentityHashMap<Value, Integer> captures = new IdentityHashMap<>();
  private final Map<Double, Integer> constants = new HashMap<>();
  private final List<Long> times = new ArrayList<>();
  private final Map<Integer, String> names = new LinkedHashMap<>();
  private final List<Program.Region> regions = new ArrayList<>();
  private boolean escaped;
  private boolean closed;
  private int inputs;

  private Recorder() {
    super(LevelId.next());
  }

  /// True when a value was asked for its number: the program does not tell all.
  public boolean escaped() {
    return escaped;
  }

  private static final class Recorded extends Lifted {
    private final int step;
    private final boolean active;
    private final boolean known;

    Recorded(Recorder owner, int step, Value number, boolean active, boolean known) {
      super(owner, number);
      this.known = known;
      this.step = step;
      this.active = active;
    }
  }

  /// A recording: the program, or null when the function left the algebra on the way, so that a
  /// program would not tell all.
  public record Recording(@Nullable Program program) {}

  /// Records `function` with inputs that carry these numbers.
  ///
  /// @param active which inputs depend on something being differentiated
  public static Recording record(
      List<Value> numbers, boolean[] active, Function<List<Value>, Object> function) {
    Recorder recorder = new Recorder();
    try {
      List<Value> inputs = new ArrayList<>();
      for (int i = 0; i < numbers.size(); i++)
        inputs.add(recorder.input(numbers.get(i).numbers(), active[i], true));
      Program program = recorder.program(function.apply(inputs));
      return new Recording(recorder.escaped ? null : program);
    } catch (RuntimeException e) {
      if (!recorder.escaped) throw e;
      return new Recording(null);
    } finally {
      recorder.close();
    }
  }

  /// A recorder to be filled by hand: its inputs are asked for one by one.
  public static Recorder open() {
    return new Recorder();
  }

  /// The next input.
  ///
  /// @param known false when `number` only gives the shape: comparing what depends on it is an
  ///   error
  public Value input(Value number, boolean active, boolean known) {
    inputs++;
    Program.Step step = new Program.Step.Input(inputs - 1, number.shape());
    return written(step, number, active, known);
  }

  /// The program recorded so far, with this result.
  public Program program(Object result) {
    return program(Structure.of(result), Structure.leavesOf(result));
  }

  /// The program recorded so far, with a result of this structure and these leaves.
  public Program program(Structure structure, List<Value> leaves) {
    List<Integer> outputs = leaves.stream().map(this::stepOf).toList();
    return new Program(
        List.copyOf(steps),
        List.copyOf(guards),
        List.copyOf(captured),
        structure,
        outputs,
        Map.copyOf(names),
        List.copyOf(regions));
  }

  /// Ends the recording.
  public void close() {
    closed = true;
  }

  private Recorded written(Program.Step step, Value number, boolean active, boolean known) {
    return new Recorded(this, add(step), number, active, known);
  }

  private int add(Program.Step step) {
    steps.add(step);
    times.add(LevelId.now());
    return steps.size() - 1;
  }

  /// Names the step of a recorded value.
  void name(Value value, String name) {
    names.put(stepOf(value), name);
  }

  /// Names what was recorded since `time`.
  void region(String name, Program.Kind kind, String mode, long time) {
    int from = steps.size();
    while (from > 0 && times.get(from - 1) >= time) from--;
    regions.add(new Program.Region(name, kind, mode, from, steps.size()));
  }

  private int stepOf(Value value) {
    if (value instanceof Recorded recorded && recorded.level() == this) return recorded.step;
    if (value.isNumber()) return constantStep(value);
    if (value.level().id().compareTo(id()) > 0) {
      throw new ScopeException(
          "a value left its scope: it was made by a differentiation inside a recorded function and"
              + " used after that had returned");
    }
    return captures.computeIfAbsent(value, this::capture);
  }

  private int constantStep(Value value) {
    if (!value.shape().isScalar()) {
      return add(new Program.Step.Constant(value));
    }
    Integer known = constants.get(value.scalarNumber());
    if (known != null) return known;
    int step = add(new Program.Step.Constant(value));
    constants.put(value.scalarNumber(), step);
    return step;
  }

  private int capture(Value value) {
    captured.add(value);
    return add(new Program.Step.Capture(captured.size() - 1, value.shape()));
  }

  @Override
  public Value apply(Operation operation, Value[] operands) {
    Value[] numbers = new Value[operands.length];
    int[] operandSteps = new int[operands.length];
    boolean active = false;
    boolean known = true;
    for (int i = 0; i < operands.length; i++) {
      numbers[i] = operands[i].numbers();
      known &= isKnown(operands[i]);
      active |= operands[i].level().isActive(operands[i]);
      if (!closed) operandSteps[i] = stepOf(operands[i]);
    }
    Value number = operation.value(numbers);
    if (closed) return new Recorded(this, -1, number, active, known);
    if (operation instanceof Watched watched) watched.kept();
    return written(
        new Program.Step.Apply(operation, operandSteps, number.shape()), number, active, known);
  }

  private static boolean isKnown(Value value) {
    return !(value instanceof Recorded recorded) || recorded.known;
  }

  @Override
  public boolean decide(Comparison comparison, Value a, Value b) {
    if (!isKnown(a) || !isKnown(b)) {
      throw new ScopeException(
          "a comparison needs the number of a graph's input that has none yet; give the input an"
              + " example value, or write ifPositive(condition, a, b), which does not branch");
    }
    boolean held = super.decide(comparison, a, b);
    if (!closed) guards.add(new Program.Guard(comparison, stepOf(a), stepOf(b), held));
    return held;
  }

  @Override
  public boolean differentiates() {
    return false;
  }

  @Override
  public boolean isActive(Value value) {
    return value instanceof Recorded recorded && recorded.active;
  }

  @Override
  public Value constant(Value value) {
    Value number = value.primal();
    boolean known = isKnown(value);
    if (closed) return new Recorded(this, -1, number, false, known);
    return written(
        new Program.Step.Apply(StopGradient.OPERATION, new int[] {stepOf(value)}, number.shape()),
        number,
        false,
        known);
  }

  @Override
  public Value leave(Value value) {
    escaped = true;
    if (closed)
      throw new ScopeException(
          "a value left its scope: the function that was recorded with it has returned");
    if (!isActive(value) && isKnown(value)) return value.primal();
    throw new ActiveValueException(
        "an active value was asked for its plain number, which would drop its derivative; write"
            + " stopGradient(x).value() if that is meant");
  }

  @Override
  public String toString() {
    return "recorded";
  }
}
