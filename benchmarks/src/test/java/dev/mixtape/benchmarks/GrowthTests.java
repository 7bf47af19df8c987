package dev.mixtape.benchmarks;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.distributions.Exponential;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Nothing grows quadratically: twice the elements allocate about twice the bytes. Bytes do not
/// depend on the machine, and what is computed for every pair of elements is hardly ever computed
/// without an object.
class GrowthTests {
  private static final int FEWEST = 1024;

  /// After so many elements a map has its generated loop, which takes bytes to make.
  private static final int COMPILED = 16 * FEWEST;

  /// A quadratic term makes it four.
  private static final double MOST = 2.5;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Map<String, Function1<RealVector, Object>> paths = new LinkedHashMap<>();

  @TestFactory
  Stream<DynamicTest> twiceTheElementsAllocateTwiceTheBytes() {
    loops();
    maps();
    arrays();
    secondOrder();
    return paths.entrySet().stream()
        .map(path -> DynamicTest.dynamicTest(path.getKey(), () -> isLinear(path.getValue())));
  }

  private void loops() {
    paths.put("tape: loop over entries", x -> gradient(GrowthTests::entries, x));
    paths.put("tape: loop over a scalar", x -> gradient(a -> chain(a, x.size()), real(1)));
    paths.put("pullback", x -> pullback(GrowthTests::entries, x).pullback().apply(real(1)));
    paths.put(
        "node: loop over its argument",
        x -> gradient(fwddiff((Real a) -> chain(a, x.size())), real(1)));
    paths.put(
        "node: loop that captures entries",
        x -> gradient(v -> call(fwddiff((Real a) -> a.times(entries(v))), real(2)), x));
    paths.put("forward: loop", x -> Forward.derivative((Real a) -> chain(a, x.size()), real(1)));
    paths.put("recording", x -> record((Real a) -> chain(a, x.size()), real(1)));
  }

  private static Real entries(RealVector v) {
    Real sum = real(0);
    for (int i = 0; i < v.size(); i++) sum = sum.plus(wave(v.get(i)));
    return sum;
  }

  private static Real chain(Real a, int length) {
    Real x = a;
    for (int i = 0; i < length; i++) x = wave(x);
    return x;
  }

  private static Real wave(Real x) {
    return sin(x).plus(x.square().times(0.1));
  }

  private static Real branch(Real x) {
    return x.gt(0.5) ? wave(x) : exp(x);
  }

  /// One of a hundred paths.
  private static Real stairs(Real x) {
    Real stair = x;
    for (int i = 0; i < 100; i++) if (x.gt(i / 100.0)) stair = stair.times(1.01);
    return stair;
  }

  private void maps() {
    inMode("plain", f -> f);
    inMode("tape", f -> reverse(f));
    for (Strategy strategy : Strategy.values()) inMode(strategy.name(), f -> fwddiff(f, strategy));
    paths.put("map: records", x -> gradient(v -> Headline.plain(v, x), x));
    paths.put(
        "map: loop over its elements",
        x -> gradient(v -> likelihoods(map(Exponential::new, v), v), x));
  }

  private void inMode(String mode, Function1<Function1<Real, Real>, Function1<Real, Real>> wrap) {
    paths.put("map " + mode, x -> mapped(wrap.apply(GrowthTests::wave), x));
    paths.put("map " + mode + ": two paths", x -> mapped(wrap.apply(GrowthTests::branch), x));
    paths.put("map " + mode + ": many paths", x -> mapped(wrap.apply(GrowthTests::stairs), x));
    paths.put(
        "map " + mode + ": captured scalar", x -> gradient(v -> capturing(v, v.get(0), wrap), x));
  }

  private static Object mapped(Function1<Real, Real> f, RealVector x) {
    return gradient(v -> sum(map(f, v)), x);
  }

  private static Real capturing(
      RealVector v, Real captured, Function1<Function1<Real, Real>, Function1<Real, Real>> wrap) {
    return sum(map(wrap.apply(q -> wave(q).times(captured)), v));
  }

  private static Real likelihoods(Batch<Exponential> model, RealVector data) {
    Real sum = real(0);
    for (int i = 0; i < model.size(); i++) sum = sum.plus(model.get(i).logpdf(data.get(i)));
    return sum;
  }

  private void arrays() {
    paths.put("sum", x -> gradient(v -> v.sum(), x));
    paths.put("dot", x -> gradient(v -> v.dot(exp(v)), x));
    paths.put("matvec", x -> gradient(v -> sum(tall(x.size()).matvec(vec(1, 2)).times(v)), x));
  }

  private static RealMatrix tall(int rows) {
    return RealMatrix.wrapping(rows, 2, new double[2 * rows]);
  }

  private void secondOrder() {
    paths.put("forward over reverse: map", x -> alongOnes(v -> sum(map(GrowthTests::wave, v)), x));
    paths.put(
        "reverse over reverse: map",
        x -> gradient(u -> gradient(v -> sum(map(GrowthTests::wave, v)), u).sum(), x));
    paths.put("forward over reverse: loop over entries", x -> alongOnes(GrowthTests::entries, x));
    paths.put(
        "reverse over reverse: loop over entries",
        x -> gradient(u -> gradient(GrowthTests::entries, u).sum(), x));
  }

  private static Object alongOnes(Function1<RealVector, Real> f, RealVector x) {
    return Forward.derivative((Real t) -> gradient(f, x.plus(ones(x).times(t))), real(0));
  }

  private static RealVector ones(RealVector x) {
    return x.times(0).plus(1);
  }

  private static void isLinear(Function1<RealVector, Object> path) {
    bytes(path, COMPILED);
    long before = bytes(path, FEWEST);
    for (int size = 2 * FEWEST; size <= 4 * FEWEST; size *= 2) {
      long now = bytes(path, size);
      assertThat(now).as("bytes for " + size + " elements").isLessThan((long) (MOST * before));
      before = now;
    }
  }

  private static long bytes(Function1<RealVector, Object> path, int size) {
    double[] numbers = new double[size];
    Arrays.setAll(numbers, i -> (i + 0.5) / size);
    RealVector x = RealVector.wrapping(numbers);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    path.apply(x);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
