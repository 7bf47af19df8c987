package dev.mixtape.algebra.program;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.program.Program.Step;
import java.util.Arrays;

/// Computes what depends on constants alone.
final class ConstantFolding {
  private ConstantFolding() {}

  static Program apply(Program program) {
    Draft draft = new Draft();
    int[] moved = new int[program.steps().size()];
    for (int i = 0; i < moved.length; i++) {
      Step step = Draft.renamed(program.steps().get(i), moved);
      moved[i] = draft.add(folded(draft, step));
    }
    return draft.replacing(program, moved);
  }

  private static Step folded(Draft draft, Step step) {
    if (!(step instanceof Step.Apply(Row row, int[] operands, _))) return step;
    double[] x = new double[3];
    Arrays.fill(x, 0);
    for (int i = 0; i < operands.length; i++) {
      if (!(draft.step(operands[i]) instanceof Step.Constant(Scalar number))) return step;
      x[i] = number.number();
    }
    return new Step.Constant(new Scalar(row.number(x[0], x[1], x[2])));
  }
}
