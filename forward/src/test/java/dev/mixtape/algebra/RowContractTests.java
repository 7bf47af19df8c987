package dev.mixtape.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import dev.mixtape.algebra.rows.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void anInstructionComputesWhatTheRowSays() {
    double[] numbers = {0, -0.0, 1, -2.5, 1e300, 1e-300, Double.POSITIVE_INFINITY, Double.NaN};
    assertThat(Table.ROWS)
        .filteredOn(row -> row.instruction() != null)
        .hasSize(5)
        .allSatisfy(row -> {
          for (double a : numbers) for (double b : numbers) hasItsInstruction(row, a, b);
        });
  }

  private static void hasItsInstruction(Row row, double a, double b) {
    Double y = row.primal().of(a, b, 0);
    assertThat(row.arity() == 1 ? row.number(a) : row.number(a, b)).isEqualTo(y);
    for (int i = 0; i < row.arity(); i++) {
      Double partial = row.numberPartial(i).of(y, a, b, 0);
      assertThat(row.numberPartial(i, y, a, b, 0)).isEqualTo(partial);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"has enough references", "has its word", "value", "kinks"})
  void aRowThatBreaksTheContractFails(String name) {
    Row wordless = Row.of("nobody", x -> x, (y, x) -> Scalar.ONE, (y, x) -> 1).kink(0, Double.NaN);
    RowReference wrong =
        new RowReference("nobody", List.of(1.0), List.of(0), Map.of("value", 1.001), "");
    assertThat(new RowContract(wordless, List.of(wrong), Algebra.class).tests())
        .filteredOn(test -> test.getDisplayName().equals(name))
        .singleElement()
        .satisfies(test ->
            assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> test.getExecutable().execute()));
  }
}
