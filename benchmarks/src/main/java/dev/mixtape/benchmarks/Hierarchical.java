package dev.mixtape.benchmarks;

import static dev.mixtape.tape.Mixtape.fwddiff;
import static dev.mixtape.tape.Mixtape.map;
import static dev.mixtape.tape.Mixtape.real;
import static dev.mixtape.tape.Mixtape.reverse;
import static dev.mixtape.tape.Mixtape.same;
import static dev.mixtape.tape.Mixtape.sum;
import static dev.mixtape.tape.Mixtape.withGradient;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.distributions.Normal;
import java.util.Random;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/// A hierarchical normal with 1000 groups, `y_i ~ Normal(θ_i, s_i)` and `θ_i ~ Normal(μ, τ)`: the
/// log density, normalised, with its gradient in all `θ_i`, `μ` and `τ`.
public class Hierarchical extends Workload {
  private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
  private static final double HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);

  /// A multiple of the number of lanes, so that the twin needs no tail.
  private static final int GROUPS = 1000;

  private final double mu = 0.5;
  private final double tau = 1.5;
  private double[] thetas = {};
  private double[] ys = {};
  private double[] errors = {};

  @Override
  @Setup
  public void draw() {
    var random = new Random(1);
    thetas = new double[GROUPS];
    ys = new double[GROUPS];
    errors = random.doubles(GROUPS, 0.5, 2).toArray();
    for (int i = 0; i < GROUPS; i++) {
      thetas[i] = random.nextGaussian(mu, tau);
      ys[i] = random.nextGaussian(thetas[i], errors[i]);
    }
  }

  @Benchmark
  public Object byHand() {
    double[] inThetas = new double[GROUPS];
    double value = 0;
    double inMu = 0;
    double squares = 0;
    for (int i = 0; i < GROUPS; i++) {
      double precision = 1 / errors[i];
      double z = (ys[i] - thetas[i]) * precision;
      double u = (thetas[i] - mu) / tau;
      value -= 0.5 * (z * z + u * u) + Math.log(errors[i]);
      inThetas[i] = z * precision - u / tau;
      inMu += u;
      squares += u * u;
    }
    return answer(value, inThetas, inMu, squares);
  }

  private Answer answer(double value, double[] inThetas, double inMu, double squares) {
    return new Answer(
        value - GROUPS * (2 * HALF_LOG_2PI + Math.log(tau)),
        inThetas,
        new double[] {inMu / tau, (squares - GROUPS) / tau});
  }

  @Benchmark
  public Object byHandVectorized() {
    double[] inThetas = new double[GROUPS];
    var values = DoubleVector.zero(LANES);
    var inMus = DoubleVector.zero(LANES);
    var squares = DoubleVector.zero(LANES);
    double rate = 1 / tau;
    for (int i = 0; i < GROUPS; i += LANES.length()) {
      var theta = DoubleVector.fromArray(LANES, thetas, i);
      var error = DoubleVector.fromArray(LANES, errors, i);
      var precision = DoubleVector.broadcast(LANES, 1).div(error);
      var z = DoubleVector.fromArray(LANES, ys, i).sub(theta).mul(precision);
      var u = theta.sub(mu).mul(rate);
      var square = u.mul(u);
      values = values.sub(z.mul(z).add(square).mul(0.5).add(error.lanewise(VectorOperators.LOG)));
      z.mul(precision).sub(u.mul(rate)).intoArray(inThetas, i);
      inMus = inMus.add(u);
      squares = squares.add(square);
    }
    return answer(
        values.reduceLanes(VectorOperators.ADD),
        inThetas,
        inMus.reduceLanes(VectorOperators.ADD),
        squares.reduceLanes(VectorOperators.ADD));
  }

  private Real plain(RealVector theta, Real mu, Real tau) {
    RealVector y = RealVector.wrapping(ys);
    RealVector error = RealVector.wrapping(errors);
    return sum(map(Normal::logpdf, map(Normal::new, theta, error), y))
        .plus(sum(map(Normal::logpdf, same(new Normal(mu, tau)), theta)));
  }

  private Real mixed(RealVector theta, Real mu, Real tau) {
    RealVector y = RealVector.wrapping(ys);
    RealVector error = RealVector.wrapping(errors);
    return sum(map(fwddiff(Normal::logpdf), map(fwddiff(Normal::new), theta, error), y))
        .plus(sum(map(fwddiff(Normal::logpdf), same(new Normal(mu, tau)), theta)));
  }

  private Real onTape(RealVector theta, Real mu, Real tau) {
    RealVector y = RealVector.wrapping(ys);
    RealVector error = RealVector.wrapping(errors);
    return sum(map(reverse(Normal::logpdf), map(reverse(Normal::new), theta, error), y))
        .plus(sum(map(reverse(Normal::logpdf), same(new Normal(mu, tau)), theta)));
  }

  @Benchmark
  public Object plainMap() {
    return withGradient(this::plain, RealVector.wrapping(thetas), real(mu), real(tau));
  }

  @Benchmark
  public Object mixed() {
    return withGradient(this::mixed, RealVector.wrapping(thetas), real(mu), real(tau));
  }

  @Benchmark
  public Object tapeOnly() {
    return withGradient(this::onTape, RealVector.wrapping(thetas), real(mu), real(tau));
  }
}
