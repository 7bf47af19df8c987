package dev.mixtape.bridge;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.debug.Debugging;
import dev.mixtape.algebra.rows.Products;
import dev.mixtape.algebra.rows.Shapes;
import dev.mixtape.bridge.untyped.UntypedRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A function with a rule, as an operation on the real leaves of its arguments.
///
/// The function itself sees plain numbers alone, so opaque code nests; the rule is written in the
/// algebra and sees the arguments one level down. A pushforward pulls one unit cotangent per real
/// output. All leaves of the result travel as one packed value.
final class RuleOperation implements Operation {
  private final UntypedRule rule;
  private final List<Structure> structures = new ArrayList<>();
  private @Nullable Structure result;
  private List<Shape> shapes = List.of();

  private RuleOperation(UntypedRule rule, Object[] arguments) {
    this.rule = rule;
    for (Object argument : arguments) structures.add(Structure.of(argument));
  }

  /// Calls the function at the highest level among its arguments.
  static Object call(UntypedRule rule, Object... arguments) {
    RuleOperation operation = new RuleOperation(rule, arguments);
    List<Value> leaves = new ArrayList<>();
    for (Object argument : arguments) leaves.addAll(Structure.leavesOf(argument));
    if (!Debugging.isOn() && leaves.stream().allMatch(Value::isNumber))
      return operation.plainValue(arguments);
    return operation.unpacked(Level.dispatch(operation, leaves.toArray(Value[]::new)));
  }

  /// What errors and graphs call a rule: its class, or the class that declares the lambda.
  static String nameOf(Object rule) {
    String name = rule.getClass().getName();
    int lambda = name.indexOf("$$Lambda");
    return lambda < 0
        ? rule.getClass().getSimpleName()
        : "in " + name.substring(name.lastIndexOf('.') + 1, lambda);
  }

  @Override
  public String name() {
    return rule.ruleName();
  }

  private Object[] arguments(Value[] leaves) {
    return Structure.buildAll(structures, List.of(leaves));
  }

  /// The function's own answer to plain numbers.
  private Object plainValue(Object[] arguments) {
    Object answer = rule.value(arguments);
    for (Value leaf : Structure.leavesOf(answer)) {
      if (leaf.level().isActive(leaf)) {
        throw new ActiveValueException(
            "the function of rule "
                + name()
                + " captured an active value, whose derivative its rule cannot know; pass it as an"
                + " argument");
      }
    }
    return answer;
  }

  @Override
  public Value value(Value[] operands) {
    Object answer = plainValue(arguments(operands));
    List<Value> leaves = Structure.leavesOf(answer);
    result = Structure.of(answer);
    shapes = leaves.stream().map(Value::shape).toList();
    List<Value> numbers = leaves.stream().map(Value::numbers).toList();
    return Shapes.pack(numbers);
  }

  private Object unpacked(Value packed) {
    return Objects.requireNonNull(result).build(leaves(packed));
  }

  private List<Value> leaves(Value packed) {
    return Shapes.unpack(packed, shapes);
  }

  /// The value at the highest level among the arguments, and how tangents of all their leaves are
  /// pushed through.
  static RuleLookup.UntypedFrule linearized(UntypedRule rule, Object... arguments) {
    RuleOperation operation = new RuleOperation(rule, arguments);
    List<Value> leaves = new ArrayList<>();
    for (Object argument : arguments) leaves.addAll(Structure.leavesOf(argument));
    Value[] x = leaves.toArray(Value[]::new);
    Value y = Level.dispatch(operation, x);
    return new RuleLookup.UntypedFrule(
        operation.unpacked(y),
        arguments,
        directions ->
            directions.stream().<Tangent<?>>map(d -> operation.tangent(y, x, d)).toList());
  }

  private Tangent<?> tangent(Value y, Value[] x, @Nullable Value[] direction) {
    Value pushed = push(y, x, direction);
    @Nullable Value[] tangents =
        pushed == null ? new Value[shapes.size()] : leaves(pushed).toArray(Value[]::new);
    return Tangent.ofLeaves(Objects.requireNonNull(result), leaves(y), tangents);
  }

  @Override
  public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
    Object[] arguments = arguments(x);
    Object answer = unpacked(y);
    Tangent<?> pushed = rule.push(answer, arguments, tangentsOf(arguments, tangents));
    if (pushed == null) return pushedByPulling(y, x, tangents);
    @Nullable Value[] leaves = Projection.ontoResult(name(), answer, pushed);
    boolean moves = Arrays.stream(leaves).anyMatch(Objects::nonNull);
    return moves ? Shapes.pack(Dense.filled(leaves(y), leaves)) : null;
  }

  private List<Tangent<?>> tangentsOf(Object[] arguments, @Nullable Value[] tangents) {
    List<Tangent<?>> all = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < arguments.length; i++) {
      List<Value> own = Structure.leavesOf(arguments[i]);
      @Nullable Value[] part = Arrays.copyOfRange(tangents, at, at + own.size());
      boolean moves = Arrays.stream(part).anyMatch(Objects::nonNull);
      all.add(moves ? Tangent.ofLeaves(structures.get(i), own, part) : Tangent.zero(arguments[i]));
      at += own.size();
    }
    return all;
  }

  private Value pushedByPulling(Value y, Value[] x, @Nullable Value[] tangents) {
    boolean[] wanted = new boolean[x.length];
    for (int i = 0; i < wanted.length; i++) wanted[i] = tangents[i] != null;
    List<Value> pushed = new ArrayList<>();
    for (int output = 0; output < y.shape().size(); output++) {
      @Nullable Value[] gradient = pull(Dense.only(1, output, y.shape()), y, x, wanted);
      Value sum = Value.of(0);
      for (int i = 0; i < x.length; i++) {
        Value partial = gradient[i];
        Value tangent = tangents[i];
        if (partial == null || tangent == null) continue;
        sum =
            sum.plus(
                partial.shape().isScalar()
                    ? partial.times(tangent)
                    : Products.dot(partial, tangent));
      }
      pushed.add(sum);
    }
    return y.shape().isScalar() ? pushed.get(0) : Shapes.reshape(Shapes.concat(pushed), y.shape());
  }

  @Override
  public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
    Object[] arguments = arguments(x);
    RuleContext context = new RuleContext(false, unwanted(wanted));
    Tangent<?> given =
        Tangent.ofLeaves(
            Objects.requireNonNull(result), leaves(y), leaves(cotangent).toArray(Value[]::new));
    List<Object> answers = rule.pull(context, unpacked(y), arguments, given);
    @Nullable Value[] pulled = new Value[x.length];
    int at = 0;
    for (int i = 0; i < arguments.length; i++) {
      Tangent<?> answer = Projection.present(name(), i + 1, answers.get(i));
      int count = structures.get(i).leafCount();
      if (context.wants(i + 1)) {
        @Nullable Value[] own = Projection.onto(name(), i + 1, arguments[i], answer);
        System.arraycopy(own, 0, pulled, at, count);
      }
      at += count;
    }
    return pulled;
  }

  private Set<Integer> unwanted(boolean[] wanted) {
    Set<Integer> unwanted = new HashSet<>();
    int at = 0;
    for (int i = 0; i < structures.size(); i++) {
      boolean any = false;
      for (int leaf = 0; leaf < structures.get(i).leafCount(); leaf++) any |= wanted[at++];
      if (!any) unwanted.add(i + 1);
    }
    return unwanted;
  }
}
