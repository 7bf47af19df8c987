package dev.mixtape.examples;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.distributions.Normal;
import java.io.PrintStream;

/// A first program, from the README and the javadoc alone: a gradient, a Hessian, and a
/// regression's likelihood in mixed mode.
final class NewUser {
  private NewUser() {}

  /// Rosenbrock's valley.
  static Real valley(RealVector v) {
    Real x = v.get(0);
    Real y = v.get(1);
    return x.unaryMinus().plus(1).square().plus(y.minus(x.square()).square().times(100));
  }

  /// A straight line with normal errors of standard deviation `exp(logSigma)`.
  record Line(Real intercept, Real slope, Real logSigma) {}

  static Real logDensity(Line line, Real x, Real y) {
    Real mean = line.intercept().plus(line.slope().times(x));
    return new Normal(mean, exp(line.logSigma())).logpdf(y);
  }

  static Real logLikelihood(Line line, RealVector x, RealVector y) {
    return sum(map(fwddiff(NewUser::logDensity), same(line), x, y));
  }

  static void run(PrintStream out) {
    RealVector slope = gradient(NewUser::valley, vec(-1.2, 1));
    out.println("gradient of the valley: " + slope);
    RealMatrix curvature = hessian(NewUser::valley, vec(-1.2, 1));
    out.println("its Hessian: " + curvature);

    RealVector x = vec(1, 2, 3, 4);
    RealVector y = vec(1.1, 1.9, 3.2, 3.8);
    Line line = new Line(real(0.1), real(0.9), real(-1));
    Tangent<Line> g = gradient(l -> logLikelihood(l, x, y), line);
    out.println("log-likelihood: " + logLikelihood(line, x, y));
    out.println("  in the intercept: " + g.get(Line::intercept));
    out.println("  in the slope:     " + g.get(Line::slope));
    out.println("  in log sigma:     " + g.get(Line::logSigma));
    out.println("its Hessian: " + hessian(l -> logLikelihood(l, x, y), line));
  }

  public static void main(String[] args) {
    run(System.out);
  }
}
