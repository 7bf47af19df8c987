package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// A random program: maps of random functions over random batches, added up.
///
/// @param g of the inner map, where there is one
/// @param seed of the numbers in the batches
record MapProgram(Form form, ElementFunction f, ElementFunction g, int size, int seed) {
  record Pair(Real first, Real second) {}

  /// Numbers nearer to a kink may take another side in another mode; 0 is a tie in all of them.
  private static final double NEAR = 1e-6;

  /// Magnitudes that cost no digits.
  private static final double LARGE = 1e3;

  private static final Real PLAIN = real(0.7);

  /// How maps are put together. Every function captures `p`, active where the inputs are, and a
  /// plain number.
  enum Form {
    ONE_BATCH("sum(map(%1$s, x))"),
    TWO_BATCHES("sum(map(%1$s, x, y))"),
    SAME("sum(map(%1$s, x, same(p)))"),
    CAPTURED_ENTRY("sum(map(%1$s, y)), with first = x.get(0)"),
    RECORD("sum(map(%1$s, map(Pair::new, x, y)))"),
    CHAIN("sum(map(%1$s, map(%2$s, x)))"),
    RECORD_RESULT("sum(map(%1$s, map(%2$s, x), y))"),
    COLUMN("z = map(%1$s, x); sum(z) + dot(z, y)");

    final String text;

    Form(String text) {
      this.text = text;
    }
  }

  /// What is differentiated.
  record Inputs(RealVector x, RealVector y, Real p) {
    static Inputs of(RealVector all) {
      int n = all.size() / 2;
      return new Inputs(all.slice(0, n), all.slice(n, 2 * n), all.get(2 * n));
    }

    RealVector all() {
      return concat(x, y, vec(p));
    }

    Inputs slice(int from, int until) {
      return new Inputs(x.slice(from, until), y.slice(from, until), p);
    }
  }

  /// The program, with its nodes run in the given way.
  Real apply(Nodes nodes, Inputs in) {
    return apply(nodes, in, in.x().get(0));
  }

  /// The same by short batches.
  Real inBlocks(Nodes nodes, Inputs in, int block) {
    Real sum = real(0);
    for (int from = 0; from < size; from += block)
      sum = sum.plus(apply(nodes, in.slice(from, Math.min(size, from + block)), in.x().get(0)));
    return sum;
  }

  private Real apply(Nodes nodes, Inputs in, Real entry) {
    ElementFunction.Run run = new ElementFunction.Run(nodes, null);
    RealVector x = in.x();
    RealVector y = in.y();
    Real p = in.p();
    return switch (form) {
      case ONE_BATCH -> nodes.sumOf(x, a -> f.apply(run, PLAIN, p, a));
      case TWO_BATCHES -> nodes.sumOf(x, y, (a, b) -> f.apply(run, PLAIN, p, a, b));
      case SAME -> sameSum(nodes, run, x, p);
      case CAPTURED_ENTRY -> nodes.sumOf(y, a -> f.apply(run, PLAIN, p, entry, a));
      case RECORD ->
          nodes.sumOf(pairs(nodes, x, y), q -> f.apply(run, PLAIN, p, q.first(), q.second()));
      case CHAIN ->
          nodes.sumOf(
              nodes.mapped(x, a -> g.apply(run, PLAIN, p, a)), a -> f.apply(run, PLAIN, p, a));
      case RECORD_RESULT ->
          nodes.sumOf(
              nodes.mapped(x, a -> pair(g.values(run, PLAIN, p, a))),
              y,
              (q, b) -> f.apply(run, PLAIN, p, q.first(), q.second(), b));
      case COLUMN -> {
        RealVector z = reals(nodes.mapped(x, a -> f.apply(run, PLAIN, p, a)));
        yield sum(z).plus(dot(z, y));
      }
    };
  }

