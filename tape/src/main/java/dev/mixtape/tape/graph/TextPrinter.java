package dev.mixtape.tape.graph;

import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.program.Program.Region;
import dev.mixtape.algebra.program.Program.Step;
import java.util.List;
import java.util.Map;

/// A graph as indented text.
final class TextPrinter extends ProgramPrinter {
  TextPrinter(Program program, List<String> inputs, Map<String, Integer> outputs) {
    super(program, inputs, outputs);
  }

  String print() {
    text.append("graph\n");
    walk();
    for (Program.Guard guard : program.guards()) {
      line(
          "guard %"
              + guard.left()
              + " "
              + guard.comparison()
              + " %"
              + guard.right()
              + (guard.held() ? "" : " is false"));
    }
    return text.toString();
  }

  @Override
  void open(Region region, int number) {
    line((region.kind() == Program.Kind.NODE ? "node " : "scope ") + label(region));
  }

  @Override
  void close(Region region) {}

  @Override
  void step(int number, Step step) {
    StringBuilder line = new StringBuilder("%" + number + " = ");
    line.append(step instanceof Step.Input ? "input " : "").append(operation(step));
    if (step instanceof Step.Apply(_, int[] operands, _))
      for (int operand : operands) line.append(" %").append(operand);
    if (!step.shape().isScalar()) line.append(" : ").append(step.shape());
    List<String> names = names(number);
    if (!names.isEmpty()) line.append("   # ").append(String.join(", ", names));
    line(line.toString());
  }
}
