package dev.mixtape.algebra.program;

import dev.mixtape.algebra.program.Program.Step;
import dev.mixtape.algebra.rows.Arithmetic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Multiplies by the reciprocal of a divisor that is used more than once, or that all elements
/// share: vectors are divided five times slower than multiplied.
///
/// A quotient is then right to within 2 ulps (4 where the divisor is above 2¹⁰²²) as long as the
/// reciprocal is finite. The reciprocals become outputs behind the others, so that this can be
/// checked.
final class Reciprocals {
  private final Draft draft = new Draft();
  private final boolean[] shared;
  private final int inputs;
  private final boolean[] invariant;
  private final int[] divisions;
  private final Map<Integer, Integer> reciprocals = new TreeMap<>();

  private Reciprocals(Program program, boolean[] shared) {
    this.shared = shared;
    this.inputs = shared.length - program.captured().size();
    this.invariant = new boolean[program.steps().size()];
    this.divisions = new int[invariant.length];
  }

  /// @param shared which operands, the inputs and then the captures, are the same for all elements
  static Program apply(Program program, boolean[] shared) {
    return new Reciprocals(program, shared).rewritten(program);
  }

  private Program rewritten(Program program) {
    List<Step> steps = program.steps();
    for (int i = 0; i < invariant.length; i++) {
      invariant[i] = isInvariant(steps.get(i));
      if (steps.get(i) instanceof Step.Apply(var row, int[] x, _) && row == Arithmetic.DIV)
        divisions[x[1]]++;
    }
    int[] moved = new int[invariant.length];
    for (int i = 0; i < moved.length; i++) {
      Step step = steps.get(i);
      moved[i] =
          step instanceof Step.Apply(var row, int[] x, _)
                  && row == Arithmetic.DIV
                  && !invariant[i]
                  && (divisions[x[1]] > 1 || invariant[x[1]])
              ? draft.apply(Arithmetic.TIMES, moved[x[0]], reciprocal(x[1], moved[x[1]]))
              : draft.add(Draft.renamed(step, moved));
    }
    List<Integer> outputs = new ArrayList<>();
    for (int output : program.outputs()) outputs.add(moved[output]);
    outputs.addAll(reciprocals.values());
    return draft.answering(program, outputs);
  }

  private int reciprocal(int divisor, int moved) {
    return reciprocals.computeIfAbsent(
        divisor, _ -> draft.apply(Arithmetic.DIV, draft.constant(1), moved));
  }

  private boolean isInvariant(Step step) {
    return switch (step) {
      case Step.Constant _ -> true;
      case Step.Input(int number, _) -> shared[number];
      case Step.Capture(int number, _) -> shared[inputs + number];
      case Step.Apply(_, int[] x, _) -> {
        for (int operand : x) if (!invariant[operand]) yield false;
        yield true;
      }
    };
  }
}
