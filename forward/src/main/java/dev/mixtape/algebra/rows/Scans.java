package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Running sums and products of a vector.
public final class Scans {
  private static final Linear SUMS = new Sums(false);
  private static final Linear SUMS_BACKWARD = new Sums(true);
  private static final Operation RECURRENCE = new Recurrence(false);
  private static final Operation RECURRENCE_BACKWARD = new Recurrence(true);

  private Scans() {}

  /// `yᵢ = x₀ + … + xᵢ`.
  public static Value sums(Value x) {
    return SUMS.of(x);
  }

  /// `yᵢ = x₀ ⋯ xᵢ`: the recurrence `yᵢ = xᵢ yᵢ₋₁` from `y₀ = x₀`.
  public static Value products(Value x) {
    return x.shape().size() == 0
        ? x
        : Level.dispatch(RECURRENCE, x, Shapes.embed(Shapes.get(x, 0), 0, x.shape()));
  }

  /// The product of all entries, 1 for none. No derivative divides by an entry, so zeros are as
  /// good as other numbers, to every order.
  public static Value product(Value x) {
    int size = x.shape().size();
    return size == 0 ? Scalar.ONE : Shapes.get(products(Shapes.flat(x)), size - 1);
  }

  private static final class Sums extends Linear {
    private final boolean backward;

    Sums(boolean backward) {
      super(backward ? "cumsumBackward" : "cumsum");
      this.backward = backward;
    }

    @Override
    Value value(Value x) {
      double[] y = x.arrayNumbers().clone();
      if (backward) for (int i = y.length - 2; i >= 0; i--) y[i] += y[i + 1];
      else for (int i = 1; i < y.length; i++) y[i] += y[i - 1];
      return reached(y, x.moving(), backward);
    }

    @Override
    Value adjoint(Value cotangent, Shape shape) {
      return (backward ? SUMS : SUMS_BACKWARD).of(cotangent);
    }
  }

  /// What moves of a scan whose input moves in the entries `moving`: all from the first of them on.
  private static Value reached(double[] y, int @Nullable [] moving, boolean backward) {
    BitSet reached = new BitSet(y.length);
    if (moving == null) reached.set(0, y.length);
    else if (moving.length > 0 && backward) reached.set(0, moving[moving.length - 1] + 1);
    else if (moving.length > 0) reached.set(moving[0], y.length);
    return Moving.only(y, reached, Shape.vector(y.length));
  }

  /// The linear recurrence `yᵢ = aᵢ yᵢ₋₁ + bᵢ` from `y₀ = b₀`, and backward `yᵢ = aᵢ₊₁ yᵢ₊₁ + bᵢ`
  /// from `yₙ = bₙ`, which is its adjoint in b. So both are closed under differentiation.
  private static final class Recurrence implements Operation {
    private final boolean backward;

    Recurrence(boolean backward) {
      this.backward = backward;
    }

    @Override
    public String name() {
      return backward ? "recurrenceBackward" : "recurrence";
    }

    @Override
    public boolean keepsZeros() {
      return true;
    }

    /// Entries before the first one of b that moves are structural zeros: they multiply nothing.
    @Override
    public Value value(Value[] x) {
      double[] a = x[0].arrayNumbers();
      double[] y = x[1].arrayNumbers().clone();
      int[] moving = x[1].moving();
      if (moving != null && moving.length == 0) return x[1];
      if (backward) {
        int last = moving == null ? y.length - 1 : moving[moving.length - 1];
        for (int i = last - 1; i >= 0; i--) y[i] += a[i + 1] * y[i + 1];
      } else {
        int first = moving == null ? 0 : moving[0];
        for (int i = first + 1; i < y.length; i++) y[i] += a[i] * y[i - 1];
      }
      return reached(y, moving, backward);
    }

    @Override
    public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
      Value da = tangents[0];
      Value db = tangents[1];
      Value term = da == null ? null : backward ? above(da, y) : below(y, da);
      Value input = term == null ? db : db == null ? term : Moving.plus(term, db);
      return input == null ? null : Level.dispatch(this, x[0], input);
    }

    @Override
    public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
      Value b = Level.dispatch(backward ? RECURRENCE : RECURRENCE_BACKWARD, x[0], cotangent);
      return new @Nullable Value[] {
        wanted[0] ? backward ? later(b, y) : below(y, b) : null, wanted[1] ? b : null
      };
    }

    /// `yᵢ₋₁ tᵢ`, nothing in entry 0.
    private static Value below(Value y, Value t) {
      return shifted(y, 0, t, 1, 1);
    }

    /// `yᵢ₊₁ tᵢ₊₁`, nothing in the last entry.
    private static Value above(Value t, Value y) {
      return shifted(y, 1, t, 1, 0);
    }

    /// `yᵢ tᵢ₋₁`, nothing in entry 0.
    private static Value later(Value t, Value y) {
      return shifted(y, 1, t, 0, 1);
    }

    /// The products of y and t, each from an entry on, to the entries from `to` on.
    private static Value shifted(Value y, int fromY, Value t, int fromT, int to) {
      Shape part = Shape.vector(y.shape().size() - 1);
      Value product = Moving.product(Shapes.slice(y, fromY, part), Shapes.slice(t, fromT, part));
      return Shapes.embed(product, to, y.shape());
    }
  }
}
