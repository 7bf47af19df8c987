/// Probability distributions written in the algebra.
module dev.mixtape.distributions {
  requires transitive dev.mixtape.forward;
  requires static org.jspecify;
  requires org.apache.commons.rng.api;
  requires org.apache.commons.rng.sampling;

  exports dev.mixtape.distributions;
}
