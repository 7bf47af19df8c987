"""Incomplete gamma and beta functions and their inverses in mpmath, from their positive power series.

The lower gamma tail is DLMF 8.11.4, the lower beta tail DLMF 8.17.8 with 15.2.1, summed in fixed-point
integers; the other tail is one minus that, with as many more digits as it is small. Inverses are Newton's
method on the logarithm of the smaller tail. Mixtape's code integrates instead, so nothing is shared.
"""

from math import log

from mpmath import mp, mpf

DIGITS = 170  # of every result; second differences lose seventy of them


def _extra(deviance):
    """Digits that the smaller tail is below one, from the exponent at the point over that at the mode."""
    return int(max(0.0, -float(deviance)) / log(10)) + 10


def _fixed_point_sum(numerator, denominator, bits):
    """The sum of positive terms whose ratios are numerator(k) / denominator(k), as fixed-point integers."""
    total = term = 1 << bits
    k = 0
    while term:
        k += 1
        term = term * numerator(k) // denominator(k)
        total += term
    return mp.ldexp(mpf(total), -bits)


def gamma_tails(a, x):
    """P(a, x) and Q(a, x)."""
    deviance = a * mp.log(x / a) + a - x
    digits = DIGITS + _extra(deviance)
    with mp.workdps(digits):
        bits = mp.prec + int(abs(float(deviance)) * 1.5) + 40
        xs, shape = int(mp.floor(mp.ldexp(x, 2 * bits))), int(mp.floor(mp.ldexp(a, 2 * bits)))
        total = _fixed_point_sum(lambda k: xs, lambda k: shape + (k << 2 * bits), bits)
        lower = total * mp.exp(a * mp.log(x) - x - mp.loggamma(a + 1))
        return +lower, 1 - lower


def beta_tails(a, b, x):
    """I_x(a, b) and its complement."""
    y = 1 - x
    if x > 0.5:  # the series is fast for small arguments
        upper, lower = _beta_lower(b, a, y, x)
        return lower, upper
    return _beta_lower(a, b, x, y)


def _beta_lower(a, b, x, y):
    n = a + b
    deviance = a * mp.log(x * n / a) + b * mp.log(y * n / b)
    digits = DIGITS + _extra(deviance)
    with mp.workdps(digits):
        bits = mp.prec + 40
        one = 1 << bits
        xs, an, nn = (int(mp.floor(mp.ldexp(v, bits))) for v in (x, a, n))
        if xs < 1 << (mp.prec // 2):
            bits += int(-mp.log(x, 2)) + 10
            one = 1 << bits
            xs, an, nn = (int(mp.floor(mp.ldexp(v, bits))) for v in (x, a, n))
        total = _fixed_point_sum(lambda k: xs * (nn + (k - 1) * one) >> bits, lambda k: an + k * one, bits)
        lower = total * mp.exp(a * mp.log(x) + b * mp.log(y) - mp.log(a) - mp.loggamma(a) - mp.loggamma(b) + mp.loggamma(n))
        return +lower, 1 - lower


def gamma_lower(a, x):
    return gamma_tails(a, x)[0]


def gamma_upper(a, x):
    return gamma_tails(a, x)[1]


def beta_lower(a, b, x):
    return beta_tails(a, b, x)[0]


def beta_upper(a, b, x):
    return beta_tails(a, b, x)[1]


def logarithm(tail):
    def log_tail(*point):
        with mp.workdps(2 * DIGITS + 400):
            return mp.log(tail(*point))

    return log_tail


def gamma_inverse(which):
    """The x with P(a, x) = p, or Q(a, x) = p, for `which` 0 or 1."""
    return _inverse(
        lambda u, a: gamma_tails(a, mp.exp(u)),
        lambda u, a: a * u - mp.exp(u) - mp.loggamma(a),
        mp.exp,
        lambda a: mp.log(a),
        which,
    )


def beta_inverse():
    """The x with I_x(a, b) = p."""
    return _inverse(
        lambda u, a, b: beta_tails(a, b, 1 / (1 + mp.exp(-u))),
        lambda u, a, b: -a * mp.log1p(mp.exp(-u)) - b * mp.log1p(mp.exp(u)) - mp.log(mp.beta(a, b)),
        lambda u: 1 / (1 + mp.exp(-u)),
        lambda a, b: mp.log(a / b),
        0,
    )


def _inverse(tails, log_density, back, start, which):
    roots = {}

    def inverse(*arguments):
        *shapes, p = arguments
        with mp.workdps(DIGITS):
            smaller = which if p < 0.5 else 1 - which
            target = mp.log(p if p < 0.5 else 1 - p)
            near = tuple(map(float, arguments))
            u, step = roots.get(near, start(*shapes)), mpf(1)
            while abs(step) > mpf(10) ** (-0.55 * DIGITS) * max(1, abs(u)):
                tail = tails(u, *shapes)[smaller]
                step = (target - mp.log(tail)) * tail / mp.exp(log_density(u, *shapes))
                step = min(step if smaller == 0 else -step, mpf(1))  # a step to the right can go too far
                u += step
            roots[near] = u
            return back(u)

    return inverse
