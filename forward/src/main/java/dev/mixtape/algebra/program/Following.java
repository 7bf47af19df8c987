package dev.mixtape.algebra.program;

import dev.mixtape.algebra.Comparison;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.program.Program.Step;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A recording that has done so far what a template says: nothing is written down, every operation
/// is compared with the next one of the template.
///
/// What varies, captured values and constants, is kept as it is met. Numbers are computed when a
/// comparison asks for them.
final class Following {
  private final Template template;
  private final List<Step> steps;
  private final Recorder recorder;
  private final List<Value> inputs;
  private final @Nullable Value[] met;
  private @Nullable Value @Nullable [] numbers;
  private int guards;

  /// The steps before this one have been met.
  private int reached;

  Following(Template template, List<Value> inputs, Recorder recorder) {
    this.template = template;
    this.steps = template.program().steps();
    this.inputs = inputs;
    this.recorder = recorder;
    this.met = new Value[template.program().captured().size()];
    this.reached = template.inputs();
  }

  /// The step that this operation is; -1 when the template says something else.
  int apply(Operation operation, Value[] operands) {
    int at = template.nextApply(reached);
    if (at < 0) return -1;
    var expected = (Step.Apply) steps.get(at);
    if (expected.operation() != operation || !areMet(expected.operands(), operands)) return -1;
    reached = at + 1;
    return at;
  }

  private boolean areMet(int[] expected, Value[] operands) {
    for (int i = 0; i < expected.length; i++) if (!isMet(expected[i], operands[i])) return false;
    return true;
  }

  private boolean isMet(int expected, Value value) {
    int own = recorder.ownStep(value);
    if (own >= 0) return own == expected;
    return switch (steps.get(expected)) {
      case Step.Constant(Scalar constant) -> isSame(constant, value);
      case Step.Capture(int number, _) -> {
        Value before = met[number];
        if (number < template.captured()) {
          if (value.isNumber() || value.level().id().compareTo(recorder.id()) > 0) yield false;
          if (before != null) yield before == value;
          if (!value.shape().isScalar()) yield false;
        } else if (before != null) {
          yield isSame((Scalar) before, value);
        } else if (!(value instanceof Scalar)) {
          yield false;
        }
        met[number] = value;
        yield true;
      }
      default -> false;
    };
  }

  private static boolean isSame(Scalar known, Value value) {
    return value instanceof Scalar scalar
        && Double.doubleToRawLongBits(known.number())
            == Double.doubleToRawLongBits(scalar.number());
  }

  /// True when this comparison is the template's next guard and comes out as there.
  boolean decides(Comparison comparison, Value a, Value b, boolean held) {
    List<Program.Guard> expected = template.program().guards();
    if (guards == expected.size()) return false;
    Program.Guard guard = expected.get(guards);
    if (guard.comparison() != comparison || guard.held() != held) return false;
    if (!isMet(guard.left(), a) || !isMet(guard.right(), b)) return false;
    reached = Math.max(reached, 1 + Math.max(guard.left(), guard.right()));
    guards++;
    return true;
  }

  /// True when the template has been followed to its end and these are its outputs.
  boolean answers(List<Value> leaves) {
    List<Integer> outputs = template.program().outputs();
    if (template.nextApply(reached) >= 0
        || guards < template.program().guards().size()
        || leaves.size() != outputs.size()) return false;
    for (int i = 0; i < outputs.size(); i++)
      if (!isMet(outputs.get(i), leaves.get(i))) return false;
    for (Value value : met) if (value == null) return false;
    return true;
  }

  /// The template with what was met.
  @SuppressWarnings("NullAway") // a template that was answered has met all
  Template.Filled filled() {
    List<Value> all = Arrays.asList(met);
    int captured = template.captured();
    return new Template.Filled(
        template, all.subList(0, captured), all.subList(captured, met.length));
  }

  /// The plain number of a step.
  Value number(int step) {
    @Nullable Value[] known = numbers;
    if (known == null) {
      known = new @Nullable Value[steps.size()];
      numbers = known;
    }
    Value number = known[step];
    if (number == null) {
      number = computed(step);
      known[step] = number;
    }
    return number;
  }

  private Value computed(int step) {
    return switch (steps.get(step)) {
      case Step.Input(int number, _) -> inputs.get(number).numbers();
      case Step.Constant(Value value) -> value;
      case Step.Capture(int number, _) -> met(number).numbers();
      case Step.Apply(var operation, int[] operands, _) -> {
        Value[] x = new Value[operands.length];
        for (int i = 0; i < x.length; i++) x[i] = number(operands[i]);
        yield operation.value(x);
      }
    };
  }

  private Value met(int capture) {
    Value value = met[capture];
    return value == null ? Scalar.ZERO : value;
  }

  /// What has been met, written down: steps keep their numbers. One that was passed over, as it
  /// comes before a comparison that did not follow, becomes a constant that nothing uses.
  Transcript transcript() {
    Transcript transcript = new Transcript();
    for (int i = 0; i < reached; i++) {
      switch (steps.get(i)) {
        case Step.Capture(int number, _) when met(number).isNumber() ->
            transcript.addConstant(met(number));
        case Step.Capture(int number, _) -> transcript.addCapture(met(number));
        case Step.Constant(Value value) -> transcript.addConstant(value);
        case Step step -> transcript.add(step);
      }
    }
    template.program().guards().subList(0, guards).forEach(transcript::guard);
    return transcript;
  }
}
