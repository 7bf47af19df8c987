package dev.mixtape.algebra;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/// The rows with shapes at many more points than the table of rows has, from deep in one tail to
/// deep in the other; see `grid.py`.
class GridTests {
  @TestFactory
  Stream<DynamicContainer> rowsAreRightOnWideDomains() {
    Map<String, List<RowReference>> grid =
        RowReference.in("grid.csv").stream().collect(Collectors.groupingBy(RowReference::row));
    return grid.entrySet().stream()
        .map(entry -> {
          Row row = RowReference.row(entry.getKey());
          RowContract contract = new RowContract(row, entry.getValue(), Algebra.class);
          return dynamicContainer(row.name(), contract.numbers());
        });
  }
}
