package dev.mixtape.examples;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.distributions.Exponential;
import io.vavr.Function2;
import java.util.Arrays;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer.Formula;

/// The waiting times between events are exponential, and the logarithm of their scale is linear in
/// the date at which the waiting starts: `log scale = a + b (t - centre)`.
///
/// @param centre the mean of the dates at which a waiting starts
/// @param years those dates, from the centre
/// @param waits the waiting times
record Trend(double centre, RealVector years, RealVector waits) {
  static Trend of(EventDates events) {
    double[] dates = events.dates();
    RealVector starts = RealVector.of(Arrays.copyOf(dates, dates.length - 1));
    RealVector ends = RealVector.of(Arrays.copyOfRange(dates, 1, dates.length));
    double centre = starts.sum().div(starts.size()).value();
    return new Trend(centre, starts.minus(centre), ends.minus(starts));
  }

  /// What happens at one event, written once; `fwddiff` or `reverse` around it is its mode.
  private static Real logDensity(Real scale, Real wait) {
    return new Exponential(scale).logpdf(wait);
  }

  private Real logLikelihood(Function2<Real, Real, Real> element, RealVector ab) {
    RealVector scales = exp(years.times(ab.get(1)).plus(ab.get(0)));
    return sum(map(element, scales, waits));
  }

  /// Forward mode for each event, the tape for the rest.
  Real mixed(RealVector ab) {
    return logLikelihood(fwddiff(Trend::logDensity), ab);
  }

  /// Everything on the tape.
  Real tapeOnly(RealVector ab) {
    return logLikelihood(reverse(Trend::logDensity), ab);
  }

  /// The best constant rate: there the scale is the mean waiting time.
  double[] constant() {
    return new double[] {log(waits.sum().div(waits.size())).value(), 0};
  }

  /// A maximum of the likelihood.
  ///
  /// @param covariance the inverse of the negative Hessian
  record Fit(double[] ab, double[][] covariance, double logLikelihood, int evaluations) {
    double standardError(int i) {
      return Math.sqrt(covariance[i][i]);
    }
  }

  /// Conjugate gradients by a library that knows nothing about Mixtape; our Hessian is their
  /// metric.
  Fit fit() {
    var optimizer =
        new NonLinearConjugateGradientOptimizer(
            Formula.POLAK_RIBIERE,
            new SimpleValueChecker(1e-14, 1e-14),
            1e-8,
            1e-8,
            1,
            (ab, descent) -> MatrixUtils.createRealMatrix(covariance(ab)).operate(descent));
    var best =
        optimizer.optimize(
            new MaxEval(1000),
            GoalType.MAXIMIZE,
            new InitialGuess(constant()),
            new ObjectiveFunction(ab -> mixed(vec(ab)).value()),
            new ObjectiveFunctionGradient(ab -> gradient(this::mixed, ab)));
    double[] ab = best.getPoint();
    return new Fit(ab, covariance(ab), best.getValue(), optimizer.getEvaluations());
  }

  private double[][] covariance(double[] ab) {
    double[][] hessian = hessian((RealVector v) -> mixed(v).unaryMinus(), ab);
    return MatrixUtils.inverse(MatrixUtils.createRealMatrix(hessian)).getData();
  }
}
