package dev.mixtape.examples;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.distributions.Normal;
import java.io.PrintStream;
import java.util.Locale;

/// Gas used per day against the outdoor temperature: a line with normal noise, fitted by Newton.
/// Written from the README and the javadoc alone, by someone who had not seen the source.
final class FirstFit {
  private FirstFit() {}

  private static final RealVector TEMPERATURE = vec(-3, -1, 0, 2, 4, 5, 7, 9, 11, 12, 14, 17);
  private static final RealVector GAS =
      vec(14.1, 12.6, 12.9, 11.2, 10.6, 9.4, 9.0, 7.1, 6.9, 5.6, 5.2, 2.9);
  private static final String[] NAMES = {"intercept", "slope", "logSd"};

  record Params(Real intercept, Real slope, Real logSd) {
    static Params of(double... t) {
      return new Params(real(t[0]), real(t[1]), real(t[2]));
    }
  }

  static Normal model(Params p, Real temperature) {
    return new Normal(p.intercept().plus(p.slope().times(temperature)), exp(p.logSd()));
  }

  static Real logLikelihood(Params p) {
    Batch<Normal> models = map(fwddiff(FirstFit::model), same(p), TEMPERATURE);
    return sum(map(fwddiff(Normal::logpdf), models, GAS));
  }

  static double[] gradientAt(double[] t) {
    Tangent<Params> g = gradient(FirstFit::logLikelihood, Params.of(t));
    return new double[] {
      g.get(Params::intercept).value(), g.get(Params::slope).value(), g.get(Params::logSd).value()
    };
  }

  static double[][] inverse(double[][] m) { // of a 3x3 matrix, by cofactors
    double[][] inverse = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        int a = (j + 1) % 3;
        int b = (j + 2) % 3;
        int c = (i + 1) % 3;
        int d = (i + 2) % 3;
        inverse[i][j] = m[a][c] * m[b][d] - m[a][d] * m[b][c];
      }
    }
    double det = 0;
    for (int k = 0; k < 3; k++) det += m[0][k] * inverse[k][0];
    for (double[] row : inverse) for (int j = 0; j < 3; j++) row[j] /= det;
    return inverse;
  }

  static void run(PrintStream out) {
    double[] t = {12.6, -0.55, -1}; // a line drawn by eye, and a scatter of 0.4
    double[] start = gradientAt(t);
    for (int i = 0; i < 3; i++) {
      double[] up = t.clone();
      double[] down = t.clone();
      up[i] += 1e-5;
      down[i] -= 1e-5;
      Real rise = logLikelihood(Params.of(up)).minus(logLikelihood(Params.of(down)));
      double difference = rise.value() / 2e-5;
      out.printf(
          Locale.ROOT,
          "gradient in %-9s %9.4f, finite difference %9.4f%n",
          NAMES[i],
          start[i],
          difference);
    }
    for (int step = 0; step <= 7; step++) {
      out.printf(
          Locale.ROOT,
          "step %d: log-likelihood %10.6f%n",
          step,
          logLikelihood(Params.of(t)).value());
      RealMatrix h = hessian(FirstFit::logLikelihood, Params.of(t));
      RealVector move = RealMatrix.of(inverse(h.toArray())).matvec(RealVector.of(gradientAt(t)));
      for (int i = 0; i < 3; i++) t[i] -= move.get(i).value();
    }
    double[][] inverse = inverse(hessian(FirstFit::logLikelihood, Params.of(t)).toArray());
    for (int i = 0; i < 3; i++) {
      out.printf(
          Locale.ROOT,
          "%-9s %8.4f, standard error %.4f%n",
          NAMES[i],
          t[i],
          Math.sqrt(-inverse[i][i]));
    }
  }

  public static void main(String[] args) {
    run(System.out);
  }
}
