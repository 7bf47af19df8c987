/// Forward mode: values that carry partials along.
@NullMarked
package dev.mixtape.algebra.dual;

import org.jspecify.annotations.NullMarked;
