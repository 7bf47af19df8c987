/// Tapes that somebody else could have written, as tutorials: an engine in the algebra with a list
/// of nodes, one whose values link to each other, and a tape that records calls of functions with
/// rules. All pass the conformance kit.
@NullMarked
package dev.mixtape.integrations.owntape;

import org.jspecify.annotations.NullMarked;
