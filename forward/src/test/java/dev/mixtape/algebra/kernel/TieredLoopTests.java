package dev.mixtape.algebra.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.rows.Exponentials;
import dev.mixtape.algebra.rows.GammaFunctions;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TieredLoopTests {
  private static final int SIZE = 1003;
  private static final double[][] COLUMN = {
    new Random(1).doubles(SIZE).map(u -> 0.5 + u).toArray()
  };
  private static final Program EXP_LOG =
      ScalarLoopTests.recorded(
          1, x -> Exponentials.EXP.of(x.get(0)).times(Exponentials.LOG.of(x.get(0))));

  private static TieredLoop loop(Program program, long after) {
    return TieredLoop.of(program, new boolean[1], new boolean[1], after);
  }

  /// What 1003 elements come to.
  private static double[] answers(Kernel loop) {
    double[][] outputs = new double[1][SIZE];
    loop.run(COLUMN, outputs, 0, SIZE);
    return outputs[0];
  }

  private static void requireExpLog(Kernel loop) {
    double[] answers = answers(loop);
    for (int i = 0; i < SIZE; i++) {
      double expected = Math.exp(COLUMN[0][i]) * Math.log(COLUMN[0][i]);
      assertThat(answers[i]).isCloseTo(expected, within(4 * Math.ulp(expected)));
    }
  }

  @Test
  void atOnceThereAreVectors() {
    TieredLoop loop = loop(EXP_LOG, 0);
    Kernel scalar = ScalarLoop.of(EXP_LOG, new boolean[1], new boolean[1]);
    Kernel vectors = VectorLoop.of(EXP_LOG, new boolean[1], new boolean[1], scalar);
    assertThat(loop.best()).hasSameClassAs(vectors);
    requireExpLog(loop);
  }

  @Test
  void neverMeansNever() {
    TieredLoop loop = loop(EXP_LOG, -1);
    Kernel scalar = loop.best();
    for (int i = 0; i < 3; i++) requireExpLog(loop);
    assertThat(loop.best()).isSameAs(scalar);
  }

  @Test
  void vectorsTakeOverOnceTheyAreFaster() throws InterruptedException {
    assumeTrue(System.getProperty("os.arch").equals("amd64"), "a machine with a vector library");
    TieredLoop loop = loop(EXP_LOG, 2 * SIZE);
    Kernel scalar = loop.best();
    requireExpLog(loop);
    assertThat(loop.best()).as("before the threshold").isSameAs(scalar);
    for (int i = 0; i < 500 && loop.best().equals(scalar); i++) {
      requireExpLog(loop);
      Thread.sleep(10);
    }
    assumeTrue(!loop.best().equals(scalar), "a machine with time to compile");
    requireExpLog(loop);
  }

  @Test
  void whatIsCalledLaneByLaneAnswersTheSameWhateverTakesOver() throws InterruptedException {
    Program program = ScalarLoopTests.recorded(1, x -> GammaFunctions.LOGGAMMA.of(x.get(0)));
    TieredLoop loop = loop(program, SIZE);
    double[] before = answers(loop);
    while (threads() > 0) Thread.sleep(10);
    assertThat(answers(loop)).containsExactly(before);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("mixtape-vectors"))
        .count();
  }
}
