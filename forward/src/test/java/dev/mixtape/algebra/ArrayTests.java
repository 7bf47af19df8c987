package dev.mixtape.algebra;

import static dev.mixtape.algebra.Algebra.above;
import static dev.mixtape.algebra.Algebra.argmax;
import static dev.mixtape.algebra.Algebra.argmin;
import static dev.mixtape.algebra.Algebra.beside;
import static dev.mixtape.algebra.Algebra.concat;
import static dev.mixtape.algebra.Algebra.cumprod;
import static dev.mixtape.algebra.Algebra.cumsum;
import static dev.mixtape.algebra.Algebra.diagonal;
import static dev.mixtape.algebra.Algebra.dot;
import static dev.mixtape.algebra.Algebra.identity;
import static dev.mixtape.algebra.Algebra.ifPositive;
import static dev.mixtape.algebra.Algebra.linspace;
import static dev.mixtape.algebra.Algebra.logSoftmax;
import static dev.mixtape.algebra.Algebra.logSumExp;
import static dev.mixtape.algebra.Algebra.map;
import static dev.mixtape.algebra.Algebra.mat;
import static dev.mixtape.algebra.Algebra.max;
import static dev.mixtape.algebra.Algebra.mean;
import static dev.mixtape.algebra.Algebra.min;
import static dev.mixtape.algebra.Algebra.norm;
import static dev.mixtape.algebra.Algebra.ones;
import static dev.mixtape.algebra.Algebra.pow;
import static dev.mixtape.algebra.Algebra.prod;
import static dev.mixtape.algebra.Algebra.range;
import static dev.mixtape.algebra.Algebra.real;
import static dev.mixtape.algebra.Algebra.softmax;
import static dev.mixtape.algebra.Algebra.stackColumns;
import static dev.mixtape.algebra.Algebra.stackRows;
import static dev.mixtape.algebra.Algebra.standardDeviation;
import static dev.mixtape.algebra.Algebra.sum;
import static dev.mixtape.algebra.Algebra.transpose;
import static dev.mixtape.algebra.Algebra.variance;
import static dev.mixtape.algebra.Algebra.vec;
import static dev.mixtape.algebra.Algebra.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What the operations of vectors and matrices answer, and what they refuse. Expected numbers were
/// worked out by hand.
class ArrayTests {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final RealVector V = vec(3, 1, 2);
  private static final RealMatrix M = mat(row(1, 2, 3), row(4, 5, 6));
  private static final RealVector NONE = vec();

  private static double[] row(double... numbers) {
    return numbers;
  }

  static Stream<Arguments> values() {
    return Stream.of(
            builders(), picking(), joining(), reductions(), ofVectors(), axes(), broadcasts())
        .flatMap(s -> s);
  }

  private static Stream<Arguments> builders() {
    return Stream.of(
        Arguments.of(vec(real(3), real(1), real(2)), V),
        Arguments.of(vec(List.of(real(3), real(1), real(2))), V),
        Arguments.of(vec(List.of()), NONE),
        Arguments.of(vec(3, i -> real(2 * i)), vec(0, 2, 4)),
        Arguments.of(mat(2, 3, (i, j) -> real(3 * i + j + 1)), M),
        Arguments.of(mat(0, 3, (i, j) -> real(0)), zeros(0, 3)),
        Arguments.of(zeros(2), vec(0, 0)),
        Arguments.of(ones(1, 2), mat(row(1, 1))),
        Arguments.of(RealVector.filled(2, real(7)), vec(7, 7)),
        Arguments.of(identity(2), mat(row(1, 0), row(0, 1))),
        Arguments.of(diagonal(vec(5, 6)), mat(row(5, 0), row(0, 6))),
        Arguments.of(range(-1, 2), vec(-1, 0, 1)),
        Arguments.of(range(4, 4), NONE),
        Arguments.of(linspace(1, 2, 5), vec(1, 1.25, 1.5, 1.75, 2)),
        Arguments.of(linspace(-1e308, 1e308, 3), vec(-1e308, 0, 1e308)));
  }

