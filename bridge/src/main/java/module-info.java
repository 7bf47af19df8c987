/// The protocol between differentiation modes.
module dev.mixtape.bridge {
  requires transitive dev.mixtape.forward;
  requires static org.jspecify;

  exports dev.mixtape.bridge;

  uses dev.mixtape.bridge.RuleProvider;
}
