package dev.mixtape.integrations.kotlin

import dev.mixtape.algebra.Real
import dev.mixtape.algebra.RealVector
import dev.mixtape.bridge.Strategy
import dev.mixtape.distributions.Exponential
import dev.mixtape.tape.Mixtape.*
import dev.mixtape.tape.graph.Graph
import io.vavr.Function1
import io.vavr.Function2
import io.vavr.Tuple
import io.vavr.Tuple2
import kotlin.math.cos
import kotlin.math.sin
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.within
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource

private fun wave(x: Real): Real = sin(x) * x

private fun scaled(x: Real, v: RealVector): Real = sum(x * v * v)

private fun product(a: Real, b: Real, c: Real, d: Real, e: Real, f: Real, g: Real, h: Real): Real =
    a * b * c * d * e * f * g * h

private class Scale(val by: Real) {
  fun of(x: Real): Real = by * x * x
}

@JvmRecord data class Model(val line: Line, val weights: RealVector, val name: String)

/** Lambdas, function references, records and tuples of Kotlin, as our functions and structures. */
class FunctionTests {
  private val exact = within(1e-14)
  private val waveSlope = sin(3.0) + 3 * cos(3.0)

  @Test
  fun `lambdas and references are functions of one argument`() {
    assertThat(gradient({ x -> sin(x) * x }, 3.0)).isCloseTo(waveSlope, exact)
    assertThat(gradient(::wave, 3.0)).isCloseTo(waveSlope, exact)
    assertThat(gradient(::wave, real(3.0)).value()).isCloseTo(waveSlope, exact)
    assertThat(gradient(Scale(real(2.0))::of, 3.0)).isEqualTo(12.0)
    assertThat(gradient({ v -> sum(v * v) }, doubleArrayOf(1.0, 2.0))).containsExactly(2.0, 4.0)
  }

  @Test
  fun `several arguments answer a tuple, taken apart`() {
    val (dx, dv) = gradient(::scaled, real(3.0), vec(1.0, 2.0))
    assertThat(dx.value()).isEqualTo(5.0)
    assertThat(dv.toArray()).containsExactly(6.0, 12.0)

    val (value, slope) = withGradient({ x -> x * x }, 3.0)
    assertThat(value).isEqualTo(9.0)
    assertThat(slope).isEqualTo(6.0)

    val (da, db, dc) = gradient({ a, b, c -> a * b + b * c }, real(2.0), real(3.0), real(5.0))
    assertThat(listOf(da, db, dc).map { it.value() }).containsExactly(3.0, 7.0, 3.0)

    val (d1, d2, d3, d4) =
        gradient({ a, b, c, d -> a * b * c * d }, real(2.0), real(3.0), real(5.0), real(7.0))
    assertThat(listOf(d1, d2, d3, d4).map { it.value() }).containsExactly(105.0, 70.0, 42.0, 30.0)
  }

  @Test
  fun `forward nodes of lambdas and references`() {
    val lambda = fwddiff({ x: Real -> sin(x) * x })
    val reference = fwddiff(::wave)
    val two = fwddiff(::scaled)
    assertThat(gradient(lambda, 3.0)).isCloseTo(waveSlope, exact)
    assertThat(gradient(reference, 3.0)).isCloseTo(waveSlope, exact)
    assertThat(gradient(two, real(3.0), vec(1.0, 2.0))._2.toArray()).containsExactly(6.0, 12.0)
    assertThat(gradient({ x -> reference(x) * 2 }, 3.0)).isCloseTo(2 * waveSlope, exact)
  }

  @Test
  fun `a forward node of eight arguments`() {
    val n = (1..7).map { real(it.toDouble()) }
    val node = fwddiff(::product)
    val last = gradient({ x -> node(n[0], n[1], n[2], n[3], n[4], n[5], n[6], x) }, 8.0)
    assertThat(last).isEqualTo(5040.0)
  }

  @ParameterizedTest
  @EnumSource(Strategy::class)
  fun `every strategy over a batch, captured values moving`(strategy: Strategy) {
    val xs = vec(1.0, 2.0, 3.0)
    val loss = { s: Real, v: RealVector ->
      sum(map(fwddiff({ x: Real -> sin(s * x) }, strategy), v))
    }
    val (ds, dv) = gradient(loss, real(0.5), xs)
    assertThat(ds.value()).isCloseTo((1..3).sumOf { it * cos(0.5 * it) }, exact)
    assertThat(dv[2].value()).isCloseTo(0.5 * cos(1.5), exact)
  }

