package dev.mixtape.bridge.testing;

import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.Value;
import dev.mixtape.bridge.EngineTrait;
import dev.mixtape.bridge.RuleContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Does the rule keep what any engine may rely on?
final class ProtocolChecks {
  private static final int THREADS = 4;
  private static final int ROUNDS = 25;
  private static final int PATIENCE = 60;

  private final Case about;
  private double @Nullable [] firstOfAll;

  ProtocolChecks(Case about) {
    this.about = about;
  }

  /// The smallest thing that must work; what throws here would throw in every other check.
  void answers(Ledger ledger) {
    if (about.subject().rrule().apply(RuleContext.plain(), about.x().values()).isEmpty()) {
      ledger.fail(
          "the function has no rule; give it one by withRule, fwddiff, a class that implements one"
              + " or a RuleProvider");
      return;
    }
    firstOfAll = about.pullback(about.x()).at(about.cotangent(about.random()));
  }

  void value(Ledger ledger) {
    double[] direct = about.y().numbers();
    same(ledger, "the function, called again", direct, about.value(about.x()).numbers());
    same(ledger, "the rule's value", direct, about.pullback(about.x()).y().numbers());
    for (Subject.Pushed pushed : about.subject().frule().apply(about.x().values()))
      same(ledger, "the value beside the pushforward", direct, Point.of(pushed.value()).numbers());
    double[] numbers = about.x().numbers();
    Point farther = about.x().with(Numbers.combined(1.5, numbers, 0, numbers));
    if (about.valueOrNull(farther) != null)
      same(
          ledger,
          "the function, called after another point",
          direct,
          about.value(about.x()).numbers());
  }

  private void same(Ledger ledger, String what, double[] expected, double[] given) {
    if (given.length != expected.length) {
      ledger.fail(what + " has " + given.length + " components, not " + expected.length);
      return;
    }
    int apart = Tolerance.ROUNDING.firstApart(expected, given);
    if (apart >= 0)
      ledger.fail(
          what
              + ", at "
              + about.x()
              + about.y().place(apart)
              + "\n  expected  "
              + Numbers.shown(expected[apart])
              + "  (the function's first answer)\n  given     "
              + Numbers.shown(given[apart]));
  }

  /// Arguments, cotangents and directions before and after.
  void purity(Ledger ledger) {
    RandomGenerator random = about.random();
    Object[] arguments = about.x().values();
    Point answered = Point.of(about.subject().apply().apply(arguments));
    if (changed(ledger, "the function", arguments)) return;
    Subject.Pulled pulled = about.subject().rrule().apply(RuleContext.plain(), arguments).get();
    double[] w = about.cotangent(random);
    Tangent<?> cotangent = about.y().tangents(new Object[] {pulled.value()}, w).get(0);
    Answer.read(about.x(), pulled.pullback().apply(cotangent));
    if (changed(ledger, "the rule", arguments)) return;
    ledger.require(
        Tolerance.ROUNDING.same(w, Answer.read(about.y(), List.of(cotangent)).numbers()),
        "the pullback writes into the cotangent it is given: from "
            + Numbers.shown(w)
            + " to "
            + Numbers.shown(Answer.read(about.y(), List.of(cotangent)).numbers()));
    ledger.require(
        Tolerance.ROUNDING.same(about.y().numbers(), Point.of(pulled.value()).numbers())
            && Tolerance.ROUNDING.same(about.y().numbers(), answered.numbers()),
        "the rule writes into the value of the function");
    for (Subject.Pushed pushed : about.subject().frule().apply(arguments))
      pushforwardIsPure(ledger, pushed, arguments, Numbers.random(about.x().size(), random));
  }

  private void pushforwardIsPure(
      Ledger ledger, Subject.Pushed pushed, Object[] arguments, double[] v) {
    List<Tangent<?>> directions = about.x().tangents(arguments, v);
    Answer.read(about.y(), List.of(pushed.pushforward().apply(directions)));
    if (changed(ledger, "the pushforward", arguments)) return;
    ledger.require(
        Tolerance.ROUNDING.same(v, Answer.read(about.x(), directions).numbers()),
        "the pushforward writes into the directions it is given");
  }

  private boolean changed(Ledger ledger, String who, Object[] arguments) {
    double[] now = Point.of(arguments).numbers();
    double[] before = about.x().numbers();
    int apart = new Tolerance(0, 0).firstApart(before, now);
    if (apart < 0) return false;
    ledger.fail(
        who
            + " writes into "
            + about.place(apart)
            + ": from "
            + Numbers.shown(before[apart])
            + " to "
            + Numbers.shown(now[apart]));
    return true;
  }

