package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Shapes;
import dev.mixtape.bridge.Rrule2;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Matrices and vectors into and out of nodes, rules, pullbacks and records.
class MatrixNodeTests {
  record State(RealMatrix a, RealVector x, Real s) {}

  record Outer(State state, Tuple2<RealMatrix, Real> more) {}

  private static final RealVector AT = vec(1.5, -0.5, 0.25, 2, 0.75, -1.25, 0.5, 1.75);

  private static RealMatrix matrix(RealVector v) {
    return Shapes.slice(Value.of(v), 0, Shape.matrix(2, 2)).asMatrix();
  }

  private static RealMatrix matrix(RealVector v, int rows, int columns) {
    return Shapes.slice(Value.of(v), 0, Shape.matrix(rows, columns)).asMatrix();
  }

  private static RealVector vector(RealVector v) {
    return Shapes.slice(Value.of(v), 4, Shape.vector(2)).asVector();
  }

  private static Real weigh(Object result) {
    return switch (result) {
      case RealMatrix y -> y.square().times(mat(new double[] {1, 2}, new double[] {-3, 0.5})).sum();
      case RealVector y -> y.square().times(vec(2, -1)).sum();
      case State y -> weigh(y.a).plus(weigh(y.x)).plus(y.s.square());
      default -> throw new IllegalArgumentException(result.toString());
    };
  }

  private static State step(State p) {
    return new State(
        p.a.matmul(p.a).plus(p.x.outer(p.a.matvec(p.x))),
        p.a.solve(p.x).times(p.s),
        p.a.quadraticForm(p.x).plus(p.a.det().times(p.s)));
  }

  private static State state(RealVector v) {
    return new State(matrix(v), vector(v), v.get(6));
  }

  /// A program with a node in it, as a function of eight numbers.
  record Program(String name, Function2<Nodes, RealVector, Real> at) {}

  private static Stream<Program> programs() {
    return Stream.of(
        new Program(
            "matrix to real",
            (n, v) -> n.call(matrix(v), a -> a.det().times(a.get(0, 1)).plus(a.trace()))),
        new Program(
            "matrix and vector to vector",
            (n, v) -> weigh(n.call(matrix(v), vector(v), (a, x) -> a.solve(x)))),
        new Program(
            "matrix to matrix", (n, v) -> weigh(n.call(matrix(v), a -> a.inverse().times(a)))),
        new Program(
            "wide matrix to matrix",
            (n, v) ->
                weigh(
                    n.call(
                        matrix(v, 2, 4),
                        a -> a.matmul(Shapes.transposed(Value.of(a)).asMatrix())))),
        new Program("record to record", (n, v) -> weigh(n.call(state(v), p -> step(p)))),
        new Program(
            "nested record and tuple",
            (n, v) -> {
              Outer y =
                  n.call(
                      new Outer(state(v), Tuple.of(matrix(v).times(v.get(7)), v.get(7))),
                      o -> new Outer(step(o.state), o.more.map1(RealMatrix::inverse)));
              return weigh(y.state).plus(weigh(y.more._1).times(y.more._2));
            }),
        new Program(
            "captured matrix",
            (n, v) -> {
              RealMatrix a = matrix(v);
              return weigh(n.call(vector(v), x -> a.matvec(x.times(a.det()))));
            }),
        new Program(
            "matrix captured by a short map",
            (n, v) -> {
              RealMatrix a = matrix(v);
              return n.sumOf(v, t -> a.quadraticForm(vec(1, 2).times(t)));
            }),
        new Program(
            "matrix captured by a long map",
            (n, v) -> {
              RealMatrix a = matrix(v);
              RealVector ts = vec(IntStream.range(0, 20).mapToDouble(i -> i / 10.0).toArray());
              return n.sumOf(ts.times(v.get(5)), t -> a.quadraticForm(vec(1, 2).times(t)));
            }),
        new Program(
            "short batch of matrices",
            (n, v) ->
                n.sumOf(
                    Batch.of(List.of(matrix(v), matrix(v).times(v.get(6)), matrix(v.square()))),
                    a -> a.det().plus(weigh(a)))),
        new Program(
            "long batch of records with matrices",
            (n, v) ->
                n.sumOf(
                    Batch.of(
                        IntStream.range(0, 18)
                            .mapToObj(i -> state(v.times(1 + i / 10.0)))
                            .toList()),
                    p -> weigh(step(p)))),
        new Program(
            "batch of matrices to matrices",
            (n, v) -> {
              Batch<RealMatrix> ys =
                  n.mapped(
                      Batch.of(List.of(matrix(v), matrix(v).times(v.get(6)))), RealMatrix::inverse);
              return weigh(ys.get(0)).plus(weigh(ys.get(1).matmul(ys.get(0))));
            }),
        new Program(
            "node in a node",
            (n, v) ->
                weigh(
                    n.call(
                        matrix(v),
                        vector(v),
                        (a, x) -> n.call(x, z -> a.matvec(z).times(n.call(a, RealMatrix::det)))))),
        new Program(
            "gradient in a node",
            (n, v) ->
                weigh(
                    n.call(
                        matrix(v),
                        a ->
                            gradient(
                                (RealMatrix m) -> m.det().times(v.get(7)).plus(weigh(m)), a)))));
  }

