package dev.mixtape.bridge;

import static dev.mixtape.bridge.Bridge.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.forward.Forward;
import io.vavr.Function2;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Functions that rules call, where no tape is to be found.
class EnginesTests {
  private static final Function2<Real, Real, Real> PRODUCT = (a, b) -> a.square().times(b);

  @Test
  void withoutATapeForwardNodesDifferentiate() {
    var rule = rruleViaAd(RuleContext.plain(), PRODUCT, real(3), real(5));
    var pulled = rule.pullback().apply(real(2));
    assertThat(rule.value().value()).isEqualTo(45);
    assertThat(pulled._2.natural().value()).isEqualTo(60);
    assertThat(pulled._3.natural().value()).isEqualTo(18);
    var pushed = fruleViaAd(RuleContext.plain(), PRODUCT, real(3), real(5));
    assertThat(
            pushed.pushforward().apply(Tangent.of(real(1)), Tangent.of(real(10))).natural().value())
        .isEqualTo(30 + 90);
  }

  @Test
  void theyKeepWhatTheFunctionCaptured() {
    double derivative =
        Forward.derivative(
            (Real c) -> {
              Function2<Real, Real, Real> f = (a, b) -> a.times(b).times(c.square());
              var rule = rruleViaAd(RuleContext.plain(), f, real(2), real(5));
              var pulled = rule.pullback().apply(real(1));
              assertThat(pulled._1.entries()).hasSize(1);
              return rule.value().plus(pulled._2.natural());
            },
            3.0);
    assertThat(derivative).isEqualTo(2 * 3 * (10 + 5));
  }

  @Test
  void severalServicesAreAnErrorThatNamesThem() {
    assertThat(Engines.only(List.of())).isSameAs(Engines.NODES);
    assertThat(Engines.only(List.of(Engines.REVERSE))).isSameAs(Engines.REVERSE);
    assertThatThrownBy(() -> Engines.only(List.of(Engines.NODES, Engines.REVERSE)))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining(Engines.NODES.getClass().getName())
        .hasMessageContaining(Engines.REVERSE.getClass().getName())
        .hasMessageContaining("with(EngineTrait.REVERSE, engine)");
  }
}
