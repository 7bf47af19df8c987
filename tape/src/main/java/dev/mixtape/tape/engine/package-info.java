/// The tape as a service of the rule protocol.
@NullMarked
package dev.mixtape.tape.engine;

import org.jspecify.annotations.NullMarked;
