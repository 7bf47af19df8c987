package dev.mixtape.forward;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Differentiable;
import dev.mixtape.algebra.Flattened;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Tangent;
import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.function.Function;

/// Derivatives by forward mode: the function runs on duals, eight directions at a time.
///
/// Cheap for few inputs, whatever the number of operations and outputs. All of these nest, in
/// themselves and in the tape, to any order.
public final class Forward {
  private Forward() {}

  @SuppressWarnings("unchecked")
  private static Pushforward push(Function1<?, ?> f, Object x) {
    return Pushforward.of((Function<Object, Object>) f, x);
  }

  /// `f'(x)`, of `f`'s own result type: the derivative of a vector is a vector.
  @SuppressWarnings("unchecked")
  public static <R extends Differentiable<R>> R derivative(Function1<Real, R> f, Real x) {
    return (R) push(f, x).partial(0);
  }

  /// `f'(x)` at a plain number.
  public static double derivative(Function1<Real, Real> f, double x) {
    return derivative(f, Real.of(x)).value();
  }

  /// `f(x)` and `f'(x)`.
  @SuppressWarnings("unchecked")
  public static <R extends Differentiable<R>> Tuple2<R, R> withDerivative(
      Function1<Real, R> f, Real x) {
    Pushforward pushed = push(f, x);
    return Tuple.of((R) pushed.value(), (R) pushed.partial(0));
  }

  /// `J(x) ẋ`: the derivative of `f` at `x` along a direction, in one pass whatever the sizes.
  ///
  /// @throws ShapeException when `direction` has not the shape of `x`; names both
  public static <A extends Differentiable<A>, R extends Differentiable<R>> R jvp(
      Function1<A, R> f, A x, A direction) {
    return jvp(f, x, Tangent.of(direction));
  }

  /// `J(x) ẋ` for a record, tuple or batch, along a tangent of it.
  ///
  /// @throws ShapeException when a leaf of `direction` has not the shape of that of `x`; names both
  @SuppressWarnings("unchecked")
  public static <P, R extends Differentiable<R>> R jvp(
      Function1<P, R> f, P x, Tangent<P> direction) {
    var function = (Function<Object, Object>) (Function<?, ?>) f;
    return (R) Pushforward.along(function, x, direction.leaves()).partial(0);
  }

  /// `J(x) ẋ` at plain numbers.
  public static double[] jvp(Function1<RealVector, RealVector> f, double[] x, double[] direction) {
    return jvp(f, RealVector.of(x), RealVector.of(direction)).toArray();
  }

  /// `H(x) ẋ`: the derivative of the gradient along a direction, forward over forward.
  ///
  /// @throws ShapeException when `direction` has not the size of `x`; names both
  public static RealVector hvp(Function1<RealVector, Real> f, RealVector x, RealVector direction) {
    return jvp(v -> gradient(f, v), x, direction);
  }

  /// The gradient `∂f/∂xᵢ`.
  public static RealVector gradient(Function1<RealVector, Real> f, RealVector x) {
    return withGradient(f, x)._2;
  }

  /// The gradient at plain numbers.
  public static double[] gradient(Function1<RealVector, Real> f, double[] x) {
    return gradient(f, RealVector.of(x)).toArray();
  }

  /// The gradient in every entry of a matrix.
  public static RealMatrix gradient(Function1<RealMatrix, Real> f, RealMatrix x) {
    return withGradient(f, x)._2;
  }

  /// The gradient in every real leaf of a record.
  public static <P extends Record> Tangent<P> gradient(Function1<P, Real> f, P x) {
    return withGradient(f, x)._2;
  }

  /// The gradient in every real leaf of a tuple.
  public static <T extends Tuple> Tangent<T> gradient(Function1<T, Real> f, T x) {
    return withGradient(f, x)._2;
  }

  /// The gradient in every column of a batch.
  public static <B extends Batch<?>> Tangent<B> gradient(Function1<B, Real> f, B x) {
    return withGradient(f, x)._2;
  }

