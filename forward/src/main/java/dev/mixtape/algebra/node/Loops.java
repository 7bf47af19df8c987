package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Shapes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Functions called along batches, each call given what the one before it answered, and batches of
/// windows.
///
/// `named` is the function as the user gave it, which may say how it wants to be differentiated.
public final class Loops {
  private Loops() {}

  /// The state after the last element, `first` for an empty batch.
  public static Object fold(Object named, Function plain, Object first, Batch<?>... batches) {
    Arguments elements = Arguments.ofBatches("fold", batches, heldElements(named));
    return elements.calls() == 0
        ? first
        : new Loop("fold", named, plain, first, elements, 0).last();
  }

  /// The states after each element.
  public static Batch<?> scan(Object named, Function plain, Object first, Batch<?>... batches) {
    Arguments elements = Arguments.ofBatches("scan", batches, heldElements(named));
    return elements.calls() == 0
        ? Batch.ofElements(List.of(), List.of())
        : new Loop("scan", named, plain, first, elements, 0).all();
  }

  /// The elements combined from the first to the last.
  ///
  /// @throws ShapeException for an empty batch
  public static Object reduce(Object named, Function plain, Batch<?> batch) {
    Batch<?>[] batches = {batch};
    int size = Arguments.ofBatches("reduce", batches, Set.of()).calls();
    if (size == 0) {
      throw new ShapeException(
          "reduce: a batch of at least one element is needed, but it was empty;"
              + " fold(f, init, batch) answers init for an empty batch");
    }
    if (size == 1) return batch.get(0);
    batches[0] = batch.select(IntStream.range(1, size).toArray());
    Arguments elements = Arguments.ofBatches("reduce", batches, heldElements(named));
    return new Loop("reduce", named, plain, batch.get(0), elements, 1).last();
  }

  /// Which batches are held constant: the step's first argument is the state.
  private static Set<Integer> heldElements(Object named) {
    if (!(named instanceof NodeFunction node)) return Set.of();
    return node.held().stream()
        .filter(i -> i > 0)
        .map(i -> i - 1)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The windows of `width` neighbours, one from each element on that has enough after it: vectors
  /// of reals, otherwise batches.
  ///
  /// @throws ShapeException when there are fewer than `width` elements, or `width` is less than 1
  public static Batch<?> windows(int width, Batch<?> batch) {
    int count =
        Arguments.ofBatches("windows", new Batch<?>[] {batch}, Set.of()).calls() - width + 1;
    if (width < 1 || count < 1) {
      throw new ShapeException(
          "windows of "
              + width
              + " elements need 1 <= width <= size, but there are "
              + batch.size()
              + " elements");
    }
    List<Value> columns = new ArrayList<>();
    for (Value column : batch.columns()) {
      int stride = column.shape().size() / batch.size();
      int size = width * stride;
      int[] entries =
          IntStream.range(0, count * size).map(i -> i / size * stride + i % size).toArray();
      columns.add(Shapes.reshape(Shapes.gather(column, entries), Shape.matrix(count, size)));
    }
    return Batch.ofColumns(structures(width, count, batch), columns);
  }

  private static List<Structure> structures(int width, int count, Batch<?> batch) {
    if (batch.isUniform()) return Collections.nCopies(count, window(0, width, batch));
    return IntStream.range(0, count).mapToObj(from -> window(from, width, batch)).toList();
  }

  private static Structure window(int from, int width, Batch<?> batch) {
    return Structure.of(batch.select(IntStream.range(from, from + width).toArray()));
  }
}
