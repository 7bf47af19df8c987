package dev.mixtape.algebra;

import dev.mixtape.algebra.debug.Debugging;
import dev.mixtape.algebra.debug.Watched;
import dev.mixtape.algebra.rows.Kinks;
import dev.mixtape.algebra.rows.Moving;
import dev.mixtape.algebra.rows.Reductions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One row of the table of primitives: the whole truth about an element-wise operation.
///
/// A row names the operation, computes its plain numbers, and gives the partial in every operand
/// twice: as an expression of the algebra, from which derivatives of every order follow, and in
/// `double`, for speed. It also says where the operation is defined and what happens at its kinks.
/// Duals, the tape, the recorder, the documentation and the tests all read the row; a new primitive
/// is one row and its one-line word in [Algebra].
///
/// Rows apply element by element to vectors and matrices, and broadcast scalars.
///
/// A *selecting* row (`max`, `min`, `ifPositive`) answers one of its operands unchanged. The
/// operand that was not selected gets an exact zero, never `0 * NaN`. So does an operand in which
/// the result is piecewise constant ([#constantIn]).
public final class Row implements Operation {
  /// The `double` primal of up to three operands; unused ones are 0.
  @FunctionalInterface
  public interface Primal {
    /// The result.
    double of(double a, double b, double c);
  }

  /// A partial in `double`, given the result and the operands.
  @FunctionalInterface
  public interface NumberPartial {
    /// The partial at these operands, whose result is `y`.
    double of(double y, double a, double b, double c);
  }

  /// A partial as an expression of the algebra, given the result and the operands.
  @FunctionalInterface
  public interface Partial {
    /// The partial at the operands `x`, whose result is `y`.
    Value of(Value y, Value[] x);
  }

  /// A partial of a row of one operand.
  @FunctionalInterface
  public interface Partial1 {
    /// The partial at `x`, whose result is `y`.
    Value of(Value y, Value x);
  }

  /// A partial of a row of two operands.
  @FunctionalInterface
  public interface Partial2 {
    /// The partial at `a` and `b`, whose result is `y`.
    Value of(Value y, Value a, Value b);
  }

  /// A `double` partial of a row of two operands.
  @FunctionalInterface
  public interface NumberPartial2 {
    /// The partial at these operands, whose result is `y`.
    double of(double y, double a, double b);
  }

  /// The primal of two columns, written to `y`; a column of one entry is a scalar.
  @FunctionalInterface
  public interface Columns {
    /// Writes the primal of `a` and `b` to `y`.
    void of(double[] a, double[] b, double[] y);
  }

  /// The instruction of the JVM that computes a row's primal, for code that is generated or hot;
  /// other rows are called.
  public enum Instruction {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    NEGATE;

    double of(double a, double b) {
      return switch (this) {
        case ADD -> a + b;
        case SUBTRACT -> a - b;
        case MULTIPLY -> a * b;
        case DIVIDE -> a / b;
        case NEGATE -> -a;
      };
    }

    double partial(int i, double y, double a, double b) {
      return switch (this) {
        case ADD -> 1;
        case SUBTRACT -> i == 0 ? 1 : -1;
        case MULTIPLY -> i == 0 ? b : a;
        case DIVIDE -> (i == 0 ? 1 : -y) / b;
        case NEGATE -> -1;
      };
    }
  }

  /// How vector code computes a row's primal: exactly at zeros, infinities and NaN, elsewhere to
  /// within a few units in the last place.
  public sealed interface Lanewise {
    /// How many ulps of the primal vector code may be away from it; tests measure it.
    int ulps();

    /// An operator of the Vector API.
    ///
    /// @param name the constant in `VectorOperators`
    record Operator(String name, int ulps) implements Lanewise {}

    /// An expression of rows that have vector code.
    ///
    /// @param of the primal of the operands
    record Expression(Function<Value[], Value> of, int ulps) implements Lanewise {}
  }

  /// A point where the operation has no derivative, and the partials that are answered there.
  ///
  /// @param where all points of this kind, in words; empty for this point alone
  /// @param at the operands
  /// @param partials one per operand
  public record Kink(String where, List<Double> at, List<Double> partials) {}

  /// How a selecting row chooses: operand `positive` where `condition` is positive, otherwise
  /// operand `otherwise`.
  private record Selection(Partial condition, NumberPartial number, int positive, int otherwise) {}

