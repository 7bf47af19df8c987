package dev.mixtape.algebra.kernel;

import static dev.mixtape.algebra.kernel.LoopClass.COLUMNS;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import dev.mixtape.algebra.program.Program;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a scalar program as a hidden class with one loop over vectors of the preferred species;
/// the elements that fill no vector are left to a scalar loop.
///
/// Sums are added up lane by lane, and their lanes in order at the end.
final class VectorLoop {
  private static final @Nullable VectorApi API = VectorApi.in(ModuleLayer.boot());

  /// Steps up to which C2 was seen to keep all vectors in registers and on the stack.
  private static final int LONG = 300;

  private static final int OPERANDS = 1;
  private static final int OUTPUTS = 2;
  private static final int FROM = 3;
  private static final int TO = 4;

  private final LoopClass type = new LoopClass();
  private final VectorApi api;
  private final LoopSteps.Source source;
  private final boolean[] sums;

  private VectorLoop(VectorApi api, LoopSteps.Source source, boolean[] sums) {
    this.api = api;
    this.source = source;
    this.sums = sums;
  }

  /// A loop that computes what `scalar` does, to within the bounds of the rows; null without the
  /// module `jdk.incubator.vector` and for a long program.
  ///
  /// @param shared which operands, the inputs and then the captures, are the same for all elements
  /// @param sums which outputs are added up
  static @Nullable Kernel of(Program program, boolean[] shared, boolean[] sums, Kernel scalar) {
    return of(API, program, shared, sums, scalar);
  }

  static @Nullable Kernel of(
      @Nullable VectorApi api, Program program, boolean[] shared, boolean[] sums, Kernel scalar) {
    if (api == null) return null;
    Program lanewise = program.forVectors(shared);
    if (lanewise.steps().size() > LONG) return null;
    Vectors vectors = new VectorLoop(api, LoopSteps.Source.of(lanewise, shared), sums).written();
    int lanes = api.lanes();
    return (operands, outputs, from, to) -> {
      int end = to - (to - from) % lanes;
      boolean isDone = vectors.run(operands, outputs, from, end);
      scalar.run(operands, outputs, isDone ? end : from, to);
    };
  }

  /// The part of a loop that fills vectors.
  interface Vectors {
    /// As [Kernel#run]; false when a divisor has no finite reciprocal: then nothing is added to the
    /// sums and the columns have yet to be computed.
    boolean run(double[][] operands, double[][] outputs, int from, int to);
  }

  private Vectors written() {
    MethodTypeDesc run = MethodTypeDesc.of(CD_boolean, COLUMNS, COLUMNS, CD_int, CD_int);
    return type.instance(
        Vectors.class,
        written -> written.withMethodBody("run", run, ClassFile.ACC_PUBLIC, this::run));
  }

  private void run(CodeBuilder code) {
    VectorSteps steps = new VectorSteps(api, type, source, code, OPERANDS);
    int[] outputs = new int[sums.length];
    int[] totals = new int[sums.length];
    for (int i = 0; i < sums.length; i++) {
      outputs[i] = LoopSteps.column(code, OUTPUTS, i);
      if (sums[i]) totals[i] = steps.broadcast(code::dconst_0);
    }
    List<Integer> results = source.program().outputs();
    int finite = steps.broadcast(code::dconst_0);
    addReciprocals(steps, finite, true);
    Label body = code.newLabel();
    Label test = code.newLabel();
    code.goto_(test).labelBinding(body);
    steps.elementwise(FROM);
    for (int i = 0; i < sums.length; i++) {
      if (sums[i]) steps.add(totals[i], results.get(i));
      else steps.store(results.get(i), outputs[i], FROM);
    }
    addReciprocals(steps, finite, false);
    code.iinc(FROM, api.lanes()).labelBinding(test).iload(FROM).iload(TO).if_icmplt(body);
    if (results.size() > sums.length) returnUnlessFinite(code, steps, finite);
    for (int i = 0; i < sums.length; i++) if (sums[i]) addLanes(code, steps, totals[i], outputs[i]);
    code.iconst_1().ireturn();
  }

  private void addReciprocals(VectorSteps steps, int total, boolean invariant) {
    List<Integer> results = source.program().outputs();
    for (int reciprocal : results.subList(sums.length, results.size()))
      if (source.invariant()[reciprocal] == invariant) steps.add(total, reciprocal);
  }

  /// A sum of what is not all finite is not finite, and zero times it NaN.
  private void returnUnlessFinite(CodeBuilder code, VectorSteps steps, int total) {
    Label isFinite = code.newLabel();
    code.dconst_0();
    sumOfLanes(code, steps, total);
    code.dconst_0().dmul().dconst_0().dcmpl();
    code.ifeq(isFinite).iconst_0().ireturn().labelBinding(isFinite);
  }

  private void addLanes(CodeBuilder code, VectorSteps steps, int total, int output) {
    code.aload(output).iconst_0().aload(output).iconst_0().daload();
    sumOfLanes(code, steps, total);
    code.dastore();
  }

  /// Adds the lanes of a vector, from the first to the last, to the number on the stack.
  private void sumOfLanes(CodeBuilder code, VectorSteps steps, int vector) {
    int lanes = steps.lanesOf(vector);
    for (int lane = 0; lane < api.lanes(); lane++)
      code.aload(lanes).loadConstant(lane).daload().dadd();
  }
}
