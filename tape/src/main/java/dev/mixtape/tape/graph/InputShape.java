package dev.mixtape.tape.graph;

import dev.mixtape.algebra.Differentiable;
import dev.mixtape.algebra.Shape;

/// The shape of a graph's input that has no number yet.
///
/// @param <T> the type of the input
/// @param shape its shape
public record InputShape<T extends Differentiable<T>>(Shape shape) {}
