package dev.mixtape.integrations.kotlin

import io.vavr.Tuple2
import io.vavr.Tuple3
import io.vavr.Tuple4
import io.vavr.Tuple5

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
