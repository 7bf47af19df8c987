package dev.mixtape.distributions;

import static dev.mixtape.bridge.Bridge.fwddiff;
import static dev.mixtape.bridge.Bridge.map;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import java.util.List;

class NormalTests extends ContinuousContract<Normal> {
  NormalTests() {
    super(
        Normal.class,
        List.of(
            new Parameter<>("mu", Normal::mu, List.of(Double.NaN)),
            new Parameter<>("sigma", Normal::sigma, NOT_POSITIVE)));
  }

  @Override
  Normal of(Real... parameters) {
    return new Normal(parameters[0], parameters[1]);
  }

  @Override
  Normal of(double... parameters) {
    return Normal.of(parameters[0], parameters[1]);
  }

  @Override
  Batch<Normal> batch(RealVector... parameters) {
    return map(Normal::new, parameters[0], parameters[1]);
  }

  @Override
  Batch<Normal> forwardBatch(RealVector... parameters) {
    return map(fwddiff(Normal::new), parameters[0], parameters[1]);
  }
}
