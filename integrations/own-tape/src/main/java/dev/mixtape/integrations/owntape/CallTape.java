package dev.mixtape.integrations.owntape;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.EngineTrait;
import dev.mixtape.bridge.Rrule1;
import dev.mixtape.bridge.RuleContext;
import dev.mixtape.bridge.testing.Callee;
import dev.mixtape.bridge.testing.Calls;
import dev.mixtape.bridge.testing.Recording;
import dev.mixtape.bridge.testing.Variable;
import io.vavr.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A tape that records calls of functions with rules, and knows nothing but the protocol.
public final class CallTape implements Calls {
  private static final int CONSTANT = -1;

  private record Node<T>(T value, int number) implements Variable<T> {}

  private interface Step {
    void pull(Sweep sweep, Tangent<?> yBar);
  }

  private final List<Step> steps = new ArrayList<>();

  private CallTape() {}

  private <T> Node<T> recorded(T value, Step step) {
    steps.add(step);
    return new Node<>(value, steps.size() - 1);
  }

  @Override
  public <T> Variable<T> constant(T value) {
    return new Node<>(value, CONSTANT);
  }

  private static RuleContext context(List<Node<?>> arguments) {
    Set<Integer> unwanted = new HashSet<>();
    for (int i = 0; i < arguments.size(); i++)
      if (arguments.get(i).number == CONSTANT) unwanted.add(i + 1);
    return RuleContext.plain().with(EngineTrait.CAPTURES, true).without(unwanted);
  }

  private static IllegalArgumentException noRule(Object f) {
    return new IllegalArgumentException(f + " has no rule; wrap it in fwddiff or withRule");
  }

  @Override
  public <R> Variable<R> call(Callee<R> f, List<Variable<?>> arguments) {
    List<Node<?>> x = new ArrayList<>();
    for (Variable<?> argument : arguments) x.add((Node<?>) argument);
    List<?> values = x.stream().map(Node::value).toList();
    if (x.stream().allMatch(node -> node.number == CONSTANT)) return constant(f.value(values));
    var rule = f.rrule(context(x), values).getOrElseThrow(() -> noRule(f));
    return recorded(rule.value(), (sweep, yBar) -> sweep.addAll(x, pulled(rule, yBar)));
  }

  @SuppressWarnings("unchecked")
  private static <R> List<Tangent<?>> pulled(Callee.Rule<R> rule, Tangent<?> yBar) {
    return rule.pullback().apply((Tangent<R>) yBar);
  }

  private final class Sweep {
    private final @Nullable Tangent<?>[] bar = new Tangent<?>[steps.size()];

    @SuppressWarnings("unchecked")
    void addAll(List<Node<?>> to, List<Tangent<?>> more) {
      for (int i = 0; i < to.size(); i++)
        add((Node<Object>) to.get(i), (Tangent<Object>) more.get(i));
    }

    @SuppressWarnings("unchecked")
    <T> void add(Node<T> to, Tangent<T> more) {
      if (to.number == CONSTANT || more.forced() instanceof Tangent.NoTangent) return;
      Tangent<T> sum = (Tangent<T>) bar[to.number];
      bar[to.number] = sum == null ? more : sum.plus(more);
    }

    @SuppressWarnings("unchecked")
    <T> Tangent<T> run(Node<T> input) {
      for (int n = bar.length - 1; n > input.number; n--) {
        Tangent<?> yBar = bar[n];
        if (yBar != null) steps.get(n).pull(this, yBar);
      }
      Tangent<T> sum = (Tangent<T>) bar[input.number];
      return sum == null ? Tangent.zero(input.value) : sum;
    }
  }

  /// The value of a recorded function at `a`, and its pullback there.
  public static <A, R> Rrule1<A, R> pullback(Recording<A, R> recording, A a) {
    CallTape tape = new CallTape();
    Node<A> input = tape.recorded(a, (sweep, yBar) -> {});
    Node<R> y = (Node<R>) recording.record(tape, input);
    return new Rrule1<>(
        y.value,
        yBar -> {
          Sweep sweep = tape.new Sweep();
          sweep.add(y, yBar);
          return Tuple.of(Captures.none(), sweep.run(input));
        });
  }
}
