package dev.mixtape.algebra.kernel;

/// A kernel of values and partials.
///
/// @param partials `[leaf][operand]`, which output is the partial; -1 for a structural zero
/// @param outputs the number of outputs
public record DualKernel(Kernel kernel, int[][] partials, int outputs) {}
