/// Measurements, each beside a twin written by hand.
///
/// A [Workload] is one function; its benchmarks are the contestants, which answer the same numbers,
/// and `byHand…` are the twins. `AgreementTests` compares every contestant with them. Contestants
/// of workload `X` that need a peer `Y` which the ordinary build leaves out are in a class `XOnY`.
/// [Bench] runs them all and prints the table of `docs/performance.md`, [StartUp] measures what a
/// fresh JVM pays.
@NullMarked
package dev.mixtape.benchmarks;

import org.jspecify.annotations.NullMarked;
