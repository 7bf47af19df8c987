package dev.mixtape.algebra.debug;

import static java.util.stream.Collectors.joining;

import dev.mixtape.algebra.DebugCheck;
import dev.mixtape.algebra.DebugException;
import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An operation that is checked whenever it is asked for something, and knows where it was called.
/// What it answers is what the operation answers.
public final class Watched implements Operation {
  /// Arrays of so many entries are shown.
  private static final int FEW = 4;

  private final Operation operation;
  private final Site site;
  private final Context context;

  Watched(Operation operation, Site site, Context context) {
    this.operation = operation;
    this.site = site;
    this.context = context;
  }

  /// The operation itself, without the checks.
  public static Operation plain(Operation operation) {
    return operation instanceof Watched watched ? watched.operation : operation;
  }

  /// This operation in another place of the same program.
  Watched again(Context now) {
    return new Watched(
        operation, site, new Context(now.checks(), context.region(), now.elements(), null));
  }

  Site site() {
    return site;
  }

  /// This operation, for an engine that will ask it for its pullback when the call is over.
  public Watched kept() {
    site.keep();
    return this;
  }

  /// False for operations of others, functions with rules among them.
  boolean isOurs() {
    return (operation.getClass().getPackageName() + ".").startsWith("dev.mixtape.algebra.");
  }

  boolean isEntrywise() {
    return operation instanceof Row;
  }

  /// Where the operation is defined, for the end of a sentence; empty where it is everywhere.
  String domain() {
    return operation instanceof Row row && !row.domain().equals("all reals")
        ? "; " + row.name() + " is defined for " + row.domain()
        : "";
  }

  String shownName() {
    return isOurs() ? name() : "rule " + name();
  }

  private Call call(Call.Kind kind) {
    return new Call(this, kind, context);
  }

  @Override
  public String name() {
    return operation.name();
  }

  @Override
  public boolean keepsZeros() {
    return operation.keepsZeros();
  }

  @Override
  public boolean pullsInPlace() {
    return operation.pullsInPlace();
  }

  @Override
  public void pullInto(Value cotangent, double[] adjoint, BitSet moving) {
    operation.pullInto(cotangent, adjoint, moving);
  }

  @Override
  public Value value(Value[] x) {
    Call call = call(Call.Kind.VALUE);
    Value y = Objects.requireNonNull(call.run(() -> new Value[] {operation.value(x)}, x)[0]);
    if (call.checks(DebugCheck.SHAPES) && !y.isNumber())
      throw call.broken("is active; an operation on plain numbers answers plain numbers");
    screenValue(call, y, x);
    return y;
  }

  /// The value was computed without asking [#value].
  ///
  /// @throws DebugException when it is the first NaN
  public void made(Value y, Value[] x) {
    screenValue(call(Call.Kind.VALUE), y, x);
  }

  private void screenValue(Call call, Value y, Value[] x) {
    call.screen(y, List.of(x), (entry, answer) -> applied(x, y, entry, answer));
  }

