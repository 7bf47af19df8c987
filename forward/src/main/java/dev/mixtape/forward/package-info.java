/// Derivatives by dual numbers.
@NullMarked
package dev.mixtape.forward;

import org.jspecify.annotations.NullMarked;
