package dev.mixtape.bridge;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.node.Directions;
import dev.mixtape.algebra.node.Mapping;
import dev.mixtape.algebra.node.Mode;
import dev.mixtape.algebra.node.NodeFunction;
import dev.mixtape.bridge.untyped.UntypedRule;
import io.vavr.Function1;
import io.vavr.Lazy;
import io.vavr.Tuple;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Where rules are found, in this order: the function object brings one (a forward node, a mapping,
/// a function made by `withRule`), its class is a rule, a service knows one.
final class RuleLookup {
  private static final List<RuleProvider> PROVIDERS =
      ServiceLoader.load(RuleProvider.class).stream().map(ServiceLoader.Provider::get).toList();

  private RuleLookup() {}

  private static boolean bringsRule(Object f) {
    return f instanceof NodeFunction || f instanceof MappedFunction || f instanceof UntypedRule;
  }

  /// The function inside one that brings a rule, so that its own operations are differentiated.
  @SuppressWarnings("unchecked")
  static <F> F unruled(F f) {
    return f instanceof UntypedRule rule ? (F) rule.function() : f;
  }

  /// `f` with the rule that is known for it, or `f` itself.
  ///
  /// @throws FunctionException when two services know one; names both
  @SuppressWarnings("unchecked")
  static <F> F ruled(F f) {
    if (bringsRule(f)) return f;
    Object ruled = f instanceof Rule own ? RuleFunctions.of(f, own) : served(f);
    return ruled == null ? f : (F) ruled;
  }

  private static @Nullable Object served(Object f) {
    Object found = null;
    RuleProvider first = null;
    for (RuleProvider provider : PROVIDERS) {
      Rule rule = provider.rule(f).getOrNull();
      if (rule == null) continue;
      if (first != null) {
        throw new FunctionException(
            "two services know a rule for "
                + RuleOperation.nameOf(f)
                + ": "
                + first.getClass().getName()
                + " and "
                + provider.getClass().getName()
                + "; remove one of them");
      }
      first = provider;
      found = RuleFunctions.of(f, rule);
      if (found == null) {
        throw new FunctionException(
            provider.getClass().getName()
                + " answered a rule of another number of arguments than "
                + RuleOperation.nameOf(f)
                + " has");
      }
    }
    return found;
  }

  /// A value and a pullback without types: the cotangent to the captures, then the arguments'
  /// tangents.
  record UntypedRrule(Object value, Pulls pulls) {
    List<List<Object>> pull(List<? extends Tangent<?>> cotangents) {
      return pulls.pull(cotangents);
    }
  }

  /// A pullback of any number of cotangents at once.
  interface Pulls {
    List<List<Object>> pull(List<? extends Tangent<?>> cotangents);
  }

  /// A value and a pushforward without types, along any number of directions at once: each a
  /// tangent per argument.
  record UntypedFrule(Object value, Object[] arguments, Pushes pushes) {
    List<Tangent<?>> push(List<Tuple> directions) {
      return pushes.push(directions.stream().map(this::leaves).toList());
    }

    private @Nullable Value[] leaves(Tuple direction) {
      List<@Nullable Value> leaves = new ArrayList<>();
      for (int i = 0; i < arguments.length; i++) {
        Tangent<?> tangent = (Tangent<?>) direction.toSeq().get(i);
        leaves.addAll(Arrays.asList(Answered.ofGiven(i + 1, arguments[i], tangent)));
      }
      return leaves.toArray(Value[]::new);
    }
  }

  /// A pushforward of any number of directions at once.
  interface Pushes {
    List<Tangent<?>> push(List<@Nullable Value[]> directions);
  }

  /// The forward rule of `f` at these arguments.
  static Option<UntypedFrule> forwardRule(Object f, Object... arguments) {
    return switch (f) {
      case NodeFunction node when node.mode() == Mode.REVERSE -> Option.none();
      case NodeFunction node ->
          Option.some(
              pushed(
                  Mapping.call(node, arguments),
                  arguments,
                  directions -> Mapping.push(node, arguments, directions)));
      case MappedFunction mapped -> {
        Batch<?>[] batches = Arrays.copyOf(arguments, arguments.length, Batch[].class);
        yield Option.some(
            pushed(
                Mapping.map(mapped.element(), mapped.element().function(), batches),
                arguments,
                directions -> Mapping.pushMap(mapped.element(), batches, directions)));
      }
      case UntypedRule rule -> Option.some(RuleOperation.linearized(rule, arguments));
      default -> Option.none();
    };
  }

  private static UntypedFrule pushed(
      Object value, Object[] arguments, Function<List<@Nullable Value[]>, Directions> push) {
    return new UntypedFrule(
        value,
        arguments,
        directions -> {
          Directions pushed = push.apply(directions);
          List<Tangent<?>> tangents = new ArrayList<>();
          for (@Nullable Value[] tangent : pushed.tangents())
            tangents.add(Tangent.ofLeaves(pushed.result(), pushed.values(), tangent));
          return tangents;
        });
  }

  /// The rule of `f` at these arguments.
  static Option<UntypedRrule> rule(Object f, RuleContext context, Object... arguments) {
    boolean[] wanted = context.wanted(arguments.length);
    return switch (f) {
      case NodeFunction node when node.mode() == Mode.REVERSE -> Option.none();
      case NodeFunction node ->
          Option.some(linearized(context, Mapping.linearize(node, wanted, arguments), arguments));
      case MappedFunction mapped -> {
        Batch<?>[] batches = Arrays.copyOf(arguments, arguments.length, Batch[].class);
        yield Option.some(
            linearized(
                context, Mapping.linearizeMap(mapped.element(), wanted, batches), arguments));
      }
      case UntypedRule rule -> Option.some(written(context, rule, arguments));
      default -> Option.none();
    };
  }

  /// The rule of `f`, or what the engine of the context makes of it.
  @SuppressWarnings("unchecked")
  static <T extends Tuple> UntypedRrule ruleViaAd(
      RuleContext context, Object f, Function1<T, ?> tupled, T arguments) {
    RuleContext callee = context.ofCallee();
    Object[] separate = arguments.toSeq().toJavaArray();
    return rule(f, callee, separate)
        .getOrElse(() -> {
          Rrule1<T, Object> whole =
              callee
                  .get(EngineTrait.REVERSE)
                  .pullback((Function1<T, Object>) (Function1<T, ?>) tupled, arguments);
          return new UntypedRrule(
              whole.value(),
              cotangents ->
                  whole.pullback().applyAll((List<Tangent<Object>>) cotangents).stream()
                      .map(pulled -> separated(pulled._1, pulled._2, arguments, separate))
                      .toList());
        });
  }

  private static List<Object> separated(
      Captures captures, Tangent<?> tangent, Tuple whole, Object[] arguments) {
    @Nullable Value[] leaves = Answered.ofEngine(whole, tangent);
    List<Object> answers = new ArrayList<>();
    answers.add(captures);
    int at = 0;
    for (Object argument : arguments) {
      List<Value> own = Structure.leavesOf(argument);
      @Nullable Value[] part = Arrays.copyOfRange(leaves, at, at + own.size());
      answers.add(Tangent.ofLeaves(Structure.of(argument), own, part));
      at += own.size();
    }
    return answers;
  }

  /// The forward rule of `f`, or what the engine of the context makes of it.
  @SuppressWarnings("unchecked")
  static <T extends Tuple> UntypedFrule forwardRuleViaAd(
      RuleContext context, Object f, Function1<T, ?> tupled, T arguments) {
    Object[] separate = arguments.toSeq().toJavaArray();
    return forwardRule(f, separate)
        .getOrElse(() -> {
          Frule1<T, Object> whole =
              context
                  .get(EngineTrait.FORWARD)
                  .pushforward((Function1<T, Object>) (Function1<T, ?>) tupled, arguments);
          return new UntypedFrule(
              whole.value(),
              separate,
              directions ->
                  directions.stream()
                      .<Tangent<?>>map(d -> whole.pushforward().apply(together(arguments, d)))
                      .toList());
        });
  }

  private static <T> Tangent<T> together(T whole, @Nullable Value[] direction) {
    return Tangent.ofLeaves(Structure.of(whole), Structure.leavesOf(whole), direction);
  }

  private static UntypedRrule written(RuleContext context, UntypedRule rule, Object[] arguments) {
    Object value = RuleOperation.call(rule, arguments);
    List<Value> given = new ArrayList<>(Structure.leavesOf(value));
    for (Object argument : arguments) given.addAll(Structure.leavesOf(argument));
    requireNumbers(context, rule, given);
    return new UntypedRrule(
        value,
        cotangents -> {
          for (Tangent<?> cotangent : cotangents)
            requireNumbers(context, rule, Arrays.asList(Answered.ofCotangent(value, cotangent)));
          RuleContext asked =
              cotangents.size() > 1 ? context.with(EngineTrait.MUTATION, false) : context;
          return rule.pull(asked, value, arguments, cotangents).stream()
              .map(answer -> pulled(asked, rule, arguments, answer))
              .toList();
        });
  }

  private static void requireNumbers(
      RuleContext context, UntypedRule rule, List<? extends @Nullable Value> values) {
    if (context.get(EngineTrait.SECOND_ORDER)) return;
    for (Value value : values) {
      if (value == null || value.isNumber()) continue;
      throw new ActiveValueException(
          "rule "
              + rule.ruleName()
              + " was asked for a pullback that is not differentiated, but with an active value;"
              + " ask with(EngineTrait.SECOND_ORDER, true)");
    }
  }

  private static List<Object> pulled(
      RuleContext context, UntypedRule rule, Object[] arguments, UntypedRule.Answer answer) {
    List<Object> pulled = new ArrayList<>();
    pulled.add(Answered.captures(rule.ruleName(), context, answer));
    for (int i = 0; i < arguments.length; i++)
      pulled.add(projected(rule.ruleName(), i + 1, arguments[i], answer.tangents().get(i)));
    return pulled;
  }

  /// A rule's answer, computed and brought into the argument's space when it is first asked for.
  private static Tangent<?> projected(
      String rule, int argument, Object primal, @Nullable Object answer) {
    Tangent<?> tangent = Answered.present(rule, argument, answer);
    return Tangent.thunk(() -> inSpaceOf(rule, argument, primal, tangent.evaluated()));
  }

  @SuppressWarnings("unchecked")
  private static Tangent<Object> inSpaceOf(
      String rule, int argument, Object primal, Tangent<?> tangent) {
    return switch (tangent) {
      case Tangent.NoTangent<?> _, Tangent.NotImplemented<?> _ -> (Tangent<Object>) tangent;
      case Tangent.ZeroTangent<?> _ -> Tangent.zero(primal);
      case Tangent.Adding<?> own ->
          Tangent.adding(
              primal,
              sum -> sum.add((Tangent<Object>) own),
              () -> inSpaceOf(rule, argument, primal, own.forced()));
      default ->
          Tangent.ofLeaves(
              Structure.of(primal),
              Structure.leavesOf(primal),
              Answered.onto(rule, argument, primal, tangent));
    };
  }

  private static UntypedRrule linearized(
      RuleContext context, Mapping.Linearized node, Object[] arguments) {
    List<Value> captured = node.captured();
    boolean capturedActive = captured.stream().anyMatch(value -> value.level().isActive(value));
    if (capturedActive && !context.get(EngineTrait.CAPTURES)) {
      throw new ActiveValueException(
          "the function of a forward node captured an active value, but the engine that asked for"
              + " its rule has no use for the derivative; pass the value as an argument, or ask"
              + " with(EngineTrait.CAPTURES, true)");
    }
    return new UntypedRrule(
        node.value(),
        cotangents -> {
          Lazy<List<@Nullable Value[]>> pulled =
              Lazy.of(() ->
                  node.pullback()
                      .apply(
                          cotangents.stream()
                              .map(c -> Answered.ofCotangent(node.value(), c))
                              .toList()));
          return IntStream.range(0, cotangents.size())
              .mapToObj(k ->
                  answers(
                      context,
                      Lazy.of(() -> pulled.get().get(k)),
                      captured,
                      arguments,
                      node.held()))
              .toList();
        });
  }

  private static List<Object> answers(
      RuleContext context,
      Lazy<@Nullable Value[]> pulled,
      List<Value> captured,
      Object[] arguments,
      boolean[] held) {
    List<Object> answers = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < arguments.length; i++) {
      Structure structure = Structure.of(arguments[i]);
      List<Value> leaves = Structure.leavesOf(arguments[i]);
      int from = at;
      at += leaves.size();
      if (held[i] || !context.wants(i + 1)) {
        answers.add(
            new Tangent.NoTangent<>(
                "argument " + (i + 1) + (held[i] ? " is held constant" : " was not wanted")));
      } else {
        int to = at;
        answers.add(
            Tangent.thunk(() ->
                Tangent.ofLeaves(structure, leaves, Arrays.copyOfRange(pulled.get(), from, to))));
      }
    }
    answers.add(
        0, context.get(EngineTrait.CAPTURES) ? captures(pulled, captured, at) : Captures.none());
    return answers;
  }

  private static Captures captures(
      Lazy<@Nullable Value[]> pulled, List<Value> captured, int first) {
    List<Captures.Captured> entries = new ArrayList<>();
    for (int i = 0; i < captured.size(); i++) {
      Value value = captured.get(i);
      Value tangent = pulled.get()[first + i];
      if (tangent != null && value.level().isActive(value))
        entries.add(new Captures.Captured(value, Objects.requireNonNull(tangent)));
    }
    return new Captures(entries);
  }
}
