package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.DomainException;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Triangle;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.linalg.Kernels;
import dev.mixtape.algebra.linalg.Lu;
import dev.mixtape.algebra.linalg.Matrices;
import org.jspecify.annotations.Nullable;

/// Operations on square matrices by factorisation. Their derivatives are products and solves again.
///
/// Source of the derivatives: M. Giles, "An extended collection of matrix derivative results for
/// forward and reverse mode algorithmic differentiation", Oxford NA-08/01 (2008); of `cholesky` I.
/// Murray, "Differentiation of the Cholesky decomposition", arXiv:1602.07527 (2016), its
/// expressions in level-3 operations, which nest.
public final class Factorisations {
  private static final double ASYMMETRY = 1e-8;
  private static final Operation CHOLESKY = new Cholesky();
  private static final Linear HALF_LOWER = new Masked("halfLower", 1, 0.5, 0);
  private static final Linear LOWER = new Masked("lower", 1, 1, 0);
  private static final Linear UPPER = new Masked("upper", 0, 1, 1);
  private static final Linear SYMMETRIC_PART = new SymmetricPart();

  private Factorisations() {}

  /// `A⁻¹ b`, for a vector or a matrix `b`.
  public static Value solve(Value a, Value b) {
    requireSystem("solve", a, b);
    return Level.dispatch(new Solve(new Factored(), false), a, b);
  }

  /// `A⁻¹`.
  public static Value inverse(Value a) {
    requireSquare("inverse", a);
    return Level.dispatch(new Inverse(new Factored()), a);
  }

  /// The determinant.
  public static Value det(Value a) {
    requireSquare("det", a);
    return Level.dispatch(new Det(new Factored()), a);
  }

  /// `log |det A|`.
  public static Value logabsdet(Value a) {
    requireSquare("logabsdet", a);
    return Level.dispatch(new Logabsdet("logabsdet", new Factored()), a);
  }

  /// `log det A`, where that is positive.
  public static Value logdet(Value a) {
    requireSquare("logdet", a);
    return Level.dispatch(new Logabsdet("logdet", new Factored()), a);
  }

  /// The sign of the determinant, a constant.
  public static Value signdet(Value a) {
    requireSquare("signdet", a);
    return Level.dispatch(new Signdet(new Factored()), a);
  }

  /// The lower triangular L with `L Lᵀ = A`.
  public static Value cholesky(Value a) {
    requireSquare("cholesky", a);
    return Level.dispatch(CHOLESKY, a);
  }

  /// `T⁻¹ b` or `T⁻ᵀ b` for the triangle of `t` that `triangle` names.
  public static Value triangularSolve(Triangle triangle, Value t, Value b) {
    requireSystem("triangularSolve", t, b);
    return Level.dispatch(new TriangularSolve(triangle), t, b);
  }

  static void requireSquare(String name, Value a) {
    if (a.shape().rank() != 2 || a.shape().rows() != a.shape().columns())
      throw new ShapeException(name + ": a square matrix was expected, but was a " + a.shape());
  }

  private static void requireSystem(String name, Value a, Value b) {
    requireSquare(name, a);
    if (b.shape().rank() == 0 || b.shape().rows() != a.shape().rows()) {
      throw new ShapeException(
          name
              + ": the right-hand side must have as many rows as the matrix, but they were "
              + a.shape()
              + " and "
              + b.shape());
    }
  }

  private static Lu nonsingular(String name, Value a, Lu lu) {
    int pivot = lu.zeroPivot();
    if (pivot < 0) return lu;
    throw new DomainException(
        name
            + ": a nonsingular matrix was expected, but the "
            + a.shape()
            + " is singular: pivot "
            + pivot
            + " is 0.0, so column "
            + pivot
            + " (counted from 0) depends linearly on those before it; drop it and a row, or add a"
            + " small multiple of the identity");
  }

  /// The LU factorisation of the matrix that was asked for last. The operations that make up a
  /// derivative share it, so that a pullback factorises nothing again.
  private static final class Factored {
    private record Last(double[] matrix, Lu lu) {}

