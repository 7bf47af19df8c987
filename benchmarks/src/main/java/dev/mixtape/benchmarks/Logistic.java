package dev.mixtape.benchmarks;

import static dev.mixtape.tape.Mixtape.softplus;
import static dev.mixtape.tape.Mixtape.sum;
import static dev.mixtape.tape.Mixtape.withGradient;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import java.util.Random;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/// Logistic regression, 10 000 observations of 50 features: `Σ y_i η_i - log(1 + exp η_i)` with `η
/// = X β`, and its gradient in `β`.
public class Logistic extends Workload {
  private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
  private static final int ROWS = 10_000;
  private static final int COLUMNS = 50;

  /// Rows that are read twice while they are in the cache.
  private static final int BLOCK = 64;

  private double[] features = {};
  private double[] outcomes = {};
  private double[] weights = {};

  @Override
  @Setup
  public void draw() {
    var random = new Random(1);
    features = random.doubles(ROWS * COLUMNS, -1, 1).toArray();
    outcomes = random.doubles(ROWS).map(u -> u < 0.5 ? 0 : 1).toArray();
    weights = random.doubles(COLUMNS, -1, 1).toArray();
  }

  @Benchmark
  public Object byHand() {
    double value = 0;
    double[] gradient = new double[COLUMNS];
    for (int i = 0; i < ROWS; i++) {
      double eta = 0;
      for (int j = 0; j < COLUMNS; j++) eta += features[i * COLUMNS + j] * weights[j];
      double e = Math.exp(-Math.abs(eta));
      value += outcomes[i] * eta - Math.max(eta, 0) - Math.log1p(e);
      double residual = outcomes[i] - (eta >= 0 ? 1 : e) / (1 + e);
      for (int j = 0; j < COLUMNS; j++) gradient[j] += residual * features[i * COLUMNS + j];
    }
    return new Answer(value, gradient);
  }

  @Benchmark
  public Object byHandVectorized() {
    double value = 0;
    double[] gradient = new double[COLUMNS];
    double[] etas = new double[BLOCK];
    for (int from = 0; from < ROWS; from += BLOCK) {
      int rows = Math.min(BLOCK, ROWS - from);
      for (int i = 0; i < rows; i++) etas[i] = linearPredictor(from + i);
      value += residuals(from, rows, etas);
      for (int i = 0; i < rows; i++) addRow(from + i, etas[i], gradient);
    }
    return new Answer(value, gradient);
  }

  private double linearPredictor(int row) {
    var sums = DoubleVector.zero(LANES);
    int j = 0;
    for (; j < LANES.loopBound(COLUMNS); j += LANES.length()) {
      sums =
          DoubleVector.fromArray(LANES, features, row * COLUMNS + j)
              .fma(DoubleVector.fromArray(LANES, weights, j), sums);
    }
    double eta = sums.reduceLanes(VectorOperators.ADD);
    for (; j < COLUMNS; j++) eta += features[row * COLUMNS + j] * weights[j];
    return eta;
  }

  /// Answers the block's log likelihood and turns its predictors into residuals.
  private double residuals(int from, int rows, double[] etas) {
    var sums = DoubleVector.zero(LANES);
    int i = 0;
    for (; i < LANES.loopBound(rows); i += LANES.length()) {
      var eta = DoubleVector.fromArray(LANES, etas, i);
      var outcome = DoubleVector.fromArray(LANES, outcomes, from + i);
      var e = eta.abs().neg().lanewise(VectorOperators.EXP);
      sums = outcome.fma(eta, sums).sub(eta.max(0)).sub(e.lanewise(VectorOperators.LOG1P));
      var numerator = e.blend(1, eta.compare(VectorOperators.GE, 0));
      outcome.sub(numerator.div(e.add(1))).intoArray(etas, i);
    }
    double value = sums.reduceLanes(VectorOperators.ADD);
    for (; i < rows; i++) {
      double eta = etas[i];
      double e = Math.exp(-Math.abs(eta));
      value += outcomes[from + i] * eta - Math.max(eta, 0) - Math.log1p(e);
      etas[i] = outcomes[from + i] - (eta >= 0 ? 1 : e) / (1 + e);
    }
    return value;
  }

  private void addRow(int row, double residual, double[] gradient) {
    int j = 0;
    for (; j < LANES.loopBound(COLUMNS); j += LANES.length()) {
      DoubleVector.fromArray(LANES, features, row * COLUMNS + j)
          .fma(DoubleVector.broadcast(LANES, residual), DoubleVector.fromArray(LANES, gradient, j))
          .intoArray(gradient, j);
    }
    for (; j < COLUMNS; j++) gradient[j] += residual * features[row * COLUMNS + j];
  }

  private Real logLikelihood(RealVector weights) {
    RealVector eta = RealMatrix.wrapping(ROWS, COLUMNS, features).matvec(weights);
    return RealVector.wrapping(outcomes).dot(eta).minus(sum(softplus(eta)));
  }

  @Benchmark
  public Object tapeOnly() {
    return withGradient(this::logLikelihood, RealVector.wrapping(weights));
  }
}
