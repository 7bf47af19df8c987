/// Kernels of special functions over plain doubles.
@NullMarked
package dev.mixtape.algebra.special;

import org.jspecify.annotations.NullMarked;
