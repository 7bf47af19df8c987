/// Nodes: running a function inside a boundary, in forward mode, and leaving with its derivatives.
@NullMarked
package dev.mixtape.algebra.node;

import org.jspecify.annotations.NullMarked;
