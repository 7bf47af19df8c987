package dev.mixtape.bridge;

import dev.mixtape.algebra.node.Mode;

/// What a forward node keeps for its pullback; never what comes out of it.
public enum Strategy implements ForwardOption {
  /// The engine chooses.
  AUTO(Mode.AUTO),

  /// The function is evaluated again, on duals, when the pullback is asked for: nothing is stored
  /// but the inputs. The function must be pure.
  RECOMPUTE(Mode.RECOMPUTE),

  /// The function is evaluated once, on duals, and its partials are stored.
  SINGLE_PASS(Mode.SINGLE_PASS);

  final Mode mode;

  Strategy(Mode mode) {
    this.mode = mode;
  }
}
