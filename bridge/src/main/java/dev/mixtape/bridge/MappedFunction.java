package dev.mixtape.bridge;

import dev.mixtape.algebra.node.NodeFunction;

/// A function over batches that maps another over their elements.
interface MappedFunction {
  /// The function of one element, as a forward node.
  NodeFunction element();
}
