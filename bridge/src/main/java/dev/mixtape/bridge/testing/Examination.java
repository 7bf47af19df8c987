package dev.mixtape.bridge.testing;

import dev.mixtape.algebra.FunctionException;
import java.util.ArrayList;
import java.util.List;

/// All checks of one rule.
final class Examination {
  private final Subject subject;
  private final Options options;
  private final Case about;
  private final ProtocolChecks protocol;
  private final List<Finding> findings = new ArrayList<>();
  private int points;

  private Examination(Subject subject, Options options, Object[] arguments) {
    this.subject = subject;
    this.options = options;
    Point x = Point.of(arguments);
    for (Object[] point : this.options.points()) {
      if (point.length != arguments.length)
        throw new FunctionException(
            "CheckRule.at(…) needs as many arguments as the function has, "
                + arguments.length
                + ", but got "
                + point.length);
    }
    this.about = new Case(subject, x, Point.of(subject.apply().apply(x.values())), options);
    this.protocol = new ProtocolChecks(about);
  }

  static RuleReport of(Subject subject, CheckOption[] options, Object... arguments) {
    return new Examination(subject, Options.of(options), arguments).report();
  }

  /// A check, writing into a ledger.
  private interface Body {
    void run(Ledger ledger);
  }

  private RuleReport report() {
    for (Check check : Check.values()) {
      findings.add(finding(check));
      if (check == Check.ANSWERS && findings.get(0).verdict() == Verdict.FAILED) break;
    }
    return new RuleReport(subject.name(options.name()), about.signature(), points, findings);
  }

  private Body body(Check check) {
    DerivativeChecks derivatives = new DerivativeChecks(about);
    LinearityChecks linearity = new LinearityChecks(about);
    return switch (check) {
      case ANSWERS -> protocol::answers;
      case VALUE -> protocol::value;
      case PURITY -> protocol::purity;
      case FINITE_DIFFERENCES -> ledger -> points = derivatives.finiteDifferences(ledger);
      case DUALS -> derivatives::duals;
      case SECOND_ORDER -> derivatives::secondOrder;
      case LINEAR_PULLBACK -> linearity::pullback;
      case LINEAR_PUSHFORWARD -> linearity::pushforward;
      case ADJOINTNESS -> linearity::adjointness;
      case REPEATED_CALLS -> protocol::repeatedCalls;
      case CONCURRENT_CALLS -> protocol::concurrentCalls;
      case KINDS_OF_COTANGENTS -> protocol::kindsOfCotangents;
      case DEFERRED_TANGENTS -> protocol::deferredTangents;
      case UNWANTED_ARGUMENTS -> protocol::unwantedArguments;
      case CONTEXTS -> protocol::contexts;
      case SUMS -> new SumChecks(about)::sums;
      case EDGE_POINTS -> new EdgeChecks(about)::edges;
    };
  }

  private Finding finding(Check check) {
    String reason = options.skipped().get(check);
    if (reason != null) return new Finding(check, Verdict.SKIPPED, List.of(reason));
    Ledger ledger = new Ledger(check);
    try {
      body(check).run(ledger);
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      ledger.fail("the rule threw " + e);
    }
    return ledger.finding();
  }
}
