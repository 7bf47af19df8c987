package dev.mixtape.bridge.testing;

import java.util.ArrayList;
import java.util.List;

/// What a check writes down while it runs.
final class Ledger {
  private static final int SHOWN = 3;

  private final Check check;
  private final List<String> failures = new ArrayList<>();
  private final List<String> undecided = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private boolean applicable = true;

  Ledger(Check check) {
    this.check = check;
  }

  /// Something is wrong.
  void fail(String what) {
    failures.add(what);
  }

  /// Fails unless `holds`.
  void require(boolean holds, String otherwise) {
    if (!holds) fail(otherwise);
  }

  /// Something could not be told.
  void doubt(String what) {
    undecided.add(what);
  }

  /// Something worth knowing.
  void note(String what) {
    notes.add(what);
  }

  /// There is nothing to check.
  void notApplicable(String why) {
    applicable = false;
    note(why);
  }

  boolean hasFailed() {
    return !failures.isEmpty();
  }

  Finding finding() {
    if (hasFailed()) return new Finding(check, Verdict.FAILED, shown(failures));
    if (!undecided.isEmpty()) return new Finding(check, Verdict.UNDECIDED, shown(undecided));
    return new Finding(check, applicable ? Verdict.PASSED : Verdict.NOT_APPLICABLE, shown(notes));
  }

  private static List<String> shown(List<String> all) {
    List<String> distinct = all.stream().distinct().toList();
    if (distinct.size() <= SHOWN) return distinct;
    List<String> some = new ArrayList<>(distinct.subList(0, SHOWN));
    some.add("… and " + (distinct.size() - SHOWN) + " more");
    return some;
  }
}