  private final String name;
  private final int arity;
  private final Primal primal;
  private final List<Partial> partials;
  private final NumberPartial[] numberPartials;
  private final @Nullable Selection selection;
  private String formula = "";
  private String domain = "all reals";
  private @Nullable Columns columns;
  private @Nullable Instruction instruction;
  private @Nullable Lanewise lanewise;
  private int constants;
  private int oscillations;
  private final List<Kink> kinks = new ArrayList<>();

  private Row(
      String name,
      int arity,
      Primal primal,
      List<Partial> partials,
      List<NumberPartial> numberPartials,
      @Nullable Selection selection) {
    this.name = name;
    this.arity = arity;
    this.primal = primal;
    this.partials = List.copyOf(partials);
    this.numberPartials = numberPartials.toArray(NumberPartial[]::new);
    this.selection = selection;
  }

  /// A row of one operand.
  public static Row of(
      String name, DoubleUnaryOperator primal, Partial1 partial, DoubleBinaryOperator number) {
    return new Row(
        name,
        1,
        (a, b, c) -> primal.applyAsDouble(a),
        List.of((y, x) -> partial.of(y, x[0])),
        List.of((y, a, b, c) -> number.applyAsDouble(y, a)),
        null);
  }

  /// A row of two operands; the partials are given for the first operand, then the second.
  public static Row of(
      String name,
      DoubleBinaryOperator primal,
      Partial2 partialA,
      NumberPartial2 numberA,
      Partial2 partialB,
      NumberPartial2 numberB) {
    return new Row(
        name,
        2,
        (a, b, c) -> primal.applyAsDouble(a, b),
        List.of((y, x) -> partialA.of(y, x[0], x[1]), (y, x) -> partialB.of(y, x[0], x[1])),
        List.of((y, a, b, c) -> numberA.of(y, a, b), (y, a, b, c) -> numberB.of(y, a, b)),
        null);
  }

  /// A row of three operands.
  public static Row of(
      String name, Primal primal, List<Partial> partials, List<NumberPartial> numbers) {
    return new Row(name, 3, primal, partials, numbers, null);
  }

  /// A row that answers operand `positive` where `condition` is positive and operand `otherwise`
  /// where it is not.
  public static Row selecting(
      String name,
      int arity,
      Primal primal,
      Partial condition,
      NumberPartial number,
      int positive,
      int otherwise) {
    return new Row(
        name,
        arity,
        primal,
        List.of(),
        List.of(),
        new Selection(condition, number, positive, otherwise));
  }

  /// A loop of its own over whole columns, for a row of two operands.
  public Row inColumns(Columns loop) {
    columns = loop;
    return this;
  }

  /// The instruction that computes the primal.
  public Row instruction(Instruction one) {
    instruction = one;
    return this;
  }

  /// The operator of the Vector API that computes the primal, to within `ulps`.
  public Row lanewise(String operator, int ulps) {
    lanewise = new Lanewise.Operator(operator, ulps);
    return this;
  }

  /// The expression by which vector code computes the primal, to within `ulps`.
  public Row lanewise(Function<Value[], Value> expression, int ulps) {
    lanewise = new Lanewise.Expression(expression, ulps);
    return this;
  }

  /// The formula, for readers.
  public Row formula(String text) {
    formula = text;
    return this;
  }

  /// Where the operation is defined, for readers; outside its value is NaN.
  public Row domain(String text) {
    domain = text;
    return this;
  }

  /// A point without a derivative and what is answered there; `atAndPartials` lists the operands,
  /// then as many partials.
  public Row kink(double... atAndPartials) {
    return kink("", atAndPartials);
  }

  /// One of many points without a derivative, which `where` describes for readers.
  public Row kink(String where, double... atAndPartials) {
    List<Double> all = Arrays.stream(atAndPartials).boxed().toList();
    kinks.add(new Kink(where, all.subList(0, arity), all.subList(arity, 2 * arity)));
    return this;
  }

  /// The result is piecewise constant in these operands: they get an exact zero, whatever their
  /// tangents, as what a selecting row did not choose.
  public Row constantIn(int... operands) {
    constants = set(operands);
    return this;
  }

  /// The result has no limit where these operands tend to infinity, and is NaN there.
  public Row oscillatesIn(int... operands) {
    oscillations = set(operands);
    return this;
  }

  private static int set(int[] operands) {
    return IntStream.of(operands).map(i -> 1 << i).sum();
  }

  @Override
  public String name() {
    return name;
  }

  /// The number of operands.
  public int arity() {
    return arity;
  }

  /// The formula, in words.
  public String formula() {
    return formula;
  }

