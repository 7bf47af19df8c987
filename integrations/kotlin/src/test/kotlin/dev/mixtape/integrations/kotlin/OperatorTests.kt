package dev.mixtape.integrations.kotlin

import dev.mixtape.algebra.Differentiable
import dev.mixtape.algebra.Real
import dev.mixtape.algebra.RealMatrix
import dev.mixtape.algebra.RealVector
import dev.mixtape.tape.Mixtape.*
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.assertj.core.api.Assertions.within
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.FieldSource

private typealias Numbers = (Double, Double) -> Double

/** Kotlin's operators on the algebra, against the same operators on numbers. */
class OperatorTests {
  class Case<T : Differentiable<T>>(
      val text: String,
      val onAlgebra: (T, T) -> T,
      val onNumbers: Numbers,
  ) {
    override fun toString() = text
  }

  companion object {
    @JvmField
    val REALS =
        listOf<Case<Real>>(
            Case("a + b", { a, b -> a + b }, { a, b -> a + b }),
            Case("a - b", { a, b -> a - b }, { a, b -> a - b }),
            Case("a * b", { a, b -> a * b }, { a, b -> a * b }),
            Case("a / b", { a, b -> a / b }, { a, b -> a / b }),
            Case("a % b", { a, b -> a % b }, { a, b -> a % b }),
            Case("-a", { a, b -> -a + b }, { a, b -> -a + b }),
            Case("2.0 + a", { a, b -> (2.0 + a) * b }, { a, b -> (2.0 + a) * b }),
            Case("2.0 - a", { a, b -> (2.0 - a) * b }, { a, b -> (2.0 - a) * b }),
            Case("2.0 * a", { a, b -> 2.0 * a * b }, { a, b -> 2.0 * a * b }),
            Case("2.0 / a", { a, b -> 2.0 / a * b }, { a, b -> 2.0 / a * b }),
            Case("9.5 % a", { a, b -> 9.5 % a * b }, { a, b -> 9.5 % a * b }),
            Case("2 + a", { a, b -> (2 + a) * b }, { a, b -> (2 + a) * b }),
            Case("2 - a", { a, b -> (2 - a) * b }, { a, b -> (2 - a) * b }),
            Case("2 * a", { a, b -> 2 * a * b }, { a, b -> 2 * a * b }),
            Case("2 / a", { a, b -> 2 / a * b }, { a, b -> 2 / a * b }),
            Case("8 % a", { a, b -> 8 % a * b }, { a, b -> 8 % a * b }),
            Case("a + 2.0", { a, b -> (a + 2.0) * b }, { a, b -> (a + 2.0) * b }),
            Case("a + 2", { a, b -> (a + 2) * b }, { a, b -> (a + 2) * b }),
            Case("a - 2", { a, b -> (a - 2) * b }, { a, b -> (a - 2) * b }),
            Case("a * 2", { a, b -> a * 2 * b }, { a, b -> a * 2 * b }),
            Case("a / 2", { a, b -> a / 2 * b }, { a, b -> a / 2 * b }),
            Case("a % 2", { a, b -> a % 2 * b }, { a, b -> a % 2 * b }),
        )

    @JvmField
    val VECTORS =
        listOf<Case<RealVector>>(
            Case("a + b", { a, b -> a + b }, { a, b -> a + b }),
            Case("a - b", { a, b -> a - b }, { a, b -> a - b }),
            Case("a * b", { a, b -> a * b }, { a, b -> a * b }),
            Case("a / b", { a, b -> a / b }, { a, b -> a / b }),
            Case("a % b", { a, b -> a % b }, { a, b -> a % b }),
            Case("-a", { a, b -> -a + b }, { a, b -> -a + b }),
            Case("2.0 * a", { a, b -> 2.0 * a * b }, { a, b -> 2.0 * a * b }),
            Case("2 - a", { a, b -> (2 - a) * b }, { a, b -> (2 - a) * b }),
            Case("2 / a", { a, b -> 2 / a * b }, { a, b -> 2 / a * b }),
            Case("a % 2", { a, b -> a % 2 * b }, { a, b -> a % 2 * b }),
            Case("a * real", { a, b -> a * real(3.0) * b }, { a, b -> a * 3.0 * b }),
            Case("real + a", { a, b -> (real(3.0) + a) * b }, { a, b -> (3.0 + a) * b }),
            Case("real - a", { a, b -> (real(3.0) - a) * b }, { a, b -> (3.0 - a) * b }),
            Case("real * a", { a, b -> real(3.0) * a * b }, { a, b -> 3.0 * a * b }),
            Case("real / a", { a, b -> real(3.0) / a * b }, { a, b -> 3.0 / a * b }),
        )

    @JvmField
    val MATRICES =
        listOf<Case<RealMatrix>>(
            Case("a + b", { a, b -> a + b }, { a, b -> a + b }),
            Case("a - b", { a, b -> a - b }, { a, b -> a - b }),
            Case("a * b", { a, b -> a * b }, { a, b -> a * b }),
            Case("a / b", { a, b -> a / b }, { a, b -> a / b }),
            Case("a % b", { a, b -> a % b }, { a, b -> a % b }),
            Case("-a", { a, b -> -a + b }, { a, b -> -a + b }),
            Case("2.0 * a", { a, b -> 2.0 * a * b }, { a, b -> 2.0 * a * b }),
            Case("2 - a", { a, b -> (2 - a) * b }, { a, b -> (2 - a) * b }),
            Case("real / a", { a, b -> real(3.0) / a * b }, { a, b -> 3.0 / a * b }),
        )

    private val LEFT = doubleArrayOf(1.75, -5.5, 4.25, 0.6)
    private val RIGHT = doubleArrayOf(0.8, 1.5, -2.5, 3.1)
    private const val STEP = 1e-5

    private fun Numbers.inFirst(a: Double, b: Double) =
        (this(a + STEP, b) - this(a - STEP, b)) / (2 * STEP)

    private fun Numbers.inSecond(a: Double, b: Double) =
        (this(a, b + STEP) - this(a, b - STEP)) / (2 * STEP)

    private fun Case<*>.expect(values: DoubleArray, left: DoubleArray, right: DoubleArray) {
      for (i in LEFT.indices) {
        val a = LEFT[i]
        val b = RIGHT[i]
        assertThat(values[i]).isEqualTo(onNumbers(a, b))
        assertThat(left[i]).isCloseTo(onNumbers.inFirst(a, b), within(1e-8))
        assertThat(right[i]).isCloseTo(onNumbers.inSecond(a, b), within(1e-8))
      }
    }
  }

