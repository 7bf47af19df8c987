package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.linalg.Kernels;
import org.jspecify.annotations.Nullable;

/// Products of vectors and matrices. All are bilinear: the pushforward is two products, and each
/// one's pullback is made of the others.
public final class Products {
  private static final Operation DOT = new Dot();
  private static final Operation MATVEC = new Matvec();
  private static final Operation VECMAT = new Vecmat();
  private static final Operation OUTER = new Outer();

  private Products() {}

  /// `Σ aᵢ bᵢ` over all entries.
  public static Value dot(Value a, Value b) {
    require("dot", a.shape().equals(b.shape()), a, b);
    return Level.dispatch(DOT, a, b);
  }

  /// `A x`.
  public static Value matvec(Value a, Value x) {
    require("matvec", a.shape().columns() == x.shape().rows() && a.shape().rank() == 2, a, x);
    return Level.dispatch(MATVEC, a, x);
  }

  /// `Aᵀ x`.
  public static Value vecmat(Value a, Value x) {
    require("vecmat", a.shape().rows() == x.shape().rows() && a.shape().rank() == 2, a, x);
    return Level.dispatch(VECMAT, a, x);
  }

  /// The matrix `u vᵀ`.
  public static Value outer(Value u, Value v) {
    return Level.dispatch(OUTER, u, v);
  }

  private static void require(String name, boolean fits, Value a, Value b) {
    if (!fits) {
      throw new ShapeException(
          name + ": the operands' shapes do not fit: " + a.shape() + " and " + b.shape());
    }
  }

  private abstract static class Bilinear implements Operation {
    private final String name;

    Bilinear(String name) {
      this.name = name;
    }

    abstract Value inFirst(Value cotangent, Value b);

    abstract Value inSecond(Value cotangent, Value a);

    @Override
    public final String name() {
      return name;
    }

    @Override
    public final @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
      Value da = tangents[0];
      Value db = tangents[1];
      Value first = da == null ? null : inFirstDirection(da, x[1]);
      Value second = db == null ? null : inSecondDirection(x[0], db);
      if (first == null) return second;
      return second == null ? first : first.plus(second);
    }

    Value inFirstDirection(Value tangent, Value b) {
      return Level.dispatch(this, tangent, b);
    }

    Value inSecondDirection(Value a, Value tangent) {
      return Level.dispatch(this, a, tangent);
    }

    @Override
    public final @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
      return new @Nullable Value[] {
        wanted[0] ? inFirst(cotangent, x[1]) : null, wanted[1] ? inSecond(cotangent, x[0]) : null
      };
    }
  }

  private static final class Dot extends Bilinear {
    Dot() {
      super("dot");
    }

    @Override
    public Value value(Value[] x) {
      return new Scalar(Kernels.dot(x[0].arrayNumbers(), x[1].arrayNumbers()));
    }

    @Override
    Value inFirstDirection(Value tangent, Value b) {
      return Moving.dot(b, tangent);
    }

    @Override
    Value inSecondDirection(Value a, Value tangent) {
      return Moving.dot(a, tangent);
    }

    @Override
    Value inFirst(Value cotangent, Value b) {
      return b.times(cotangent);
    }

    @Override
    Value inSecond(Value cotangent, Value a) {
      return a.times(cotangent);
    }
  }

  private static final class Matvec extends Bilinear {
    Matvec() {
      super("matvec");
    }

    @Override
    public Value value(Value[] x) {
      Shape a = x[0].shape();
      return Dense.vector(
          Kernels.matvec(a.rows(), a.columns(), x[0].arrayNumbers(), x[1].arrayNumbers()));
    }

    @Override
    Value inFirst(Value cotangent, Value b) {
      return outer(cotangent, b);
    }

    @Override
    Value inSecond(Value cotangent, Value a) {
      return vecmat(a, cotangent);
    }
  }

  private static final class Vecmat extends Bilinear {
    Vecmat() {
      super("vecmat");
    }

    @Override
    public Value value(Value[] x) {
      Shape a = x[0].shape();
      return Dense.vector(
          Kernels.transposedMatvec(
              a.rows(), a.columns(), x[0].arrayNumbers(), x[1].arrayNumbers()));
    }

    @Override
    Value inFirst(Value cotangent, Value b) {
      return outer(b, cotangent);
    }

    @Override
    Value inSecond(Value cotangent, Value a) {
      return matvec(a, cotangent);
    }
  }

  private static final class Outer extends Bilinear {
    Outer() {
      super("outer");
    }

    @Override
    public Value value(Value[] x) {
      double[] u = x[0].arrayNumbers();
      double[] v = x[1].arrayNumbers();
      return new Dense(Kernels.outer(u, v), Shape.matrix(u.length, v.length));
    }

    @Override
    Value inFirst(Value cotangent, Value v) {
      return matvec(cotangent, v);
    }

    @Override
    Value inSecond(Value cotangent, Value u) {
      return vecmat(cotangent, u);
    }
  }
}
