package dev.mixtape.algebra;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// Derivatives from values alone, by five-point central differences: about ten digits.
public final class FiniteDifferences {
  private static final double STEP = 1e-3;

  private FiniteDifferences() {}

  /// The gradient of `f` at `x`.
  public static double[] gradient(ToDoubleFunction<double[]> f, double... x) {
    return gradient(f, STEP, x);
  }

  /// The gradient of `f` at `x`, with a step of this size relative to an entry of at least 1.
  public static double[] gradient(ToDoubleFunction<double[]> f, double step, double[] x) {
    double[][] columns = columns(y -> new double[] {f.applyAsDouble(y)}, step, x);
    double[] gradient = new double[x.length];
    for (int i = 0; i < x.length; i++) gradient[i] = columns[i][0];
    return gradient;
  }

  /// The Jacobian of `f` at `x`: a row per component of the result.
  public static double[][] jacobian(Function<double[], double[]> f, double... x) {
    double[][] columns = columns(f, STEP, x);
    int rows = f.apply(x).length;
    double[][] jacobian = new double[rows][x.length];
    for (int i = 0; i < rows; i++)
      for (int j = 0; j < x.length; j++) jacobian[i][j] = columns[j][i];
    return jacobian;
  }

  private static double[][] columns(Function<double[], double[]> f, double step, double[] x) {
    double[][] columns = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      double h = step * Math.max(1, Math.abs(x[i]));
      double[] far = difference(f, x, i, 2 * h);
      double[] near = difference(f, x, i, h);
      columns[i] = new double[near.length];
      for (int k = 0; k < near.length; k++) columns[i][k] = (8 * near[k] - far[k]) / (12 * h);
    }
    return columns;
  }

  private static double[] difference(Function<double[], double[]> f, double[] x, int i, double h) {
    double[] up = x.clone();
    double[] down = x.clone();
    up[i] += h;
    down[i] -= h;
    double[] difference = f.apply(up).clone();
    double[] below = f.apply(down);
    for (int k = 0; k < difference.length; k++) difference[k] -= below[k];
    return difference;
  }
}
