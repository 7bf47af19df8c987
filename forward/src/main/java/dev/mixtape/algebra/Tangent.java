package dev.mixtape.algebra;

import dev.mixtape.algebra.rows.Shapes;
import io.vavr.Function1;
import io.vavr.Lazy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A tangent or cotangent of a `P`.
///
/// Of a real, a vector or a matrix it is *natural*: a value of the same type, read by [#natural].
/// Of a record, a tuple or a batch it is *structural*: one tangent per leaf, read by accessor with
/// [#get], because a record of tangents need not be a valid record (a scale's tangent may be
/// negative). Beside them stand [ZeroTangent] (is zero), [NoTangent] (cannot move),
/// [NotImplemented] (nobody has written it; throws when used, never a silent zero), [Thunk]
/// (computed when first asked) and [Adding] (adds itself to a sum).
///
/// @param <P> the type of the primal
public sealed interface Tangent<P> {
  /// A tangent of the primal's own type.
  record Natural<P>(P value) implements Tangent<P> {}

  /// A tangent per leaf; null is an exact zero.
  record Structural<P>(Structure structure, List<Value> primal, @Nullable Value[] tangents)
      implements Tangent<P> {
    /// True for a tangent of an equal structure with equal numbers; null equals zeros.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Structural<?> that
          && structure.equals(that.structure)
          && typed().equals(that.typed());
    }

    @Override
    public int hashCode() {
      return typed().hashCode();
    }

    private List<Object> typed() {
      return Dense.filled(primal, tangents).stream().<Object>map(Value::typed).toList();
    }

