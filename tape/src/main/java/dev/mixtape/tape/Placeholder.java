package dev.mixtape.tape;

/// Keeps this package exportable until its first type arrives.
interface Placeholder {}
