package dev.mixtape.algebra.debug;

import dev.mixtape.algebra.DebugCheck;
import dev.mixtape.algebra.DebugException;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Operation;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/// The switch: what is checked on the running thread.
///
/// It is bound to the dynamic extent of a body, so it nests, ends however the body ends, and
/// concerns no other thread. Where nobody debugs, all that is left of it is [#isOn], a plain field:
/// a thread that debugs has set it itself, so it needs no fence.
public final class Debugging {
  /// The system property that turns debugging on for the whole run.
  public static final String PROPERTY = "mixtape.debug";

  private static final ScopedValue<Context> CONTEXT = ScopedValue.newInstance();
  private static final Context OUTERMOST =
      Context.of(DebugCheck.listed(System.getProperty(PROPERTY, "")));

  private static int scopes = OUTERMOST.checks().isEmpty() ? 0 : 1;
  private static boolean on = scopes > 0;

  private Debugging() {}

  /// False when nobody debugs: no thread need look further.
  public static boolean isOn() {
    return on;
  }

  private static synchronized void count(int change) {
    scopes += change;
    on = scopes > 0;
  }

  /// Runs `body` with these checks, in place of those around it.
  public static <T> T with(Set<DebugCheck> checks, Supplier<T> body) {
    count(1);
    try {
      return in(context().checking(checks), body);
    } finally {
      count(-1);
    }
  }

  static Context context() {
    return CONTEXT.isBound() ? CONTEXT.get() : OUTERMOST;
  }

  static <T> T in(Context context, Supplier<T> body) {
    return ScopedValue.where(CONTEXT, context).call(body::get);
  }

  /// Runs `body` without any checks.
  public static <T> T unwatched(Supplier<T> body) {
    return on ? in(context().checking(Set.of()), body) : body.get();
  }

  /// Runs `body`, a named scope or node.
  public static <T> T inRegion(String name, Supplier<T> body) {
    return isBusy() ? in(context().inRegion(name), body) : body.get();
  }

  /// Runs `body` on columns.
  ///
  /// @param names the number of the element that an entry of a column belongs to
  public static <T> T overElements(int count, IntUnaryOperator names, Supplier<T> body) {
    return isBusy()
        ? in(context().overElements(new Context.Elements(count, names)), body)
        : body.get();
  }

  private static boolean isBusy() {
    return on && !context().checks().isEmpty();
  }

  /// The operation as it is applied at `level`: watched, where something is checked.
  public static Operation watched(Operation operation, Level level) {
    Context context = context();
    if (context.checks().isEmpty() && !(operation instanceof Watched)) return operation;
    Watched watched =
        operation instanceof Watched known
            ? known
            : new Watched(operation, new Site(context.inside()), context);
    return Site.isOurs(level.getClass().getName()) ? watched : watched.kept();
  }

  /// The operation of a step that was recorded, as it is applied here. What was recorded watched
  /// stays so, and remembers where it was called.
  ///
  /// @param regions the scopes and nodes that the step lies in, outer ones first
  public static Operation again(Operation operation, List<String> regions) {
    Context context = context();
    if (operation instanceof Watched recorded)
      return CONTEXT.isBound() ? recorded.again(context) : recorded;
    if (context.checks().isEmpty()) return operation;
    for (String region : regions) context = context.inRegion(region);
    return new Watched(operation, new Site(context.inside()), context);
  }

  /// Looks at two plain cotangents that are about to be added.
  ///
  /// @throws DebugException when a sum is the first NaN
  public static void adding(double[] some, double[] more) {
    Context context = context();
    for (DebugCheck check : context.checks()) {
      for (int i = 0; i < some.length; i++) {
        if (Screening.isBad(check, some[i] + more[i])
            && !Screening.isBad(check, some[i])
            && !Screening.isBad(check, more[i])) {
          throw new DebugException(
              Screening.first(check)
                  + " in a cotangent: "
                  + some[i]
                  + " and "
                  + more[i]
                  + (some.length == 1 ? "" : " (entry " + i + " of " + some.length + ")")
                  + " reached the same value and were added");
        }
      }
    }
  }
}
