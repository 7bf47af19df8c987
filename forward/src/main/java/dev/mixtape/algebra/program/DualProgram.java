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
  /// The program of `primal` and its partials in the wanted operands.
  public static DualProgram of(Program primal, boolean[] wanted) {
    return new Writer(primal, wanted).written();
  }

  /// The program of the cotangents of the wanted operands of `primal`, which has one result; that
  /// one's cotangent is one more input behind the others. The outputs are the cotangents alone.
  public static DualProgram pulling(Program primal, boolean[] wanted) {
    return new Writer(primal, wanted).pulling();
  }

  /// The program of the tangent of `primal`, which has one result, for tangents of the wanted
  /// operands: one more input each, behind the others. Without outputs where nothing moves.
  public static Program pushing(Program primal, boolean[] wanted) {
    return new Writer(primal, wanted).pushing();
  }

  /// A tangent.
  ///
  /// @param step its number, where it moves
  /// @param condition the step that is positive where it moves; -1 for everywhere
  private record Moving(int step, int condition) {}

  private static final class Writer {
    private final Program primal;
    private final Draft draft = new Draft();
    private final boolean[] wanted;
    private final int directions;
    private final @Nullable Moving[][] tangents;
    private final int[] moved;
    private final int inputs;

    Writer(Program primal, boolean[] wanted) {
      this.primal = primal;
      this.wanted = wanted;
      this.directions = wanted.length;
      this.moved = new int[primal.steps().size()];
      this.tangents = new @Nullable Moving[moved.length][wanted.length];
      this.inputs = wanted.length - primal.captured().size();
      for (int i = 0; i < moved.length; i++) {
        Step step = Draft.renamed(primal.steps().get(i), moved);
        moved[i] = draft.add(step);
        switch (step) {
          case Step.Input(int number, _) -> seed(i, number);
          case Step.Capture(int number, _) -> seed(i, inputs + number);
          case Step.Apply(Row row, int[] operands, _) ->
              push(row, i, operands, ((Step.Apply) primal.steps().get(i)).operands());
          case Step.Apply(PartialOf partial, _, _) ->
              throw new AssertionError("no partial program of " + partial.name());
          case Step.Apply _, Step.Constant _ -> {}
        }
      }
    }

    private void seed(int step, int direction) {
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
      return new DualProgram(answering(outputs), at);
    }

    private Program answering(List<Integer> outputs) {
      return Passes.simplifiedToDifferentiate(draft.answering(primal, outputs));
    }

    private @Nullable Moving tangent(int direction) {
      return tangents[primal.outputs().get(0)][direction];
    }

    /// The product of a tangent with a factor, zero where the tangent does not move.
    private int product(Moving tangent, int factor) {
      int product = draft.apply(Arithmetic.TIMES, tangent.step, factor);
      return number(new Moving(product, tangent.condition));
    }

    DualProgram pulling() {
      int cotangent = draft.add(new Step.Input(inputs, Shape.SCALAR));
      List<Integer> outputs = new ArrayList<>();
      int[][] at = new int[1][directions];
      for (int k = 0; k < directions; k++) {
        Moving tangent = tangent(k);
        at[0][k] = tangent == null ? -1 : outputs.size();
        if (tangent != null) outputs.add(product(tangent, cotangent));
      }
      return new DualProgram(answering(outputs), at);
    }

    Program pushing() {
      int input = inputs;
      int sum = -1;
      for (int k = 0; k < directions; k++) {
        if (!wanted[k]) continue;
        int along = draft.add(new Step.Input(input++, Shape.SCALAR));
        Moving tangent = tangent(k);
        if (tangent == null) continue;
        int term = product(tangent, along);
        sum = sum < 0 ? term : draft.apply(Arithmetic.PLUS, sum, term);
      }
      return answering(sum < 0 ? List.of() : List.of(sum));
    }
  }
}
