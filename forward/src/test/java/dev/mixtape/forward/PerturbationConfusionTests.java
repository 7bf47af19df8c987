package dev.mixtape.forward;

import static dev.mixtape.algebra.Algebra.real;
import static dev.mixtape.algebra.Algebra.sum;
import static dev.mixtape.algebra.Algebra.vec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.FiniteDifferences;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.ScopeException;
import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Nested derivatives that other libraries got wrong because two perturbations were taken for one.
/// Each test is headed by the bug it comes from.
class PerturbationConfusionTests {
  /// Siskind and Pearlmutter, "Perturbation Confusion and Referential Transparency", 2005;
  /// ForwardDiff.jl #83 answered 2.
  @Test
  void innerFunctionClosesOverTheOuterVariable() {
    assertThat(Forward.derivative(x -> x.times(Forward.derivative(x::plus, real(1))), 1))
        .isEqualTo(1);
  }

  /// ReverseDiff.jl #45, the product instead of the sum: 2x.
  @Test
  void innerProductWithTheOuterVariable() {
    assertThat(Forward.derivative(x -> x.times(Forward.derivative(x::times, real(1))), 4))
        .isEqualTo(8);
  }

  /// ForwardDiff.jl #83, the vector example: `gradient(v -> sum(v) * D(y -> y * norm(v), 1))`.
  @Test
  void innerFunctionClosesOverAVector() {
    Function1<RealVector, Real> f =
        v ->
            v.sum()
                .times(
                    Forward.derivative(
                        y -> y.times(dev.mixtape.algebra.Algebra.sqrt(v.dot(v))), real(1)));
    double[] x = {1, 2, -0.5};
    assertThat(Forward.gradient(f, x))
        .containsExactly(FiniteDifferences.gradient(p -> f.apply(vec(p)).value(), x), within(1e-9));
  }

  /// ForwardDiff.jl #238, first example: the mixed Jacobian of a Lagrangian without a coupling.
  @Test
  void mixedDerivativesOfALagrangian() {
    RealVector q = vec(1, 2);
    RealVector v = vec(3, 4);
    assertThat(Forward.jacobian(a -> Forward.gradient(b -> lagrangian(a, b), v), q).toArray())
        .isDeepEqualTo(new double[][] {{0, 0}, {0, 0}});
    assertThat(
            Forward.jacobian(a -> Forward.gradient(b -> lagrangian(a, b).times(a.get(0)), v), q)
                .toArray())
        .isDeepEqualTo(new double[][] {{3, 0}, {4, 0}});
  }

  private static Real lagrangian(RealVector q, RealVector v) {
    return v.dot(v).times(0.5).minus(q.get(1).times(9.8));
  }

  /// ForwardDiff.jl #238, second example: the gradient of a Hamiltonian by Legendre transformation,
  /// which differentiates the Lagrangian twice inside; (0, 9.8) by hand.
  @Test
  void gradientThroughALegendreTransformation() {
    RealVector gradient =
        Forward.gradient(q -> legendre(v -> lagrangian(q, v), vec(5, 6)), vec(1, 2));
    assertThat(gradient.toArray()).containsExactly(new double[] {0, 9.8}, within(1e-12));
  }

  /// `w·v - F(v)` where `∇F(v) = w`, for a quadratic `F` with a diagonal Hessian.
  private static Real legendre(Function1<RealVector, Real> f, RealVector w) {
    Function1<RealVector, RealVector> slope = v -> Forward.gradient(f, v);
    RealVector zero = vec(0, 0);
    RealVector diagonal = Forward.jacobian(slope, zero).matvec(vec(1, 1));
    RealVector v = w.minus(slope.apply(zero)).div(diagonal);
    return w.dot(v).minus(f.apply(v));
  }

  /// ForwardDiff.jl #313: one callable type that differentiates itself, so that a tag made of the
  /// function's type is the same twice; it answered 2.
  record Confuse(boolean outer, Real x) implements Function1<Real, Real> {
    @Override
    public Real apply(Real y) {
      if (!outer) return x.plus(y);
      return y.times(Forward.derivative(new Confuse(false, y), real(1)));
    }
  }

