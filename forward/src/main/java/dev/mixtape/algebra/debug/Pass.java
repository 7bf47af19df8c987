package dev.mixtape.algebra.debug;

/// What an operation is asked for.
enum Pass {
  VALUE("value", "a value"),
  PUSHFORWARD("pushforward", "a tangent"),
  PULLBACK("pullback", "a cotangent");

  final String noun;
  final String answer;

  Pass(String noun, String answer) {
    this.noun = noun;
    this.answer = answer;
  }
}
