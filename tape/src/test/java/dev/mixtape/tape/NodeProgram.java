package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;

/// A function of three parameters and some data, written with nodes.
///
/// @param usesData whether it maps over the data, or runs along them
/// @param follows whether what is done at an element follows from the elements before
record NodeProgram(String name, boolean usesData, boolean follows, Body body) {
  record Pair(Real u, RealVector w) {}

  enum Sign {
    PLUS,
    MINUS
  }

  record Signed(Sign sign, Real u) {
    Real value() {
      return sign == Sign.PLUS ? u : u.unaryMinus();
    }
  }

  /// What a program does, with its nodes run in the given way.
  interface Body {
    Real apply(Nodes nodes, Real a, Real b, Real c, RealVector data);
  }

  /// What a program without data does.
  interface Single {
    Real apply(Nodes nodes, Real a, Real b, Real c);
  }

  Real apply(Nodes nodes, RealVector parameters, RealVector data) {
    return body.apply(nodes, parameters.get(0), parameters.get(1), parameters.get(2), data);
  }

  @Override
  public String toString() {
    return name;
  }

  private static NodeProgram single(String name, Single body) {
    return new NodeProgram(name, false, false, (n, a, b, c, _) -> body.apply(n, a, b, c));
  }

  private static NodeProgram mapped(String name, Body body) {
    return new NodeProgram(name, true, false, body);
  }

  static List<NodeProgram> all() {
    List<NodeProgram> all = new ArrayList<>(single());
    all.addAll(derivativesInside());
    all.addAll(mapped());
    all.addAll(LoopPrograms.all());
    return all;
  }

  static List<NodeProgram> single() {
    return List.of(
        single("argument only", (n, a, _, _) -> n.call(a, r -> sin(r).times(r.square()))),
        single(
            "argument and captures",
            (n, a, b, c) -> n.call(a, r -> r.times(b).plus(exp(r.times(c))))),
        single(
            "captures only", (n, a, b, _) -> n.call(real(2), r -> a.times(b).plus(sin(a)).plus(r))),
        single(
            "operations on captures alone",
            (n, a, b, c) -> n.call(a, r -> exp(b.times(c)).times(r).plus(log(b)))),
        single(
            "one value as argument and as capture",
            (n, a, b, _) -> n.call(a, r -> r.times(a).times(b).plus(a))),
        single(
            "captured constant",
            (n, a, b, _) -> n.call(a, r -> r.times(stopGradient(real(3))).plus(r.times(b)))),
        single(
            "captured vector",
            (n, a, b, c) -> {
              RealVector v = vec(1, 2, 3).times(b).plus(c);
              return n.call(a, r -> sum(v.times(v)).times(r).plus(v.get(1).times(r.square())));
            }),
        single(
            "captured record",
            (n, a, b, c) -> {
              Pair pair = new Pair(b.times(a), vec(1, -2).times(c));
              return n.call(a, r -> r.times(pair.u()).plus(sum(pair.w()).square().times(r)));
            }),
        single(
            "many captures",
            (n, a, b, c) -> {
              List<Real> many = new ArrayList<>();
              for (int i = 1; i <= 7; i++) many.add(i % 2 == 0 ? a.times(i) : b.times(c).plus(i));
              return n.call(
                  a,
                  r ->
                      many.stream()
                          .reduce(r, (x, y) -> atan(x.times(0.2).plus(y.times(r).times(0.1)))));
            }),
        single(
            "two arguments",
            (n, a, b, c) -> n.call(a, b, (x, y) -> x.div(y).plus(atan(x.times(y).times(c))))),
        single(
            "the same argument twice",
            (n, a, b, _) -> n.call(a, a, (x, y) -> x.times(y.square()).plus(b.times(x)))),
        single(
            "record argument and tuple result",
            (n, a, b, c) -> {
              Tuple2<Real, RealVector> t =
                  n.call(
                      new Pair(a, vec(1, 2).times(b)),
                      p -> Tuple.of(p.u().times(c), p.w().times(p.u())));
              return t._1.times(sum(t._2)).plus(t._2.get(0));
            }),
        single(
            "record result",
            (n, a, b, c) -> {
              Pair pair = n.call(a, r -> new Pair(r.times(b), vec(1, 2).times(r).plus(c)));
              return sum(pair.w().times(pair.w())).times(pair.u());
            }),
        single(
            "result that depends on nothing",
            (n, a, b, _) -> n.call(a, _ -> real(3)).times(b).plus(a)),
        single("result that is a capture", (n, a, b, _) -> n.call(a, _ -> b).times(b).plus(a)),
        single(
            "branch on a capture",
            (n, a, b, c) -> n.call(a, r -> b.gt(1) ? r.times(b).times(c) : r)),
        single(
            "branch on the argument",
            (n, a, b, c) -> n.call(a, r -> r.gt(5) ? r : r.square().times(b.times(c)))),
        single(
            "vector of nine components",
            (n, a, b, c) -> {
              RealVector v = vec(Data.of(9)).times(a).plus(b);
              return n.call(v, w -> sum(sin(w.times(w)).times(c)).plus(w.get(3).times(w.get(8))))
                  .times(b);
            }),
        single(
            "vector to vector",
            (n, a, b, c) -> {
              RealVector v = vec(1, 2, 3).times(a).plus(b);
              RealVector y = n.call(v, w -> w.times(w.get(0)).times(c));
              return sum(exp(y));
            }),
        single(
            "matrix argument",
            (n, a, b, c) -> {
              RealMatrix m = mat(new double[] {1, 2}, new double[] {-1, 0.5}).times(a);
              RealVector y = n.call(m, x -> x.times(b).matvec(vec(1, 2)).times(c));
              return sum(y).square();
            }),
        single(
            "batch argument",
            (n, a, b, c) -> {
              Batch<Pair> pairs =
                  Batch.of(
                      List.of(new Pair(a, vec(1, 2).times(b)), new Pair(c, vec(0, 1).times(a))));
              return n.call(
                  pairs,
                  p ->
                      p.get(0)
                          .u()
                          .times(sum(p.get(1).w()))
                          .plus(sum(p.get(0).w()).square())
                          .times(b));
            }),
        single(
            "node in a node",
            (n, a, b, c) -> n.call(a, q -> q.times(n.call(b, r -> r.times(q).times(c).plus(r))))),
        single(
            "node of a node",
            (n, a, b, _) -> n.call(a, n.<Real, Real>node(r -> r.square().times(b)))),
        single(
            "node after node",
            (n, a, b, _) -> n.call(n.call(a, r -> r.times(b)), r -> sin(r).times(b))),
        single(
            "three nodes in each other",
            (n, a, b, c) ->
                n.call(
                    a,
                    t ->
                        t.times(
                            n.call(
                                t.times(c), u -> n.call(u.times(c), w -> w.times(a).times(b)))))),
        single(
            "operations on the outer argument and captures in an inner node",
            (n, a, b, c) ->
                n.call(a, q -> n.call(real(2), r -> r.times(q.times(exp(b)))).times(exp(c)))),
        single(
            "operations on the outer argument and captures in a wide inner node",
            (n, a, b, c) ->
                n.call(
                    a,
                    q ->
                        n.call(vec(Data.of(9)).times(q), w -> sum(w).times(q.times(exp(b))))
                            .times(exp(c)))),
        single(
            "operations on outer arguments and captures in the innermost of three nodes",
            (n, a, b, c) ->
                n.call(
                    a,
                    t ->
                        n.call(
                                t.times(c),
                                u -> n.call(real(2), w -> w.times(u.times(t.times(exp(b))))))
                            .times(exp(c)))),
        single(
            "captured in the inner node alone",
            (n, a, b, c) ->
                n.call(
                    real(1),
                    q -> q.times(n.call(real(2), r -> r.times(b.times(b)).plus(a.times(c)))))));
  }

