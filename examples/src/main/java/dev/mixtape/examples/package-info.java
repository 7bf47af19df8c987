/// Short programs, one idea each.
@NullMarked
package dev.mixtape.examples;

import org.jspecify.annotations.NullMarked;
