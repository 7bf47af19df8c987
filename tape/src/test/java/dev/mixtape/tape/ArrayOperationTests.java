package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.above;
import static dev.mixtape.tape.Mixtape.beside;
import static dev.mixtape.tape.Mixtape.concat;
import static dev.mixtape.tape.Mixtape.diagonal;
import static dev.mixtape.tape.Mixtape.exp;
import static dev.mixtape.tape.Mixtape.ifPositive;
import static dev.mixtape.tape.Mixtape.log;
import static dev.mixtape.tape.Mixtape.map;
import static dev.mixtape.tape.Mixtape.mat;
import static dev.mixtape.tape.Mixtape.max;
import static dev.mixtape.tape.Mixtape.min;
import static dev.mixtape.tape.Mixtape.pow;
import static dev.mixtape.tape.Mixtape.stackColumns;
import static dev.mixtape.tape.Mixtape.stackRows;
import static dev.mixtape.tape.Mixtape.vec;

import dev.mixtape.algebra.Differentiable;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Shape;
import io.vavr.Function2;
import java.util.List;
import java.util.stream.Stream;

/// Vectors and matrices but for linear algebra, by the contract of array operations.
class ArrayOperationTests extends ArrayContract {
  @Override
  List<Case> cases() {
    return Stream.of(elementwise(), builders(), picking(), joining(), reductions(), scans(), axes())
        .flatMap(List::stream)
        .toList();
  }

  private static Case ofVectors(
      String name, Function2<RealVector, RealVector, Differentiable<?>> f) {
    return Case.of(
        name,
        s -> List.of(Shape.vector(s.n()), Shape.vector(s.n())),
        x -> f.apply(x.get(0).asVector(), x.get(1).asVector()));
  }

  private static Case ofMatrices(
      String name, Function2<RealMatrix, RealMatrix, Differentiable<?>> f) {
    return Case.of(
        name,
        s -> List.of(Shape.matrix(s.n(), s.m()), Shape.matrix(s.n(), s.m())),
        x -> f.apply(x.get(0).asMatrix(), x.get(1).asMatrix()));
  }

  private static List<Case> elementwise() {
    return List.of(
        Case.ofVector("exp", v -> exp(v)),
        Case.ofVector(
            "real on the right",
            v -> v.plus(v.get(0)).times(v.sum()).minus(v.get(0)).div(exp(v.get(0)))),
        Case.ofMatrix("scaled by an entry", a -> a.times(a.get(0, 0)).plus(log(a.square()))),
        Case.ofVector("power of a real", v -> pow(exp(v), v.get(0))),
        Case.ofVector(
            "larger and smaller than a real", v -> max(v, v.get(0)).plus(min(v, v.sum()))),
        ofVectors("entries chosen", (a, b) -> ifPositive(a, exp(b), b.square())));
  }

  private static List<Case> builders() {
    return List.of(
        Case.ofVector("vector of reals", v -> vec(v.sum(), v.get(0), v.get(0).square())),
        Case.ofVector("vector by index", v -> vec(3, i -> v.get(i % v.size()).times(i))),
        Case.ofVector(
            "matrix by indices",
            v -> mat(2, 3, (i, j) -> v.get((i + j) % v.size()).times(v.get(0)))),
        Case.ofVector("filled vector", v -> RealVector.filled(3, v.get(0))),
        Case.ofVector("filled matrix", v -> RealMatrix.filled(2, 3, v.get(0))),
        Case.ofVector("diagonal matrix", v -> diagonal(v)));
  }

