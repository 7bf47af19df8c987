package dev.mixtape.algebra.program;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.program.Program.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// A program of scalars without what varies from call to call: to be kept, compared, and followed
/// by a [Recorder].
///
/// Its captures are what the function captured and, behind these, its constants, but for zeros and
/// ones, of which simplification makes use. So programs that differ in a constant are one template.
public final class Template {
  private final Program program;
  private final int inputs;
  private final int captured;
  private final int[] nextApply;
  private final int hash;
  private final boolean differentiable;

  private Template(Program program, int captured) {
    this.program = program;
    this.captured = captured;
    this.inputs = (int) program.steps().stream().filter(step -> step instanceof Step.Input).count();
    this.nextApply = new int[program.steps().size() + 1];
    nextApply[program.steps().size()] = -1;
    for (int i = program.steps().size() - 1; i >= 0; i--)
      nextApply[i] = program.steps().get(i) instanceof Step.Apply ? i : nextApply[i + 1];
    this.differentiable =
        program.steps().stream()
            .noneMatch(step -> step instanceof Step.Apply(PartialOf _, int[] _, var _));
    int mixed = 0;
    for (Step step : program.steps()) mixed = 31 * mixed + hash(step);
    this.hash = 31 * mixed + program.outputs().hashCode();
  }

  /// A template with the values that it was made of.
  ///
  /// @param constants in the order of the template's captures behind the first `captured.size()`
  public record Filled(Template template, List<Value> captured, List<Value> constants) {}

  /// The template of a recorded program that has no [Program#obstacle].
  public static Filled of(Program recorded) {
    List<Step> steps = new ArrayList<>(recorded.steps());
    List<Value> constants = new ArrayList<>();
    int captured = recorded.captured().size();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Step.Constant(Scalar number)) {
        if (isSpecial(number.number())) continue;
        steps.set(i, new Step.Capture(captured + constants.size(), Shape.SCALAR));
        constants.add(number);
      } else if (steps.get(i) instanceof Step.Apply(var operation, int[] operands, var shape)) {
        Row row = Row.in(operation);
        if (row != null) steps.set(i, new Step.Apply(row, operands, shape));
      }
    }
    Program kept =
        new Program(
            List.copyOf(steps),
            recorded.guards(),
            Collections.nCopies(captured + constants.size(), Scalar.ZERO),
            new Structure.Leaf(Shape.SCALAR),
            recorded.outputs(),
            Map.of(),
            List.of());
    return new Filled(new Template(kept, captured), recorded.captured(), constants);
  }

  private static boolean isSpecial(double number) {
    return number == 0 || Math.abs(number) == 1;
  }

  /// The cotangents of the wanted operands for the cotangent of result `leaf`, one more input
  /// behind the others, and which output is which.
  public DualProgram pulling(int leaf, boolean[] wanted) {
    return DualProgram.pulling(program.answering(leaf), wanted);
  }

  /// The template of a program made of this one's, whose captures are the same.
  public Template made(Program of) {
    return new Template(of, captured);
  }

  /// The tangent of result `leaf` for tangents of the moving operands, one more input each behind
  /// the others.
  public Template pushing(int leaf, boolean[] moving) {
    return made(DualProgram.pushing(program.answering(leaf), moving));
  }

  /// False where a step has no derivative as a program.
  public boolean isDifferentiable() {
    return differentiable;
  }

  /// The steps, guards and outputs; its captured values stand for no particular ones.
  public Program program() {
    return program;
  }

  /// The number of inputs.
  public int inputs() {
    return inputs;
  }

  /// The number of captures that the function captured.
  public int captured() {
    return captured;
  }

  /// The number of constants.
  public int constants() {
    return program.captured().size() - captured;
  }

  /// The first operation at step `from` or behind it; -1 when there is none.
  int nextApply(int from) {
    return nextApply[from];
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) return true;
    if (!(other instanceof Template that)) return false;
    boolean isAlike =
        hash == that.hash
            && captured == that.captured
            && program.captured().size() == that.program.captured().size()
            && program.steps().size() == that.program.steps().size()
            && program.outputs().equals(that.program.outputs())
            && program.guards().equals(that.program.guards());
    if (!isAlike) return false;
    for (int i = 0; i < program.steps().size(); i++)
      if (!same(program.steps().get(i), that.program.steps().get(i))) return false;
    return true;
  }

  private static boolean same(Step a, Step b) {
    return switch (a) {
      case Step.Constant(Scalar x) ->
          b instanceof Step.Constant(Scalar y)
              && Double.doubleToRawLongBits(x.number()) == Double.doubleToRawLongBits(y.number());
      case Step.Apply(var operation, int[] operands, _) ->
          b instanceof Step.Apply that
              && operation == that.operation()
              && Arrays.equals(operands, that.operands());
      default -> a.equals(b);
    };
  }

  private static int hash(Step step) {
    return switch (step) {
      case Step.Constant(Scalar number) -> Double.hashCode(number.number());
      case Step.Apply(var operation, int[] operands, _) ->
          31 * System.identityHashCode(operation) + Arrays.hashCode(operands);
      case Step.Input(int number, _) -> number;
      case Step.Capture(int number, _) -> -1 - number;
      case Step.Constant(var array) -> throw new AssertionError("no scalar: " + array.shape());
    };
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return program.toString();
  }
}
