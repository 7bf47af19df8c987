/// Reverse mode: a tape, and every word a program needs in one static import.
@NullMarked
package dev.mixtape.tape;

import org.jspecify.annotations.NullMarked;
