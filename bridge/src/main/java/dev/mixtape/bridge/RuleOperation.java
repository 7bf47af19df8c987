package dev.mixtape.bridge;

import dev.mixtape.algebra.Accumulator;
import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.debug.Debugging;
import dev.mixtape.algebra.node.Sighting;
import dev.mixtape.algebra.rows.Products;
import dev.mixtape.algebra.rows.Shapes;
import dev.mixtape.bridge.untyped.UntypedRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A function with a rule, as an operation on the real leaves of its arguments.
///
/// The function itself sees plain numbers alone, so opaque code nests; the rule is written in the
/// algebra and sees the arguments one level down. A pushforward pulls one unit cotangent per real
/// output. All leaves of the result travel as one packed value.
final class RuleOperation implements Accumulator.Adding {
  private final UntypedRule rule;
  private final RuleContext context;
  private final List<Structure> structures;
  private final Result result;
  private final Sighting sighting;

  /// What the function's answer looks like, once it has been called.
  private static final class Result {
    @Nullable Structure structure;
    List<Shape> shapes = List.of();

    Structure structure() {
      return Objects.requireNonNull(structure);
    }
  }

  private RuleOperation(UntypedRule rule, Object[] arguments) {
    this(
        rule,
        RuleContext.plain(),
        Arrays.stream(arguments).map(Structure::of).toList(),
        new Result(),
        Sighting.ofRule(rule, rule.function(), arguments));
  }

  private RuleOperation(
      UntypedRule rule,
      RuleContext context,
      List<Structure> structures,
      Result result,
      Sighting sighting) {
    this.rule = rule;
    this.context = context;
    this.structures = structures;
    this.result = result;
    this.sighting = sighting;
  }

  /// This operation for an engine that says something of itself.
  RuleOperation given(RuleContext said) {
    return new RuleOperation(rule, said, structures, result, sighting);
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
    sighting.passed();
    Object answer = sighting.called(() -> numbers(arguments));
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

  /// What the function is given are plain numbers, so an active value that it asks for its number
  /// is none of them.
  private Object numbers(Object[] arguments) {
    try {
      return rule.value(arguments);
    } catch (ActiveValueException e) {
      throw new ActiveValueException(
          "the function of rule "
              + name()
              + " asked an active value that it captured for its plain number; its rule cannot know"
              + " the derivative in it, so pass it as an argument",
          e);
    }
  }

  @Override
  public Value value(Value[] operands) {
    Object answer = plainValue(arguments(operands));
    List<Value> leaves = Structure.leavesOf(answer);
    result.structure = Structure.of(answer);
    result.shapes = leaves.stream().map(Value::shape).toList();
    List<Value> numbers = leaves.stream().map(Value::numbers).toList();
    sighting.answered(numbers);
    return Shapes.pack(numbers);
  }

  private Object unpacked(Value packed) {
    return result.structure().build(leaves(packed));
  }

  private List<Value> leaves(Value packed) {
    return Shapes.unpack(packed, result.shapes);
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
        pushed == null ? new Value[result.shapes.size()] : leaves(pushed).toArray(Value[]::new);
    return Tangent.ofLeaves(result.structure(), leaves(y), tangents);
  }

  @Override
  public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
    Object[] arguments = arguments(x);
    Object answer = unpacked(y);
    Tangent<?> pushed =
        sighting.derived(() -> rule.push(answer, arguments, tangentsOf(arguments, tangents)));
    if (pushed == null) return pushedByPulling(y, x, tangents);
    @Nullable Value[] leaves = Answered.ontoResult(name(), answer, pushed);
    GivenLevels given = new GivenLevels(name(), y, x, Arrays.asList(tangents));
    for (Value leaf : leaves) given.require(leaf);
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
    List<Value> units =
        IntStream.range(0, y.shape().size())
            .mapToObj(output -> Dense.only(1, output, y.shape()))
            .toList();
    List<Value> pushed =
        pullAll(RuleContext.plain(), units, y, x, wanted).stream()
            .map(gradient -> product(gradient, tangents))
            .toList();
    return y.shape().isScalar() ? pushed.get(0) : Shapes.reshape(Shapes.concat(pushed), y.shape());
  }

