package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.ElementException;
import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.MixtapeException;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.dual.Dual;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs a function inside a boundary, once per call and pass, and leaves with its results.
///
/// A pass seeds one window of eight directions per stand-in; a node with at most eight components
/// per level needs one pass. The results of all passes together are the numbers, partials and
/// partials of partials of every call, from which [#leave] attaches the derivatives level by level.
final class Run {
  private static final int PRIMAL = -1;

  private final Function function;
  private final Arguments arguments;
  private final Boundary boundary;
  private final int @Nullable [] names;
  private final Sighting sighting;
  private final List<Structure> results = new ArrayList<>();
  private final List<Value[][]> passes = new ArrayList<>();
  private List<StandIn> levels = List.of();

  /// @param names numbers that errors use for the calls, null for their own
  Run(
      Function function,
      Arguments arguments,
      Boundary boundary,
      int @Nullable [] names,
      Sighting sighting) {
    this.sighting = sighting;
    this.function = function;
    this.arguments = arguments;
    this.boundary = boundary;
    this.names = names;
  }

  /// The slots of a first run: one per leaf of the arguments.
  static List<Slot> argumentSlots(Arguments arguments) {
    List<Slot> slots = new ArrayList<>(arguments.leaves().size());
    for (int i = 0; i < arguments.leaves().size(); i++) {
      slots.add(
          new Slot(
              arguments.leaves().get(i), arguments.isElementwise(i), arguments.isHeld(i), true));
    }
    return slots;
  }

  Boundary boundary() {
    return boundary;
  }

  /// The structures of the results, one per call.
  List<Structure> results() {
    return results;
  }

  /// Runs the first pass.
  Run first() {
    runPass();
    levels = List.copyOf(boundary.standIns.values());
    return this;
  }

  /// True when one pass does not seed all components.
  boolean isWide() {
    return components() > Dual.WIDTH;
  }

  /// The components to move: of the level that has most of them.
  int components() {
    int most = 0;
    for (StandIn level : levels) most = Math.max(most, level.components());
    return most;
  }

  /// Runs the passes after the first.
  Run rest() {
    int[] windows = new int[levels.size()];
    while (advance(windows)) {
      for (int i = 0; i < windows.length; i++) levels.get(i).window = windows[i] * Dual.WIDTH;
      runPass();
    }
    return this;
  }

  private boolean advance(int[] windows) {
    for (int i = 0; i < windows.length; i++) {
      if (++windows[i] < levels.get(i).windows()) return true;
      windows[i] = 0;
    }
    return false;
  }

  private void runPass() {
    sighting.passed();
    boundary.startPass();
    Set<Boundary> around = boundary.around();
    around.forEach(Boundary::startRepetition);
    try {
      Value[][] pass = new Value[arguments.calls()][];
      for (int call = 0; call < pass.length; call++) pass[call] = call(call);
      passes.add(pass);
    } finally {
      around.forEach(Boundary::endRepetition);
    }
    boundary.endPass();
  }

  private Value[] call(int call) {
    boundary.startCall(call);
    List<Shape> shapes = arguments.leafShapes(call);
    List<Value> inside = new ArrayList<>(shapes.size());
    for (int i = 0; i < shapes.size(); i++) inside.add(boundary.argument(i, shapes.get(i)));
    Object result = applyTo(call, inside);
    Structure structure = Structure.of(result);
    if (passes.isEmpty()) {
      results.add(structure);
    } else if (!results.get(call).equals(structure)) {
      throw new FunctionException(
          "the function of a forward node is not pure: it answered a "
              + results.get(call)
              + " the first time and a "
              + structure
              + " the next");
    }
    Value[] leaves = Structure.leavesOf(result).toArray(Value[]::new);
    for (int i = 0; i < leaves.length; i++) leaves[i] = boundary.adopt(leaves[i]);
    return leaves;
  }

  private Object applyTo(int call, List<Value> inside) {
    if (!arguments.isBatch()) return function.apply(arguments.build(call, inside));
    return atElement(
        names == null ? call : names[call], () -> function.apply(arguments.build(call, inside)));
  }

  /// Runs `body`; what it throws names the element.
  static <R> R atElement(int element, Supplier<R> body) {
    try {
      return body.get();
    } catch (ElementException alreadyNamed) {
      throw alreadyNamed;
    } catch (MixtapeException e) {
      throw e.atElement(element);
    } catch (RuntimeException e) {
      throw new ElementException(element, e);
    }
  }

  /// The number of real leaves of a result.
  private int leafCount() {
    return passes.isEmpty() || passes.get(0).length == 0 ? 0 : passes.get(0)[0].length;
  }

  /// The results, one value per leaf (a column for a batch), with their derivatives attached at
  /// every level that entered.
  List<Value> leave() {
    requireEqualLeaves();
    List<Value> left = new ArrayList<>();
    for (int leaf = 0; leaf < leafCount(); leaf++) {
      Value value = assemble(leaf, levels.size(), primalPath());
      left.add(value == null ? numbers(leaf, primalPath()) : value);
    }
    return left;
  }