  private static List<Case> picking() {
    return List.of(
        Case.ofVector("one entry", v -> v.get(v.size() - 1)),
        Case.ofVector("slice", v -> v.slice(v.size() / 2, v.size())),
        Case.ofVector("gather", v -> v.gather(v.size() - 1, 0, 0)),
        Case.ofVector("reversed", RealVector::reversed),
        Case.ofVector("vector reshaped", v -> v.reshape(v.size(), 1)),
        Case.ofMatrix("matrix reshaped", a -> a.reshape(a.columns(), a.rows())),
        Case.ofMatrix("row", a -> a.row(a.rows() - 1)),
        Case.ofMatrix("column", a -> a.column(a.columns() - 1)),
        Case.ofMatrix("rows sliced", a -> a.sliceRows(a.rows() / 2, a.rows())),
        Case.ofMatrix("columns sliced", a -> a.sliceColumns(a.columns() / 2, a.columns())),
        Case.ofMatrix("rows gathered", a -> a.gatherRows(a.rows() - 1, 0, 0)),
        Case.ofMatrix("columns gathered", a -> a.gatherColumns(0, a.columns() - 1, 0)),
        Case.ofMatrix("diagonal", RealMatrix::diagonal),
        Case.ofMatrix("as vector", RealMatrix::asVector),
        Case.ofMatrix("transpose", RealMatrix::transpose));
  }

  private static List<Case> joining() {
    return List.of(
        ofVectors("concat", (a, b) -> concat(a, b, a.times(b))),
        ofVectors("rows stacked", (a, b) -> stackRows(a, b, exp(a))),
        ofVectors("columns stacked", (a, b) -> stackColumns(a, b, exp(a))),
        ofMatrices("beside", (a, b) -> beside(a, b, a.times(b))),
        ofMatrices("above", (a, b) -> above(a, b, a.times(b))),
        Case.ofMatrix(
            "rows mapped", a -> stackRows(map(row -> row.times(row.sum()), a.eachRow()))));
  }

  private static List<Case> reductions() {
    return List.of(
        Case.ofVector("sum", RealVector::sum),
        Case.ofMatrix("sum", RealMatrix::sum),
        Case.ofVector("mean", RealVector::mean),
        Case.ofVector("prod", RealVector::prod),
        Case.ofMatrix("prod", RealMatrix::prod),
        Case.ofVector("norm", RealVector::norm),
        Case.ofMatrix("norm", RealMatrix::norm),
        Case.ofVector("max", RealVector::max),
        Case.ofVector("min", RealVector::min),
        Case.ofMatrix("max", RealMatrix::max),
        Case.ofVector("logSumExp", RealVector::logSumExp),
        Case.of(
            "variance", s -> List.of(Shape.vector(s.n() + 1)), x -> x.get(0).asVector().variance()),
        Case.of(
            "standard deviation",
            s -> List.of(Shape.vector(s.n() + 1)),
            x -> x.get(0).asVector().standardDeviation()),
        ofVectors("dot", RealVector::dot),
        Case.ofVector(
            "where it is largest", v -> v.get(v.argmax()).times(v.get(v.argmin())).plus(v.sum())));
  }

  private static List<Case> scans() {
    return List.of(
        Case.ofVector("cumsum", RealVector::cumsum),
        Case.ofVector("cumprod", RealVector::cumprod),
        Case.ofVector("softmax", RealVector::softmax),
        Case.ofVector("logSoftmax", RealVector::logSoftmax));
  }

  private static List<Case> axes() {
    return List.of(
        Case.ofMatrix("row sums", RealMatrix::rowSums),
        Case.ofMatrix("column sums", RealMatrix::columnSums),
        Case.ofMatrix("row means", RealMatrix::rowMeans),
        Case.ofMatrix("column means", RealMatrix::columnMeans),
        Case.ofMatrix("logSumExp of rows", RealMatrix::rowLogSumExp),
        Case.ofMatrix("softmax of rows", RealMatrix::rowSoftmax),
        Case.ofMatrix("less its means", a -> a.minus(a.columnMeans().inEveryRowOf(a))),
        Case.ofMatrix("scaled in rows", a -> a.times(a.rowSums().inEveryColumnOf(a))),
        Case.ofVector(
            "in rows and columns",
            v -> v.inEveryRow(2).plus(v.inEveryColumn(v.size()).row(0).inEveryRow(2))));
  }
}
