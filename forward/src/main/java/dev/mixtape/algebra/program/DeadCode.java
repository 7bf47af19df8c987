package dev.mixtape.algebra.program;

import dev.mixtape.algebra.program.Program.Step;

/// Leaves out what no output and no guard depends on; inputs and captures stay.
final class DeadCode {
  private DeadCode() {}

  static Program apply(Program program) {
    boolean[] needed = needed(program);
    Draft draft = new Draft();
    int[] moved = new int[needed.length];
    for (int i = 0; i < moved.length; i++)
      if (needed[i]) moved[i] = draft.add(Draft.renamed(program.steps().get(i), moved));
    return draft.replacing(program, moved);
  }

  private static boolean[] needed(Program program) {
    boolean[] needed = new boolean[program.steps().size()];
    for (int output : program.outputs()) needed[output] = true;
    for (Program.Guard guard : program.guards()) {
      needed[guard.left()] = true;
      needed[guard.right()] = true;
    }
    for (int i = needed.length - 1; i >= 0; i--) {
      switch (program.steps().get(i)) {
        case Step.Input _, Step.Capture _ -> needed[i] = true;
        case Step.Constant _ -> {}
        case Step.Apply(_, int[] operands, _) -> {
          if (needed[i]) for (int operand : operands) needed[operand] = true;
        }
      }
    }
    return needed;
  }
}
