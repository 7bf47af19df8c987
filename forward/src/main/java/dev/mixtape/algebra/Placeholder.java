package dev.mixtape.algebra;

/// Keeps this package exportable until its first type arrives.
interface Placeholder {}
