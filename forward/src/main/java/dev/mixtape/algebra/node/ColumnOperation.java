package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Deferred;
import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.kernel.ColumnKernels;
import dev.mixtape.algebra.kernel.Compiled;
import dev.mixtape.algebra.kernel.Derivative;
import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.rows.Products;
import dev.mixtape.algebra.rows.Reductions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One result of a program over columns as an operation on them, in generated code where they are
/// plain numbers. The values wait until somebody asks for them or for their sum.
///
/// Its derivatives are operations of the same kind, of the program's derivatives.
final class ColumnOperation implements Operation {
  private final Compiled compiled;
  private final int leaf;
  private final List<Value> constants;
  private final int size;
  private final long stored;
  private final long shared;
  private final Sighting sighting;

  private ColumnOperation(
      Compiled compiled,
      int leaf,
      List<Value> constants,
      int size,
      long stored,
      long shared,
      Sighting sighting) {
    this.compiled = compiled;
    this.leaf = leaf;
    this.constants = constants;
    this.size = size;
    this.stored = stored;
    this.shared = shared;
    this.sighting = sighting;
  }

  /// The column of a program's result.
  ///
  /// @param constants what the program takes behind the operands
  /// @param size the number of elements
  /// @param stored a bit per operand: those whose partials are computed along with the values
  /// @param operands columns, and scalars that are the same for all elements
  static Value apply(
      Compiled compiled,
      int leaf,
      List<Value> constants,
      int size,
      long stored,
      Sighting sighting,
      Value... operands) {
    return Level.dispatch(
        new ColumnOperation(compiled, leaf, constants, size, stored, shared(operands), sighting),
        operands);
  }

  private static long shared(Value[] operands) {
    long shared = 0;
    for (int i = 0; i < operands.length; i++) if (operands[i].shape().isScalar()) shared |= 1L << i;
    return shared;
  }

  /// In how many of the stored operands a result has a partial.
  static long partialCount(Compiled compiled, int leaf, Value[] operands, long stored) {
    return compiled.kernels(leaf, shared(operands)).partialCount(stored);
  }

  @Override
  public String name() {
    return stored == 0 ? "recompute" : "map";
  }

  @Override
  public Value value(Value[] operands) {
    return Dense.deferred(new Waiting(columns(operands)), Shape.vector(size));
  }

  private double[][] columns(Value[] operands) {
    double[][] columns = new double[operands.length + constants.size()][];
    for (int i = 0; i < columns.length; i++) {
      Value operand = i < operands.length ? operands[i] : constants.get(i - operands.length);
      columns[i] = operand.arrayNumbers();
    }
    return columns;
  }

  private ColumnKernels kernels() {
    return compiled.kernels(leaf, shared);
  }

  /// Values that nobody has asked for yet.
  private final class Waiting implements Deferred {
    private final double[][] columns;
    private ColumnKernels.@Nullable Linearized partials;
    private ColumnKernels.@Nullable Linearized gradient;
    private boolean isShared;

    Waiting(double[][] columns) {
      this.columns = columns;
    }

    @Override
    public synchronized double[] array() {
      if (stored == 0) return kernels().value(columns, size);
      partials = kernels().partials(columns, size, stored);
      return partials.value();
    }

    @Override
    public synchronized double sum() {
      if (stored == 0) return kernels().sum(columns, size);
      gradient = kernels().sumAndGradient(columns, size, stored);
      return gradient.value()[0];
    }

    /// The pullback by what is known already: of one number for all values by the gradient of their
    /// sum, of a column by their partials; null when neither is.
    synchronized double @Nullable [] @Nullable [] pulled(double[] cotangent, Value[] x) {
      if (cotangent.length == 1 && gradient != null) return scaled(gradient, cotangent[0]);
      if (cotangent.length != size || partials == null) return null;
      double[] @Nullable [] pulled = new double[x.length][];
      for (int i = 0; i < x.length; i++) {
        double[] column = partials.partials()[i];
        if (column != null) pulled[i] = product(column, cotangent, x[i].shape().isScalar());
      }
      return pulled;
    }

    /// The gradient times a factor, in its own arrays where nobody else has them.
    private double[] @Nullable [] scaled(ColumnKernels.Linearized of, double factor) {
      double[] @Nullable [] scaled = of.partials();
      if (factor == 1) {
        isShared = true;
        return scaled;
      }
      if (isShared) scaled = copied(scaled);
      else gradient = null;
      for (double[] column : scaled)
        if (column != null) for (int i = 0; i < column.length; i++) column[i] *= factor;
      return scaled;
    }
  }

  private static double[] @Nullable [] copied(double[] @Nullable [] columns) {
    double[] @Nullable [] copied = new double[columns.length][];
    for (int i = 0; i < copied.length; i++) {
      double[] column = columns[i];
      if (column != null) copied[i] = column.clone();
    }
    return copied;
  }

  private static double[] product(double[] partials, double[] cotangent, boolean isShared) {
    Value column = Dense.vector(partials);
    Value all = Dense.vector(cotangent);
    return isShared
        ? new double[] {Products.dot(column, all).scalarNumber()}
        : column.times(all).arrayNumbers();
  }

