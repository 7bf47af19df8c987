package dev.mixtape.integrations.kotlin

import dev.mixtape.algebra.Captures
import dev.mixtape.algebra.Real
import dev.mixtape.algebra.Tangent
import dev.mixtape.bridge.Pullback2
import dev.mixtape.bridge.testing.CheckRule.checkRule
import dev.mixtape.tape.Mixtape.*
import io.vavr.Tuple
import kotlin.math.hypot
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.within
import org.junit.jupiter.api.Test

/** Rules written in Kotlin. */
class RuleTests {
  private val hypotenuse =
      withRule(
          { a: Real, b: Real -> real(hypot(a.value(), b.value())) },
          { _, y, a, b ->
            Pullback2 { dy ->
              Tuple.of(
                  Captures.none(),
                  Tangent.of(a / y * dy.natural()),
                  Tangent.of(b / y * dy.natural()),
              )
            }
          },
      )

  private val cube =
      scalarRule({ x -> real(x.value() * x.value() * x.value()) }, { _, x -> 3 * x * x })

  @Test
  fun `they pass the check`() {
    checkRule(hypotenuse, real(3.0), real(4.0)).assertPassed()
    checkRule(cube, real(2.0)).assertPassed()
  }

  @Test
  fun `they are used, and differentiated again`() {
    assertThat(gradient({ a -> hypotenuse(a, real(4.0)) }, 3.0)).isCloseTo(0.6, within(1e-15))
    val second = gradient({ a -> gradient({ x -> hypotenuse(x, real(4.0)) }, a) }, 3.0)
    assertThat(second).isCloseTo(16.0 / 125, within(1e-15))
    assertThat(gradient({ x -> gradient(cube, x) }, 2.0)).isEqualTo(12.0)
  }

  @Test
  fun `they are asked for, and their pullback taken apart`() {
    val rule = rrule(hypotenuse, real(3.0), real(4.0)).get()
    val (_, da, db) = rule.pullback().apply(real(5.0))
    assertThat(da.natural().value()).isEqualTo(3.0)
    assertThat(db.natural().value()).isEqualTo(4.0)
    assertThat(rrule(::toString, real(1.0)).isEmpty).isTrue()
  }

  private fun toString(x: Real): String = x.toString()
}