    private @Nullable Last last;

    Lu of(Value a) {
      double[] matrix = a.arrayNumbers();
      Last known = last;
      if (known == null || known.matrix != matrix) {
        known = new Last(matrix, Matrices.lu(a.shape().rows(), matrix));
        last = known;
      }
      return known.lu;
    }

    Value inverse(Value a) {
      return Level.dispatch(new Inverse(this), a);
    }
  }

  /// `A⁻¹ b`, or `A⁻ᵀ b`.
  private record Solve(Factored factored, boolean transposed) implements Operation {
    @Override
    public String name() {
      return transposed ? "solveTransposed" : "solve";
    }

    @Override
    public Value value(Value[] x) {
      Lu lu = nonsingular("solve", x[0], factored.of(x[0]));
      double[] b = x[1].arrayNumbers();
      int columns = x[1].shape().columns();
      double[] y = transposed ? lu.solveTransposed(b, columns) : lu.solve(b, columns);
      return new Dense(y, x[1].shape());
    }

    @Override
    public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
      Value moved = tangents[1];
      Value matrix = tangents[0];
      if (matrix != null) moved = difference(moved, Products.product(matrix, transposed, y));
      return moved == null ? null : Level.dispatch(this, x[0], moved);
    }

    @Override
    public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
      Value b = Level.dispatch(new Solve(factored, !transposed), x[0], cotangent);
      return new @Nullable Value[] {wanted[0] ? inMatrix(b, y, transposed) : null, b};
    }
  }

  private static Value difference(@Nullable Value a, Value b) {
    return a == null ? b.unaryMinus() : a.minus(b);
  }

  /// The cotangent of the matrix of a system, for the right-hand side's cotangent and the solution.
  private static Value inMatrix(Value b, Value solution, boolean transposed) {
    return (transposed
            ? Products.matmulTransposed(solution, b)
            : Products.matmulTransposed(b, solution))
        .unaryMinus();
  }

  private record Inverse(Factored factored) implements Operation {
    @Override
    public String name() {
      return "inverse";
    }

    @Override
    public Value value(Value[] x) {
      int n = x[0].shape().rows();
      Lu lu = nonsingular("inverse", x[0], factored.of(x[0]));
      return new Dense(lu.solve(Matrices.identity(n), n), x[0].shape());
    }

    @Override
    public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
      Value moved = tangents[0];
      return moved == null ? null : Products.matmul(Products.matmul(y, moved), y).unaryMinus();
    }

    @Override
    public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
      Value right = Products.matmulTransposed(cotangent, y);
      return new @Nullable Value[] {Products.transposedMatmul(y, right).unaryMinus()};
    }
  }

  /// A scalar function of one matrix, of which it knows the gradient.
  abstract static class OfMatrix implements Operation {
    private final String name;

    OfMatrix(String name) {
      this.name = name;
    }

    abstract Value gradient(Value y, Value a);

    @Override
    public final String name() {
      return name;
    }

    @Override
    public final @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
      return pushAll(y, x, new @Nullable Value[][] {tangents})[0];
    }

    @Override
    public final @Nullable Value[] pushAll(Value y, Value[] x, @Nullable Value[][] tangents) {
      @Nullable Value[] pushed = new Value[tangents.length];
      Value gradient = null;
      for (int k = 0; k < pushed.length; k++) {
        Value moved = tangents[k][0];
        if (moved == null) continue;
        if (gradient == null) gradient = gradient(y, x[0]);
        pushed[k] = Products.dot(gradient, moved);
      }
      return pushed;
    }

    @Override
    public final @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
      return new @Nullable Value[] {gradient(y, x[0]).times(cotangent)};
    }
  }

  private static final class Det extends OfMatrix {
    private final Factored factored;

    Det(Factored factored) {
      super("det");
      this.factored = factored;
    }

    @Override
    public Value value(Value[] x) {
      return new Scalar(factored.of(x[0]).det());
    }

    @Override
    Value gradient(Value y, Value a) {
      Lu lu = factored.of(a);
      if (lu.isNumericallySingular()) return Cofactors.of(a);
      double number = Math.abs(y.scalarNumber());
      if (number == 0 || number == Double.POSITIVE_INFINITY) return rescaled(a, lu);
      return Shapes.transposed(factored.inverse(a)).times(y);
    }

    /// The gradient of a determinant that over- or underflows, where the gradient need not: that of
    /// `sⁿ det(A / s)`, for a power s of two that makes the determinant about 1.
    private static Value rescaled(Value a, Lu lu) {
      int n = a.shape().rows();
      double s = Math.scalb(1.0, (int) Math.rint(lu.logabsdet() / Math.log(2) / n));
      Value scaled = a.div(s);
      return Shapes.transposed(inverse(scaled)).times(det(scaled)).times(Math.pow(s, n - 1));
    }
  }

  /// `log |det A|`, also by the name of `logdet`, which refuses a negative determinant.
  private static final class Logabsdet extends OfMatrix {
    private final Factored factored;

    Logabsdet(String name, Factored factored) {
      super(name);
      this.factored = factored;
    }

    @Override
    public Value value(Value[] x) {
      Lu lu = nonsingular(name(), x[0], factored.of(x[0]));
      if (name().equals("logdet") && lu.sign() < 0) {
        throw new DomainException(
            "logdet: a positive determinant was expected, but that of the "
                + x[0].shape()
                + " is negative; logabsdet answers the logarithm of its absolute value, and the"
                + " sign");
      }
      return new Scalar(lu.logabsdet());
    }

    @Override
    Value gradient(Value y, Value a) {
      return Shapes.transposed(factored.inverse(a));
    }
  }

  private record Signdet(Factored factored) implements Operation {
    @Override
    public String name() {
      return "signdet";
    }

    @Override
    public Value value(Value[] x) {
      return new Scalar(factored.of(x[0]).sign());
    }

    @Override
    public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
      return null;
    }

    @Override
    public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
      return new @Nullable Value[1];
    }
  }

  private static final class Cholesky implements Operation {
    @Override
    public String name() {
      return "cholesky";
    }

    @Override
    public Value value(Value[] x) {
      requireSymmetric(x[0]);
      int n = x[0].shape().rows();
      double[] symmetric = SYMMETRIC_PART.of(x[0].numbers()).arrayNumbers();
      try {
        return new Dense(Matrices.cholesky(n, symmetric), x[0].shape());
      } catch (Matrices.NotPositiveException e) {
        throw new DomainException(
            "cholesky: a positive definite matrix was expected, but in the "
                + x[0].shape()
                + " the leading minor of order "
                + e.minor
                + " is not positive: its pivot is "
                + e.pivot
                + "; add a small multiple of the identity where rounding did this");
      }
    }

    private static void requireSymmetric(Value value) {
      double[] a = value.arrayNumbers();
      int n = value.shape().rows();
      double largest = 0;
      for (double entry : a) largest = Math.max(largest, Math.abs(entry));
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          double below = a[i * n + j];
          double above = a[j * n + i];
          if (Math.abs(below - above) > ASYMMETRY * largest)
            throw notSymmetric(value.shape(), i, j, below, above);
        }
      }
    }

    private static DomainException notSymmetric(
        Shape shape, int i, int j, double below, double above) {
      return new DomainException(
          "cholesky: a symmetric matrix was expected, but in the "
              + shape
              + " entry ("
              + i
              + ", "
              + j
              + ") is "
              + below
              + " and entry ("
              + j
              + ", "
              + i
              + ") is "
              + above);
    }

    @Override
    public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
      Value moved = tangents[0];
      if (moved == null) return null;
      Value left = triangularSolve(Triangle.LOWER, y, SYMMETRIC_PART.of(moved));
      Value both = triangularSolve(Triangle.LOWER, y, Shapes.transposed(left));
      return Products.matmul(y, HALF_LOWER.of(both));
    }

    @Override
    public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
      Value inner = HALF_LOWER.of(transposedProduct(y, cotangent));
      Value left = triangularSolve(Triangle.LOWER_TRANSPOSED, y, inner);
      Value both = triangularSolve(Triangle.LOWER_TRANSPOSED, y, Shapes.transposed(left));
      return new @Nullable Value[] {SYMMETRIC_PART.of(both)};
    }
  }

  /// `Lᵀ M`, of which the lower triangle will be read.
  private static Value transposedProduct(Value l, Value m) {
    if (!l.isNumber() || !m.isNumber()) return Products.transposedMatmul(l, m);
    int n = l.shape().rows();
    double[] product = Kernels.transposedLowerProduct(n, l.arrayNumbers(), m.arrayNumbers());
    return new Dense(product, l.shape());
  }

  private record TriangularSolve(Triangle triangle) implements Operation {
    @Override
    public String name() {
      return "triangularSolve(" + triangle + ")";
    }

    @Override
    public Value value(Value[] x) {
      int n = x[0].shape().rows();
      double[] t = x[0].arrayNumbers();
      for (int i = 0; i < n; i++) if (t[i * (n + 1)] == 0) throw singular(x[0].shape(), i);
      double[] b = x[1].arrayNumbers().clone();
      int columns = x[1].shape().columns();
      switch (triangle) {
        case LOWER -> Kernels.solveLower(n, t, b, columns);
        case UPPER -> Kernels.solveUpper(n, t, b, columns);
        case LOWER_TRANSPOSED -> Kernels.solveLowerTransposed(n, t, b, columns);
        case UPPER_TRANSPOSED -> Kernels.solveUpperTransposed(n, t, b, columns);
      }
      return new Dense(b, x[1].shape());
    }

    private static DomainException singular(Shape shape, int i) {
      return new DomainException(
          "triangularSolve: a nonsingular matrix was expected, but entry ("
              + i
              + ", "
              + i
              + ") on the diagonal of the "
              + shape
              + " is 0.0");
    }

    private Linear mask() {
      return triangle.isLower() ? LOWER : UPPER;
    }

    @Override
    public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
      Value moved = tangents[1];
      Value matrix = tangents[0];
      if (matrix != null) {
        Value part = mask().of(matrix);
        moved = difference(moved, Products.product(part, triangle.isTransposed(), y));
      }
      return moved == null ? null : Level.dispatch(this, x[0], moved);
    }

    @Override
    public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
      Value b = triangularSolve(triangle.transposed(), x[0], cotangent);
      Value matrix = wanted[0] ? mask().of(inMatrix(b, y, triangle.isTransposed())) : null;
      return new @Nullable Value[] {matrix, b};
    }
  }

  /// The entries below, on and above the diagonal, each times a number; 0 leaves them out. It is
  /// its own adjoint.
  private static final class Masked extends Linear {
    private final double below;
    private final double diagonal;
    private final double above;

    Masked(String name, double below, double diagonal, double above) {
      super(name);
      this.below = below;
      this.diagonal = diagonal;
      this.above = above;
    }

    @Override
    Value value(Value x) {
      int n = x.shape().rows();
      double[] a = x.arrayNumbers();
      double[] masked = new double[a.length];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double factor = j < i ? below : j == i ? diagonal : above;
          if (factor != 0) masked[i * n + j] = factor * a[i * n + j];
        }
      }
      return new Dense(masked, x.shape());
    }

    @Override
    Value adjoint(Value cotangent, Shape shape) {
      return of(cotangent);
    }
  }

  /// `(A + Aᵀ) / 2`, its own adjoint.
  private static final class SymmetricPart extends Linear {
    SymmetricPart() {
      super("symmetricPart");
    }

    @Override
    Value value(Value x) {
      int n = x.shape().rows();
      double[] a = x.arrayNumbers();
      double[] part = new double[a.length];
      for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) part[i * n + j] = 0.5 * (a[i * n + j] + a[j * n + i]);
      return new Dense(part, x.shape());
    }

    @Override
    Value adjoint(Value cotangent, Shape shape) {
      return of(cotangent);
    }
  }
}
