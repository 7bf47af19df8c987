package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Flattened;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.forward.Forward;
import io.vavr.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Nodes of one to four arguments of any kind and size, dynamic arrays in any position and several
/// at once, in every strategy against the tape and against forward mode without a node.
class AnyArgumentsTests {
  record Pair(Real first, RealVector rest) {}

  enum Kind {
    REAL,
    VECTOR,
    MATRIX,
    RECORD,
    BATCH
  }

  /// A kind of argument and its size.
  record Shaped(Kind kind, int size) {
    Object value(int seed) {
      return switch (kind) {
        case REAL -> real(0.3 + seed);
        case VECTOR -> vector(seed);
        case MATRIX -> mat(size / 4, 1 + size % 4, (i, j) -> real(0.1 * i - 0.2 * j + seed));
        case RECORD -> new Pair(real(seed - 1.5), vector(seed));
        case BATCH ->
            Batch.of(
                IntStream.range(0, 1 + size % 3)
                    .mapToObj(i -> new Pair(real(0.4 * i - 1), vector(seed + i)))
                    .toList());
      };
    }

    private RealVector vector(int seed) {
      return vec(IntStream.range(0, size).mapToDouble(i -> Math.sin(i + 2.0 * seed)).toArray());
    }
  }

  @Provide
  Arbitrary<List<Shaped>> arguments() {
    return Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 20))
        .as(Shaped::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  private static Real squashed(Object argument) {
    return switch (argument) {
      case Real x -> sin(x);
      case RealVector v when v.size() == 0 -> real(0.5);
      case RealVector v -> v.square().sum().plus(v.get(v.size() - 1).times(v.get(0)));
      case RealMatrix m -> m.square().sum().plus(m.sum());
      case Pair p -> squashed(p.first).plus(2).times(squashed(p.rest));
      case Batch<?> b ->
          IntStream.range(0, b.size()).mapToObj(i -> squashed(b.get(i))).reduce(Real::times).get();
      default -> throw new IllegalArgumentException(argument.toString());
    };
  }

  private static Real combined(Object... arguments) {
    Real r = real(0.3);
    for (Object argument : arguments) r = tanh(r.plus(1).times(squashed(argument)).times(0.1));
    return r;
  }

  private static Real node(Strategy s, Object[] x) {
    return switch (x.length) {
      case 1 -> fwddiff((Object a) -> combined(a), s).apply(x[0]);
      case 2 -> fwddiff((Object a, Object b) -> combined(a, b), s).apply(x[0], x[1]);
      case 3 ->
          fwddiff((Object a, Object b, Object c) -> combined(a, b, c), s).apply(x[0], x[1], x[2]);
      default ->
          fwddiff((Object a, Object b, Object c, Object d) -> combined(a, b, c, d), s)
              .apply(x[0], x[1], x[2], x[3]);
    };
  }

  /// The cotangents that the node's rule answers, one after the other.
  private static double[] pulled(Strategy s, Object[] x) {
    Tangent<Real> one = Tangent.of(real(1));
    Tuple tangents =
        switch (x.length) {
          case 1 -> rrule(fwddiff((Object a) -> combined(a), s), x[0]).get().pullback().apply(one);
          case 2 ->
              rrule(fwddiff((Object a, Object b) -> combined(a, b), s), x[0], x[1])
                  .get()
                  .pullback()
                  .apply(one);
          case 3 ->
              rrule(
                      fwddiff((Object a, Object b, Object c) -> combined(a, b, c), s),
                      x[0],
                      x[1],
                      x[2])
                  .get()
                  .pullback()
                  .apply(one);
          default ->
              rrule(
                      fwddiff((Object a, Object b, Object c, Object d) -> combined(a, b, c, d), s),
                      x[0],
                      x[1],
                      x[2],
                      x[3])
                  .get()
                  .pullback()
                  .apply(one);
        };
    return tangents
        .toSeq()
        .drop(1)
        .toJavaStream()
        .flatMapToDouble(t -> Arrays.stream(((Tangent<?>) t).vector().toArray()))
        .toArray();
  }

  private static Tuple tuple(Object[] x) {
    return switch (x.length) {
      case 1 -> Tuple.of(x[0]);
      case 2 -> Tuple.of(x[0], x[1]);
      case 3 -> Tuple.of(x[0], x[1], x[2]);
      default -> Tuple.of(x[0], x[1], x[2], x[3]);
    };
  }

  @Property(tries = 150)
  void nodesOfAnyArgumentsAgreeWithTheTape(@ForAll("arguments") List<Shaped> shaped) {
    Object[] at = IntStream.range(0, shaped.size()).mapToObj(i -> shaped.get(i).value(i)).toArray();
    Flattened<Tuple> flat = Flattened.of(tuple(at));
    double[] numbers = flat.vector().toArray();
    double[] expected =
        gradient(v -> combined(flat.unflatten(v).toSeq().toJavaArray()), vec(numbers)).toArray();
    var near = within(1e-11);
    assertThat(Forward.gradient(v -> combined(flat.unflatten(v).toSeq().toJavaArray()), numbers))
        .containsExactly(expected, near);
    Stream.of(Strategy.values())
        .forEach(s -> {
          assertThat(node(s, at).value()).isEqualTo(combined(at).value());
          assertThat(
                  gradient(v -> node(s, flat.unflatten(v).toSeq().toJavaArray()), vec(numbers))
                      .toArray())
              .as("tape over %s", s)
              .containsExactly(expected, near);
          assertThat(
                  Forward.gradient(v -> node(s, flat.unflatten(v).toSeq().toJavaArray()), numbers))
              .as("forward over %s", s)
              .containsExactly(expected, near);
          assertThat(pulled(s, at)).as("rule, %s", s).containsExactly(expected, near);
        });
  }
}