  @Test
  void oneCallableDifferentiatesAnotherOfItsType() {
    assertThat(Forward.derivative(new Confuse(true, real(0)), 1)).isEqualTo(1);
  }

  /// The same, and the very same object is entered again: f(x, n) = x f'(x, n-1), f(x, 0) = x⁴, so
  /// that f(x, 3) = 64 x⁴.
  private static final class Reentered implements Function1<Real, Real> {
    private static final long serialVersionUID = 1L;
    private int depth = 3;

    @Override
    public Real apply(Real x) {
      if (depth == 0) return x.square().square();
      depth--;
      Real slope = Forward.derivative(this, x);
      depth++;
      return x.times(slope);
    }
  }

  @Test
  void theSameFunctionObjectIsEnteredAgain() {
    assertThat(new Reentered().apply(real(2)).value()).isEqualTo(1024);
    assertThat(Forward.derivative(new Reentered(), 2)).isEqualTo(2048);
  }

  /// ForwardDiff.jl #443 (ForwardDiff2.jl #37): the inner function changes what it captured, and is
  /// differentiated twice; the first perturbation is still in the captured value the second time.
  /// The answer is 1; ForwardDiff said 2.
  @Test
  void innerFunctionChangesItsCapture() {
    double slope =
        Forward.derivative(
            outer -> {
              AtomicReference<Real> x = new AtomicReference<>(outer);
              Function1<Real, Real> f = y -> x.updateAndGet(old -> old.times(y));
              Real first = Forward.derivative(f, real(1));
              assertThat(first.eq(1)).isTrue();
              return Forward.derivative(f, real(1));
            },
            1);
    assertThat(slope).isEqualTo(1);
  }

  /// A perturbation that leaks out of its differentiation is no number, and no derivative either.
  @Test
  void aPerturbationThatLeaksIsAnError() {
    List<Real> leaked = new ArrayList<>();
    List<RealVector> vectors = new ArrayList<>();
    Forward.derivative(
        x -> {
          leaked.add(x.times(3));
          vectors.add(vec(1, 2).times(x));
          return x;
        },
        2);
    Real computed = leaked.get(0).plus(1);
    assertThat(leaked.get(0).gt(5)).isTrue();
    assertThat(leaked.get(0)).hasToString("dual(6.0)");
    assertThatExceptionOfType(ScopeException.class)
        .isThrownBy(() -> leaked.get(0).value())
        .withMessageContaining("left its scope");
    assertThatExceptionOfType(ScopeException.class).isThrownBy(computed::value);
    assertThatExceptionOfType(ScopeException.class).isThrownBy(() -> vectors.get(0).toArray());
    assertThatExceptionOfType(ScopeException.class).isThrownBy(leaked.get(0)::hashCode);
  }

  /// A leaked perturbation is a constant to every later differentiation.
  @Test
  void aPerturbationThatLeaksIsAConstantLater() {
    List<Real> leaked = new ArrayList<>();
    Forward.derivative(
        x -> {
          leaked.add(x);
          return x;
        },
        2);
    Real slope = Forward.derivative(y -> y.times(y).times(leaked.get(0)), real(3));
    assertThat(slope.eq(12)).isTrue();
    assertThatExceptionOfType(ScopeException.class).isThrownBy(slope::value);
  }

  /// What leaks from an inner differentiation still depends on the outer one: answering it must not
  /// drop that.
  @Test
  void whatLeaksKeepsItsOuterDerivative() {
    double slope =
        Forward.derivative(
            x -> {
              List<Real> leaked = new ArrayList<>();
              Forward.derivative(
                  y -> {
                    leaked.add(x.times(x).times(y));
                    return y;
                  },
                  real(1));
              return leaked.get(0);
            },
            3);
    assertThat(slope).isEqualTo(6);
  }

  /// Two inner differentiations beside each other share nothing.
  @Test
  void neighboursDoNotMix() {
    double slope =
        Forward.derivative(
            x -> {
              Real a = Forward.derivative(y -> y.times(x).times(y), real(2));
              Real b = Forward.derivative(z -> z.times(a).plus(x), x);
              return a.times(b).plus(sum(vec(1, 2).times(x)));
            },
            5);
    // a = 4x, b = a, so 16x² + 3x.
    assertThat(slope).isEqualTo(163);
  }
}
