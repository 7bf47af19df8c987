/// Gradients by a reverse-mode tape.
@NullMarked
package dev.mixtape.tape;

import org.jspecify.annotations.NullMarked;
