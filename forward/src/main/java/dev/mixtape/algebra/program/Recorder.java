package dev.mixtape.algebra.program;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Comparison;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.LevelId;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.ScopeException;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.debug.Watched;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A level that writes down what is done to its values.
///
/// Recorded values carry the numbers of the example they are recorded with, so that comparisons can
/// be decided: each is written down as a guard. Operations on values from outside alone are done
/// outside, and their results are captures.
public final class Recorder extends Level {
  private final @Nullable Following following;

  /// Null as long as a template is followed.
  private @Nullable Transcript transcript;

  private boolean escaped;
  private boolean closed;
  private int inputs;

  private Recorder() {
    super(LevelId.next());
    this.following = null;
    this.transcript = new Transcript();
  }

  private Recorder(Template template, List<Value> numbers) {
    super(LevelId.next());
    this.following = new Following(template, numbers, this);
  }

  /// True when a value was asked for its number: the program does not tell all.
  public boolean escaped() {
    return escaped;
  }

  /// A recorded value. Its number is known, or that of a step of what is being followed.
  private static final class Recorded extends Value {
    private final int step;
    private final boolean active;
    private final boolean known;
    private @Nullable Value number;

    Recorded(Recorder owner, int step, @Nullable Value number, boolean active, boolean known) {
      super(owner);
      this.known = known;
      this.step = step;
      this.active = active;
      this.number = number;
    }

    @Override
    public Shape shape() {
      Value own = number;
      return own == null ? Shape.SCALAR : own.shape();
    }

    @Override
    public Value primal() {
      Value own = number;
      if (own == null) {
        own = ((Recorder) level()).followed().number(step);
        number = own;
      }
      return own;
    }
  }

  /// A recording: the program, or null when the function left the algebra on the way, so that a
  /// program would not tell all.
  ///
  /// @param template what was followed to its end, in place of a program
  public record Recording(
      @Nullable Program program, Template.@Nullable Filled template, Structure result) {
    private static final Structure NONE = new Structure.Leaf(Shape.SCALAR);
    private static final Recording ESCAPED = new Recording(null, null, NONE);
  }

  /// Records `function` with inputs that carry these numbers.
  ///
  /// @param active which inputs depend on something being differentiated
  public static Recording record(
      List<Value> numbers, boolean[] active, Function<List<Value>, Object> function) {
    return new Recorder().recorded(numbers, active, function);
  }

  /// Records `function` along a template that it is expected to be; what it does otherwise is
  /// recorded from there on.
  ///
  /// @param numbers of inputs that are scalars; asked for when a comparison needs them
  public static Recording follow(
      Template template,
      List<Value> numbers,
      boolean[] active,
      Function<List<Value>, Object> function) {
    return new Recorder(template, numbers).recorded(numbers, active, function);
  }

  private Recording recorded(
      List<Value> numbers, boolean[] active, Function<List<Value>, Object> function) {
    try {
      List<Value> own = new ArrayList<>(active.length);
      for (int i = 0; i < active.length; i++)
        own.add(
            transcript == null
                ? new Recorded(this, i, null, active[i], true)
                : input(numbers.get(i).numbers(), active[i], true));
      Object result = function.apply(own);
      return escaped ? Recording.ESCAPED : answered(result);
    } catch (RuntimeException e) {
      if (!escaped) throw e;
      return Recording.ESCAPED;
    } finally {
      close();
    }
  }

  private Recording answered(Object result) {
    Structure structure = Structure.of(result);
    List<Value> leaves = Structure.leavesOf(result);
    return transcript == null && followed().answers(leaves)
        ? new Recording(null, followed().filled(), structure)
        : new Recording(program(structure, leaves), null, structure);
  }

  private Following followed() {
    return Objects.requireNonNull(following);
  }

  private Transcript transcript() {
    Transcript own = transcript;
    if (own == null) {
      own = followed().transcript();
      transcript = own;
    }
    return own;
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
    return transcript().program(structure, outputs);
  }

  /// Ends the recording.
  public void close() {
    closed = true;
  }

  private Recorded written(Program.Step step, Value number, boolean active, boolean known) {
    return new Recorded(this, transcript().add(step), number, active, known);
  }

  /// Names the step of a recorded value.
  void name(Value value, String name) {
    if (transcript != null) transcript.name(stepOf(value), name);
  }

  /// Names what was recorded since `time`.
  void region(String name, Program.Kind kind, String mode, long time) {
    if (transcript != null) transcript.region(name, kind, mode, time);
  }

  /// The step of a value of this recorder, -1 for others.
  int ownStep(Value value) {
    return value instanceof Recorded recorded && recorded.level() == this ? recorded.step : -1;
  }

  private int stepOf(Value value) {
    int own = ownStep(value);
    if (own >= 0) return own;
    if (value.isNumber()) return transcript().constant(value);
    if (value.level().id().compareTo(id()) > 0) {
      throw new ScopeException(
          "a value left its scope: it was made by a differentiation inside a recorded function and"
              + " used after that had returned");
    }
    return transcript().capture(value);
  }

  @Override
  public Value apply(Operation operation, Value[] operands) {
    if (transcript == null && !closed) {
      int step = followed().apply(operation, operands);
      if (step >= 0) return new Recorded(this, step, null, isActive(operands), true);
    }
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

  private static boolean isActive(Value[] operands) {
    for (Value operand : operands) if (operand.level().isActive(operand)) return true;
    return false;
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
    if (closed || (transcript == null && followed().decides(comparison, a, b, held))) return held;
    int left = stepOf(a);
    transcript().guard(new Program.Guard(comparison, left, stepOf(b), held));
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
    if (transcript == null) {
      int step = followed().apply(StopGradient.OPERATION, new Value[] {value});
      if (step >= 0) return new Recorded(this, step, number, false, true);
    }
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
