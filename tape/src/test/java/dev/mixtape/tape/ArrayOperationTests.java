package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.exp;
import static dev.mixtape.tape.Mixtape.log;

import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Shape;
import java.util.List;

/// Vectors and matrices but for linear algebra, by the contract of array operations.
class ArrayOperationTests extends ArrayContract {
  @Override
  List<Case> cases() {
    return List.of(
        Case.ofVector("exp", v -> exp(v)),
        Case.ofVector("sum", RealVector::sum),
        Case.ofMatrix("sum", RealMatrix::sum),
        Case.ofVector("one entry", v -> v.get(v.size() - 1)),
        Case.ofMatrix("scaled by an entry", a -> a.times(a.get(0, 0)).plus(log(a.square()))),
        Case.of(
            "dot",
            s -> List.of(Shape.vector(s.n()), Shape.vector(s.n())),
            x -> x.get(0).asVector().dot(x.get(1).asVector())));
  }
}
