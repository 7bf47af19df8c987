package dev.mixtape.algebra.program;

import dev.mixtape.algebra.LevelId;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a recorder has written down so far.
final class Transcript {
  private final List<Program.Step> steps = new ArrayList<>();
  private final List<Program.Guard> guards = new ArrayList<>();
  private final List<Value> captured = new ArrayList<>();
  private final IdentityHashMap<Value, Integer> captures = new IdentityHashMap<>();
  private final Map<Double, Integer> constants = new HashMap<>();
  private final List<Long> times = new ArrayList<>();
  private final Map<Integer, String> names = new LinkedHashMap<>();
  private final List<Program.Region> regions = new ArrayList<>();

  int add(Program.Step step) {
    steps.add(step);
    times.add(LevelId.now());
    return steps.size() - 1;
  }

  void guard(Program.Guard guard) {
    guards.add(guard);
  }

  /// The step of a captured value.
  int capture(Value value) {
    Integer known = captures.get(value);
    return known == null ? addCapture(value) : known;
  }

  int addCapture(Value value) {
    captured.add(value);
    int step = add(new Program.Step.Capture(captured.size() - 1, value.shape()));
    captures.putIfAbsent(value, step);
    return step;
  }

  /// The step of a plain number or array.
  int constant(Value value) {
    Integer known = value.shape().isScalar() ? constants.get(value.scalarNumber()) : null;
    return known == null ? addConstant(value) : known;
  }

  int addConstant(Value value) {
    int step = add(new Program.Step.Constant(value));
    if (value.shape().isScalar()) constants.putIfAbsent(value.scalarNumber(), step);
    return step;
  }

  void name(int step, String name) {
    names.put(step, name);
  }

  /// Names what was recorded since `time`.
  void region(String name, Program.Kind kind, String mode, long time) {
    int from = steps.size();
    while (from > 0 && times.get(from - 1) >= time) from--;
    regions.add(new Program.Region(name, kind, mode, from, steps.size()));
  }

  Program program(Structure structure, List<Integer> outputs) {
    return new Program(
        List.copyOf(steps),
        List.copyOf(guards),
        List.copyOf(captured),
        structure,
        outputs,
        Map.copyOf(names),
        List.copyOf(regions));
  }
}
