package dev.mixtape.algebra;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A batch of records, tuples, vectors or matrices.
final class ColumnBatch<T> extends Batch<T> {
  private final int size;
  private final List<Structure> cases;
  private final int @Nullable [] caseOf;
  private final List<Value> columns;

  /// @param caseOf for each element the number of its case, or null when there is one case
  ColumnBatch(int size, List<Structure> cases, int @Nullable [] caseOf, List<Value> columns) {
    this.size = size;
    this.cases = cases;
    this.caseOf = caseOf;
    this.columns = List.copyOf(columns);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  @SuppressWarnings("unchecked")
  public T get(int index) {
    requireElement(index);
    return (T) element(index).build(leaves(index));
  }

  @Override
  public List<Value> columns() {
    return columns;
  }

  @Override
  public Structure element(int index) {
    return cases.get(caseOf == null ? 0 : caseOf[index]);
  }

  @Override
  public boolean isUniform() {
    return caseOf == null;
  }

  @Override
  Batch<?> withColumns(List<Value> columns) {
    return new ColumnBatch<>(size, cases, caseOf, columns);
  }

  @Override
  boolean sameStructure(Batch<?> that) {
    if (caseOf == null && that instanceof ColumnBatch<?> other && other.caseOf == null) {
      return size == other.size && cases.equals(other.cases);
    }
    return super.sameStructure(that);
  }

  /// The elements, at most three of them.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Batch[");
    for (int i = 0; i < Math.min(size, 3); i++) text.append(i == 0 ? "" : ", ").append(get(i));
    return text.append(size > 3 ? ", … " + (size - 3) + " more]" : "]").toString();
  }
}
