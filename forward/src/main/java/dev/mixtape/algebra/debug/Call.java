package dev.mixtape.algebra.debug;

import dev.mixtape.algebra.DebugCheck;
import dev.mixtape.algebra.DebugException;
import dev.mixtape.algebra.MixtapeException;
import dev.mixtape.algebra.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One call of a watched operation, for a value, a tangent or a cotangent.
///
/// A NaN that comes up inside the call is no finding unless it comes out: a branch may drop it. So
/// it is kept until the call is over.
final class Call {
  /// What a watched operation is asked for.
  enum Kind {
    VALUE("value", "a value"),
    PUSHFORWARD("pushforward", "a tangent"),
    PULLBACK("pullback", "a cotangent");

    private final String noun;
    private final String answer;

    Kind(String noun, String answer) {
      this.noun = noun;
      this.answer = answer;
    }
  }

  final Watched operation;
  private final Kind kind;
  private final Context context;
  private @Nullable DebugException first;

  Call(Watched operation, Kind kind, Context context) {
    this.operation = operation;
    this.kind = kind;
    this.context = context;
  }

  boolean checks(DebugCheck check) {
    return context.checks(check);
  }

  /// Asks the operation.
  ///
  /// @param given all that it is given
  /// @throws DebugException when it writes to what it is given, or answers differently when it is
  ///   asked again
  @Nullable Value[] run(Supplier<@Nullable Value[]> question, @Nullable Value... given) {
    boolean watches = !operation.isOurs();
    Snapshot before = new Snapshot(watches && checks(DebugCheck.PURITY) ? given : new Value[0]);
    @Nullable Value[] answer = ask(question);
    String change = before.change();
    if (change != null)
      throw broken("changed what it was given: " + change + "; it must copy first");
    if (watches && checks(DebugCheck.REPETITION) && areNumbers(given)) {
      Snapshot once = new Snapshot(answer);
      String difference = once.difference(new Call(operation, kind, context).ask(question));
      if (difference == null) difference = once.change();
      if (difference != null)
        throw broken("answered differently when it was asked again: " + difference);
    }
    return answer;
  }

  private @Nullable Value[] ask(Supplier<@Nullable Value[]> question) {
    Context around = Debugging.context();
    try {
      return Debugging.in(around.inside(this), question);
    } catch (DebugException e) {
      throw e;
    } catch (MixtapeException e) {
      if (kind == Kind.VALUE || around.inside() != null) throw e;
      throw inRegions(e.with(operation.site().toString()));
    }
  }

  static boolean areNumbers(@Nullable Value[] values) {
    return Arrays.stream(values).allMatch(value -> value == null || value.isNumber());
  }

  /// Looks for the first NaN in an answer.
  ///
  /// @param sources what it was made of
  /// @param formula the operation, applied to these operands
  /// @throws DebugException when there is one, unless this call is part of another
  void screen(Value answer, List<Value> sources, Formula formula) {
    for (DebugCheck check : context.checks()) {
      Screening.Bad bad = Screening.find(check, answer, operation.isEntrywise(), sources);
      if (bad == null) continue;
      String text =
          Screening.first(check)
              + " in "
              + kind.answer
              + ": "
              + formula.at(bad.entry(), answer)
              + (bad.derivative() ? ", in its derivative" : "")
              + where(bad.entry(), answer.shape().size());
      report(text + operation.site(), check);
    }
  }

  /// The operation in words, with the numbers of one entry.
  interface Formula {
    String at(int entry, Value answer);
  }

  private String where(int entry, int size) {
    Context.Elements elements = context.elements();
    if (elements != null && size % elements.count() == 0)
      return " (element " + elements.names().applyAsInt(entry % elements.count()) + ")";
    return size == 1 ? "" : " (entry " + entry + " of " + size + ")";
  }

  private void report(String text, DebugCheck check) {
    Call around = Debugging.context().inside();
    if (around == null) {
      String domain = kind == Kind.VALUE ? operation.domain() : "";
      String inside = first == null ? "" : "; inside, " + first.getMessage();
      String advice = "; where it is meant, leave out DebugCheck." + check;
      throw inRegions(new DebugException(text + domain + inside + advice, first));
    }
    if (around.first == null) around.first = new DebugException(text, first);
  }

  DebugException broken(String how) {
    return (DebugException) inRegions(new DebugException(this + " " + how + operation.site()));
  }

  /// The error with the names of the scopes and nodes that the operation was called in; those that
  /// are still open will name themselves.
  private MixtapeException inRegions(MixtapeException e) {
    Context now = Debugging.context();
    MixtapeException named = e;
    for (Context.Region r = context.region(); r != null; r = r.outer())
      if (!now.isIn(r)) named = named.inNode(r.name());
    return named;
  }

  @Override
  public String toString() {
    return "the " + kind.noun + " of " + operation.shownName();
  }

  static boolean isNothing(@Nullable Value[] tangents) {
    return Arrays.stream(tangents).allMatch(Objects::isNull);
  }
}
