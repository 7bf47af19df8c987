package dev.mixtape.benchmarks;

import dev.mixtape.algebra.Algebra;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.bridge.Bridge;
import dev.mixtape.distributions.Exponential;
import dev.mixtape.tape.Mixtape;
import java.util.function.Supplier;

/// What [StartUp] runs, each program in a JVM of its own and in a class of its own, which loads no
/// more than it needs. A program prints how long loading took and the first answer, in nanoseconds,
/// and the answer.
final class FirstUse {
  private FirstUse() {}

  private static void report(String word, Supplier<Object> use) throws ClassNotFoundException {
    long started = System.nanoTime();
    Class.forName(word);
    long loaded = System.nanoTime();
    Object answer = use.get();
    long answered = System.nanoTime();
    System.out.println((loaded - started) + " " + (answered - loaded) + " " + answer);
  }

  /// What every JVM pays.
  static final class Nothing {
    static void main() throws ClassNotFoundException {
      report("java.lang.Object", () -> "nothing");
    }
  }

  /// The pullback of a forward node, as a foreign tape asks for it.
  static final class OfBridge {
    static void main() throws ClassNotFoundException {
      report(
          "dev.mixtape.bridge.Bridge",
          () ->
              Bridge.rrule(Bridge.fwddiff((Real x) -> x.square().plus(1)), Algebra.real(3))
                  .get()
                  .pullback()
                  .apply(Algebra.real(1)));
    }
  }

  /// A first gradient.
  static final class OfTape {
    static void main() throws ClassNotFoundException {
      report("dev.mixtape.tape.Mixtape", () -> Mixtape.gradient(x -> x.square().plus(1), 3.0));
    }
  }

  /// The headline's first gradient, in three scales.
  static final class OfDistributions {
    static void main() throws ClassNotFoundException {
      report("dev.mixtape.tape.Mixtape", () -> likelihood(3));
    }

    static Object likelihood(int size) {
      RealVector x = RealVector.of(new double[size]).plus(2);
      return Mixtape.gradient(
              s ->
                  Mixtape.sum(
                      Mixtape.map(
                          Mixtape.fwddiff(Exponential::logpdf),
                          Mixtape.map(Mixtape.fwddiff(Exponential::new), s),
                          x)),
              x)
          .sum();
    }
  }

  /// The headline's first gradient, in a thousand scales.
  static final class OfThousand {
    static void main() throws ClassNotFoundException {
      report("dev.mixtape.tape.Mixtape", () -> OfDistributions.likelihood(1000));
    }
  }
}
