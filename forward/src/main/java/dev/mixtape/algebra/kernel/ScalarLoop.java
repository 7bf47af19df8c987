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
import java.util.List;
import java.util.stream.IntStream;

/// Writes a scalar program as a hidden class with one loop, operands and results in columns.
///
/// What does not depend on the element is computed before the loop.
final class ScalarLoop {
  /// The bytes above which a program is cut into pieces. HotSpot compiles methods of less than 8000
  /// bytes, columns included; pieces are as fast from half of that on.
  private static final int BYTES = 4000;

  private static final int OPERANDS = 1;
  private static final int OUTPUTS = 2;
  private static final int LIST = 3;

  private final LoopClass type = new LoopClass();
  private final LoopSteps.Source source;
  private final boolean[] sums;

  private ScalarLoop(LoopSteps.Source source, boolean[] sums) {
    this.source = source;
    this.sums = sums;
  }

  /// True for a program that is cut into pieces.
  static boolean isLong(LoopSteps.Source source) {
    return Pieces.bytes(source) > BYTES;
  }

  /// @param shared which operands, the inputs and then the captures, are the same for all elements
  /// @param sums which outputs are added up
  static Kernel of(Program program, boolean[] shared, boolean[] sums) {
    LoopSteps.Source source = LoopSteps.Source.of(program, shared);
    if (isLong(source)) return SplitLoop.of(source, sums);
    ScalarLoop loop = new ScalarLoop(source, sums);
    MethodTypeDesc run = MethodTypeDesc.of(CD_void, COLUMNS, COLUMNS, CD_int, CD_int);
    return loop.type.instance(
        Kernel.class,
        written ->
            written.withMethodBody(
                "run", run, ClassFile.ACC_PUBLIC, code -> loop.run(code, false)));
  }

  /// The same over a list of elements.
  static IndexedKernel indexed(Program program, boolean[] shared, boolean[] sums) {
    LoopSteps.Source source = LoopSteps.Source.of(program, shared);
    if (isLong(source)) return SplitLoop.indexed(source, sums);
    ScalarLoop loop = new ScalarLoop(source, sums);
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
    List<Integer> all = IntStream.range(0, sums.length).boxed().toList();
    LoopOutputs outputs = new LoopOutputs(code, OUTPUTS, sums, all);
    steps.invariants();
    Label body = code.newLabel();
    Label test = code.newLabel();
    code.goto_(test).labelBinding(body);
    int element = isIndexed ? code.allocateLocal(TypeKind.INT) : at;
    if (isIndexed) code.aload(LIST).iload(at).iaload().istore(element);
    steps.elementwise(element);
    for (int i : all) outputs.write(i, steps.local(source.program().outputs().get(i)), element);
    code.iinc(at, 1).labelBinding(test).iload(at).iload(to).if_icmplt(body);
    outputs.end();
    code.return_();
  }
}
