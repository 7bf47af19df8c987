/// The protocol between differentiation modes.
module dev.mixtape.bridge {
  requires transitive dev.mixtape.forward;
  requires static org.jspecify;

  exports dev.mixtape.bridge;
  exports dev.mixtape.bridge.testing;

  uses dev.mixtape.bridge.RuleProvider;
}
