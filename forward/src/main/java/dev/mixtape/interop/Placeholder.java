package dev.mixtape.interop;

/// Keeps this package exportable until its first type arrives.
interface Placeholder {}