  private void requireEqualLeaves() {
    Value[][] calls = passes.get(0);
    for (int call = 1; call < calls.length; call++) {
      for (int leaf = 0; leaf < Math.max(calls[0].length, calls[call].length); leaf++) {
        boolean fits =
            calls[0].length == calls[call].length
                && calls[0][leaf].shape().equals(calls[call][leaf].shape());
        if (!fits) {
          throw new ShapeException(
              "map: the results must have leaves of the same shapes, but element 0 answered a "
                  + results.get(0)
                  + " and element "
                  + call
                  + " a "
                  + results.get(call));
        }
      }
    }
  }

  /// The results and their partials in every slot, for a boundary that was asked for them.
  Partials partials() {
    StandIn top = Objects.requireNonNull(boundary.requested());
    List<Value> values = leave();
    List<Slot> slots = boundary.slots;
    @Nullable Value[][] partials = new Value[values.size()][];
    for (int leaf = 0; leaf < partials.length; leaf++) {
      @Nullable Value[] ofLeaf = new Value[slots.size()];
      for (StandIn.Entry entry : top.entries) {
        Linkage linkage = linkage(entry, values.get(leaf).shape());
        ofLeaf[indexOf(slots, entry.key())] =
            packed(leaf, levels.size(), entry, primalPath(), linkage);
      }
      partials[leaf] = ofLeaf;
    }
    return new Partials(values, partials, slots, arguments.calls());
  }

  private static int indexOf(List<Slot> slots, Object key) {
    for (int i = 0; i < slots.size(); i++) if (slots.get(i) == key) return i;
    throw new AssertionError("a requested entry without a slot");
  }

  private Linkage linkage(StandIn.Entry entry, Shape result) {
    return new Linkage(entry.elementwise(), arguments.calls(), entry.source().shape(), result);
  }

  private int[] primalPath() {
    int[] path = new int[levels.size()];
    Arrays.fill(path, PRIMAL);
    return path;
  }

  /// The value at `path` with its derivatives attached at the lowest `depth` levels; null where it
  /// is zero for structural reasons.
  private @Nullable Value assemble(int leaf, int depth, int[] path) {
    if (depth == 0) return depends(leaf, path) ? numbers(leaf, path) : null;
    StandIn level = levels.get(depth - 1);
    path[depth - 1] = PRIMAL;
    Value value = assemble(leaf, depth - 1, path);
    if (value == null || level == boundary.requested()) return value;
    List<Attach.Link> links = new ArrayList<>();
    for (StandIn.Entry entry : level.entries) {
      Linkage linkage = linkage(entry, value.shape());
      Value partials = packed(leaf, depth, entry, path, linkage);
      if (partials != null) links.add(new Attach.Link(linkage, partials, entry.source()));
    }
    sighting.stores(links, value);
    return Attach.attach(value, links);
  }

  private @Nullable Value packed(
      int leaf, int depth, StandIn.Entry entry, int[] path, Linkage linkage) {
    List<Value> components = new ArrayList<>();
    boolean any = false;
    for (int c = 0; c < entry.components(); c++) {
      path[depth - 1] = entry.first() + c;
      Value component = assemble(leaf, depth - 1, path);
      any |= component != null;
      components.add(component == null ? zero(linkage.result()) : component);
    }
    path[depth - 1] = PRIMAL;
    return any ? linkage.pack(components) : null;
  }

  private static Value zero(Shape shape) {
    return Dense.filled(0, shape);
  }

  private boolean depends(int leaf, int[] path) {
    for (int call = 0; call < arguments.calls(); call++)
      if (read(leaf, call, path) != null) return true;
    return false;
  }

  /// The numbers of a leaf at `path`: of the one call, or a column of all.
  private Value numbers(int leaf, int[] path) {
    if (!arguments.isBatch()) return outside(Objects.requireNonNull(read(leaf, 0, path)));
    Shape shape = passes.get(0)[0][leaf].shape();
    double[] all = new double[arguments.calls() * shape.size()];
    for (int call = 0; call < arguments.calls(); call++) {
      Value value = read(leaf, call, path);
      if (value != null)
        System.arraycopy(value.arrayNumbers(), 0, all, call * shape.size(), shape.size());
    }
    return outside(Dense.of(all, Batch.columnShape(arguments.calls(), shape)));
  }

  private Value outside(Value value) {
    Value number = value.numbers();
    Level outer = boundary.outer;
    return outer instanceof Boundary enclosing
        ? enclosing.wrap(number, boundary.active ? Boundary.UNKNOWN : 0)
        : number;
  }

  private @Nullable Value read(int leaf, int call, int[] path) {
    Value value = passes.get(passAt(path))[call][leaf];
    for (int i = levels.size() - 1; i >= 0 && value != null; i--) {
      StandIn level = levels.get(i);
      value =
          path[i] == PRIMAL
              ? level.level.primalOf(value)
              : level.level.partialOf(value, path[i] % Dual.WIDTH);
    }
    return value;
  }

  private int passAt(int[] path) {
    int pass = 0;
    int stride = 1;
    for (int i = 0; i < path.length; i++) {
      if (path[i] != PRIMAL) pass += stride * (path[i] / Dual.WIDTH);
      stride *= Math.max(1, levels.get(i).windows());
    }
    return pass;
  }
}
