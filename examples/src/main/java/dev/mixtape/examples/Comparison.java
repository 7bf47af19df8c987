package dev.mixtape.examples;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.RealVector;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The announcement's comparison, on the machine at hand.
final class Comparison {
  private static final int ROUNDS = 5;
  private static final int WARM_UP = 2;

  private Comparison() {}

  static void run(double seconds, PrintStream out) {
    RealVector scales = Announcement.scales();
    RealVector data = Announcement.data(scales);
    Map<String, Runnable> calls = new LinkedHashMap<>();
    calls.put("element by element", () -> gradient(Announcement::elementByElement, scales, data));
    calls.put("tape only", () -> gradient(Announcement::tapeOnly, scales, data));
    calls.put("mixed", () -> gradient(Announcement::mixed, scales, data));

    Map<String, List<Double>> times = new LinkedHashMap<>();
    for (int round = 1; round <= ROUNDS; round++) {
      out.print("  round " + round + " of " + ROUNDS + (round <= WARM_UP ? ", warm-up:" : ":"));
      for (var call : calls.entrySet()) {
        List<Double> measured = measured(seconds / (ROUNDS * calls.size()), call.getValue());
        out.printf(Locale.ROOT, "   %s %.2f ms", call.getKey(), median(measured));
        out.flush();
        if (round > WARM_UP)
          times.computeIfAbsent(call.getKey(), _ -> new ArrayList<>()).addAll(measured);
      }
      out.println();
    }
    double mixed = median(times.getOrDefault("mixed", List.of()));
    out.println("  median of a gradient, and its ratio to mixed");
    times.forEach((name, all) ->
        out.printf(
            Locale.ROOT,
            "    %-20s %8.3f ms %8.1f   (%d gradients)%n",
            name,
            median(all),
            median(all) / mixed,
            all.size()));
    out.println(
        "  The tape has every operation of every element in the first row, and in the second"
            + " whole");
    out.println(
        "  columns, because the functions are mapped. This is a glance in one JVM that has done"
            + " other");
    out.println("  work, no benchmark; those are in benchmarks/.");
  }

  /// Milliseconds per call, of as many calls as fit, at least one.
  private static List<Double> measured(double seconds, Runnable call) {
    List<Double> times = new ArrayList<>();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    long now = System.nanoTime();
    do {
      long start = now;
      call.run();
      now = System.nanoTime();
      times.add((now - start) / 1e6);
    } while (now < end);
    return times;
  }

  private static double median(List<Double> times) {
    return times.stream().sorted().skip(times.size() / 2).findFirst().orElse(Double.NaN);
  }
}
