package dev.mixtape.distributions;

import static dev.mixtape.tape.Mixtape.fwddiff;
import static dev.mixtape.tape.Mixtape.gradient;
import static dev.mixtape.tape.Mixtape.hessian;
import static dev.mixtape.tape.Mixtape.jacobian;
import static dev.mixtape.tape.Mixtape.real;
import static dev.mixtape.tape.Mixtape.reverse;
import static dev.mixtape.tape.Mixtape.rrule;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.forward.Forward;
import dev.mixtape.tape.Mixtape;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Every way to ask for a derivative, by name.
final class Modes {
  interface Differentiate extends Function2<Function1<RealVector, Real>, RealVector, RealVector> {}

  interface Twice extends Function2<Function1<RealVector, Real>, RealVector, RealMatrix> {}

  static final Map<String, Differentiate> GRADIENTS = new LinkedHashMap<>();
  static final Map<String, Twice> HESSIANS = new LinkedHashMap<>();

  /// `logpdf` as it is given to a map.
  static final Map<String, Function2<Distribution, Real, Real>> LOGPDFS = new LinkedHashMap<>();

  static {
    GRADIENTS.put("tape", Mixtape::gradient);
    GRADIENTS.put("forward", Forward::gradient);
    for (Strategy strategy : Strategy.values()) {
      GRADIENTS.put(
          "fwddiff " + strategy, (f, v) -> gradient(x -> fwddiff(f, strategy).apply(x), v));
    }
    GRADIENTS.put("reverse", (f, v) -> gradient(x -> reverse(f).apply(x), v));
    GRADIENTS.put(
        "rrule", (f, v) -> rrule(fwddiff(f), v).get().pullback().apply(real(1))._2.natural());

    HESSIANS.put("forward over tape", (f, v) -> Forward.jacobian(x -> gradient(f, x), v));
    HESSIANS.put("tape over forward", (f, v) -> jacobian(x -> Forward.gradient(f, x), v));
    HESSIANS.put("forward over forward", Forward::hessian);
    HESSIANS.put("hessian", Mixtape::hessian);
    HESSIANS.put("fwddiff", (f, v) -> hessian(x -> fwddiff(f).apply(x), v));

    Function2<Distribution, Real, Real> logpdf = Distribution::logpdf;
    LOGPDFS.put("plain", logpdf);
    for (Strategy strategy : Strategy.values())
      LOGPDFS.put("fwddiff " + strategy, fwddiff(logpdf, strategy));
    LOGPDFS.put("reverse", reverse(logpdf));
  }

  private Modes() {}

  /// The slopes of a function of a distribution and a point, read from the tangents of the two.
  static Map<String, double[]> tangents(Subject subject, String function, double[] arguments) {
    Function2<Distribution, Real, Real> f = Words.FUNCTIONS.get(function);
    Distribution d = subject.of(Arrays.copyOf(arguments, subject.size()));
    Real x = real(arguments[subject.size()]);
    var taped = gradient(f, d, x);
    var pulled = rrule(fwddiff(f), d, x).get().pullback().apply(real(1));
    var pushed = Forward.gradient(p -> f.apply(p._1, p._2), Tuple.of(d, x));
    return Map.of(
        " on the tape", slopes(subject, taped._1, taped._2),
        " by rrule", slopes(subject, pulled._2, pulled._3),
        " in forward mode", slopes(subject, pushed.part(p -> p._1), pushed.part(p -> p._2)));
  }

  private static double[] slopes(
      Subject subject, Tangent<Distribution> ofParameters, Tangent<Real> ofX) {
    return DoubleStream.concat(
            IntStream.range(0, subject.size())
                .mapToDouble(i -> ofParameters.get(subject.accessor(i)).value()),
            DoubleStream.of(ofX.natural().value()))
        .toArray();
  }
}
