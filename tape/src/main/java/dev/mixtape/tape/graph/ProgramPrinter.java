package dev.mixtape.tape.graph;

import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.program.Program.Region;
import dev.mixtape.algebra.program.Program.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// Walks a program with its regions nested, for printers of any format.
abstract class ProgramPrinter {
  final Program program;
  final List<String> inputs;
  final Map<String, Integer> outputs;
  final StringBuilder text = new StringBuilder();
  private int depth = 1;

  ProgramPrinter(Program program, List<String> inputs, Map<String, Integer> outputs) {
    this.program = program;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  abstract void open(Region region, int number);

  abstract void close(Region region);

  abstract void step(int number, Step step);

  final void walk() {
    Deque<Region> opened = new ArrayDeque<>();
    for (int i = 0; i < program.steps().size(); i++) {
      for (Region region : startingAt(i)) {
        open(region, program.regions().indexOf(region));
        opened.push(region);
        depth++;
      }
      step(i, program.steps().get(i));
      while (!opened.isEmpty() && opened.peek().to() == i + 1) {
        depth--;
        close(opened.pop());
      }
    }
  }

  /// The regions that start at step `i`, outer ones first.
  private List<Region> startingAt(int i) {
    List<Region> starting = new ArrayList<>();
    for (Region region : program.regions())
      if (region.from() == i && region.to() > i) starting.add(region);
    Collections.reverse(starting);
    return starting;
  }

  final void line(String line) {
    text.append("  ".repeat(depth)).append(line).append('\n');
  }

  /// What a step does, in words.
  final String operation(Step step) {
    return switch (step) {
      case Step.Input(int number, _) -> inputs.get(number);
      case Step.Capture(int number, _) -> "captured " + number;
      case Step.Constant(var value) -> value.typed().toString();
      case Step.Apply(var operation, _, _) -> operation.name();
    };
  }

  final String label(Region region) {
    return region.mode().isEmpty() ? region.name() : region.name() + " (" + region.mode() + ")";
  }

  /// The names of a step: what it was called, and what it is an output as.
  final List<String> names(int step) {
    List<String> names = new ArrayList<>();
    outputs.forEach((name, output) -> {
      if (output == step) names.add(name);
    });
    String own = program.names().get(step);
    if (own != null && !names.contains(own)) names.add(own);
    return names;
  }
}
