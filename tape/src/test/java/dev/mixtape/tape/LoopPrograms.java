package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;

/// Programs that fold, scan, reduce and look through windows.
final class LoopPrograms {
  private LoopPrograms() {}

  /// A running mean and variance, whose count is static.
  record Moments(int count, Real mean, Real squares) {
    static final Moments NONE = new Moments(0, real(0), real(0));

    Moments and(Real x) {
      Real off = x.minus(mean);
      Real next = mean.plus(off.div(count + 1));
      return new Moments(count + 1, next, squares.plus(off.times(x.minus(next))));
    }

    Real variance() {
      return squares.div(Math.max(1, count));
    }
  }

  /// What a filter believes: a mean and a covariance.
  record Belief(RealVector mean, RealMatrix covariance, Real loglike) {
    static Belief first(Real level) {
      return new Belief(
          vec(level, real(0.1)), mat(new double[] {1, 0.1}, new double[] {0.1, 1}), real(0));
    }

    /// One step of a local linear trend observed with noise.
    Belief seeing(Real y, Real noise, Real drift) {
      RealMatrix move = mat(new double[] {1, 1}, new double[] {0, 0.9});
      RealVector expected = matvec(move, mean);
      RealMatrix spread =
          matmul(matmul(move, covariance), transpose(move)).plus(identity(2).times(drift));
      Real s = spread.get(0, 0).plus(noise);
      Real off = y.minus(expected.get(0));
      RealVector gain = spread.column(0).div(s);
      return new Belief(
          expected.plus(gain.times(off)),
          spread.minus(outer(gain, spread.row(0))),
          loglike.minus(log(s).plus(off.square().div(s)).div(2)));
    }
  }

  static List<NodeProgram> all() {
    List<NodeProgram> all = new ArrayList<>(folds());
    all.addAll(records());
    all.addAll(scansAndReductions());
    all.addAll(nested());
    all.addAll(windowed());
    return all;
  }

  private static NodeProgram looped(String name, NodeProgram.Body body) {
    return new NodeProgram(name, true, true, body);
  }

  private static List<NodeProgram> folds() {
    return List.of(
        looped(
            "fold of constants with captures",
            (n, a, b, c, x) ->
                n.folded(real(0.3), x, (s, q) -> sin(s.times(a).plus(q.times(b))).plus(c))),
        looped(
            "fold of active elements from an active state",
            (n, a, b, c, x) ->
                n.folded(b, x.times(a).plus(c), (s, q) -> tanh(s.times(0.5).plus(s.times(q))))),
        looped(
            "fold from an active state alone",
            (n, a, _, _, x) -> n.folded(a, x, (s, q) -> cos(s.times(q)))),
        looped(
            "fold of active elements alone",
            (n, a, b, _, x) -> n.folded(real(1), x.times(a).times(b), (s, q) -> cos(s.times(q)))),
        looped(
            "fold with a captured vector",
            (n, a, b, c, x) -> {
              RealVector w = vec(a, b, c);
              return n.folded(a, x, (s, q) -> tanh(w.dot(vec(s, q, s.times(q)))));
            }),
        looped(
            "fold along two batches",
            (n, a, b, c, x) ->
                n.folded(
                    c,
                    x.times(a),
                    x.plus(b).square(),
                    (s, q, r) -> tanh(s.times(q).minus(r.times(0.5).times(b))))),
        looped(
            "fold with a branch on element and state",
            (n, a, b, c, x) ->
                n.folded(
                    real(0.45),
                    x.times(a),
                    (s, q) ->
                        q.gt(0.6)
                            ? sin(s.times(b).plus(q))
                            : s.gt(0.5) ? s.times(c).square() : s.plus(q).times(b).times(0.3))),
        looped(
            "fold that leaves the algebra",
            (n, a, b, _, x) ->
                n.folded(
                    b,
                    x.times(a),
                    (s, q) ->
                        tanh(stopGradient(q).value() > 0.6 ? s.plus(q) : s.times(q.times(b))))),
        looped(
            "fold that forgets the state",
            (n, a, b, c, x) -> n.folded(a, x, (_, q) -> sin(q.times(b)).times(c))),
        looped(
            "fold that ignores the elements",
            (n, a, b, _, x) -> n.folded(a, x, (s, _) -> sin(s.times(b)))),
        looped(
            "fold that answers captures",
            (n, a, b, c, x) ->
                n.folded(a, x, (s, q) -> q.lt(0.6) ? b : s.times(q).times(c).plus(b))),
        looped(
            "fold that answers constants in between",
            (n, a, b, c, x) ->
                n.folded(
                    a, x.times(b), (s, q) -> q.lt(1.17) ? real(0.5) : tanh(s.times(q).times(c)))),
        looped(
            "fold that captures late",
            (n, a, b, c, x) ->
                n.folded(
                        Tuple.of(0, real(0.2), real(0.5)),
                        x,
                        (s, q) ->
                            Tuple.of(
                                s._1 + 1,
                                s._1 == 1 ? s._2.times(b) : sin(s._2.plus(q)),
                                s._1 == 2 ? s._3.plus(a.times(s._2)) : s._3.times(s._2)))
                    ._3
                    .times(c)),
        looped(
            "fold with many captures",
            (n, a, b, c, x) -> {
              List<Real> many = new ArrayList<>();
              for (int i = 1; i <= 9; i++)
                many.add(i % 2 == 0 ? a.times(0.2 * i) : b.times(c).plus(0.3 * i));
              return n.folded(
                  c,
                  x,
                  (s, q) -> {
                    Real sum = s.times(q);
                    for (Real one : many) sum = sum.plus(sin(one.times(q)).times(0.1));
                    return tanh(sum.times(a));
                  });
            }));
  }