  static List<NodeProgram> derivativesInside() {
    return List.of(
        single(
            "capture from the inner level",
            (n, a, b, _) ->
                gradient((Real z) -> n.call(a, r -> r.square().times(z).times(b)).times(z), b)),
        single(
            "argument from the inner level",
            (n, a, b, _) ->
                gradient((Real z) -> n.call(z, r -> r.square().times(a).times(b)).times(z), b)),
        single(
            "captures from two levels",
            (n, a, b, c) ->
                gradient(
                    (Real z) -> n.call(real(2), r -> r.times(z).times(a)).square().times(c), b)),
        single(
            "captures from two levels, forward",
            (n, a, b, c) ->
                Forward.derivative(
                    z -> n.call(c, r -> r.times(z.square()).times(a).plus(z)).square(), b)),
        single(
            "gradient inside",
            (n, a, b, c) ->
                n.call(
                    a,
                    r -> gradient((Real z) -> z.square().times(r).times(z.times(b)), c).times(r))),
        single(
            "forward derivative inside",
            (n, a, b, c) ->
                n.call(a, r -> Forward.derivative(z -> sin(z.times(r)).times(b), c).times(r))),
        single(
            "Hessian inside",
            (n, a, b, c) ->
                n.call(a, r -> hessian((Real z) -> exp(z.times(r)).times(b).plus(z.times(c)), c))),
        single(
            "gradient of a node inside a node",
            (n, a, b, c) ->
                n.call(
                    a,
                    r ->
                        gradient(
                                (Real z) -> n.call(z, q -> q.square().times(r).times(q)).times(b),
                                c)
                            .times(r))),
        single(
            "pullback inside",
            (n, a, b, c) ->
                n.call(
                    a,
                    r ->
                        pullback((Real z) -> z.square().times(r), b)
                            .pullback()
                            .apply(c)
                            ._2
                            .natural()
                            .plus(r.times(c)))),
        single(
            "rule inside",
            (n, a, b, c) ->
                n.call(
                    a,
                    r -> {
                      Function1<Real, Real> square = n.node((Real z) -> z.square().times(3));
                      return rrule(square, r.times(b))
                          .map(rule -> rule.pullback().apply(c)._2.natural().times(rule.value()))
                          .getOrElse(() -> Closed.cubeRule(r.times(b), c));
                    })),
        single(
            "branch on the inner level",
            (n, a, b, c) ->
                gradient(
                    (Real z) -> n.call(real(2), r -> z.gt(0) ? r.times(a) : r).times(z).times(c),
                    b)));
  }

