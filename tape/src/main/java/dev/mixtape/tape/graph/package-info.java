/// Graphs that can be built, looked at, saved and replayed.
@NullMarked
package dev.mixtape.tape.graph;

import org.jspecify.annotations.NullMarked;
