package dev.mixtape.tape;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Differentiable;
import dev.mixtape.algebra.Flattened;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.explain.Explanation;
import dev.mixtape.algebra.node.Explainer;
import dev.mixtape.algebra.program.Naming;
import dev.mixtape.algebra.program.Program;
import dev.mixtape.bridge.Bridge;
import dev.mixtape.bridge.Rrule1;
import dev.mixtape.bridge.Rrule2;
import dev.mixtape.bridge.Rrule3;
import dev.mixtape.bridge.Rrule4;
import dev.mixtape.forward.Forward;
import dev.mixtape.tape.graph.Graph;
import dev.mixtape.tape.graph.InputShape;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import io.vavr.Tuple4;
import java.util.List;
import java.util.function.Supplier;

/// Every word a program needs, for one static import: the algebra's, the protocol's, and the
/// tape's.
///
/// One argument answers its own type, several a tuple, a record a [Tangent] that is read by
/// accessor, plain numbers plain numbers. All of these nest, in each other and in [Forward], to any
/// order. The differentiated function runs on the calling thread; any number of gradients may run
/// at once.
///
/// A result that does not depend on an argument has the gradient zero there. NaN and infinities
/// follow IEEE and the documented behaviour of the primitives.
public final class Mixtape extends Bridge {
  private Mixtape() {}

  /// The gradient of `f` at `x`, of its own type.
  public static Real gradient(Function1<Real, Real> f, Real x) {
    return (Real) reverse(f, x).natural(0);
  }

  /// The gradient of `f` at `x`, of its own type.
  public static RealVector gradient(Function1<RealVector, Real> f, RealVector x) {
    return (RealVector) reverse(f, x).natural(0);
  }

  /// The gradient of `f` at `x`, of its own type.
  public static RealMatrix gradient(Function1<RealMatrix, Real> f, RealMatrix x) {
    return (RealMatrix) reverse(f, x).natural(0);
  }

  /// The derivative at a plain number.
  public static double gradient(Function1<Real, Real> f, double x) {
    return gradient(f, real(x)).value();
  }

  /// The gradient at plain numbers.
  public static double[] gradient(Function1<RealVector, Real> f, double[] x) {
    return gradient(f, vec(x)).toArray();
  }

  /// The gradient in every real leaf of a record.
  @SuppressWarnings("unchecked")
  public static <P extends Record> Tangent<P> gradient(Function1<P, Real> f, P x) {
    return (Tangent<P>) reverse(f, x).tangent(0);
  }

  /// The gradient in every real leaf of a tuple.
  @SuppressWarnings("unchecked")
  public static <T extends Tuple> Tangent<T> gradient(Function1<T, Real> f, T x) {
    return (Tangent<T>) reverse(f, x).tangent(0);
  }

  /// The gradient in every real leaf of a batch.
  @SuppressWarnings("unchecked")
  public static <B extends Batch<?>> Tangent<B> gradient(Function1<B, Real> f, B x) {
    return (Tangent<B>) reverse(f, x).tangent(0);
  }

  /// The gradients of `f` in 2 arguments, each of its own type.
  public static <A extends Differentiable<A>, B extends Differentiable<B>> Tuple2<A, B> gradient(
      Function2<A, B, Real> f, A a, B b) {
    return naturals2(reverse(f, a, b));
  }

  /// The gradients of `f` in 2 arguments of any kinds.
  public static <A, B> Tuple2<Tangent<A>, Tangent<B>> gradient(Function2<A, B, Real> f, A a, B b) {
    return tangents2(reverse(f, a, b));
  }

  /// The gradients of `f` in 3 arguments, each of its own type.
  public static <
          A extends Differentiable<A>, B extends Differentiable<B>, C extends Differentiable<C>>
      Tuple3<A, B, C> gradient(Function3<A, B, C, Real> f, A a, B b, C c) {
    return naturals3(reverse(f, a, b, c));
  }

