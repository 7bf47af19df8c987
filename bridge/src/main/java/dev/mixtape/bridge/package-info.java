/// The protocol by which one differentiation mode hands a function to another.
@NullMarked
package dev.mixtape.bridge;

import org.jspecify.annotations.NullMarked;
