/// Operations that are checked whenever they are asked for something.
@NullMarked
package dev.mixtape.algebra.debug;

import org.jspecify.annotations.NullMarked;