  private static List<NodeProgram> records() {
    return List.of(
        looped(
            "fold of a vector",
            (n, a, b, c, x) ->
                sum(
                    n.folded(
                        vec(a, b),
                        x,
                        (s, q) ->
                            vec(
                                sin(s.get(1).times(q)),
                                s.get(0).times(0.5).plus(q.times(c)).times(s.get(1)))))),
        looped(
            "fold of a wide vector",
            (n, a, b, c, x) -> {
              RealVector first = vec(1, 2, 3, 4, 5, 6, 7, 8, 9).times(a.times(0.1));
              return n.folded(
                      first,
                      x,
                      (s, q) -> sin(s.times(q).times(0.6).plus(s.mean().times(b).times(0.3))))
                  .dot(first.plus(c));
            }),
        looped(
            "fold of a matrix",
            (n, a, b, _, x) ->
                n.folded(identity(2).times(a), x, (s, q) -> tanh(matmul(s, s).times(q).plus(b)))
                    .sum()),
        looped(
            "running mean and variance",
            (n, a, b, c, x) -> {
              Moments m =
                  n.folded(Moments.NONE, x.times(a).plus(x.square().times(b)), Moments::and);
              return m.variance().times(c).plus(m.mean());
            }),
        looped(
            "likelihood of an autoregression",
            (n, a, b, c, x) ->
                n.folded(
                        Tuple.of(c, real(0)),
                        x,
                        (s, q) ->
                            Tuple.of(
                                q,
                                s._2
                                    .times(0.9)
                                    .minus(q.minus(s._1.times(a)).div(b).square().div(2))
                                    .minus(log(b))))
                    ._2),
        looped(
            "variance that follows the data",
            (n, a, b, c, x) ->
                n.folded(
                        Tuple.of(exp(c), real(0)),
                        x.minus(c.times(0.1)),
                        (Tuple2<Real, Real> s, Real q) -> {
                          Real variance =
                              a.times(0.1)
                                  .plus(s._1.times(b).times(0.3))
                                  .plus(q.square().times(0.2));
                          return Tuple.of(
                              variance,
                              s._2.times(0.8).minus(log(variance).plus(q.square().div(variance))));
                        })
                    ._2),
        looped(
            "a filter of two dimensions",
            (n, a, b, c, x) ->
                n.folded(Belief.first(c), x, (s, q) -> s.seeing(q, a, b)).loglike().times(0.1)));
  }

