package dev.mixtape.algebra;

import io.vavr.Tuple;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a differentiable value looks like once its real leaves are taken out: which records, tuples
/// and batches hold which leaves, and the static leaves in between.
///
/// Every engine works on the flat list of leaves; the structure takes a value apart and rebuilds
/// it. Two values of equal structure differ in nothing but their leaves.
public sealed interface Structure {
  /// A [Real], [RealVector] or [RealMatrix].
  record Leaf(Shape shape) implements Structure {
    @Override
    public String toString() {
      return shape.toString();
    }
  }

  /// An int, long, boolean, character, enum or string: data that selects a case.
  record Static(Object value) implements Structure {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  /// A record, rebuilt through its canonical constructor.
  record OfRecord(Class<?> type, List<Structure> parts) implements Structure {
    @Override
    public String toString() {
      List<String> names = RecordType.of(type).components();
      return IntStream.range(0, parts.size())
          .mapToObj(i -> names.get(i) + "=" + parts.get(i))
          .collect(Collectors.joining(", ", type.getSimpleName() + "[", "]"));
    }
  }

  /// A Vavr tuple.
  record OfTuple(List<Structure> parts) implements Structure {
    @Override
    public String toString() {
      return parts.stream().map(Structure::toString).collect(Collectors.joining(", ", "(", ")"));
    }
  }

  /// A batch, whose leaves are its columns.
  record OfBatch(Batch<?> like) implements Structure {
    @Override
    public boolean equals(Object other) {
      return other instanceof OfBatch that && like.sameStructure(that.like);
    }

    @Override
    public int hashCode() {
      return like.size();
    }

    @Override
    public String toString() {
      if (like.size() == 0) return "an empty batch";
      Structure element = like.element(0);
      String name =
          element instanceof OfRecord(var type, _) ? type.getSimpleName() : element.toString();
      return "a batch of " + like.size() + " " + name;
    }
  }

  /// Hears of every object that a rebuild makes, with the range of leaves it is made of.
  interface Listener {
    /// `value` was made, of the leaves from `firstLeaf` on.
    void built(Object value, Structure structure, int firstLeaf);
  }

  /// The types, beside enums, that are held constant wherever they stand.
  Set<Class<?>> STATIC_TYPES =
      Set.of(
          Integer.class,
          Long.class,
          Short.class,
          Byte.class,
          Boolean.class,
          Character.class,
          String.class);

  /// The structure of `value`.
  ///
  /// @throws StructureException when its type, or that of something in it, is none that can be
  ///   differentiated or held constant
  static Structure of(Object value) {
    return switch (value) {
      case Differentiable<?> leaf -> new Leaf(leaf.shape());
      case Batch<?> batch -> new OfBatch(batch);
      case Tangent<?> _ ->
          throw new StructureException(
              "a tangent is no differentiable value; read it by get(accessor), natural() or"
                  + " vector()");
      case Record record -> new OfRecord(record.getClass(), ofAll(partsOf(record)));
      case Tuple tuple -> new OfTuple(ofAll(tuple.toSeq()));
      case Enum<?> constant -> new Static(constant);
      case Object other when STATIC_TYPES.contains(other.getClass()) -> new Static(other);
      case Object other -> throw notDifferentiable(other);
    };
  }

  private static List<Structure> ofAll(Iterable<?> values) {
    List<Structure> structures = new ArrayList<>();
    for (Object value : values) structures.add(of(value));
    return List.copyOf(structures);
  }

  /// The real leaves of `value`, in the order of its components.
  static List<Value> leavesOf(Object value) {
    if (value instanceof Differentiable<?> leaf) return List.of(Value.of(leaf));
    List<Value> leaves = new ArrayList<>();
    addLeaves(value, leaves);
    return leaves;
  }

  private static void addLeaves(Object value, List<Value> leaves) {
    switch (value) {
      case Differentiable<?> leaf -> leaves.add(Value.of(leaf));
      case Batch<?> batch -> leaves.addAll(batch.columns());
      case Record record -> partsOf(record).forEach(part -> addLeaves(part, leaves));
      case Tuple tuple -> tuple.toSeq().forEach(part -> addLeaves(part, leaves));
      default -> {}
    }
  }

  private static List<Object> partsOf(Record record) {
    RecordType type = RecordType.of(record.getClass());
    List<Object> parts = new ArrayList<>(type.size());
    for (int i = 0; i < type.size(); i++) {
      Object part = type.get(record, i);
      if (part == null) {
        throw new StructureException(
            "component `"
                + type.component(i)
                + "` of record "
                + type
                + " is null; a differentiable value has no nulls");
      }
      parts.add(part);
    }
    return parts;
  }

  private static StructureException notDifferentiable(Object value) {
    String fix =
        value instanceof Number
            ? "; write Real.of(…) for a number that may be differentiated"
            : "; it may be a Real, RealVector, RealMatrix, Batch, a record or Vavr tuple of these,"
                + " or a static int, long, boolean, char, enum or String";
    return new StructureException(value.getClass().getName() + " is no differentiable type" + fix);
  }

