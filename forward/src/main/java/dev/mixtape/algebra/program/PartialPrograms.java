package dev.mixtape.algebra.program;

import dev.mixtape.algebra.MixtapeException;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.program.Program.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// The partials of rows as programs of the result and the operands.
///
/// A short expression of the algebra is taken as it is, so that it shares with the primal what both
/// compute; a long one, and one that branches, is left to the row's `double` form.
final class PartialPrograms {
  private static final int SHORT = 12;
  private static final Map<PartialOf, Program> KNOWN = new ConcurrentHashMap<>();

  private PartialPrograms() {}

  /// The partial of `row` in `operand`; the inputs are the result, then the operands.
  static Program of(Row row, int operand) {
    return KNOWN.computeIfAbsent(new PartialOf(row, operand), PartialPrograms::program);
  }

  private static Program program(PartialOf partial) {
    Recorder recorder = Recorder.open();
    List<Value> inputs = new ArrayList<>();
    for (int i = 0; i <= partial.row().arity(); i++)
      inputs.add(recorder.input(new Scalar(0.5), true, false));
    try {
      Value[] x = inputs.subList(1, inputs.size()).toArray(Value[]::new);
      Value expression = partial.row().partial(partial.operand(), inputs.get(0), x);
      Program program =
          DeadCode.apply(recorder.program(new Structure.Leaf(Shape.SCALAR), List.of(expression)));
      boolean isTaken = !recorder.escaped() && program.obstacle() == null && isShort(program);
      return isTaken ? program : inDouble(partial);
    } catch (MixtapeException branches) {
      return inDouble(partial);
    } finally {
      recorder.close();
    }
  }

  private static boolean isShort(Program program) {
    return program.steps().stream().filter(step -> step instanceof Step.Apply).count() <= SHORT;
  }

  private static Program inDouble(PartialOf partial) {
    Draft draft = new Draft();
    int[] operands =
        IntStream.rangeClosed(0, partial.row().arity())
            .map(i -> draft.add(new Step.Input(i, Shape.SCALAR)))
            .toArray();
    int answer = draft.apply(partial, operands);
    return new Program(
        draft.steps(),
        List.of(),
        List.of(),
        new Structure.Leaf(Shape.SCALAR),
        List.of(answer),
        Map.of(),
        List.of());
  }
}
