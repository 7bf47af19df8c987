package dev.mixtape.distributions;

/// Keeps this package exportable until its first type arrives.
interface Placeholder {}
