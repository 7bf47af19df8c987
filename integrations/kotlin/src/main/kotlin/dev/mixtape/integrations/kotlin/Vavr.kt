package dev.mixtape.integrations.kotlin

import io.vavr.Function1
import io.vavr.Function2
import io.vavr.Function3
import io.vavr.Function4
import io.vavr.Function5
import io.vavr.Function6
import io.vavr.Function7
import io.vavr.Function8
import io.vavr.Tuple2
import io.vavr.Tuple3
import io.vavr.Tuple4
import io.vavr.Tuple5

// Functions are called like Kotlin's: val f = fwddiff(::g); f(x).

operator fun <A, R> Function1<A, R>.invoke(a: A): R = apply(a)

operator fun <A, B, R> Function2<A, B, R>.invoke(a: A, b: B): R = apply(a, b)

operator fun <A, B, C, R> Function3<A, B, C, R>.invoke(a: A, b: B, c: C): R = apply(a, b, c)

operator fun <A, B, C, D, R> Function4<A, B, C, D, R>.invoke(a: A, b: B, c: C, d: D): R =
    apply(a, b, c, d)

operator fun <A, B, C, D, E, R> Function5<A, B, C, D, E, R>.invoke(
    a: A,
    b: B,
    c: C,
    d: D,
    e: E,
): R = apply(a, b, c, d, e)

operator fun <A, B, C, D, E, F, R> Function6<A, B, C, D, E, F, R>.invoke(
    a: A,
    b: B,
    c: C,
    d: D,
    e: E,
    f: F,
): R = apply(a, b, c, d, e, f)

operator fun <A, B, C, D, E, F, G, R> Function7<A, B, C, D, E, F, G, R>.invoke(
    a: A,
    b: B,
    c: C,
    d: D,
    e: E,
    f: F,
    g: G,
): R = apply(a, b, c, d, e, f, g)

operator fun <A, B, C, D, E, F, G, H, R> Function8<A, B, C, D, E, F, G, H, R>.invoke(
    a: A,
    b: B,
    c: C,
    d: D,
    e: E,
    f: F,
    g: G,
    h: H,
): R = apply(a, b, c, d, e, f, g, h)

// Gradients and pullbacks answer tuples: val (dx, dy) = gradient(f, x, y).

operator fun <A> Tuple2<A, *>.component1(): A = _1

operator fun <B> Tuple2<*, B>.component2(): B = _2

operator fun <A> Tuple3<A, *, *>.component1(): A = _1

operator fun <B> Tuple3<*, B, *>.component2(): B = _2

operator fun <C> Tuple3<*, *, C>.component3(): C = _3

operator fun <A> Tuple4<A, *, *, *>.component1(): A = _1

operator fun <B> Tuple4<*, B, *, *>.component2(): B = _2

operator fun <C> Tuple4<*, *, C, *>.component3(): C = _3

operator fun <D> Tuple4<*, *, *, D>.component4(): D = _4

operator fun <A> Tuple5<A, *, *, *, *>.component1(): A = _1

operator fun <B> Tuple5<*, B, *, *, *>.component2(): B = _2

operator fun <C> Tuple5<*, *, C, *, *>.component3(): C = _3

operator fun <D> Tuple5<*, *, *, D, *>.component4(): D = _4

operator fun <E> Tuple5<*, *, *, *, E>.component5(): E = _5
