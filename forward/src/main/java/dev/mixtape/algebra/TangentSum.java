package dev.mixtape.algebra;

import io.vavr.Function1;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A sum of tangents of one `P` that is being added up, in arrays of its own where it can.
///
/// A tangent made by [Tangent#adding] writes itself into one entry by entry, so that a rule that
/// touches few entries of a large argument makes no array of its size. What nobody asks for is
/// dropped.
///
/// @param <P> the type of the primal
public final class TangentSum<P> {
  private final Structure structure;
  private final List<Value> primal;
  private final @Nullable Accumulator[] sums;

  private TangentSum(Structure structure, List<Value> primal, @Nullable Accumulator[] sums) {
    this.structure = structure;
    this.primal = primal;
    this.sums = sums;
  }

  /// A sum to which nothing has been added.
  public static <P> TangentSum<P> of(P primal) {
    Accumulator[] sums = new Accumulator[Structure.leavesOf(primal).size()];
    Arrays.setAll(sums, _ -> new Accumulator());
    return into(primal, sums);
  }

  /// The sum of an engine that keeps one accumulator per leaf, null where nobody asks.
  public static <P> TangentSum<P> into(P primal, @Nullable Accumulator[] sums) {
    return new TangentSum<>(Structure.of(primal), Structure.leavesOf(primal), sums);
  }

  /// The sum of one leaf, or of a nested record, tuple or batch.
  ///
  /// @throws StructureException when the accessor answers no part
  @SuppressWarnings("unchecked")
  public <Q> TangentSum<Q> part(Function1<? super P, Q> accessor) {
    Structure.Place place = structure.locate(primal, probe -> accessor.apply((P) probe));
    int from = place.firstLeaf();
    int to = from + place.structure().leafCount();
    return new TangentSum<>(
        place.structure(), primal.subList(from, to), Arrays.copyOfRange(sums, from, to));
  }

  /// Adds a tangent; one that adds itself does so.
  ///
  /// @throws ShapeException when it has other leaves
  /// @throws FunctionException when it is not implemented
  @SuppressWarnings("unchecked")
  public void add(Tangent<P> tangent) {
    switch (tangent.evaluated()) {
      case Tangent.ZeroTangent<P> _, Tangent.NoTangent<P> _ -> {}
      case Tangent.Adding<P> own -> own.addTo(this);
      case Tangent<P> other -> addLeaves(other.leaves());
    }
  }

  private void addLeaves(@Nullable Value[] leaves) {
    if (leaves.length != primal.size()) {
      throw new ShapeException(
          "a tangent of "
              + leaves.length
              + " leaves cannot be added to one of "
              + structure
              + ", which has "
              + primal.size());
    }
    for (int i = 0; i < leaves.length; i++) {
      Value leaf = leaves[i];
      if (leaf == null) continue;
      Shape expected = primal.get(i).shape();
      if (!leaf.shape().equals(expected)) {
        throw new ShapeException(
            "a tangent of shape " + leaf.shape() + " cannot be added to one of " + expected);
      }
      Accumulator sum = sums[i];
      if (sum != null) sum.add(leaf);
    }
  }

  /// Adds to one entry of a leaf.
  ///
  /// @param entry counted from 0, of a matrix row by row
  /// @throws ShapeException when there is no such entry, or this is no leaf; names both
  public void add(int entry, Real value) {
    add(new int[] {entry}, value.untyped);
  }

  /// Adds to some entries of a leaf; those that are named twice are added to twice.
  ///
  /// @param entries counted from 0, of a matrix row by row
  /// @throws ShapeException when there is no such entry, or this is no leaf; names both
  public void add(int[] entries, RealVector values) {
    if (entries.length != values.size()) {
      throw new ShapeException(
          values.size() + " tangents cannot be added to " + entries.length + " entries");
    }
    if (entries.length > 0) add(entries, values.untyped);
  }

  private void add(int[] entries, Value values) {
    if (!(structure instanceof Structure.Leaf(Shape shape))) {
      throw new ShapeException(
          "entries are added to a vector or a matrix, but this is the tangent of a "
              + structure
              + "; name a leaf by part(accessor)");
    }
    for (int entry : entries) {
      if (entry < 0 || entry >= shape.size())
        throw new ShapeException("there is no entry " + entry + " in a tangent of " + shape);
    }
    Accumulator sum = sums[0];
    if (sum != null) sum.add(values, entries.clone(), shape);
  }

  /// What has been added, exactly zero if nothing has; to be asked for after the last addition.
  @SuppressWarnings("unchecked")
  public Tangent<P> tangent() {
    @Nullable Value[] leaves = new Value[sums.length];
    for (int i = 0; i < leaves.length; i++) {
      Accumulator sum = sums[i];
      leaves[i] = sum == null ? null : sum.sum();
    }
    boolean isZero = leaves.length > 0 && Arrays.stream(leaves).allMatch(Objects::isNull);
    return isZero
        ? Tangent.zero((P) structure.build(primal))
        : Tangent.ofLeaves(structure, primal, leaves);
  }
}
