package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Moving;
import dev.mixtape.algebra.rows.Products;
import dev.mixtape.algebra.rows.Reductions;
import dev.mixtape.algebra.rows.Shapes;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// How the stored partials of a node's result in one of its slots act: as a Jacobian, or element by
/// element between two columns of a batch.
///
/// The partials are one value: of the result's shape when the slot (or, element by element, its
/// leaf) is a scalar, otherwise a matrix with a row per component of the slot.
///
/// @param elementwise true between columns: element n of the result depends on element n of the
///   slot
/// @param elements the number of elements of the batch, 1 without one
/// @param slot the slot's shape
/// @param result the result's shape
record Linkage(boolean elementwise, int elements, Shape slot, Shape result) {
  /// The components of the slot, or element by element of its leaf.
  int components() {
    return elementwise ? slot.size() / elements : slot.size();
  }

  private boolean isVectorDiagonal() {
    return elementwise && slot.size() == elements && result.size() == elements;
  }

  private int width() {
    return result.size() / elements;
  }

  /// The partials as one value, from one value of the result's shape per component.
  Value pack(List<Value> components) {
    if (components.size() == 1) return Shapes.reshape(components.get(0), result);
    return Shapes.reshape(
        Shapes.concat(components), Shape.matrix(components.size(), result.size()));
  }

  /// The cotangent of the slot for the result's cotangent.
  Value pull(Value partials, Value cotangent) {
    if (isVectorDiagonal())
      return Shapes.reshape(Moving.times(partials, Shapes.reshape(cotangent, result)), slot);
    if (elementwise) {
      int m = width();
      int n = elements;
      int q = components();
      Value weighted = Moving.times(Shapes.flat(partials), tiled(cotangent));
      Value sums =
          Products.matvec(
              Shapes.reshape(weighted, Shape.matrix(q * n, m)), Dense.filled(1, Shape.vector(m)));
      return Shapes.reshape(permuted(sums, n * q, at -> at % q * n + at / q), slot);
    }
    if (components() == 1) {
      Value sum = result.isScalar() ? partials.times(cotangent) : Products.dot(partials, cotangent);
      return Shapes.reshape(sum, slot);
    }
    return Shapes.reshape(Products.matvec(matrix(partials), flat(cotangent)), slot);
  }

  /// The tangent of the result for the slot's tangent.
  Value push(Value partials, Value tangent) {
    if (isVectorDiagonal())
      return Shapes.reshape(partials, result).times(Shapes.reshape(tangent, result));
    if (elementwise) {
      Value weighted = Shapes.flat(partials).times(spread(tangent));
      Value ones = Dense.filled(1, Shape.vector(components()));
      Value matrix = Shapes.reshape(weighted, Shape.matrix(components(), result.size()));
      return Shapes.reshape(Products.vecmat(matrix, ones), result);
    }
    if (components() == 1)
      return partials.times(slot.isScalar() ? tangent : Shapes.get(tangent, 0));
    return Shapes.reshape(Products.vecmat(matrix(partials), flat(tangent)), result);
  }

  /// The cotangent of the partials, for the result's cotangent and a displacement of the slot.
  Value inPartials(Value cotangent, Value displacement) {
    if (isVectorDiagonal()) return cotangent.times(Shapes.reshape(displacement, result));
    if (elementwise) {
      Value product = tiled(cotangent).times(spread(displacement));
      return Shapes.reshape(product, partialsShape());
    }
    if (components() == 1)
      return cotangent.times(slot.isScalar() ? displacement : Shapes.get(displacement, 0));
    return Shapes.reshape(Products.outer(flat(displacement), flat(cotangent)), partialsShape());
  }

  private Shape partialsShape() {
    return components() == 1 ? result : Shape.matrix(components(), result.size());
  }

  private Value matrix(Value partials) {
    return Shapes.reshape(partials, Shape.matrix(components(), result.size()));
  }

  private static Value flat(Value value) {
    return value.shape().isScalar() ? Reductions.fill(value, Shape.vector(1)) : Shapes.flat(value);
  }

  /// The cotangent once per component: entry c, n, m.
  private Value tiled(Value cotangent) {
    int size = result.size();
    return permuted(flat(cotangent), components() * size, at -> at % size);
  }

  /// The slot's entry for each partial: entry c, n, m is component c of element n.
  private Value spread(Value tangent) {
    int m = width();
    int size = result.size();
    int q = components();
    return permuted(flat(tangent), q * size, at -> at % size / m * q + at / size);
  }

  private static Value permuted(Value flat, int size, IntUnaryOperator source) {
    int[] indices = new int[size];
    for (int i = 0; i < size; i++) indices[i] = source.applyAsInt(i);
    return Shapes.gather(flat, indices);
  }
}
