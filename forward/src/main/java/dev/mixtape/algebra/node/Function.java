package dev.mixtape.algebra.node;

/// A user's function of any arity.
@FunctionalInterface
public interface Function {
  Object apply(Object[] arguments);
}
