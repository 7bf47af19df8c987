/// The algebra: what functions are written in, and what engines are made of.
@NullMarked
package dev.mixtape.algebra;

import org.jspecify.annotations.NullMarked;
