/// The protocol without types, for what works with rules of any number of arguments.
@NullMarked
package dev.mixtape.bridge.untyped;

import org.jspecify.annotations.NullMarked;
