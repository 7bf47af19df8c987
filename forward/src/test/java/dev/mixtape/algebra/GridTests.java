package dev.mixtape.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import dev.mixtape.forward.Forward;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /// Expected values by differences of mpmath, as in `rows.csv`.
  @ParameterizedTest
  @CsvSource({
    "gammaP, 2.5, 3.0, 0, 0 0 0, 0.08529270238289406",
    "logGammaQ, 2.5, 8.0, 0, 0 0 1, -0.0030116192961419427",
    "betaI, 2.5, 4.0, 0.25, 0 1 2, 0.17589730774392048",
    "logBetaI, 2.5, 4.0, 0.25, 0 0 1, -0.012674004168110278",
    "gammaPInv, 2.5, 0.25, 0, 0 1 1, -1.9459324040116397"
  })
  void thirdDerivatives(
      String name, double a, double b, double c, String operands, double expected) {
    Row row = RowReference.row(name);
    int[] which =
        Pattern.compile(" ").splitAsStream(operands).mapToInt(Integer::parseInt).toArray();
    Value[] at = {Value.of(a), Value.of(b), Value.of(c)};
    assertThat(derivative(row, at, which, 0).value()).isCloseTo(expected, withinPercentage(1e-6));
  }

  private static Real derivative(Row row, Value[] at, int[] which, int from) {
    if (from == which.length) {
      return (row.arity() == 2 ? row.of(at[0], at[1]) : row.of(at[0], at[1], at[2])).asReal();
    }
    int operand = which[from];
    return Forward.derivative(
        x -> {
          Value[] moved = at.clone();
          moved[operand] = Value.of(x);
          return derivative(row, moved, which, from + 1);
        },
        at[operand].asReal());
  }
}