  @Override
  public @Nullable Value[] pushAll(Value y, Value[] x, @Nullable Value[][] tangents) {
    @Nullable Value[] pushed = new Value[tangents.length];
    if (!compiled.template().isDifferentiable() || anyMovesInPart(tangents)) {
      Partials partials = again(x, Partials.moved(x.length, tangents));
      for (int k = 0; k < pushed.length; k++) pushed[k] = partials.push(tangents[k])[0];
      return pushed;
    }
    for (int k = 0; k < pushed.length; k++) pushed[k] = pushed(x, tangents[k]);
    return pushed;
  }

  private @Nullable Value pushed(Value[] x, @Nullable Value[] tangents) {
    long moving = 0;
    List<Value> operands = new ArrayList<>(List.of(x));
    for (int i = 0; i < x.length; i++) {
      Value tangent = tangents[i];
      if (tangent == null) continue;
      moving |= 1L << i;
      operands.add(tangent);
    }
    Derivative tangent = compiled.pushing(leaf, moving);
    return tangent.isZero() ? null : made(tangent.compiled(), 0, behindInputs(operands, x.length));
  }

  private static boolean anyMovesInPart(@Nullable Value[][] tangents) {
    for (@Nullable Value[] direction : tangents)
      for (Value tangent : direction) if (tangent != null && tangent.moving() != null) return true;
    return false;
  }

  @Override
  public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
    return pushAll(y, x, new @Nullable Value[][] {tangents})[0];
  }

  /// What is computed by a derivative of this program, of the same columns and more.
  private Value made(Compiled derivative, int output, Value[] operands) {
    return apply(derivative, output, constants, size, 0, Sighting.UNSEEN, operands);
  }

  /// The operands, of which those from `own` on are inputs behind the program's and before what it
  /// captured.
  private Value[] behindInputs(List<Value> operands, int own) {
    int inputs = compiled.template().inputs();
    List<Value> all = new ArrayList<>(operands.subList(0, inputs));
    all.addAll(operands.subList(own, operands.size()));
    all.addAll(operands.subList(inputs, own));
    return all.toArray(Value[]::new);
  }

  @Override
  public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
    if (cotangent.moving() != null || !compiled.template().isDifferentiable())
      return again(x, wanted).pull(new Value[] {cotangent});
    for (Value operand : x) if (!operand.isNumber()) return pullActive(cotangent, x, wanted);
    if (!cotangent.isNumber()) return pullActive(cotangent, x, wanted);
    double[] @Nullable [] pulled = pullNumbers((Dense) cotangent, y, x, bits(wanted));
    @Nullable Value[] cotangents = new Value[x.length];
    for (int i = 0; i < x.length; i++) {
      double[] own = pulled[i];
      if (wanted[i] && own != null) cotangents[i] = Dense.of(own, x[i].shape());
    }
    return cotangents;
  }

  private @Nullable Value[] pullActive(Value cotangent, Value[] x, boolean[] wanted) {
    Derivative pulling = compiled.pulling(leaf, bits(wanted));
    List<Value> all = new ArrayList<>(List.of(x));
    all.add(uniform(cotangent));
    Value[] operands = behindInputs(all, x.length);
    @Nullable Value[] pulled = new Value[x.length];
    for (int i = 0; i < x.length; i++) {
      int output = pulling.outputs()[i];
      if (output < 0) continue;
      Value column = made(pulling.compiled(), output, operands);
      pulled[i] = x[i].shape().isScalar() ? Reductions.SUM.of(column) : column;
    }
    return pulled;
  }

  /// One number, where it stands for all.
  private static Value uniform(Value cotangent) {
    return cotangent instanceof Dense dense
            && dense.deferred() instanceof Deferred.Uniform(double number, _)
        ? new Scalar(number)
        : cotangent;
  }

  private static long bits(boolean[] wanted) {
    long bits = 0;
    for (int i = 0; i < wanted.length; i++) if (wanted[i]) bits |= 1L << i;
    return bits;
  }

  private double[] @Nullable [] pullNumbers(Dense cotangent, Value y, Value[] x, long wanted) {
    double[] c = uniform(cotangent).arrayNumbers();
    if ((wanted & ~stored) == 0
        && y instanceof Dense values
        && values.deferred() instanceof Waiting waiting) {
      double @Nullable [] @Nullable [] known = waiting.pulled(c, x);
      if (known != null) return known;
    }
    return sighting.again(() -> {
      sighting.passed();
      return kernels().pull(columns(x), c, size, wanted);
    });
  }

  /// The program walked on duals, for partials in the wanted operands.
  private Partials again(Value[] x, boolean[] wanted) {
    Program single = compiled.template().program().answering(leaf);
    int inputs = compiled.template().inputs();
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < x.length; i++)
      slots.add(new Slot(x[i], !x[i].shape().isScalar(), false, wanted[i]));
    return sighting.again(() -> {
      sighting.passed();
      return ColumnPartials.of(
          operands -> {
            List<Value> captures =
                new ArrayList<>(Arrays.asList(operands).subList(inputs, operands.length));
            captures.addAll(constants);
            return single.evaluate(List.of(operands).subList(0, inputs), captures);
          },
          slots,
          size);
    });
  }
}
