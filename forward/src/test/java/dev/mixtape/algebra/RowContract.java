package dev.mixtape.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.mixtape.algebra.dual.DualLevel;
import dev.mixtape.forward.Forward;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// What every row of the table keeps, whatever it computes.
///
/// @param row the row
/// @param references what it must answer, computed elsewhere
/// @param vocabulary the class that has its word, beside the operators of [Real]
record RowContract(Row row, List<RowReference> references, Class<?> vocabulary) {
  private static final int MINIMUM = 8;
  private static final double FIRST = 1e-11;
  private static final double SECOND = 1e-8;
  private static final double LARGE = 1e100;
  private static final double STEADY = 1e-6;
  private static final double[] INFINITIES = {
    Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
  };

  Stream<DynamicTest> tests() {
    return Stream.of(
        dynamicTest("has enough references", this::hasReferences),
        dynamicTest("has its word", () -> everywhere(this::wordAgrees)),
        dynamicTest("value", () -> everywhere(this::value)),
        dynamicTest("partials in double", () -> everywhere(this::numberPartials)),
        dynamicTest("partials of the algebra", () -> everywhere(this::algebraPartials)),
        dynamicTest("derivatives by duals", () -> everywhere(this::duals)),
        dynamicTest("second derivatives", () -> everywhere(this::nested)),
        dynamicTest("second derivatives as a Hessian", () -> everywhere(this::hessian)),
        dynamicTest("what is not selected gets zero", () -> everywhere(this::unselected)),
        dynamicTest("kinks", this::kinks),
        dynamicTest("NaN", () -> everywhere(this::notANumber)),
        dynamicTest("infinities", () -> everywhere(this::infinities)),
        dynamicTest("vectors", this::vectors),
        dynamicTest("shapes", this::shapes));
  }

  /// Of [#tests], those that compare numbers with the references.
  Stream<DynamicTest> numbers() {
    return Stream.of(
        dynamicTest("value", () -> everywhere(this::value)),
        dynamicTest("partials in double", () -> everywhere(this::numberPartials)),
        dynamicTest("partials of the algebra", () -> everywhere(this::algebraPartials)),
        dynamicTest("second derivatives", () -> everywhere(this::nested)));
  }

  /// One point's operands, its reference and where misses are noted.
  private record Point(RowReference reference, Misses misses) {
    List<Double> at() {
      return reference.at();
    }

    void check(String what, double actual, double tolerance) {
      Double expected = reference.expected().get(what);
      if (expected != null) misses.check(what, at(), actual, expected, tolerance);
    }
  }

  private void everywhere(Consumer<Point> check) {
    Misses misses = new Misses(row.name());
    for (RowReference reference : references) check.accept(new Point(reference, misses));
    misses.assertNone();
  }

  private void hasReferences() {
    for (int i = 0; i < row.arity(); i++) {
      hasReferences(RowReference.name(i));
      for (int j = i; j < row.arity(); j++) hasReferences(RowReference.name(i, j));
    }
  }

  private void hasReferences(String derivative) {
    assertThat(references)
        .as("references for %s of %s", derivative, row)
        .filteredOn(reference -> reference.expected().containsKey(derivative))
        .hasSizeGreaterThanOrEqualTo(MINIMUM);
  }

  private void wordAgrees(Point point) {
    Real[] operands = point.at().stream().map(Real::of).toArray(Real[]::new);
    point.misses.check("word", point.at(), word(operands), number(point.at()), 0);
  }

  /// What the row's word answers: a static method of the vocabulary or a method of [Real].
  private double word(Real[] operands) {
    if (row.name().endsWith(")")) return wordWithOrder(operands[0]);
    Object[] rest = Arrays.copyOfRange(operands, 1, operands.length);
    for (Method method : vocabulary.getMethods()) {
      if (Modifier.isStatic(method.getModifiers()) && takes(method, operands.length))
        return invoke(method, null, (Object[]) operands);
    }
    for (Method method : Real.class.getMethods()) {
      if (takes(method, rest.length)) return invoke(method, operands[0], rest);
    }
    throw new AssertionError("row " + row + " has no word of its name and arity");
  }

