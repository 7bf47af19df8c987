package dev.mixtape.bridge;

import static dev.mixtape.bridge.EngineTrait.CAPTURES;
import static dev.mixtape.bridge.EngineTrait.CHUNK;
import static dev.mixtape.bridge.EngineTrait.MUTATION;
import static dev.mixtape.bridge.EngineTrait.SECOND_ORDER;
import static dev.mixtape.bridge.EngineTrait.THREADS;

import dev.mixtape.algebra.Operation;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the engine that asks for a rule can do, and what it wants.
///
/// An engine starts from [#plain] and says more of itself, trait by trait; a rule reads what it has
/// a use for, and answers the same tangents whatever it reads.
public final class RuleContext {
  private static final RuleContext PLAIN = new RuleContext(Map.of(), Set.of());

  private final Map<EngineTrait<?>, Object> said;
  private final Set<Integer> unwanted;

  /// What [#ofOperation] answers, once it has been asked: without and with a second order.
  private final @Nullable RuleContext[] ofOperations = new RuleContext[2];

  private RuleContext(Map<EngineTrait<?>, Object> said, Set<Integer> unwanted) {
    this.said = said;
    this.unwanted = unwanted;
  }

  /// An engine that says nothing of itself and wants everything.
  public static RuleContext plain() {
    return PLAIN;
  }

  /// What the engine says of this trait, or the trait's own value where it does not.
  public <T> T get(EngineTrait<T> trait) {
    Object value = said.get(trait);
    return value == null ? trait.unsaid() : trait.type().cast(value);
  }

  /// This context of an engine of which the trait has this value.
  public <T> RuleContext with(EngineTrait<T> trait, T value) {
    if (get(trait).equals(value)) return this;
    Map<EngineTrait<?>, Object> more = new HashMap<>(said);
    more.put(trait, trait.type().cast(value));
    return new RuleContext(more, unwanted);
  }

  /// This context, where nobody asks for the cotangents of these arguments either, counted from 1.
  public RuleContext without(Integer... arguments) {
    return without(Arrays.asList(arguments));
  }

  /// This context, where nobody asks for the cotangents of these arguments either, counted from 1.
  public RuleContext without(Collection<Integer> arguments) {
    if (unwanted.containsAll(arguments)) return this;
    Set<Integer> more = new HashSet<>(unwanted);
    more.addAll(arguments);
    return new RuleContext(said, Set.copyOf(more));
  }

  /// The arguments, counted from 1, whose cotangents nobody asks for: their work need not be done.
  public Set<Integer> unwanted() {
    return unwanted;
  }

  /// Is the cotangent of argument `i`, counted from 1, asked for?
  public boolean wants(int i) {
    return !unwanted.contains(i);
  }

  /// `operation`, whose rule is asked with what this context says, if it is a function with a rule.
  /// Whether the pullback is differentiated, how often it is applied and what is wanted of it, the
  /// operation knows better.
  public Operation given(Operation operation) {
    return operation instanceof RuleOperation own ? own.given(this) : operation;
  }

  boolean[] wanted(int arguments) {
    boolean[] wanted = new boolean[arguments];
    for (int i = 0; i < arguments; i++) wanted[i] = wants(i + 1);
    return wanted;
  }

  /// For a pullback that an operation applies once, in its own thread, and whose captures it has no
  /// use for.
  RuleContext ofOperation(boolean isDifferentiated) {
    int at = isDifferentiated ? 1 : 0;
    RuleContext known = ofOperations[at];
    if (known == null) {
      known =
          new RuleContext(said, Set.of())
              .with(CAPTURES, false)
              .with(SECOND_ORDER, isDifferentiated)
              .with(THREADS, false);
      ofOperations[at] = known;
    }
    return known;
  }

  /// For a function that a rule calls: of the engine what is true for every function, of the rule
  /// that it keeps what is answered and may do anything with it.
  RuleContext ofCallee() {
    Map<EngineTrait<?>, Object> lasting = new HashMap<>(said);
    lasting.keySet().removeAll(List.of(MUTATION, CHUNK, SECOND_ORDER, THREADS));
    return new RuleContext(lasting, Set.of()).with(CAPTURES, true);
  }

  /// The traits that the engine speaks of, and what is not wanted.
  @Override
  public String toString() {
    String traits =
        said.entrySet().stream()
            .map(entry -> entry.getKey().name() + "=" + entry.getValue())
            .sorted()
            .collect(Collectors.joining(", ", "RuleContext[", ""));
    return traits + (unwanted.isEmpty() ? "" : " unwanted=" + unwanted) + "]";
  }
}
