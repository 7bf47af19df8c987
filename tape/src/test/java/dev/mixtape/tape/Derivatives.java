package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.real;

import dev.mixtape.algebra.Real;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;
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
    double h = 0.02;
    double wide = central(f, 2 * h);
    double middle = central(f, h);
    double narrow = central(f, h / 2);
    double first = (4 * middle - wide) / 3;
    double second = (4 * narrow - middle) / 3;
    return (16 * second - first) / 15;
  }

  private static double central(DoubleUnaryOperator f, double h) {
    return (f.applyAsDouble(h) - f.applyAsDouble(-h)) / (2 * h);
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
