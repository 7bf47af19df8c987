package dev.mixtape.bridge;

import dev.mixtape.algebra.FunctionException;
import io.vavr.Function1;
import io.vavr.Lazy;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// The engines that differentiate for a rule where the one that asked for it does not say how.
final class Engines {
  static final ForwardEngine FORWARD =
      new ForwardEngine() {
        @Override
        public <A, R> Frule1<A, R> pushforward(Function1<A, R> f, A a) {
          return Bridge.frule(Bridge.fwddiff(f), a).get();
        }
      };

  static final ReverseEngine NODES =
      new ReverseEngine() {
        @Override
        public <A, R> Rrule1<A, R> pullback(Function1<A, R> f, A a) {
          RuleContext context = RuleContext.plain().with(EngineTrait.CAPTURES, true);
          return Bridge.rrule(context, Bridge.fwddiff(f), a).get();
        }
      };

  private static final Lazy<ReverseEngine> SERVED =
      Lazy.of(() ->
          only(
              ServiceLoader.load(ReverseEngine.class).stream()
                  .map(ServiceLoader.Provider::get)
                  .toList()));

  static final ReverseEngine REVERSE =
      new ReverseEngine() {
        @Override
        public <A, R> Rrule1<A, R> pullback(Function1<A, R> f, A a) {
          return SERVED.get().pullback(f, a);
        }
      };

  private Engines() {}

  static ReverseEngine only(List<ReverseEngine> engines) {
    if (engines.size() < 2) return engines.isEmpty() ? NODES : engines.get(0);
    throw new FunctionException(
        "several services differentiate in reverse: "
            + engines.stream()
                .map(engine -> engine.getClass().getName())
                .collect(Collectors.joining(" and "))
            + "; remove all but one, or name one by context.with(EngineTrait.REVERSE, engine)");
  }
}
