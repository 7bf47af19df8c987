package dev.mixtape.tape.graph;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Differentiable;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.StructureException;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.program.Recorder;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where a graph's inputs come from and its outputs go to; given to the lambda of [Graph#of].
public final class GraphBuilder {
  private final Recorder recorder;
  private final Map<String, Value> given;
  final Map<String, Shape> inputs = new LinkedHashMap<>();
  final Map<String, Value> bound = new LinkedHashMap<>();
  final Map<String, Value> outputs = new LinkedHashMap<>();

  /// @param given values of inputs that take the place of those given here
  GraphBuilder(Recorder recorder, Map<String, Value> given) {
    this.recorder = recorder;
    this.given = given;
  }

  /// An input that is bound when the graph runs. What depends on it cannot be compared while the
  /// graph is built.
  @SuppressWarnings("unchecked")
  public <T extends Differentiable<T>> T input(String name, InputShape<T> shape) {
    Value number = given.get(name);
    boolean known = number != null;
    Value example = number == null ? Dense.filled(Double.NaN, shape.shape()) : number;
    return (T) recorded(name, example, known).typed();
  }

  /// An input with an example value, by which comparisons are decided while the graph is built.
  @SuppressWarnings("unchecked")
  public <T extends Differentiable<T>> T input(String name, T example) {
    return (T) recorded(name, given.getOrDefault(name, Value.of(example)), true).typed();
  }

  /// An input with a value that it keeps until another is bound.
  @SuppressWarnings("unchecked")
  public <T extends Differentiable<T>> T parameter(String name, T value) {
    return (T) bound(name, Value.of(value)).typed();
  }

  /// An untyped parameter.
  Value bound(String name, Value value) {
    bound.put(name, value);
    return recorded(name, given.getOrDefault(name, value), true);
  }

  private Value recorded(String name, Value number, boolean known) {
    if (inputs.containsKey(name))
      throw new StructureException("the graph has an input `" + name + "` already");
    Value input = recorder.input(number.numbers(), true, known);
    inputs.put(name, input.shape());
    return input;
  }

  /// A result of the graph.
  public <T extends Differentiable<T>> T output(String name, T value) {
    if (outputs.putIfAbsent(name, Value.of(value)) != null) {
      throw new StructureException("the graph has an output `" + name + "` already");
    }
    return value;
  }
}
