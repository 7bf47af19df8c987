/// Kernels over plain arrays, and the only place that speaks EJML.
@NullMarked
package dev.mixtape.algebra.linalg;

import org.jspecify.annotations.NullMarked;
