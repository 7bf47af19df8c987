/// Measurements, each beside a twin written by hand.
@NullMarked
package dev.mixtape.benchmarks;

import org.jspecify.annotations.NullMarked;
