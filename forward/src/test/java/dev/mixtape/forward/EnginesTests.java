package dev.mixtape.forward;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Both test engines run.
class EnginesTests {
  @Test
  void jupiter_runs() {
    assertThat(Math.exp(0)).isEqualTo(1);
  }

  @Property
  void jqwik_runs(@ForAll double x) {
    assertThat(Math.abs(x)).isNotNegative();
  }
}
