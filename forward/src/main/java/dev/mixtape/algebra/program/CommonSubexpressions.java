package dev.mixtape.algebra.program;

import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.program.Program.Step;
import dev.mixtape.algebra.rows.Arithmetic;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Computes once what is written twice. Sums and products commute exactly.
final class CommonSubexpressions {
  private record Applied(Operation operation, List<Integer> operands) {}

  private CommonSubexpressions() {}

  static Program apply(Program program) {
    Draft draft = new Draft();
    Map<Object, Integer> known = new HashMap<>();
    int[] moved = new int[program.steps().size()];
    for (int i = 0; i < moved.length; i++) {
      Step step = Draft.renamed(program.steps().get(i), moved);
      moved[i] = known.computeIfAbsent(key(step), _ -> draft.add(step));
    }
    return draft.replacing(program, moved);
  }

  private static Object key(Step step) {
    return switch (step) {
      case Step.Constant(Scalar number) -> Double.doubleToRawLongBits(number.number());
      case Step.Apply(var operation, int[] operands, _) ->
          new Applied(operation, sorted(operation, operands));
      default -> step;
    };
  }

  private static List<Integer> sorted(Operation operation, int[] operands) {
    boolean commutes = operation == Arithmetic.PLUS || operation == Arithmetic.TIMES;
    var stream = Arrays.stream(operands);
    return (commutes ? stream.sorted() : stream).boxed().toList();
  }
}
