/// Probability distributions written in the algebra.
@NullMarked
package dev.mixtape.distributions;

import org.jspecify.annotations.NullMarked;
