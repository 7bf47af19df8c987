package dev.mixtape.algebra.node;

import dev.mixtape.algebra.explain.Explanation;
import dev.mixtape.algebra.explain.NodeReport.Kind;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Listens to the nodes of one run on one thread. Where nobody explains, all that is paid is the
/// look whether somebody does.
public final class Explainer {
  private static final ScopedValue<Explainer> CURRENT = ScopedValue.newInstance();

  private final Thread owner = Thread.currentThread();

  /// The node whose function is running.
  Sighting inside = new Sighting(this, Kind.SCOPE, "", "");

  /// True while a function is evaluated again for a derivative.
  boolean again;

  private Explainer() {}

  /// Runs `body` and answers what it met.
  public static Explanation explain(Runnable body) {
    Explainer explainer = new Explainer();
    Sighting all = explainer.inside;
    ScopedValue.where(CURRENT, explainer).run(body);
    return new Explanation(all.innerReports());
  }

  static @Nullable Explainer current() {
    if (!CURRENT.isBound()) return null;
    Explainer explainer = CURRENT.get();
    return explainer.owner == Thread.currentThread() ? explainer : null;
  }

  /// Runs `body` as a named scope.
  public static <R> R scope(String name, Supplier<R> body) {
    Explainer explainer = current();
    return explainer == null
        ? body.get()
        : explainer.inside.met(Kind.SCOPE, "", name).running(body);
  }

  /// Runs `body`, which calls `function` under this name.
  public static <R> R named(String name, Object function, Supplier<R> body) {
    Explainer explainer = current();
    if (explainer == null) return body.get();
    Sighting node = explainer.inside.met(Kind.CALL, FunctionName.of(function), name);
    R result = node.expecting(function).running(body);
    node.settled();
    return result;
  }
}
