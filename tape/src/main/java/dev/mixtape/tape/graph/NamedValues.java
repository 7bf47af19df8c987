package dev.mixtape.tape.graph;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.StructureException;
import dev.mixtape.algebra.Value;
import java.util.Map;
import java.util.Set;

/// Values that are read by name: the results of a graph, or its gradients in its inputs.
public final class NamedValues {
  private final Map<String, Value> values;

  NamedValues(Map<String, Value> values) {
    this.values = values;
  }

  /// The names that can be read.
  public Set<String> names() {
    return values.keySet();
  }

  /// The real called `name`.
  ///
  /// @throws StructureException when there is none of this name; lists those there are
  public Real real(String name) {
    return value(name).asReal();
  }

  /// The vector called `name`.
  public RealVector vector(String name) {
    return value(name).asVector();
  }

  /// The matrix called `name`.
  public RealMatrix matrix(String name) {
    return value(name).asMatrix();
  }

  Value value(String name) {
    Value value = values.get(name);
    if (value == null)
      throw new StructureException("there is no `" + name + "`; there are " + values.keySet());
    return value;
  }
}
