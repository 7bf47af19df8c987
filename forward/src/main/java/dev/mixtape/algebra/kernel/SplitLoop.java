package dev.mixtape.algebra.kernel;

import static dev.mixtape.algebra.kernel.LoopClass.COLUMNS;
import static dev.mixtape.algebra.kernel.LoopClass.ELEMENTS;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.List;

/// Writes a scalar program that is too long for one method as several loops over short blocks of
/// elements, each a method that HotSpot compiles.
final class SplitLoop {
  /// The loops of a program.
  interface Loops {
    /// Computes what all elements share.
    void invariants(double[][] operands, double[][] kept);

    /// Computes the elements `from … to - 1`, at most [#BLOCK] of them, or those that `elements`
    /// lists there.
    void block(
        double[][] operands, double[][] outputs, double[][] kept, int[] elements, int from, int to);
  }

  private static final int BLOCK = 256;

  /// The bytes of a method. With 1000 and 4000, and blocks of 128 and 512, programs of 1000 steps
  /// were not faster.
  private static final int BYTES = 2000;

  private static final MethodTypeDesc PIECE =
      MethodTypeDesc.of(CD_void, COLUMNS, COLUMNS, COLUMNS, ELEMENTS, CD_int, CD_int);
  private static final int OPERANDS = 0;
  private static final int OUTPUTS = 1;
  private static final int KEPT = 2;
  private static final int LIST = 3;
  private static final int FROM = 4;
  private static final int TO = 5;
  private static final int[] ALL = {};

  private final LoopClass type = new LoopClass();
  private final LoopSteps.Source source;
  private final boolean[] sums;
  private final boolean isIndexed;
  private final Pieces pieces;

  private SplitLoop(LoopSteps.Source source, boolean[] sums, boolean isIndexed) {
    this.source = source;
    this.sums = sums;
    this.isIndexed = isIndexed;
    this.pieces = Pieces.of(source, BYTES);
  }

  static Kernel of(LoopSteps.Source source, boolean[] sums) {
    SplitLoop split = new SplitLoop(source, sums, false);
    Loops loops = split.loops();
    return (operands, outputs, from, to) -> split.run(loops, operands, outputs, ALL, from, to);
  }

  static IndexedKernel indexed(LoopSteps.Source source, boolean[] sums) {
    SplitLoop split = new SplitLoop(source, sums, true);
    Loops loops = split.loops();
    return (operands, outputs, elements, from, to) ->
        split.run(loops, operands, outputs, elements, from, to);
  }

  private void run(
      Loops loops, double[][] operands, double[][] outputs, int[] elements, int from, int to) {
    double[][] kept = new double[pieces.columns()][];
    int block = Math.min(BLOCK, to - from);
    for (int i = 0; i < kept.length; i++) kept[i] = new double[i < pieces.invariants() ? 1 : block];
    loops.invariants(operands, kept);
    for (int at = from; at < to; at += BLOCK)
      loops.block(operands, outputs, kept, elements, at, Math.min(to, at + BLOCK));
  }

  private Loops loops() {
    return type.instance(Loops.class, this::methods);
  }

  private void methods(ClassBuilder written) {
    MethodTypeDesc invariants = MethodTypeDesc.of(CD_void, COLUMNS, COLUMNS);
    written
        .withMethodBody("invariants", invariants, ClassFile.ACC_PUBLIC, code -> calls(code, true))
        .withMethodBody("block", PIECE, ClassFile.ACC_PUBLIC, code -> calls(code, false));
    int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC;
    for (int i = 0; i < pieces.all().size(); i++) {
      int piece = i;
      written.withMethodBody("piece" + i, PIECE, flags, code -> piece(code, piece));
    }
  }

  /// Calls the pieces of one kind; their parameters stand one place behind `this`.
  private void calls(CodeBuilder code, boolean invariant) {
    for (int i = 0; i < pieces.all().size(); i++) {
      if (pieces.all().get(i).invariant() != invariant) continue;
      code.aload(1);
      if (invariant) code.aconst_null().aload(2).aconst_null().iconst_0().iconst_0();
      else code.aload(2).aload(3).aload(4).iload(5).iload(6);
      code.invokestatic(LoopClass.NAME, "piece" + i, PIECE);
    }
    code.return_();
  }

  private void piece(CodeBuilder code, int number) {
    Pieces.Piece piece = pieces.all().get(number);
    LoopSteps steps = LoopSteps.some(type, source, code, OPERANDS, piece.reads());
    int[] kept = new int[source.size()];
    for (int i : piece.reads()) kept[i] = keptColumn(code, i);
    for (int i : piece.steps()) kept[i] = keptColumn(code, i);
    for (int i : piece.reads())
      if (source.invariant()[i]) read(steps, i, kept, LoopSteps.NONE, LoopSteps.NONE);
    if (piece.invariant()) {
      for (int i : piece.steps()) written(code, steps, i, kept, LoopSteps.NONE, LoopSteps.NONE);
      code.return_();
    } else {
      loop(code, steps, piece, kept, outputs(number));
    }
  }

  private int keptColumn(CodeBuilder code, int step) {
    int column = pieces.column(step);
    return column < 0 ? LoopSteps.NONE : LoopSteps.column(code, KEPT, column);
  }

  /// The outputs that a piece writes.
  private List<Integer> outputs(int piece) {
    return Arrays.stream(indices(sums.length))
        .filter(i -> pieces.isWritten(source.program().outputs().get(i), piece))
        .boxed()
        .toList();
  }

  private static int[] indices(int size) {
    int[] indices = new int[size];
    Arrays.setAll(indices, i -> i);
    return indices;
  }

  private static void read(LoopSteps steps, int i, int[] kept, int element, int at) {
    if (kept[i] < 0) steps.step(i, element);
    else steps.kept(i, kept[i], at);
  }

  private static void written(
      CodeBuilder code, LoopSteps steps, int i, int[] kept, int element, int at) {
    steps.step(i, element);
    if (kept[i] < 0) return;
    code.aload(kept[i]);
    if (at < 0) code.iconst_0();
    else code.iload(at);
    code.dload(steps.local(i)).dastore();
  }

  private void loop(
      CodeBuilder code, LoopSteps steps, Pieces.Piece piece, int[] kept, List<Integer> outputs) {
    LoopOutputs results = new LoopOutputs(code, OUTPUTS, sums, outputs);
    int at = code.allocateLocal(TypeKind.INT);
    code.iconst_0().istore(at);
    Label body = code.newLabel();
    Label test = code.newLabel();
    code.goto_(test).labelBinding(body);
    int element = isIndexed ? code.allocateLocal(TypeKind.INT) : FROM;
    if (isIndexed) code.aload(LIST).iload(FROM).iaload().istore(element);
    for (int i : piece.reads()) if (!source.invariant()[i]) read(steps, i, kept, element, at);
    for (int i : piece.steps()) written(code, steps, i, kept, element, at);
    for (int i : outputs) results.write(i, steps.local(source.program().outputs().get(i)), element);
    code.iinc(at, 1).iinc(FROM, 1).labelBinding(test).iload(FROM).iload(TO).if_icmplt(body);
    results.end();
    code.return_();
  }
}
