package dev.mixtape.examples;

import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

class PinsTests {
  @Test
  void theContractWithProgramsOutsideThisRepositoryHolds() {
    assertThatNoException().isThrownBy(() -> Pins.main(new String[0]));
  }
}
