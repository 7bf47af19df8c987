package dev.mixtape.benchmarks;

/// What a contestant that is no Mixtape program answers: a value and gradients, in fresh arrays.
record Answer(double value, double[]... gradients) {}
