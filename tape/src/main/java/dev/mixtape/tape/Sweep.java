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
  private final Storage nodes;
  private final Adjoints adjoints;
  private final double[] numbers;
  private final boolean[] reached;
  private final @Nullable Accumulator[] values;

  Sweep(Tape tape) {
    this.tape = tape;
    this.nodes = tape.nodes;
    this.adjoints = Adjoints.take(nodes.size);
    this.numbers = adjoints.numbers;
    this.reached = adjoints.reached;
    this.values = adjoints.values;
  }

  /// Leaves the arrays to other sweeps; the adjoints have been read.
  void release() {
    adjoints.giveBack();
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
      adjoints.hasValues = true;
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
  void run() {
    boolean isWatched = !tape.watched.isEmpty();
    for (int node = nodes.size - 1; node >= 0; node--) {
      Storage.Entry entry = nodes.entries[node];
      if (isWatched) look(node);
      if (entry != null) {
        pull(node, entry);
      } else {
        if (reached[node]) pullNumber(node);
        if (adjoints.hasValues) pullValue(node);
      }
    }
  }

  /// Looks at what is about to be pulled from a node that is debugged and that a cotangent reached.
  private void look(int node) {
    Application watched = tape.watched.get(node);
    if (watched == null || !(reached[node] || values[node] != null)) return;
    watched.arrivesAt();
    if (!reached[node]) return;
    for (int edge = nodes.firstEdge[node]; edge < nodes.firstEdge[node + 1]; edge++)
      watched.pulls(numbers[node], nodes.edgePartial[edge], numbers[nodes.edgeTo[edge]]);
  }

  private void pullNumber(int node) {
    double cotangent = numbers[node];
    int end = nodes.firstEdge[node + 1];
    for (int edge = nodes.firstEdge[node]; edge < end; edge++) {
      int to = nodes.edgeTo[edge];
      numbers[to] += cotangent * nodes.edgePartial[edge];
      reached[to] = true;
    }
  }

  private void pullValue(int node) {
    Accumulator sum = values[node];
    Value value = sum == null ? null : sum.sum();
    if (value == null) return;
    for (int edge = nodes.firstEdge[node]; edge < nodes.firstEdge[node + 1]; edge++)
      add(nodes.edgeTo[edge], value.times(nodes.edgePartial[edge]));
  }

  private void pull(int node, Storage.Entry entry) {
    Value cotangent = adjoint(node);
    if (cotangent == null) return;
    int[] to = entry.nodes();
    Value[] operands = entry.operands();
    if (entry.operation() instanceof Accumulator.Adding adding) {
      pull(adding, cotangent, entry);
    } else if (entry.operation().pullsInPlace() && to[0] >= 0) {
      Accumulator[] into = {values(to[0])};
      Accumulator.pull(entry.operation(), cotangent, entry.result(), operands, into);
    } else {
      boolean[] wanted = new boolean[to.length];
      for (int i = 0; i < wanted.length; i++) wanted[i] = to[i] >= 0;
      @Nullable Value[] pulled =
          entry.operation().pull(cotangent, entry.result(), operands, wanted);
      for (int i = 0; i < wanted.length; i++) {
        Value part = pulled[i];
        if (wanted[i] && part != null) add(to[i], part);
      }
    }
    values[node] = null;
  }

  /// Arrays are added where they are summed, scalars as numbers.
  private void pull(Accumulator.Adding operation, Value cotangent, Storage.Entry entry) {
    int[] to = entry.nodes();
    Value[] operands = entry.operands();
    @Nullable Accumulator[] into = new Accumulator[to.length];
    for (int i = 0; i < into.length; i++) {
      if (to[i] < 0) continue;
      into[i] = operands[i].shape().isScalar() ? new Accumulator() : values(to[i]);
    }
    operation.pullInto(cotangent, entry.result(), operands, into);
    for (int i = 0; i < into.length; i++) {
      Accumulator sum = into[i];
      if (sum == null || !operands[i].shape().isScalar()) continue;
      Value part = sum.sum();
      if (part != null) add(to[i], part);
    }
  }
}
