package dev.mixtape.algebra.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an explained run tells of one node, or of several that did the same in the same place.
///
/// @param name the name that the program gave it, or empty
/// @param function the function: `Type::method`, or where a lambda was written; the class alone
///   where its module does not open the package
/// @param times how often such a node was met; the counts below are of all of them together
/// @param elements the size of the batch, 1 for a call
/// @param evaluations how a map went over its elements; several when not all went the same way,
///   none for a call
/// @param modes how it was differentiated; several when not all paths or times were alike, none for
///   a scope
/// @param operands the arguments, then what was captured, of which all components are one operand;
///   none where a function was called without a node
/// @param first what was done for the value
/// @param again what was done when the derivative was asked for, in all pullbacks and pushforwards
/// @param stored what it keeps for them
/// @param nodes those that its function met
public record NodeReport(
    String name,
    String function,
    Kind kind,
    int times,
    int elements,
    List<Choice<Evaluation>> evaluations,
    List<Choice<NodeMode>> modes,
    List<Operand> operands,
    Work first,
    Work again,
    Stored stored,
    List<NodeReport> nodes) {
  /// What was met.
  public enum Kind {
    CALL,
    MAP,
    /// A fold, a reduction or a scan.
    LOOP,
    SCOPE
  }

  /// A copy that nobody changes.
  public NodeReport {
    evaluations = List.copyOf(evaluations);
    modes = List.copyOf(modes);
    operands = List.copyOf(operands);
    nodes = merged(nodes);
  }

  /// How it was differentiated, the first path of a map; [NodeMode#REVERSE] for a scope.
  public NodeMode mode() {
    return modes.isEmpty() ? NodeMode.REVERSE : modes.get(0).chosen();
  }

  /// Nodes that did the same are one, in the order of first meeting.
  static List<NodeReport> merged(List<NodeReport> nodes) {
    Map<NodeReport, NodeReport> alike = new LinkedHashMap<>();
    for (NodeReport node : nodes) alike.merge(node.uncounted(), node, NodeReport::plus);
    return List.copyOf(alike.values());
  }

  private NodeReport uncounted() {
    return with(0, Work.NONE, Work.NONE, Stored.NOTHING, List.of());
  }

  private NodeReport plus(NodeReport that) {
    List<NodeReport> inner = new ArrayList<>(nodes);
    inner.addAll(that.nodes);
    return with(
        times + that.times,
        first.plus(that.first),
        again.plus(that.again),
        stored.plus(that.stored),
        inner);
  }

  private NodeReport with(
      int times, Work first, Work again, Stored stored, List<NodeReport> nodes) {
    return new NodeReport(
        name,
        function,
        kind,
        times,
        elements,
        evaluations,
        modes,
        operands,
        first,
        again,
        stored,
        nodes);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    print(text, "");
    return text.toString();
  }

  void print(StringBuilder text, String indent) {
    text.append(indent).append(heading()).append('\n');
    String inner = indent + "  ";
    evaluations.forEach(evaluation -> line(text, inner, "evaluated", evaluation));
    modes.forEach(mode -> line(text, inner, "mode", mode));
    if (kind != Kind.SCOPE) printFacts(text, inner);
    nodes.forEach(node -> node.print(text, inner));
  }

  private void printFacts(StringBuilder text, String indent) {
    if (!operands.isEmpty())
      line(
          text,
          indent,
          "operands",
          String.join("; ", operands.stream().map(Operand::toString).toList()));
    line(text, indent, "work", first + "; for the derivative " + again);
    if (modes.isEmpty()) return;
    line(text, indent, "primal", mode().primal());
    line(text, indent, "stored", mode() == NodeMode.REVERSE ? "what its operations store" : stored);
  }

  private static void line(StringBuilder text, String indent, String key, Object fact) {
    text.append(indent).append("%-10s".formatted(key)).append(fact).append('\n');
  }

  private String heading() {
    String what =
        switch (kind) {
          case SCOPE -> "scope";
          case CALL -> "call of " + function;
          case LOOP -> "loop of " + function + " over " + elements + " elements";
          case MAP -> "map of " + function + " over " + elements + " elements";
        };
    return (name.isEmpty() ? "" : name + ": ") + what + (times > 1 ? ", " + times + " times" : "");
  }
}
