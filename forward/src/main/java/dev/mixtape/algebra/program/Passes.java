package dev.mixtape.algebra.program;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The passes that make a scalar program shorter, in order.
final class Passes {
  private static final Map<String, UnaryOperator<Program>> TO_DIFFERENTIATE =
      of(ExactAlgebra::ofActive);
  private static final Map<String, UnaryOperator<Program>> ALL = of(ExactAlgebra::ofNumbers);

  private static Map<String, UnaryOperator<Program>> of(UnaryOperator<Program> algebra) {
    Map<String, UnaryOperator<Program>> passes = new LinkedHashMap<>();
    passes.put("constants", ConstantFolding::apply);
    passes.put("exact algebra", algebra);
    passes.put("common subexpressions", CommonSubexpressions::apply);
    passes.put("dead code", DeadCode::apply);
    return passes;
  }

  private Passes() {}

  /// The program after all passes, run until none makes it shorter: for numbers, without stops of
  /// gradients.
  static Program simplified(Program program) {
    return after(ALL, program);
  }

  /// The same for a program that may be differentiated once more.
  static Program simplifiedToDifferentiate(Program program) {
    return after(TO_DIFFERENTIATE, program);
  }

  private static Program after(Map<String, UnaryOperator<Program>> passes, Program program) {
    Program before = program;
    while (true) {
      Program after = before;
      for (UnaryOperator<Program> pass : passes.values()) after = pass.apply(after);
      if (after.steps().size() == before.steps().size()) return after;
      before = after;
    }
  }
}
