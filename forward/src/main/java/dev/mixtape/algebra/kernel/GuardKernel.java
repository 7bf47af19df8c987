package dev.mixtape.algebra.kernel;

import dev.mixtape.algebra.program.Program;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The guards of a scalar program over columns, in generated code.
///
/// Operands are the program's inputs, then its captures; one that all elements share is a column of
/// one entry. A guard comes out as recorded when its comparison holds and held, or neither: as
/// [Program#guardsHold].
public final class GuardKernel {
  private static final int[] NO_ELEMENTS = {};

  private final GuardLoop.@Nullable Guards guards;

  private GuardKernel(GuardLoop.@Nullable Guards guards) {
    this.guards = guards;
  }

  /// The guards of `program`, whatever it answers.
  ///
  /// @param shared which operands, the inputs and then the captures, are the same for all elements
  public static GuardKernel of(Program program, boolean[] shared) {
    if (program.guards().isEmpty()) return new GuardKernel(null);
    Program alone =
        new Program(
            program.steps(),
            program.guards(),
            program.captured(),
            program.result(),
            List.of(),
            Map.of(),
            List.of());
    return new GuardKernel(GuardLoop.of(alone.simplified(), shared));
  }

  /// Do all guards come out as recorded for every one of `size` elements?
  public boolean allHold(double[][] operands, int size) {
    return guards == null || guards.first(operands, 0, size) == size;
  }

  /// The elements among the first `size` whose guards do not all come out as recorded, ascending.
  public int[] failing(double[][] operands, int size) {
    int first = guards == null ? size : guards.first(operands, 0, size);
    if (first == size) return NO_ELEMENTS;
    int[] rest = new int[size - first];
    for (int i = 0; i < rest.length; i++) rest[i] = first + i;
    return split(operands, rest).failing;
  }

  /// Elements by what their guards say, in the order in which they were given.
  public record Split(int[] holding, int[] failing) {}

  /// The elements whose guards all come out as recorded, and the others.
  public Split split(double[][] operands, int[] elements) {
    if (guards == null) return new Split(elements, NO_ELEMENTS);
    int[] holding = new int[elements.length];
    int[] failing = new int[elements.length];
    int held = guards.split(operands, elements, 0, elements.length, holding, failing);
    return new Split(Arrays.copyOf(holding, held), Arrays.copyOf(failing, elements.length - held));
  }
}
