package dev.mixtape.algebra.program;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.program.Program.Step;
import dev.mixtape.algebra.rows.Arithmetic;
import dev.mixtape.algebra.rows.Kinks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A scalar program together with its partials, by forward accumulation from the partials of its
/// rows.
///
/// A tangent that is zero because a selecting row did not choose it is no number: beside an
/// infinite partial it stays zero. So a tangent is kept with the condition under which it moves,
/// and the choice is made after the products.
///
/// @param program the outputs are the leaves of the result, then the partials
/// @param partials `[leaf][operand]`, which output is the partial; -1 for a structural zero. The
///   operands are the inputs, then the captures
public record DualProgram(Program program, int[][] partials) {
  /// The program of `primal` and its partials in the wanted operands, after all passes.
  public static DualProgram of(Program primal, boolean[] wanted) {
    return new Writer(primal, wanted).written();
  }

  /// The products of the partials of one result with its cotangent, which is one more input behind
  /// the others; what is no structural zero is an output, in the order of the operands.
  ///
  /// @param inputs the number of inputs
  public Program pulled(int inputs) {
    Draft draft = new Draft();
    int[] moved = new int[program.steps().size()];
    for (int i = 0; i < moved.length; i++)
      moved[i] = draft.add(Draft.renamed(program.steps().get(i), moved));
    int cotangent = draft.add(new Step.Input(inputs, Shape.SCALAR));
    List<Integer> outputs = new ArrayList<>();
    for (int output : program.outputs().subList(1, program.outputs().size()))
      outputs.add(draft.apply(Arithmetic.TIMES, moved[output], cotangent));
    return Passes.simplified(draft.answering(program, outputs));
  }

  /// A tangent.
  ///
  /// @param step its number, where it moves
  /// @param condition the step that is positive where it moves; -1 for everywhere
  private record Moving(int step, int condition) {}

  private static final class Writer {
    private final Program primal;
    private final Draft draft = new Draft();
    private final int directions;
    private final @Nullable Moving[][] tangents;
    private final int[] moved;

    Writer(Program primal, boolean[] wanted) {
      this.primal = primal;
      this.directions = wanted.length;
      this.moved = new int[primal.steps().size()];
      this.tangents = new @Nullable Moving[moved.length][wanted.length];
      int inputs = wanted.length - primal.captured().size();
      for (int i = 0; i < moved.length; i++) {
        Step step = Draft.renamed(primal.steps().get(i), moved);
        moved[i] = draft.add(step);
        switch (step) {
          case Step.Input(int number, _) -> seed(i, number, wanted);
          case Step.Capture(int number, _) -> seed(i, inputs + number, wanted);
          case Step.Apply(Row row, int[] operands, _) ->
              push(row, i, operands, ((Step.Apply) primal.steps().get(i)).operands());
          case Step.Apply _, Step.Constant _ -> {}
        }
      }
    }

    private void seed(int step, int direction, boolean[] wanted) {
      if (wanted[direction]) tangents[step][direction] = new Moving(draft.constant(1), -1);
    }

    /// @param x the operands as steps of the draft, `from` as steps of the primal
    private void push(Row row, int y, int[] x, int[] from) {
      int[] inputs = new int[x.length + 1];
      inputs[0] = moved[y];
      System.arraycopy(x, 0, inputs, 1, x.length);
      for (int i = 0; i < x.length; i++) {
        if (row.isConstantIn(i) || !moves(from[i])) continue;
        Program partial = PartialPrograms.of(row, i);
        int[] at = draft.inline(partial, inputs);
        for (int k = 0; k < directions; k++) {
          Moving tangent = tangents[from[i]][k];
          if (tangent == null) continue;
          Moving term =
              row.selects()
                  ? selected(partial, at, tangent)
                  : new Moving(
                      draft.apply(Arithmetic.TIMES, at[partial.outputs().get(0)], tangent.step()),
                      tangent.condition());
          tangents[y][k] = sum(tangents[y][k], term);
        }
      }
    }

    private boolean moves(int step) {
      for (Moving tangent : tangents[step]) if (tangent != null) return true;
      return false;
    }

    /// A tangent that moves where the partial of a selecting row is 1: the partial is
    /// `ifPositive(condition, 1, 0)` or `ifPositive(condition, 0, 1)`.
    private Moving selected(Program partial, int[] at, Moving tangent) {
      int chosen = at[partial.outputs().get(0)];
      return new Moving(tangent.step(), both(tangent.condition(), chosen));
    }

    private int both(int a, int b) {
      return a < 0 ? b : draft.apply(Kinks.IF_POSITIVE, a, b, draft.constant(0));
    }

    private Moving sum(@Nullable Moving a, Moving b) {
      if (a == null) return b;
      int sum = draft.apply(Arithmetic.PLUS, number(a), number(b));
      if (a.condition < 0 || b.condition < 0) return new Moving(sum, -1);
      int either = draft.apply(Kinks.IF_POSITIVE, a.condition, draft.constant(1), b.condition);
      return new Moving(sum, either);
    }

    private int number(Moving tangent) {
      return tangent.condition < 0
          ? tangent.step
          : draft.apply(Kinks.IF_POSITIVE, tangent.condition, tangent.step, draft.constant(0));
    }

    DualProgram written() {
      List<Integer> outputs = new ArrayList<>();
      for (int output : primal.outputs()) outputs.add(moved[output]);
      int[][] at = new int[primal.outputs().size()][directions];
      for (int leaf = 0; leaf < at.length; leaf++) {
        for (int k = 0; k < directions; k++) {
          Moving tangent = tangents[primal.outputs().get(leaf)][k];
          at[leaf][k] = tangent == null ? -1 : outputs.size();
          if (tangent != null) outputs.add(number(tangent));
        }
      }
      return new DualProgram(Passes.simplified(draft.answering(primal, outputs)), at);
    }
  }
}