  void repeatedCalls(Ledger ledger) {
    RandomGenerator random = about.random();
    double[] w = about.cotangent(random);
    double[] other = about.cotangent(random);
    Case.Pullback pullback = about.pullback(about.x());
    List<? extends Tangent<?>> tangents = pullback.tangents(w);
    double[] first = Answer.read(about.x(), tangents).numbers();
    if (firstOfAll != null) again(ledger, "asked for later than the first time", firstOfAll, first);
    again(ledger, "called a second time", first, pullback.at(w));
    pullback.at(other);
    again(
        ledger,
        "read again after another call: a rule may not keep and rewrite the array it answers",
        first,
        Answer.read(about.x(), tangents).numbers());
    again(ledger, "called again after another cotangent", first, pullback.at(w));
    afterAnotherPoint(ledger, pullback, w, first);
    again(ledger, "asked for anew at the same arguments", first, about.pullback(about.x()).at(w));
  }

  private void afterAnotherPoint(
      Ledger ledger, Case.Pullback pullback, double[] w, double[] first) {
    double[] numbers = about.x().numbers();
    Point at = about.x().with(Numbers.combined(1.25, numbers, 0, numbers));
    Point value = about.valueOrNull(at);
    if (value == null || value.size() != about.y().size()) return;
    about.pullback(at).at(w);
    again(ledger, "called again after the rule was asked for at " + at, first, pullback.at(w));
  }

  private void again(Ledger ledger, String how, double[] first, double[] now) {
    int apart = Tolerance.ROUNDING.firstApart(first, now);
    if (apart < 0) return;
    ledger.fail(
        "the tangent of "
            + about.place(apart)
            + ", "
            + how
            + "\n  expected  "
            + Numbers.shown(first[apart])
            + "  (as at first)\n  given     "
            + Numbers.shown(now[apart]));
  }

  void concurrentCalls(Ledger ledger) {
    Case.Pullback pullback = about.pullback(about.x());
    RandomGenerator random = about.random();
    List<double[]> cotangents =
        IntStream.range(0, THREADS).mapToObj(_ -> about.cotangent(random)).toList();
    List<double[]> expected = cotangents.stream().map(pullback::at).toList();
    CyclicBarrier start = new CyclicBarrier(THREADS);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<String>> wrong =
          IntStream.range(0, THREADS)
              .mapToObj(t ->
                  threads.submit(
                      () -> together(pullback, start, cotangents.get(t), expected.get(t))))
              .toList();
      for (Future<String> each : wrong) {
        String what = each.get();
        if (!what.isEmpty()) ledger.fail(what);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ledger.doubt("interrupted");
    } catch (ExecutionException e) {
      ledger.fail("on several threads at once, the pullback threw " + e.getCause());
    }
  }

  private String together(
      Case.Pullback pullback, CyclicBarrier start, double[] cotangent, double[] expected)
      throws Exception {
    String wrong = "";
    for (int round = 0; round < ROUNDS; round++) {
      start.await(PATIENCE, TimeUnit.SECONDS);
      double[] given;
      try {
        given = pullback.at(cotangent);
      } catch (RuntimeException e) {
        wrong = "while " + THREADS + " threads called it, the pullback threw " + e;
        continue;
      }
      int apart = Tolerance.ROUNDING.firstApart(expected, given);
      if (apart >= 0 && wrong.isEmpty())
        wrong =
            "the tangent of "
                + about.place(apart)
                + ", while "
                + THREADS
                + " threads called the pullback\n  expected  "
                + Numbers.shown(expected[apart])
                + "  (as on one thread)\n  given     "
                + Numbers.shown(given[apart]);
    }
    return wrong;
  }

