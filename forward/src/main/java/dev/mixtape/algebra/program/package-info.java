/// Programs: a function recorded as straight-line code over operations.
@NullMarked
package dev.mixtape.algebra.program;

import org.jspecify.annotations.NullMarked;
