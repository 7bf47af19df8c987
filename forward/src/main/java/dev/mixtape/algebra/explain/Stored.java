package dev.mixtape.algebra.explain;

/// Plain numbers that a node keeps for its derivative.
///
/// Inputs and results are the arrays that other nodes made or got, not copies of them; partials are
/// the node's own.
public record Stored(long inputs, long partials, long results) {
  static final Stored NOTHING = new Stored(0, 0, 0);

  Stored plus(Stored that) {
    return new Stored(inputs + that.inputs, partials + that.partials, results + that.results);
  }

  /// The numbers' bytes, without the objects around them.
  public long bytes() {
    return (inputs + partials + results) * Double.BYTES;
  }

  @Override
  public String toString() {
    return bytes() == 0
        ? "nothing"
        : "inputs %d, partials %d, results %d (%d bytes)"
            .formatted(inputs, partials, results, bytes());
  }
}
