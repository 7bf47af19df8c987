package dev.mixtape.tape.graph;

import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.program.Program.Region;
import dev.mixtape.algebra.program.Program.Step;
import java.util.List;
import java.util.Map;

/// A graph in the DOT language of Graphviz.
final class DotPrinter extends ProgramPrinter {
  DotPrinter(Program program, List<String> inputs, Map<String, Integer> outputs) {
    super(program, inputs, outputs);
  }

  String print() {
    text.append("digraph mixtape {\n");
    line("node [shape=box, fontname=\"sans-serif\"];");
    walk();
    for (int i = 0; i < program.steps().size(); i++) edges(i, program.steps().get(i));
    return text.append("}\n").toString();
  }

  private void edges(int number, Step step) {
    if (!(step instanceof Step.Apply(_, int[] operands, _))) return;
    for (int operand : operands) line("n" + operand + " -> n" + number + ";");
  }

  @Override
  void open(Region region, int number) {
    line("subgraph cluster" + number + " { label=" + quoted(label(region)) + ";");
  }

  @Override
  void close(Region region) {
    line("}");
  }

  @Override
  void step(int number, Step step) {
    String label = String.join("\n", names(number));
    String whole =
        label.isEmpty() || label.equals(operation(step))
            ? operation(step)
            : label + "\n" + operation(step);
    line(
        "n"
            + number
            + " [label="
            + quoted(whole)
            + (step instanceof Step.Input ? ", style=bold" : "")
            + "];");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
