package dev.mixtape.examples;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.distributions.Exponential;

/// What the README begins with.
final class TenLines {
  // @start region=readme
  static Real logLikelihood(RealVector scales, RealVector data) {
    Batch<Exponential> model = map(fwddiff(Exponential::new), scales); // elements: forward mode
    return sum(map(fwddiff(Exponential::logpdf), model, data)); // the sum: on the tape
  }

  static void main() {
    RealVector gradient = gradient(s -> logLikelihood(s, vec(3, 1, 2)), vec(1, 2, 3));
    double up = logLikelihood(vec(1 + 1e-6, 2, 3), vec(3, 1, 2)).value();
    double down = logLikelihood(vec(1 - 1e-6, 2, 3), vec(3, 1, 2)).value();
    double difference = (up - down) / 2e-6;
    System.out.println(gradient + ", and by finite difference " + difference);
    if (Math.abs(gradient.get(0).value() - difference) > 1e-6) throw new AssertionError();
  }

  // @end

  private TenLines() {}
}