  private Real sameSum(Nodes nodes, ElementFunction.Run run, RealVector x, Real p) {
    return nodes == Nodes.NONE
        ? nodes.sumOf(x, a -> f.apply(run, PLAIN, p, a, p))
        : sum(map(nodes.node((Real a, Real b) -> f.apply(run, PLAIN, p, a, b)), x, same(p)));
  }

  private static Batch<Pair> pairs(Nodes nodes, RealVector x, RealVector y) {
    if (nodes != Nodes.NONE) return map(nodes.node(Pair::new), x, y);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) pairs.add(new Pair(x.get(i), y.get(i)));
    return Batch.of(pairs);
  }

  private static Pair pair(List<Real> values) {
    return new Pair(values.getLast(), values.get(values.size() - 2));
  }

  /// Plain inputs, each element away from kinks of the program and from overflow; none where such
  /// elements are rare.
  Optional<Inputs> inputs() {
    SplittableRandom random = new SplittableRandom(seed);
    Real p = real(random.nextDouble(-2, 2));
    double[] x = new double[size];
    double[] y = new double[size];
    Real entry = null;
    for (int i = 0, draws = 0; i < size; ) {
      if (draws++ > 20 + 2 * size) return Optional.empty();
      x[i] = random.nextDouble(-2, 2);
      y[i] = random.nextDouble(-2, 2);
      Real first = entry == null ? real(x[i]) : entry;
      if (!isFarFromKinks(new Inputs(vec(x[i]), vec(y[i]), p), first)) continue;
      entry = first;
      i++;
    }
    return Optional.of(new Inputs(vec(x), vec(y), p));
  }

  private boolean isFarFromKinks(Inputs one, Real entry) {
    boolean[] isFar = {true};
    ElementFunction.Run run =
        new ElementFunction.Run(
            Nodes.NONE, distance -> isFar[0] &= distance == 0 || distance > NEAR);
    for (Real value : traced(run, one, entry)) isFar[0] &= Math.abs(value.value()) < LARGE;
    return isFar[0];
  }

  private List<Real> traced(ElementFunction.Run run, Inputs one, Real entry) {
    Real x = one.x().get(0);
    Real y = one.y().get(0);
    Real p = one.p();
    return switch (form) {
      case ONE_BATCH, COLUMN -> f.values(run, PLAIN, p, x);
      case TWO_BATCHES, RECORD -> f.values(run, PLAIN, p, x, y);
      case SAME -> f.values(run, PLAIN, p, x, p);
      case CAPTURED_ENTRY -> f.values(run, PLAIN, p, entry, y);
      case CHAIN -> {
        List<Real> inner = g.values(run, PLAIN, p, x);
        inner.addAll(f.values(run, PLAIN, p, inner.getLast()));
        yield inner;
      }
      case RECORD_RESULT -> {
        List<Real> inner = g.values(run, PLAIN, p, x);
        Pair q = pair(inner);
        inner.addAll(f.values(run, PLAIN, p, q.first(), q.second(), y));
        yield inner;
      }
    };
  }

  @Override
  public String toString() {
    String outer =
        switch (form) {
          case ONE_BATCH, COLUMN, CHAIN -> f.text(1, "a", "0.7", "p", "a");
          case TWO_BATCHES, SAME -> f.text(1, "(a, b)", "0.7", "p", "a", "b");
          case CAPTURED_ENTRY -> f.text(1, "a", "0.7", "p", "first", "a");
          case RECORD -> f.text(1, "q", "0.7", "p", "q.first()", "q.second()");
          case RECORD_RESULT -> f.text(1, "(q, b)", "0.7", "p", "q.first()", "q.second()", "b");
        };
    String inner = g.text(form == Form.RECORD_RESULT ? 2 : 1, "a", "0.7", "p", "a");
    return "(x, y, p) -> "
        + form.text.formatted(outer, inner)
        + " over "
        + size
        + " elements of seed "
        + seed;
  }
}
