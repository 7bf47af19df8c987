package dev.mixtape.forward;

/// Keeps this package exportable until its first type arrives.
interface Placeholder {}
