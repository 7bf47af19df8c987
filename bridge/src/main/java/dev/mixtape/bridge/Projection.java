package dev.mixtape.bridge;

import dev.mixtape.algebra.Differentiable;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.StructureException;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Shapes;
import io.vavr.Function1;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The orthogonal projection onto the space in which a value may move: symmetric matrices, say, for
/// a function that reads one triangle of its argument.
///
/// A rule projects what it answers, `SYMMETRIC.of(tangent)`. Where the function is called,
/// `f(SYMMETRIC.through(a))` does the same to every derivative, whatever the function and the mode.
/// A projection is linear, changes nothing the second time, is its own transpose, and is written in
/// the algebra.
///
/// @param <P> the type of the primal
public final class Projection<P> {
  private final @Nullable P primal;
  private final Map<Integer, UnaryOperator<Value>> ofLeaf;

  private Projection(@Nullable P primal, Map<Integer, UnaryOperator<Value>> ofLeaf) {
    this.primal = primal;
    this.ofLeaf = ofLeaf;
  }

  /// Onto the tangents of `primal`: as many leaves, of its shapes, none for what has no real leaf.
  /// [#with] says more of a leaf.
  public static <P> Projection<P> onto(P primal) {
    return new Projection<>(primal, Map.of());
  }

  /// Onto the symmetric matrices: the mean of a matrix and its transpose.
  public static Projection<RealMatrix> symmetric() {
    return ofMatrix(Projection::symmetrized);
  }

  /// Onto the lower triangular matrices, diagonal included.
  public static Projection<RealMatrix> lowerTriangular() {
    return ofMatrix(m -> only(m, true, false));
  }

  /// Onto the upper triangular matrices, diagonal included.
  public static Projection<RealMatrix> upperTriangular() {
    return ofMatrix(m -> only(m, false, true));
  }

  /// Onto the diagonal matrices.
  public static Projection<RealMatrix> diagonal() {
    return ofMatrix(m -> only(m, false, false));
  }

  private static Projection<RealMatrix> ofMatrix(UnaryOperator<Value> projection) {
    return new Projection<>(null, Map.of(0, projection));
  }

  private static Value symmetrized(Value matrix) {
    Shape shape = matrix.shape();
    if (shape.rows() != shape.columns())
      throw new ShapeException("a symmetric matrix is square, but this is a " + shape);
    return matrix.plus(Shapes.transposed(matrix)).times(0.5);
  }

  /// The diagonal, with what is below and above it; the rest are structural zeros.
  private static Value only(Value matrix, boolean below, boolean above) {
    Shape shape = matrix.shape();
    int columns = shape.columns();
    int[] kept =
        IntStream.range(0, shape.size())
            .filter(at -> {
              int row = at / columns;
              int column = at % columns;
              return row == column || (row > column ? below : above);
            })
            .toArray();
    return Shapes.reshape(Shapes.scatter(Shapes.gather(matrix, kept), kept, shape.size()), shape);
  }

  /// This projection of a record, a tuple or a batch, where a leaf is projected too.
  ///
  /// @throws StructureException when the accessor answers no leaf, or this is no projection [#onto]
  ///   a primal
  @SuppressWarnings("unchecked")
  public <D extends Differentiable<D>> Projection<P> with(
      Function1<? super P, D> accessor, Projection<D> projection) {
    P own = primal;
    UnaryOperator<Value> ofPart = projection.ofLeaf.get(0);
    if (own == null || projection.primal != null || ofPart == null)
      throw new StructureException(
          "a leaf is projected by onto(primal).with(accessor, projection), where projection is"
              + " symmetric(), lowerTriangular(), upperTriangular() or diagonal()");
    int leaf =
        Structure.of(own)
            .locate(Structure.leavesOf(own), probe -> accessor.apply((P) probe))
            .firstLeaf();
    Map<Integer, UnaryOperator<Value>> more = new HashMap<>(ofLeaf);
    more.put(leaf, ofPart);
    return new Projection<>(own, more);
  }

  /// The projected tangent. What is not computed yet stays so, what is zero or not implemented too.
  ///
  /// @throws ShapeException when a leaf has another shape than that of the primal
  public Tangent<P> of(Tangent<P> tangent) {
    if (primal != null && Structure.of(primal).leafCount() == 0)
      return new Tangent.NoTangent<>(Structure.of(primal) + " has no real leaf");
    return switch (tangent) {
      case Tangent.ZeroTangent<P> _, Tangent.NoTangent<P> _, Tangent.NotImplemented<P> _ -> tangent;
      case Tangent.Thunk<P> _, Tangent.Adding<P> _ -> Tangent.thunk(() -> of(tangent.forced()));
      case Tangent.Natural<P>(P value) -> projected(primal == null ? value : primal, tangent);
      case Tangent.Structural<P> _ ->
          primal == null ? of(Tangent.of(tangent.natural())) : projected(primal, tangent);
    };
  }

  private Tangent<P> projected(P of, Tangent<P> tangent) {
    @Nullable Value[] leaves = Answered.projected(of, tangent).clone();
    for (int i = 0; i < leaves.length; i++) {
      Value leaf = leaves[i];
      if (leaf != null) leaves[i] = projected(i, leaf);
    }
    return Tangent.ofLeaves(Structure.of(of), Structure.leavesOf(of), leaves);
  }

  private Value projected(int leaf, Value value) {
    UnaryOperator<Value> projection = ofLeaf.get(leaf);
    return projection == null ? value : projection.apply(value);
  }

  /// The projected value, whose derivatives are projected with it: `f(projection.through(x))` is a
  /// function on the whole space that is `f` on the projection's.
  @SuppressWarnings("unchecked")
  public P through(P value) {
    List<Value> leaves = new ArrayList<>(Structure.leavesOf(value));
    for (int i = 0; i < leaves.size(); i++) leaves.set(i, projected(i, leaves.get(i)));
    return (P) Structure.of(value).build(leaves);
  }
}
