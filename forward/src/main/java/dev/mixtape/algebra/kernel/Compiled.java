package dev.mixtape.algebra.kernel;

import dev.mixtape.algebra.program.DualProgram;
import dev.mixtape.algebra.program.Template;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A template and what was made of it: kernels, and the templates of its derivatives.
public final class Compiled {
  /// Steps above which a loop would be longer than HotSpot compiles.
  private static final int LONG = 200;

  private final Template template;
  private final long warm;
  private final AtomicLong elements = new AtomicLong();
  private final ConcurrentHashMap<Leaf, ColumnKernels> kernels = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Kind, Derivative> derivatives = new ConcurrentHashMap<>();

  /// @param warm the elements after which kernels are made
  Compiled(Template template, long warm) {
    this.template = template;
    this.warm = warm;
  }

  /// A result, and which operands are the same for all elements.
  private record Leaf(int number, long shared) {}

  public Template template() {
    return template;
  }

  /// True when the program has been evaluated often enough for kernels to pay, these elements
  /// included.
  public boolean isWarm(int more) {
    return elements.get() >= warm ? isShort() : elements.addAndGet(more) >= warm && isShort();
  }

  private boolean isShort() {
    return template.program().steps().size() <= LONG && operands() <= Long.SIZE;
  }

  private int operands() {
    return template.inputs() + template.program().captured().size();
  }

  /// The kernels of one result.
  ///
  /// @param shared a bit for each input and, behind these, each value that the function captured:
  ///   those that are the same for all elements
  public ColumnKernels kernels(int leaf, long shared) {
    Leaf key = new Leaf(leaf, shared);
    ColumnKernels known = kernels.get(key);
    return known == null ? kernels.computeIfAbsent(key, this::make) : known;
  }

  private ColumnKernels make(Leaf leaf) {
    boolean[] shared = new boolean[operands()];
    int varying = template.inputs() + template.captured();
    for (int i = 0; i < shared.length; i++)
      shared[i] = i >= varying || (leaf.shared & 1L << i) != 0;
    return new ColumnKernels(template.program().answering(leaf.number), shared);
  }

  /// The cotangents of the wanted operands for that of result `leaf`, one more input.
  ///
  /// @param wanted a bit for each input and each value that the function captured
  public Derivative pulling(int leaf, long wanted) {
    return derivative(new Kind(leaf, true, wanted));
  }

  /// The tangent of result `leaf` for tangents of the moving operands, one more input each.
  ///
  /// @param moving a bit for each input and each value that the function captured
  public Derivative pushing(int leaf, long moving) {
    return derivative(new Kind(leaf, false, moving));
  }

  /// @param operands a bit for each that takes part
  private record Kind(int leaf, boolean pulls, long operands) {}

  private Derivative derivative(Kind kind) {
    Derivative known = derivatives.get(kind);
    return known == null ? derivatives.computeIfAbsent(kind, this::make) : known;
  }

  private Derivative make(Kind kind) {
    boolean[] operands = new boolean[operands()];
    for (int i = 0; i < operands.length; i++) operands[i] = (kind.operands & 1L << i) != 0;
    if (kind.pulls) {
      DualProgram pulling = template.pulling(kind.leaf, operands);
      return new Derivative(
          new Compiled(template.made(pulling.program()), warm), pulling.partials()[0]);
    }
    Template pushing = template.pushing(kind.leaf, operands);
    return new Derivative(
        new Compiled(pushing, warm), pushing.program().outputs().isEmpty() ? -1 : 0);
  }
}
