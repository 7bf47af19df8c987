package dev.mixtape.bridge.testing;

import static dev.mixtape.bridge.Bridge.fwddiff;
import static dev.mixtape.bridge.testing.Capability.ARRAYS;
import static dev.mixtape.bridge.testing.Capability.NESTING;
import static dev.mixtape.bridge.testing.Capability.STRUCTURES;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Table;
import io.vavr.Function1;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Every row of the table, at the reference points that the rows themselves are held to.
final class RowScenarios {
  private static final String THEME = "operators";
  private static final int MAX_ARITY = 3;

  private RowScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (Row row : Table.ROWS) {
      List<Point> points = points(row);
      all.add(scalars(row, points));
      all.add(vectors(row, points));
      all.add(node(row, points));
      all.add(second(row, points));
    }
    return all;
  }

  /// One line of the reference data, all of whose derivatives are finite.
  private record Point(Row row, RealVector at, double value, double[] first, double[] second) {
    Real on(RealVector x) {
      return apply(row, x.size(), i -> Value.of(x.get(i))).asReal();
    }
  }

  private static Value apply(Row row, int operands, java.util.function.IntFunction<Value> x) {
    return switch (operands) {
      case 1 -> row.of(x.apply(0));
      case 2 -> row.of(x.apply(0), x.apply(1));
      default -> row.of(x.apply(0), x.apply(1), x.apply(2));
    };
  }

  private static List<Point> points(Row row) {
    List<Point> points = new ArrayList<>();
    for (String line : LINES) {
      String[] cells = line.split(",", -1);
      if (cells[0].equals(row.name()) && isComplete(cells, row.arity()))
        points.add(point(row, cells));
    }
    return points;
  }

  /// `row,a,b,c,value,da,db,dc,daa,dab,dac,dbb,dbc,dcc`
  private static final List<String> LINES = lines();

  private static List<String> lines() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(RowScenarios.class.getResourceAsStream("rows.csv")),
                UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int firstCell(int i) {
    return 2 + MAX_ARITY + i;
  }

  private static int secondCell(int i, int j) {
    int low = Math.min(i, j);
    int before = low * MAX_ARITY - low * (low - 1) / 2;
    return 2 + 2 * MAX_ARITY + before + Math.max(i, j) - low;
  }

  private static boolean isComplete(String[] cells, int arity) {
    for (int i = 0; i < arity; i++) {
      if (cells[firstCell(i)].isEmpty()) return false;
      for (int j = i; j < arity; j++) if (cells[secondCell(i, j)].isEmpty()) return false;
    }
    return !cells[1 + MAX_ARITY].isEmpty();
  }

  private static Point point(Row row, String[] cells) {
    int n = row.arity();
    double[] at = new double[n];
    double[] first = new double[n];
    double[] second = new double[n * n];
    for (int i = 0; i < n; i++) {
      at[i] = Double.parseDouble(cells[1 + i]);
      first[i] = Double.parseDouble(cells[firstCell(i)]);
      for (int j = 0; j < n; j++) second[n * i + j] = Double.parseDouble(cells[secondCell(i, j)]);
    }
    return new Point(row, RealVector.of(at), Double.parseDouble(cells[4]), first, second);
  }

  private static double[] joined(List<Point> points, Function1<Point, double[]> part) {
    return points.stream().flatMapToDouble(p -> java.util.Arrays.stream(part.apply(p))).toArray();
  }

  /// Each point by itself, its operands being entries of one vector.
  private static Scenario scalars(Row row, List<Point> points) {
    return Scenario.ofEngine(
            THEME,
            row.name(),
            joined(points, Point::first),
            engine -> joined(points, p -> Slopes.gradient(engine, p::on, p.at).toArray()),
            ARRAYS)
        .within(1e-11);
  }

  /// All points at once: the row on vectors, its operands being columns of a batch.
  private static Scenario vectors(Row row, List<Point> points) {
    return Scenario.ofEngine(
            THEME,
            row.name() + " of vectors",
            joined(points, Point::first),
            engine -> {
              Batch<RealVector> operands = Batch.of(points.stream().map(Point::at).toList());
              var tangent =
                  Slopes.tangent(
                      engine,
                      (Batch<RealVector> x) -> {
                        RealVector[] columns = columns(x, row.arity());
                        return apply(row, row.arity(), i -> Value.of(columns[i])).asVector().sum();
                      },
                      operands);
              return tangent.vector().toArray();
            },
            ARRAYS,
            STRUCTURES)
        .within(1e-11);
  }

  private static RealVector[] columns(Batch<RealVector> x, int arity) {
    RealVector[] columns = new RealVector[arity];
    for (int i = 0; i < arity; i++) {
      List<Real> column = new ArrayList<>();
      for (int row = 0; row < x.size(); row++) column.add(x.get(row).get(i));
      columns[i] = (RealVector) (Batch<?>) Batch.of(column);
    }
    return columns;
  }

  /// Each point by itself, in a forward node.
  private static Scenario node(Row row, List<Point> points) {
    return Scenario.ofCalls(
            THEME,
            row.name() + " in a node",
            joined(points, p -> with(p.value, p.first)),
            tape -> joined(points, p -> valueAndGradient(tape, p)),
            ARRAYS)
        .within(1e-11);
  }

  private static double[] valueAndGradient(TapeUnderTest tape, Point p) {
    Recording<RealVector, Real> recording = (calls, x) -> calls.call(fwddiff(p::on), x);
    var rule = tape.pullbackOfCalls(recording, p.at);
    return with(rule.value().value(), Slopes.tangent(rule).natural().toArray());
  }

  private static double[] with(double value, double[] rest) {
    double[] all = new double[1 + rest.length];
    all[0] = value;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  /// Second derivatives, tape over tape.
  private static Scenario second(Row row, List<Point> points) {
    return Scenario.ofEngine(
            THEME,
            row.name() + ", twice",
            joined(points, Point::second),
            engine -> joined(points, p -> hessian(engine, p)),
            ARRAYS,
            NESTING)
        .within(1e-8);
  }

  private static double[] hessian(EngineUnderTest engine, Point p) {
    int n = p.at.size();
    double[] hessian = new double[n * n];
    for (int i = 0; i < n; i++) {
      int entry = i;
      RealVector row =
          Slopes.gradient(engine, x -> Slopes.gradient(engine, p::on, x).get(entry), p.at);
      System.arraycopy(row.toArray(), 0, hessian, n * i, n);
    }
    return hessian;
  }
}
