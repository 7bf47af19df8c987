/// The protocol between differentiation modes.
module dev.mixtape.bridge {
  requires transitive dev.mixtape.forward;
  requires static org.jspecify;
  requires static jdk.management;

  exports dev.mixtape.bridge;
  exports dev.mixtape.bridge.testing;

  opens dev.mixtape.bridge.testing to
      dev.mixtape.forward;

  uses dev.mixtape.bridge.ReverseEngine;
  uses dev.mixtape.bridge.RuleProvider;
}
