package dev.mixtape.tape.graph;

import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.node.Explainer;
import dev.mixtape.algebra.node.Function;
import dev.mixtape.algebra.node.Mapping;
import dev.mixtape.algebra.node.Mode;
import dev.mixtape.algebra.node.NodeFunction;
import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.program.Program.Step;
import dev.mixtape.algebra.rows.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One run of a graph's program: step by step, but for nodes in forward mode, whose steps run
/// together as one forward node.
final class Execution {
  private final Program program;
  private final List<Value> inputs;
  private final Value[] values;

  Execution(Program program, List<Value> inputs) {
    this.program = program;
    this.inputs = inputs;
    this.values = new Value[program.steps().size()];
  }

  Value[] run() {
    for (int i = 0; i < values.length; i++) {
      Program.Region node = forwardNodeAt(i);
      if (node == null) {
        values[i] = program.evaluate(i, values, inputs, program.captured());
      } else {
        runNode(node);
        i = node.to() - 1;
      }
    }
    return values;
  }

  /// The outermost forward node that starts at step `i`.
  private Program.@Nullable Region forwardNodeAt(int i) {
    Program.Region widest = null;
    for (Program.Region region : program.regions()) {
      boolean starts = region.from() == i && region.to() > i && region.mode().equals("fwddiff");
      if (starts && (widest == null || region.to() > widest.to())) widest = region;
    }
    return widest;
  }

  private void runNode(Program.Region node) {
    TreeSet<Integer> arguments = new TreeSet<>();
    List<Integer> steps = new ArrayList<>();
    for (int i = node.from(); i < node.to(); i++) {
      if (program.steps().get(i) instanceof Step.Apply(_, int[] operands, _)) {
        steps.add(i);
        for (int operand : operands) arguments.add(operand);
      } else {
        values[i] = program.evaluate(i, values, inputs, program.captured());
      }
    }
    arguments.removeAll(steps);
    if (steps.isEmpty()) return;
    Object[] given = arguments.stream().map(i -> (Object) values[i].typed()).toArray();
    NodeFunction forward = forward(List.copyOf(arguments), steps);
    Object answer = Explainer.named(node.name(), forward, () -> Mapping.call(forward, given));
    Value results = Structure.leavesOf(answer).get(0);
    List<Shape> shapes = steps.stream().map(step -> program.steps().get(step).shape()).toList();
    List<Value> leaves = Shapes.split(results, shapes);
    for (int i = 0; i < leaves.size(); i++) values[steps.get(i)] = leaves.get(i);
  }

  private NodeFunction forward(List<Integer> arguments, List<Integer> steps) {
    Function function =
        x -> {
          Value[] inside = values.clone();
          for (int i = 0; i < x.length; i++)
            inside[arguments.get(i)] = Structure.leavesOf(x[i]).get(0);
          List<Value> results = new ArrayList<>();
          for (int step : steps) {
            inside[step] = program.evaluate(step, inside, inputs, program.captured());
            results.add(inside[step]);
          }
          return Shapes.concat(results).asVector();
        };
    return new GraphNode(function);
  }

  private record GraphNode(Function function) implements NodeFunction {
    @Override
    public Mode mode() {
      return Mode.SINGLE_PASS;
    }

    @Override
    public Set<Integer> held() {
      return Set.of();
    }
  }
}