  static List<NodeProgram> mapped() {
    return List.of(
        mapped(
            "map of constants with captures",
            (n, a, b, c, x) -> n.sumOf(x, q -> q.div(b).square().times(a).plus(sin(q.times(c))))),
        mapped(
            "map of active elements",
            (n, a, b, c, x) -> n.sumOf(x.times(a).plus(c), q -> sin(q).times(q))),
        mapped(
            "map of active elements with captures",
            (n, a, b, c, x) -> n.sumOf(x.times(a).plus(c), q -> q.square().times(b).plus(a))),
        mapped("map of captures alone", (n, a, b, _, x) -> n.sumOf(x, _ -> a.times(b))),
        mapped(
            "map with operations on captures",
            (n, a, b, c, x) -> n.sumOf(x, q -> exp(a.times(b)).times(q).plus(c.square()))),
        mapped(
            "map of two batches",
            (n, a, b, c, x) ->
                n.sumOf(x.times(a), x.plus(b), (q, s) -> q.times(s).times(c).plus(q.div(s)))),
        mapped(
            "map with one value broadcast",
            (n, a, b, c, x) ->
                n == Nodes.NONE
                    ? n.sumOf(x, q -> q.times(a).times(a.plus(b)).times(c))
                    : sum(
                        map(
                            n.node((Real q, Real s) -> q.times(s).times(s.plus(b)).times(c)),
                            x,
                            same(a)))),
        mapped(
            "map along two paths",
            (n, a, b, c, x) ->
                n.sumOf(x.times(a), q -> q.gt(0.6) ? q.times(b) : c.square().times(q))),
        mapped(
            "map that leaves the algebra",
            (n, a, b, c, x) ->
                n.sumOf(
                    x.times(a),
                    q ->
                        stopGradient(q).value() > 0.6 ? q.times(b).times(c) : q.square().times(b))),
        mapped(
            "map in map",
            (n, a, b, c, x) ->
                n.sumOf(
                    x.times(a),
                    q -> n.sumOf(vec(1, 2), r -> r.times(q.square()).times(b)).plus(c.times(q)))),
        mapped(
            "map in map of active elements",
            (n, a, b, c, x) ->
                n.sumOf(
                    x,
                    q ->
                        n.sumOf(vec(1, 2).times(a).plus(q), r -> r.square().times(q).times(b))
                            .times(c))),
        mapped(
            "node in map",
            (n, a, b, c, x) ->
                n.sumOf(x, q -> n.call(c, r -> r.times(q).times(a).plus(b)).square())),
        mapped(
            "map in node",
            (n, a, b, c, x) ->
                n.call(a, r -> n.sumOf(x, q -> q.times(r).square().times(b)).times(c))),
        mapped(
            "gradient in map",
            (n, a, b, c, x) ->
                n.sumOf(x, q -> gradient((Real z) -> z.square().times(q).times(a), b).times(c))),
        mapped(
            "map in gradient",
            (n, a, b, c, x) ->
                gradient(
                    (Real z) -> n.sumOf(x, q -> q.times(z).square().times(a).plus(z)).times(c), b)),
        mapped(
            "map to records",
            (n, a, b, c, x) ->
                n.sumOf(
                    n.mapped(x.times(a), q -> new Pair(q.times(b), vec(1, 2).times(q).plus(c))),
                    p -> sum(p.w()).times(p.u()).plus(p.w().get(1).square()))),
        mapped(
            "map of records of two cases",
            (n, a, b, c, x) ->
                n.sumOf(
                    n.mapped(
                        x.times(a),
                        q -> new Signed(q.gt(0.6) ? Sign.PLUS : Sign.MINUS, q.times(c))),
                    s -> s.value().square().times(s.value()).times(b))),
        mapped(
            "map with many captures",
            (n, a, b, c, x) -> {
              List<Real> many = new ArrayList<>();
              for (int i = 1; i <= 11; i++) many.add(i % 2 == 0 ? a.times(i) : b.times(c).plus(i));
              return n.sumOf(
                  x,
                  q -> {
                    Real sum = q.times(a);
                    for (Real one : many) sum = sum.plus(one.times(q));
                    return sum.square();
                  });
            }));
  }

  /// What the rule of `3 z²` answers, by hand.
  private static final class Closed {
    static Real cubeRule(Real z, Real cotangent) {
      return z.times(6).times(cotangent).times(z.square().times(3));
    }
  }

  /// Numbers in two groups around 0.55 and 1.25, with room between them for a branch.
  static final class Data {
    private Data() {}

    static double[] of(int size) {
      double[] data = new double[size];
      for (int i = 0; i < size; i++) data[i] = (i % 2 == 0 ? 0.4 : 1.1) + (i * 7 % 13) * 0.025;
      return data;
    }
  }
}
