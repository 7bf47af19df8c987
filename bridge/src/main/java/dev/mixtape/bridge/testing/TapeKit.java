package dev.mixtape.bridge.testing;

import java.util.List;
import java.util.stream.Stream;

/// The conformance kit: scenarios that a tape must get right, whoever wrote it.
///
/// ```java
/// TapeReport report = TapeKit.run(new MyTapeUnderTest());
/// System.out.println(report);
/// report.requireConforming();
/// ```
///
/// A tape says by [TapeUnderTest#capabilities] what it can do. What it does not claim is reported
/// as not supported, and neither passed nor failed. The themes: operators, arrays, fan-out,
/// aliasing, structures, captures, nodes, maps, rules, unwanted arguments, zeros, singularities,
/// nesting, errors, scope, threads, purity, memory.
public final class TapeKit {
  private static final List<Scenario> SCENARIOS =
      Stream.of(
              RowScenarios.all(),
              ArrayScenarios.all(),
              SharingScenarios.all(),
              SweepScenarios.all(),
              StructureScenarios.all(),
              NodeScenarios.all(),
              RuleScenarios.all(),
              SingularScenarios.all(),
              NestingScenarios.all(),
              ScopeScenarios.all(),
              ThreadScenarios.all(),
              CostScenarios.all())
          .flatMap(List::stream)
          .toList();

  private TapeKit() {}

  /// All scenarios.
  public static List<Scenario> scenarios() {
    return SCENARIOS;
  }

  /// Holds a tape to all scenarios.
  public static TapeReport run(TapeUnderTest tape) {
    return run(tape, SCENARIOS);
  }

  /// Holds a tape to some of them.
  public static TapeReport run(TapeUnderTest tape, List<Scenario> scenarios) {
    return new TapeReport(scenarios.stream().map(scenario -> scenario.run(tape)).toList());
  }
}