  /// Of a row like `polygamma(2)`, whose word takes the order first.
  private double wordWithOrder(Real x) {
    String[] parts = row.name().split("[()]", -1);
    try {
      Method method = vocabulary.getMethod(parts[0], int.class, Differentiable.class);
      return invoke(method, null, Integer.valueOf(parts[1]), x);
    } catch (NoSuchMethodException e) {
      throw new AssertionError("row " + row + " has no word that takes an order", e);
    }
  }

  private boolean takes(Method method, int arity) {
    return method.getName().equals(row.name())
        && method.getParameterCount() == arity
        && Stream.of(method.getParameterTypes())
            .allMatch(type -> type.isAssignableFrom(Real.class));
  }

  private static double invoke(Method method, Object receiver, Object... operands) {
    try {
      return ((Real) method.invoke(receiver, operands)).value();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private void value(Point point) {
    double tolerance = point.reference.tolerance(0);
    point.check("value", number(point.at()), tolerance);
    point.check("value", apply(values(point.at())).scalarNumber(), tolerance);
  }

  private void numberPartials(Point point) {
    for (int i : point.reference.active())
      point.check(RowReference.name(i), numberPartial(i, point.at()), point.reference.tolerance(1));
  }

  private void algebraPartials(Point point) {
    for (int i : point.reference.active())
      point.check(
          RowReference.name(i), algebraPartial(i, point.at()), point.reference.tolerance(1));
  }

  private void duals(Point point) {
    RealVector gradient = Forward.gradient(inActive(point), active(point));
    for (int i : point.reference.active()) {
      point.check(RowReference.name(i), gradient.get(i).value(), point.reference.tolerance(1));
      double alone = Forward.derivative(x -> with(point, i, x), point.at().get(i));
      point.misses.check(
          "alone " + RowReference.name(i), point.at(), alone, gradient.get(i).value(), 0);
    }
  }

  private void nested(Point point) {
    for (int i : point.reference.active()) {
      for (int j = 0; j <= i; j++) {
        int inner = j;
        Real second =
            Forward.derivative(
                x ->
                    Forward.derivative(
                        y -> inner == i ? with(point, i, y) : with(point, i, x, inner, y),
                        inner == i ? x : Real.of(point.at().get(inner))),
                Real.of(point.at().get(i)));
        point.check(RowReference.name(i, j), second.value(), SECOND);
      }
    }
  }

  private void hessian(Point point) {
    RealMatrix hessian = Forward.hessian(inActive(point), active(point));
    for (int i : point.reference.active()) {
      for (int j : point.reference.active())
        point.check(RowReference.name(i, j), hessian.get(i, j).value(), SECOND);
    }
  }

  private static RealVector active(Point point) {
    return RealVector.of(point.reference.active().stream().mapToDouble(point.at()::get).toArray());
  }

  private io.vavr.Function1<RealVector, Real> inActive(Point point) {
    return v -> {
      Value[] operands = values(point.at());
      for (int i : point.reference.active()) operands[i] = v.get(i).untyped;
      return apply(operands).asReal();
    };
  }

  private Real with(Point point, int i, Real x) {
    return with(point, i, x, i, x);
  }

  private Real with(Point point, int i, Real x, int j, Real y) {
    Value[] operands = values(point.at());
    operands[i] = x.untyped;
    operands[j] = y.untyped;
    return apply(operands).asReal();
  }

  /// An operand that cannot move the result gives an exact zero, whatever its tangent.
  private void unselected(Point point) {
    for (int i = 0; i < row.arity(); i++) {
      if (row.moves(
          i, number(point.at()), point.reference.a(), point.reference.b(), point.reference.c()))
        continue;
      for (double tangent : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
        DualLevel level = new DualLevel();
        for (Shape shape : List.of(Shape.SCALAR, Shape.vector(3))) {
          Value[] operands = values(point.at());
          operands[i] =
              level.dual(
                  Dense.filled(point.at().get(i), shape),
                  new Value[] {Dense.filled(tangent, shape)});
          Value partial = level.partialOf(apply(operands), 0);
          boolean zero =
              partial == null || Arrays.stream(partial.arrayNumbers()).allMatch(p -> p == 0);
          point.misses.check("operand " + i + " moves", point.at(), zero);
        }
      }
    }
  }

  private void kinks() {
    Misses misses = new Misses(row.name());
    for (Row.Kink kink : row.kinks()) {
      RealVector gradient =
          Forward.gradient(
              v ->
                  apply(
                          IntStream.range(0, row.arity())
                              .mapToObj(i -> v.get(i).untyped)
                              .toArray(Value[]::new))
                      .asReal(),
              RealVector.of(kink.at().stream().mapToDouble(x -> x).toArray()));
      for (int i = 0; i < row.arity(); i++) {
        double expected = kink.partials().get(i);
        misses.check("in double " + i, kink.at(), numberPartial(i, kink.at()), expected, 0);
        misses.check("of the algebra " + i, kink.at(), algebraPartial(i, kink.at()), expected, 0);
        misses.check("by duals " + i, kink.at(), gradient.get(i).value(), expected, 0);
      }
    }
    misses.assertNone();
  }

  /// NaN in an operand is NaN in the result and in the partials, where they depend on the operand.
  private void notANumber(Point point) {
    for (int i = 0; i < row.arity(); i++) {
      List<Double> at = replaced(point.at(), i, Double.NaN);
      differentiates(at, point.misses);
      if (isSelecting()) continue;
      if (dependsOn(point.at(), i, this::number))
        point.misses.check("value", at, number(at), Double.NaN, 0);
      for (int j = 0; j < row.arity(); j++) {
        int partial = j;
        if (dependsOn(point.at(), i, x -> numberPartial(partial, x)))
          point.misses.check("partial " + j, at, numberPartial(j, at), Double.NaN, 0);
      }
    }
  }

  private static boolean dependsOn(List<Double> at, int i, ToDoubleFunction<List<Double>> f) {
    double one = f.applyAsDouble(replaced(at, i, 0.5));
    double other = f.applyAsDouble(replaced(at, i, 0.75));
    return one != other && !Double.isNaN(one) && !Double.isNaN(other);
  }

  /// True when some operand moves the result here and not there.
  private boolean isSelecting() {
    return IntStream.range(0, row.arity())
        .anyMatch(i ->
            references.stream()
                    .map(r -> row.moves(i, number(r.at()), r.a(), r.b(), r.c()))
                    .distinct()
                    .count()
                > 1);
  }

  /// At infinity the value is that of the function of this name in [Math], or else the limit, NaN
  /// where the row says that there is none; no derivative throws.
  private void infinities(Point point) {
    for (int i = 0; i < row.arity(); i++) {
      for (double infinity : INFINITIES) {
        List<Double> at = replaced(point.at(), i, infinity);
        double limit = row.hasLimit(i) ? limit(point.at(), i, Math.signum(infinity)) : Double.NaN;
        point.misses.check("value", at, number(at), inMath(at, limit), 0);
        differentiates(at, point.misses);
      }
    }
  }

  private double limit(List<Double> at, int i, double sign) {
    double atLargest = number(replaced(at, i, sign * Double.MAX_VALUE));
    double atHalf = number(replaced(at, i, sign * Double.MAX_VALUE / 2));
    if (atLargest == atHalf) return atLargest;
    double step = atLargest - atHalf;
    double atRoot = number(replaced(at, i, sign * Math.sqrt(Double.MAX_VALUE)));
    boolean growsAsLogarithm =
        Math.abs(step) > STEADY || Math.abs(atLargest) > 1.5 * Math.abs(atRoot);
    if (growsAsLogarithm) return step * Double.POSITIVE_INFINITY;
    if (Math.abs(atLargest) > LARGE) return atLargest * Double.POSITIVE_INFINITY;
    return Math.abs(atLargest) < 1 / LARGE ? 0 : atLargest;
  }

  private double inMath(List<Double> at, double otherwise) {
    Class<?>[] types = new Class<?>[at.size()];
    Arrays.fill(types, double.class);
    try {
      Method method = Math.class.getMethod(row.name(), types);
      if (method.getReturnType() != double.class) return otherwise;
      return (double) method.invoke(null, at.toArray());
    } catch (NoSuchMethodException none) {
      return otherwise;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /// No partial throws, and both forms agree.
  private void differentiates(List<Double> at, Misses misses) {
    for (int i = 0; i < row.arity(); i++)
      misses.check("forms of partial " + i, at, algebraPartial(i, at), numberPartial(i, at), FIRST);
  }

  /// Element by element, with scalars broadcast from either side, value and derivative.
  private void vectors() {
    Misses misses = new Misses(row.name());
    int size = references.size();
    for (int mask = 1; mask < 1 << row.arity(); mask++) {
      int vectors = mask;
      RowReference fixed = references.get(size / 2);
      Value[] operands = new Value[row.arity()];
      for (int i = 0; i < operands.length; i++) {
        int operand = i;
        operands[i] =
            isIn(vectors, i)
                ? Dense.vector(references.stream().mapToDouble(r -> r.at().get(operand)).toArray())
                : Value.of(fixed.at().get(i));
      }
      DualLevel level = new DualLevel();
      Value y = apply(operands);
      for (int i = 0; i < operands.length; i++) {
        Value[] moved = operands.clone();
        moved[i] = level.dual(operands[i], new Value[] {Dense.filled(1, operands[i].shape())});
        Value partial = level.partialOf(apply(moved), 0);
        for (int k = 0; k < size; k++) {
          List<Double> at = mixed(references.get(k), fixed, vectors);
          misses.check("value of vectors " + vectors, at, y.arrayNumbers()[k], number(at), 0);
          double expected = numberPartial(i, at);
          double actual = partial == null ? 0 : partial.arrayNumbers()[k];
          misses.check("partial " + i + " of vectors " + vectors, at, actual, expected, FIRST);
        }
      }
    }
    misses.assertNone();
  }

  private static boolean isIn(int set, int i) {
    return (set & 1 << i) != 0;
  }

  private List<Double> mixed(RowReference element, RowReference fixed, int vectors) {
    return IntStream.range(0, row.arity())
        .mapToObj(i -> (isIn(vectors, i) ? element : fixed).at().get(i))
        .toList();
  }

  private void shapes() {
    if (row.arity() == 1) return;
    Value[] operands = values(references.get(0).at());
    operands[0] = Dense.filled(1, Shape.vector(2));
    operands[row.arity() - 1] = Dense.filled(1, Shape.matrix(2, 1));
    org.assertj.core.api.Assertions.assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> apply(operands))
        .withMessageContainingAll(row.name(), "vector(2)", "matrix(2, 1)");
  }

  private Value apply(Value... x) {
    return switch (x.length) {
      case 1 -> row.of(x[0]);
      case 2 -> row.of(x[0], x[1]);
      default -> row.of(x[0], x[1], x[2]);
    };
  }

  private static Value[] values(List<Double> at) {
    return at.stream().map(Value::of).toArray(Value[]::new);
  }

  private static List<Double> replaced(List<Double> at, int i, double x) {
    List<Double> replaced = new ArrayList<>(at);
    replaced.set(i, x);
    return replaced;
  }

  private static double operand(List<Double> at, int i) {
    return i < at.size() ? at.get(i) : 0;
  }

  private double number(List<Double> at) {
    return row.number(operand(at, 0), operand(at, 1), operand(at, 2));
  }

  private double numberPartial(int i, List<Double> at) {
    return row.numberPartial(i, number(at), operand(at, 0), operand(at, 1), operand(at, 2));
  }

  private double algebraPartial(int i, List<Double> at) {
    return row.partial(i, Value.of(number(at)), values(at)).scalarNumber();
  }
}