  /// Where the operation is defined, in words.
  public String domain() {
    return domain;
  }

  /// The points without a derivative, and what is answered there.
  public List<Kink> kinks() {
    return List.copyOf(kinks);
  }

  /// False when the result has no limit where operand `i` tends to infinity.
  public boolean hasLimit(int i) {
    return (oscillations & 1 << i) == 0;
  }

  /// The result of a row of one operand for a plain number.
  public double number(double a) {
    return instruction == null ? primal.of(a, 0, 0) : instruction.of(a, 0);
  }

  /// The result of a row of two operands for plain numbers.
  public double number(double a, double b) {
    return instruction == null ? primal.of(a, b, 0) : instruction.of(a, b);
  }

  /// The result for plain numbers; missing operands are 0.
  public double number(double a, double b, double c) {
    return primal.of(a, b, c);
  }

  /// The partial in operand `i` in `double`.
  public double numberPartial(int i, double y, double a, double b, double c) {
    if (instruction != null) return instruction.partial(i, y, a, b);
    if (selection == null) return numberPartials[i].of(y, a, b, c);
    return i == selected(y, a, b, c) ? 1 : 0;
  }

  /// True when operand `i` can move the result at this point: false for what a selecting row did
  /// not choose, and where the result is piecewise constant.
  public boolean moves(int i, double y, double a, double b, double c) {
    return selection == null ? (constants & 1 << i) == 0 : i == selected(y, a, b, c);
  }

  /// True for a row that answers one of its operands unchanged.
  public boolean selects() {
    return selection != null;
  }

  /// True when the result is piecewise constant in operand `i`, or when the operand is the
  /// condition of a choice: it never moves the result.
  public boolean isConstantIn(int i) {
    return !isSource(i);
  }

  /// The instruction that computes the primal, null for a row that is called.
  public @Nullable Instruction instruction() {
    return instruction;
  }

  /// How vector code computes the primal, null for a row that is called lane by lane.
  public @Nullable Lanewise lanewise() {
    return lanewise;
  }

  /// The partial in operand `i` in `double`.
  public NumberPartial numberPartial(int i) {
    return numberPartials[i];
  }

  /// The `double` primal.
  public Primal primal() {
    return primal;
  }

  private int selected(double y, double a, double b, double c) {
    Selection s = Objects.requireNonNull(selection);
    return s.number.of(y, a, b, c) > 0 ? s.positive : s.otherwise;
  }

  /// The partial in operand `i` as a value of the algebra.
  public Value partial(int i, Value y, Value[] x) {
    if (selection == null) return partials.get(i).of(y, x);
    Value partial = select(i, y, x, Scalar.ONE);
    return partial == null ? Scalar.ZERO : partial;
  }

  /// `value` where operand `i` was selected, zero elsewhere; null where a scalar condition selected
  /// the other operand.
  private @Nullable Value select(int i, Value y, Value[] x, Value value) {
    Selection s = Objects.requireNonNull(selection);
    Value condition = s.condition.of(y, x);
    if (condition.isNumber() && value.isNumber() && !y.shape().isScalar()) {
      return chosen(condition, i == s.positive, value, y.shape());
    }
    Value decided = Level.undifferentiated(condition);
    if (decided instanceof Scalar number && i == (number.number() > 0 ? s.positive : s.otherwise))
      return value;
    if (decided instanceof Scalar) return null;
    if (i == s.positive) return ifPositive(condition, value, Scalar.ZERO);
    if (i == s.otherwise) return ifPositive(condition, Scalar.ZERO, value);
    return Dense.filled(0, y.shape());
  }

  /// Plain numbers where the condition is positive, or where it is not; structural zeros elsewhere.
  private static Value chosen(Value condition, boolean positive, Value value, Shape shape) {
    double[] conditions = condition.arrayNumbers();
    double[] numbers = value.arrayNumbers();
    double[] chosen = new double[shape.size()];
    IntPredicate isChosen = e -> conditions[conditions.length == 1 ? 0 : e] > 0 == positive;
    int[] entries = IntStream.range(0, chosen.length).filter(isChosen).toArray();
    for (int e : entries) chosen[e] = numbers[numbers.length == 1 ? 0 : e];
    return Dense.only(chosen, entries, shape);
  }

  private static Value ifPositive(Value condition, Value positive, Value otherwise) {
    return Kinks.IF_POSITIVE.of(condition, positive, otherwise);
  }

  /// The row that an operation is, watched or not; null for others.
  public static @Nullable Row in(Operation operation) {
    return Watched.plain(operation) instanceof Row row ? row : null;
  }