  /// The gradients of `f` in 3 arguments of any kinds.
  public static <A, B, C> Tuple3<Tangent<A>, Tangent<B>, Tangent<C>> gradient(
      Function3<A, B, C, Real> f, A a, B b, C c) {
    return tangents3(reverse(f, a, b, c));
  }

  /// The gradients of `f` in 4 arguments, each of its own type.
  public static <
          A extends Differentiable<A>,
          B extends Differentiable<B>,
          C extends Differentiable<C>,
          D extends Differentiable<D>>
      Tuple4<A, B, C, D> gradient(Function4<A, B, C, D, Real> f, A a, B b, C c, D d) {
    return naturals4(reverse(f, a, b, c, d));
  }

  /// The gradients of `f` in 4 arguments of any kinds.
  public static <A, B, C, D> Tuple4<Tangent<A>, Tangent<B>, Tangent<C>, Tangent<D>> gradient(
      Function4<A, B, C, D, Real> f, A a, B b, C c, D d) {
    return tangents4(reverse(f, a, b, c, d));
  }

  /// `f(x)` and the gradient.
  public static Tuple2<Real, Real> withGradient(Function1<Real, Real> f, Real x) {
    Reverse reverse = reverse(f, x);
    return Tuple.of(reverse.number(), (Real) reverse.natural(0));
  }

  /// `f(x)` and the gradient.
  public static Tuple2<Real, RealVector> withGradient(Function1<RealVector, Real> f, RealVector x) {
    Reverse reverse = reverse(f, x);
    return Tuple.of(reverse.number(), (RealVector) reverse.natural(0));
  }

  /// `f(x)` and the gradient.
  public static Tuple2<Real, RealMatrix> withGradient(Function1<RealMatrix, Real> f, RealMatrix x) {
    Reverse reverse = reverse(f, x);
    return Tuple.of(reverse.number(), (RealMatrix) reverse.natural(0));
  }

  /// `f(x)` and the derivative, as plain numbers.
  public static Tuple2<Double, Double> withGradient(Function1<Real, Real> f, double x) {
    return withGradient(f, real(x)).map(Real::value, Real::value);
  }

  /// `f(x)` and the gradient, as plain numbers.
  public static Tuple2<Double, double[]> withGradient(Function1<RealVector, Real> f, double[] x) {
    return withGradient(f, vec(x)).map(Real::value, RealVector::toArray);
  }

  /// `f(x)` and the gradient.
  @SuppressWarnings("unchecked")
  public static <P extends Record> Tuple2<Real, Tangent<P>> withGradient(
      Function1<P, Real> f, P x) {
    Reverse reverse = reverse(f, x);
    return Tuple.of(reverse.number(), (Tangent<P>) reverse.tangent(0));
  }

  /// `f(x)` and the gradient.
  @SuppressWarnings("unchecked")
  public static <T extends Tuple> Tuple2<Real, Tangent<T>> withGradient(Function1<T, Real> f, T x) {
    Reverse reverse = reverse(f, x);
    return Tuple.of(reverse.number(), (Tangent<T>) reverse.tangent(0));
  }

  /// `f(x)` and the gradient.
  @SuppressWarnings("unchecked")
  public static <B extends Batch<?>> Tuple2<Real, Tangent<B>> withGradient(
      Function1<B, Real> f, B x) {
    Reverse reverse = reverse(f, x);
    return Tuple.of(reverse.number(), (Tangent<B>) reverse.tangent(0));
  }

  /// `f(…)` and the gradients, each of its argument's own type.
  public static <A extends Differentiable<A>, B extends Differentiable<B>>
      Tuple2<Real, Tuple2<A, B>> withGradient(Function2<A, B, Real> f, A a, B b) {
    Reverse reverse = reverse(f, a, b);
    return Tuple.of(reverse.number(), naturals2(reverse));
  }

