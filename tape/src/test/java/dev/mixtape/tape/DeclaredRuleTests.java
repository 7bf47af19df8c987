package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.DomainException;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.RuleContext;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import io.vavr.Function2;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Rules made of partials, functions that are constant by declaration, rules left out, and
/// arithmetic with what rules answer.
class DeclaredRuleTests {
  private static final AtomicInteger IN_SECOND = new AtomicInteger();

  /// `exp(a) b`, opaque to every engine.
  static final Function2<Real, Real, Real> GROWTH =
      scalarRule(
          (a, b) -> real(Math.exp(a.value()) * b.value()),
          (y, _, _) -> y,
          (_, a, _) -> {
            IN_SECOND.incrementAndGet();
            return exp(a);
          });

  @Test
  void partialsMakeARuleInBothDirectionsAndToEveryOrder() {
    Function1<RealVector, Real> f = v -> GROWTH.apply(v.get(0), v.get(1).square());
    Function1<RealVector, Real> same = v -> exp(v.get(0)).times(v.get(1).square());
    RealVector at = vec(0.3, 1.7);
    double[] slopes = gradient(same, at).toArray();
    assertThat(gradient(f, at).toArray()).containsExactly(slopes, within(1e-14));
    assertThat(Forward.gradient(f, at).toArray()).containsExactly(slopes, within(1e-14));
    double[][] second = hessian(same, at).toArray();
    for (int i = 0; i < 2; i++) {
      assertThat(hessian(f, at).toArray()[i]).containsExactly(second[i], within(1e-13));
      assertThat(Forward.hessian(f, at).toArray()[i]).containsExactly(second[i], within(1e-13));
    }
  }

  @Test
  void aPartialThatNobodyWantsIsNotEvaluated() {
    var rule = rrule(RuleContext.plain().without(2), GROWTH, real(1), real(2)).get();
    IN_SECOND.set(0);
    rule.pullback().apply(real(1))._2.natural();
    assertThat(IN_SECOND).hasValue(0);
    Forward.derivative(a -> GROWTH.apply(a, real(2)), 1.0);
    gradient((Real a) -> GROWTH.apply(a, real(2)), 1.0);
    assertThat(IN_SECOND).hasValue(0);
  }

  @Test
  void whatIsNotDifferentiableIsAConstant() {
    Function1<Real, Real> steps = nonDifferentiable(x -> real(Math.floor(x.value())));
    assertThat(gradient((Real x) -> steps.apply(x).times(x), 2.5)).isEqualTo(2);
    assertThat(Forward.derivative((Real x) -> steps.apply(x).times(x), 2.5)).isEqualTo(2);
    assertThat(gradient((Real x) -> steps.apply(sqrt(x)).plus(x), 0.0)).isEqualTo(1);
    assertThat(Forward.derivative((Real x) -> steps.apply(sqrt(x)).plus(x), 0.0)).isEqualTo(1);
    Tangent<Real> none = rrule(steps, real(1)).get().pullback().apply(real(1))._2;
    assertThatThrownBy(none::natural).hasMessageContaining("declared not differentiable");
  }

  @Test
  void aConstantByDeclarationStillNamesWhatItCaptures() {
    assertThatThrownBy(() ->
            gradient(
                (Real y) -> {
                  Function1<Real, Real> f = nonDifferentiable(x -> x.times(y));
                  return f.apply(real(2));
                },
                3.0))
        .isInstanceOf(ActiveValueException.class)
        .hasMessageContaining("captured");
    assertThat(gradient((Real y) -> ignoreDerivatives(() -> y.square()).times(y), 3.0))
        .isEqualTo(9);
  }

  @Test
  void reverseLeavesARuleOut() {
    AtomicInteger pulled = new AtomicInteger();
    Function1<Real, Real> square =
        scalarRule(
            x -> x.times(x),
            (_, x) -> {
              pulled.incrementAndGet();
              return x.times(2);
            });
    assertThat(gradient(square, 3.0)).isEqualTo(6);
    assertThat(pulled).hasValue(1);
    assertThat(gradient(reverse(square), 3.0)).isEqualTo(6);
    assertThat(pulled).hasValue(1);
  }

  record Scaled(Real scale, RealVector at) {
    Scaled {
      require(scale.gt(0), "scale must be positive, but was %s", scale);
    }

    Real loss() {
      return at.square().sum().times(scale);
    }
  }

  @Test
  void aStepOfAnOptimiserMovesARecord() {
    Scaled start = new Scaled(real(1), vec(1, -2));
    Tangent<Scaled> gradient = gradient(Scaled::loss, start);
    Scaled moved = gradient.times(-0.1).addTo(start);
    assertThat(moved).isEqualTo(new Scaled(real(0.5), vec(0.8, -1.6)));
    assertThat(gradient.minus(gradient).vector()).isEqualTo(vec(0, 0, 0));
    assertThat(Tangent.zero(start).times(2).addTo(start)).isSameAs(start);
    assertThatThrownBy(() -> gradient.times(-1).addTo(start))
        .isInstanceOf(DomainException.class)
        .hasMessageContaining("-4.0");
  }
}
