package dev.mixtape.algebra.program;

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

/// Writes the expressions by which vector code computes rows in place of these rows.
final class Expressions {
  private static final Map<Row, Program> KNOWN = new ConcurrentHashMap<>();

  private Expressions() {}

  static Program apply(Program program) {
    Draft draft = new Draft();
    int[] moved = new int[program.steps().size()];
    for (int i = 0; i < moved.length; i++) {
      Step step = Draft.renamed(program.steps().get(i), moved);
      moved[i] = step instanceof Step.Apply apply ? applied(draft, apply) : draft.add(step);
    }
    return draft.replacing(program, moved);
  }

  private static int applied(Draft draft, Step.Apply step) {
    if (!(step.operation() instanceof Row row
        && row.lanewise() instanceof Row.Lanewise.Expression written)) return draft.add(step);
    Program expression = KNOWN.get(row);
    if (expression == null) {
      expression = apply(recorded(row, written));
      KNOWN.put(row, expression);
    }
    return draft.inline(expression, step.operands())[expression.outputs().get(0)];
  }

  private static Program recorded(Row row, Row.Lanewise.Expression expression) {
    Recorder recorder = Recorder.open();
    List<Value> x = new ArrayList<>();
    for (int i = 0; i < row.arity(); i++) x.add(recorder.input(new Scalar(0.5), true, false));
    Value y = expression.of().apply(x.toArray(Value[]::new));
    Program program = recorder.program(new Structure.Leaf(Shape.SCALAR), List.of(y));
    recorder.close();
    return program;
  }
}