  @Override
  public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
    return pushAll(y, x, new @Nullable Value[][] {tangents})[0];
  }

  @Override
  public @Nullable Value[] pushAll(Value y, Value[] x, @Nullable Value[][] tangents) {
    Call call = call(Call.Kind.PUSHFORWARD);
    if (call.checks(DebugCheck.SHAPES)) requireTangents(call, x, tangents);
    List<@Nullable Value> given = new ArrayList<>(Arrays.asList(x));
    given.add(y);
    for (@Nullable Value[] direction : tangents) given.addAll(Arrays.asList(direction));
    @Nullable Value[] pushed =
        call.run(() -> operation.pushAll(y, x, tangents), given.toArray(Value[]::new));
    if (call.checks(DebugCheck.SHAPES)) requirePushed(call, pushed, y, tangents);
    for (int k = 0; k < pushed.length; k++) screenPushed(call, y, x, tangents[k], pushed[k]);
    return pushed;
  }

  /// A tangent was computed without asking [#push].
  ///
  /// @throws DebugException when it is the first NaN
  public void pushed(Value y, Value[] x, @Nullable Value[] tangents, @Nullable Value pushed) {
    screenPushed(call(Call.Kind.PUSHFORWARD), y, x, tangents, pushed);
  }

  private void screenPushed(
      Call call, Value y, Value[] x, @Nullable Value[] tangents, @Nullable Value pushed) {
    if (pushed == null) return;
    List<Value> sources = new ArrayList<>(Arrays.asList(x));
    sources.add(y);
    for (Value tangent : tangents) if (tangent != null) sources.add(tangent);
    call.screen(
        pushed,
        sources,
        (entry, answer) ->
            "pushed through "
                + applied(x, y, entry, answer)
                + ", from the tangents "
                + shown(tangents, entry, answer));
  }

  private void requireTangents(Call call, Value[] x, @Nullable Value[][] tangents) {
    for (@Nullable Value[] direction : tangents) {
      if (direction.length != x.length)
        throw call.broken(counts("was given", direction.length, x.length, "operand"));
      for (int i = 0; i < x.length; i++)
        requireShape(call, "was given a tangent of operand " + (i + 1), x[i], direction[i]);
    }
  }

  private void requirePushed(
      Call call, @Nullable Value[] pushed, Value y, @Nullable Value[][] tangents) {
    if (pushed.length != tangents.length)
      throw call.broken(counts("answered", pushed.length, tangents.length, "direction"));
    for (int k = 0; k < pushed.length; k++) {
      requireShape(call, "answered a tangent of the result", y, pushed[k]);
      if (pushed[k] != null && Call.isNothing(tangents[k]))
        throw call.broken("answered a tangent although no operand moves; answer null for zero");
    }
  }

  @Override
  public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
    Call call = call(Call.Kind.PULLBACK);
    if (call.checks(DebugCheck.SHAPES))
      requireShape(call, "was given a cotangent of the result", y, cotangent);
    Value[] given = Arrays.copyOf(x, x.length + 2);
    given[x.length] = y;
    given[x.length + 1] = cotangent;
    @Nullable Value[] pulled = call.run(() -> wanted(call, cotangent, y, x, wanted), given);
    if (call.checks(DebugCheck.PURITY) && !isOurs() && Call.areNumbers(given))
      requireOwn(call, pulled, cotangent, y, x, wanted);
    for (int i = 0; i < x.length; i++) {
      String operand = x.length == 1 ? "" : " to operand " + (i + 1);
      screenPulled(call, cotangent, y, x, operand, pulled[i]);
    }
    return pulled;
  }

  /// A cotangent was computed without asking [#pull].
  ///
  /// @throws DebugException when it is the first NaN
  void pulled(Value cotangent, Value y, Value[] x, Value pulled) {
    screenPulled(call(Call.Kind.PULLBACK), cotangent, y, x, "", pulled);
  }

  /// What is to be kept of a result, for [#requireUnchanged].
  Snapshot answered(Value y) {
    return !isOurs() && context.checks(DebugCheck.PURITY) ? new Snapshot(y) : new Snapshot();
  }

  void requireUnchanged(Snapshot answered) {
    String change = answered.change();
    if (change != null) {
      throw call(Call.Kind.VALUE)
          .broken(
              "has been written to since: "
                  + change
                  + "; the function must answer a new array each time");
    }
  }

  /// The cotangents that are wanted; what else is answered is to be ignored.
  private @Nullable Value[] wanted(
      Call call, Value cotangent, Value y, Value[] x, boolean[] wanted) {
    @Nullable Value[] pulled = operation.pull(cotangent, y, x, wanted).clone();
    if (pulled.length != x.length)
      throw call.broken(counts("answered", pulled.length, x.length, "operand"));
    for (int i = 0; i < pulled.length; i++) {
      if (!wanted[i]) pulled[i] = null;
      if (call.checks(DebugCheck.SHAPES))
        requireShape(call, "answered a cotangent of operand " + (i + 1), x[i], pulled[i]);
    }
    return pulled;
  }

  /// Pulls another cotangent, which must not write to what was answered for the first.
  private void requireOwn(
      Call call, @Nullable Value[] pulled, Value cotangent, Value y, Value[] x, boolean[] wanted) {
    Snapshot answered = new Snapshot(pulled);
    double[] other = cotangent.arrayNumbers().clone();
    for (int i = 0; i < other.length; i++) other[i] = 2 * other[i] + 1;
    call.run(() -> wanted(call, Dense.of(other, cotangent.shape()), y, x, wanted));
    String change = answered.change();
    if (change != null) {
      throw call.broken(
          "wrote to what it had answered before: "
              + change
              + "; it must answer a new array each time");
    }
  }

  private void screenPulled(
      Call call, Value cotangent, Value y, Value[] x, String operand, @Nullable Value pulled) {
    if (pulled == null) return;
    List<Value> sources = new ArrayList<>(Arrays.asList(x));
    sources.add(y);
    sources.add(cotangent);
    call.screen(
        pulled,
        sources,
        (entry, answer) ->
            "pulled back through "
                + applied(x, y, entry, answer)
                + operand
                + ", from the cotangent "
                + shown(cotangent, entry, answer));
  }

  private void requireShape(Call call, String what, Value primal, @Nullable Value tangent) {
    if (tangent == null || tangent.shape().equals(primal.shape())) return;
    if (isEntrywise() && tangent.shape().isScalar()) return;
    throw call.broken(
        what + " whose shape is " + tangent.shape() + ", but should be " + primal.shape());
  }

  private static String counts(String verb, int given, int expected, String each) {
    return verb + " " + given + " tangents, but should be " + expected + ", one per " + each;
  }

  private String applied(Value[] x, Value y, int entry, Value answer) {
    return shownName() + "(" + shown(x, entry, answer) + ") = " + shown(y, entry, answer);
  }

  private String shown(@Nullable Value[] values, int entry, Value answer) {
    return Arrays.stream(values)
        .map(value -> value == null ? "none" : shown(value, entry, answer))
        .collect(joining(", "));
  }

  private String shown(Value value, int entry, Value answer) {
    boolean aligned = value.shape().equals(answer.shape());
    if (isEntrywise() && aligned) return Double.toString(value.arrayNumbers()[entry]);
    if (value.shape().size() <= FEW) return value.numbers().typed().toString();
    return "a "
        + value.shape()
        + (aligned ? " with " + value.arrayNumbers()[entry] + " there" : "");
  }
}
