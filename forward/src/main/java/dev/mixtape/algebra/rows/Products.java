package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.linalg.Kernels;
import dev.mixtape.algebra.linalg.Matrices;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Products of vectors and matrices. All are bilinear: the pushforward is two products, and each
/// one's pullback is made of the others.
public final class Products {
  private static final Operation DOT = new Dot();
  private static final Operation MATVEC = new Matvec();
  private static final Operation VECMAT = new Vecmat();
  private static final Operation OUTER = new Outer();
  private static final Operation MATMUL = new Matmul();
  private static final Operation TRANSPOSED_MATMUL = new TransposedMatmul();
  private static final Operation MATMUL_TRANSPOSED = new MatmulTransposed();

  private Products() {}

  /// `Σ aᵢ bᵢ` over all entries.
  public static Value dot(Value a, Value b) {
    require("dot", a.shape().equals(b.shape()), a, b);
    return Level.dispatch(DOT, a, b);
  }

  /// `A x`.
  public static Value matvec(Value a, Value x) {
    require("matvec", a.shape().columns() == x.shape().rows() && areMatrixAndVector(a, x), a, x);
    return Level.dispatch(MATVEC, a, x);
  }

  /// `Aᵀ x`.
  public static Value vecmat(Value a, Value x) {
    require("vecmat", a.shape().rows() == x.shape().rows() && areMatrixAndVector(a, x), a, x);
    return Level.dispatch(VECMAT, a, x);
  }

  /// The matrix `u vᵀ`.
  public static Value outer(Value u, Value v) {
    require("outer", u.shape().rank() == 1 && v.shape().rank() == 1, u, v);
    return Level.dispatch(OUTER, u, v);
  }

  /// `A B`.
  public static Value matmul(Value a, Value b) {
    requireMatrices("matmul", a.shape().columns() == b.shape().rows(), a, b);
    return Level.dispatch(MATMUL, a, b);
  }

  /// `Aᵀ B`.
  static Value transposedMatmul(Value a, Value b) {
    requireMatrices("transposedMatmul", a.shape().rows() == b.shape().rows(), a, b);
    return Level.dispatch(TRANSPOSED_MATMUL, a, b);
  }

  /// `A Bᵀ`, of two vectors `a bᵀ`.
  static Value matmulTransposed(Value a, Value b) {
    if (a.shape().rank() == 1) return outer(a, b);
    requireMatrices("matmulTransposed", a.shape().columns() == b.shape().columns(), a, b);
    return Level.dispatch(MATMUL_TRANSPOSED, a, b);
  }

  /// `A b` or `Aᵀ b`, for a vector or a matrix `b`.
  static Value product(Value a, boolean transposed, Value b) {
    if (b.shape().rank() == 1) return transposed ? vecmat(a, b) : matvec(a, b);
    return transposed ? transposedMatmul(a, b) : matmul(a, b);
  }

  /// The sum of the diagonal of a square matrix, 0 for an empty one.
  public static Value trace(Value a) {
    Factorisations.requireSquare("trace", a);
    int n = a.shape().rows();
    return Reductions.SUM.of(
        Shapes.gather(a, IntStream.range(0, n).map(i -> i * (n + 1)).toArray()));
  }

  /// `xᵀ A x`.
  public static Value quadraticForm(Value a, Value x) {
    require(
        "quadraticForm", a.shape().equals(Shape.matrix(x.shape().rows(), x.shape().rows())), a, x);
    return dot(x, matvec(a, x));
  }

  private static void requireMatrices(String name, boolean fits, Value a, Value b) {
    require(name, fits && a.shape().rank() == 2 && b.shape().rank() == 2, a, b);
  }

  private static boolean areMatrixAndVector(Value a, Value x) {
    return a.shape().rank() == 2 && x.shape().rank() == 1;
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

  private static final class Matmul extends Bilinear {
    Matmul() {
      super("matmul");
    }

    @Override
    public Value value(Value[] x) {
      int m = x[0].shape().rows();
      int k = x[0].shape().columns();
      int n = x[1].shape().columns();
      double[] product = Matrices.multiply(m, k, n, x[0].arrayNumbers(), x[1].arrayNumbers());
      return new Dense(product, Shape.matrix(m, n));
    }

    @Override
    Value inFirst(Value cotangent, Value b) {
      return matmulTransposed(cotangent, b);
    }

    @Override
    Value inSecond(Value cotangent, Value a) {
      return transposedMatmul(a, cotangent);
    }
  }

  private static final class TransposedMatmul extends Bilinear {
    TransposedMatmul() {
      super("transposedMatmul");
    }

    @Override
    public Value value(Value[] x) {
      int m = x[0].shape().columns();
      int k = x[0].shape().rows();
      int n = x[1].shape().columns();
      double[] product =
          Matrices.multiplyTransposedFirst(m, k, n, x[0].arrayNumbers(), x[1].arrayNumbers());
      return new Dense(product, Shape.matrix(m, n));
    }

    @Override
    Value inFirst(Value cotangent, Value b) {
      return matmulTransposed(b, cotangent);
    }

    @Override
    Value inSecond(Value cotangent, Value a) {
      return matmul(a, cotangent);
    }
  }

  private static final class MatmulTransposed extends Bilinear {
    MatmulTransposed() {
      super("matmulTransposed");
    }

    @Override
    public Value value(Value[] x) {
      int m = x[0].shape().rows();
      int k = x[0].shape().columns();
      int n = x[1].shape().rows();
      double[] product =
          Matrices.multiplyTransposedSecond(m, k, n, x[0].arrayNumbers(), x[1].arrayNumbers());
      return new Dense(product, Shape.matrix(m, n));
    }

    @Override
    Value inFirst(Value cotangent, Value b) {
      return matmul(cotangent, b);
    }

    @Override
    Value inSecond(Value cotangent, Value a) {
      return transposedMatmul(cotangent, a);
    }
  }
}
