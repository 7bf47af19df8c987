package dev.mixtape.examples;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.*;
import dev.mixtape.bridge.*;
import dev.mixtape.distributions.*;
import dev.mixtape.forward.*;
import dev.mixtape.tape.graph.*;
import io.vavr.*;
import io.vavr.control.Option;

/// The names and shapes that programs outside this repository rely on. It compiles as it stands
/// against the four modules, and runs to its end. What is not here is free to be designed.
final class Pins {
  record Params(Real theta, RealVector w) {}

  record Outer(Params inner, Real z) {}

  static Real loglike(RealVector X, RealVector data) {
    return sum(map(Exponential::logpdf, map(Exponential::new, X), data));
  }

  static Real mixed(RealVector X, RealVector data) {
    return sum(map(fwddiff(Exponential::logpdf), map(fwddiff(Exponential::new), X), data));
  }

  static Batch<Exponential> model(RealVector X) {
    return map(fwddiff(Exponential::new), X);
  }

  static Real f(Real x) {
    return x.square();
  }

  static Real g(Real x, Real y) {
    return x.div(y).square().plus(x);
  }

  static Real h(Real x, Real y, Real z) {
    return x.times(y).plus(z);
  }

  static Real shown(Real scale) {
    return named(
        "loss",
        scope(
                "likelihood",
                () ->
                    node(
                        "logpdf",
                        fwddiff(Exponential::logpdf),
                        node("model", fwddiff(Exponential::new), scale),
                        real(3)))
            .times(10));
  }

  static Real loss(Params p) {
    return p.theta().times(sum(p.w()));
  }

  static void check(boolean holds, String otherwise) {
    if (!holds) throw new AssertionError(otherwise);
  }

  static void near(double actual, double expected) {
    check(
        Math.abs(actual - expected) <= 1e-12 * Math.max(1, Math.abs(expected)),
        actual + " but expected " + expected);
  }

  static void near(double[] actual, double... expected) {
    check(actual.length == expected.length, "length " + actual.length);
    for (int i = 0; i < actual.length; i++) near(actual[i], expected[i]);
  }

