package dev.mixtape.bridge.testing;

import dev.mixtape.bridge.Rrule1;
import dev.mixtape.bridge.Rrule2;
import dev.mixtape.bridge.Rrule3;
import dev.mixtape.bridge.Rrule4;
import dev.mixtape.bridge.Rrule5;
import dev.mixtape.bridge.Rrule6;
import dev.mixtape.bridge.Rrule7;
import dev.mixtape.bridge.Rrule8;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Function5;
import io.vavr.Function6;
import io.vavr.Function7;
import io.vavr.Function8;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Checks of rules, for the tests of those who write them.
///
/// ```java
/// checkRule(f, real(2), vec(1, 2, 3)).assertPassed();
/// ```
///
/// Each [Check] says what it looks at; the [RuleReport] says what is wrong, where, and how sure
/// that is.
///
/// [#checkPullback] makes the same checks of what an engine answers for a function, whoever wrote
/// the engine: `checkPullback(f, x -> myTape.pullback(f, x), real(2))`.
public final class CheckRule {
  private CheckRule() {}

  /// Slopes may be apart by `absolute + relative * max(1, |slope|)`, and by what finite differences
  /// are unsure; unless said 1e-8 and 1e-6, and 1e-11 and 1e-9 beside duals, which are exact.
  public static CheckOption within(double relative, double absolute) {
    return new CheckOption.Within(relative, absolute);
  }

  /// The seed of random cotangents, directions and points, 1 unless said: a report is repeatable.
  public static CheckOption seed(long seed) {
    return new CheckOption.Seed(seed);
  }

  /// A check that is not made, and why.
  public static CheckOption skipping(Check check, String reason) {
    return new CheckOption.Skipping(check, reason);
  }

  /// One more point to compare at: as many arguments, of the same types.
  public static CheckOption at(Object... arguments) {
    return new CheckOption.At(List.of(arguments));
  }

  /// Arguments, counted from 1, that the rule holds constant on purpose.
  public static CheckOption heldConstant(int... arguments) {
    return new CheckOption.HeldConstant(
        Arrays.stream(arguments).boxed().collect(Collectors.toSet()));
  }

  /// What the report calls the rule; unless said, the name of its class.
  public static CheckOption named(String name) {
    return new CheckOption.Named(name);
  }

  /// Checks the rule of a function of 1 argument.
  ///
  /// @param options made by the static methods of this class
  public static <A, R> RuleReport checkRule(Function1<A, R> f, A a, CheckOption... options) {
    return Examination.of(Subjects.of(f), options, a);
  }

  /// Checks the pullback that an engine makes of a function of 1 argument.
  ///
  /// @param pullback the value of `f` and its pullback, where it is asked for them
  /// @param options made by the static methods of this class
  public static <A, R> RuleReport checkPullback(
      Function1<A, R> f, Function1<A, Rrule1<A, R>> pullback, A a, CheckOption... options) {
    return Examination.of(Subjects.of(f, pullback), options, a);
  }

  /// Checks the rule of a function of 2 arguments.
  ///
  /// @param options made by the static methods of this class
  public static <A, B, R> RuleReport checkRule(
      Function2<A, B, R> f, A a, B b, CheckOption... options) {
    return Examination.of(Subjects.of(f), options, a, b);
  }

  /// Checks the pullback that an engine makes of a function of 2 arguments.
  ///
  /// @param pullback the value of `f` and its pullback, where it is asked for them
  /// @param options made by the static methods of this class
  public static <A, B, R> RuleReport checkPullback(
      Function2<A, B, R> f,
      Function2<A, B, Rrule2<A, B, R>> pullback,
      A a,
      B b,
      CheckOption... options) {
    return Examination.of(Subjects.of(f, pullback), options, a, b);
  }

  /// Checks the rule of a function of 3 arguments.
  ///
  /// @param options made by the static methods of this class
  public static <A, B, C, R> RuleReport checkRule(
      Function3<A, B, C, R> f, A a, B b, C c, CheckOption... options) {
    return Examination.of(Subjects.of(f), options, a, b, c);
  }

  /// Checks the pullback that an engine makes of a function of 3 arguments.
  ///
  /// @param pullback the value of `f` and its pullback, where it is asked for them
  /// @param options made by the static methods of this class
  public static <A, B, C, R> RuleReport checkPullback(
      Function3<A, B, C, R> f,
      Function3<A, B, C, Rrule3<A, B, C, R>> pullback,
      A a,
      B b,
      C c,
      CheckOption... options) {
    return Examination.of(Subjects.of(f, pullback), options, a, b, c);
  }

  /// Checks the rule of a function of 4 arguments.
  ///
  /// @param options made by the static methods of this class
  public static <A, B, C, D, R> RuleReport checkRule(
      Function4<A, B, C, D, R> f, A a, B b, C c, D d, CheckOption... options) {
    return Examination.of(Subjects.of(f), options, a, b, c, d);
  }

