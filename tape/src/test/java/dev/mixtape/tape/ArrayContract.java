package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.gradient;
import static dev.mixtape.tape.Mixtape.hessian;
import static dev.mixtape.tape.Mixtape.jacobian;
import static dev.mixtape.tape.Mixtape.pullback;
import static dev.mixtape.tape.Mixtape.record;
import static dev.mixtape.tape.Mixtape.vec;
import static dev.mixtape.tape.Mixtape.withJacobian;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.Differentiable;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Shapes;
import dev.mixtape.forward.Forward;
import dev.mixtape.tape.graph.Graph;
import io.vavr.Function1;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What every operation of vectors and matrices is held to: at random shapes and numbers, all modes
/// and nestings answer what finite differences do. A subclass lists its operations.
abstract class ArrayContract {
  /// The sizes that shapes are made of, all positive.
  record Sizes(int n, int m, int k) {}

  /// An operation: the shapes of its operands and what it makes of them.
  record Case(
      String name,
      Function1<Sizes, List<Shape>> shapes,
      Function1<List<Value>, Differentiable<?>> operation) {
    static Case of(
        String name,
        Function1<Sizes, List<Shape>> shapes,
        Function1<List<Value>, Differentiable<?>> operation) {
      return new Case(name, shapes, operation);
    }

    /// An operation of one vector.
    static Case ofVector(String name, Function1<RealVector, Differentiable<?>> f) {
      return of(name, s -> List.of(Shape.vector(s.n)), x -> f.apply(x.get(0).asVector()));
    }

    /// An operation of one matrix.
    static Case ofMatrix(String name, Function1<RealMatrix, Differentiable<?>> f) {
      return of(name, s -> List.of(Shape.matrix(s.n, s.m)), x -> f.apply(x.get(0).asMatrix()));
    }

    /// An operation of one square matrix.
    static Case ofSquare(String name, Function1<RealMatrix, Differentiable<?>> f) {
      return of(name, s -> List.of(Shape.matrix(s.n, s.n)), x -> f.apply(x.get(0).asMatrix()));
    }
  }

  private static final double DIFFERENCES = 1e-6;
  private static final double MODES = 1e-10;

  /// The operations.
  abstract List<Case> cases();

  @Provide
  Arbitrary<Sizes> sizes() {
    Arbitrary<Integer> size = Arbitraries.integers().between(1, 4);
    return Combinators.combine(size, size, size).as(Sizes::new);
  }

  /// A case at a point: the operation as a function of all operands' entries in one vector.
  private record Point(Case which, List<Shape> shapes, RealVector at, SplittableRandom random) {
    static Point of(Case which, Sizes sizes, long seed) {
      List<Shape> shapes = which.shapes.apply(sizes);
      var random = new SplittableRandom(seed);
      return new Point(
          which, shapes, numbers(shapes.stream().mapToInt(Shape::size).sum(), random), random);
    }

    /// Numbers between -2 and 2, apart from each other and from 0, so that no difference meets a
    /// kink.
    static RealVector numbers(int size, SplittableRandom random) {
      double step = 2.0 / size;
      double[] numbers = new double[size];
      for (int i = 0; i < size; i++) {
        double magnitude = step * (i + 0.5 + 0.3 * random.nextDouble());
        numbers[i] = random.nextBoolean() ? magnitude : -magnitude;
      }
      for (int i = size - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        double other = numbers[j];
        numbers[j] = numbers[i];
        numbers[i] = other;
      }
      return vec(numbers);
    }

    RealVector apply(RealVector v) {
      Differentiable<?> y = which.operation.apply(Shapes.split(Value.of(v), shapes));
      return Shapes.flat(Value.of(y)).asVector();
    }

    /// The operation's result, weighed and bent, so that second derivatives of linear operations do
    /// not vanish.
    Function1<RealVector, Real> scalar() {
      int size = apply(at).size();
      RealVector weights = numbers(Math.max(size, 1), random);
      return v -> {
        RealVector y = apply(v);
        return y.size() == 0 ? v.sum() : y.times(weights).plus(y.square().times(0.25)).sum();
      };
    }

    RealVector cotangent() {
      return numbers(apply(at).size(), random);
    }

    void near(String mode, double[] actual, double[] expected, double tolerance) {
      double scale =
          Math.max(
              1,
              IntStream.range(0, expected.length)
                  .mapToDouble(i -> Math.abs(expected[i]))
                  .max()
                  .orElse(0));
      assertThat(actual).as("%s of %s at %s: size", mode, this, at).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++)
        assertThat(Math.abs(actual[i] - expected[i]))
            .as(
                "%s of %s at %s, entry %d: %s, expected %s",
                mode, this, at, i, actual[i], expected[i])
            .isLessThanOrEqualTo(tolerance * scale);
    }

