/// Differentiable numbers, the words over them, and derivatives by dual numbers.
module dev.mixtape.forward {
  requires transitive io.vavr;
  requires static org.jspecify;
  requires org.apache.commons.numbers.gamma;
  requires ejml.core;
  requires ejml.ddense;

  exports dev.mixtape.algebra;
  exports dev.mixtape.forward;
  exports dev.mixtape.interop;
}
