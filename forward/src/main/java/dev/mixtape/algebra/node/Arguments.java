package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Algebra;
import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The arguments of a node as flat leaves: those of one call, or the columns of batches.
final class Arguments {
  private final Object[] arguments;
  private final List<Structure> structures = new ArrayList<>();
  private final List<Value> leaves = new ArrayList<>();
  private final List<Integer> argumentOf = new ArrayList<>();
  private final Set<Integer> held;
  private final int elements;

  /// True when the function takes a state before these arguments.
  private boolean followsState;

  private Arguments(Object[] arguments, Set<Integer> held, int elements) {
    this.arguments = arguments;
    this.held = held;
    this.elements = elements;
    for (int i = 0; i < arguments.length; i++) {
      List<Value> own =
          arguments[i] instanceof Batch<?> b && isBatch()
              ? b.columns()
              : Structure.leavesOf(arguments[i]);
      if (!isBatch()) structures.add(Structure.of(arguments[i]));
      for (Value leaf : own) {
        leaves.add(leaf);
        argumentOf.add(i);
      }
    }
  }

  /// The arguments of one call; `held` are the 0-based positions of those held constant.
  static Arguments ofCall(Object[] arguments, Set<Integer> held) {
    return new Arguments(arguments, held, -1);
  }

  /// Batches for an element-wise call, which errors call `word`.
  ///
  /// @throws ShapeException when the sizes differ, or when every one is a single broadcast value
  static Arguments ofBatches(String word, Batch<?>[] batches, Set<Integer> held) {
    int size = -1;
    for (Batch<?> batch : batches) {
      if (batch.isSame()) continue;
      if (size >= 0 && batch.size() != size) {
        throw new ShapeException(
            word
                + ": batches must have the same size, but one has "
                + size
                + " elements and another "
                + batch.size()
                + "; same(value) broadcasts one value");
      }
      size = batch.size();
    }
    if (size < 0)
      throw new ShapeException(
          word + ": every argument is same(…), so there is no size; call the function itself");
    return new Arguments(batches, held, size);
  }

  /// These arguments, of a function that takes a state before them, whose slot is the one behind
  /// theirs.
  Arguments behindState() {
    followsState = true;
    return this;
  }

  boolean isBatch() {
    return elements >= 0;
  }

  /// How many times the function is called.
  int calls() {
    return isBatch() ? elements : 1;
  }

  int argumentCount() {
    return arguments.length;
  }

  List<Value> leaves() {
    return leaves;
  }

  int argumentOf(int leaf) {
    return argumentOf.get(leaf);
  }

  /// True when a slot is an argument's, and no captured value's.
  boolean isArgument(int slot) {
    return slot < leaves.size() + (followsState ? 1 : 0);
  }

  /// The argument that a slot belongs to, counted from 1.
  int position(int slot) {
    if (slot >= leaves.size()) return 1;
    return argumentOf(slot) + (followsState ? 2 : 1);
  }

  /// What errors call the slot of an argument in call `call`: the argument, and the component where
  /// it has one.
  String nameOf(int slot, int call) {
    String argument = "argument " + position(slot);
    if (slot >= leaves.size()) return argument;
    int first = argumentOf.indexOf(argumentOf(slot));
    String name = structure(argumentOf(slot), call).leafNames(argument).get(slot - first);
    return name.equals(argument)
        ? argument
        : "`" + name.substring(argument.length() + 1) + "` of " + argument;
  }

  boolean isHeld(int leaf) {
    return held.contains(argumentOf.get(leaf));
  }

  /// True for a column of a batch, false for a leaf that all calls share.
  boolean isElementwise(int leaf) {
    return isBatch() && !((Batch<?>) arguments[argumentOf.get(leaf)]).isSame();
  }

  /// The structure of argument `i` in call `call`.
  Structure structure(int i, int call) {
    return isBatch() ? ((Batch<?>) arguments[i]).element(call) : structures.get(i);
  }

  /// True when every call gets arguments of the same structures.
  boolean isUniform() {
    for (Object argument : arguments) if (!((Batch<?>) argument).isUniform()) return false;
    return true;
  }

  /// The shapes of the leaves that call `call` gets.
  List<Shape> leafShapes(int call) {
    List<Shape> shapes = new ArrayList<>(leaves.size());
    if (!isBatch()) {
      for (Value leaf : leaves) shapes.add(leaf.shape());
      return shapes;
    }
    for (int i = 0; i < arguments.length; i++) Batch.addLeafShapes(structure(i, call), shapes);
    return shapes;
  }

  /// The arguments of call `call`, rebuilt from leaves.
  Object[] build(int call, List<Value> from) {
    if (!isBatch()) return Structure.buildAll(structures, from);
    List<Structure> own = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) own.add(structure(i, call));
    return Structure.buildAll(own, from);
  }

  /// The arguments of call `call` outside any boundary; those held are constants.
  Object[] plain(int call) {
    Object[] plain = new Object[arguments.length];
    for (int i = 0; i < plain.length; i++) {
      Object own = isBatch() ? ((Batch<?>) arguments[i]).get(call) : arguments[i];
      plain[i] = held.contains(i) ? Algebra.stopGradient(own) : own;
    }
    return plain;
  }

  /// The arguments of the calls `calls` alone.
  Arguments select(int[] calls) {
    Batch<?>[] selected = new Batch<?>[arguments.length];
    for (int i = 0; i < selected.length; i++) selected[i] = ((Batch<?>) arguments[i]).select(calls);
    return new Arguments(selected, held, calls.length);
  }
}
