/// Generated code over columns of plain numbers.
@NullMarked
package dev.mixtape.algebra.kernel;

import org.jspecify.annotations.NullMarked;
