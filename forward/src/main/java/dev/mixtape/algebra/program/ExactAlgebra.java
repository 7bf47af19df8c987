package dev.mixtape.algebra.program;

import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.program.Program.Step;
import dev.mixtape.algebra.rows.Arithmetic;
import dev.mixtape.algebra.rows.Kinks;

/// Algebra that is exact in IEEE arithmetic, to the last bit and the sign of zero; only which NaN a
/// NaN is may change.
final class ExactAlgebra {
  private final Draft draft = new Draft();

  private final boolean stops;

  private ExactAlgebra(boolean stops) {
    this.stops = stops;
  }

  /// Of a program that is evaluated on numbers: a stop of gradients is what it stops.
  static Program ofNumbers(Program program) {
    return new ExactAlgebra(false).rewritten(program);
  }

  static Program ofActive(Program program) {
    return new ExactAlgebra(true).rewritten(program);
  }

  private Program rewritten(Program program) {
    int[] moved = new int[program.steps().size()];
    for (int i = 0; i < moved.length; i++) {
      Step step = Draft.renamed(program.steps().get(i), moved);
      moved[i] =
          step instanceof Step.Apply(var operation, int[] x, _)
              ? applied(operation, x)
              : draft.add(step);
    }
    return draft.replacing(program, moved);
  }

  private int applied(Operation operation, int[] x) {
    if (operation == StopGradient.OPERATION && !stops) return x[0];
    if (operation == Arithmetic.UNARY_MINUS) return negated(x[0]);
    if (operation == Arithmetic.PLUS) return sum(x[0], x[1]);
    if (operation == Arithmetic.MINUS) return difference(x[0], x[1]);
    if (operation == Arithmetic.TIMES) return product(x[0], x[1]);
    if (operation == Arithmetic.DIV) return quotient(x[0], x[1]);
    if (operation == Kinks.IF_POSITIVE) return choice(x[0], x[1], x[2]);
    return draft.apply(operation, x);
  }

  private int choice(int condition, int positive, int otherwise) {
    if (positive == otherwise) return positive;
    if (draft.step(condition) instanceof Step.Apply(var operation, int[] x, _)
        && operation == Kinks.IF_POSITIVE) {
      if (is(x[1], 1) && is(x[2], 0)) return choice(x[0], positive, otherwise);
      if (is(x[1], 0) && is(x[2], 1)) return choice(x[0], otherwise, positive);
    }
    return draft.apply(Kinks.IF_POSITIVE, condition, positive, otherwise);
  }

  private int negated(int a) {
    return isNegation(a) ? operand(a) : draft.apply(Arithmetic.UNARY_MINUS, a);
  }

  private int sum(int a, int b) {
    if (is(b, -0.0)) return a;
    if (is(a, -0.0)) return b;
    if (isNegation(b)) return draft.apply(Arithmetic.MINUS, a, operand(b));
    return draft.apply(Arithmetic.PLUS, a, b);
  }

  private int difference(int a, int b) {
    if (is(b, 0.0)) return a;
    if (isNegation(b)) return draft.apply(Arithmetic.PLUS, a, operand(b));
    return draft.apply(Arithmetic.MINUS, a, b);
  }

  private int product(int a, int b) {
    if (is(a, 1)) return b;
    if (is(b, 1)) return a;
    if (is(a, -1)) return negated(b);
    if (is(b, -1)) return negated(a);
    if (isNegation(a) && isNegation(b))
      return draft.apply(Arithmetic.TIMES, operand(a), operand(b));
    return draft.apply(Arithmetic.TIMES, a, b);
  }

  private int quotient(int a, int b) {
    if (is(b, 1)) return a;
    if (is(b, -1)) return negated(a);
    if (draft.step(b) instanceof Step.Constant(Scalar divisor)
        && isReciprocalExact(divisor.number()))
      return product(a, draft.constant(1 / divisor.number()));
    if (isNegation(a) && isNegation(b)) return draft.apply(Arithmetic.DIV, operand(a), operand(b));
    return draft.apply(Arithmetic.DIV, a, b);
  }

  /// A power of two whose reciprocal is a normal number.
  private static boolean isReciprocalExact(double x) {
    int exponent = Math.getExponent(x);
    return Math.abs(exponent) < 1022 && Math.abs(x) == Math.scalb(1.0, exponent);
  }

  private boolean is(int step, double number) {
    return draft.step(step) instanceof Step.Constant(Scalar constant)
        && Double.doubleToRawLongBits(constant.number()) == Double.doubleToRawLongBits(number);
  }

  private boolean isNegation(int step) {
    return draft.step(step) instanceof Step.Apply(var operation, _, _)
        && operation == Arithmetic.UNARY_MINUS;
  }

  private int operand(int step) {
    return ((Step.Apply) draft.step(step)).operands()[0];
  }
}
