package dev.mixtape.tape;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.explain.Explanation;
import dev.mixtape.algebra.node.Explainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A function recorded on a tape at some arguments, ready to be swept.
final class Reverse {
  private final Tape tape = new Tape();
  private final Structure[] structures;
  private final List<List<Value>> leaves;
  private final Structure result;
  private final List<Value> outputs;

  private Reverse(Function<Object[], Object> function, Object[] arguments) {
    structures = new Structure[arguments.length];
    leaves = new ArrayList<>(arguments.length);
    try {
      Object[] taped = new Object[arguments.length];
      for (int i = 0; i < taped.length; i++) {
        structures[i] = Structure.of(arguments[i]);
        leaves.add(Structure.leavesOf(arguments[i]));
        taped[i] = structures[i].build(mapped(leaves.get(i), tape::input));
      }
      Object answer = function.apply(taped);
      this.result = Structure.of(answer);
      this.outputs = mapped(Structure.leavesOf(answer), tape::answered);
    } finally {
      tape.close();
    }
  }

  static Reverse of(Function<Object[], Object> function, Object... arguments) {
    return new Reverse(function, arguments);
  }

  /// The same, to be swept for as long as anybody likes: the tape gets storage of its own size.
  static Reverse kept(Function<Object[], Object> function, Object... arguments) {
    Reverse reverse = of(function, arguments);
    reverse.tape.keep();
    return reverse;
  }

  /// What evaluating `function` and sweeping back once, with cotangents of one, tells of its nodes.
  static Explanation explained(Function<Object[], Object> function, Object... arguments) {
    return Explainer.explain(() -> {
      Reverse reverse = of(function, arguments);
      reverse.outputs.forEach(Value::arrayNumbers);
      reverse.sweep(
          reverse.outputs.stream()
              .map(output -> Dense.filled(1, output.shape()))
              .toArray(Value[]::new));
    });
  }

  private static List<Value> mapped(List<Value> values, UnaryOperator<Value> f) {
    Value[] mapped = new Value[values.size()];
    for (int i = 0; i < mapped.length; i++) mapped[i] = f.apply(values.get(i));
    return Arrays.asList(mapped);
  }

  /// The function's value, one level down.
  Object value() {
    return result.build(mapped(outputs, this::below));
  }

  /// The function's value, a real, of which nothing waits to be computed: what the sweep has in
  /// common with it is computed once.
  Real number() {
    Real value = (Real) value();
    Value.of(value).scalarNumber();
    return value;
  }

  private Value below(Value output) {
    return output.level() == tape ? output.primal() : output;
  }

  List<Value> outputs() {
    return outputs;
  }

  /// Sweeps with these cotangents of the result's leaves; null is zero. Answers one array of leaf
  /// cotangents per argument.
  @Nullable Value[][] sweep(@Nullable Value[] cotangents) {
    Sweep sweep = new Sweep(tape);
    for (int i = 0; i < cotangents.length; i++) {
      Value cotangent = cotangents[i];
      if (cotangent != null
          && outputs.get(i) instanceof Taped taped
          && taped.level() == tape
          && taped.node >= 0) {
        sweep.add(taped.node, cotangent);
      }
    }
    sweep.run();
    @Nullable Value[][] adjoints = new Value[structures.length][];
    int node = 0;
    for (int i = 0; i < adjoints.length; i++) {
      @Nullable Value[] own = new Value[leaves.get(i).size()];
      for (int leaf = 0; leaf < own.length; leaf++) own[leaf] = sweep.adjoint(node++);
      adjoints[i] = own;
    }
    sweep.release();
    return adjoints;
  }

  /// The tangents of the arguments for a cotangent of the result. `NoTangent` moves nothing; a
  /// result without leaves, an empty batch, has no other.
  List<Tangent<?>> tangents(Tangent<?> cotangent) {
    return cotangent.forced() instanceof Tangent.NoTangent
        ? tangents(new @Nullable Value[outputs.size()])
        : tangents(cotangent.leaves());
  }

  /// The tangents of the arguments for these cotangents.
  List<Tangent<?>> tangents(@Nullable Value[] cotangents) {
    @Nullable Value[][] adjoints = sweep(cotangents);
    List<Tangent<?>> tangents = new ArrayList<>(adjoints.length);
    for (int i = 0; i < adjoints.length; i++) {
      tangents.add(Tangent.ofLeaves(structures[i], leaves.get(i), adjoints[i]));
    }
    return tangents;
  }

  /// The gradients of a scalar result; nothing can be swept after that.
  List<Tangent<?>> gradients() {
    List<Tangent<?>> gradients = tangents(new Value[] {Scalar.ONE});
    release();
    return gradients;
  }

  /// After the last sweep: leaves the tape's storage to other tapes.
  void release() {
    tape.release();
  }

  /// The gradients as values of the arguments' own types.
  List<Object> naturals() {
    List<Object> naturals = new ArrayList<>(structures.length);
    for (Tangent<?> gradient : gradients()) naturals.add(gradient.natural());
    return naturals;
  }

  /// The gradient of a scalar result in argument `i`.
  Tangent<?> tangent(int i) {
    return gradients().get(i);
  }

  /// The same as a value of the argument's own type.
  Object natural(int i) {
    return tangent(i).natural();
  }

  /// The leaves of argument `i`.
  List<Value> leaves(int i) {
    return leaves.get(i);
  }
}
