package dev.mixtape.tape;

import dev.mixtape.algebra.Accumulator;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.debug.Application;
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
  private final @Nullable Accumulator[] values;

  Sweep(Tape tape) {
    this.tape = tape;
    this.numbers = new double[tape.size];
    this.reached = new boolean[tape.size];
    this.values = new Accumulator[tape.size];
  }

  /// Adds a cotangent to a node.
  void add(int node, Value cotangent) {
    if (cotangent instanceof Scalar scalar) {
      numbers[node] += scalar.number();
      reached[node] = true;
      return;
    }
    values(node).add(cotangent);
  }

  private Accumulator values(int node) {
    Accumulator sum = values[node];
    if (sum == null) {
      sum = new Accumulator();
      values[node] = sum;
    }
    return sum;
  }

  /// The node's adjoint, null when no cotangent reached it.
  @Nullable Value adjoint(int node) {
    Accumulator sum = values[node];
    Value value = sum == null ? null : sum.sum();
    if (!reached[node]) return value;
    Value number = new Scalar(numbers[node]);
    return value == null ? number : value.plus(number);
  }

  /// Runs back over the whole tape.
  Sweep run() {
    for (int node = tape.size - 1; node >= 0; node--) {
      Tape.Entry entry = tape.entries[node];
      if (!tape.watched.isEmpty()) look(node);
      if (entry != null) {
        pull(node, entry);
      } else if (reached[node] || values[node] != null) {
        pullNumbers(node);
      }
    }
    return this;
  }

  /// Looks at what is about to be pulled from a node that is debugged and that a cotangent reached.
  private void look(int node) {
    Application watched = tape.watched.get(node);
    if (watched == null || !(reached[node] || values[node] != null)) return;
    watched.arrivesAt();
    if (!reached[node]) return;
    for (int edge = tape.firstEdge[node]; edge < tape.firstEdge[node + 1]; edge++)
      watched.pulls(numbers[node], tape.edgePartial[edge], numbers[tape.edgeTo[edge]]);
  }

  private void pullNumbers(int node) {
    Accumulator sum = values[node];
    Value value = sum == null ? null : sum.sum();
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
    int[] nodes = entry.nodes();
    Value[] operands = entry.operands();
    if (entry.operation() instanceof Accumulator.Adding adding) {
      pull(adding, cotangent, entry);
    } else if (entry.operation().pullsInPlace() && nodes[0] >= 0) {
      Accumulator[] into = {values(nodes[0])};
      Accumulator.pull(entry.operation(), cotangent, entry.result(), operands, into);
    } else {
      boolean[] wanted = new boolean[nodes.length];
      for (int i = 0; i < wanted.length; i++) wanted[i] = nodes[i] >= 0;
      @Nullable Value[] pulled =
          entry.operation().pull(cotangent, entry.result(), operands, wanted);
      for (int i = 0; i < wanted.length; i++) {
        Value part = pulled[i];
        if (wanted[i] && part != null) add(nodes[i], part);
      }
    }
    if (node >= tape.inputs) values[node] = null;
  }

  /// Arrays are added where they are summed, scalars as numbers.
  private void pull(Accumulator.Adding operation, Value cotangent, Tape.Entry entry) {
    int[] nodes = entry.nodes();
    Value[] operands = entry.operands();
    @Nullable Accumulator[] into = new Accumulator[nodes.length];
    for (int i = 0; i < into.length; i++) {
      if (nodes[i] < 0) continue;
      into[i] = operands[i].shape().isScalar() ? new Accumulator() : values(nodes[i]);
    }
    operation.pullInto(cotangent, entry.result(), operands, into);
    for (int i = 0; i < into.length; i++) {
      Accumulator sum = into[i];
      if (sum == null || !operands[i].shape().isScalar()) continue;
      Value part = sum.sum();
      if (part != null) add(nodes[i], part);
    }
  }
}