  /// `f(…)` and the gradients in arguments of any kinds.
  public static <A, B> Tuple2<Real, Tuple2<Tangent<A>, Tangent<B>>> withGradient(
      Function2<A, B, Real> f, A a, B b) {
    Reverse reverse = reverse(f, a, b);
    return Tuple.of(reverse.number(), tangents2(reverse));
  }

  /// `f(…)` and the gradients, each of its argument's own type.
  public static <
          A extends Differentiable<A>, B extends Differentiable<B>, C extends Differentiable<C>>
      Tuple2<Real, Tuple3<A, B, C>> withGradient(Function3<A, B, C, Real> f, A a, B b, C c) {
    Reverse reverse = reverse(f, a, b, c);
    return Tuple.of(reverse.number(), naturals3(reverse));
  }

  /// `f(…)` and the gradients in arguments of any kinds.
  public static <A, B, C> Tuple2<Real, Tuple3<Tangent<A>, Tangent<B>, Tangent<C>>> withGradient(
      Function3<A, B, C, Real> f, A a, B b, C c) {
    Reverse reverse = reverse(f, a, b, c);
    return Tuple.of(reverse.number(), tangents3(reverse));
  }

  /// `f(…)` and the gradients, each of its argument's own type.
  public static <
          A extends Differentiable<A>,
          B extends Differentiable<B>,
          C extends Differentiable<C>,
          D extends Differentiable<D>>
      Tuple2<Real, Tuple4<A, B, C, D>> withGradient(
          Function4<A, B, C, D, Real> f, A a, B b, C c, D d) {
    Reverse reverse = reverse(f, a, b, c, d);
    return Tuple.of(reverse.number(), naturals4(reverse));
  }

  /// `f(…)` and the gradients in arguments of any kinds.
  public static <A, B, C, D>
      Tuple2<Real, Tuple4<Tangent<A>, Tangent<B>, Tangent<C>, Tangent<D>>> withGradient(
          Function4<A, B, C, D, Real> f, A a, B b, C c, D d) {
    Reverse reverse = reverse(f, a, b, c, d);
    return Tuple.of(reverse.number(), tangents4(reverse));
  }

  @SuppressWarnings("unchecked")
  private static <A> Reverse reverse(Function1<A, ?> f, A a) {
    return Reverse.of(x -> f.apply((A) x[0]), a);
  }

  @SuppressWarnings("unchecked")
  private static <A, B> Reverse reverse(Function2<A, B, ?> f, A a, B b) {
    return Reverse.of(x -> f.apply((A) x[0], (B) x[1]), a, b);
  }

  @SuppressWarnings("unchecked")
  private static <A, B, C> Reverse reverse(Function3<A, B, C, ?> f, A a, B b, C c) {
    return Reverse.of(x -> f.apply((A) x[0], (B) x[1], (C) x[2]), a, b, c);
  }

