package dev.mixtape.tape.graph;

import dev.mixtape.algebra.Comparison;
import dev.mixtape.algebra.Differentiable;
import dev.mixtape.algebra.Flattened;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.ScopeException;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.StructureException;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.program.Recorder;
import dev.mixtape.tape.Mixtape;
import io.vavr.Function1;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// A computation that was recorded or built, with names for its inputs, outputs and parts.
///
/// A graph is immutable: [#bind] answers another one. Bound to values that are being differentiated
/// or recorded it is differentiated or recorded through, so it nests in gradients, maps and other
/// graphs. A comparison that would now come out another way makes it record again, so a replay is
/// never silently wrong.
public final class Graph {
  /// Makes the graph again, with numbers for some of its inputs.
  private final Function<Map<String, Value>, Graph> maker;

  private final Program program;
  private final Map<String, Shape> inputs;
  private final Map<String, Integer> outputs;
  private final Map<String, Value> bound;

  private Graph(
      Function<Map<String, Value>, Graph> maker,
      Program program,
      Map<String, Shape> inputs,
      Map<String, Integer> outputs,
      Map<String, Value> bound) {
    this.maker = maker;
    this.program = program;
    this.inputs = inputs;
    this.outputs = outputs;
    this.bound = bound;
  }

  /// Builds a graph by a lambda that is given its builder.
  public static Graph of(Consumer<GraphBuilder> building) {
    return of(building, Map.of());
  }

  private static Graph of(Consumer<GraphBuilder> building, Map<String, Value> given) {
    return recording(
        values -> of(building, values),
        given,
        builder -> {
          building.accept(builder);
          return builder.outputs;
        });
  }

  /// Records a function of untyped arguments; [Mixtape#record] is the typed word.
  public static Graph recorded(Function<Object[], Object> function, Object... arguments) {
    return recorded(function, arguments, Map.of());
  }

  private static Graph recorded(
      Function<Object[], Object> function, Object[] arguments, Map<String, Value> given) {
    return recording(
        values -> recorded(function, arguments, values),
        given,
        builder -> {
          Object result = function.apply(inputs(builder, arguments));
          List<String> names =
              Structure.of(result).leafNames(result instanceof Differentiable<?> ? "result" : "");
          Map<String, Value> named = new LinkedHashMap<>();
          List<Value> leaves = Structure.leavesOf(result);
          for (int i = 0; i < leaves.size(); i++) named.put(names.get(i), leaves.get(i));
          return named;
        });
  }