  static Stream<Arguments> cases() {
    return programs()
        .flatMap(program -> Nodes.all().map(nodes -> Arguments.of(program.name, nodes, program)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cases")
  void aNodeChangesNoDerivative(String name, Nodes nodes, Program program) {
    Function1<RealVector, Real> plain = v -> program.at.apply(Nodes.NONE, v);
    Function1<RealVector, Real> f = v -> program.at.apply(nodes, v);
    double[][] differences =
        Derivatives.differences(x -> new double[] {plain.apply(vec(x)).value()}, AT.toArray());
    double[] first = gradient(plain, AT).toArray();
    double[][] second = Forward.hessian(plain, AT).toArray();
    near("differences", first, differences[0], 1e-6);
    assertThat(f.apply(AT).value()).isCloseTo(plain.apply(AT).value(), within(1e-10));
    near("tape", gradient(f, AT).toArray(), first, 1e-10);
    near("forward", Forward.gradient(f, AT).toArray(), first, 1e-10);
    near("forward over tape", hessian(f, AT).toArray(), second);
    near("tape over tape", jacobian((RealVector v) -> gradient(f, v), AT).toArray(), second);
    near(
        "tape over forward",
        jacobian((RealVector v) -> Forward.gradient(f, v), AT).toArray(),
        second);
  }

  private static void near(String mode, double[][] actual, double[][] expected) {
    near(
        mode,
        Stream.of(actual).flatMapToDouble(Arrays::stream).toArray(),
        Stream.of(expected).flatMapToDouble(Arrays::stream).toArray(),
        1e-9);
  }

  private static void near(String mode, double[] actual, double[] expected, double tolerance) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    assertThat(actual).as(mode).containsExactly(expected, within(tolerance * Math.max(1, largest)));
  }

  /// `A x` computed outside the algebra.
  private static final Function2<RealMatrix, RealVector, RealVector> OPAQUE =
      withRule(
          (RealMatrix a, RealVector x) -> {
            double[][] rows = a.toArray();
            double[] y = new double[rows.length];
            for (int i = 0; i < y.length; i++)
              for (int j = 0; j < x.size(); j++) y[i] += rows[i][j] * x.toArray()[j];
            return vec(y);
          },
          (_, _, a, x) ->
              c ->
                  Tuple.of(
                      Captures.none(),
                      Tangent.of(c.natural().outer(x)),
                      Tangent.of(c.natural().vecmat(a))));

  /// A step of a record computed outside the algebra: the inverse of its matrix.
  private static final Function1<State, State> OPAQUE_RECORD =
      withRule(
          (State p) -> new State(mat(p.a.inverse().toArray()), p.x, real(p.s.value() * 2)),
          (_, y, p) ->
              c -> {
                RealMatrix inA =
                    transposed(y.a).matmul(c.get(State::a)).matmul(transposed(y.a)).unaryMinus();
                return Tuple.of(
                    Captures.none(),
                    Tangent.zero(p)
                        .with(State::a, inA)
                        .with(State::x, c.get(State::x))
                        .with(State::s, c.get(State::s).times(2)));
              });

  private static RealMatrix transposed(RealMatrix a) {
    return Shapes.transposed(Value.of(a)).asMatrix();
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of(
            "matrix and vector",
            (Function1<RealVector, Real>) v -> weigh(OPAQUE.apply(matrix(v), vector(v))),
            (Function1<RealVector, Real>) v -> weigh(matrix(v).matvec(vector(v)))),
        Arguments.of(
            "record",
            (Function1<RealVector, Real>) v -> weigh(OPAQUE_RECORD.apply(state(v))),
            (Function1<RealVector, Real>)
                v -> weigh(new State(matrix(v).inverse(), vector(v), v.get(6).times(2)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void rulesOverMatricesNest(
      String name, Function1<RealVector, Real> ruled, Function1<RealVector, Real> plain) {
    for (Nodes n : Nodes.values()) {
      Function1<RealVector, Real> f = v -> n.call(v, ruled);
      near("tape", gradient(f, AT).toArray(), gradient(plain, AT).toArray(), 1e-12);
      near("forward", Forward.gradient(f, AT).toArray(), gradient(plain, AT).toArray(), 1e-12);
      double[][] second = hessian(plain, AT).toArray();
      near("forward over tape", hessian(f, AT).toArray(), second);
      near("forward over forward", Forward.hessian(f, AT).toArray(), second);
      near("tape over tape", jacobian((RealVector v) -> gradient(f, v), AT).toArray(), second);
    }
  }

  @Test
  void pullbacksTakeAndAnswerMatrices() {
    RealMatrix a = matrix(AT);
    RealVector x = vector(AT);
    Rrule2<RealMatrix, RealVector, RealMatrix> r = pullback((m, v) -> m.times(v.get(0)), a, x);
    RealMatrix c = mat(new double[] {1, 2}, new double[] {3, 4});
    var pulled = r.pullback().apply(c);
    assertThat(pulled._2.natural()).isEqualTo(c.times(x.get(0)));
    assertThat(pulled._3.natural()).isEqualTo(vec(c.times(a).sum().value(), 0));
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void rulesOfNodesTakeAndAnswerMatrices(Strategy strategy) {
    State p = state(AT);
    var r = rrule(fwddiff(MatrixNodeTests::step, strategy), p).get();
    var expected = pullback(MatrixNodeTests::step, p);
    assertThat(r.value().a).isEqualTo(step(p).a);
    Tangent<State> c =
        Tangent.zero(r.value()).with(State::a, matrix(AT.times(2))).with(State::s, real(-1));
    Tangent<State> pulled = r.pullback().apply(c)._2;
    Tangent<State> reference = expected.pullback().apply(c)._2;
    near("a", flat(pulled.get(State::a)), flat(reference.get(State::a)), 1e-12);
    near("x", pulled.get(State::x).toArray(), reference.get(State::x).toArray(), 1e-12);
    assertThat(pulled.get(State::s).value())
        .isCloseTo(reference.get(State::s).value(), within(1e-12));
  }

  private static double[] flat(RealMatrix m) {
    return Stream.of(m.toArray()).flatMapToDouble(Arrays::stream).toArray();
  }

  @Test
  void gradientsOfSeveralArgumentsAndOfRecordsAreMatricesAgain() {
    State p = state(AT);
    Function1<State, Real> f = q -> weigh(step(q));
    Tangent<State> whole = gradient(f, p);
    var apart =
        gradient(
            (RealMatrix a, RealVector x, Real s) -> f.apply(new State(a, x, s)), p.a, p.x, p.s);
    assertThat(whole.get(State::a)).isEqualTo(apart._1);
    assertThat(whole.get(State::x)).isEqualTo(apart._2);
    assertThat(whole.get(State::s)).isEqualTo(apart._3);
    near("forward", flat(Forward.gradient(f, p).get(State::a)), flat(apart._1), 1e-12);
    double[][] hessian = hessian(f, p).toArray();
    near("hessian of a record", hessian, Forward.hessian(f, p).toArray());
    assertThat(hessian).hasDimensions(7, 7);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void aHeldMatrixMayLeaveTheAlgebra(Strategy strategy) {
    Function2<RealMatrix, RealVector, Real> held =
        fwddiff(
            (RealMatrix a, RealVector x) -> x.times(a.toArray()[1][0]).sum(), strategy, holding(1));
    var g = gradient(held, matrix(AT), vector(AT));
    assertThat(g._1.toArray()).isDeepEqualTo(new double[2][2]);
    assertThat(g._2.toArray()).containsExactly(0.25, 0.25);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void emptyMatricesPassThroughNodes(Strategy strategy) {
    RealMatrix empty = RealMatrix.wrapping(0, 3, new double[0]);
    Function2<RealMatrix, Real, RealMatrix> node =
        fwddiff((RealMatrix a, Real x) -> a.times(x), strategy);
    var g = gradient((a, x) -> sum(node.apply(a, x)).plus(x), empty, real(2));
    assertThat(g._1.shape()).isEqualTo(empty.shape());
    assertThat(g._2.value()).isEqualTo(1);
  }
}
