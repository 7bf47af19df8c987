package dev.mixtape.examples;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import java.io.PrintStream;
import org.hipparchus.util.CombinatoricsUtils;

/// An argument that takes no duals, because a library wants it as a plain number, is held constant.
final class HeldConstant {
  private HeldConstant() {}

  /// The Poisson log-probability of `count`; the factorial comes from a library that knows nothing
  /// about derivatives.
  static Real logpmf(Real rate, Real count) {
    double factorial = CombinatoricsUtils.factorialLog((int) count.value());
    return count.times(log(rate)).minus(rate).minus(factorial);
  }

  private static Real held(RealVector rates, RealVector counts) {
    return sum(map(fwddiff(HeldConstant::logpmf, holding(2)), rates, counts));
  }

  private static Real active(RealVector rates, RealVector counts) {
    return sum(map(fwddiff(HeldConstant::logpmf), rates, counts));
  }

  static void run(PrintStream out) {
    RealVector rates = vec(1, 2, 4);
    RealVector counts = vec(3, 2, 1);
    var g = gradient(HeldConstant::held, rates, counts);
    out.println("in the rates:  " + g._1);
    out.println("in the counts: " + g._2);
    try {
      gradient(HeldConstant::active, rates, counts);
    } catch (ActiveValueException e) {
      out.println("without holding(2): " + e.getMessage());
    }
  }

  public static void main(String[] args) {
    run(System.out);
  }
}
