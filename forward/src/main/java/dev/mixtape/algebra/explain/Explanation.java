package dev.mixtape.algebra.explain;

import dev.mixtape.algebra.StructureException;
import java.util.List;
import java.util.stream.Stream;

/// What one run of a function, for its value and one pullback, tells of its nodes.
///
/// It prints as indented text, one paragraph per node; programs read [#nodes].
///
/// @param nodes those that the function itself met, in order of first meeting; each has those that
///   its own function met
public record Explanation(List<NodeReport> nodes) {
  /// Nodes that did the same in the same place are one.
  public Explanation {
    nodes = NodeReport.merged(nodes);
  }

  /// The first node or scope of this name, at any depth.
  ///
  /// @throws StructureException when there is none; lists the names there are
  public NodeReport node(String name) {
    return all()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new StructureException(
                "no node is called `"
                    + name
                    + "`; there are "
                    + all().map(NodeReport::name).filter(n -> !n.isEmpty()).distinct().toList()
                    + ", and node(\""
                    + name
                    + "\", f, …) gives a call its name"));
  }

  /// Every node, each before those inside it.
  public Stream<NodeReport> all() {
    return all(nodes);
  }

  private static Stream<NodeReport> all(List<NodeReport> nodes) {
    return nodes.stream().flatMap(node -> Stream.concat(Stream.of(node), all(node.nodes())));
  }

  @Override
  public String toString() {
    if (nodes.isEmpty()) return "no nodes: every operation was differentiated by itself\n";
    StringBuilder text = new StringBuilder();
    nodes.forEach(node -> node.print(text, ""));
    return text.toString();
  }
}
