package dev.mixtape.algebra.kernel;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.program.Program.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A long program cut into pieces, each for a method of its own: first what all elements share,
/// then the rest. A step that later pieces read is kept in a column meanwhile; columns are used
/// again once nobody reads them any more.
final class Pieces {
  /// Some steps that are computed together.
  ///
  /// @param reads the steps that they take from elsewhere: constants, inputs and kept ones
  record Piece(boolean invariant, int[] steps, int[] reads) {}

  private static final int NONE = -1;
  private static final int READ_BYTES = 18;
  private static final int STORE_BYTES = 12;
  private static final int GUARD_BYTES = 32;

  private final LoopSteps.Source source;
  private final int bytes;
  private final List<Piece> pieces = new ArrayList<>();
  private final int[] pieceOf;
  private final int[] columns;
  private int invariants;
  private int size;

  private Pieces(LoopSteps.Source source, int bytes) {
    this.source = source;
    this.bytes = bytes;
    this.pieceOf = new int[source.size()];
    this.columns = new int[source.size()];
    Arrays.fill(pieceOf, NONE);
    Arrays.fill(columns, NONE);
    cut(true);
    cut(false);
    keep();
  }

  /// @param bytes the length of a method at which a new one is begun
  static Pieces of(LoopSteps.Source source, int bytes) {
    return new Pieces(source, bytes);
  }

  /// The bytes of a method with all steps.
  static int bytes(LoopSteps.Source source) {
    int bytes = 0;
    for (Step step : source.program().steps()) bytes += bytes(step);
    return bytes
        + STORE_BYTES * source.program().outputs().size()
        + GUARD_BYTES * source.program().guards().size();
  }

  /// What a step takes at most; only its columns are left out.
  private static int bytes(Step step) {
    return step instanceof Step.Apply(var operation, _, _)
        ? operation instanceof Row row && row.instruction() != null ? 13 : 28
        : READ_BYTES;
  }

  List<Piece> all() {
    return pieces;
  }

  /// How many columns are needed; the first [#invariants] have one entry.
  int columns() {
    return size;
  }

  int invariants() {
    return invariants;
  }

  /// The column in which a step is kept; negative when it is not.
  int column(int step) {
    return columns[step];
  }

  /// The piece that writes an output: where it is computed, or the last one.
  boolean isWritten(int output, int piece) {
    int own = pieceOf[output];
    boolean isOwn = own >= 0 && !pieces.get(own).invariant;
    return piece == (isOwn ? own : pieces.size() - 1);
  }

  private int[] operands(int step) {
    return ((Step.Apply) source.program().steps().get(step)).operands();
  }

  private void cut(boolean invariant) {
    List<Integer> steps = new ArrayList<>();
    Set<Integer> reads = new TreeSet<>();
    int length = 0;
    for (int i = 0; i < pieceOf.length; i++) {
      Step step = source.program().steps().get(i);
      if (!(step instanceof Step.Apply) || source.invariant()[i] != invariant) continue;
      if (length > bytes) {
        pieces.add(piece(invariant, steps, reads));
        steps.clear();
        reads.clear();
        length = 0;
      }
      pieceOf[i] = pieces.size();
      steps.add(i);
      length += bytes(step) + STORE_BYTES;
      for (int x : operands(i))
        if (pieceOf[x] != pieces.size() && reads.add(x)) length += READ_BYTES;
    }
    if (!invariant)
      for (int output : source.program().outputs())
        if (pieceOf[output] < 0 || source.invariant()[output]) reads.add(output);
    if (!invariant || !steps.isEmpty()) pieces.add(piece(invariant, steps, reads));
  }

  private static Piece piece(boolean invariant, List<Integer> steps, Set<Integer> reads) {
    return new Piece(invariant, ints(steps), ints(reads));
  }

  private static int[] ints(Collection<Integer> numbers) {
    return numbers.stream().mapToInt(i -> i).toArray();
  }

  private void keep() {
    int[] last = new int[pieceOf.length];
    Arrays.fill(last, NONE);
    for (int p = 0; p < pieces.size(); p++)
      for (int read : pieces.get(p).reads) if (pieceOf[read] >= 0) last[read] = p;
    for (int i = 0; i < last.length; i++)
      if (last[i] >= 0 && source.invariant()[i]) columns[i] = invariants++;
    size = invariants;
    ArrayDeque<Integer> free = new ArrayDeque<>();
    for (int p = 0; p < pieces.size(); p++) {
      Piece piece = pieces.get(p);
      if (piece.invariant) continue;
      for (int step : piece.steps)
        if (last[step] >= 0) columns[step] = free.isEmpty() ? size++ : free.pop();
      for (int read : piece.reads)
        if (last[read] == p && !source.invariant()[read] && columns[read] >= 0)
          free.push(columns[read]);
    }
  }
}
