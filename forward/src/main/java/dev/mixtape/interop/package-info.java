/// The way to and from other libraries' types.
@NullMarked
package dev.mixtape.interop;

import org.jspecify.annotations.NullMarked;
