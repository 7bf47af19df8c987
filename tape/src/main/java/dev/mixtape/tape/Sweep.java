package dev.mixtape.tape;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Shapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One sweep back over a tape: the adjoints of its nodes, from the last to the first.
///
/// A tape can be swept any number of times, by any thread; the adjoints are this sweep's own. The
/// adjoint of a node has two parts, which are summed: a plain number, and a value for what is an
/// array or active at a lower level. Nodes that no cotangent reached are exact zeros and stay out
/// of it.
final class Sweep {
  private final Tape tape;
  private final double[] numbers;
  private final boolean[] reached;
  private final @Nullable Value[] values;
  private final boolean[] owned;

  /// Cotangents of entries of a node's array that are no plain numbers, until the node's turn
  /// comes: added one by one, each would be an array.
  private final Map<Integer, Parts> parts = new HashMap<>();

  /// @param entries which entry of the array each number of the cotangents belongs to
  private record Parts(Shape whole, List<Value> cotangents, IntStream.Builder entries) {
    Parts(Shape whole) {
      this(whole, new ArrayList<>(), IntStream.builder());
    }

    void add(Value cotangent, int[] at) {
      cotangents.add(cotangent);
      for (int entry : at) entries.add(entry);
    }

    Value joined() {
      int[] at = entries.build().toArray();
      return Shapes.reshape(Shapes.scatter(Shapes.concat(cotangents), at, whole.size()), whole);
    }
  }

  Sweep(Tape tape) {
    this.tape = tape;
    this.numbers = new double[tape.size];
    this.reached = new boolean[tape.size];
    this.values = new Value[tape.size];
    this.owned = new boolean[tape.size];
  }

  /// Adds a cotangent to a node.
  void add(int node, Value cotangent) {
    if (cotangent instanceof Scalar scalar) {
      numbers[node] += scalar.number();
      reached[node] = true;
      return;
    }
    Value sum = values[node];
    if (sum == null) {
      values[node] = cotangent;
    } else if (sum instanceof Dense && cotangent instanceof Dense dense) {
      double[] into = own(node, sum.shape());
      double[] from = dense.array();
      for (int i = 0; i < into.length; i++) into[i] += from[i];
    } else {
      values[node] = sum.plus(cotangent);
      owned[node] = false;
    }
  }

  /// The node's array adjoint as an array that only this sweep holds.
  private double[] own(int node, Shape shape) {
    if (values[node] instanceof Dense dense) {
      if (owned[node]) return dense.array();
      values[node] = new Dense(dense.array().clone(), shape);
    } else {
      values[node] = new Dense(new double[shape.size()], shape);
    }
    owned[node] = true;
    return ((Dense) Objects.requireNonNull(values[node])).array();
  }

  /// The node's adjoint, null when no cotangent reached it.
  @Nullable Value adjoint(int node) {
    Value value = values[node];
    if (!reached[node]) return value;
    Value number = new Scalar(numbers[node]);
    return value == null ? number : value.plus(number);
  }

  /// Runs back over the whole tape.
  Sweep run() {
    for (int node = tape.size - 1; node >= 0; node--) {
      if (!parts.isEmpty()) join(node);
      Tape.Entry entry = tape.entries[node];
      if (entry != null) {
        pull(node, entry);
      } else if (reached[node] || values[node] != null) {
        pullNumbers(node);
      }
    }
    return this;
  }

  private void join(int node) {
    Parts own = parts.remove(node);
    if (own != null) add(node, own.joined());
  }

  private void pullNumbers(int node) {
    Value value = values[node];
    for (int edge = tape.firstEdge[node]; edge < tape.firstEdge[node + 1]; edge++) {
      int to = tape.edgeTo[edge];
      double partial = tape.edgePartial[edge];
      if (reached[node]) {
        numbers[to] += numbers[node] * partial;
        reached[to] = true;
      }
      if (value != null) add(to, value.times(partial));
    }
  }

  private void pull(int node, Tape.Entry entry) {
    Value cotangent = adjoint(node);
    if (cotangent == null) return;
    if (entry.operation().pullsInPlace()
        && cotangent.isNumber()
        && holdsNumbers(entry.nodes()[0])) {
      entry.operation().pullInto(cotangent, own(entry.nodes()[0], entry.operands()[0].shape()));
    } else if (!pullEntries(entry, cotangent)) {
      pullValues(entry, cotangent);
    }
    if (node >= tape.inputs) values[node] = null;
  }

  private boolean pullEntries(Tape.Entry entry, Value cotangent) {
    int to = entry.nodes()[0];
    int[] picked = Shapes.picked(entry.operation());
    if (picked == null || to < 0) return false;
    Shape whole = entry.operands()[0].shape();
    parts.computeIfAbsent(to, _ -> new Parts(whole)).add(cotangent, picked);
    return true;
  }

  private void pullValues(Tape.Entry entry, Value cotangent) {
    boolean[] wanted = new boolean[entry.nodes().length];
    for (int i = 0; i < wanted.length; i++) wanted[i] = entry.nodes()[i] >= 0;
    @Nullable Value[] pulled =
        entry.operation().pull(cotangent, entry.result(), entry.operands(), wanted);
    for (int i = 0; i < wanted.length; i++) {
      Value part = pulled[i];
      if (wanted[i] && part != null) add(entry.nodes()[i], part);
    }
  }

  private boolean holdsNumbers(int node) {
    return node >= 0 && (values[node] == null || values[node] instanceof Dense);
  }
}
