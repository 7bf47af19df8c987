package dev.mixtape.examples;

import static dev.mixtape.examples.TenLines.logLikelihood;
import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.explain.Explanation;
import java.io.PrintStream;

/// How the nodes of the README's first lines were differentiated, and why.
final class Explain {
  private Explain() {}

  static void run(PrintStream out) {
    // @start region=readme
    Explanation told = explain(s -> logLikelihood(s, vec(3, 1, 2)), vec(1, 2, 3));
    // @end
    out.print(told);
  }

  public static void main(String[] args) {
    run(System.out);
  }
}
