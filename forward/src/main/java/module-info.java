/// Differentiable numbers, the words over them, and derivatives by dual numbers.
///
/// The qualified exports name modules that are compiled later, which javac warns about.
@SuppressWarnings("module")
module dev.mixtape.forward {
  requires transitive io.vavr;
  requires static org.jspecify;
  requires org.apache.commons.numbers.gamma;
  requires transitive ejml.core;
  requires ejml.ddense;
  requires static ejml.simple;

  exports dev.mixtape.algebra;
  exports dev.mixtape.algebra.explain;
  exports dev.mixtape.forward;
  exports dev.mixtape.interop;
  exports dev.mixtape.algebra.debug to
      dev.mixtape.bridge,
      dev.mixtape.tape;
  exports dev.mixtape.algebra.node to
      dev.mixtape.bridge,
      dev.mixtape.tape;
  exports dev.mixtape.algebra.program to
      dev.mixtape.tape;
  exports dev.mixtape.algebra.rows to
      dev.mixtape.bridge,
      dev.mixtape.distributions,
      dev.mixtape.tape;
}
