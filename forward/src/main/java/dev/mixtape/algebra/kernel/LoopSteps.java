package dev.mixtape.algebra.kernel;

import static java.lang.constant.ConstantDescs.CD_double;

import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.program.PartialOf;
import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.program.Program.Step;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.List;

/// The steps of a scalar program in one method: a local variable per step, and one per column.
///
/// Rows that are one instruction are written as that; the `double` functions of the others are
/// called.
final class LoopSteps {
  /// A scalar program over columns.
  ///
  /// @param operands per step the number of the operand that it reads; -1 for none
  /// @param invariant which steps are the same for all elements
  record Source(Program program, int[] operands, boolean[] invariant) {
    /// @param shared which operands, the inputs and then the captures, are the same for all
    ///   elements
    static Source of(Program program, boolean[] shared) {
      int size = program.steps().size();
      int captures = shared.length - program.captured().size();
      Source source = new Source(program, new int[size], new boolean[size]);
      for (int i = 0; i < size; i++) {
        source.operands[i] =
            switch (program.steps().get(i)) {
              case Step.Input(int number, _) -> number;
              case Step.Capture(int number, _) -> captures + number;
              default -> -1;
            };
        source.invariant[i] = source.isInvariant(i, shared);
      }
      return source;
    }

    private boolean isInvariant(int i, boolean[] shared) {
      if (operands[i] >= 0) return shared[operands[i]];
      if (!(program.steps().get(i) instanceof Step.Apply(_, int[] x, _))) return true;
      for (int operand : x) if (!invariant[operand]) return false;
      return true;
    }

    int size() {
      return invariant.length;
    }
  }

  /// No local variable.
  static final int NONE = -1;

  private final LoopClass type;
  private final Source source;
  private final List<Step> steps;
  private final CodeBuilder code;
  private final int[] columns;
  private final int[] locals;

  /// Of a method with all steps.
  ///
  /// @param code where the columns of the operands are loaded, before the loop
  /// @param operands the local variable with the columns
  LoopSteps(LoopClass type, Source source, CodeBuilder code, int operands) {
    this(type, source, code);
    for (int i = 0; i < columns.length; i++)
      if (source.operands[i] >= 0) columns[i] = column(code, operands, source.operands[i]);
  }

  private LoopSteps(LoopClass type, Source source, CodeBuilder code) {
    this.type = type;
    this.source = source;
    this.steps = source.program.steps();
    this.code = code;
    this.columns = new int[source.size()];
    this.locals = new int[source.size()];
    Arrays.fill(locals, NONE);
  }

  /// Of a method with some steps.
  ///
  /// @param reads the steps of which some are inputs and captures
  static LoopSteps some(
      LoopClass type, Source source, CodeBuilder code, int operands, int[] reads) {
    LoopSteps steps = new LoopSteps(type, source, code);
    for (int i : reads)
      if (source.operands[i] >= 0) steps.columns[i] = column(code, operands, source.operands[i]);
    return steps;
  }

  /// Loads a column into a local variable.
  static int column(CodeBuilder code, int columns, int number) {
    int local = code.allocateLocal(TypeKind.REFERENCE);
    code.aload(columns).loadConstant(number).aaload().astore(local);
    return local;
  }

  /// The local variable of a step that is written already.
  int local(int step) {
    return locals[step];
  }

  /// Writes the steps that are the same for all elements.
  void invariants() {
    for (int i = 0; i < locals.length; i++) if (source.invariant[i]) step(i, NONE);
  }

  /// Writes the other steps.
  ///
  /// @param element the local variable with the number of the element
  void elementwise(int element) {
    for (int i = 0; i < locals.length; i++) if (!source.invariant[i]) step(i, element);
  }

  /// Takes a step from a column.
  ///
  /// @param at the local variable with the place in the column; negative for its one entry
  void kept(int i, int column, int at) {
    code.aload(column);
    if (at < 0) code.iconst_0();
    else code.iload(at);
    code.daload();
    store(i);
  }

  private void store(int i) {
    locals[i] = code.allocateLocal(TypeKind.DOUBLE);
    code.dstore(locals[i]);
  }

  /// Writes one step.
  ///
  /// @param element the local variable with the number of the element; negative for a step that is
  ///   the same for all
  void step(int i, int element) {
    switch (steps.get(i)) {
      case Step.Constant(Scalar number) -> code.loadConstant(number.number());
      case Step.Constant(var array) -> throw new AssertionError("no scalar: " + array.shape());
      case Step.Input _, Step.Capture _ -> {
        code.aload(columns[i]);
        if (source.invariant[i]) code.iconst_0();
        else code.iload(element);
        code.daload();
      }
      case Step.Apply(var operation, int[] x, _) -> apply(operation, x);
    }
    store(i);
  }

  private void apply(Operation operation, int[] x) {
    switch (operation) {
      case Row row when row.instruction() != null -> {
        for (int operand : x) code.dload(locals[operand]);
        instruction(row.instruction());
      }
      case Row row -> call(row.primal(), Row.Primal.class, 3, x);
      case PartialOf(Row row, int operand) ->
          call(row.numberPartial(operand), Row.NumberPartial.class, 4, x);
      default -> throw new AssertionError("no scalar operation: " + operation.name());
    }
  }

  private void instruction(Row.Instruction instruction) {
    switch (instruction) {
      case ADD -> code.dadd();
      case SUBTRACT -> code.dsub();
      case MULTIPLY -> code.dmul();
      case DIVIDE -> code.ddiv();
      case NEGATE -> code.dneg();
    }
  }

  private void call(Object function, Class<?> functionType, int parameters, int[] x) {
    code.loadConstant(type.constant(function, functionType));
    ClassDesc[] doubles = new ClassDesc[parameters];
    for (int i = 0; i < parameters; i++) {
      doubles[i] = CD_double;
      if (i < x.length) code.dload(locals[x[i]]);
      else code.dconst_0();
    }
    code.invokeinterface(LoopClass.desc(functionType), "of", MethodTypeDesc.of(CD_double, doubles));
  }
}
