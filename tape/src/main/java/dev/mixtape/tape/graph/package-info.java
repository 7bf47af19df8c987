/// Graphs: functions that can be built, looked at, and run by the names in them.
@NullMarked
package dev.mixtape.tape.graph;

import org.jspecify.annotations.NullMarked;
