package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Derivatives of determinants of any rank, to the third order in every nesting, against what
/// follows from their being linear in every row.
class SingularDeterminantTests {
  private static double[][] integers(int rows, int columns, SplittableRandom random) {
    double[][] matrix = new double[rows][columns];
    for (double[] row : matrix) for (int j = 0; j < columns; j++) row[j] = random.nextInt(-2, 3);
    return matrix;
  }

  /// A matrix of integers whose rank is at most `rank`.
  private static double[][] ofRank(int rank, int n, SplittableRandom random) {
    double[][] left = integers(n, rank, random);
    double[][] right = integers(rank, n, random);
    double[][] product = new double[n][n];
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++)
        for (int k = 0; k < rank; k++) product[i][j] += left[i][k] * right[k][j];
    return product;
  }

  /// By expansion of the row `from`, exact for integers; `used` columns are left out.
  private static double determinant(double[][] a, int from, boolean[] used) {
    if (from == a.length) return 1;
    double sum = 0;
    double sign = 1;
    for (int j = 0; j < a.length; j++) {
      if (used[j]) continue;
      used[j] = true;
      sum += sign * a[from][j] * determinant(a, from + 1, used);
      used[j] = false;
      sign = -sign;
    }
    return sum;
  }

  /// The mixed derivative at 0 of the determinant of `a` plus a step along each direction: the sum
  /// over all ways to replace a row by one of each direction's.
  private static double mixed(double[][] a, List<double[][]> directions, boolean[] replaced) {
    if (directions.isEmpty()) return determinant(a, 0, new boolean[a.length]);
    double sum = 0;
    for (int row = 0; row < a.length; row++) {
      if (replaced[row]) continue;
      double[][] other = a.clone();
      other[row] = directions.get(0)[row];
      replaced[row] = true;
      sum += mixed(other, directions.subList(1, directions.size()), replaced);
      replaced[row] = false;
    }
    return sum;
  }

  @Property(tries = 30)
  void everyDerivativeIsRight(
      @ForAll @IntRange(min = 1, max = 4) int n,
      @ForAll @IntRange(min = 0, max = 4) int rank,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] at = ofRank(Math.min(rank, n), n, random);
    List<double[][]> directions = new ArrayList<>();
    for (int order = 1; order <= 3; order++) {
      directions.add(integers(n, n, random));
      double expected = mixed(at, directions, new boolean[n]);
      for (List<Derivatives.Mode> nesting : Derivatives.nestings(order)) {
        Real derivative =
            Derivatives.nested(nesting, steps -> det(stepped(at, directions, steps)), List.of());
        assertThat(derivative.value())
            .as(
                "%s at %s along %s",
                nesting, mat(at), directions.stream().map(d -> mat(d)).toList())
            .isCloseTo(expected, within(1e-10 * Math.max(100, Math.abs(expected))));
      }
    }
  }

  private static RealMatrix stepped(double[][] at, List<double[][]> directions, List<Real> steps) {
    RealMatrix stepped = mat(at);
    for (int i = 0; i < steps.size(); i++)
      stepped = stepped.plus(mat(directions.get(i)).times(steps.get(i)));
    return stepped;
  }
}
