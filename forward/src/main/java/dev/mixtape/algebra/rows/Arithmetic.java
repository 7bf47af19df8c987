package dev.mixtape.algebra.rows;

import static dev.mixtape.algebra.Scalar.ONE;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.linalg.Kernels;
import java.util.List;

/// The four operations, negation and the fused multiply-add.
public final class Arithmetic {
  public static final Row PLUS =
      Row.of(
              "plus",
              (a, b) -> a + b,
              (y, a, b) -> ONE,
              (y, a, b) -> 1,
              (y, a, b) -> ONE,
              (y, a, b) -> 1)
          .formula("a + b")
          .inColumns(Kernels::plus)
          .instruction(Row.Instruction.ADD)
          .lanewise("ADD", 0);

  public static final Row MINUS =
      Row.of(
              "minus",
              (a, b) -> a - b,
              (y, a, b) -> ONE,
              (y, a, b) -> 1,
              (y, a, b) -> Value.of(-1),
              (y, a, b) -> -1)
          .formula("a - b")
          .inColumns(Kernels::minus)
          .instruction(Row.Instruction.SUBTRACT)
          .lanewise("SUB", 0);

  public static final Row TIMES =
      Row.of(
              "times",
              (a, b) -> a * b,
              (y, a, b) -> b,
              (y, a, b) -> b,
              (y, a, b) -> a,
              (y, a, b) -> a)
          .formula("a b")
          .inColumns(Kernels::times)
          .instruction(Row.Instruction.MULTIPLY)
          .lanewise("MUL", 0);

  public static final Row DIV =
      Row.of(
              "div",
              (a, b) -> a / b,
              (y, a, b) -> ONE.div(b),
              (y, a, b) -> 1 / b,
              (y, a, b) -> y.div(b).unaryMinus(),
              (y, a, b) -> -y / b)
          .formula("a / b")
          .inColumns(Kernels::div)
          .instruction(Row.Instruction.DIVIDE)
          .lanewise("DIV", 0)
          .domain("b != 0; at 0 as IEEE says");

  public static final Row UNARY_MINUS =
      Row.of("unaryMinus", x -> -x, (y, x) -> Value.of(-1), (y, x) -> -1)
          .formula("-x")
          .instruction(Row.Instruction.NEGATE)
          .lanewise("NEG", 0);

  public static final Row FMA =
      Row.of(
              "fma",
              Math::fma,
              List.of((y, x) -> x[1], (y, x) -> x[0], (y, x) -> ONE),
              List.of((y, a, b, c) -> b, (y, a, b, c) -> a, (y, a, b, c) -> 1))
          .formula("a b + c, rounded once")
          .lanewise("FMA", 0);

  private Arithmetic() {}
}
