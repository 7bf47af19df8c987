package dev.mixtape.benchmarks;

import static dev.mixtape.tape.Mixtape.cos;
import static dev.mixtape.tape.Mixtape.sin;
import static dev.mixtape.tape.Mixtape.tanh;
import static dev.mixtape.tape.Mixtape.withGradient;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import java.util.Arrays;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/// Random scalar expressions of 1000 operations in eight inputs; a time is that of one expression.
///
/// Both contestants read the expression from the same arrays of operation codes: step `k` applies
/// `codes[k]` to its predecessor and to the earlier value `others[k]`.
public class Expressions extends Workload {
  private static final int INPUTS = 8;
  private static final int OPERATIONS = 1000;
  private static final int EXPRESSIONS = 16;

  /// Larger values are followed by a tanh.
  private static final double LARGE = 5;

  private static final int PLUS = 0;
  private static final int MINUS = 1;
  private static final int TIMES = 2;
  private static final int SIN = 3;
  private static final int COS = 4;
  private static final int TANH = 5;

  private final int[][] codes = new int[EXPRESSIONS][OPERATIONS];
  private final int[][] others = new int[EXPRESSIONS][OPERATIONS];
  private double[] inputs = {};

  private final double[] values = new double[INPUTS + OPERATIONS];
  private final double[] inPredecessor = new double[OPERATIONS];
  private final double[] inOther = new double[OPERATIONS];
  private final double[] adjoints = new double[INPUTS + OPERATIONS];

  @Override
  @Setup
  public void draw() {
    var random = new Random(1);
    inputs = random.doubles(INPUTS, 0.5, 1.5).toArray();
    for (int e = 0; e < EXPRESSIONS; e++) {
      System.arraycopy(inputs, 0, values, 0, INPUTS);
      for (int k = 0; k < OPERATIONS; k++) {
        boolean large = Math.abs(values[INPUTS + k - 1]) > LARGE;
        codes[e][k] = large ? TANH : random.nextInt(TANH + 1);
        others[e][k] = random.nextInt(INPUTS + k);
        step(e, k);
      }
    }
  }

  /// The value of step `k` and its two partials.
  private void step(int expression, int k) {
    double x = values[INPUTS + k - 1];
    double y = values[others[expression][k]];
    double value;
    double inX = 1;
    double inY = 0;
    switch (codes[expression][k]) {
      case PLUS -> {
        value = x + y;
        inY = 1;
      }
      case MINUS -> {
        value = x - y;
        inY = -1;
      }
      case TIMES -> {
        value = x * y;
        inX = y;
        inY = x;
      }
      case SIN -> {
        value = Math.sin(x);
        inX = Math.cos(x);
      }
      case COS -> {
        value = Math.cos(x);
        inX = -Math.sin(x);
      }
      default -> {
        value = Math.tanh(x);
        inX = 1 - value * value;
      }
    }
    values[INPUTS + k] = value;
    inPredecessor[k] = inX;
    inOther[k] = inY;
  }

  /// Values and partials into arrays that are reused, then back over them.
  @Benchmark
  @OperationsPerInvocation(EXPRESSIONS)
  public Object byHand() {
    Object[] answers = new Object[EXPRESSIONS];
    for (int e = 0; e < EXPRESSIONS; e++) answers[e] = byHand(e);
    return answers;
  }

  private Answer byHand(int expression) {
    System.arraycopy(inputs, 0, values, 0, INPUTS);
    for (int k = 0; k < OPERATIONS; k++) step(expression, k);
    Arrays.fill(adjoints, 0);
    adjoints[INPUTS + OPERATIONS - 1] = 1;
    for (int k = OPERATIONS - 1; k >= 0; k--) {
      double adjoint = adjoints[INPUTS + k];
      adjoints[INPUTS + k - 1] += adjoint * inPredecessor[k];
      adjoints[others[expression][k]] += adjoint * inOther[k];
    }
    return new Answer(values[INPUTS + OPERATIONS - 1], Arrays.copyOf(adjoints, INPUTS));
  }

  private Real expression(int expression, RealVector inputs) {
    Real[] reals = new Real[INPUTS + OPERATIONS];
    for (int i = 0; i < INPUTS; i++) reals[i] = inputs.get(i);
    for (int k = 0; k < OPERATIONS; k++) {
      Real x = reals[INPUTS + k - 1];
      Real y = reals[others[expression][k]];
      reals[INPUTS + k] =
          switch (codes[expression][k]) {
            case PLUS -> x.plus(y);
            case MINUS -> x.minus(y);
            case TIMES -> x.times(y);
            case SIN -> sin(x);
            case COS -> cos(x);
            default -> tanh(x);
          };
    }
    return reals[INPUTS + OPERATIONS - 1];
  }

  @Benchmark
  @OperationsPerInvocation(EXPRESSIONS)
  public Object tapeOnly() {
    Object[] answers = new Object[EXPRESSIONS];
    for (int e = 0; e < EXPRESSIONS; e++) {
      int expression = e;
      answers[e] =
          withGradient((RealVector x) -> expression(expression, x), RealVector.wrapping(inputs));
    }
    return answers;
  }
}
