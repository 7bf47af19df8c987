package dev.mixtape.algebra.kernel;

import dev.mixtape.algebra.program.DualProgram;
import dev.mixtape.algebra.program.Program;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The kernels of a scalar program with one result, each made when it is first needed.
///
/// Operands are the program's inputs, then its captures; one that all elements share is a column of
/// one entry, and what is answered for it is a sum over the elements.
public final class ColumnKernels {
  private final Program program;
  private final boolean[] shared;
  private final Map<Variant, Variant.Made> made = new ConcurrentHashMap<>();

  ColumnKernels(Program program, boolean[] shared) {
    this.program = program;
    this.shared = shared;
  }

  /// How many of the wanted operands the value depends on.
  public int partialCount(long wanted) {
    int[] partials = made(Kind.PARTIALS, wanted).partials;
    return (int) Arrays.stream(partials).filter(output -> output >= 0).count();
  }

  private enum Kind {
    VALUE,
    SUM,
    PARTIALS,
    SUM_AND_PARTIALS,
    PULL,
    PULL_UNIFORM
  }

  /// @param wanted a bit per operand
  private record Variant(Kind kind, long wanted) {
    /// @param partials which output is the partial in an operand; -1 for none
    record Made(Kernel kernel, int[] partials, boolean[] sums) {
      double[][] run(double[][] operands, int size) {
        double[][] outputs = new double[sums.length][];
        for (int i = 0; i < outputs.length; i++) outputs[i] = new double[sums[i] ? 1 : size];
        kernel.run(operands, outputs, 0, size);
        return outputs;
      }
    }
  }

  /// A value and partials, null for a structural zero and for what was not wanted.
  ///
  /// @param value a column, or the sum as one entry
  /// @param partials per operand: a column, or the sum as one entry
  public record Linearized(double[] value, double[] @Nullable [] partials) {}

  /// The values.
  public double[] value(double[][] operands, int size) {
    return made(Kind.VALUE, 0).run(operands, size)[0];
  }

  /// The sum of the values.
  public double sum(double[][] operands, int size) {
    return made(Kind.SUM, 0).run(operands, size)[0][0];
  }

  /// The values and the partials in the wanted operands, all as columns.
  public Linearized partials(double[][] operands, int size, long wanted) {
    return linearized(Kind.PARTIALS, operands, size, wanted);
  }

  /// The sum of the values, and what its gradient is in the wanted operands: a column for a column,
  /// the sum over the elements for a shared operand.
  public Linearized sumAndGradient(double[][] operands, int size, long wanted) {
    return linearized(Kind.SUM_AND_PARTIALS, operands, size, wanted);
  }

  private Linearized linearized(Kind kind, double[][] operands, int size, long wanted) {
    Variant.Made variant = made(kind, wanted);
    double[][] outputs = variant.run(operands, size);
    return new Linearized(outputs[0], picked(variant, outputs));
  }

  /// The cotangents of the wanted operands.
  ///
  /// @param cotangent of the values: a column, or one number that stands for all
  public double[] @Nullable [] pull(
      double[][] operands, double[] cotangent, int size, long wanted) {
    boolean isUniform = cotangent.length == 1 && size != 1;
    Variant.Made variant = made(isUniform ? Kind.PULL_UNIFORM : Kind.PULL, wanted);
    int inputs = inputs();
    double[][] all = new double[operands.length + 1][];
    System.arraycopy(operands, 0, all, 0, inputs);
    all[inputs] = cotangent;
    System.arraycopy(operands, inputs, all, inputs + 1, operands.length - inputs);
    return picked(variant, variant.run(all, size));
  }

  private int inputs() {
    return shared.length - program.captured().size();
  }

  private static double[] @Nullable [] picked(Variant.Made variant, double[][] outputs) {
    double[] @Nullable [] partials = new double[variant.partials.length][];
    for (int i = 0; i < partials.length; i++)
      partials[i] = variant.partials[i] < 0 ? null : outputs[variant.partials[i]];
    return partials;
  }

  private Variant.Made made(Kind kind, long wanted) {
    return made.computeIfAbsent(new Variant(kind, wanted), this::make);
  }

  private Variant.Made make(Variant variant) {
    return switch (variant.kind) {
      case VALUE, SUM -> made(program, shared, none(), variant.kind == Kind.SUM);
      case PARTIALS, SUM_AND_PARTIALS -> {
        DualProgram dual = DualProgram.of(program, wanted(variant));
        boolean isSummed = variant.kind == Kind.SUM_AND_PARTIALS;
        yield made(dual.program(), shared, dual.partials()[0], isSummed);
      }
      case PULL -> pull(variant, false);
      case PULL_UNIFORM -> pull(variant, true);
    };
  }

  private int[] none() {
    int[] none = new int[shared.length];
    Arrays.fill(none, -1);
    return none;
  }

  private boolean[] wanted(Variant variant) {
    boolean[] wanted = new boolean[shared.length];
    for (int i = 0; i < wanted.length; i++) wanted[i] = (variant.wanted & 1L << i) != 0;
    return wanted;
  }

  /// @param summed true when the value is summed, and so the partials in shared operands
  private static Variant.Made made(
      Program program, boolean[] shared, int[] partials, boolean summed) {
    boolean[] sums = new boolean[program.outputs().size()];
    sums[0] = summed;
    for (int i = 0; i < partials.length; i++)
      if (partials[i] >= 0) sums[partials[i]] = summed && shared[i];
    return new Variant.Made(ScalarLoop.of(program.simplified(), shared, sums), partials, sums);
  }

  private Variant.Made pull(Variant variant, boolean isUniform) {
    DualProgram dual = DualProgram.pulling(program, wanted(variant));
    int inputs = inputs();
    boolean[] all = new boolean[shared.length + 1];
    System.arraycopy(shared, 0, all, 0, inputs);
    all[inputs] = isUniform;
    System.arraycopy(shared, inputs, all, inputs + 1, shared.length - inputs);
    int[] outputs = dual.partials()[0];
    boolean[] sums = new boolean[dual.program().outputs().size()];
    for (int i = 0; i < outputs.length; i++) if (outputs[i] >= 0) sums[outputs[i]] = shared[i];
    return new Variant.Made(ScalarLoop.of(dual.program().simplified(), all, sums), outputs, sums);
  }
}