  private static Stream<Arguments> picking() {
    return Stream.of(
        Arguments.of(V.slice(1, 3), vec(1, 2)),
        Arguments.of(V.slice(3, 3), NONE),
        Arguments.of(V.gather(2, 2, 0), vec(2, 2, 3)),
        Arguments.of(V.reversed(), vec(2, 1, 3)),
        Arguments.of(M.row(1), vec(4, 5, 6)),
        Arguments.of(M.column(1), vec(2, 5)),
        Arguments.of(M.diagonal(), vec(1, 5)),
        Arguments.of(M.sliceRows(1, 2), mat(row(4, 5, 6))),
        Arguments.of(M.sliceRows(0, 0), zeros(0, 3)),
        Arguments.of(M.sliceColumns(1, 3), mat(row(2, 3), row(5, 6))),
        Arguments.of(M.sliceColumns(1, 1), zeros(2, 0)),
        Arguments.of(M.gatherRows(1, 1), mat(row(4, 5, 6), row(4, 5, 6))),
        Arguments.of(M.gatherColumns(2, 0), mat(row(3, 1), row(6, 4))),
        Arguments.of(M.asVector(), vec(1, 2, 3, 4, 5, 6)),
        Arguments.of(M.asVector().reshape(2, 3), M),
        Arguments.of(M.reshape(3, 2), mat(row(1, 2), row(3, 4), row(5, 6))),
        Arguments.of(transpose(M), mat(row(1, 4), row(2, 5), row(3, 6))),
        Arguments.of(M.eachRow().get(1), vec(4, 5, 6)));
  }

  private static Stream<Arguments> joining() {
    return Stream.of(
        Arguments.of(concat(V, NONE, vec(9)), vec(3, 1, 2, 9)),
        Arguments.of(concat(), NONE),
        Arguments.of(stackRows(vec(1, 2, 3), vec(4, 5, 6)), M),
        Arguments.of(stackRows(M.eachRow()), M),
        Arguments.of(stackRows(), zeros(0, 0)),
        Arguments.of(stackRows(zeros(0, 3).eachRow()), zeros(0, 0)),
        Arguments.of(stackColumns(vec(1, 4), vec(2, 5), vec(3, 6)), M),
        Arguments.of(
            beside(M, mat(row(7), row(8)), M.sliceColumns(0, 1)),
            mat(row(1, 2, 3, 7, 1), row(4, 5, 6, 8, 4))),
        Arguments.of(above(M, mat(row(7, 8, 9))), mat(row(1, 2, 3), row(4, 5, 6), row(7, 8, 9))),
        Arguments.of(above(M), M));
  }

  private static Stream<Arguments> reductions() {
    return Stream.of(
        Arguments.of(sum(V), real(6)),
        Arguments.of(sum(M), real(21)),
        Arguments.of(mean(V), real(2)),
        Arguments.of(mean(M), real(3.5)),
        Arguments.of(prod(V), real(6)),
        Arguments.of(prod(M), real(720)),
        Arguments.of(prod(NONE), real(1)),
        Arguments.of(norm(vec(3, -4)), real(5)),
        Arguments.of(norm(vec(3 * 0x1p700, 4 * 0x1p700)), real(5 * 0x1p700)),
        Arguments.of(norm(vec(3 * 0x1p-700, 4 * 0x1p-700)), real(5 * 0x1p-700)),
        Arguments.of(norm(mat(row(1, 1), row(1, -1))), real(2)),
        Arguments.of(norm(vec(Double.MIN_VALUE, 0)), real(Double.MIN_VALUE)),
        Arguments.of(norm(NONE), real(0)),
        Arguments.of(norm(vec(1, -INFINITY)), real(INFINITY)),
        Arguments.of(max(V), real(3)),
        Arguments.of(min(V), real(1)),
        Arguments.of(max(M), real(6)),
        Arguments.of(min(M), real(1)),
        Arguments.of(max(map(x -> x.square(), V)), real(9)),
        Arguments.of(dot(V, vec(1, 10, 100)), real(213)),
        Arguments.of(variance(V), real(1)),
        Arguments.of(standardDeviation(vec(-2, 2, -2, 2, 0)), real(2)),
        Arguments.of(logSumExp(NONE), real(-INFINITY)),
        Arguments.of(logSumExp(vec(-INFINITY, -INFINITY)), real(-INFINITY)),
        Arguments.of(logSumExp(vec(INFINITY, 1)), real(INFINITY)),
        Arguments.of(logSumExp(vec(1e300, 1)), real(1e300)),
        Arguments.of(real(argmax(vec(1, 7, 7))), real(1)),
        Arguments.of(real(argmin(vec(-INFINITY, 7, -INFINITY))), real(0)));
  }

