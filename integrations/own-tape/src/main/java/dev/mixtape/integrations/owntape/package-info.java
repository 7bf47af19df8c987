/// Two tapes that somebody else could have written, as tutorials: an engine in the algebra, and a
/// tape that records calls of functions with rules. Both pass the conformance kit.
@NullMarked
package dev.mixtape.integrations.owntape;

import org.jspecify.annotations.NullMarked;
