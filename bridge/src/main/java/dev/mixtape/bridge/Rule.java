package dev.mixtape.bridge;

/// How a function is pulled back: a rule of any number of arguments.
public sealed interface Rule permits Rule1, Rule2, Rule3, Rule4, Rule5, Rule6, Rule7, Rule8 {}