  private static Stream<Arguments> ofVectors() {
    return Stream.of(
        Arguments.of(cumsum(V), vec(3, 4, 6)),
        Arguments.of(cumprod(V), vec(3, 3, 6)),
        Arguments.of(cumprod(vec(2, 0, 5)), vec(2, 0, 0)),
        Arguments.of(cumsum(NONE), NONE),
        Arguments.of(cumprod(NONE), NONE),
        Arguments.of(softmax(vec(5, 5)), vec(0.5, 0.5)),
        Arguments.of(softmax(vec(1000, -1000)), vec(1, 0)),
        Arguments.of(softmax(vec(-INFINITY, 2, 2)), vec(0, 0.5, 0.5)),
        Arguments.of(softmax(vec(2, INFINITY)), vec(0, 1)),
        Arguments.of(softmax(NONE), NONE),
        Arguments.of(logSoftmax(vec(1000, -1000)), vec(0, -2000)));
  }

  private static Stream<Arguments> axes() {
    return Stream.of(
        Arguments.of(M.rowSums(), vec(6, 15)),
        Arguments.of(M.columnSums(), vec(5, 7, 9)),
        Arguments.of(M.rowMeans(), vec(2, 5)),
        Arguments.of(M.columnMeans(), vec(2.5, 3.5, 4.5)),
        Arguments.of(zeros(2, 0).rowSums(), vec(0, 0)),
        Arguments.of(zeros(0, 2).columnSums(), vec(0, 0)),
        Arguments.of(zeros(2, 0).rowLogSumExp(), vec(-INFINITY, -INFINITY)),
        Arguments.of(zeros(2, 0).rowSoftmax(), zeros(2, 0)),
        Arguments.of(mat(row(0, -INFINITY), row(3, 3)).rowSoftmax(), mat(row(1, 0), row(0.5, 0.5))),
        Arguments.of(vec(1, 2).inEveryRow(2), mat(row(1, 2), row(1, 2))),
        Arguments.of(vec(1, 2).inEveryColumn(2), mat(row(1, 1), row(2, 2))),
        Arguments.of(M.minus(vec(1, 2, 3).inEveryRowOf(M)), mat(row(0, 0, 0), row(3, 3, 3))),
        Arguments.of(M.times(vec(1, -1).inEveryColumnOf(M)), mat(row(1, 2, 3), row(-4, -5, -6))));
  }

