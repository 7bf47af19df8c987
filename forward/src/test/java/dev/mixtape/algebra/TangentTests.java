package dev.mixtape.algebra;

import static dev.mixtape.algebra.Algebra.real;
import static dev.mixtape.algebra.Algebra.vec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TangentTests {
  private static final Tangent<Models.Everything> ZERO = Tangent.zero(Models.everything());

  private static Refusal refuses(ThrowingCallable action) {
    return new Refusal(action);
  }

  private record Refusal(ThrowingCallable action) {
    void saying(String... parts) {
      assertThatExceptionOfType(StructureException.class)
          .isThrownBy(action)
          .withMessageContainingAll(parts);
    }
  }

  @Test
  void leavesAtAnyDepthAreReadAndWritten() {
    Tangent<Models.Everything> tangent =
        ZERO.with(e -> e.inner().theta(), real(-1))
            .with(e -> e.inner().w(), vec(4, 5, 6))
            .with(e -> e.tuple()._1, real(9));
    assertThat(tangent.get(e -> e.inner().theta()).value()).isEqualTo(-1);
    assertThat(tangent.get(e -> e.tuple()._1).value()).isEqualTo(9);
    assertThat(tangent.get(Models.Everything::m).toArray())
        .isDeepEqualTo(new double[][] {{0, 0}, {0, 0}});
    assertThat(tangent.part(Models.Everything::inner).get(Models.Params::w).toArray())
        .containsExactly(4, 5, 6);
    assertThat(ZERO.get(e -> e.inner().theta()).value()).isZero();
  }

  @Test
  void partsOfBatchesAndTuples() {
    Tangent<Batch<Models.Gauss>> batch = ZERO.part(Models.Everything::batch);
    assertThat(Tangent.column(batch, Models.Gauss::sigma).toArray()).containsExactly(0, 0, 0);
    assertThat(ZERO.part(Models.Everything::tuple).get(t -> t._1).value()).isZero();
    assertThat(ZERO.part(e -> e.inner().w()).natural().toArray()).containsExactly(0, 0, 0);
  }

  @Test
  void equalLeavesAreToldApart() {
    Real same = real(3);
    Tangent<Models.Gauss> tangent =
        Tangent.zero(new Models.Gauss(same, same)).with(Models.Gauss::sigma, real(1));
    assertThat(tangent.get(Models.Gauss::mu).value()).isZero();
    assertThat(tangent.get(Models.Gauss::sigma).value()).isEqualTo(1);
  }

  @Test
  void anAccessorThatComputesIsAnError() {
    refuses(() -> ZERO.get(e -> e.inner().theta().times(2)))
        .saying("accessor", "component", "unchanged", "compute with the tangents");
    refuses(() -> ZERO.get(e -> real(1))).saying("accessor");
    refuses(() -> ZERO.part(Models.Everything::kind)).saying("accessor");
    refuses(() -> Tangent.column(ZERO.part(Models.Everything::batch), g -> g.mu().plus(1)))
        .saying("accessor");
  }

  @Test
  void anotherShapeIsAnError() {
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> ZERO.with(e -> e.inner().w(), vec(1)))
        .withMessageContainingAll("vector(3)", "vector(1)");
  }

  @Test
  void naturalOfLeavesTuplesAndVectorsButNotOfRecords() {
    assertThat(Tangent.of(real(2)).natural().value()).isEqualTo(2);
    Tangent<Tuple2<Real, RealVector>> tuple = Tangent.zero(Tuple.of(real(1), vec(1, 2)));
    assertThat(tuple.natural()._2.toArray()).containsExactly(0, 0);
    assertThat(Tangent.zero(vec(1, 2)).natural().toArray()).containsExactly(0, 0);
    refuses(() -> Tangent.zero(Models.GAUSS).natural()).saying("Gauss", "get(Gauss::…)");
    refuses(() -> Tangent.zero(Models.BATCH).natural()).saying("Batch");
    refuses(() -> Tangent.zero(Tuple.of(Models.GAUSS)).natural()).saying("Tuple");
  }

  @Test
  void columnReadsBatchesOnly() {
    assertThat(Tangent.column(Tangent.of(vec(1, 2)), x -> x).toArray()).containsExactly(1, 2);
    assertThat(Tangent.column(Tangent.zero(vec(1, 2)), x -> x).toArray()).containsExactly(0, 0);
    assertThat(
            Tangent.column(Tangent.zero(Batch.<Models.Gauss>of(List.of())), Models.Gauss::mu)
                .toArray())
        .isEmpty();
  }

  @Test
  void sumsAreLeafByLeaf() {
    Tangent<Models.Gauss> zero = Tangent.zero(Models.GAUSS);
    Tangent<Models.Gauss> a = zero.with(Models.Gauss::mu, real(1));
    Tangent<Models.Gauss> b =
        zero.with(Models.Gauss::mu, real(2)).with(Models.Gauss::sigma, real(5));
    assertThat(a.plus(b).get(Models.Gauss::mu).value()).isEqualTo(3);
    assertThat(a.plus(b).get(Models.Gauss::sigma).value()).isEqualTo(5);
    assertThat(a.plus(zero)).isSameAs(a);
    assertThat(zero.plus(b)).isSameAs(b);
    assertThat(a.plus(new Tangent.NoTangent<>("held"))).isSameAs(a);
    assertThat(Tangent.of(vec(1, 2)).plus(Tangent.of(vec(3, 4))).natural().toArray())
        .containsExactly(4, 6);
  }

  @Test
  void thunksRunAtMostOnceAndNotUnasked() {
    AtomicInteger runs = new AtomicInteger();
    Tangent<Real> thunk =
        Tangent.thunk(() -> {
          runs.incrementAndGet();
          return Tangent.of(real(4));
        });
    assertThat(runs).hasValue(0);
    assertThat(thunk.natural().value()).isEqualTo(4);
    assertThat(thunk.plus(Tangent.of(real(1))).natural().value()).isEqualTo(5);
    assertThat(Tangent.thunk(() -> thunk).natural().value()).isEqualTo(4);
    assertThat(runs).hasValue(1);
  }

  @Test
  void noTangentAndNotImplementedSayWhy() {
    Tangent<Models.Gauss> held = new Tangent.NoTangent<>("argument 2 is held constant");
    refuses(() -> held.get(Models.Gauss::mu)).saying("no tangent", "argument 2 is held constant");
    Tangent<Real> missing = new Tangent.NotImplemented<>("besselk in nu", "no formula is known");
    for (ThrowingCallable use :
        new ThrowingCallable[] {
          missing::natural,
          missing::leaves,
          () -> missing.plus(Tangent.of(real(1))),
          () -> Tangent.thunk(() -> missing).natural()
        }) {
      assertThatExceptionOfType(FunctionException.class)
          .isThrownBy(use)
          .withMessageContainingAll("besselk in nu", "not implemented", "no formula is known");
    }
  }

  @Test
  void withoutRealLeavesThereIsNoTangent() {
    refuses(() ->
            Tangent.ofLeaves(Structure.of(Models.Kind.ONE), List.of(), new Value[0]).natural())
        .saying("no real leaf");
  }

  @Test
  void allComponentsAsOneVector() {
    Tangent<Models.Gauss> tangent =
        Tangent.zero(new Models.Gauss(real(1), real(2))).with(Models.Gauss::sigma, real(-5));
    assertThat(tangent.vector().toArray()).containsExactly(0, -5);
    assertThat(Tangent.of(vec(1, 2)).vector().toArray()).containsExactly(1, 2);
    refuses(() -> Structure.of(tangent)).saying("a tangent", "vector()");
  }

  @Test
  void tangentsOfOneTypeAreEqualHoweverTheyWereMade() {
    Models.Gauss at = new Models.Gauss(real(1), real(2));
    Tangent<Models.Gauss> built =
        Tangent.zero(at).with(Models.Gauss::mu, real(3)).with(Models.Gauss::sigma, real(4));
    Tangent<Models.Gauss> whole = Tangent.of(new Models.Gauss(real(3), real(4)));
    Value[] leaves = {Value.of(real(3)), Value.of(real(4))};
    Tangent<Models.Gauss> leafwise =
        Tangent.ofLeaves(Structure.of(at), Structure.leavesOf(at), leaves);
    TangentSum<Models.Gauss> sum = TangentSum.of(at);
    sum.part(Models.Gauss::mu).add(Tangent.of(real(3)));
    sum.part(Models.Gauss::sigma).add(0, real(4));
    for (Tangent<Models.Gauss> other : List.of(whole, leafwise, sum.tangent())) {
      assertThat(other).isEqualTo(built).hasSameHashCodeAs(built);
      assertThat(other).isNotEqualTo(built.times(2)).isNotEqualTo(Tangent.zero(at));
    }
    Tangent<Models.Gauss> half = Tangent.zero(at).with(Models.Gauss::mu, real(3));
    assertThat(half).isEqualTo(half.with(Models.Gauss::sigma, real(0)));
    assertThat(Tangent.of(Tuple.of(real(3), real(4)))).isNotEqualTo(built);
    assertThat(Tangent.of(vec(1, 2)))
        .isEqualTo(Tangent.zero(vec(0, 0)).plus(Tangent.of(vec(1, 2))));
  }

  @Test
  void arithmeticKeepsStructuralZeros() {
    Models.Gauss at = new Models.Gauss(real(1), real(2));
    Tangent<Models.Gauss> half = Tangent.zero(at).with(Models.Gauss::mu, real(3));
    for (Tangent<Models.Gauss> kept :
        List.of(
            half.times(Double.POSITIVE_INFINITY),
            half.plus(half),
            half.minus(half.times(2)),
            Tangent.zero(at).plus(half),
            half.plus(Tangent.zero(at)),
            half.plus(new Tangent.NoTangent<>("held")))) {
      assertThat(kept.leaves()[0]).isNotNull();
      assertThat(kept.leaves()[1]).isNull();
    }
    assertThat(Tangent.zero(at).times(Double.NaN)).isEqualTo(Tangent.zero(at));
  }

  @Test
  void aSumNamesWhatCannotBeAdded() {
    Models.Gauss at = new Models.Gauss(real(1), real(2));
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> TangentSum.of(at).add(0, real(1)))
        .withMessageContainingAll("entries", "Gauss", "part(accessor)");
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> TangentSum.of(vec(1, 2)).add(Tangent.of(vec(1))))
        .withMessageContainingAll("vector(1)", "vector(2)");
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> TangentSum.of(vec(1, 2)).add(new int[] {0, 1}, vec(1)))
        .withMessageContainingAll("1 tangents", "2 entries");
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> TangentSum.of(vec(1, 2)).add(-1, real(1)))
        .withMessageContainingAll("no entry -1", "vector(2)");
    TangentSum<RealVector> sum = TangentSum.of(vec(1, 2, 3));
    assertThat(sum.tangent()).isEqualTo(Tangent.zero(vec(1, 2, 3)));
    sum.add(new int[] {2, 0, 2}, vec(1, 10, 100));
    assertThat(sum.tangent().natural()).isEqualTo(vec(10, 0, 101));
  }
}
