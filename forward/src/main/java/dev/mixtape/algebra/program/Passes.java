package dev.mixtape.algebra.program;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The passes that make a scalar program shorter, in order.
final class Passes {
  private static final Map<String, UnaryOperator<Program>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("constants", ConstantFolding::apply);
    ALL.put("exact algebra", ExactAlgebra::apply);
    ALL.put("common subexpressions", CommonSubexpressions::apply);
    ALL.put("dead code", DeadCode::apply);
  }

  private Passes() {}

  /// The program after all passes, run until none makes it shorter.
  static Program simplified(Program program) {
    Program before = program;
    while (true) {
      Program after = before;
      for (UnaryOperator<Program> pass : ALL.values()) after = pass.apply(after);
      if (after.steps().size() == before.steps().size()) return after;
      before = after;
    }
  }
}
