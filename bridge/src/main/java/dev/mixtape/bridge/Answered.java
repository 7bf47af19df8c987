package dev.mixtape.bridge;

import dev.mixtape.algebra.Accumulator;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.TangentSum;
import dev.mixtape.algebra.Value;
import dev.mixtape.bridge.untyped.UntypedRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What rules answer and engines are given, brought into the tangent space of its primal: as many
/// leaves, of its shapes.
final class Answered {
  private Answered() {}

  /// What a rule answered for argument `argument`, counted from 1; nothing is computed.
  ///
  /// @throws FunctionException when there is no answer
  static Tangent<?> present(String rule, int argument, @Nullable Object answer) {
    if (answer instanceof Tangent<?> tangent) return tangent;
    throw new FunctionException(
        "rule "
            + rule
            + " answered too few tangents: one per argument was expected, but argument "
            + argument
            + " got none; answer NoTangent where there is nothing to move");
  }

  /// The tangents of captured values that a rule answered.
  ///
  /// @throws FunctionException when there are some and the engine would lose them
  static Captures captures(String rule, RuleContext context, UntypedRule.Answer answer) {
    Captures captures = answer.captures();
    if (captures.entries().isEmpty() || context.get(EngineTrait.CAPTURES)) return captures;
    throw new FunctionException(
        "rule "
            + rule
            + " answered tangents of captured values, but the engine that asked has no use for"
            + " them; pass the values as arguments, or answer Captures.none() where"
            + " context.get(EngineTrait.CAPTURES) is false and the values do not move");
  }

  /// The leaf tangents of argument `argument`, counted from 1; null is zero.
  ///
  /// @throws FunctionException when the answer has other leaves
  /// @throws ShapeException when a leaf has another shape
  static @Nullable Value[] onto(String rule, int argument, Object primal, Tangent<?> tangent) {
    return onto("rule " + rule + " answered a tangent of", "argument " + argument, primal, tangent);
  }

  /// Adds the tangent of argument `argument`, counted from 1, to a sum per leaf.
  ///
  /// @throws FunctionException when the answer has other leaves
  /// @throws ShapeException when a leaf has another shape
  @SuppressWarnings("unchecked")
  static <P> void addOnto(
      String rule,
      int argument,
      P primal,
      Tangent<?> tangent,
      GivenLevels given,
      @Nullable Accumulator[] sums) {
    Tangent<?> evaluated = tangent.evaluated();
    if (evaluated instanceof Tangent.Adding) {
      TangentSum.into(primal, sums).add((Tangent<P>) evaluated);
      return;
    }
    @Nullable Value[] leaves = onto(rule, argument, primal, evaluated);
    for (int i = 0; i < leaves.length; i++) {
      Value leaf = leaves[i];
      Accumulator sum = sums[i];
      given.require(leaf);
      if (leaf != null && sum != null) sum.add(leaf);
    }
  }

  /// The leaf tangents of the result; null is zero.
  ///
  /// @throws FunctionException when the answer has other leaves
  /// @throws ShapeException when a leaf has another shape
  static @Nullable Value[] ontoResult(String rule, Object primal, Tangent<?> tangent) {
    return onto("rule " + rule + " answered a tangent of", "the result", primal, tangent);
  }

  /// The leaf cotangents that were given for a result; null is zero.
  ///
  /// @throws FunctionException when the cotangent has other leaves
  /// @throws ShapeException when a leaf has another shape
  static @Nullable Value[] ofCotangent(Object primal, Tangent<?> cotangent) {
    return onto("a cotangent was given with", "the result", primal, cotangent);
  }

  /// The leaf tangents that were given for argument `argument`, counted from 1; null is zero.
  ///
  /// @throws FunctionException when the tangent has other leaves
  /// @throws ShapeException when a leaf has another shape
  static @Nullable Value[] ofGiven(int argument, Object primal, Tangent<?> tangent) {
    return onto("a tangent was given with", "argument " + argument, primal, tangent);
  }

  /// The leaf tangents of the arguments together that an engine answered; null is zero.
  static @Nullable Value[] ofEngine(Object arguments, Tangent<?> tangent) {
    return onto("an engine answered a tangent of", "the arguments", arguments, tangent);
  }

  /// The leaves of a tangent that is projected; null is zero.
  static @Nullable Value[] projected(Object primal, Tangent<?> tangent) {
    return onto("a tangent was projected with", "the primal", primal, tangent);
  }

  private static @Nullable Value[] onto(
      String origin, String whose, Object primal, Tangent<?> tangent) {
    List<Value> leaves = Structure.leavesOf(primal);
    Tangent<?> forced = tangent.forced();
    if (forced instanceof Tangent.ZeroTangent || forced instanceof Tangent.NoTangent)
      return new @Nullable Value[leaves.size()];
    @Nullable Value[] tangents = forced.leaves();
    if (tangents.length != leaves.size()) {
      throw new FunctionException(
          origin + " " + tangents.length + " leaves for " + whose + ", which has " + leaves.size());
    }
    for (int i = 0; i < tangents.length; i++) {
      Value leaf = tangents[i];
      Shape expected = leaves.get(i).shape();
      if (leaf != null && !leaf.shape().equals(expected)) {
        throw new ShapeException(
            origin + " shape " + leaf.shape() + " for " + whose + ", whose shape is " + expected);
      }
    }
    return tangents;
  }
}
