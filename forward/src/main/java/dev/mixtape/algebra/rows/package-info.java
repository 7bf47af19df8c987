/// The table of primitives, one file per theme, and the array operations beside it.
@NullMarked
package dev.mixtape.algebra.rows;

import org.jspecify.annotations.NullMarked;
