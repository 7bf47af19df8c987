package dev.mixtape.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import dev.mixtape.algebra.rows.Table;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Runs every row of the table through [RowContract]; a new row needs no test of its own.
class RowContractTests {
  @TestFactory
  Stream<DynamicContainer> everyRowKeepsTheContract() {
    return Table.ROWS.stream()
        .map(row ->
            dynamicContainer(
                row.name(), new RowContract(row, RowReference.of(row), Algebra.class).tests()));
  }

  @Test
  void namesAreUniqueAndReferencesBelongToRows() {
    assertThat(Table.ROWS).extracting(Row::name).doesNotHaveDuplicates().isNotEmpty();
    assertThat(RowReference.all())
        .extracting(RowReference::row)
        .isSubsetOf(Table.ROWS.stream().map(Row::name).toList());
  }

  @Test
  void everyRowSaysWhatItIs() {
    assertThat(Table.ROWS).allSatisfy(row -> assertThat(row.formula()).isNotEmpty());
  }
}
