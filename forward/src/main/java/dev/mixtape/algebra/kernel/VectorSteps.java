package dev.mixtape.algebra.kernel;

import static dev.mixtape.algebra.kernel.LoopClass.COLUMN;
import static dev.mixtape.algebra.kernel.VectorApi.COMPARISON;
import static dev.mixtape.algebra.kernel.VectorApi.DOUBLES;
import static dev.mixtape.algebra.kernel.VectorApi.MASK;
import static dev.mixtape.algebra.kernel.VectorApi.OPERATORS;
import static dev.mixtape.algebra.kernel.VectorApi.SPECIES;
import static dev.mixtape.algebra.kernel.VectorApi.VECTOR;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.program.PartialOf;
import dev.mixtape.algebra.program.Program.Step;
import dev.mixtape.algebra.rows.Arithmetic;
import dev.mixtape.algebra.rows.Kinks;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// The steps of a scalar program in one method on vectors: a local variable per step.
///
/// What all elements share is computed once, as a number, and broadcast. Operations without vector
/// code are called lane by lane.
final class VectorSteps {
  private static final int OPERANDS = 4;

  private final VectorApi api;
  private final LoopClass type;
  private final LoopSteps.Source source;
  private final List<Step> steps;
  private final CodeBuilder code;
  private final LoopSteps numbers;
  private final int[] columns;
  private final int[] locals;
  private final int[] lanes = new int[OPERANDS];

  /// Writes what is the same for all elements.
  ///
  /// @param operands the local variable with the columns
  VectorSteps(
      VectorApi api, LoopClass type, LoopSteps.Source source, CodeBuilder code, int operands) {
    this.api = api;
    this.type = type;
    this.source = source;
    this.steps = source.program().steps();
    this.code = code;
    this.numbers = new LoopSteps(type, source, code, operands);
    this.columns = new int[source.size()];
    this.locals = new int[source.size()];
    numbers.invariants();
    for (int i = 0; i < locals.length; i++) {
      int step = i;
      if (source.invariant()[i]) locals[i] = broadcast(() -> code.dload(numbers.local(step)));
      else if (source.operands()[i] >= 0)
        columns[i] = LoopSteps.column(code, operands, source.operands()[i]);
    }
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] = code.allocateLocal(TypeKind.REFERENCE);
      code.loadConstant(api.lanes()).newarray(TypeKind.DOUBLE).astore(lanes[i]);
    }
  }

  /// A new local variable with the number that `number` loads in every lane.
  int broadcast(Runnable number) {
    species();
    number.run();
    code.invokestatic(DOUBLES, "broadcast", MethodTypeDesc.of(DOUBLES, SPECIES, CD_double));
    return stored();
  }

  private void species() {
    code.getstatic(DOUBLES, "SPECIES_PREFERRED", SPECIES);
  }

  private int stored() {
    int local = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(local);
    return local;
  }

  /// Adds a step to a vector in a local variable.
  void add(int total, int step) {
    boolean isNegation =
        steps.get(step) instanceof Step.Apply(var row, _, _) && row == Arithmetic.UNARY_MINUS;
    int term = isNegation ? ((Step.Apply) steps.get(step)).operands()[0] : step;
    code.aload(total).aload(locals[term]);
    code.invokevirtual(DOUBLES, isNegation ? "sub" : "add", MethodTypeDesc.of(DOUBLES, VECTOR));
    code.astore(total);
  }

  /// Stores a step in a column, from this element on.
  void store(int step, int column, int element) {
    code.aload(locals[step]).aload(column).iload(element);
    intoArray();
  }

  private void intoArray() {
    code.invokevirtual(DOUBLES, "intoArray", MethodTypeDesc.of(CD_void, COLUMN, CD_int));
  }

  /// A local variable with an array of the lanes of a vector, until the next call lane by lane.
  int lanesOf(int vector) {
    return lanesOf(vector, lanes[0]);
  }

  private int lanesOf(int vector, int array) {
    code.aload(vector).aload(array).iconst_0();
    intoArray();
    return array;
  }

  /// Writes the steps that differ between elements.
  ///
  /// @param element the local variable with the number of the first element
  void elementwise(int element) {
    for (int i = 0; i < locals.length; i++) {
      if (source.invariant()[i]) continue;
      if (steps.get(i) instanceof Step.Apply(var operation, int[] x, _)) apply(operation, x);
      else load(columns[i], () -> code.iload(element));
      locals[i] = stored();
    }
  }

  private void load(int array, Runnable offset) {
    species();
    code.aload(array);
    offset.run();
    code.invokestatic(DOUBLES, "fromArray", MethodTypeDesc.of(DOUBLES, SPECIES, COLUMN, CD_int));
  }

  private void apply(Operation operation, int[] x) {
    switch (operation) {
      case Row row when row == Kinks.IF_POSITIVE -> choice(x);
      case Row row when row.lanewise() instanceof Row.Lanewise.Operator(var name, _) ->
          operator(name, x);
      case Row row -> laneByLane(row.primal(), Row.Primal.class, 3, x);
      case PartialOf(Row row, int operand) ->
          laneByLane(row.numberPartial(operand), Row.NumberPartial.class, 4, x);
      default -> throw new AssertionError("no scalar operation: " + operation.name());
    }
  }

  private void choice(int[] x) {
    code.aload(locals[x[2]]).aload(locals[x[1]]).aload(locals[x[0]]);
    code.getstatic(OPERATORS, "GT", COMPARISON).dconst_0();
    code.invokevirtual(DOUBLES, "compare", MethodTypeDesc.of(MASK, COMPARISON, CD_double));
    code.invokevirtual(DOUBLES, "blend", MethodTypeDesc.of(DOUBLES, VECTOR, MASK));
  }

  private void operator(String name, int[] x) {
    code.aload(locals[x[0]]).getstatic(OPERATORS, name, api.operatorType(name));
    ClassDesc[] parameters = new ClassDesc[x.length];
    parameters[0] = VectorApi.operators(x.length);
    for (int i = 1; i < x.length; i++) {
      code.aload(locals[x[i]]);
      parameters[i] = VECTOR;
    }
    code.invokevirtual(DOUBLES, "lanewise", MethodTypeDesc.of(DOUBLES, parameters));
  }

  private void laneByLane(Object function, Class<?> functionType, int parameters, int[] x) {
    for (int i = 0; i < x.length; i++)
      if (!source.invariant()[x[i]]) lanesOf(locals[x[i]], lanes[i]);
    int lane = code.allocateLocal(TypeKind.INT);
    Label body = code.newLabel();
    code.iconst_0().istore(lane).labelBinding(body);
    code.aload(lanes[0]).iload(lane);
    code.loadConstant(type.constant(function, functionType));
    ClassDesc[] doubles = new ClassDesc[parameters];
    for (int i = 0; i < parameters; i++) {
      doubles[i] = CD_double;
      if (i >= x.length) code.dconst_0();
      else if (source.invariant()[x[i]]) code.dload(numbers.local(x[i]));
      else code.aload(lanes[i]).iload(lane).daload();
    }
    code.invokeinterface(LoopClass.desc(functionType), "of", MethodTypeDesc.of(CD_double, doubles));
    code.dastore().iinc(lane, 1).iload(lane).loadConstant(api.lanes()).if_icmplt(body);
    load(lanes[0], code::iconst_0);
  }
}
