package dev.mixtape.integrations.owntape;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Bridge;
import dev.mixtape.bridge.EngineTrait;
import dev.mixtape.bridge.Rrule1;
import dev.mixtape.bridge.RuleContext;
import dev.mixtape.bridge.testing.Calls;
import dev.mixtape.bridge.testing.Recording;
import dev.mixtape.bridge.testing.Variable;
import io.vavr.Function1;
import io.vavr.Function2;
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

  private static RuleContext context(Node<?>... arguments) {
    Set<Integer> unwanted = new HashSet<>();
    for (int i = 0; i < arguments.length; i++)
      if (arguments[i].number == CONSTANT) unwanted.add(i + 1);
    return RuleContext.plain().with(EngineTrait.CAPTURES, true).without(unwanted);
  }

  private static IllegalArgumentException noRule(Object f) {
    return new IllegalArgumentException(f + " has no rule; wrap it in fwddiff or withRule");
  }

  @Override
  @SuppressWarnings("unchecked")
  public <A, R> Variable<R> call(Function1<A, R> f, Variable<A> a) {
    Node<A> x = (Node<A>) a;
    if (x.number == CONSTANT) return constant(Bridge.call(f, x.value));
    var rule = Bridge.rrule(context(x), f, x.value).getOrElseThrow(() -> noRule(f));
    return recorded(
        rule.value(), (sweep, yBar) -> sweep.add(x, rule.pullback().apply((Tangent<R>) yBar)._2));
  }

  @Override
  @SuppressWarnings("unchecked")
  public <A, B, R> Variable<R> call(Function2<A, B, R> f, Variable<A> a, Variable<B> b) {
    Node<A> x = (Node<A>) a;
    Node<B> z = (Node<B>) b;
    if (x.number == CONSTANT && z.number == CONSTANT)
      return constant(Bridge.call(f, x.value, z.value));
    var rule = Bridge.rrule(context(x, z), f, x.value, z.value).getOrElseThrow(() -> noRule(f));
    return recorded(
        rule.value(),
        (sweep, yBar) -> {
          var pulled = rule.pullback().apply((Tangent<R>) yBar);
          sweep.add(x, pulled._2);
          sweep.add(z, pulled._3);
        });
  }

  private final class Sweep {
    private final @Nullable Tangent<?>[] bar = new Tangent<?>[steps.size()];

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
