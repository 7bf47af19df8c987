package dev.mixtape.debugged;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixtape.algebra.DebugCheck;
import dev.mixtape.algebra.DebugException;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Value;
import dev.mixtape.forward.Forward;
import dev.mixtape.tape.graph.Graph;
import io.vavr.Function1;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where debugging begins and ends, and what it lets pass.
class DebuggingTests {
  private static Real wrong() {
    return log(real(-1));
  }

  private static void assertOff() {
    assertThat(wrong().value()).isNaN();
  }

  private static void assertOn() {
    assertThatThrownBy(DebuggingTests::wrong).isInstanceOf(DebugException.class);
  }

  @Test
  void itEndsWithItsBody() {
    assertThatThrownBy(() -> debugging(DebuggingTests::wrong)).isInstanceOf(DebugException.class);
    assertOff();
    assertThatThrownBy(() ->
            debugging(() -> {
              throw new IllegalStateException("of the user");
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("of the user");
    assertOff();
  }

  @Test
  void theInnerWordDecides() {
    double nan =
        debugging(() -> {
          Real meant = debugging(Set.of(), DebuggingTests::wrong);
          assertOn();
          return meant.value();
        });
    assertThat(nan).isNaN();
  }

  @Test
  void aNanFromOutsidePasses() {
    RealVector padded = vec(1, Double.NaN, 3);
    assertThat(debugging(() -> gradient((RealVector x) -> sum(x.square()), padded)).toArray())
        .containsExactly(2, Double.NaN, 6);
    assertThatThrownBy(() -> debugging(() -> log(padded.minus(2))))
        .as("a NaN beside one from outside")
        .hasMessageContaining("log(-1.0) = NaN (entry 0 of 3)");
  }

  @Test
  void aNanInABranchThatIsNotTakenPasses() {
    assertThat(
            debugging(
                    () -> gradient(x -> ifPositive(x, x.square(), sqrt(x.minus(2)).times(0)), 2.0))
                .doubleValue())
        .isEqualTo(4);
  }

  @Test
  void infinitiesAreFoundWhereAsked() {
    assertThat(debugging(() -> gradient(x -> sqrt(x), 0.0)).doubleValue()).isInfinite();
    assertThatThrownBy(
            () -> debugging(Set.of(DebugCheck.INFINITY), () -> gradient(x -> sqrt(x), 0.0)))
        .hasMessageContaining("the first infinity in a cotangent: pulled back through sqrt(0.0)")
        .hasMessageContaining("leave out DebugCheck.INFINITY");
  }

  @Test
  void whatIsRecordedInsideStaysChecked() {
    var root = debugging(() -> pullback((Real x) -> sqrt(x), real(0)));
    assertThatThrownBy(() -> root.pullback().apply(real(0))._2.natural())
        .hasMessageContaining("pulled back through sqrt(0.0) = 0.0, from the cotangent 0.0")
        .hasMessageContaining("DebuggingTests.whatIsRecordedInsideStaysChecked(");
    assertThatThrownBy(() -> gradient(x -> debugging(() -> sqrt(x)).times(0), 0.0))
        .as("the sweep around it")
        .isInstanceOf(DebugException.class);
  }

  @Test
  void aGraphNamesItsStep() {
    Graph graph = record((Real x) -> scope("model", () -> named("root", log(x)).times(2)), real(1));
    String input = graph.inputs().keySet().iterator().next();
    String output = graph.outputs().iterator().next();
    assertThatThrownBy(() -> debugging(() -> graph.bind(input, real(-1)).gradient(output)))
        .hasMessageContainingAll("in node `model`", "in node `root`", "log(-1.0) = NaN");
  }

  @Test
  void otherThreadsAreNotConcerned() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        boolean debugs = i % 2 == 0;
        tasks.add(() -> {
          if (debugs)
            debugging(() -> {
              assertOn();
              return gradient(x -> exp(x.times(x)), 0.5);
            });
          else assertOff();
          return true;
        });
      }
      for (Future<Boolean> done : threads.invokeAll(tasks)) assertThat(done.get()).isTrue();
    }
    assertOff();
  }

  /// An operation that breaks what [Operation] promises.
  @SuppressWarnings("ArrayRecordComponent")
  private record Broken(Value answer, @Nullable Value[] pulled) implements Operation {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public Value value(Value[] x) {
      return answer;
    }

    @Override
    public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
      return pulled[0];
    }

    @Override
    public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
      return pulled;
    }

    Real of(Real x) {
      return Level.dispatch(this, Value.of(x), Value.of(2)).asReal();
    }
  }

  @Test
  void operationsOfOthersKeepTheContract() {
    Broken few = new Broken(Value.of(1), new Value[] {Value.of(1)});
    assertThatThrownBy(() -> debugging(() -> gradient(few::of, 1.0)))
        .hasMessageStartingWith(
            "the pullback of rule broken answered 1 tangents, but should be 2, one per operand,"
                + " called at dev.mixtape.debugged.DebuggingTests$Broken.of(");
    Broken wide = new Broken(Value.of(1), new Value[] {Value.of(vec(1, 2)), null});
    assertThatThrownBy(() -> debugging(() -> gradient(wide::of, 1.0)))
        .hasMessageStartingWith(
            "the pullback of rule broken answered a cotangent of operand 1 whose shape is"
                + " vector(2), but should be real, called at");
    assertThatThrownBy(() -> debugging(() -> Forward.derivative(wide::of, real(1))))
        .hasMessageStartingWith(
            "the pushforward of rule broken answered a tangent of the result whose shape is"
                + " vector(2), but should be real, called at");
    assertThatThrownBy(() ->
            debugging(() ->
                gradient((Real x) -> new Broken(Value.of(x), new Value[2]).of(real(1)), real(3))))
        .hasMessageStartingWith(
            "the value of rule broken is active; an operation on plain numbers answers plain"
                + " numbers, called at");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true | NAN SHAPES PURITY REPETITION",
        "false | ''",
        "'' | ''",
        "nan, Infinity | NAN INFINITY",
        "true,infinity | NAN INFINITY SHAPES PURITY REPETITION"
      })
  void thePropertyListsChecks(String property, String checks) {
    assertThat(DebugCheck.listed(property).stream().map(Enum::name))
        .containsExactly(checks.isEmpty() ? new String[0] : checks.split(" "));
  }

  @Test
  void anotherWordInThePropertyIsAnError() {
    assertThatThrownBy(() -> DebugCheck.listed("nan,nans"))
        .isInstanceOf(DebugException.class)
        .hasMessage(
            "mixtape.debug must be true, false, or some of [nan, infinity, shapes, purity,"
                + " repetition], but was nan,nans");
  }

  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      wrong();
    }
  }

  @Test
  void thePropertyTurnsItOnForARun() throws IOException, InterruptedException {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Dmixtape.debug=true",
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(output).contains("DebugException: the first NaN in a value: log(-1.0) = NaN");
  }

  /// `log` is only asked for where it exists, but guards are walked over all elements.
  private static Real logged(Real x) {
    if (!x.gt(0)) return x;
    return log(x).gt(0.5) ? log(x) : x.times(2);
  }

  @Test
  void whatAGuardMakesOfElementsOnAnotherPathIsNoFinding() {
    RealVector x = vec(40, i -> real(20.5 - i));
    Function1<RealVector, Real> total = v -> sum(map(DebuggingTests::logged, v));
    RealVector slopes = gradient(total, x);
    RealVector debugged = debugging(() -> gradient(total, x));
    assertThat(debugged).isEqualTo(slopes);
  }
}
