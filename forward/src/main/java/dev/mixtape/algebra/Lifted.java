package dev.mixtape.algebra;

/// A value that a level keeps over one a level down, whose shape it has: what most engines' values
/// are.
public abstract class Lifted extends Value {
  private final Value primal;

  /// A value of `level` over `primal`.
  protected Lifted(Level level, Value primal) {
    super(level);
    this.primal = primal;
  }

  @Override
  public final Shape shape() {
    return primal.shape();
  }

  @Override
  public final Value primal() {
    return primal;
  }
}
