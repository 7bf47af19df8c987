package dev.mixtape.algebra.program;

import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.program.Program.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The steps of a scalar program that a pass is writing.
final class Draft {
  private final List<Step> steps = new ArrayList<>();

  int add(Step step) {
    steps.add(step);
    return steps.size() - 1;
  }

  int constant(double number) {
    return add(new Step.Constant(Value.of(number)));
  }

  int apply(Operation operation, int... operands) {
    return add(new Step.Apply(operation, operands, Shape.SCALAR));
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  Step step(int i) {
    return steps.get(i);
  }

  /// Copies all steps of a program with these steps for its inputs; answers where each went.
  int[] inline(Program program, int... inputs) {
    int[] moved = new int[program.steps().size()];
    for (int i = 0; i < moved.length; i++) {
      moved[i] =
          program.steps().get(i) instanceof Step.Input(int number, _)
              ? inputs[number]
              : add(renamed(program.steps().get(i), moved));
    }
    return moved;
  }

  static Step renamed(Step step, int[] moved) {
    if (!(step instanceof Step.Apply(var operation, int[] operands, Shape shape))) return step;
    return new Step.Apply(operation, Arrays.stream(operands).map(i -> moved[i]).toArray(), shape);
  }

  /// What was written, in place of the steps of `old`, whose step i is now step `moved[i]`.
  Program replacing(Program old, int[] moved) {
    List<Program.Guard> guards = new ArrayList<>();
    for (Program.Guard guard : old.guards()) {
      guards.add(
          new Program.Guard(
              guard.comparison(), moved[guard.left()], moved[guard.right()], guard.held()));
    }
    List<Integer> outputs = old.outputs().stream().map(output -> moved[output]).toList();
    return new Program(
        List.copyOf(steps),
        List.copyOf(guards),
        old.captured(),
        old.result(),
        outputs,
        Map.of(),
        List.of());
  }

  /// What was written, with these outputs and no guards.
  Program answering(Program old, List<Integer> outputs) {
    return new Program(
        List.copyOf(steps), List.of(), old.captured(), old.result(), outputs, Map.of(), List.of());
  }
}