  private static List<NodeProgram> scansAndReductions() {
    return List.of(
        looped(
            "scan",
            (n, a, b, c, x) ->
                n.sumOf(
                        n.scanned(c, x.times(a), (s, q) -> sin(s.times(b).plus(q))),
                        s -> s.square().times(a))
                    .div(x.size())),
        looped(
            "scan of records",
            (n, a, b, c, x) ->
                n.sumOf(
                        n.scanned(Moments.NONE, x.times(a).plus(b), Moments::and),
                        m -> m.variance().times(m.mean()).plus(m.count()).times(c))
                    .div(x.size())),
        looped(
            "the first state of a scan",
            (n, a, b, c, x) ->
                n.scanned(vec(a, b), x, (s, q) -> sin(s.times(q).plus(c))).get(0).sum()),
        looped(
            "fold of a scan",
            (n, a, b, c, x) ->
                n.folded(
                    a,
                    n.scanned(b, x, (s, q) -> sin(s.times(q).times(c))),
                    (s, q) -> cos(s.times(a).plus(q)))),
        looped(
            "reduction by logAddExp",
            (n, a, b, c, x) -> n.reduced(x.times(a).plus(b), (s, q) -> logAddExp(s, q)).times(c)),
        looped(
            "reduction that is not associative",
            (n, a, b, c, x) -> n.reduced(x.times(a), (s, q) -> sin(s.minus(q.times(b)).times(c)))),
        looped(
            "reduction of records",
            (n, a, b, c, x) ->
                n.reduced(
                        n.mapped(
                            x.times(a), q -> new NodeProgram.Pair(q, vec(1, 2).times(q).plus(b))),
                        (p, q) ->
                            new NodeProgram.Pair(
                                sin(p.u().times(q.u())), p.w().times(c).plus(q.w().times(q.u()))))
                    .w()
                    .dot(vec(1, -1).plus(a))));
  }

  private static List<NodeProgram> nested() {
    return List.of(
        looped(
            "fold in fold",
            (n, a, b, c, x) ->
                n.folded(
                    a,
                    x,
                    (s, q) ->
                        n.folded(s, vec(1, 0.5).times(b), (t, r) -> sin(t.times(r).plus(q)))
                            .times(c))),
        looped(
            "fold in map",
            (n, a, b, c, x) ->
                n.sumOf(
                        x.times(c),
                        q -> n.folded(a, vec(1, 2, 3), (s, r) -> sin(s.times(r).times(q).plus(b))))
                    .div(x.size())),
        looped(
            "map in fold",
            (n, a, b, c, x) ->
                n.folded(
                    a,
                    x,
                    (s, q) ->
                        n.sumOf(vec(0.2, 0.3), r -> sin(r.times(s).times(q).plus(b))).times(c))),
        looped(
            "node in fold",
            (n, a, b, c, x) ->
                n.folded(c, x, (s, q) -> n.call(s, r -> sin(r.times(q).plus(a)).times(b)))),
        looped(
            "fold in node",
            (n, a, b, c, x) ->
                n.call(
                    a, r -> n.folded(b, x, (s, q) -> sin(s.times(q).times(r))).times(r.plus(c)))),
        looped(
            "gradient in fold",
            (n, a, b, c, x) ->
                n.folded(
                    a,
                    x,
                    (s, q) ->
                        gradient((Real z) -> sin(z.times(s).times(q)).times(b.times(0.5)), c))),
        looped(
            "fold in gradient",
            (n, a, b, c, x) ->
                gradient(
                    (Real z) -> n.folded(z, x, (s, q) -> sin(s.times(q).times(z).plus(a))).times(b),
                    c)),
        looped(
            "gradient of a fold in fold",
            (n, a, b, c, x) ->
                n.folded(
                    a,
                    x,
                    (s, q) ->
                        gradient(
                            (Real z) -> n.folded(z, vec(0.5, 1), (t, r) -> sin(t.times(r).plus(s))),
                            q.times(b).plus(c)))));
  }

  private static List<NodeProgram> windowed() {
    return List.of(
        looped(
            "stencil with a captured kernel",
            (n, a, b, c, x) -> {
              RealVector kernel = vec(a, b, c);
              return n.sumOf(n.stencilled(x.times(a), w -> sin(w.dot(kernel))), r -> r.times(b))
                  .div(x.size());
            }),
        looped(
            "stencil of a scan, to records",
            (n, a, b, c, x) ->
                n.sumOf(
                        n.stencilled(
                            reals(n.scanned(b, x, (s, q) -> sin(s.times(q).plus(a)))),
                            w -> new NodeProgram.Pair(w.sum().times(c), w.square())),
                        p -> p.u().times(p.w().sum()))
                    .div(x.size())),
        looped(
            "windows of records",
            (n, a, b, c, x) -> {
              Batch<NodeProgram.Pair> pairs =
                  n.mapped(x.times(a), q -> new NodeProgram.Pair(q, vec(1, 2).times(q).plus(b)));
              return n.sumOf(
                      windows(1, pairs), w -> w.get(0).u().times(w.get(0).w().sum()).times(c))
                  .div(x.size());
            }));
  }
}
