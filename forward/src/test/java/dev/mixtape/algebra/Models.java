package dev.mixtape.algebra;

import static dev.mixtape.algebra.Algebra.mat;
import static dev.mixtape.algebra.Algebra.real;
import static dev.mixtape.algebra.Algebra.vec;

import io.vavr.Tuple;
import io.vavr.Tuple3;
import java.util.List;

/// Values of every structure, for tests.
final class Models {
  private Models() {}

  enum Kind {
    ONE,
    TWO
  }

  record Gauss(Real mu, Real sigma) {}

  record Params(Real theta, RealVector w) {}

  record Everything(
      Kind kind,
      Params inner,
      RealMatrix m,
      Batch<Gauss> batch,
      Tuple3<Real, String, Boolean> tuple,
      int n,
      char letter,
      long big) {}

  record Single(Real x) {}

  static final Gauss GAUSS = new Gauss(real(1), real(2));
  static final Params PARAMS = new Params(real(0.5), vec(1, 2, 3));

  static final Batch<Gauss> BATCH =
      Batch.of(List.of(GAUSS, new Gauss(real(3), real(4)), new Gauss(real(5), real(6))));

  static Everything everything() {
    return new Everything(
        Kind.TWO,
        PARAMS,
        mat(new double[][] {{1, 2}, {3, 4}}),
        BATCH,
        Tuple.of(real(7), "text", true),
        3,
        'c',
        1L << 40);
  }
}
