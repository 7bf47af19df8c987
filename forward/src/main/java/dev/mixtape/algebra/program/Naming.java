package dev.mixtape.algebra.program;

import dev.mixtape.algebra.LevelId;
import dev.mixtape.algebra.MixtapeException;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.debug.Debugging;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The words that name what is recorded. They change nothing, and find the recording through the
/// values they are given: without one they do nothing.
public final class Naming {
  private Naming() {}

  /// Names a value, and the leaves of a record by its components.
  public static <T> T named(String name, T value) {
    List<Value> leaves = Structure.leavesOf(value);
    List<String> names = leaves.size() == 1 ? List.of(name) : Structure.of(value).leafNames(name);
    for (int i = 0; i < leaves.size(); i++) {
      Value recorded = recorded(leaves.get(i));
      if (recorded != null) ((Recorder) recorded.level()).name(recorded, names.get(i));
    }
    return value;
  }

  /// Runs `body`; what it records is a region. Errors name it.
  ///
  /// @param mode how a node is differentiated, empty for a scope
  public static <T> T region(String name, Program.Kind kind, String mode, Supplier<T> body) {
    long start = LevelId.tick();
    T result;
    try {
      result = Debugging.inRegion(name, body);
    } catch (MixtapeException e) {
      throw e.inNode(name);
    }
    for (Value leaf : Structure.leavesOf(result)) {
      Value recorded = recorded(leaf);
      if (recorded == null) continue;
      ((Recorder) recorded.level()).region(name, kind, mode, start);
      break;
    }
    return result;
  }

  private static @Nullable Value recorded(Value value) {
    Value v = value;
    while (!v.isNumber()) {
      if (v.level() instanceof Recorder) return v;
      v = v.primal();
    }
    return null;
  }
}
