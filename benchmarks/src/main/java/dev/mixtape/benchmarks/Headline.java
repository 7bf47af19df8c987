package dev.mixtape.benchmarks;

import static dev.mixtape.tape.Mixtape.fwddiff;
import static dev.mixtape.tape.Mixtape.map;
import static dev.mixtape.tape.Mixtape.real;
import static dev.mixtape.tape.Mixtape.reverse;
import static dev.mixtape.tape.Mixtape.sum;
import static dev.mixtape.tape.Mixtape.withGradient;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.distributions.Exponential;
import java.util.Random;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import net.finmath.montecarlo.RandomVariableFromDoubleArray;
import net.finmath.montecarlo.automaticdifferentiation.backward.RandomVariableDifferentiableAAD;
import net.finmath.stochastic.RandomVariable;
import org.hipparchus.analysis.differentiation.Gradient;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// The exponential log-likelihood `-Σ (log s + x / s)` with its gradient in every scale `s` and
/// every observation `x`.
public class Headline extends Workload {
  private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;

  @Param({"10", "100", "1000", "10000", "1000000"})
  int size;

  double[] scales = {};
  double[] observations = {};

  @Override
  @Setup
  public void draw() {
    var random = new Random(1);
    scales = random.doubles(size).map(u -> 3 * u + 1e-3).toArray();
    observations = new double[size];
    for (int i = 0; i < size; i++) {
      observations[i] = scales[i] * random.nextExponential();
    }
  }

  @Benchmark
  public Object byHand() {
    double value = 0;
    var inScales = new double[size];
    var inObservations = new double[size];
    for (int i = 0; i < size; i++) {
      double rate = 1 / scales[i];
      double ratio = observations[i] * rate;
      value -= Math.log(scales[i]) + ratio;
      inScales[i] = (ratio - 1) * rate;
      inObservations[i] = -rate;
    }
    return new Answer(value, inScales, inObservations);
  }

  @Benchmark
  public Object byHandVectorized() {
    var inScales = new double[size];
    var inObservations = new double[size];
    var sums = DoubleVector.zero(LANES);
    int i = 0;
    for (; i < LANES.loopBound(size); i += LANES.length()) {
      var scale = DoubleVector.fromArray(LANES, scales, i);
      var rate = DoubleVector.broadcast(LANES, 1).div(scale);
      var ratio = DoubleVector.fromArray(LANES, observations, i).mul(rate);
      sums = sums.sub(scale.lanewise(VectorOperators.LOG).add(ratio));
      ratio.sub(1).mul(rate).intoArray(inScales, i);
      rate.neg().intoArray(inObservations, i);
    }
    double value = sums.reduceLanes(VectorOperators.ADD);
    for (; i < size; i++) {
      double rate = 1 / scales[i];
      double ratio = observations[i] * rate;
      value -= Math.log(scales[i]) + ratio;
      inScales[i] = (ratio - 1) * rate;
      inObservations[i] = -rate;
    }
    return new Answer(value, inScales, inObservations);
  }

  static Real plain(RealVector scales, RealVector data) {
    return sum(map(Exponential::logpdf, map(Exponential::new, scales), data));
  }

  static Real onTape(RealVector scales, RealVector data) {
    return sum(map(reverse(Exponential::logpdf), map(reverse(Exponential::new), scales), data));
  }

  static Real ofScalars(RealVector scales, RealVector data) {
    Real sum = real(0);
    for (int i = 0; i < scales.size(); i++) {
      sum = sum.plus(new Exponential(scales.get(i)).logpdf(data.get(i)));
    }
    return sum;
  }

  static Real stored(RealVector scales, RealVector data) {
    Batch<Exponential> model = map(fwddiff(Exponential::new, Strategy.SINGLE_PASS), scales);
    return sum(map(fwddiff(Exponential::logpdf, Strategy.SINGLE_PASS), model, data));
  }

  static Real recomputed(RealVector scales, RealVector data) {
    Batch<Exponential> model = map(fwddiff(Exponential::new, Strategy.RECOMPUTE), scales);
    return sum(map(fwddiff(Exponential::logpdf, Strategy.RECOMPUTE), model, data));
  }

  /// No mode asked for.
  @Benchmark
  public Object plainMap() {
    return withGradient(
        Headline::plain, RealVector.wrapping(scales), RealVector.wrapping(observations));
  }

  @Benchmark
  public Object mixedSinglePass() {
    return withGradient(
        Headline::stored, RealVector.wrapping(scales), RealVector.wrapping(observations));
  }

  @Benchmark
  public Object mixedRecompute() {
    return withGradient(
        Headline::recomputed, RealVector.wrapping(scales), RealVector.wrapping(observations));
  }

  /// Every operation on the tape, column by column.
  @Benchmark
  public Object tapeOnly() {
    return withGradient(
        Headline::onTape, RealVector.wrapping(scales), RealVector.wrapping(observations));
  }

  /// A plain Java loop over the elements, every operation of every element on the tape.
  @Benchmark
  public Object tapeOfScalars() {
    return withGradient(
        Headline::ofScalars, RealVector.wrapping(scales), RealVector.wrapping(observations));
  }

  /// One random variable whose realizations are the elements: its gradient is element by element.
  @Benchmark
  public Object finmath() {
    var scale = RandomVariableDifferentiableAAD.of(new RandomVariableFromDoubleArray(0, scales));
    var observation =
        RandomVariableDifferentiableAAD.of(new RandomVariableFromDoubleArray(0, observations));
    var likelihoods =
        (RandomVariableDifferentiableAAD) observation.div(scale).add(scale.log()).mult(-1);
    var gradient = likelihoods.getGradient(null);
    RandomVariable inScale = gradient.get(scale.getID());
    RandomVariable inObservation = gradient.get(observation.getID());
    if (inScale == null || inObservation == null) throw new AssertionError(gradient);
    return new Answer(
        likelihoods.getAverage() * size,
        inScale.getRealizations(),
        inObservation.getRealizations());
  }

  /// Forward mode with two directions per element; with a direction per input it would be
  /// quadratic.
  @Benchmark
  public Object hipparchus() {
    double value = 0;
    var inScales = new double[size];
    var inObservations = new double[size];
    for (int i = 0; i < size; i++) {
      Gradient scale = Gradient.variable(2, 0, scales[i]);
      Gradient observation = Gradient.variable(2, 1, observations[i]);
      Gradient likelihood = observation.divide(scale).add(scale.log()).negate();
      value += likelihood.getValue();
      inScales[i] = likelihood.getPartialDerivative(0);
      inObservations[i] = likelihood.getPartialDerivative(1);
    }
    return new Answer(value, inScales, inObservations);
  }
}
