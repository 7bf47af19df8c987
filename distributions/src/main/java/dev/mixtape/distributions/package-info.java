/// Probability distributions whose functions are differentiable, in their argument and in every
/// parameter.
///
/// A distribution is a record over [dev.mixtape.algebra.Real], so it goes wherever records go: it
/// is made by a constructor that can be differentiated through, mapped over batches as columns, and
/// captured. Its functions are written in the algebra and know nothing about who differentiates
/// them.
///
/// ```java
/// Batch<Normal> models = map(Normal::new, means, deviations);
/// Real likelihood = sum(map(Normal::logpdf, models, data));
///
/// Batch<Poisson> counters = map(Poisson::new, rates);
/// Real ofCounts = sum(map(fwddiff(Poisson::logpdf), counters, counts));
///
/// double slope = gradient(shape -> new Gamma(shape, real(2)).rand(random), 3.0);
/// ```
///
/// Samples of continuous distributions are differentiable along their paths, as in the last line,
/// so that the derivative of an expectation is the mean of derivatives. Those of discrete ones jump
/// and refuse; [Discrete] says what to do instead.
///
/// | I want | Type |
/// |---|---|
/// | a yes or no | [Bernoulli] |
/// | a probability or a proportion | [Beta] |
/// | a waiting time without memory | [Exponential] |
/// | a positive quantity, a waiting time for several events | [Gamma] |
/// | a sum of many small effects | [Normal] |
/// | a number of rare events | [Poisson] |
/// | a lifetime with ageing | [Weibull] |
/// | to write my own | [Continuous] or [Discrete], by `docs/adding-a-distribution.md` |
@NullMarked
package dev.mixtape.distributions;

import org.jspecify.annotations.NullMarked;