  @Test
  fun `constructors and methods over batches`() {
    val data = vec(3.0, 1.0)
    val loss = { scales: RealVector ->
      val model = map(fwddiff(::Exponential), scales)
      sum(map(fwddiff(Exponential::logpdf), model, data))
    }
    val slopes = gradient(loss, vec(1.0, 2.0)).toArray()
    assertThat(slopes[0]).isCloseTo(-1.0 + 3.0, exact)
    assertThat(slopes[1]).isCloseTo(-1.0 / 2 + 1.0 / 4, exact)
  }

  @Test
  fun `one value for all elements, and one held constant`() {
    val power = fwddiff({ x: Real, n: Real -> x * n }, holding(2))
    val loss = { v: RealVector -> sum(map(power, v, same(real(3.0)))) }
    assertThat(gradient(loss, vec(1.0, 2.0)).toArray()).containsExactly(3.0, 3.0)
  }

  @Test
  fun `records are read by property`() {
    val at = Model(Line(real(2.0), real(1.0)), vec(1.0, -1.0), "m")
    val tangent = gradient({ m -> m.line.slope * sum(m.weights * m.weights) + m.line.offset }, at)
    assertThat(tangent.get(Model::weights).toArray()).containsExactly(4.0, -4.0)
    assertThat(tangent.get { m -> m.line.slope }.value()).isEqualTo(2.0)
    assertThat(tangent.part(Model::line).get(Line::offset).value()).isEqualTo(1.0)
    val (slope, offset) = Line(real(5.0), real(7.0))
    assertThat((slope - offset).value()).isEqualTo(-2.0)
  }

  @Test
  fun `records in batches`() {
    val lines = { v: RealVector -> map(fwddiff({ s: Real -> Line(s, s * s) }), v) }
    val loss = { v: RealVector -> sum(map(fwddiff({ l: Line -> l.slope * l.offset }), lines(v))) }
    assertThat(gradient(loss, vec(1.0, 2.0)).toArray()).containsExactly(3.0, 12.0)
  }

  @Test
  fun `tuples are structures`() {
    val loss = { (x, v): Tuple2<Real, RealVector> -> x * sum(v) }
    val tangent = gradient(loss, Tuple.of(real(2.0), vec(1.0, 4.0)))
    assertThat(tangent.get { it._1 }.value()).isEqualTo(5.0)
    assertThat(tangent.get { it._2 }.toArray()).containsExactly(2.0, 2.0)
  }

  @Test
  fun `second derivatives`() {
    val hessian = hessian({ v -> v[0] * v[0] * v[1] }, vec(2.0, 3.0))
    assertThat(hessian.asVector().toArray()).containsExactly(6.0, 4.0, 4.0, 0.0)
    val nested = gradient({ x -> gradient({ y -> y * y * y }, x) }, 2.0)
    assertThat(nested).isEqualTo(12.0)
  }

  @Test
  fun `graphs are built in a lambda`() {
    val graph = Graph.of { g ->
      val x = g.input("x", vec(1.0, 2.0))
      val w = g.parameter("w", vec(3.0, 5.0))
      val residual = named("residual", x - w)
      g.output("loss", node("fit", fwddiff({ v: RealVector -> sum(v * v) }), residual))
    }
    val bound = graph.bind("x", vec(0.0, 0.0))
    assertThat(bound.run().real("loss").value()).isEqualTo(34.0)
    assertThat(bound.gradient("loss").vector("w").toArray()).containsExactly(6.0, 10.0)
    assertThat(graph.text()).contains("residual")
  }

  @Test
  fun `our functions are called like Kotlin's`() {
    val square: Function1<Real, Real> = fwddiff({ x: Real -> x * x })
    val scaling = Function2 { a: Real, b: Real -> a * b }
    assertThat(square(real(3.0)).value()).isEqualTo(9.0)
    assertThat(scaling(real(3.0), real(2.0)).value()).isEqualTo(6.0)
  }
}

