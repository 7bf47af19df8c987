package dev.mixtape.algebra.program;

import dev.mixtape.algebra.Comparison;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.debug.Debugging;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A function recorded as straight-line code: each step names one value, operands come before their
/// uses, and a branch that was taken is a guard.
///
/// A program is closed: a function of its inputs and captures and of nothing else. It is evaluated
/// by walking it, at whatever levels the given values have: on numbers, on duals, on the tape, into
/// another recording, and over columns as if they were scalars.
///
/// @param steps in order; a step is named by its position
/// @param captured the values from outside that were met, one per [Step.Capture]
/// @param result the structure of the result
/// @param outputs the steps of the result's leaves
/// @param names the steps that were given a name
/// @param regions the scopes and nodes that were named, inner ones before the outer ones around
///   them
public record Program(
    List<Step> steps,
    List<Guard> guards,
    List<Value> captured,
    Structure result,
    List<Integer> outputs,
    Map<Integer, String> names,
    List<Region> regions) {
  /// What a region of a program is.
  public enum Kind {
    SCOPE,
    NODE
  }

  /// The steps `from … to - 1`, recorded in a named scope or node.
  ///
  /// @param mode how a node is differentiated: `fwddiff`, `reverse` or `automatic`; empty for a
  ///   scope
  public record Region(String name, Kind kind, String mode, int from, int to) {}

  /// One line of a program.
  public sealed interface Step {
    Shape shape();

    /// An argument's leaf.
    record Input(int number, Shape shape) implements Step {}

    /// A value from outside.
    record Capture(int number, Shape shape) implements Step {}

    /// A plain number or array.
    record Constant(Value value) implements Step {
      @Override
      public Shape shape() {
        return value.shape();
      }
    }

    /// An operation on earlier steps.
    record Apply(Operation operation, int[] operands, Shape shape) implements Step {}
  }

  /// A comparison that decided a branch, and how it came out.
  public record Guard(Comparison comparison, int left, int right, boolean held) {
    /// Does it come out as recorded for an element of two columns, of which one of a single entry
    /// is the same for all?
    private boolean holds(double[] a, double[] b, int element) {
      return comparison.holds(a[a.length == 1 ? 0 : element], b[b.length == 1 ? 0 : element])
          == held;
    }
  }

  /// The values of all steps for these inputs and captures.
  public Value[] walk(List<Value> inputs, List<Value> captures) {
    Value[] values = new Value[steps.size()];
    for (int i = 0; i < values.length; i++) values[i] = evaluate(i, values, inputs, captures);
    return values;
  }

  /// The value of step `i`, given those of the steps before it.
  public Value evaluate(int i, Value[] values, List<Value> inputs, List<Value> captures) {
    return switch (steps.get(i)) {
      case Step.Input(int number, _) -> inputs.get(number);
      case Step.Capture(int number, _) -> captures.get(number);
      case Step.Constant(Value value) -> value;
      case Step.Apply(var operation, int[] operands, _) ->
          Level.dispatch(applied(operation, i), pick(values, operands));
    };
  }

  private Operation applied(Operation operation, int step) {
    return Debugging.isOn() ? Debugging.again(operation, around(step)) : operation;
  }

  /// The names of the scopes and nodes that a step lies in, outer ones first, then its own.
  private List<String> around(int step) {
    List<String> around = new ArrayList<>();
    for (Region region : regions.reversed())
      if (region.from <= step && step < region.to) around.add(region.name);
    String name = names.get(step);
    if (name != null) around.add(name);
    return around;
  }

  private static Value[] pick(Value[] values, int[] operands) {
    Value[] picked = new Value[operands.length];
    for (int i = 0; i < picked.length; i++) picked[i] = values[operands[i]];
    return picked;
  }

  /// The result's leaves for these inputs and captures. Guards are not looked at.
  public List<Value> evaluate(List<Value> inputs, List<Value> captures) {
    Value[] values = walk(inputs, captures);
    return outputs.stream().map(output -> values[output]).toList();
  }

  /// For each of `elements` elements of number columns: do all guards come out as recorded?
  public boolean[] guardsHold(List<Value> columns, List<Value> captures, int elements) {
    boolean[] hold = new boolean[elements];
    Arrays.fill(hold, true);
    if (guards.isEmpty()) return hold;
    Value[] values = walkGuards(columns, captures);
    for (Guard guard : guards) {
      double[] left = values[guard.left].arrayNumbers();
      double[] right = values[guard.right].arrayNumbers();
      for (int e = 0; e < elements; e++) hold[e] &= guard.holds(left, right, e);
    }
    return hold;
  }

  /// Do all guards come out as recorded for every one of `elements` elements of number columns?
  public boolean allGuardsHold(List<Value> columns, List<Value> captures, int elements) {
    if (guards.isEmpty()) return true;
    Value[] values = walkGuards(columns, captures);
    for (Guard guard : guards) {
      double[] left = values[guard.left].arrayNumbers();
      double[] right = values[guard.right].arrayNumbers();
      for (int e = 0; e < elements; e++) if (!guard.holds(left, right, e)) return false;
    }
    return true;
  }

  /// The values of the steps that guards depend on.
  private Value[] walkGuards(List<Value> inputs, List<Value> captures) {
    boolean[] needed = new boolean[steps.size()];
    for (Guard guard : guards) {
      needed[guard.left] = true;
      needed[guard.right] = true;
    }
    for (int i = needed.length - 1; i >= 0; i--) {
      if (!needed[i] || !(steps.get(i) instanceof Step.Apply(_, int[] operands, _))) continue;
      for (int operand : operands) needed[operand] = true;
    }
    Value[] values = new Value[needed.length];
    for (int i = 0; i < needed.length; i++) {
      if (needed[i]) values[i] = evaluate(i, values, inputs, captures);
    }
    return values;
  }

  /// The first step that is no scalar or whose operation is no row; null when there is none, so
  /// that columns can be walked as if they were scalars.
  public @Nullable Step obstacle() {
    for (Step step : steps) {
      if (!step.shape().isScalar()) return step;
      if (step instanceof Step.Apply(var operation, _, _)
          && Row.in(operation) == null
          && operation != StopGradient.OPERATION) {
        return step;
      }
    }
    return null;
  }

  /// The program of one leaf of the result alone, without guards.
  public Program answering(int leaf) {
    return outputs.size() == 1 && guards.isEmpty()
        ? this
        : new Program(
            steps, List.of(), captured, result, List.of(outputs.get(leaf)), names, regions);
  }

  /// The same program of scalars in fewer steps, without stops of gradients: for numbers.
  public Program simplified() {
    return Passes.simplified(this);
  }

  /// The same program of scalars in operations that are fast on vectors, to within some ulps.
  /// Outputs behind those of this program are reciprocals: the others are right when these are all
  /// finite.
  ///
  /// @param shared which operands, the inputs and then the captures, are the same for all elements
  public Program forVectors(boolean[] shared) {
    Program expressed = Passes.simplified(Expressions.apply(this));
    return Passes.simplified(Reciprocals.apply(expressed, shared));
  }

  /// One line per step, guard and output.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < steps.size(); i++)
      text.append("%").append(i).append(" = ").append(show(steps.get(i))).append('\n');
    for (Guard guard : guards) {
      text.append("guard %")
          .append(guard.left)
          .append(' ')
          .append(guard.comparison)
          .append(" %")
          .append(guard.right)
          .append(guard.held ? "" : " is false")
          .append('\n');
    }
    text.append("return ");
    for (int i = 0; i < outputs.size(); i++)
      text.append(i == 0 ? "%" : ", %").append(outputs.get(i));
    return text.append('\n').toString();
  }

  private static String show(Step step) {
    return switch (step) {
      case Step.Input(int number, Shape shape) -> "input " + number + " : " + shape;
      case Step.Capture(int number, Shape shape) -> "capture " + number + " : " + shape;
      case Step.Constant(Value value) -> "constant " + value.typed();
      case Step.Apply(var operation, int[] operands, Shape shape) -> {
        StringBuilder line = new StringBuilder(operation.name());
        for (int operand : operands) line.append(" %").append(operand);
        yield line.append(shape.isScalar() ? "" : " : " + shape).toString();
      }
    };
  }
}
