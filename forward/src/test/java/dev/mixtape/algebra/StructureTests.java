package dev.mixtape.algebra;

import static dev.mixtape.algebra.Algebra.real;
import static dev.mixtape.algebra.Algebra.vec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.Tuple;
import io.vavr.Tuple0;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StructureTests {
  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(real(1), 1),
        Arguments.of(vec(1, 2), 1),
        Arguments.of(vec(), 1),
        Arguments.of(RealMatrix.of(new double[] {1, 2}), 1),
        Arguments.of(Models.GAUSS, 2),
        Arguments.of(new Models.Single(real(1)), 1),
        Arguments.of(Models.PARAMS, 2),
        Arguments.of(Models.BATCH, 2),
        Arguments.of(Models.everything(), 6),
        Arguments.of(Tuple0.instance(), 0),
        Arguments.of(Tuple.of(1, "a", true, Models.Kind.ONE), 0),
        Arguments.of(Tuple.of(real(1), Tuple.of(vec(1), Models.GAUSS)), 4),
        Arguments.of(
            Tuple.of(real(1), real(2), real(3), real(4), real(5), real(6), real(7), real(8)), 8));
  }

  @ParameterizedTest
  @MethodSource("values")
  void takesApartAndRebuilds(Object value, int leaves) {
    Structure structure = Structure.of(value);
    assertThat(structure.leafCount()).isEqualTo(leaves);
    assertThat(Structure.leavesOf(value)).hasSize(leaves);
    Object built = structure.build(Structure.leavesOf(value));
    assertThat(built.getClass()).isEqualTo(value.getClass());
    assertThat(Structure.of(built)).isEqualTo(structure).hasSameHashCodeAs(structure);
    assertThat(built).hasToString(value.toString());
  }

  @ParameterizedTest
  @MethodSource("values")
  void flattensAndUnflattens(Object value, int leaves) {
    Flattened<Object> flat = Flattened.of(value);
    assertThat(flat.vector().size())
        .isEqualTo(Structure.leavesOf(value).stream().mapToInt(leaf -> leaf.shape().size()).sum());
    assertThat(flat.shapes()).hasSize(leaves);
    assertThat(flat.unflatten(flat.vector())).hasToString(value.toString());
  }

  @Test
  void staticLeavesAreKeptAndCompared() {
    Models.Everything value = Models.everything();
    Models.Everything built =
        (Models.Everything) Structure.of(value).build(Structure.leavesOf(value));
    assertThat(built.kind()).isEqualTo(Models.Kind.TWO);
    assertThat(built.tuple()._2).isEqualTo("text");
    assertThat(built.n()).isEqualTo(3);
    assertThat(built.letter()).isEqualTo('c');
    assertThat(built.big()).isEqualTo(1L << 40);
    assertThat(Structure.of(Tuple.of(real(1), 3))).isNotEqualTo(Structure.of(Tuple.of(real(1), 4)));
  }

  @Test
  void leavesHaveNames() {
    assertThat(Structure.of(Models.everything()).leafNames(""))
        .containsExactly("inner.theta", "inner.w", "m", "batch.mu", "batch.sigma", "tuple._1");
    assertThat(Structure.of(real(1)).leafNames("loss")).containsExactly("loss");
  }

  record Doubled(Real x) {
    Doubled {
      x = x.times(2);
    }
  }

  record Negated(Real x) {
    @Override
    public Real x() {
      return x.unaryMinus();
    }
  }

  record Clamped(int n, Real x) {
    Clamped {
      n = Math.max(n, 1) + 1;
    }
  }

  static Stream<Arguments> changing() {
    return Stream.of(
        Arguments.of(new Doubled(real(1)), "Doubled", "`x`"),
        Arguments.of(new Negated(real(1)), "Negated", "`x`"),
        Arguments.of(new Clamped(1, real(1)), "Clamped", "`n`"));
  }

  @ParameterizedTest
  @MethodSource("changing")
  void aRecordThatChangesAComponentIsAnError(Object value, String type, String component) {
    Structure structure = Structure.of(value);
    assertThatExceptionOfType(StructureException.class)
        .isThrownBy(() -> structure.build(Structure.leavesOf(value)))
        .withMessageContainingAll(type, component, "constructor or accessor", "factory method");
  }

  record Positive(Real scale) {
    Positive {
      Algebra.require(scale.gt(0), "Positive: scale must be positive, but was %s", scale);
    }
  }

  @Test
  void whatAConstructorThrowsReachesTheUser() {
    Structure structure = Structure.of(new Positive(real(1)));
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> structure.build(List.of(Value.of(-1))))
        .withMessage("Positive: scale must be positive, but was -1.0");
  }

  @Test
  @SuppressWarnings("NullAway")
  void aNullComponentIsAnError() {
    assertThatExceptionOfType(StructureException.class)
        .isThrownBy(() -> Structure.of(new Models.Gauss(real(1), null)))
        .withMessageContainingAll("`sigma`", "Gauss", "is null");
  }

  @Test
  void otherTypesAreAnErrorThatSaysWhatMayBe() {
    assertThatExceptionOfType(StructureException.class)
        .isThrownBy(() -> Structure.of(Optional.of(real(1))))
        .withMessageContainingAll(
            "java.util.Optional", "no differentiable type", "Real", "record", "Vavr tuple", "enum");
    assertThatExceptionOfType(StructureException.class)
        .isThrownBy(() -> Structure.of(1.5))
        .withMessageContainingAll("java.lang.Double", "Real.of(…)");
  }

  @Test
  void tooFewLeavesAreAnError() {
    assertThatExceptionOfType(StructureException.class)
        .isThrownBy(() -> Structure.of(Models.GAUSS).build(List.of()))
        .withMessageContainingAll("2 leaves", "0 were given");
  }
}
