/// The rule protocol, and functions that are differentiated in forward mode.
@NullMarked
package dev.mixtape.bridge;

import org.jspecify.annotations.NullMarked;