  /// Checks the pullback that an engine makes of a function of 4 arguments.
  ///
  /// @param pullback the value of `f` and its pullback, where it is asked for them
  /// @param options made by the static methods of this class
  public static <A, B, C, D, R> RuleReport checkPullback(
      Function4<A, B, C, D, R> f,
      Function4<A, B, C, D, Rrule4<A, B, C, D, R>> pullback,
      A a,
      B b,
      C c,
      D d,
      CheckOption... options) {
    return Examination.of(Subjects.of(f, pullback), options, a, b, c, d);
  }

  /// Checks the rule of a function of 5 arguments.
  ///
  /// @param options made by the static methods of this class
  public static <A, B, C, D, E, R> RuleReport checkRule(
      Function5<A, B, C, D, E, R> f, A a, B b, C c, D d, E e, CheckOption... options) {
    return Examination.of(Subjects.of(f), options, a, b, c, d, e);
  }

  /// Checks the pullback that an engine makes of a function of 5 arguments.
  ///
  /// @param pullback the value of `f` and its pullback, where it is asked for them
  /// @param options made by the static methods of this class
  public static <A, B, C, D, E, R> RuleReport checkPullback(
      Function5<A, B, C, D, E, R> f,
      Function5<A, B, C, D, E, Rrule5<A, B, C, D, E, R>> pullback,
      A a,
      B b,
      C c,
      D d,
      E e,
      CheckOption... options) {
    return Examination.of(Subjects.of(f, pullback), options, a, b, c, d, e);
  }

  /// Checks the rule of a function of 6 arguments.
  ///
  /// @param options made by the static methods of this class
  public static <A, B, C, D, E, F, R> RuleReport checkRule(
      Function6<A, B, C, D, E, F, R> f, A a, B b, C c, D d, E e, F u, CheckOption... options) {
    return Examination.of(Subjects.of(f), options, a, b, c, d, e, u);
  }

  /// Checks the pullback that an engine makes of a function of 6 arguments.
  ///
  /// @param pullback the value of `f` and its pullback, where it is asked for them
  /// @param options made by the static methods of this class
  public static <A, B, C, D, E, F, R> RuleReport checkPullback(
      Function6<A, B, C, D, E, F, R> f,
      Function6<A, B, C, D, E, F, Rrule6<A, B, C, D, E, F, R>> pullback,
      A a,
      B b,
      C c,
      D d,
      E e,
      F u,
      CheckOption... options) {
    return Examination.of(Subjects.of(f, pullback), options, a, b, c, d, e, u);
  }

  /// Checks the rule of a function of 7 arguments.
  ///
  /// @param options made by the static methods of this class
  public static <A, B, C, D, E, F, G, R> RuleReport checkRule(
      Function7<A, B, C, D, E, F, G, R> f,
      A a,
      B b,
      C c,
      D d,
      E e,
      F u,
      G v,
      CheckOption... options) {
    return Examination.of(Subjects.of(f), options, a, b, c, d, e, u, v);
  }

  /// Checks the pullback that an engine makes of a function of 7 arguments.
  ///
  /// @param pullback the value of `f` and its pullback, where it is asked for them
  /// @param options made by the static methods of this class
  public static <A, B, C, D, E, F, G, R> RuleReport checkPullback(
      Function7<A, B, C, D, E, F, G, R> f,
      Function7<A, B, C, D, E, F, G, Rrule7<A, B, C, D, E, F, G, R>> pullback,
      A a,
      B b,
      C c,
      D d,
      E e,
      F u,
      G v,
      CheckOption... options) {
    return Examination.of(Subjects.of(f, pullback), options, a, b, c, d, e, u, v);
  }

  /// Checks the rule of a function of 8 arguments.
  ///
  /// @param options made by the static methods of this class
  public static <A, B, C, D, E, F, G, H, R> RuleReport checkRule(
      Function8<A, B, C, D, E, F, G, H, R> f,
      A a,
      B b,
      C c,
      D d,
      E e,
      F u,
      G v,
      H w,
      CheckOption... options) {
    return Examination.of(Subjects.of(f), options, a, b, c, d, e, u, v, w);
  }

  /// Checks the pullback that an engine makes of a function of 8 arguments.
  ///
  /// @param pullback the value of `f` and its pullback, where it is asked for them
  /// @param options made by the static methods of this class
  public static <A, B, C, D, E, F, G, H, R> RuleReport checkPullback(
      Function8<A, B, C, D, E, F, G, H, R> f,
      Function8<A, B, C, D, E, F, G, H, Rrule8<A, B, C, D, E, F, G, H, R>> pullback,
      A a,
      B b,
      C c,
      D d,
      E e,
      F u,
      G v,
      H w,
      CheckOption... options) {
    return Examination.of(Subjects.of(f, pullback), options, a, b, c, d, e, u, v, w);
  }
}
