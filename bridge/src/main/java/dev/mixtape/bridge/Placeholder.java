package dev.mixtape.bridge;

/// Keeps this package exportable until its first type arrives.
interface Placeholder {}
