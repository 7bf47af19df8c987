package dev.mixtape.algebra.kernel;

import static dev.mixtape.algebra.kernel.LoopClass.COLUMNS;
import static dev.mixtape.algebra.kernel.LoopClass.ELEMENTS;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.mixtape.algebra.program.Program;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;

/// Writes a scalar program as a hidden class with one loop, operands and results in columns.
///
/// What does not depend on the element is computed before the loop.
final class ScalarLoop {
  private static final int OPERANDS = 1;
  private static final int OUTPUTS = 2;
  private static final int LIST = 3;

  private final LoopClass type = new LoopClass();
  private final LoopSteps.Source source;
  private final boolean[] sums;

  private ScalarLoop(Program program, boolean[] shared, boolean[] sums) {
    this.source = LoopSteps.Source.of(program, shared);
    this.sums = sums;
  }

  /// @param shared which operands, the inputs and then the captures, are the same for all elements
  /// @param sums which outputs are added up
  static Kernel of(Program program, boolean[] shared, boolean[] sums) {
    ScalarLoop loop = new ScalarLoop(program, shared, sums);
    MethodTypeDesc run = MethodTypeDesc.of(CD_void, COLUMNS, COLUMNS, CD_int, CD_int);
    return loop.type.instance(
        Kernel.class,
        written ->
            written.withMethodBody(
                "run", run, ClassFile.ACC_PUBLIC, code -> loop.run(code, false)));
  }

  /// The same over a list of elements.
  static IndexedKernel indexed(Program program, boolean[] shared, boolean[] sums) {
    ScalarLoop loop = new ScalarLoop(program, shared, sums);
    MethodTypeDesc run = MethodTypeDesc.of(CD_void, COLUMNS, COLUMNS, ELEMENTS, CD_int, CD_int);
    return loop.type.instance(
        IndexedKernel.class,
        written ->
            written.withMethodBody("run", run, ClassFile.ACC_PUBLIC, code -> loop.run(code, true)));
  }

  private void run(CodeBuilder code, boolean isIndexed) {
    int at = isIndexed ? LIST + 1 : LIST;
    int to = at + 1;
    LoopSteps steps = new LoopSteps(type, source, code, OPERANDS);
    int[] outputs = new int[sums.length];
    int[] totals = new int[sums.length];
    for (int i = 0; i < sums.length; i++) {
      outputs[i] = LoopSteps.column(code, OUTPUTS, i);
      if (sums[i]) totals[i] = total(code, outputs[i]);
    }
    steps.invariants();
    Label body = code.newLabel();
    Label test = code.newLabel();
    code.goto_(test).labelBinding(body);
    int element = isIndexed ? code.allocateLocal(TypeKind.INT) : at;
    if (isIndexed) code.aload(LIST).iload(at).iaload().istore(element);
    steps.elementwise(element);
    for (int i = 0; i < sums.length; i++) {
      int result = steps.local(source.program().outputs().get(i));
      if (sums[i]) code.dload(totals[i]).dload(result).dadd().dstore(totals[i]);
      else code.aload(outputs[i]).iload(element).dload(result).dastore();
    }
    code.iinc(at, 1).labelBinding(test).iload(at).iload(to).if_icmplt(body);
    for (int i = 0; i < sums.length; i++)
      if (sums[i]) code.aload(outputs[i]).iconst_0().dload(totals[i]).dastore();
    code.return_();
  }

  private static int total(CodeBuilder code, int output) {
    int local = code.allocateLocal(TypeKind.DOUBLE);
    code.aload(output).iconst_0().daload().dstore(local);
    return local;
  }
}
