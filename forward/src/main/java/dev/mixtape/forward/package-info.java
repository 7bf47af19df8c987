/// Forward mode, as a facade: derivatives by duals.
@NullMarked
package dev.mixtape.forward;

import org.jspecify.annotations.NullMarked;
