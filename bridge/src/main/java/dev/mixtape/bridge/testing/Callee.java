package dev.mixtape.bridge.testing;

import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.RuleContext;
import io.vavr.control.Option;
import java.util.List;
import java.util.function.Function;

/// A function that a recording calls, whatever its number of arguments: for tapes that treat them
/// all alike.
///
/// @param <R> the type of its result
public final class Callee<R> {
  private final Subject subject;
  private final Function<Object[], R> call;

  Callee(Subject subject, Function<Object[], R> call) {
    this.subject = subject;
    this.call = call;
  }

  /// The value of the function and its pullback: one tangent per argument.
  ///
  /// @param <R> the type of the value
  public record Rule<R>(R value, Function<Tangent<R>, List<Tangent<?>>> pullback) {}

  /// The function's value, for arguments that are all constants to the tape.
  public R value(List<?> arguments) {
    return call.apply(arguments.toArray());
  }

  /// What [dev.mixtape.bridge.Bridge#rrule] answers for the function; captures are ignored.
  @SuppressWarnings("unchecked")
  public Option<Rule<R>> rrule(RuleContext context, List<?> arguments) {
    return subject
        .rrule()
        .apply(context, arguments.toArray())
        .map(pulled -> new Rule<>((R) pulled.value(), yBar -> pulled.pullback().apply(yBar)));
  }

  /// The name of the function's rule.
  @Override
  public String toString() {
    return subject.name(null);
  }
}
