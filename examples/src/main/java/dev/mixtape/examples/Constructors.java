package dev.mixtape.examples;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.distributions.Exponential;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.io.PrintStream;

/// Forward mode through a constructor, and through a function of one tuple that holds an object and
/// a number: records and tuples are differentiated leaf by leaf.
final class Constructors {
  private Constructors() {}

  static Real logLikelihood(RealVector scales, RealVector data) {
    Batch<Exponential> model = map(fwddiff(Exponential::new), scales);
    Batch<Tuple2<Exponential, Real>> pairs = map(Tuple::of, model, data);
    return sum(map(fwddiff(Constructors::logpdf), pairs));
  }

  private static Real logpdf(Tuple2<Exponential, Real> pair) {
    return pair._1.logpdf(pair._2);
  }

  static void run(PrintStream out) {
    var g = gradient(Constructors::logLikelihood, vec(1, 2, 4), vec(3, 3, 1));
    out.println("in the scales: " + g._1);
    out.println("in the data:   " + g._2);

    var made = rrule(fwddiff(Exponential::new), real(2)).get();
    out.println("the constructor made " + made.value());
    var cotangent = Tangent.zero(made.value()).with(Exponential::scale, real(7));
    out.println("and pulls 7 back to " + made.pullback().apply(cotangent)._2.natural());
  }

  public static void main(String[] args) {
    run(System.out);
  }
}