  public static void main(String[] args) {
    // gradients: one argument its own type, several a tuple, a record a tangent read by accessor,
    // doubles in doubles out
    Tuple2<RealVector, RealVector> both = gradient(Pins::mixed, vec(1, 2, 3), vec(3, 2, 1));
    near(both._2.toArray(), -1, -0.5, -1 / 3.0);
    near(gradient(Pins::loglike, vec(1, 2, 3), vec(3, 2, 1))._1.toArray(), both._1.toArray());
    RealVector one = gradient(xs -> sum(map(fwddiff(Pins::f), xs)), vec(1, 2, 3));
    near(one.toArray(), 2, 4, 6);
    Tuple2<Real, Tuple2<RealVector, RealVector>> valueToo =
        withGradient(Pins::mixed, vec(1, 2, 3), vec(3, 2, 1));
    near(valueToo._1.value(), -Math.log(6) - 3 - 1 - 1 / 3.0);
    near(valueToo._2._2.toArray(), -1, -0.5, -1 / 3.0);
    Real atReal = gradient(x -> x.square(), real(3));
    double atDouble = gradient(x -> x.square().plus(1), 3.0);
    double[] atArray = gradient((RealVector v) -> sum(square(v)), new double[] {1, 2});
    near(atReal.value(), 6);
    near(atDouble, 6);
    near(atArray, 2, 4);
    Tangent<Params> gp = gradient(Pins::loss, new Params(real(2), vec(1, 2, 3)));
    Real dTheta = gp.get(Params::theta);
    RealVector dW = gp.get(Params::w);
    near(dTheta.value(), 6);
    near(dW.toArray(), 2, 2, 2);
    var nested =
        gradient(
            (Outer o) -> loss(o.inner()).times(o.z()),
            new Outer(new Params(real(2), vec(1, 2)), real(5)));
    near(nested.get(Outer::z).value(), 6);
    near(nested.part(Outer::inner).get(Params::theta).value(), 15);
    near(nested.get(o -> o.inner().theta()).value(), 15);
    Tuple2<Tangent<Params>, Tangent<RealVector>> mixedKinds =
        gradient((p, v) -> loss(p).times(sum(v)), new Params(real(2), vec(1, 2)), vec(3, 4));
    near(mixedKinds._2.natural().toArray(), 6, 6);
    Tangent<Tuple2<Real, RealVector>> ofTuple =
        gradient(p -> p._1.times(sum(p._2)), Tuple.of(real(2), vec(1, 2)));
    near(ofTuple.get(p -> p._1).value(), 3);
    Tangent<Batch<Exponential>> ofBatch =
        gradient(b -> sum(map(Exponential::logpdf, b, vec(3, 2))), model(vec(1, 2)));
    near(column(ofBatch, Exponential::scale).toArray(), 2, 0);
    Tuple3<Real, Real, Real> three = gradient(Pins::h, real(2), real(3), real(4));
    near(three._3.value(), 1);
    RealMatrix hess = hessian(v -> v.get(0).times(v.get(1)).plus(v.get(2).square()), vec(2, 3, 4));
    near(hess.get(0, 1).value(), 1);
    near(hess.get(2, 2).value(), 2);
    RealMatrix jac = jacobian(v -> v.times(v), vec(2, 3));
    near(jac.get(1, 1).value(), 6);

    // captured variables, stopGradient, nesting, comparison
    var captured =
        gradient(
            (xs, y) -> sum(map(fwddiff((Real x) -> x.div(y).square()), xs)), vec(1, 2, 3), real(4));
    near(captured._1.toArray(), 0.125, 0.25, 0.375);
    near(captured._2.value(), -0.4375);
    near(gradient(x -> x.times(stopGradient(x)), 3.0), 3);
    near(gradient(x -> x.times(gradient(y -> x.plus(y), real(1))), real(1)).value(), 1);
    near(gradient(x -> x.gt(0) ? x.times(x) : x.times(-3), -2.0), -3);
    near(
        sum(gradient((RealVector v) -> sum(map(Pins::g, v, same(real(2)))), vec(1, 2, 3))).value(),
        6);

    // strategies; broadcasting one value; records out of map
    near(
        gradient(xs -> sum(map(fwddiff(Pins::f, Strategy.RECOMPUTE), xs)), vec(1, 2)).toArray(),
        2,
        4);
    near(
        gradient(xs -> sum(map(fwddiff(Pins::f, Strategy.SINGLE_PASS), xs)), vec(1, 2)).toArray(),
        2,
        4);
    var held =
        gradient(
            (xs, data) ->
                sum(map(fwddiff(Exponential::logpdf, holding(2)), map(Exponential::new, xs), data)),
            vec(1, 2),
            vec(3, 2));
    near(held._1.toArray(), 2, 0);
    near(held._2.toArray(), 0, 0);
    near(Forward.derivative(x -> x.square(), real(3)).value(), 6);
    near(
        gradient(x -> Forward.derivative((Real y) -> y.times(y).times(x), x), real(3)).value(), 12);
    near(gradient(x -> ifPositive(x, x.times(2), x.times(3)), -1.0), 3);
    RealVector reals = mapToReal(Pins::f, vec(1, 2, 3));
    near(reals.toArray(), 1, 4, 9);
    Batch<Exponential> models = model(vec(1, 2));
    near(models.get(1).scale().value(), 2);

    // the protocol
    Option<Rrule2<Exponential, Real, Real>> rule =
        rrule(fwddiff(Exponential::logpdf), Exponential.of(2), real(3));
    var r = rule.get();
    near(r.value().value(), -Math.log(2) - 1.5);
    var t = r.pullback().apply(real(10));
    near(t._2.get(Exponential::scale).value(), 10 * (-0.5 + 3.0 / 4));
    near(t._3.natural().value(), -5);
    var made = rrule(fwddiff(Exponential::new), real(2)).get();
    near(made.value().scale().value(), 2);
    near(
        made.pullback()
            .apply(Tangent.zero(made.value()).with(Exponential::scale, real(7)))
            ._2
            .natural()
            .value(),
        7);
    Function1<RealVector, Real> onVector = v -> v.get(0).times(v.get(1));
    near(
        rrule(fwddiff(onVector), vec(2, 3)).get().pullback().apply(real(1))._2.natural().toArray(),
        3,
        2);
    check(
        rrule((Function1<Real, Real>) Pins::f, real(1)).isEmpty(),
        "a function without a rule has none");
    Rrule2<Real, Real, Real> pulled = pullback(Pins::g, real(1), real(2));
    near(pulled.pullback().apply(real(1))._3.natural().value(), -0.25);

    // graphs: the same words, recorded or built
    near(gradient(Pins::shown, real(2)).value(), 10 * (-0.5 + 3.0 / 4));
    Graph recorded = record(Pins::shown, real(2));
    check(
        recorded.text().contains("likelihood") && recorded.dot().contains("logpdf"),
        "names are shown");
    Graph built =
        Graph.of(g -> {
          var x = g.input("x", vector(3));
          var w = g.parameter("w", vec(1, 2, 3));
          var residual = named("residual", x.minus(w));
          g.output("loss", node("fit", reverse((RealVector v) -> sum(v.times(v))), residual));
        });
    near(built.bind("x", vec(0, 0, 0)).real("loss").value(), 14);
    near(built.bind("x", vec(0, 0, 0)).gradient("loss").vector("w").toArray(), 2, 4, 6);
    near(
        call(fwddiff(Exponential::logpdf), Exponential.of(2), real(3)).value(), -Math.log(2) - 1.5);

    // the vocabulary, a part of it
    Real a = real(0.5), b = real(2);
    Real[] all = {
      pow(a, b),
      max(a, b),
      min(a, b),
      atan2(a, b),
      hypot(a, b),
      exp(a),
      log(a),
      sin(a),
      cos(a),
      tan(a),
      tanh(a),
      atan(a),
      sqrt(a),
      abs(a),
      log1p(a),
      expm1(a),
      sigmoid(a),
      square(a),
      recip(a),
      a.unaryMinus(),
      a.minus(b),
      a.plus(1),
      a.times(2),
      loggamma(a),
      digamma(a),
      erf(a)
    };
    for (Real x : all) check(Double.isFinite(x.value()), "not finite");

    // distributions: methods take Real; doubles too where a user would type one
    Real q = Gamma.of(2, 3).quantile(real(0.5));
    near(Gamma.of(2, 3).cdf(q).value(), 0.5);
    near(Normal.of(0, 1).logpdf(0).value(), -0.5 * Math.log(2 * Math.PI));
  }
}
