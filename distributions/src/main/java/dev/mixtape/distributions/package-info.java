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
/// ```
///
/// | I want | Type |
/// |---|---|
/// | waiting times | [Exponential] |
/// | sums of many small effects | [Normal] |
/// | to write my own | [Continuous], after the pattern of [Exponential] |
@NullMarked
package dev.mixtape.distributions;

import org.jspecify.annotations.NullMarked;