  /// Applies the row to one value.
  public Value of(Value a) {
    if (Debugging.isOn()) return Level.dispatch(this, a);
    if (a instanceof Scalar x) return new Scalar(number(x.number()));
    return a.level().apply(this, a);
  }

  /// Applies the row to two values.
  public Value of(Value a, Value b) {
    if (Debugging.isOn()) return Level.dispatch(this, a, b);
    if (a instanceof Scalar x && b instanceof Scalar y) {
      return new Scalar(number(x.number(), y.number()));
    }
    return Level.highest(a.level(), b.level()).apply(this, a, b);
  }

  /// Applies the row to three values.
  public Value of(Value a, Value b, Value c) {
    return Level.dispatch(this, a, b, c);
  }

  /// Applies the row and wraps the result like `a`.
  public <T extends Differentiable<T>> T on(T a) {
    return a.wrap(of(Value.of(a)));
  }

  /// Applies the row and wraps the result like `a`; `b` has its shape or is a scalar.
  public <T extends Differentiable<T>> T on(T a, Value b) {
    return a.wrap(of(Value.of(a), b));
  }

  @Override
  public Value value(Value[] x) {
    Value a = x[0];
    if (arity == 1)
      return a instanceof Dense d ? map1(d) : new Scalar(primal.of(a.scalarNumber(), 0, 0));
    Shape shape = Shape.broadcast(name, a.shape(), x[1].shape());
    if (arity == 3) shape = Shape.broadcast(name, shape, x[2].shape());
    double[] as = a.arrayNumbers();
    double[] bs = x[1].arrayNumbers();
    double[] cs = arity == 3 ? x[2].arrayNumbers() : NO_OPERAND;
    int stepA = step(a);
    int stepB = step(x[1]);
    int stepC = arity == 3 ? step(x[2]) : 0;
    double[] y = new double[shape.size()];
    if (columns != null) {
      columns.of(as, bs, y);
      return Dense.of(y, shape);
    }
    for (int i = 0; i < y.length; i++) {
      y[i] = primal.of(as[i * stepA], bs[i * stepB], cs[i * stepC]);
    }
    return Dense.of(y, shape);
  }

  private static final double[] NO_OPERAND = {0};

  private static int step(Value v) {
    return v.shape().isScalar() ? 0 : 1;
  }

  private Value map1(Dense x) {
    double[] a = x.array();
    double[] y = new double[a.length];
    for (int i = 0; i < y.length; i++) y[i] = primal.of(a[i], 0, 0);
    return new Dense(y, x.shape());
  }

  @Override
  public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
    return pushAll(y, x, new @Nullable Value[][] {tangents})[0];
  }

  /// As everywhere, but that the tangent of an array may be a scalar that stands for every entry,
  /// in `tangents` and in the answer: so a column that moves as one costs no column of ones.
  @Override
  public @Nullable Value[] pushAll(Value y, Value[] x, @Nullable Value[][] tangents) {
    @Nullable Value[] sums = new Value[tangents.length];
    for (int i = 0; i < arity; i++) {
      Value partial = null;
      for (int k = 0; k < tangents.length; k++) {
        Value tangent = tangents[k][i];
        if (tangent == null || !isSource(i)) continue;
        Value term;
        if (selection != null) {
          term = select(i, y, x, tangent);
        } else {
          if (partial == null) partial = partial(i, y, x);
          term = Moving.times(partial, tangent);
        }
        if (term == null) continue;
        Value sum = sums[k];
        sums[k] = sum == null ? term : Moving.plus(sum, term);
      }
    }
    return sums;
  }

  /// False for the condition of a selecting row and for the operands in which the result is
  /// piecewise constant: they never move it.
  private boolean isSource(int i) {
    return selection == null
        ? (constants & 1 << i) == 0
        : i == selection.positive || i == selection.otherwise;
  }

  @Override
  public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
    @Nullable Value[] pulled = new Value[arity];
    for (int i = 0; i < arity; i++) {
      if (!wanted[i] || !isSource(i)) continue;
      Value whole =
          selection == null
              ? Moving.times(partial(i, y, x), cotangent)
              : select(i, y, x, cotangent);
      if (whole == null) continue;
      pulled[i] =
          x[i].shape().isScalar() && !whole.shape().isScalar() ? Reductions.SUM.of(whole) : whole;
    }
    return pulled;
  }

  @Override
  public String toString() {
    return name;
  }
}
