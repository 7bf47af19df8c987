package dev.mixtape.benchmarks;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.distributions.Exponential;
import dev.mixtape.distributions.Normal;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;

/// Functions that no workload measures, over constants, duals, nested duals, tape values, values of
/// nodes and recordings.
final class OtherFunctions {
  private static final RealVector FEW = vec(0.7, 1.3, 0.4);
  private static final RealVector MANY = RealVector.of(new double[20]).plus(0.6);
  private static final RealMatrix MATRIX = mat(new double[] {1, 2, 3}, new double[] {0.5, -1, 2});

  /// Where answers go, so that no compiler leaves them out.
  static double sink;

  private OtherFunctions() {}

  static void run() {
    scalars();
    maps();
    arrays();
  }

  private static Real mixture(Real x) {
    Real wave = sin(x).times(1.5).plus(x.times(cos(x)).times(0.01));
    Real growth = exp(tanh(x)).minus(log(x.square().plus(1))).div(x.plus(2));
    return softplus(wave).plus(sigmoid(growth)).unaryMinus();
  }

  private static void scalars() {
    sink += mixture(real(0.3)).value();
    sink += Forward.derivative(OtherFunctions::mixture, 0.3);
    sink += Forward.hessian(OtherFunctions::mixture, 0.3);
    sink += gradient(OtherFunctions::mixture, 0.3);
    sink += hessian(OtherFunctions::mixture, 0.3);
    sink += gradient(x -> Forward.derivative(OtherFunctions::mixture, x), 0.3);
    sink += gradient(fwddiff(OtherFunctions::mixture), real(0.3)).value();
    sink += gradient(fwddiff(OtherFunctions::mixture, Strategy.RECOMPUTE), real(0.3)).value();
    sink += record(OtherFunctions::mixture, real(0.3)).toString().length();
  }

  private static Real density(Function1<Real, Real> mapped, RealVector x) {
    return sum(map(mapped, x))
        .plus(sum(map(Normal::logpdf, map(Normal::new, x, x.plus(1)), x)))
        .plus(sum(map(Exponential::logpdf, map(Exponential::new, x), x)));
  }

  private static void maps() {
    for (RealVector x : new RealVector[] {FEW, MANY}) {
      sink += density(OtherFunctions::mixture, x).value();
      sink += sum(Forward.gradient(v -> density(OtherFunctions::mixture, v), x)).value();
      sink += sum(gradient(v -> density(OtherFunctions::mixture, v), x)).value();
      sink += sum(gradient(v -> density(reverse(OtherFunctions::mixture), v), x)).value();
      sink += sum(gradient(v -> density(fwddiff(OtherFunctions::mixture), v), x)).value();
      sink +=
          sum(gradient(v -> density(fwddiff(OtherFunctions::mixture, Strategy.RECOMPUTE), v), x))
              .value();
    }
    sink += sum(hessian(v -> density(OtherFunctions::mixture, v), FEW)).value();
  }

  private static Real linear(RealVector x) {
    Real product = real(1);
    for (int i = 0; i < x.size(); i++) product = product.times(sin(x.get(i)).plus(2));
    return sum(softplus(MATRIX.matvec(x))).plus(x.dot(log(x))).plus(product);
  }

  private static void arrays() {
    sink += linear(FEW).value();
    sink += sum(Forward.gradient(OtherFunctions::linear, FEW)).value();
    sink += sum(gradient(OtherFunctions::linear, FEW)).value();
    sink += sum(hessian(OtherFunctions::linear, FEW)).value();
    sink += sum(gradient(fwddiff(OtherFunctions::linear), FEW)).value();
  }
}
