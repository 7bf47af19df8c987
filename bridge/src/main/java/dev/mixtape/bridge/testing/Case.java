package dev.mixtape.bridge.testing;

import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.Value;
import dev.mixtape.bridge.RuleContext;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A function under check at its arguments.
///
/// @param x the arguments
/// @param y the result
record Case(Subject subject, Point x, Point y, Options options) {
  /// From so many components of the result on, random cotangents stand for the unit ones.
  private static final int FEW = 8;

  private static final int RANDOM_COTANGENTS = 3;

  /// A rule at arguments, ready to pull.
  record Pullback(Point x, Subject.Pulled pulled, Point y) {
    /// The tangents for a cotangent of the result with these components.
    List<? extends Tangent<?>> tangents(double[] cotangent) {
      return tangents(cotangent(cotangent));
    }

    List<? extends Tangent<?>> tangents(Tangent<?> cotangent) {
      return pulled.pullback().apply(cotangent);
    }

    Tangent<?> cotangent(double[] components) {
      return y.tangents(new Object[] {pulled.value()}, components).get(0);
    }

    /// The numbers of the tangents.
    double[] at(double[] cotangent) {
      return read(cotangent).numbers();
    }

    Answer read(double[] cotangent) {
      return Answer.read(x, tangents(cotangent));
    }
  }

  RandomGenerator random() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(options.seed());
  }

  Pullback pullback(Point at) {
    return pullback(at, RuleContext.plain());
  }

  Pullback pullback(Point at, RuleContext context) {
    Subject.Pulled pulled = subject.rrule().apply(context, at.values()).get();
    return new Pullback(at, pulled, Point.of(pulled.value()));
  }

  /// The function's value, without its rule.
  Point value(Point at) {
    return Point.of(subject.apply().apply(at.values()));
  }

  /// The same, or null where the function refuses its arguments.
  @Nullable Point valueOrNull(Point at) {
    try {
      return value(at);
    } catch (RuntimeException e) {
      return null;
    }
  }

  /// The function's own operations on leaves of any level.
  Object withoutRule(List<Value> leaves) {
    return subject.withoutRule(x.values(leaves));
  }

  /// Cotangents that together tell what the pullback is: unit ones for a small result.
  List<double[]> cotangents(Point value) {
    int size = value.size();
    RandomGenerator random = random();
    if (size == 1) return List.of(new double[] {1});
    if (size > FEW)
      return IntStream.range(0, RANDOM_COTANGENTS)
          .mapToObj(_ -> Numbers.random(size, random))
          .toList();
    return IntStream.rangeClosed(0, size)
        .mapToObj(k -> k < size ? Numbers.unit(k, size) : Numbers.random(size, random))
        .toList();
  }

  double[] cotangent(RandomGenerator random) {
    return Numbers.random(y.size(), random);
  }

  /// `argument 2 leaf `scale` element [3]`.
  String place(int component) {
    return x.argumentPlace(component);
  }

  boolean isHeld(Point at, int component) {
    return options.held().contains(at.owner(component) + 1);
  }

  String signature() {
    return "(" + x.signature() + ") -> " + y.signature();
  }

  int arguments() {
    return x.structures().size();
  }

  Structure result() {
    return y.structures().get(0);
  }
}
