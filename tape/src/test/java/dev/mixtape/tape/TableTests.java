package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.vec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Table;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row of the table on the tape, and in each nesting of tape and duals, at reference points
/// that were computed elsewhere.
class TableTests {
  private static final int ARITY = 3;

  /// One line of the reference data; what has no derivative there is empty.
  @SuppressWarnings("ArrayRecordComponent")
  record Point(Row row, double[] at, List<String> derivatives) {
    double first(int i) {
      return Double.parseDouble(derivatives.get(i));
    }

    double second(int i, int j) {
      int low = Math.min(i, j);
      int offset = ARITY + IntStream.range(0, low).map(k -> ARITY - k).sum();
      return Double.parseDouble(derivatives.get(offset + Math.max(i, j) - low));
    }

    /// That of a first derivative, looser in a tail or near a zero.
    double tolerance() {
      return derivatives.getLast().equals("tail") ? 1e-9 : 1e-11;
    }

    boolean isComplete() {
      for (int i = 0; i < at.length; i++) {
        if (derivatives.get(i).isEmpty()) return false;
        for (int j = i; j < at.length; j++) {
          int offset = ARITY + IntStream.range(0, i).map(k -> ARITY - k).sum();
          if (derivatives.get(offset + j - i).isEmpty()) return false;
        }
      }
      return true;
    }

    Real apply(RealVector x) {
      Value[] operands = new Value[at.length];
      for (int i = 0; i < operands.length; i++) operands[i] = Value.of(x.get(i));
      return switch (operands.length) {
        case 1 -> row.of(operands[0]).asReal();
        case 2 -> row.of(operands[0], operands[1]).asReal();
        default -> row.of(operands[0], operands[1], operands[2]).asReal();
      };
    }
  }

  static Stream<Row> rows() {
    return Table.ROWS.stream();
  }

  static List<Point> points(Row row) throws IOException {
    List<Point> points = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(
            TableTests.class.getResourceAsStream("/dev/mixtape/algebra/rows.csv"))) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        List<String> cells = List.of(line.split(",", -1));
        if (!cells.get(0).equals(row.name())) continue;
        double[] at =
            cells.subList(1, 1 + row.arity()).stream().mapToDouble(Double::parseDouble).toArray();
        points.add(new Point(row, at, cells.subList(ARITY + 2, cells.size())));
      }
    }
    return points.stream().filter(Point::isComplete).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void theTapeAgreesWithTheReference(Row row) throws IOException {
    List<Point> points = points(row);
    assertThat(points).hasSizeGreaterThanOrEqualTo(8);
    for (Point point : points) {
      RealVector at = vec(point.at);
      double[] taped = Mixtape.gradient(point::apply, at).toArray();
      double[] forward = Forward.gradient(point::apply, at).toArray();
      for (int i = 0; i < taped.length; i++) {
        near(taped[i], point.first(i), point.tolerance(), point, "tape");
        near(forward[i], point.first(i), point.tolerance(), point, "forward");
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void secondDerivativesAgreeInEveryNesting(Row row) throws IOException {
    Function1<Point, double[][]> forwardOverTape = p -> Mixtape.hessian(p::apply, p.at);
    Function1<Point, double[][]> tapeOverForward =
        p -> Mixtape.jacobian((RealVector x) -> Forward.gradient(p::apply, x), p.at);
    Function1<Point, double[][]> tapeOverTape =
        p -> Mixtape.jacobian((RealVector x) -> Mixtape.gradient(p::apply, x), p.at);
    for (Point point : points(row)) {
      assertNear(forwardOverTape.apply(point), point, "forward over tape");
      assertNear(tapeOverForward.apply(point), point, "tape over forward");
      assertNear(tapeOverTape.apply(point), point, "tape over tape");
    }
  }

  private static void assertNear(double[][] hessian, Point point, String nesting) {
    for (int i = 0; i < hessian.length; i++)
      for (int j = 0; j < hessian.length; j++)
        near(hessian[i][j], point.second(i, j), 1e-8, point, nesting);
  }

  private static void near(
      double actual, double expected, double relative, Point point, String mode) {
    assertThat(actual)
        .as("%s at %s, %s", point.row.name(), point.at, mode)
        .isCloseTo(expected, within(relative * Math.max(1, Math.abs(expected))));
  }
}
