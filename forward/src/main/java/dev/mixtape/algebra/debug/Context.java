package dev.mixtape.algebra.debug;

import dev.mixtape.algebra.DebugCheck;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// What is checked, and where the program is.
///
/// @param region the innermost named scope or node that is open
/// @param elements what the entries of columns belong to; null where there are no columns
/// @param inside the call of an operation that is going on
record Context(
    Set<DebugCheck> checks,
    @Nullable Region region,
    @Nullable Elements elements,
    @Nullable Call inside) {

  /// A named scope or node.
  record Region(String name, @Nullable Region outer) {}

  /// The elements of a batch that columns are made of.
  ///
  /// @param names the number of the element that an entry belongs to
  record Elements(int count, IntUnaryOperator names) {}

  static Context of(Set<DebugCheck> checks) {
    return new Context(checks, null, null, null);
  }

  boolean checks(DebugCheck check) {
    return checks.contains(check);
  }

  Context checking(Set<DebugCheck> others) {
    Set<DebugCheck> copied = EnumSet.noneOf(DebugCheck.class);
    copied.addAll(others);
    return new Context(copied, region, elements, inside);
  }

  Context inRegion(String name) {
    return new Context(checks, new Region(name, region), elements, inside);
  }

  Context overElements(Elements columns) {
    return new Context(checks, region, columns, inside);
  }

  Context inside(Call call) {
    return new Context(checks, region, elements, call);
  }

  /// True when `sought` is one of the regions that are open here.
  boolean isIn(Region sought) {
    for (Region r = region; r != null; r = r.outer) if (r == sought) return true;
    return false;
  }
}
