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
///
/// What takes a list of elements computes these alone. It reads all columns at the elements' own
/// places and writes there into columns of `size` entries, so that maps whose elements take several
/// paths fill the columns of their results path by path.
public final class ColumnKernels {
  private final Program program;
  private final boolean[] shared;
  private final Map<Variant, Made<Kernel>> made = new ConcurrentHashMap<>();
  private final Map<Variant, Made<IndexedKernel>> indexed = new ConcurrentHashMap<>();

  ColumnKernels(Program program, boolean[] shared) {
    this.program = program;
    this.shared = shared;
  }

  /// How many of the wanted operands the value depends on.
  public int partialCount(long wanted) {
    int[] partials = made(Kind.PARTIALS, wanted).plan.partials;
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
  private record Variant(Kind kind, long wanted) {}

  /// What a kernel computes.
  ///
  /// @param shared which operands are the same for all elements
  /// @param partials which output is the partial in an operand; -1 for none
  /// @param sums which outputs are added up
  private record Plan(Program program, boolean[] shared, int[] partials, boolean[] sums) {
    double[] output(int i, int size) {
      return new double[sums[i] ? 1 : size];
    }
  }

  private record Made<K>(K kernel, Plan plan) {}

  /// A value and partials, null for a structural zero and for what was not wanted.
  ///
  /// @param value a column, or the sum as one entry
  /// @param partials per operand: a column, or the sum as one entry
  public record Linearized(double[] value, double[] @Nullable [] partials) {}

  /// The values.
  public double[] value(double[][] operands, int size) {
    return run(made(Kind.VALUE, 0), operands, size)[0];
  }

  /// The sum of the values.
  public double sum(double[][] operands, int size) {
    return run(made(Kind.SUM, 0), operands, size)[0][0];
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
    Made<Kernel> variant = made(kind, wanted);
    double[][] outputs = run(variant, operands, size);
    return new Linearized(outputs[0], picked(variant.plan, outputs));
  }

  /// The cotangents of the wanted operands.
  ///
  /// @param cotangent of the values: a column, or one number that stands for all
  public double[] @Nullable [] pull(
      double[][] operands, double[] cotangent, int size, long wanted) {
    Made<Kernel> variant = made(pulling(cotangent, size), wanted);
    return picked(variant.plan, run(variant, inserted(operands, cotangent), size));
  }

  /// Writes the values of some elements.
  public void value(double[][] operands, int[] elements, double[] values) {
    indexed(Kind.VALUE, 0)
        .kernel
        .run(operands, new double[][] {values}, elements, 0, elements.length);
  }

  /// The sum of the values of some elements.
  public double sum(double[][] operands, int[] elements) {
    double[] sum = {0};
    indexed(Kind.SUM, 0).kernel.run(operands, new double[][] {sum}, elements, 0, elements.length);
    return sum[0];
  }

  /// Writes the values and partials of some elements, all into columns.
  ///
  /// @param into the columns; a column that is needed for a partial and not there yet is made
  public void partials(double[][] operands, int[] elements, long wanted, Linearized into) {
    Made<IndexedKernel> variant = indexed(Kind.PARTIALS, wanted);
    int size = into.value.length;
    double[][] outputs = outputs(variant.plan, into.partials, size);
    outputs[0] = into.value;
    variant.kernel.run(operands, outputs, elements, 0, elements.length);
  }

  /// Adds the values of some elements to the one entry of `into.value()`, and writes what the
  /// gradient of their sum is: into a column for a column, and added to one entry for a shared
  /// operand.
  ///
  /// @param into the columns; one that is needed for a partial and not there yet is made
  public void sumAndGradient(
      double[][] operands, int[] elements, int size, long wanted, Linearized into) {
    Made<IndexedKernel> variant = indexed(Kind.SUM_AND_PARTIALS, wanted);
    double[][] outputs = outputs(variant.plan, into.partials, size);
    outputs[0] = into.value;
    variant.kernel.run(operands, outputs, elements, 0, elements.length);
  }

  /// Writes the cotangents of the wanted operands for some elements: into a column for a column,
  /// and added to one entry for a shared operand.
  ///
  /// @param cotangent of the values of all elements: a column, or one number that stands for all
  /// @param into the columns; one that is needed and not there yet is made
  public void pull(
      double[][] operands,
      double[] cotangent,
      int[] elements,
      int size,
      long wanted,
      double[] @Nullable [] into) {
    Made<IndexedKernel> variant = indexed(pulling(cotangent, size), wanted);
    double[][] outputs = outputs(variant.plan, into, size);
    variant.kernel.run(inserted(operands, cotangent), outputs, elements, 0, elements.length);
  }

  private static double[][] run(Made<Kernel> variant, double[][] operands, int size) {
    double[][] outputs = new double[variant.plan.sums.length][];
    for (int i = 0; i < outputs.length; i++) outputs[i] = variant.plan.output(i, size);
    variant.kernel.run(operands, outputs, 0, size);
    return outputs;
  }

  /// The outputs of a kernel, of which the partials are columns of `into`, made where there are
  /// none.
  private static double[][] outputs(Plan plan, double[] @Nullable [] into, int size) {
    double[][] outputs = new double[plan.sums.length][];
    for (int i = 0; i < plan.partials.length; i++) {
      int output = plan.partials[i];
      if (output < 0) continue;
      double[] column = into[i] == null ? plan.output(output, size) : into[i];
      into[i] = column;
      outputs[output] = column;
    }
    return outputs;
  }

  private static double[] @Nullable [] picked(Plan plan, double[][] outputs) {
    double[] @Nullable [] partials = new double[plan.partials.length][];
    for (int i = 0; i < partials.length; i++)
      partials[i] = plan.partials[i] < 0 ? null : outputs[plan.partials[i]];
    return partials;
  }

  private static Kind pulling(double[] cotangent, int size) {
    return cotangent.length == 1 && size != 1 ? Kind.PULL_UNIFORM : Kind.PULL;
  }

  /// The operands with the cotangent behind the inputs.
  private double[][] inserted(double[][] operands, double[] cotangent) {
    int inputs = inputs();
    double[][] all = new double[operands.length + 1][];
    System.arraycopy(operands, 0, all, 0, inputs);
    all[inputs] = cotangent;
    System.arraycopy(operands, inputs, all, inputs + 1, operands.length - inputs);
    return all;
  }

  private int inputs() {
    return shared.length - program.captured().size();
  }

  private Made<Kernel> made(Kind kind, long wanted) {
    return made(made, new Variant(kind, wanted), TieredLoop::of);
  }

  private Made<IndexedKernel> indexed(Kind kind, long wanted) {
    return made(indexed, new Variant(kind, wanted), ScalarLoop::indexed);
  }

  /// Writes a kernel.
  private interface Writer<K> {
    K written(Program program, boolean[] shared, boolean[] sums);
  }

  private <K> Made<K> made(Map<Variant, Made<K>> known, Variant variant, Writer<K> writer) {
    Made<K> made = known.get(variant);
    if (made != null) return made;
    return known.computeIfAbsent(
        variant,
        _ -> {
          Plan plan = plan(variant);
          return new Made<>(
              writer.written(plan.program.simplified(), plan.shared, plan.sums), plan);
        });
  }

  private Plan plan(Variant variant) {
    return switch (variant.kind) {
      case VALUE, SUM -> plan(program, none(), variant.kind == Kind.SUM);
      case PARTIALS, SUM_AND_PARTIALS -> {
        DualProgram dual = DualProgram.of(program, wanted(variant));
        yield plan(dual.program(), dual.partials()[0], variant.kind == Kind.SUM_AND_PARTIALS);
      }
      case PULL, PULL_UNIFORM -> pull(variant, variant.kind == Kind.PULL_UNIFORM);
    };
  }

  private int[] none() {
    int[] none = new int[shared.length];
    Arrays.fill(none, -1);
    return none;
  }

  private boolean[] wanted(Variant variant) {
    boolean[] wanted = new boolean[shared.length];
    for (int i = 0; i < wanted.length; i++)
      wanted[i] = i < Long.SIZE && (variant.wanted & 1L << i) != 0;
    return wanted;
  }

  /// @param summed true when the value is summed, and so the partials in shared operands
  private Plan plan(Program dual, int[] partials, boolean summed) {
    boolean[] sums = new boolean[dual.outputs().size()];
    sums[0] = summed;
    for (int i = 0; i < partials.length; i++)
      if (partials[i] >= 0) sums[partials[i]] = summed && shared[i];
    return new Plan(dual, shared, partials, sums);
  }

  private Plan pull(Variant variant, boolean isUniform) {
    DualProgram dual = DualProgram.pulling(program, wanted(variant));
    int inputs = inputs();
    boolean[] all = new boolean[shared.length + 1];
    System.arraycopy(shared, 0, all, 0, inputs);
    all[inputs] = isUniform;
    System.arraycopy(shared, inputs, all, inputs + 1, shared.length - inputs);
    int[] outputs = dual.partials()[0];
    boolean[] sums = new boolean[dual.program().outputs().size()];
    for (int i = 0; i < outputs.length; i++) if (outputs[i] >= 0) sums[outputs[i]] = shared[i];
    return new Plan(dual.program(), all, outputs, sums);
  }
}
