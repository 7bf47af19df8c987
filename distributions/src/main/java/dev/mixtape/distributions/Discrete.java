package dev.mixtape.distributions;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Real;
import java.util.random.RandomGenerator;

/// A distribution on the integers. All functions are differentiable in every parameter.
///
/// **Counts** are reals, as all data are. [#pdf] is the probability of a count, and 0 for a number
/// that is none; [#cdf] and its kin are step functions. A count is constant between the integers,
/// so the derivative in it is exactly 0, everywhere and in every mode, as that of `floor`; and so
/// is that of a [#quantile], a step function itself.
public interface Discrete extends Distribution {
  /// A sample. It jumps where a parameter moves, so it has no derivative in one.
  ///
  /// @throws ActiveValueException when a parameter is being differentiated; the derivative of an
  ///   expectation comes from the score instead, `f(x) · logpdf(x)` at a sample that is drawn with
  ///   `stopGradient(parameter)`
  @Override
  Real rand(RandomGenerator random);
}