  void kindsOfCotangents(Ledger ledger) {
    Case.Pullback pullback = about.pullback(about.x());
    double[] w = about.cotangent(about.random());
    double[] expected = pullback.at(w);
    Tangent<?> given = pullback.cotangent(w);
    kind(ledger, "a thunk", expected, pullback, thunk(given));
    kind(ledger, "a thunk of a thunk", expected, pullback, thunk(thunk(given)));
    double[] zero = new double[about.x().size()];
    for (int i = 0; i < zero.length; i++) if (!Double.isFinite(expected[i])) zero[i] = expected[i];
    kind(ledger, "ZeroTangent", zero, pullback, Tangent.zero(pullback.pulled().value()));
    for (int leaf = 0; leaf < about.y().shapes().size(); leaf++) oneLeaf(ledger, pullback, leaf, w);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Tangent<?> thunk(Tangent<?> tangent) {
    return Tangent.thunk(() -> (Tangent) tangent);
  }

  /// A leaf of the result that moves alone, the others structural zeros.
  private void oneLeaf(Ledger ledger, Case.Pullback pullback, int leaf, double[] w) {
    List<Value> leaves = Structure.leavesOf(pullback.pulled().value());
    if (leaves.size() < 2) return;
    int from = about.y().shapes().subList(0, leaf).stream().mapToInt(s -> s.size()).sum();
    int to = from + about.y().shapes().get(leaf).size();
    double[] only = new double[w.length];
    System.arraycopy(w, from, only, from, to - from);
    @Nullable Value[] tangents = new Value[leaves.size()];
    tangents[leaf] = about.y().leaves(w).get(leaf);
    kind(
        ledger,
        "a structural tangent in which only leaf " + (leaf + 1) + " moves",
        pullback.at(only),
        pullback,
        Tangent.ofLeaves(about.result(), leaves, tangents));
  }

  private void kind(
      Ledger ledger, String kind, double[] expected, Case.Pullback pullback, Tangent<?> cotangent) {
    double[] given;
    try {
      Answer answer = Answer.read(about.x(), pullback.tangents(cotangent));
      given = answer.numbers();
      if (!answer
          .notImplemented()
          .equals(pullback.read(about.cotangent(about.random())).notImplemented()))
        ledger.fail("for " + kind + " as the cotangent, the pullback answers NotImplemented");
    } catch (RuntimeException e) {
      ledger.fail("for " + kind + " as the cotangent, the pullback threw " + e);
      return;
    }
    int apart = Tolerance.ROUNDING.firstApart(expected, given);
    if (apart >= 0)
      ledger.fail(
          "the tangent of "
              + about.place(apart)
              + ", for "
              + kind
              + " as the cotangent\n  expected  "
              + Numbers.shown(expected[apart])
              + "\n  given     "
              + Numbers.shown(given[apart]));
  }

  void deferredTangents(Ledger ledger) {
    RandomGenerator random = about.random();
    double[] w = about.cotangent(random);
    double[] other = about.cotangent(random);
    Case.Pullback pullback = about.pullback(about.x());
    double[] expected = pullback.at(w);
    List<? extends Tangent<?>> late = pullback.tangents(w);
    List<? extends Tangent<?>> later = pullback.tangents(other);
    Answer.read(about.x(), later);
    double[] backwards = Answer.read(about.x(), late, true).numbers();
    again(
        ledger,
        "asked for late, after those of another cotangent and the last argument first",
        expected,
        backwards);
    again(ledger, "asked for twice", backwards, Answer.read(about.x(), late).numbers());
  }

  void unwantedArguments(Ledger ledger) {
    int arguments = about.arguments();
    if (arguments < 2) {
      ledger.notApplicable("the function has one argument");
      return;
    }
    if (!about.subject().takesContext()) {
      ledger.notApplicable("the engine is asked for the tangents of all arguments");
      return;
    }
    double[] w = about.cotangent(about.random());
    double[] expected = about.pullback(about.x()).at(w);
    List<Set<Integer>> contexts = new ArrayList<>();
    for (int i = 1; i <= arguments; i++) {
      contexts.add(Set.of(i));
      Set<Integer> others = new HashSet<>();
      for (int k = 1; k <= arguments; k++) if (k != i) others.add(k);
      if (arguments > 2) contexts.add(others);
    }
    for (Set<Integer> unwanted : contexts) without(ledger, unwanted, w, expected);
  }

  private void without(Ledger ledger, Set<Integer> unwanted, double[] w, double[] expected) {
    Case.Pullback pullback = about.pullback(about.x(), RuleContext.plain().without(unwanted));
    List<? extends Tangent<?>> tangents = pullback.tangents(w);
    for (int i = 0; i < about.arguments(); i++) {
      if (unwanted.contains(i + 1)) continue;
      List<Tangent<?>> only = new ArrayList<>();
      for (int k = 0; k < about.arguments(); k++)
        only.add(k == i ? tangents.get(k) : new Tangent.NoTangent<>("not read"));
      double[] given = Answer.read(about.x(), only).numbers();
      for (int c = about.x().start(i); c < about.x().start(i + 1); c++) {
        if (Tolerance.ROUNDING.same(expected[c], given[c], expected[c])) continue;
        differs(
            ledger,
            c,
            ", when of the arguments " + unwanted + " are unwanted",
            Numbers.shown(expected[c]) + "  (as when all are wanted)",
            given[c]);
        break;
      }
    }
  }

  private void differs(Ledger ledger, int component, String when, String expected, double given) {
    ledger.fail(
        "the tangent of "
            + about.place(component)
            + when
            + "\n  expected  "
            + expected
            + "\n  given     "
            + Numbers.shown(given));
  }

  void contexts(Ledger ledger) {
    RuleContext plain = RuleContext.plain();
    double[] w = about.cotangent(about.random());
    double[] expected = about.pullback(about.x()).at(w);
    for (RuleContext context :
        List.of(
            plain.with(EngineTrait.CAPTURES, true),
            plain.with(EngineTrait.MUTATION, true),
            plain.with(EngineTrait.CHUNK, 8),
            plain.with(EngineTrait.SECOND_ORDER, false),
            plain.with(EngineTrait.SECOND_ORDER, false).with(EngineTrait.MUTATION, true),
            plain.with(EngineTrait.THREADS, false))) {
      double[] given = about.pullback(about.x(), context).at(w);
      for (int c = 0; c < given.length; c++) {
        if (Tolerance.ROUNDING.same(expected[c], given[c], expected[c])) continue;
        differs(
            ledger,
            c,
            ", for an engine that says " + context,
            Numbers.shown(expected[c]) + "  (as for one that says nothing)",
            given[c]);
        break;
      }
    }
  }
}
