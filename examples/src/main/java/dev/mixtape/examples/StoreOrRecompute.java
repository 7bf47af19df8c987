package dev.mixtape.examples;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.bridge.Strategy;
import java.io.PrintStream;

/// What a node keeps for its pullback is a choice: its inputs, and then the function runs again, or
/// its derivatives, and then it has run for the last time.
final class StoreOrRecompute {
  private StoreOrRecompute() {}

  static void run(PrintStream out) {
    out.println("number(x) is a plain number inside a node, dual(x) carries its derivative along");
    for (Strategy strategy : new Strategy[] {Strategy.RECOMPUTE, Strategy.SINGLE_PASS}) {
      out.println(strategy + ", value:");
      var squares =
          pullback(
              (RealVector xs) -> sum(map(fwddiff((Real x) -> shown(x, out), strategy), xs)),
              vec(1, 2, 3));
      out.println("  = " + squares.value());
      out.println(strategy + ", pullback:");
      out.println("  = " + squares.pullback().apply(real(1))._2.natural());
    }
  }

  private static Real shown(Real x, PrintStream out) {
    out.println("  x = " + x);
    return x.square();
  }

  public static void main(String[] args) {
    run(System.out);
  }
}
