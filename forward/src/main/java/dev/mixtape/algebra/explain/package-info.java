/// What an explained run tells: per node how it was differentiated, why, and what it kept.
@NullMarked
package dev.mixtape.algebra.explain;

import org.jspecify.annotations.NullMarked;
