package dev.mixtape.algebra;

import java.util.List;

/// One value, broadcast to every element of the batches beside it.
final class SameBatch<T> extends Batch<T> {
  private final T value;

  SameBatch(T value) {
    this.value = value;
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public T get(int index) {
    return value;
  }

  @Override
  public List<Value> columns() {
    return Structure.leavesOf(value);
  }

  @Override
  public Structure element(int index) {
    return Structure.of(value);
  }

  @Override
  public boolean isSame() {
    return true;
  }

  @Override
  Batch<?> withColumns(List<Value> columns) {
    return new SameBatch<>(element(0).build(columns));
  }

  @Override
  public String toString() {
    return "same(" + value + ")";
  }
}