  private static Stream<Arguments> broadcasts() {
    return Stream.of(
        Arguments.of(V.plus(real(1)), vec(4, 2, 3)),
        Arguments.of(V.minus(1), vec(2, 0, 1)),
        Arguments.of(M.times(real(2)), mat(row(2, 4, 6), row(8, 10, 12))),
        Arguments.of(V.div(real(2)), vec(1.5, 0.5, 1)),
        Arguments.of(pow(V, real(2)), vec(9, 1, 4)),
        Arguments.of(max(V, real(2)), vec(3, 2, 2)),
        Arguments.of(min(M, real(2)), mat(row(1, 2, 2), row(2, 2, 2))),
        Arguments.of(max(real(2), real(3)), real(3)),
        Arguments.of(ifPositive(vec(1, 0, -1), V, V.unaryMinus()), vec(3, -1, -2)));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("values")
  void answers(Object actual, Object expected) {
    assertThat(actual).isEqualTo(expected);
  }

  static Stream<Arguments> errors() {
    return Stream.of(
        refused(() -> V.get(3), "no entry 3 in a vector(3): indices go from 0 to 2"),
        refused(() -> NONE.get(0), "no entry 0 in a vector(0): there is none"),
        refused(() -> V.gather(0, -1), "no entry -1 in a vector(3): indices go from 0 to 2"),
        refused(() -> M.get(0, 3), "no entry (0, 3) in a matrix(2, 3): indices start at 0"),
        refused(() -> M.row(2), "no row 2 in a matrix(2, 3): indices go from 0 to 1"),
        refused(() -> M.column(-1), "no column -1 in a matrix(2, 3): indices go from 0 to 2"),
        refused(() -> M.gatherRows(5), "no row 5 in a matrix(2, 3): indices go from 0 to 1"),
        refused(
            () -> V.slice(1, 4), "slice(1, 4) of a vector(3): 0 <= from <= until <= 3 is needed"),
        refused(() -> M.sliceRows(2, 1), "sliceRows(2, 1) of a matrix(2, 3)", "until <= 2"),
        refused(() -> M.sliceColumns(-1, 1), "sliceColumns(-1, 1)", "until <= 3"),
        refused(
            () -> M.reshape(4, 2),
            "reshape: a matrix(2, 3) has 6 entries and cannot be a matrix(4, 2), which has 8"),
        refused(() -> stackRows(V, vec(1)), "fromRows", "vector(3)", "number 1", "vector(1)"),
        refused(() -> stackColumns(V, vec(1)), "fromColumns", "vector(3)", "vector(1)"),
        refused(() -> M.beside(identity(3)), "beside", "rows", "matrix(2, 3)", "matrix(3, 3)"),
        refused(() -> M.above(identity(2)), "above", "columns", "matrix(2, 3)", "matrix(2, 2)"),
        refused(() -> vec(1, 2).inEveryRowOf(M), "inEveryRowOf", "vector(2)", "inEveryColumnOf"),
        refused(() -> V.inEveryColumnOf(M), "inEveryColumnOf", "vector(3)", "matrix(2, 3)"),
        refused(
            () -> Value.of(M).plus(Value.of(V)),
            "plus",
            "matrix(2, 3)",
            "vector(3)",
            "vector.inEveryRowOf(matrix) or vector.inEveryColumnOf(matrix)"),
        refused(() -> NONE.mean(), "mean: at least one entry is needed, but a vector(0)"),
        refused(() -> zeros(0, 2).max(), "max: at least one entry", "matrix(0, 2)"),
        refused(() -> NONE.argmin(), "argmin: at least one entry"),
        refused(() -> zeros(2, 0).rowMeans(), "rowMeans: at least one entry", "matrix(2, 0)"),
        refused(() -> vec(1).variance(), "variance: at least two entries", "vector(1)"),
        refused(() -> zeros(-1), "-1 entries"),
        refused(() -> zeros(100_000, 100_000), "100000 rows and 100000 columns"),
        refused(() -> range(3, 2), "range", "3 and 2"),
        refused(() -> linspace(0, 1, 1), "linspace", "at least 2", "was 1"));
  }

  private static Arguments refused(ThrowingCallable call, String... parts) {
    return Arguments.of(call, parts);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("errors")
  void refuses(ThrowingCallable call, String... parts) {
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(call)
        .withMessageContainingAll(parts);
  }

  @Test
  void naNIsNoOrderAndNoSum() {
    assertThat(vec(1, Double.NaN).max().value()).isNaN();
    assertThat(vec(1, Double.NaN).norm().value()).isNaN();
    assertThat(vec(INFINITY, Double.NaN).logSumExp().value()).isNaN();
    assertThat(vec(INFINITY, 1, INFINITY).softmax().toArray())
        .containsExactly(Double.NaN, 0, Double.NaN);
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> vec(1, Double.NaN).argmax())
        .withMessageContainingAll("argmax", "NaN", "entry 1 of 2");
  }

  @Test
  void slicesOfRowsAndEachRowCopyNothingButAnotherShape() {
    assertThat(Value.of(M.sliceRows(0, 2))).isSameAs(Value.of(M));
    assertThat(M.eachRow().columns()).containsExactly(Value.of(M));
    assertThat(((Dense) Value.of(M.asVector())).array()).isSameAs(((Dense) Value.of(M)).array());
  }
}