  private static Object[] inputs(GraphBuilder builder, Object[] arguments) {
    Object[] recorded = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      Structure structure = Structure.of(arguments[i]);
      List<String> names =
          structure.leafNames(structure instanceof Structure.OfRecord ? "" : "x" + (i + 1));
      List<Value> leaves = Structure.leavesOf(arguments[i]);
      List<Value> own = new ArrayList<>();
      for (int leaf = 0; leaf < leaves.size(); leaf++)
        own.add(builder.bound(names.get(leaf), leaves.get(leaf)));
      recorded[i] = structure.build(own);
    }
    return recorded;
  }

  private static Graph recording(
      Function<Map<String, Value>, Graph> maker,
      Map<String, Value> given,
      Function<GraphBuilder, Map<String, Value>> body) {
    Recorder recorder = Recorder.open();
    try {
      GraphBuilder builder = new GraphBuilder(recorder, given);
      Map<String, Value> results = body.apply(builder);
      List<Value> leaves = List.copyOf(results.values());
      Structure structure =
          new Structure.OfTuple(
              leaves.stream().<Structure>map(leaf -> new Structure.Leaf(leaf.shape())).toList());
      Program program = recorder.program(structure, leaves);
      if (recorder.escaped()) {
        throw new ScopeException(
            "a value of a graph was asked for its plain number, which the graph could not follow;"
                + " keep to the algebra, or compute it outside and pass it as an input");
      }
      return new Graph(
          maker, program, builder.inputs, named(program, results.keySet()), builder.bound);
    } finally {
      recorder.close();
    }
  }

  private static Map<String, Integer> named(Program program, Set<String> results) {
    Map<String, Integer> outputs = new LinkedHashMap<>();
    int at = 0;
    for (String name : results) outputs.put(name, program.outputs().get(at++));
    program.names().forEach((step, name) -> outputs.putIfAbsent(name, step));
    return outputs;
  }

  /// The names and shapes of the inputs.
  public Map<String, Shape> inputs() {
    return Map.copyOf(inputs);
  }

  /// The names that can be asked for: outputs and named values.
  public Set<String> outputs() {
    return Set.copyOf(outputs.keySet());
  }

  /// This graph with a value for an input; the value may be active.
  ///
  /// @throws StructureException when there is no such input; lists those there are
  /// @throws ShapeException when the value has another shape than the input; names the input and
  ///   both
  public <T extends Differentiable<T>> Graph bind(String input, T value) {
    Shape expected = inputs.get(input);
    if (expected == null) {
      throw new StructureException(
          "the graph has no input `" + input + "`; it has " + inputs.keySet());
    }
    if (!expected.equals(value.shape())) {
      throw new ShapeException(
          "input `" + input + "` is a " + expected + ", but a " + value.shape() + " was bound");
    }
    Map<String, Value> more = new LinkedHashMap<>(bound);
    more.put(input, Value.of(value));
    return new Graph(maker, program, inputs, outputs, more);
  }

  /// Runs the graph with what is bound.
  ///
  /// @throws StructureException when an input is not bound
  public NamedValues run() {
    Value[] values = new Execution(program, boundValues()).run();
    if (!guardsHold(values)) return again().run();
    Map<String, Value> results = new LinkedHashMap<>();
    outputs.forEach((name, step) -> results.put(name, values[step]));
    return new NamedValues(results);
  }

  private List<Value> boundValues() {
    List<Value> values = new ArrayList<>();
    for (String input : inputs.keySet()) {
      Value value = bound.get(input);
      if (value == null) {
        throw new StructureException(
            "input `" + input + "` of the graph is not bound; write bind(\"" + input + "\", …)");
      }
      values.add(value);
    }
    return values;
  }

  private boolean guardsHold(Value[] values) {
    for (Program.Guard guard : program.guards()) {
      if (holds(guard.comparison(), values[guard.left()].asReal(), values[guard.right()].asReal())
          != guard.held()) return false;
    }
    return true;
  }

  private static boolean holds(Comparison comparison, Real a, Real b) {
    return switch (comparison) {
      case GT -> a.gt(b);
      case GE -> a.ge(b);
      case LT -> a.lt(b);
      case LE -> a.le(b);
      case EQ -> a.eq(b);
    };
  }

  private Graph again() {
    Graph other = maker.apply(bound);
    return new Graph(maker, other.program, other.inputs, other.outputs, bound);
  }

  /// Runs the graph and answers the real called `output`.
  public Real real(String output) {
    return run().real(output);
  }

  /// Runs the graph and answers the vector called `output`.
  public RealVector vector(String output) {
    return run().vector(output);
  }

  /// Runs the graph and answers the matrix called `output`.
  public RealMatrix matrix(String output) {
    return run().matrix(output);
  }

  /// The gradients of the real `output` in every input, by the inputs' names.
  public NamedValues gradient(String output) {
    Flattened<Object> flat = Flattened.ofLeaves(boundValues());
    RealVector gradient =
        Mixtape.gradient(v -> withInputs(flat.leaves(v)).real(output), flat.vector());
    return new NamedValues(byName(flat.leaves(gradient)));
  }

  private Graph withInputs(List<Value> values) {
    return new Graph(maker, program, inputs, outputs, byName(values));
  }

  private Map<String, Value> byName(List<Value> values) {
    Map<String, Value> named = new LinkedHashMap<>();
    int at = 0;
    for (String input : inputs.keySet()) named.put(input, values.get(at++));
    return named;
  }

  /// The graph as a function of one input, the others as they are bound.
  @SuppressWarnings("unchecked")
  public <A extends Differentiable<A>, R extends Differentiable<R>> Function1<A, R> function(
      String input, String output) {
    return a -> {
      NamedValues values = bind(input, a).run();
      return (R) values.value(output).typed();
    };
  }

  /// The program as text: a line per value with its names, scopes and nodes with their modes.
  public String text() {
    return new TextPrinter(program, List.copyOf(inputs.keySet()), outputs).print();
  }

  /// The graph in the DOT language of Graphviz, scopes and nodes as clusters.
  public String dot() {
    return new DotPrinter(program, List.copyOf(inputs.keySet()), outputs).print();
  }

  @Override
  public String toString() {
    return text();
  }
}
