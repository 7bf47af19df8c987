package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Moving;
import dev.mixtape.algebra.rows.Shapes;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The linear recurrence `yᵢ = Aᵢ yᵢ₋₁ + bᵢ` from `y₀ = b₀` over the rows of a column, and backward
/// `yᵢ = Aᵢ₊₁ᵀ yᵢ₊₁ + bᵢ` from the last row up, which is its adjoint in b. So both are closed under
/// differentiation. The A are packed as [Linkage] says.
final class Recurrence implements Operation {
  private final Linkage linkage;
  private final boolean backward;

  Recurrence(Linkage linkage, boolean backward) {
    this.linkage = linkage;
    this.backward = backward;
  }

  /// `yᵢ = Aᵢ yᵢ₋₁ + bᵢ`.
  static Value forward(Linkage linkage, Value a, Value b) {
    return Level.dispatch(new Recurrence(linkage, false), a, b);
  }

  /// `yᵢ = Aᵢ₊₁ᵀ yᵢ₊₁ + bᵢ`.
  static Value backward(Linkage linkage, Value a, Value b) {
    return Level.dispatch(new Recurrence(linkage, true), a, b);
  }

  @Override
  public String name() {
    return backward ? "recurrenceBackward" : "recurrence";
  }

  @Override
  public boolean keepsZeros() {
    return true;
  }

  /// Rows before the first one of b that moves are structural zeros: they multiply nothing.
  @Override
  public Value value(Value[] x) {
    int[] moving = x[1].moving();
    if (moving != null && moving.length == 0) return x[1];
    int width = linkage.components();
    int rows = linkage.elements();
    double[] a = x[0].arrayNumbers();
    double[] y = x[1].arrayNumbers().clone();
    BitSet reached = new BitSet(y.length);
    if (backward) {
      int last = moving == null ? rows - 1 : moving[moving.length - 1] / width;
      for (int row = last - 1; row >= 0; row--) addTransposed(a, y, row);
      reached.set(0, (last + 1) * width);
    } else {
      int first = moving == null ? 0 : moving[0] / width;
      for (int row = first + 1; row < rows; row++) addProduct(a, y, row);
      reached.set(first * width, y.length);
    }
    return Moving.only(y, reached, x[1].shape());
  }

  private void addProduct(double[] a, double[] y, int row) {
    int width = linkage.components();
    for (int c = 0; c < width; c++) {
      double before = y[(row - 1) * width + c];
      int at = (c * linkage.elements() + row) * width;
      for (int m = 0; m < width; m++) y[row * width + m] += a[at + m] * before;
    }
  }

  private void addTransposed(double[] a, double[] y, int row) {
    int width = linkage.components();
    for (int c = 0; c < width; c++) {
      int at = (c * linkage.elements() + row + 1) * width;
      double sum = 0;
      for (int m = 0; m < width; m++) sum += a[at + m] * y[(row + 1) * width + m];
      y[row * width + c] += sum;
    }
  }

  @Override
  public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
    Value da = tangents[0];
    Value db = tangents[1];
    Value term = da == null ? null : moved(da, y);
    Value input = term == null ? db : db == null ? term : Moving.plus(term, db);
    return input == null ? null : Level.dispatch(this, x[0], input);
  }

  private Value moved(Value da, Value y) {
    return backward ? earlier(linkage.pull(da, y)) : linkage.push(da, later(y));
  }

  @Override
  public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
    Value b = pulled(x[0], cotangent);
    return new @Nullable Value[] {wanted[0] ? pulledInA(b, y) : null, wanted[1] ? b : null};
  }

  /// The cotangent of b.
  Value pulled(Value a, Value cotangent) {
    return Level.dispatch(new Recurrence(linkage, !backward), a, cotangent);
  }

  /// The cotangent of A, for that of b.
  Value pulledInA(Value b, Value y) {
    return backward ? linkage.inPartials(y, later(b)) : linkage.inPartials(b, later(y));
  }

  /// Row i - 1 in row i, nothing in row 0.
  private Value later(Value column) {
    return Shapes.embed(Shapes.slice(column, 0, allButOne()), linkage.components(), column.shape());
  }

  /// Row i + 1 in row i, nothing in the last one.
  private Value earlier(Value column) {
    return Shapes.embed(Shapes.slice(column, linkage.components(), allButOne()), 0, column.shape());
  }

  private Shape allButOne() {
    return Shape.vector(linkage.result().size() - linkage.components());
  }
}