    /// The tangents of the leaves by name. Never throws.
    @Override
    public String toString() {
      List<String> names = structure.leafNames("");
      List<Value> leaves = Dense.filled(primal, tangents);
      return IntStream.range(0, leaves.size())
          .mapToObj(i -> names.get(i) + "=" + leaves.get(i).typed())
          .collect(Collectors.joining(", ", "Tangent[", "]"));
    }
  }

  /// Exactly zero, for a value that could have moved.
  record ZeroTangent<P>(P primal) implements Tangent<P> {}

  /// There is no tangent: the value is held constant, or has no real leaf.
  record NoTangent<P>(String reason) implements Tangent<P> {}

  /// A derivative that nobody has written: using it throws.
  record NotImplemented<P>(String where, String why) implements Tangent<P> {}

  /// A tangent that is computed when it is first asked for, at most once.
  record Thunk<P>(Lazy<Tangent<P>> lazy) implements Tangent<P> {}

  /// A tangent that writes itself into a sum, or is computed as the sum of itself alone.
  record Adding<P>(P primal, Consumer<TangentSum<P>> add, Lazy<Tangent<P>> lazy)
      implements Tangent<P> {
    void addTo(TangentSum<P> sum) {
      add.accept(sum);
    }
  }

  /// The tangent whose leaves are those of a value of the primal's type.
  static <P> Tangent<P> of(P value) {
    List<Value> leaves = Structure.leavesOf(value);
    return ofLeaves(Structure.of(value), leaves, leaves.toArray(Value[]::new));
  }

  /// A tangent that `compute` makes when it is first asked for, at most once.
  static <P> Tangent<P> thunk(Supplier<Tangent<P>> compute) {
    return new Thunk<>(Lazy.of(compute));
  }

  /// A tangent of `primal` that adds itself to a sum: entry by entry, say, so that no array is made
  /// for it. It is called each time it is added somewhere, and not where nobody asks. An engine
  /// that adds nothing up reads it as any other tangent.
  ///
  /// ```java
  /// Tangent.adding(v, sum -> sum.add(3, dy.natural()))
  /// Tangent.adding(line, sum -> sum.part(Line::weights).add(3, dy.natural()))
  /// ```
  ///
  /// @param add what it does, written in the algebra
  static <P> Tangent<P> adding(P primal, Consumer<TangentSum<P>> add) {
    return new Adding<>(
        primal,
        add,
        Lazy.of(() -> {
          TangentSum<P> alone = TangentSum.of(primal);
          add.accept(alone);
          return alone.tangent();
        }));
  }

  /// [#adding], with a `value` of its own where it is asked for alone; both have to agree.
  static <P> Tangent<P> adding(P primal, Consumer<TangentSum<P>> add, Supplier<Tangent<P>> value) {
    return new Adding<>(primal, add, Lazy.of(value));
  }

  /// The zero tangent of `primal`, from which [#with] builds others.
  static <P> Tangent<P> zero(P primal) {
    return new ZeroTangent<>(primal);
  }

  /// The tangent with these leaves, null for zero: natural when `structure` is a single leaf.
  @SuppressWarnings("unchecked")
  static <P> Tangent<P> ofLeaves(
      Structure structure, List<Value> primal, @Nullable Value[] tangents) {
    if (structure.leafCount() == 0) return new NoTangent<>(structure + " has no real leaf");
    if (structure instanceof Structure.Leaf)
      return new Natural<>((P) Dense.filled(primal, tangents).get(0).typed());
    return new Structural<>(structure, primal, tangents);
  }

  /// The tangent of one leaf, at any depth: `t.get(o -> o.inner().theta())`.
  ///
  /// @throws StructureException when the accessor answers no leaf
  @SuppressWarnings("unchecked")
  default <D extends Differentiable<D>> D get(Function1<? super P, D> accessor) {
    Structural<P> all = structural();
    Structure.Place place = all.structure.locate(all.primal, probe -> accessor.apply((P) probe));
    return (D) Dense.filled(all.primal, all.tangents).get(place.firstLeaf()).typed();
  }

  /// The tangent of a nested record, tuple or batch.
  ///
  /// @throws StructureException when the accessor answers no part
  @SuppressWarnings("unchecked")
  default <Q> Tangent<Q> part(Function1<? super P, Q> accessor) {
    Structural<P> all = structural();
    Structure.Place place = all.structure.locate(all.primal, probe -> accessor.apply((P) probe));
    int end = place.firstLeaf() + place.structure().leafCount();
    return ofLeaves(
        place.structure(),
        all.primal.subList(place.firstLeaf(), end),
        Arrays.copyOfRange(all.tangents, place.firstLeaf(), end));
  }

  /// This tangent with the tangent of one leaf replaced.
  @SuppressWarnings("unchecked")
  default <D extends Differentiable<D>> Tangent<P> with(Function1<? super P, D> accessor, D value) {
    Structural<P> all = structural();
    int leaf = all.structure.locate(all.primal, probe -> accessor.apply((P) probe)).firstLeaf();
    Shape expected = all.primal.get(leaf).shape();
    if (!value.shape().equals(expected)) {
      throw new ShapeException(
          "the tangent of this leaf is a " + expected + ", but a " + value.shape() + " was given");
    }
    @Nullable Value[] tangents = all.tangents.clone();
    tangents[leaf] = Value.of(value);
    return new Structural<>(all.structure, all.primal, tangents);
  }

  /// The tangent as a value of the primal's type.
  ///
  /// @throws StructureException for a record or a batch of records, of which it names [#get]
  @SuppressWarnings("unchecked")
  default P natural() {
    if (this instanceof Natural<P>(P value)) return value;
    Structural<P> all = structural();
    if (!hasNaturalTangent(all.structure)) {
      throw new StructureException(
          "the tangent of a "
              + name(all.structure)
              + " is no valid "
              + name(all.structure)
              + " (a scale's tangent may be negative); read its leaves by accessor: get("
              + name(all.structure)
              + "::…)");
    }
    return (P) all.structure.build(Dense.filled(all.primal, all.tangents));
  }

  /// The leaf tangents, null for an exact zero; forces thunks.
  ///
  /// @throws FunctionException when the tangent is not implemented
  default @Nullable Value[] leaves() {
    return structural().tangents;
  }

  /// The column of a batch's tangent that an accessor of its elements names.
  ///
  /// @throws StructureException when the accessor answers no leaf
  @SuppressWarnings("unchecked")
  static <T> RealVector column(
      Tangent<? extends Batch<T>> tangent, Function1<? super T, Real> accessor) {
    Structural<?> all = tangent.structural();
    if (all.structure instanceof Structure.Leaf)
      return Dense.filled(all.primal, all.tangents).get(0).asVector();
    if (!(all.structure instanceof Structure.OfBatch(Batch<?> like))) {
      throw new StructureException(
          "column reads the tangent of a batch, but this is one of " + all.structure);
    }
    if (like.size() == 0) return RealVector.of();
    Batch<?> primal = like.withColumns(all.primal);
    int leaf =
        primal.element(0).locate(primal.leaves(0), probe -> accessor.apply((T) probe)).firstLeaf();
    return Dense.filled(all.primal, all.tangents).get(leaf).asVector();
  }

  /// All real components as one vector: leaf by leaf, in the order in which a record declares its
  /// components, which is the order of the rows of a Hessian.
  default RealVector vector() {
    Structural<P> all = structural();
    List<Value> filled = Dense.filled(all.primal, all.tangents);
    return filled.isEmpty() ? RealVector.of() : Shapes.concat(filled).asVector();
  }

  /// The sum of two tangents of one primal.
  default Tangent<P> plus(Tangent<P> that) {
    if (forced() instanceof ZeroTangent || forced() instanceof NoTangent) return that;
    if (that.forced() instanceof ZeroTangent || that.forced() instanceof NoTangent) return this;
    Structural<P> a = structural();
    @Nullable Value[] b = that.leaves();
    @Nullable Value[] sums = new Value[b.length];
    for (int i = 0; i < sums.length; i++) {
      Value left = a.tangents[i];
      Value right = b[i];
      sums[i] = left == null ? right : right == null ? left : left.plus(right);
    }
    return ofLeaves(a.structure, a.primal, sums);
  }

  /// The difference of two tangents of one primal.
  default Tangent<P> minus(Tangent<P> that) {
    return plus(that.times(-1));
  }

  /// Every leaf times one real; what is zero stays an exact zero.
  default Tangent<P> times(Real factor) {
    Tangent<P> own = forced();
    if (own instanceof ZeroTangent || own instanceof NoTangent) return own;
    Structural<P> all = structural();
    @Nullable Value[] scaled = new Value[all.tangents.length];
    for (int i = 0; i < scaled.length; i++) {
      Value tangent = all.tangents[i];
      scaled[i] = tangent == null ? null : tangent.times(factor.untyped);
    }
    return ofLeaves(all.structure, all.primal, scaled);
  }

  /// Every leaf times a plain number; what is zero stays an exact zero.
  default Tangent<P> times(double factor) {
    return times(Real.of(factor));
  }

  /// `primal` moved by this tangent, as a step of an optimiser does: each leaf is added, and
  /// records are rebuilt through their constructors, which may refuse.
  ///
  /// @throws MixtapeException what a constructor throws
  @SuppressWarnings("unchecked")
  default P addTo(P primal) {
    Tangent<P> own = forced();
    if (own instanceof ZeroTangent || own instanceof NoTangent) return primal;
    List<Value> leaves = new ArrayList<>(Structure.leavesOf(primal));
    @Nullable Value[] tangents = leaves();
    for (int i = 0; i < tangents.length; i++) {
      Value tangent = tangents[i];
      if (tangent != null) leaves.set(i, leaves.get(i).plus(tangent));
    }
    return (P) Structure.of(primal).build(leaves);
  }

  /// This tangent as a value: without a thunk around it, and the sum of itself if it adds itself.
  default Tangent<P> forced() {
    return switch (this) {
      case Thunk<P>(var lazy) -> lazy.get().forced();
      case Adding<P>(_, _, var lazy) -> lazy.get().forced();
      default -> this;
    };
  }

  /// This tangent without a thunk around it; one that adds itself stays one.
  default Tangent<P> evaluated() {
    return this instanceof Thunk<P>(var lazy) ? lazy.get().evaluated() : this;
  }

  private Structural<P> structural() {
    return switch (forced()) {
      case Structural<P> all -> all;
      case Natural<P>(P value) -> {
        List<Value> leaves = Structure.leavesOf(value);
        yield new Structural<>(Structure.of(value), leaves, leaves.toArray(Value[]::new));
      }
      case ZeroTangent<P>(P primal) -> {
        List<Value> leaves = Structure.leavesOf(primal);
        yield new Structural<>(Structure.of(primal), leaves, new @Nullable Value[leaves.size()]);
      }
      case NoTangent<P>(var reason) ->
          throw new StructureException("there is no tangent to read: " + reason);
      case NotImplemented<P>(var where, var why) ->
          throw new FunctionException("the derivative of " + where + " is not implemented: " + why);
      case Thunk<P> _, Adding<P> _ -> throw new AssertionError("a forced tangent is a value");
    };
  }

  private static boolean hasNaturalTangent(Structure structure) {
    return switch (structure) {
      case Structure.Leaf _, Structure.Static _ -> true;
      case Structure.OfTuple(var parts) -> parts.stream().allMatch(Tangent::hasNaturalTangent);
      case Structure.OfBatch(var like) -> like.size() == 0 || hasNaturalTangent(like.element(0));
      case Structure.OfRecord _ -> false;
    };
  }

  private static String name(Structure structure) {
    return switch (structure) {
      case Structure.OfRecord(var type, _) -> type.getSimpleName();
      case Structure.OfBatch _ -> "Batch";
      case Structure.OfTuple _ -> "Tuple";
      default -> structure.toString();
    };
  }
}