  /// The number of leaves.
  default int leafCount() {
    return switch (this) {
      case Leaf _ -> 1;
      case Static _ -> 0;
      case OfRecord(_, var parts) -> leafCount(parts);
      case OfTuple(var parts) -> leafCount(parts);
      case OfBatch(var like) -> like.columns().size();
    };
  }

  private static int leafCount(List<Structure> parts) {
    int count = 0;
    for (Structure part : parts) count += part.leafCount();
    return count;
  }

  /// The value of this structure with these leaves.
  default Object build(List<Value> leaves) {
    return build(leaves, (_, _, _) -> {});
  }

  /// The value of this structure with these leaves; `listener` hears of each object made.
  default Object build(List<Value> leaves, Listener listener) {
    if (leaves.size() != leafCount()) {
      throw new StructureException(
          this + " has " + leafCount() + " leaves, but " + leaves.size() + " were given");
    }
    return build(leaves, 0, listener);
  }

  private Object build(List<Value> leaves, int from, Listener listener) {
    Object built =
        switch (this) {
          case Leaf _ -> leaves.get(from).typed();
          case Static(var value) -> value;
          case OfRecord(var type, var parts) ->
              RecordType.of(type).build(buildAll(parts, leaves, from, listener));
          case OfTuple(var parts) -> tuple(buildAll(parts, leaves, from, listener));
          case OfBatch(var like) ->
              like.withColumns(leaves.subList(from, from + like.columns().size()));
        };
    listener.built(built, this, from);
    return built;
  }

  /// The values of these structures, whose leaves lie one after the other in `leaves`.
  static Object[] buildAll(List<Structure> parts, List<Value> leaves) {
    return buildAll(parts, leaves, 0, (_, _, _) -> {});
  }

  private static Object[] buildAll(
      List<Structure> parts, List<Value> leaves, int from, Listener listener) {
    Object[] built = new Object[parts.size()];
    int at = from;
    for (int i = 0; i < built.length; i++) {
      built[i] = parts.get(i).build(leaves, at, listener);
      at += parts.get(i).leafCount();
    }
    return built;
  }

  private static Tuple tuple(Object[] parts) {
    return switch (parts.length) {
      case 0 -> Tuple.empty();
      case 1 -> Tuple.of(parts[0]);
      case 2 -> Tuple.of(parts[0], parts[1]);
      case 3 -> Tuple.of(parts[0], parts[1], parts[2]);
      case 4 -> Tuple.of(parts[0], parts[1], parts[2], parts[3]);
      case 5 -> Tuple.of(parts[0], parts[1], parts[2], parts[3], parts[4]);
      case 6 -> Tuple.of(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
      case 7 -> Tuple.of(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]);
      case 8 ->
          Tuple.of(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], parts[7]);
      default ->
          throw new StructureException(
              "tuples have at most 8 elements, but this has " + parts.length);
    };
  }

  /// Where the leaves of an accessor's answer lie: the probe is this structure rebuilt from freshly
  /// wrapped `primal` leaves, and what comes back by identity is meant.
  ///
  /// @throws StructureException when the answer is no component
  default Place locate(List<Value> primal, java.util.function.Function<Object, ?> accessor) {
    IdentityHashMap<Object, Place> places = new IdentityHashMap<>();
    Object probe =
        build(primal, (value, structure, from) -> places.put(value, new Place(structure, from)));
    Object answer = Objects.requireNonNull(accessor.apply(probe), "the accessor answered null");
    Place place = places.get(answer);
    if (place == null || place.structure() instanceof Static) {
      throw new StructureException(
          "an accessor must answer a component of "
              + this
              + " unchanged, but this one answered "
              + answer
              + "; compute with the tangents after reading them");
    }
    return place;
  }

  /// A part of a structure and the number of its first leaf.
  record Place(Structure structure, int firstLeaf) {}

  /// The names of the leaves, `inner.theta` for a nested component, in order.
  default List<String> leafNames(String prefix) {
    return switch (this) {
      case Leaf _ -> List.of(prefix.isEmpty() ? "value" : prefix);
      case Static _ -> List.of();
      case OfRecord(var type, var parts) -> names(prefix, RecordType.of(type).components(), parts);
      case OfTuple(var parts) ->
          names(
              prefix,
              IntStream.rangeClosed(1, parts.size()).mapToObj(i -> "_" + i).toList(),
              parts);
      case OfBatch(var like) -> {
        if (like.size() > 0) yield like.element(0).leafNames(prefix);
        yield like.columns().stream().map(_ -> prefix).toList();
      }
    };
  }

  private static List<String> names(String prefix, List<String> components, List<Structure> parts) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      names.addAll(
          parts
              .get(i)
              .leafNames(prefix.isEmpty() ? components.get(i) : prefix + "." + components.get(i)));
    }
    return names;
  }
}
