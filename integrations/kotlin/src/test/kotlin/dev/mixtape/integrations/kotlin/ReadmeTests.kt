package dev.mixtape.integrations.kotlin

// @start region=readme
import dev.mixtape.algebra.Real
import dev.mixtape.algebra.RealVector
import dev.mixtape.tape.Mixtape.*
// @end
import kotlin.io.path.Path
import kotlin.io.path.readText
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.within
import org.junit.jupiter.api.Test

// @start region=readme

@JvmRecord data class Line(val slope: Real, val offset: Real)

fun residual(line: Line, x: Real, y: Real): Real = line.slope * x + line.offset - y

fun loss(line: Line, xs: RealVector, ys: RealVector): Real {
  val residuals = map(fwddiff(::residual), same(line), xs, ys) // elements: forward mode
  return 0.5 * sum(map({ r: Real -> r * r }, residuals)) // the sum: on the tape
}

fun main() {
  val start = Line(real(2.0), real(1.0))
  val (value, slopes) = withGradient({ l -> loss(l, vec(1.0, 2.0), vec(4.0, 4.0)) }, start)
  println("$value, ${slopes.get(Line::slope)}, ${slopes.get(Line::offset)}")
}
// @end

/** What the README shows is compiled and runs. */
class ReadmeTests {
  @Test
  fun `the program of the README`() {
    val blocks = Regex("```kotlin\n(.*?)```", RegexOption.DOT_MATCHES_ALL)
    val shown = blocks.findAll(Path("README.md").readText()).single().groupValues[1]
    val source = Path("src/test/kotlin/dev/mixtape/integrations/kotlin/ReadmeTests.kt").readText()
    val regions = Regex("(?m)^// @start region=readme\n(.*?)^// @end$", regionOptions)
    assertThat(shown).isEqualTo(regions.findAll(source).joinToString("") { it.groupValues[1] })
  }

  private val regionOptions = setOf(RegexOption.DOT_MATCHES_ALL, RegexOption.MULTILINE)

  @Test
  fun `its gradient agrees with differences`() {
    val at = { slope: Double, offset: Double ->
      loss(Line(real(slope), real(offset)), vec(1.0, 2.0), vec(4.0, 4.0)).value()
    }
    val g = gradient({ l -> loss(l, vec(1.0, 2.0), vec(4.0, 4.0)) }, Line(real(2.0), real(1.0)))
    val h = 1e-4
    val bySlope = (at(2 + h, 1.0) - at(2 - h, 1.0)) / (2 * h)
    val byOffset = (at(2.0, 1 + h) - at(2.0, 1 - h)) / (2 * h)
    assertThat(g.get(Line::slope).value()).isCloseTo(bySlope, within(1e-9))
    assertThat(g.get(Line::offset).value()).isCloseTo(byOffset, within(1e-9))
  }
}
