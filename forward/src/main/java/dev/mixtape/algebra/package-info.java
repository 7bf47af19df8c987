/// Numbers, vectors and matrices that can be differentiated, and the words over them.
@NullMarked
package dev.mixtape.algebra;

import org.jspecify.annotations.NullMarked;
