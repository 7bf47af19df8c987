package dev.mixtape.integrations.kotlin

import dev.mixtape.algebra.Algebra.real
import dev.mixtape.algebra.Differentiable
import dev.mixtape.algebra.Real
import dev.mixtape.algebra.RealArray
import dev.mixtape.algebra.Value

// Numbers on the left of a real, a vector or a matrix: 2.0 * x, 1 - x.

operator fun <T : Differentiable<T>> Number.plus(x: T): T = x.plus(toDouble())

operator fun <T : Differentiable<T>> Number.minus(x: T): T =
    x.wrap(Value.of(toDouble()) - Value.of(x))

operator fun <T : Differentiable<T>> Number.times(x: T): T = x.times(toDouble())

operator fun <T : Differentiable<T>> Number.div(x: T): T =
    x.wrap(Value.of(toDouble()) / Value.of(x))

operator fun Number.rem(x: Real): Real = real(toDouble()).rem(x)

operator fun Number.compareTo(x: Real): Int = real(toDouble()).compareTo(x)

// Numbers on the right that are no Double, which Kotlin does not widen: x * 2.

operator fun <T : Differentiable<T>> T.plus(number: Number): T = plus(number.toDouble())

operator fun <T : Differentiable<T>> T.minus(number: Number): T = minus(number.toDouble())

operator fun <T : Differentiable<T>> T.times(number: Number): T = times(number.toDouble())

operator fun <T : Differentiable<T>> T.div(number: Number): T = div(number.toDouble())

operator fun <T : Differentiable<T>> T.rem(number: Number): T = rem(number.toDouble())

operator fun Real.compareTo(number: Number): Int = compareTo(number.toDouble())

// Reals on the left of a vector or a matrix.

operator fun <A : RealArray<A>> Real.plus(array: A): A = array.plus(this)

operator fun <A : RealArray<A>> Real.minus(array: A): A =
    array.wrap(Value.of(this) - Value.of(array))

operator fun <A : RealArray<A>> Real.times(array: A): A = array.times(this)

operator fun <A : RealArray<A>> Real.div(array: A): A = array.wrap(Value.of(this) / Value.of(array))
