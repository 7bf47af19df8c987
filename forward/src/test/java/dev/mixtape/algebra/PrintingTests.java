package dev.mixtape.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixtape.forward.Forward;
import io.vavr.Tuple;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What values and tangents print, to people who look at a result for the first time.
class PrintingTests {
  record Params(Real theta, RealVector w) {}

  record Outer(Params inner, String name, Real z) {}

  private static final Params PARAMS = new Params(Real.of(2), RealVector.of(1, 3));

  @Test
  void a_tangent_of_a_record_prints_its_leaves_by_name() {
    Tangent<Params> gradient = Forward.gradient(p -> p.theta().times(p.w().sum()), PARAMS);

    assertThat(gradient).hasToString("Tangent[theta=4.0, w=[2.0, 2.0]]");
  }

  @Test
  void a_leaf_that_does_not_move_prints_its_zero() {
    Outer outer = new Outer(PARAMS, "here", Real.of(5));

    assertThat(Tangent.zero(outer).with(Outer::z, Real.of(7)))
        .hasToString("Tangent[inner.theta=0.0, inner.w=[0.0, 0.0], z=7.0]");
  }

  @Test
  void a_tangent_of_a_batch_prints_columns() {
    Batch<Params> batch = Batch.of(List.of(PARAMS, PARAMS));

    assertThat(Forward.gradient((Batch<Params> b) -> b.get(1).theta(), batch).toString())
        .startsWith("Tangent[theta=[0.0, 1.0], w=[[0.0, 0.0], [0.0, 0.0]]");
  }

  @Test
  void a_message_names_records_and_tuples_as_one_writes_them() {
    assertThatThrownBy(() -> Tangent.zero(PARAMS).get(p -> p.theta().plus(1)))
        .hasMessageContaining("a component of Params[theta=real, w=vector(2)] unchanged");
    assertThatThrownBy(() -> Tangent.zero(Tuple.of(PARAMS, 3)).get(t -> Real.of(1)))
        .hasMessageContaining("a component of (Params[theta=real, w=vector(2)], 3) unchanged");
    assertThatThrownBy(() -> Tangent.zero(Batch.of(List.of(PARAMS))).get(b -> Real.of(1)))
        .hasMessageContaining("a component of a batch of 1 Params unchanged");
  }

  @Test
  void a_matrix_prints_its_rows() {
    assertThat(RealMatrix.of(new double[] {1, 2, 3}, new double[] {4, 5, 6}))
        .hasToString("[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]");
    assertThat(RealMatrix.of()).hasToString("[]");
  }

  @Test
  void a_large_matrix_prints_its_shape_and_where_it_begins() {
    assertThat(RealMatrix.wrapping(2, 7, new double[14]).toString())
        .startsWith("matrix(2, 7)[0.0, ")
        .endsWith("0.0, … 2 more]");
  }
}