  @ParameterizedTest
  @FieldSource("REALS")
  fun `on reals`(case: Case<Real>) {
    val gradients = LEFT.indices.map { gradient(case.onAlgebra, real(LEFT[it]), real(RIGHT[it])) }
    case.expect(
        DoubleArray(LEFT.size) { case.onAlgebra(real(LEFT[it]), real(RIGHT[it])).value() },
        DoubleArray(LEFT.size) { gradients[it]._1.value() },
        DoubleArray(LEFT.size) { gradients[it]._2.value() },
    )
  }

  @ParameterizedTest
  @FieldSource("VECTORS")
  fun `on vectors`(case: Case<RealVector>) {
    val (left, right) = gradient({ a, b -> sum(case.onAlgebra(a, b)) }, vec(*LEFT), vec(*RIGHT))
    val values = case.onAlgebra(vec(*LEFT), vec(*RIGHT))
    case.expect(values.toArray(), left.toArray(), right.toArray())
  }

  @ParameterizedTest
  @FieldSource("MATRICES")
  fun `on matrices`(case: Case<RealMatrix>) {
    val a = vec(*LEFT).reshape(2, 2)
    val b = vec(*RIGHT).reshape(2, 2)
    val (left, right) = gradient({ x, y -> sum(case.onAlgebra(x, y)) }, a, b)
    case.expect(
        case.onAlgebra(a, b).asVector().toArray(),
        left.asVector().toArray(),
        right.asVector().toArray(),
    )
  }

  @Test
  fun `entries by index`() {
    val v = vec(*LEFT)
    val m = v.reshape(2, 2)
    assertThat(v[2].value()).isEqualTo(4.25)
    assertThat(m[1, 0].value()).isEqualTo(4.25)
    assertThat(gradient({ x -> x[2] * x[0] }, v).toArray()).containsExactly(4.25, 0.0, 1.75, 0.0)
  }

  @Test
  fun `comparisons look at the number`() {
    val one = real(1.0)
    val two = real(2.0)
    assertThat(one < two).isTrue()
    assertThat(one >= two).isFalse()
    assertThat(one < 2.0).isTrue()
    assertThat(one > 2).isFalse()
    assertThat(2 > one).isTrue()
    assertThat(0.5 >= one).isFalse()
    assertThat(one == real(1.0)).isTrue()
    assertThat(one != two).isTrue()
    assertThatThrownBy { real(Double.NaN) < one }.hasMessageContaining("NaN")
  }

  @Test
  fun `a branch by comparison`() {
    val hinge = { x: Real -> if (x < 1) 1 - x else real(0.0) * x }
    assertThat(gradient(hinge, 0.5)).isEqualTo(-1.0)
    assertThat(gradient(hinge, 1.5)).isEqualTo(0.0)
  }

  @Test
  fun `sums grow in a variable`() {
    val geometric = { x: Real ->
      var sum = real(0.0)
      for (k in 1..3) sum += x / k
      sum
    }
    assertThat(gradient(geometric, 2.0)).isCloseTo(1 + 1.0 / 2 + 1.0 / 3, within(1e-15))
  }
}
