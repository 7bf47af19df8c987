package dev.mixtape.examples;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.distributions.Exponential;
import io.vavr.Tuple2;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Random;

/// One model, with and without `fwddiff`: the mode of a node changes what a gradient costs, never
/// what it is.
final class Announcement {
  static final int SIZE = 1000;

  private Announcement() {}

  /// As one writes it first; the engine chooses how the elements are differentiated.
  static Real logLikelihood(RealVector scales, RealVector data) {
    Batch<Exponential> model = map(Exponential::new, scales);
    return sum(map(Exponential::logpdf, model, data));
  }

  /// Forward mode for the elements, the tape for what is around them.
  static Real mixed(RealVector scales, RealVector data) {
    Batch<Exponential> model = map(fwddiff(Exponential::new), scales);
    return sum(map(fwddiff(Exponential::logpdf), model, data));
  }

  /// The tape alone; `map` still puts whole columns on it, not elements.
  static Real tapeOnly(RealVector scales, RealVector data) {
    Batch<Exponential> model = map(reverse(Exponential::new), scales);
    return sum(map(reverse(Exponential::logpdf), model, data));
  }

  /// The tape alone, with every operation of every element on it.
  static Real elementByElement(RealVector scales, RealVector data) {
    Real total = real(0);
    for (int i = 0; i < scales.size(); i++) {
      total = total.plus(new Exponential(scales.get(i)).logpdf(data.get(i)));
    }
    return total;
  }

  /// Scales between 0 and 3.
  static RealVector scales() {
    return RealVector.of(new Random(1).doubles(SIZE).map(u -> 3 * (1 - u)).toArray());
  }

  /// One observation for each scale.
  static RealVector data(RealVector scales) {
    Random random = new Random(2);
    return mapToReal((Exponential d) -> d.rand(random), map(Exponential::new, scales));
  }

  static void run(PrintStream out) {
    RealVector scales = scales();
    RealVector data = data(scales);
    var plain = gradient(Announcement::logLikelihood, scales, data);
    var mixed = gradient(Announcement::mixed, scales, data);
    var taped = gradient(Announcement::tapeOnly, scales, data);
    var single = gradient(Announcement::elementByElement, scales, data);

    out.println("log-likelihood of " + SIZE + " observations: " + mixed(scales, data));
    out.println(
        "largest relative difference of a gradient from that of fwddiff, in scales and data:");
    row(out, "plain map", plain, mixed);
    row(out, "tape only", taped, mixed);
    row(out, "element by element", single, mixed);
  }

  private static void row(
      PrintStream out,
      String name,
      Tuple2<RealVector, RealVector> g,
      Tuple2<RealVector, RealVector> mixed) {
    out.printf(
        Locale.ROOT, "  %-20s %8.1e %8.1e%n", name, apart(mixed._1, g._1), apart(mixed._2, g._2));
  }

  /// The largest difference between two vectors, relative to the entries.
  static double apart(RealVector a, RealVector b) {
    double largest = 0;
    for (int i = 0; i < a.size(); i++) {
      double x = a.get(i).value();
      double y = b.get(i).value();
      largest = Math.max(largest, Math.abs(x - y) / Math.max(1, Math.abs(x)));
    }
    return largest;
  }

  public static void main(String[] args) {
    run(System.out);
  }
}
