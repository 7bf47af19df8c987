package dev.mixtape.algebra.kernel;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.program.PartialOf;
import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.program.Program.Step;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

/// Writes a scalar program as a hidden class with one loop: a local variable per step, operands and
/// results in columns.
///
/// What does not depend on the element is computed before the loop. Rows that are one instruction
/// are written as that; the `double` functions of the others are constants of the class, so that
/// the JIT compiler sees through them.
final class ScalarLoop {
  private static final ClassDesc NAME = ClassDesc.of("dev.mixtape.algebra.kernel.Loop");
  private static final ClassDesc COLUMN = CD_double.arrayType();
  private static final ClassDesc COLUMNS = COLUMN.arrayType();
  private static final int OPERANDS = 1;
  private static final int OUTPUTS = 2;
  private static final int FROM = 3;
  private static final int TO = 4;

  private final Program program;
  private final boolean[] shared;
  private final List<Object> functions = new ArrayList<>();
  private final int[] locals;
  private final boolean[] invariant;
  private final boolean[] sums;

  private ScalarLoop(Program program, boolean[] shared, boolean[] sums) {
    this.program = program;
    this.shared = shared;
    this.sums = sums;
    this.locals = new int[program.steps().size()];
    this.invariant = new boolean[locals.length];
    for (int i = 0; i < locals.length; i++) invariant[i] = isInvariant(program.steps().get(i));
  }

  /// @param shared which operands, the inputs and then the captures, are the same for all elements
  /// @param sums which outputs are added up
  static Kernel of(Program program, boolean[] shared, boolean[] sums) {
    return new ScalarLoop(program, shared, sums).defined();
  }

  private int operand(Step step) {
    return switch (step) {
      case Step.Input(int number, _) -> number;
      case Step.Capture(int number, _) -> shared.length - program.captured().size() + number;
      default -> -1;
    };
  }

  private boolean isInvariant(Step step) {
    return switch (step) {
      case Step.Constant _ -> true;
      case Step.Input _, Step.Capture _ -> shared[operand(step)];
      case Step.Apply(_, int[] x, _) -> {
        for (int operand : x) if (!invariant[operand]) yield false;
        yield true;
      }
    };
  }

  private Kernel defined() {
    byte[] bytes =
        ClassFile.of()
            .build(
                NAME,
                type ->
                    type.withFlags(ClassFile.ACC_FINAL)
                        .withInterfaceSymbols(desc(Kernel.class))
                        .withMethodBody(INIT_NAME, MTD_void, 0, ScalarLoop::construct)
                        .withMethodBody(
                            "run",
                            MethodTypeDesc.of(CD_void, COLUMNS, COLUMNS, CD_int, CD_int),
                            ClassFile.ACC_PUBLIC,
                            this::run));
    try {
      var lookup =
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(bytes, List.copyOf(functions), true);
      return (Kernel) lookup.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("a generated loop could not be linked", impossible);
    }
  }

  private static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  private static void construct(CodeBuilder code) {
    code.aload(0).invokespecial(ConstantDescs.CD_Object, INIT_NAME, MTD_void).return_();
  }

  private void run(CodeBuilder code) {
    int[] columns = new int[shared.length];
    for (Step step : program.steps()) {
      int operand = operand(step);
      if (operand >= 0) columns[operand] = column(code, OPERANDS, operand);
    }
    int[] outputs = new int[program.outputs().size()];
    int[] totals = new int[outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = column(code, OUTPUTS, i);
      if (sums[i]) totals[i] = total(code, outputs[i]);
    }
    for (int i = 0; i < locals.length; i++) if (invariant[i]) step(code, i, columns);
    Label body = code.newLabel();
    Label test = code.newLabel();
    code.goto_(test).labelBinding(body);
    for (int i = 0; i < locals.length; i++) if (!invariant[i]) step(code, i, columns);
    for (int i = 0; i < outputs.length; i++) {
      int result = locals[program.outputs().get(i)];
      if (sums[i]) code.dload(totals[i]).dload(result).dadd().dstore(totals[i]);
      else code.aload(outputs[i]).iload(FROM).dload(result).dastore();
    }
    code.iinc(FROM, 1).labelBinding(test).iload(FROM).iload(TO).if_icmplt(body);
    for (int i = 0; i < outputs.length; i++)
      if (sums[i]) code.aload(outputs[i]).iconst_0().dload(totals[i]).dastore();
    code.return_();
  }

  private int total(CodeBuilder code, int output) {
    int local = code.allocateLocal(TypeKind.DOUBLE);
    code.aload(output).iconst_0().daload().dstore(local);
    return local;
  }

  private static int column(CodeBuilder code, int columns, int number) {
    int local = code.allocateLocal(TypeKind.REFERENCE);
    code.aload(columns).loadConstant(number).aaload().astore(local);
    return local;
  }

  private void step(CodeBuilder code, int i, int[] columns) {
    Step step = program.steps().get(i);
    switch (step) {
      case Step.Constant(Scalar number) -> code.loadConstant(number.number());
      case Step.Constant(var array) -> throw new AssertionError("no scalar: " + array.shape());
      case Step.Input _, Step.Capture _ -> {
        code.aload(columns[operand(step)]);
        if (invariant[i]) code.iconst_0();
        else code.iload(FROM);
        code.daload();
      }
      case Step.Apply(var operation, int[] x, _) -> apply(code, operation, x);
    }
    locals[i] = code.allocateLocal(TypeKind.DOUBLE);
    code.dstore(locals[i]);
  }

  private void apply(CodeBuilder code, Operation operation, int[] x) {
    switch (operation) {
      case Row row when row.instruction() != null -> {
        for (int operand : x) code.dload(locals[operand]);
        instruction(code, row.instruction());
      }
      case Row row -> call(code, row.primal(), Row.Primal.class, 3, x);
      case PartialOf(Row row, int operand) ->
          call(code, row.numberPartial(operand), Row.NumberPartial.class, 4, x);
      default -> throw new AssertionError("no scalar operation: " + operation.name());
    }
  }

  private static void instruction(CodeBuilder code, Row.Instruction instruction) {
    switch (instruction) {
      case ADD -> code.dadd();
      case SUBTRACT -> code.dsub();
      case MULTIPLY -> code.dmul();
      case DIVIDE -> code.ddiv();
      case NEGATE -> code.dneg();
    }
  }

  private void call(CodeBuilder code, Object function, Class<?> type, int parameters, int[] x) {
    code.loadConstant(
        DynamicConstantDesc.ofNamed(
            ConstantDescs.BSM_CLASS_DATA_AT,
            ConstantDescs.DEFAULT_NAME,
            desc(type),
            functions.size()));
    functions.add(function);
    ClassDesc[] doubles = new ClassDesc[parameters];
    for (int i = 0; i < parameters; i++) {
      doubles[i] = CD_double;
      if (i < x.length) code.dload(locals[x[i]]);
      else code.dconst_0();
    }
    code.invokeinterface(desc(type), "of", MethodTypeDesc.of(CD_double, doubles));
  }
}
