package dev.mixtape.tape;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Flattened;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Shapes;
import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Jacobians row by row: one recording, one sweep per component of the result.
final class Jacobians {
  private Jacobians() {}

  static <P> Tuple2<RealVector, RealMatrix> of(Function1<P, RealVector> f, P x) {
    Flattened<P> flat = Flattened.of(x);
    Reverse reverse = Reverse.of(v -> f.apply(flat.unflatten((RealVector) v[0])), flat.vector());
    RealVector value = (RealVector) reverse.value();
    int rows = value.size();
    int columns = flat.vector().size();
    List<Value> gradients = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      double[] unit = new double[rows];
      unit[i] = 1;
      @Nullable Value gradient = reverse.sweep(new Value[] {Dense.vector(unit)})[0][0];
      gradients.add(gradient == null ? Dense.filled(0, Shape.vector(columns)) : gradient);
    }
    if (rows == 0) return Tuple.of(value, RealMatrix.wrapping(0, columns, new double[0]));
    return Tuple.of(
        value, Shapes.reshape(Shapes.concat(gradients), Shape.matrix(rows, columns)).asMatrix());
  }
}