    void near(String mode, double[][] actual, double[][] expected, double tolerance) {
      near(mode, flat(actual), flat(expected), tolerance);
    }

    private static double[] flat(double[][] rows) {
      return Stream.of(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    @Override
    public String toString() {
      return which.name + " of " + shapes;
    }
  }

  private void everyCase(Sizes sizes, long seed, Consumer<Point> check) {
    for (Case which : cases()) check.accept(Point.of(which, sizes, seed));
  }

  @Property(tries = 20)
  void jacobiansAgree(@ForAll("sizes") Sizes sizes, @ForAll long seed) {
    everyCase(
        sizes,
        seed,
        p -> {
          double[] at = p.at.toArray();
          double[] value = p.apply(p.at).toArray();
          double[][] forward = Forward.jacobian(p::apply, p.at).toArray();
          double[][] differences = Derivatives.differences(x -> p.apply(vec(x)).toArray(), at);
          p.near("Jacobian by duals", forward, differences, DIFFERENCES);
          p.near("Jacobian on the tape", jacobian(p::apply, at), forward, MODES);
          p.near("value by duals", Forward.withJacobian(p::apply, p.at)._1.toArray(), value, MODES);
          p.near("value on the tape", withJacobian(p::apply, p.at)._1.toArray(), value, MODES);
          RealVector cotangent = p.cotangent();
          double[] pulled =
              pullback(p::apply, p.at).pullback().apply(cotangent)._2.natural().toArray();
          double[] expected = new double[at.length];
          for (int i = 0; i < forward.length; i++)
            for (int j = 0; j < at.length; j++)
              expected[j] += cotangent.get(i).value() * forward[i][j];
          p.near("pullback", pulled, expected, MODES);
        });
  }

  @Property(tries = 10)
  void secondDerivativesAgreeInEveryNesting(@ForAll("sizes") Sizes sizes, @ForAll long seed) {
    everyCase(
        sizes,
        seed,
        p -> {
          Function1<RealVector, Real> f = p.scalar();
          double[][] expected = Forward.hessian(f, p.at).toArray();
          double[][] differences =
              Derivatives.differences(x -> Forward.gradient(f, x), p.at.toArray());
          p.near("Hessian by duals", expected, differences, DIFFERENCES);
          p.near(
              "forward over tape",
              Forward.jacobian(v -> gradient(f, v), p.at).toArray(),
              expected,
              MODES);
          p.near(
              "tape over forward",
              jacobian((RealVector v) -> Forward.gradient(f, v), p.at).toArray(),
              expected,
              MODES);
          p.near(
              "tape over tape",
              jacobian((RealVector v) -> gradient(f, v), p.at).toArray(),
              expected,
              MODES);
          p.near("hessian", hessian(f, p.at).toArray(), expected, MODES);
        });
  }

  @Property(tries = 5)
  void nodesAndMapsChangeNothing(@ForAll("sizes") Sizes sizes, @ForAll long seed) {
    everyCase(
        sizes,
        seed,
        p -> {
          Function1<RealVector, Real> f = p.scalar();
          double[] expected = Forward.gradient(f, p.at).toArray();
          double[][] second = Forward.hessian(f, p.at).toArray();
          for (Nodes n : Nodes.values()) {
            Function1<RealVector, Real> node = v -> n.call(v, f);
            p.near("node " + n, gradient(node, p.at).toArray(), expected, MODES);
            p.near("second order of node " + n, hessian(node, p.at).toArray(), second, MODES);
            for (int size : new int[] {2, 17}) {
              RealVector ones = RealVector.wrapping(new double[size]).plus(1);
              Function1<RealVector, Real> captured =
                  v -> n.sumOf(ones, one -> f.apply(v).times(one)).div(size);
              p.near("captured in map " + n, gradient(captured, p.at).toArray(), expected, MODES);
            }
          }
        });
  }

  @Property(tries = 5)
  void recordingsReplay(@ForAll("sizes") Sizes sizes, @ForAll long seed) {
    everyCase(
        sizes,
        seed,
        p -> {
          Graph graph = record(p::apply, p.at);
          String input = graph.inputs().keySet().iterator().next();
          String output = graph.outputs().iterator().next();
          RealVector other = Point.numbers(p.at.size(), p.random);
          p.near(
              "replay",
              graph.bind(input, p.at).run().vector(output).toArray(),
              p.apply(p.at).toArray(),
              MODES);
          p.near(
              "replay elsewhere",
              graph.bind(input, other).run().vector(output).toArray(),
              p.apply(other).toArray(),
              MODES);
        });
  }
}
