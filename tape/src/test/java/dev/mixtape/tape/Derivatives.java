package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.real;

import dev.mixtape.algebra.Real;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/// Derivatives along directions in every nesting of modes, and by finite differences.
final class Derivatives {
  private Derivatives() {}

  /// A mode of one level.
  enum Mode {
    FORWARD,
    TAPE;

    Real derivative(Function1<Real, Real> f, Real x) {
      return this == TAPE ? Mixtape.gradient(f, x) : Forward.derivative(f, x);
    }
  }

  /// All nestings of `order` modes, outermost first.
  static List<List<Mode>> nestings(int order) {
    if (order == 0) return List.of(List.of());
    List<List<Mode>> all = new ArrayList<>();
    for (List<Mode> inner : nestings(order - 1)) {
      for (Mode outer : Mode.values()) {
        List<Mode> nesting = new ArrayList<>(List.of(outer));
        nesting.addAll(inner);
        all.add(nesting);
      }
    }
    return all;
  }

  /// The extrapolated central difference of `f` at 0.
  static double difference(DoubleUnaryOperator f) {
    return difference(h -> new double[] {f.applyAsDouble(h)}, 0.02)[0];
  }

  private static double[] difference(DoubleFunction<double[]> f, double step) {
    double[] wide = central(f, 2 * step);
    double[] middle = central(f, step);
    double[] narrow = central(f, step / 2);
    double[] extrapolated = new double[wide.length];
    for (int i = 0; i < extrapolated.length; i++) {
      double first = (4 * middle[i] - wide[i]) / 3;
      double second = (4 * narrow[i] - middle[i]) / 3;
      extrapolated[i] = (16 * second - first) / 15;
    }
    return extrapolated;
  }

  private static double[] central(DoubleFunction<double[]> f, double h) {
    double[] above = f.apply(h);
    double[] below = f.apply(-h);
    double[] slopes = new double[above.length];
    for (int i = 0; i < slopes.length; i++) slopes[i] = (above[i] - below[i]) / (2 * h);
    return slopes;
  }

  /// The Jacobian of `f` at `x` by extrapolated central differences, a row per component of the
  /// result; no entry moves by more than 0.01.
  static double[][] differences(Function1<double[], double[]> f, double[] x) {
    int rows = f.apply(x).length;
    double[][] jacobian = new double[rows][x.length];
    for (int j = 0; j < x.length; j++) {
      int moving = j;
      DoubleFunction<double[]> along =
          h -> {
            double[] moved = x.clone();
            moved[moving] += h;
            return f.apply(moved);
          };
      double[] column = difference(along, 0.005);
      for (int i = 0; i < rows; i++) jacobian[i][j] = column[i];
    }
    return jacobian;
  }

  /// A function of one step per level.
  interface Stepped {
    Real at(List<Real> steps);
  }

  /// The derivative in one step per mode at 0, the outermost mode first; `outer` are the steps of
  /// levels around it.
  static Real nested(List<Mode> modes, Stepped f, List<Real> outer) {
    if (modes.isEmpty()) return f.at(outer);
    return modes
        .get(0)
        .derivative(
            step -> {
              List<Real> steps = new ArrayList<>(outer);
              steps.add(step);
              return nested(modes.subList(1, modes.size()), f, steps);
            },
            real(0));
  }
}
