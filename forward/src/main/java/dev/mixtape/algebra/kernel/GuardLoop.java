package dev.mixtape.algebra.kernel;

import static dev.mixtape.algebra.kernel.LoopClass.COLUMNS;
import static dev.mixtape.algebra.kernel.LoopClass.ELEMENTS;
import static java.lang.constant.ConstantDescs.CD_int;

import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.program.Program.Guard;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;

/// Writes the guards of a scalar program as a hidden class with two loops over columns. Guards of
/// what all elements share are decided before them.
final class GuardLoop {
  /// The guards of a program over columns.
  interface Guards {
    /// The first of the elements `from … to - 1` whose guards do not all come out as recorded; `to`
    /// when there is none.
    int first(double[][] operands, int from, int to);

    /// Writes those of the elements `elements[from … to - 1]` whose guards all come out as recorded
    /// to the front of `holding`, the others to that of `failing`, and answers how many hold. Both
    /// arrays have room for all.
    int split(double[][] operands, int[] elements, int from, int to, int[] holding, int[] failing);
  }

  private static final int OPERANDS = 1;

  private final LoopClass type = new LoopClass();
  private final LoopSteps.Source source;

  private GuardLoop(LoopSteps.Source source) {
    this.source = source;
  }

  /// @param guards a program without outputs
  /// @param shared which operands, the inputs and then the captures, are the same for all elements
  static Guards of(Program guards, boolean[] shared) {
    LoopSteps.Source source = LoopSteps.Source.of(guards, shared);
    if (ScalarLoop.isLong(source)) return LongGuards.of(guards, shared);
    GuardLoop loop = new GuardLoop(source);
    MethodTypeDesc first = MethodTypeDesc.of(CD_int, COLUMNS, CD_int, CD_int);
    MethodTypeDesc split =
        MethodTypeDesc.of(CD_int, COLUMNS, ELEMENTS, CD_int, CD_int, ELEMENTS, ELEMENTS);
    return loop.type.instance(
        Guards.class,
        written ->
            written
                .withMethodBody("first", first, ClassFile.ACC_PUBLIC, loop::first)
                .withMethodBody("split", split, ClassFile.ACC_PUBLIC, loop::split));
  }

  private boolean isInvariant(Guard guard) {
    return source.invariant()[guard.left()] && source.invariant()[guard.right()];
  }

  private void first(CodeBuilder code) {
    int from = 2;
    int to = 3;
    Label fails = code.newLabel();
    LoopSteps steps = new LoopSteps(type, source, code, OPERANDS);
    steps.invariants();
    exits(code, steps, true, fails);
    Label body = code.newLabel();
    Label test = code.newLabel();
    code.goto_(test).labelBinding(body);
    steps.elementwise(from);
    exits(code, steps, false, fails);
    code.iinc(from, 1).labelBinding(test).iload(from).iload(to).if_icmplt(body);
    code.labelBinding(fails).iload(from).ireturn();
  }

  /// Goes to `fails` when a guard does not come out as recorded.
  private void exits(CodeBuilder code, LoopSteps steps, boolean invariant, Label fails) {
    for (Guard guard : source.program().guards())
      if (isInvariant(guard) == invariant) exit(code, steps, guard, fails);
  }

  private void split(CodeBuilder code) {
    int elements = 2;
    int from = 3;
    int to = 4;
    int[] lists = {5, 6};
    int[] counts = {code.allocateLocal(TypeKind.INT), code.allocateLocal(TypeKind.INT)};
    int element = code.allocateLocal(TypeKind.INT);
    int holds = code.allocateLocal(TypeKind.INT);
    LoopSteps steps = new LoopSteps(type, source, code, OPERANDS);
    steps.invariants();
    code.iconst_1();
    conjunction(code, steps, true);
    int holdsForAll = code.allocateLocal(TypeKind.INT);
    code.istore(holdsForAll);
    for (int count : counts) code.iconst_0().istore(count);
    Label body = code.newLabel();
    Label test = code.newLabel();
    code.goto_(test).labelBinding(body);
    code.aload(elements).iload(from).iaload().istore(element);
    steps.elementwise(element);
    code.iload(holdsForAll);
    conjunction(code, steps, false);
    code.istore(holds);
    for (int i = 0; i < lists.length; i++)
      code.aload(lists[i]).iload(counts[i]).iload(element).iastore();
    code.iload(counts[0]).iload(holds).iadd().istore(counts[0]);
    code.iinc(counts[1], 1).iload(counts[1]).iload(holds).isub().istore(counts[1]);
    code.iinc(from, 1).labelBinding(test).iload(from).iload(to).if_icmplt(body);
    code.iload(counts[0]).ireturn();
  }

  /// Lets the 1 or 0 on the stack stay 1 when guards come out as recorded.
  private void conjunction(CodeBuilder code, LoopSteps steps, boolean invariant) {
    for (Guard guard : source.program().guards()) {
      if (isInvariant(guard) != invariant) continue;
      Label fails = code.newLabel();
      Label end = code.newLabel();
      exit(code, steps, guard, fails);
      code.iconst_1().goto_(end).labelBinding(fails).iconst_0().labelBinding(end).iand();
    }
  }

  /// Goes to `fails` when the guard does not come out as recorded; no comparison holds for NaN.
  private static void exit(CodeBuilder code, LoopSteps steps, Guard guard, Label fails) {
    code.dload(steps.local(guard.left())).dload(steps.local(guard.right()));
    switch (guard.comparison()) {
      case GT, GE, EQ -> code.dcmpl();
      case LT, LE -> code.dcmpg();
    }
    Opcode holds =
        switch (guard.comparison()) {
          case GT -> Opcode.IFGT;
          case GE -> Opcode.IFGE;
          case LT -> Opcode.IFLT;
          case LE -> Opcode.IFLE;
          case EQ -> Opcode.IFEQ;
        };
    code.branch(guard.held() ? opposite(holds) : holds, fails);
  }

  private static Opcode opposite(Opcode holds) {
    return switch (holds) {
      case IFGT -> Opcode.IFLE;
      case IFGE -> Opcode.IFLT;
      case IFLT -> Opcode.IFGE;
      case IFLE -> Opcode.IFGT;
      default -> Opcode.IFNE;
    };
  }
}
