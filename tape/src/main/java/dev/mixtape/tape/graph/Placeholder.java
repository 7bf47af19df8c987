package dev.mixtape.tape.graph;

/// Keeps this package exportable until its first type arrives.
interface Placeholder {}