  /// `f(x)` and the gradient.
  public static Tuple2<Real, RealVector> withGradient(Function1<RealVector, Real> f, RealVector x) {
    return natural(f, x);
  }

  /// `f(x)` and the gradient.
  public static Tuple2<Real, RealMatrix> withGradient(Function1<RealMatrix, Real> f, RealMatrix x) {
    return natural(f, x);
  }

  /// `f(x)` and the gradient.
  public static <P extends Record> Tuple2<Real, Tangent<P>> withGradient(
      Function1<P, Real> f, P x) {
    return structural(f, x);
  }

  /// `f(x)` and the gradient.
  public static <T extends Tuple> Tuple2<Real, Tangent<T>> withGradient(Function1<T, Real> f, T x) {
    return structural(f, x);
  }

  /// `f(x)` and the gradient.
  public static <B extends Batch<?>> Tuple2<Real, Tangent<B>> withGradient(
      Function1<B, Real> f, B x) {
    return structural(f, x);
  }

  private static <P> Tuple2<Real, P> natural(Function1<P, Real> f, P x) {
    return structural(f, x).map2(Tangent::natural);
  }

  private static <P> Tuple2<Real, Tangent<P>> structural(Function1<P, Real> f, P x) {
    Pushforward pushed = push(f, x);
    return Tuple.of(
        pushed.leaf().asReal(),
        Tangent.ofLeaves(pushed.argument(), pushed.leaves(), pushed.gradient()));
  }

  /// The Jacobian `∂fᵢ/∂xⱼ`: a row per component of the result, a column per component of the
  /// argument.
  public static RealMatrix jacobian(Function1<RealVector, RealVector> f, RealVector x) {
    return push(f, x).jacobian().asMatrix();
  }

  /// `f(x)` and the Jacobian.
  public static Tuple2<RealVector, RealMatrix> withJacobian(
      Function1<RealVector, RealVector> f, RealVector x) {
    Pushforward pushed = push(f, x);
    return Tuple.of((RealVector) pushed.value(), pushed.jacobian().asMatrix());
  }

  /// The Jacobian in all real components of a record, leaf by leaf in the order of its components.
  public static <P extends Record> RealMatrix jacobian(Function1<P, RealVector> f, P x) {
    return push(f, x).jacobian().asMatrix();
  }

  /// The Jacobian in all real components of a tuple, leaf by leaf.
  public static <T extends Tuple> RealMatrix jacobian(Function1<T, RealVector> f, T x) {
    return push(f, x).jacobian().asMatrix();
  }

  /// The Hessian `∂²f/∂xᵢ∂xⱼ`, forward over forward.
  public static RealMatrix hessian(Function1<RealVector, Real> f, RealVector x) {
    return jacobian(v -> gradient(f, v), x);
  }

  /// `f(x)` and the Hessian.
  public static Tuple2<Real, RealMatrix> withHessian(Function1<RealVector, Real> f, RealVector x) {
    return Tuple.of(f.apply(x), hessian(f, x));
  }

  /// The Hessian in all real components of a record, leaf by leaf in the order of its components.
  public static <P extends Record> RealMatrix hessian(Function1<P, Real> f, P x) {
    Flattened<P> flat = Flattened.of(x);
    return hessian(v -> f.apply(flat.unflatten(v)), flat.vector());
  }

  /// The Hessian in all real components of a tuple, leaf by leaf.
  public static <T extends Tuple> RealMatrix hessian(Function1<T, Real> f, T x) {
    Flattened<T> flat = Flattened.of(x);
    return hessian(v -> f.apply(flat.unflatten(v)), flat.vector());
  }

  /// `f''(x)`.
  public static Real hessian(Function1<Real, Real> f, Real x) {
    return derivative(y -> derivative(f, y), x);
  }

  /// `f''(x)` at a plain number.
  public static double hessian(Function1<Real, Real> f, double x) {
    return hessian(f, Real.of(x)).value();
  }
}
