package dev.mixtape.examples;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Real;
import java.io.PrintStream;

/// What a function captures has a gradient too: `y` is no argument of the function that is mapped,
/// and forward mode does not lose it.
final class Closures {
  private Closures() {}

  static void run(PrintStream out) {
    var g =
        gradient(
            (xs, y) -> sum(map(fwddiff((Real x) -> x.div(y).square()), xs)), vec(1, 2, 3), real(4));
    out.println("in xs: " + g._1);
    out.println("in y:  " + g._2);
  }

  public static void main(String[] args) {
    run(System.out);
  }
}
