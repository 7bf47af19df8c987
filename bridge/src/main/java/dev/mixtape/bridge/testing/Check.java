package dev.mixtape.bridge.testing;

import java.util.Locale;

/// What [CheckRule] checks, in this order.
public enum Check {
  /// There is a rule, it answers one tangent per argument, and each has the shape of its argument.
  ANSWERS("answers a tangent per argument, of its shape"),
  /// The rule's value is what the function answers, the same whenever it is called.
  VALUE("value is the function's"),
  /// Neither the function nor its rule writes into arguments, cotangents or tangents.
  PURITY("writes into nothing it was given"),
  /// The pullback agrees with finite differences of the function: at the arguments, at the points
  /// given by [CheckRule#at], and at points of the check's own wherever the function is defined.
  FINITE_DIFFERENCES("slopes are those of finite differences"),
  /// The pullback agrees with the function on duals, when it is written in the algebra.
  DUALS("slopes are those of duals"),
  /// The rule, differentiated again in its arguments and its cotangent, agrees with finite
  /// differences of the pullback, and with nested duals when the function is written in the
  /// algebra.
  SECOND_ORDER("can be differentiated again"),
  /// The pullback is additive and homogeneous, and zero for zero.
  LINEAR_PULLBACK("pullback is linear"),
  /// The pushforward is additive and homogeneous, and zero for zero.
  LINEAR_PUSHFORWARD("pushforward is linear"),
  /// `⟨ȳ, J ẋ⟩ = ⟨Jᵀ ȳ, ẋ⟩`, argument by argument.
  ADJOINTNESS("pushforward and pullback are adjoint"),
  /// A pullback answers the same again, with other cotangents and other points in between, and what
  /// it answered earlier stays as it is.
  REPEATED_CALLS("answers the same again"),
  /// One pullback answers several threads what it answers one.
  CONCURRENT_CALLS("answers several threads the same"),
  /// Cotangents that are thunks, zero, or tangents of records with leaves that do not move.
  KINDS_OF_COTANGENTS("takes every kind of cotangent"),
  /// Tangents answer the same whenever and in whatever order they are asked for, and however often.
  DEFERRED_TANGENTS("tangents may be asked for later, in any order"),
  /// A context with unwanted arguments gets the same tangents of the others.
  UNWANTED_ARGUMENTS("wanted tangents do not depend on the unwanted"),
  /// Whatever the engine says it can do, the tangents are the same.
  CONTEXTS("answers every engine the same"),
  /// A tangent that adds itself to a sum adds its value, each time it is added.
  SUMS("tangents that add themselves add their value"),
  /// Zeros, infinities, NaN and empty vectors: nothing is thrown where the function answers, finite
  /// slopes at zero agree with finite differences, and where the value is NaN no other finite slope
  /// is answered than zero or that of a function linear in the argument.
  EDGE_POINTS("zeros, infinities, NaN and empty vectors");

  private final String title;

  Check(String title) {
    this.title = title;
  }

  /// What a rule does that passes.
  public String title() {
    return title;
  }

  /// The name, as reports print it.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