  @SuppressWarnings("unchecked")
  private static <A, B, C, D> Reverse reverse(Function4<A, B, C, D, ?> f, A a, B b, C c, D d) {
    return Reverse.of(x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), a, b, c, d);
  }

  @SuppressWarnings("unchecked")
  private static <A, B> Tuple2<A, B> naturals2(Reverse reverse) {
    List<Object> g = reverse.naturals();
    return Tuple.of((A) g.get(0), (B) g.get(1));
  }

  @SuppressWarnings("unchecked")
  private static <A, B> Tuple2<Tangent<A>, Tangent<B>> tangents2(Reverse reverse) {
    List<Tangent<?>> g = reverse.gradients();
    return Tuple.of((Tangent<A>) g.get(0), (Tangent<B>) g.get(1));
  }

  @SuppressWarnings("unchecked")
  private static <A, B, C> Tuple3<A, B, C> naturals3(Reverse reverse) {
    List<Object> g = reverse.naturals();
    return Tuple.of((A) g.get(0), (B) g.get(1), (C) g.get(2));
  }

  @SuppressWarnings("unchecked")
  private static <A, B, C> Tuple3<Tangent<A>, Tangent<B>, Tangent<C>> tangents3(Reverse reverse) {
    List<Tangent<?>> g = reverse.gradients();
    return Tuple.of((Tangent<A>) g.get(0), (Tangent<B>) g.get(1), (Tangent<C>) g.get(2));
  }

  @SuppressWarnings("unchecked")
  private static <A, B, C, D> Tuple4<A, B, C, D> naturals4(Reverse reverse) {
    List<Object> g = reverse.naturals();
    return Tuple.of((A) g.get(0), (B) g.get(1), (C) g.get(2), (D) g.get(3));
  }

  @SuppressWarnings("unchecked")
  private static <A, B, C, D> Tuple4<Tangent<A>, Tangent<B>, Tangent<C>, Tangent<D>> tangents4(
      Reverse reverse) {
    List<Tangent<?>> g = reverse.gradients();
    return Tuple.of(
        (Tangent<A>) g.get(0), (Tangent<B>) g.get(1), (Tangent<C>) g.get(2), (Tangent<D>) g.get(3));
  }

  /// The value of any function and its pullback: what [Bridge#rrule] answers for a function with a
  /// rule.
  @SuppressWarnings("unchecked")
  public static <A, R> Rrule1<A, R> pullback(Function1<A, R> f, A a) {
    Reverse reverse = Reverse.kept(x -> f.apply((A) x[0]), a);
    return new Rrule1<>(
        (R) reverse.value(),
        cotangent -> {
          List<Tangent<?>> t = reverse.tangents(cotangent);
          return Tuple.of(Captures.none(), (Tangent<A>) t.get(0));
        });
  }

  /// [#pullback] of a function of 2 arguments.
  @SuppressWarnings("unchecked")
  public static <A, B, R> Rrule2<A, B, R> pullback(Function2<A, B, R> f, A a, B b) {
    Reverse reverse = Reverse.kept(x -> f.apply((A) x[0], (B) x[1]), a, b);
    return new Rrule2<>(
        (R) reverse.value(),
        cotangent -> {
          List<Tangent<?>> t = reverse.tangents(cotangent);
          return Tuple.of(Captures.none(), (Tangent<A>) t.get(0), (Tangent<B>) t.get(1));
        });
  }

  /// [#pullback] of a function of 3 arguments.
  @SuppressWarnings("unchecked")
  public static <A, B, C, R> Rrule3<A, B, C, R> pullback(Function3<A, B, C, R> f, A a, B b, C c) {
    Reverse reverse = Reverse.kept(x -> f.apply((A) x[0], (B) x[1], (C) x[2]), a, b, c);
    return new Rrule3<>(
        (R) reverse.value(),
        cotangent -> {
          List<Tangent<?>> t = reverse.tangents(cotangent);
          return Tuple.of(
              Captures.none(), (Tangent<A>) t.get(0), (Tangent<B>) t.get(1), (Tangent<C>) t.get(2));
        });
  }

  /// [#pullback] of a function of 4 arguments.
  @SuppressWarnings("unchecked")
  public static <A, B, C, D, R> Rrule4<A, B, C, D, R> pullback(
      Function4<A, B, C, D, R> f, A a, B b, C c, D d) {
    Reverse reverse =
        Reverse.kept(x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), a, b, c, d);
    return new Rrule4<>(
        (R) reverse.value(),
        cotangent -> {
          List<Tangent<?>> t = reverse.tangents(cotangent);
          return Tuple.of(
              Captures.none(),
              (Tangent<A>) t.get(0),
              (Tangent<B>) t.get(1),
              (Tangent<C>) t.get(2),
              (Tangent<D>) t.get(3));
        });
  }

  /// `J(x) ẋ`: the derivative of `f` at `x` along a direction, in one forward pass.
  ///
  /// @throws ShapeException when `direction` has not the shape of `x`; names both
  public static <A extends Differentiable<A>, R extends Differentiable<R>> R jvp(
      Function1<A, R> f, A x, A direction) {
    return Forward.jvp(f, x, direction);
  }

  /// `J(x) ẋ` for a record, tuple or batch, along a tangent of it.
  ///
  /// @throws ShapeException when a leaf of `direction` has not the shape of that of `x`; names both
  public static <P, R extends Differentiable<R>> R jvp(
      Function1<P, R> f, P x, Tangent<P> direction) {
    return Forward.jvp(f, x, direction);
  }

  /// `J(x) ẋ` at plain numbers.
  public static double[] jvp(Function1<RealVector, RealVector> f, double[] x, double[] direction) {
    return Forward.jvp(f, x, direction);
  }

  /// `ȳᵀ J(x)`: the cotangent of `x` for one of `f(x)`, in one recording and one sweep. [#pullback]
  /// answers the value too, and can be applied again.
  ///
  /// @throws ShapeException when `cotangent` has not the shape of `f(x)`; names both
  public static <A extends Differentiable<A>, R extends Differentiable<R>> A vjp(
      Function1<A, R> f, A x, R cotangent) {
    return pullback(f, x).pullback().apply(cotangent)._2.natural();
  }

  /// `ȳᵀ J(x)` for a record, tuple or batch.
  ///
  /// @throws ShapeException when `cotangent` has not the shape of `f(x)`; names both
  public static <P, R extends Differentiable<R>> Tangent<P> vjp(
      Function1<P, R> f, P x, Tangent<R> cotangent) {
    return pullback(f, x).pullback().apply(cotangent)._2;
  }

  /// `ȳᵀ J(x)` at plain numbers.
  public static double[] vjp(Function1<RealVector, RealVector> f, double[] x, double[] cotangent) {
    return vjp(f, vec(x), vec(cotangent)).toArray();
  }

  /// `H(x) ẋ`: the derivative of the gradient along a direction, forward over reverse, for a small
  /// multiple of the cost of one gradient.
  ///
  /// @throws ShapeException when `direction` has not the shape of `x`; names both
  @SuppressWarnings("unchecked")
  public static <A extends Differentiable<A>> A hvp(Function1<A, Real> f, A x, A direction) {
    return Forward.jvp(v -> (A) reverse(f, v).natural(0), x, direction);
  }

  /// `H(x) ẋ` for a record, tuple or batch, along a tangent of it.
  ///
  /// @throws ShapeException when a leaf of `direction` has not the shape of that of `x`; names both
  public static <P> Tangent<P> hvp(Function1<P, Real> f, P x, Tangent<P> direction) {
    RealVector pushed = Forward.jvp(p -> reverse(f, p).tangent(0).vector(), x, direction);
    Value[] leaves = Flattened.of(x).leaves(pushed).toArray(Value[]::new);
    return Tangent.ofLeaves(Structure.of(x), Structure.leavesOf(x), leaves);
  }

  /// `H(x) ẋ` at plain numbers.
  public static double[] hvp(Function1<RealVector, Real> f, double[] x, double[] direction) {
    return hvp(f, vec(x), vec(direction)).toArray();
  }

  /// The Jacobian: a row per component of the result, a column per component of the argument.
  public static RealMatrix jacobian(Function1<RealVector, RealVector> f, RealVector x) {
    return withJacobian(f, x)._2;
  }

  /// `f(x)` and the Jacobian.
  public static Tuple2<RealVector, RealMatrix> withJacobian(
      Function1<RealVector, RealVector> f, RealVector x) {
    return jacobianOf(f, x);
  }

  /// The Jacobian in every real leaf of a record: a row per component of the result, a column per
  /// component of the argument, leaf by leaf in the order of declaration.
  public static <P extends Record> RealMatrix jacobian(Function1<P, RealVector> f, P x) {
    return withJacobian(f, x)._2;
  }

  /// `f(x)` and the Jacobian.
  public static <P extends Record> Tuple2<RealVector, RealMatrix> withJacobian(
      Function1<P, RealVector> f, P x) {
    return jacobianOf(f, x);
  }

  /// The Jacobian in every real leaf of a tuple: a row per component of the result, a column per
  /// component of the argument, leaf by leaf in the order of declaration.
  public static <T extends Tuple> RealMatrix jacobian(Function1<T, RealVector> f, T x) {
    return withJacobian(f, x)._2;
  }

  /// `f(x)` and the Jacobian.
  public static <T extends Tuple> Tuple2<RealVector, RealMatrix> withJacobian(
      Function1<T, RealVector> f, T x) {
    return jacobianOf(f, x);
  }

  /// The Jacobian in every real leaf of a batch: a row per component of the result, a column per
  /// component of the argument, leaf by leaf in the order of declaration.
  public static <B extends Batch<?>> RealMatrix jacobian(Function1<B, RealVector> f, B x) {
    return withJacobian(f, x)._2;
  }

  /// `f(x)` and the Jacobian.
  public static <B extends Batch<?>> Tuple2<RealVector, RealMatrix> withJacobian(
      Function1<B, RealVector> f, B x) {
    return jacobianOf(f, x);
  }

  /// The Jacobian at plain numbers, one array per row.
  public static double[][] jacobian(Function1<RealVector, RealVector> f, double[] x) {
    return jacobian(f, vec(x)).toArray();
  }

  /// The derivative of a vector in one real.
  public static RealVector jacobian(Function1<Real, RealVector> f, Real x) {
    return Forward.derivative(f, x);
  }

  @SuppressWarnings("unchecked")
  private static <P> Tuple2<RealVector, RealMatrix> jacobianOf(Function1<P, RealVector> f, P x) {
    Jacobians jacobian = Jacobians.of(a -> f.apply((P) a[0]), x);
    return Tuple.of(jacobian.value(), jacobian.blocks().get(0));
  }

  /// The Jacobians in 2 arguments of any kinds, one matrix per argument.
  @SuppressWarnings("unchecked")
  public static <A, B> Tuple2<RealMatrix, RealMatrix> jacobian(
      Function2<A, B, RealVector> f, A a, B b) {
    List<RealMatrix> blocks = Jacobians.of(x -> f.apply((A) x[0], (B) x[1]), a, b).blocks();
    return Tuple.of(blocks.get(0), blocks.get(1));
  }

  /// The Hessian in all real components of 2 arguments together, argument by argument.
  public static <A, B> RealMatrix hessian(Function2<A, B, Real> f, A a, B b) {
    Function1<Tuple2<A, B>, Real> onTuple = t -> f.apply(t._1, t._2);
    return Hessians.of(onTuple, Tuple.of(a, b))._2;
  }

  /// The Jacobians in 3 arguments of any kinds, one matrix per argument.
  @SuppressWarnings("unchecked")
  public static <A, B, C> Tuple3<RealMatrix, RealMatrix, RealMatrix> jacobian(
      Function3<A, B, C, RealVector> f, A a, B b, C c) {
    List<RealMatrix> blocks =
        Jacobians.of(x -> f.apply((A) x[0], (B) x[1], (C) x[2]), a, b, c).blocks();
    return Tuple.of(blocks.get(0), blocks.get(1), blocks.get(2));
  }

  /// The Hessian in all real components of 3 arguments together, argument by argument.
  public static <A, B, C> RealMatrix hessian(Function3<A, B, C, Real> f, A a, B b, C c) {
    Function1<Tuple3<A, B, C>, Real> onTuple = t -> f.apply(t._1, t._2, t._3);
    return Hessians.of(onTuple, Tuple.of(a, b, c))._2;
  }

  /// The Jacobians in 4 arguments of any kinds, one matrix per argument.
  @SuppressWarnings("unchecked")
  public static <A, B, C, D> Tuple4<RealMatrix, RealMatrix, RealMatrix, RealMatrix> jacobian(
      Function4<A, B, C, D, RealVector> f, A a, B b, C c, D d) {
    List<RealMatrix> blocks =
        Jacobians.of(x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), a, b, c, d).blocks();
    return Tuple.of(blocks.get(0), blocks.get(1), blocks.get(2), blocks.get(3));
  }

  /// The Hessian in all real components of 4 arguments together, argument by argument.
  public static <A, B, C, D> RealMatrix hessian(Function4<A, B, C, D, Real> f, A a, B b, C c, D d) {
    Function1<Tuple4<A, B, C, D>, Real> onTuple = t -> f.apply(t._1, t._2, t._3, t._4);
    return Hessians.of(onTuple, Tuple.of(a, b, c, d))._2;
  }

  /// The Hessian `∂²f/∂xᵢ∂xⱼ`, forward over the tape.
  public static RealMatrix hessian(Function1<RealVector, Real> f, RealVector x) {
    return withHessian(f, x)._2;
  }

  /// `f(x)` and the Hessian.
  public static Tuple2<Real, RealMatrix> withHessian(Function1<RealVector, Real> f, RealVector x) {
    return Hessians.of(f, x);
  }

  /// The Hessian `∂²f/∂xᵢ∂xⱼ` in all real components of a record, leaf by leaf in the order of
  /// declaration, forward over the tape.
  public static <P extends Record> RealMatrix hessian(Function1<P, Real> f, P x) {
    return withHessian(f, x)._2;
  }

  /// `f(x)` and the Hessian.
  public static <P extends Record> Tuple2<Real, RealMatrix> withHessian(Function1<P, Real> f, P x) {
    return Hessians.of(f, x);
  }

  /// The Hessian `∂²f/∂xᵢ∂xⱼ` in all real components of a tuple, leaf by leaf in the order of
  /// declaration, forward over the tape.
  public static <T extends Tuple> RealMatrix hessian(Function1<T, Real> f, T x) {
    return withHessian(f, x)._2;
  }

  /// `f(x)` and the Hessian.
  public static <T extends Tuple> Tuple2<Real, RealMatrix> withHessian(Function1<T, Real> f, T x) {
    return Hessians.of(f, x);
  }

  /// The Hessian `∂²f/∂xᵢ∂xⱼ` in all real components of a batch, leaf by leaf in the order of
  /// declaration, forward over the tape.
  public static <B extends Batch<?>> RealMatrix hessian(Function1<B, Real> f, B x) {
    return withHessian(f, x)._2;
  }

  /// `f(x)` and the Hessian.
  public static <B extends Batch<?>> Tuple2<Real, RealMatrix> withHessian(
      Function1<B, Real> f, B x) {
    return Hessians.of(f, x);
  }

  /// The Hessian at plain numbers, one array per row.
  public static double[][] hessian(Function1<RealVector, Real> f, double[] x) {
    return hessian(f, vec(x)).toArray();
  }

  /// `f''(x)`.
  public static Real hessian(Function1<Real, Real> f, Real x) {
    return Forward.derivative(y -> gradient(f, y), x);
  }

  /// `f''(x)` at a plain number.
  public static double hessian(Function1<Real, Real> f, double x) {
    return hessian(f, real(x)).value();
  }

  /// Runs `f` for its value and one pullback, all of whose cotangents are one, and tells what was
  /// done: for each node that was met how it was evaluated and differentiated, whether that was
  /// chosen or asked for and why, how often its function was called, and what is stored. Nothing
  /// else is changed; what `f` throws is thrown.
  @SuppressWarnings("unchecked")
  public static <A, R> Explanation explain(Function1<A, R> f, A a) {
    return Reverse.explained(x -> f.apply((A) x[0]), a);
  }

  /// [#explain] of a function of 2 arguments.
  @SuppressWarnings("unchecked")
  public static <A, B, R> Explanation explain(Function2<A, B, R> f, A a, B b) {
    return Reverse.explained(x -> f.apply((A) x[0], (B) x[1]), a, b);
  }

  /// [#explain] of a function of 3 arguments.
  @SuppressWarnings("unchecked")
  public static <A, B, C, R> Explanation explain(Function3<A, B, C, R> f, A a, B b, C c) {
    return Reverse.explained(x -> f.apply((A) x[0], (B) x[1], (C) x[2]), a, b, c);
  }

  /// [#explain] of a function of 4 arguments.
  @SuppressWarnings("unchecked")
  public static <A, B, C, D, R> Explanation explain(
      Function4<A, B, C, D, R> f, A a, B b, C c, D d) {
    return Reverse.explained(x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), a, b, c, d);
  }

  /// Names a value in a recording, and changes nothing.
  public static <T> T named(String name, T value) {
    return Naming.named(name, value);
  }

  /// Runs `body`; what it records lies in a scope of this name, a folder in the picture. Errors
  /// name it.
  public static <T> T scope(String name, Supplier<T> body) {
    return Explainer.scope(name, () -> Naming.region(name, Program.Kind.SCOPE, "", body));
  }

  /// A named call; its mode is its wrapper: `fwddiff(f)`, `reverse(f)`, or `f` itself for
  /// automatic.
  public static <A, R> R node(String name, Function1<A, R> f, A a) {
    return Modes.node(name, f, () -> call(f, a));
  }

  /// [#node] of a function of 2 arguments.
  public static <A, B, R> R node(String name, Function2<A, B, R> f, A a, B b) {
    return Modes.node(name, f, () -> call(f, a, b));
  }

  /// [#node] of a function of 3 arguments.
  public static <A, B, C, R> R node(String name, Function3<A, B, C, R> f, A a, B b, C c) {
    return Modes.node(name, f, () -> call(f, a, b, c));
  }

  /// [#node] of a function of 4 arguments.
  public static <A, B, C, D, R> R node(
      String name, Function4<A, B, C, D, R> f, A a, B b, C c, D d) {
    return Modes.node(name, f, () -> call(f, a, b, c, d));
  }

  /// The shape of a real input of a graph.
  public static InputShape<Real> scalar() {
    return new InputShape<>(Shape.SCALAR);
  }

  /// The shape of a vector input of a graph.
  public static InputShape<RealVector> vector(int size) {
    return new InputShape<>(Shape.vector(size));
  }

  /// The shape of a matrix input of a graph.
  public static InputShape<RealMatrix> matrix(int rows, int columns) {
    return new InputShape<>(Shape.matrix(rows, columns));
  }

  /// Records `f` at an example: a graph whose inputs are named by record components, or `x1`, `x2`,
  /// …, and whose outputs are the named values and `result`.
  @SuppressWarnings("unchecked")
  public static <A, R> Graph record(Function1<A, R> f, A a) {
    return Graph.recorded(x -> f.apply((A) x[0]), a);
  }

  /// [#record] of a function of 2 arguments.
  @SuppressWarnings("unchecked")
  public static <A, B, R> Graph record(Function2<A, B, R> f, A a, B b) {
    return Graph.recorded(x -> f.apply((A) x[0], (B) x[1]), a, b);
  }

  /// [#record] of a function of 3 arguments.
  @SuppressWarnings("unchecked")
  public static <A, B, C, R> Graph record(Function3<A, B, C, R> f, A a, B b, C c) {
    return Graph.recorded(x -> f.apply((A) x[0], (B) x[1], (C) x[2]), a, b, c);
  }

  /// [#record] of a function of 4 arguments.
  @SuppressWarnings("unchecked")
  public static <A, B, C, D, R> Graph record(Function4<A, B, C, D, R> f, A a, B b, C c, D d) {
    return Graph.recorded(x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), a, b, c, d);
  }
}