  private static Value product(@Nullable Value[] gradient, @Nullable Value[] tangents) {
    Value sum = Value.of(0);
    for (int i = 0; i < gradient.length; i++) {
      Value partial = gradient[i];
      Value tangent = tangents[i];
      if (partial == null || tangent == null) continue;
      sum =
          sum.plus(
              partial.shape().isScalar() ? partial.times(tangent) : Products.dot(partial, tangent));
    }
    return sum;
  }

  @Override
  public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
    return pullAll(context, List.of(cotangent), y, x, wanted).get(0);
  }

  private List<@Nullable Value[]> pullAll(
      RuleContext said, List<Value> cotangents, Value y, Value[] x, boolean[] wanted) {
    Asked asked = new Asked(said, cotangents, y, x, wanted);
    return asked.answers().stream().map(asked::leaves).toList();
  }

  @Override
  public void pullInto(Value cotangent, Value y, Value[] x, @Nullable Accumulator[] into) {
    Asked asked = new Asked(context, List.of(cotangent), y, x, Accumulator.wanted(into));
    asked.addTo(into, asked.answers().get(0));
  }

  /// The rule, asked with cotangents at a point.
  private final class Asked {
    private final RuleContext said;
    private final Object[] arguments;
    private final Object value;
    private final List<Value> cotangents;
    private final GivenLevels given;

    Asked(RuleContext said, List<Value> cotangents, Value y, Value[] x, boolean[] wanted) {
      boolean numbers =
          y.isNumber()
              && cotangents.stream().allMatch(Value::isNumber)
              && Arrays.stream(x).allMatch(Value::isNumber);
      this.said =
          said.ofOperation(!numbers)
              .with(EngineTrait.CHUNK, cotangents.size())
              .without(unwanted(wanted));
      this.arguments = arguments(x);
      this.value = unpacked(y);
      this.cotangents = cotangents;
      this.given = new GivenLevels(name(), y, x, cotangents);
    }

    List<UntypedRule.Answer> answers() {
      List<Value> primal = Structure.leavesOf(value);
      List<Tangent<?>> asked = new ArrayList<>();
      for (Value cotangent : cotangents)
        asked.add(
            Tangent.ofLeaves(
                result.structure(),
                primal,
                RuleOperation.this.leaves(cotangent).toArray(Value[]::new)));
      List<UntypedRule.Answer> answers =
          sighting.derived(() -> rule.pull(said, value, arguments, asked));
      for (UntypedRule.Answer answer : answers) Answered.captures(name(), said, answer);
      return answers;
    }

    private Tangent<?> tangent(UntypedRule.Answer answer, int i) {
      return Answered.present(name(), i + 1, answer.tangents().get(i));
    }

    @Nullable Value[] leaves(UntypedRule.Answer answer) {
      @Nullable Value[] all = new Value[leafCount()];
      int at = 0;
      for (int i = 0; i < arguments.length; i++) {
        Tangent<?> tangent = tangent(answer, i);
        int count = structures.get(i).leafCount();
        if (said.wants(i + 1)) {
          @Nullable Value[] own = Answered.onto(name(), i + 1, arguments[i], tangent);
          for (Value leaf : own) given.require(leaf);
          System.arraycopy(own, 0, all, at, count);
        }
        at += count;
      }
      return all;
    }

    void addTo(@Nullable Accumulator[] into, UntypedRule.Answer answer) {
      int at = 0;
      for (int i = 0; i < arguments.length; i++) {
        Tangent<?> tangent = tangent(answer, i);
        int end = at + structures.get(i).leafCount();
        if (said.wants(i + 1)) {
          Answered.addOnto(
              name(), i + 1, arguments[i], tangent, given, Arrays.copyOfRange(into, at, end));
        }
        at = end;
      }
    }
  }

  private int leafCount() {
    return structures.stream().mapToInt(Structure::leafCount).sum();
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
