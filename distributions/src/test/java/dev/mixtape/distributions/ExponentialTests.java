package dev.mixtape.distributions;

import static dev.mixtape.bridge.Bridge.fwddiff;
import static dev.mixtape.bridge.Bridge.map;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import java.util.List;

class ExponentialTests extends ContinuousContract<Exponential> {
  ExponentialTests() {
    super(Exponential.class, List.of(new Parameter<>("scale", Exponential::scale, NOT_POSITIVE)));
  }

  @Override
  Exponential of(Real... parameters) {
    return new Exponential(parameters[0]);
  }

  @Override
  Exponential of(double... parameters) {
    return Exponential.of(parameters[0]);
  }

  @Override
  Batch<Exponential> batch(RealVector... parameters) {
    return map(Exponential::new, parameters[0]);
  }

  @Override
  Batch<Exponential> forwardBatch(RealVector... parameters) {
    return map(fwddiff(Exponential::new), parameters[0]);
  }
}
