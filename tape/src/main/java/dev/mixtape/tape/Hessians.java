package dev.mixtape.tape;

import dev.mixtape.algebra.Flattened;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.Tuple2;

/// Hessians as the forward Jacobian of the reverse gradient.
final class Hessians {
  private Hessians() {}

  static <P> Tuple2<Real, RealMatrix> of(Function1<P, Real> f, P x) {
    Flattened<P> flat = Flattened.of(x);
    Function1<RealVector, Real> onVector = v -> f.apply(flat.unflatten(v));
    return Tuple.of(
        f.apply(x), Forward.jacobian(v -> Mixtape.gradient(onVector, v), flat.vector()));
  }
}
