package dev.mixtape.tape;

import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What is kept of a tape's nodes, in arrays.
final class Storage extends Pool.Pooled {
  /// Nodes and edges that are kept for another tape; beyond, a tape costs far more than its arrays.
  private static final int KEPT = 1 << 20;

  private static final Pool<Storage> POOL = new Pool<>(Storage.class, Storage::new);

  /// Of a tape that has given its storage back.
  static final Storage RELEASED = new Storage(0);

  /// The number of nodes.
  int size;

  /// For node n, its edges are `firstEdge[n] … firstEdge[n + 1]`.
  int[] firstEdge;

  int edges;
  int[] edgeTo;
  double[] edgePartial;

  /// The nodes that are no nodes of numbers.
  @Nullable Entry[] entries;

  private int entryCount;

  /// An operation with its result and operands one level down.
  ///
  /// @param nodes the operands' nodes, [Taped#DETACHED] for constants
  record Entry(Operation operation, Value result, Value[] operands, int[] nodes) {}

  private Storage() {
    this(64);
  }

  private Storage(int nodes) {
    firstEdge = new int[nodes];
    entries = new Entry[nodes];
    edgeTo = new int[2 * nodes];
    edgePartial = new double[2 * nodes];
  }

  /// The same nodes in arrays of their size.
  Storage copy() {
    Storage copy = new Storage(0);
    copy.size = size;
    copy.firstEdge = Arrays.copyOf(firstEdge, size + 1);
    copy.entries = Arrays.copyOf(entries, size);
    copy.edges = edges;
    copy.edgeTo = Arrays.copyOf(edgeTo, edges);
    copy.edgePartial = Arrays.copyOf(edgePartial, edges);
    return copy;
  }

  static Storage take() {
    return POOL.take();
  }

  void giveBack() {
    POOL.give(this);
  }

  /// A new node, whose edges are those added since the last one.
  int newNode() {
    if (size + 1 >= firstEdge.length) {
      firstEdge = Arrays.copyOf(firstEdge, 2 * firstEdge.length);
      entries = Arrays.copyOf(entries, firstEdge.length);
    }
    firstEdge[size + 1] = edges;
    return size++;
  }

  int newNode(Entry entry) {
    int node = newNode();
    entries[node] = entry;
    entryCount++;
    return node;
  }

  void newEdge(int to, double partial) {
    if (edges == edgeTo.length) {
      edgeTo = Arrays.copyOf(edgeTo, 2 * edges);
      edgePartial = Arrays.copyOf(edgePartial, 2 * edges);
    }
    edgeTo[edges] = to;
    edgePartial[edges++] = partial;
  }

  @Override
  boolean clear() {
    if (Math.max(firstEdge.length, edgeTo.length) > KEPT) return false;
    if (entryCount > 0) Arrays.fill(entries, 0, size, null);
    entryCount = 0;
    size = 0;
    edges = 0;
    return true;
  }
}
