package dev.mixtape.algebra.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.FiniteDifferences;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Table;
import dev.mixtape.algebra.rows.Trigonometry;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Random programs over the smooth rows of the table: all ways to evaluate and to differentiate one
/// agree.
class RandomProgramTests {
  private static final List<Row> SMOOTH =
      Table.ROWS.stream()
          .filter(row -> row.kinks().isEmpty() && row.domain().equals("all reals"))
          .toList();

  /// One operation: a row, and its operands as distances back in the list of values.
  record Step(Row row, List<Integer> back) {
    Value apply(List<Value> values) {
      Value[] x =
          back.stream()
              .limit(row.arity())
              .map(distance -> values.get(values.size() - 1 - distance % values.size()))
              .toArray(Value[]::new);
      return switch (row.arity()) {
        case 1 -> row.of(x[0]);
        case 2 -> row.of(x[0], x[1]);
        default -> row.of(x[0], x[1], x[2]);
      };
    }
  }

  /// A random function and a point: the sum of all steps, each kept in range by an arc tangent.
  record Expression(List<Double> at, List<Step> steps) {
    Value of(List<Value> inputs) {
      List<Value> values = new ArrayList<>(inputs);
      Value sum = Value.of(0);
      for (Step step : steps) {
        Value y = Trigonometry.ATAN.of(step.apply(values));
        values.add(y);
        sum = sum.plus(y);
      }
      return sum;
    }

    double[] point() {
      return at.stream().mapToDouble(x -> x).toArray();
    }

    Program program() {
      boolean[] active = new boolean[at.size()];
      active[0] = true;
      return Objects.requireNonNull(
          Recorder.record(at.stream().map(Value::of).toList(), active, in -> of(in).asReal())
              .program());
    }
  }

  @Provide
  Arbitrary<Expression> expressions() {
    Arbitrary<List<Integer>> back = Arbitraries.integers().between(0, 35).list().ofSize(3);
    Arbitrary<List<Step>> steps =
        Combinators.combine(Arbitraries.of(SMOOTH), back)
            .as(Step::new)
            .list()
            .ofMinSize(5)
            .ofMaxSize(30);
    Arbitrary<List<Double>> at =
        Arbitraries.doubles().between(-2, 2).ofScale(3).list().ofMinSize(2).ofMaxSize(6);
    return Combinators.combine(at, steps).as(Expression::new);
  }

  private static Function1<RealVector, Real> inVector(Function<List<Value>, Value> f) {
    return v ->
        f.apply(IntStream.range(0, v.size()).mapToObj(i -> Value.of(v.get(i))).toList()).asReal();
  }

  private static Function1<RealVector, Real> walking(Program program) {
    return inVector(inputs -> program.evaluate(inputs, List.of()).get(0));
  }

  @Property(tries = 200)
  void dualsAgreeWithTheWalkedProgram(@ForAll("expressions") Expression e) {
    RealVector x = RealVector.of(e.point());
    Program program = e.program();
    assertThat(program.guards()).isEmpty();
    assertThat(walking(program).apply(x)).isEqualTo(inVector(e::of).apply(x));
    assertThat(Forward.gradient(walking(program), x))
        .isEqualTo(Forward.gradient(inVector(e::of), x));
  }

  @Property(tries = 200)
  void dualsAgreeWithFiniteDifferences(@ForAll("expressions") Expression e) {
    Function1<RealVector, Real> f = inVector(e::of);
    double[] gradient = Forward.gradient(f, e.point());
    double[] coarse = differences(f, 1e-3, e.point());
    double[] fine = differences(f, 3e-4, e.point());
    double size = DoubleStream.of(gradient).map(Math::abs).max().orElse(0);
    for (int i = 0; i < gradient.length; i++) {
      double tolerance = 1e-7 * (1 + size) + 2 * Math.abs(coarse[i] - fine[i]);
      assertThat(gradient[i]).isCloseTo(fine[i], within(tolerance));
    }
  }

  private static double[] differences(Function1<RealVector, Real> f, double step, double[] x) {
    return FiniteDifferences.gradient(p -> f.apply(RealVector.of(p)).value(), step, x);
  }

  @Property(tries = 100)
  void nestedDualsAgreeAndHessiansAreSymmetric(@ForAll("expressions") Expression e) {
    RealVector x = RealVector.of(e.point());
    RealMatrix hessian = Forward.hessian(inVector(e::of), x);
    assertThat(Forward.hessian(walking(e.program()), x)).isEqualTo(hessian);
    double size =
        1 + DoubleStream.of(Value.of(hessian).arrayNumbers()).map(Math::abs).max().orElse(0);
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(hessian.get(i, j).value())
            .isCloseTo(hessian.get(j, i).value(), within(1e-9 * size));
      }
    }
  }

  @Property(tries = 100)
  void columnsAgreeWithElements(@ForAll("expressions") Expression e) {
    List<Value> columns = e.at().stream().map(x -> Value.of(RealVector.of(x, x / 2, -x))).toList();
    double[] column = e.program().evaluate(columns, List.of()).get(0).arrayNumbers();
    for (int i = 0; i < column.length; i++) {
      int element = i;
      List<Value> one = columns.stream().map(c -> Value.of(c.arrayNumbers()[element])).toList();
      assertThat(column[i]).isEqualTo(e.of(one).scalarNumber());
    }
  }
}
