/// Conversions from and to other libraries' types.
@NullMarked
package dev.mixtape.interop;

import org.jspecify.annotations.NullMarked;
