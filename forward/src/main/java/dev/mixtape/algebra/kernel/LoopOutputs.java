package dev.mixtape.algebra.kernel;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.List;

/// The outputs of a loop: columns that are written, and sums in local variables.
final class LoopOutputs {
  private final CodeBuilder code;
  private final boolean[] sums;
  private final List<Integer> numbers;
  private final int[] columns;
  private final int[] totals;

  /// Loads columns and totals, before the loop.
  ///
  /// @param outputs the local variable with the columns
  /// @param numbers those that this loop writes
  LoopOutputs(CodeBuilder code, int outputs, boolean[] sums, List<Integer> numbers) {
    this.code = code;
    this.sums = sums;
    this.numbers = numbers;
    this.columns = new int[sums.length];
    this.totals = new int[sums.length];
    for (int i : numbers) {
      columns[i] = LoopSteps.column(code, outputs, i);
      if (!sums[i]) continue;
      totals[i] = code.allocateLocal(TypeKind.DOUBLE);
      code.aload(columns[i]).iconst_0().daload().dstore(totals[i]);
    }
  }

  /// Writes or adds a result.
  ///
  /// @param result the local variable with it
  /// @param element the local variable with the number of the element
  void write(int output, int result, int element) {
    if (sums[output]) code.dload(totals[output]).dload(result).dadd().dstore(totals[output]);
    else code.aload(columns[output]).iload(element).dload(result).dastore();
  }

  /// Writes the totals, after the loop.
  void end() {
    for (int i : numbers) if (sums[i]) code.aload(columns[i]).iconst_0().dload(totals[i]).dastore();
  }
}
