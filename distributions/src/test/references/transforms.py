"""Writes transforms.csv: `y = quantile(target, cdf(source, x))` and the logarithm of `dy/dx`, which is
`logpdf(source, x) - logpdf(target, y)`, for all pairs of normal, beta and Weibull, with the first
derivatives of both in x and in the parameters of both distributions.

The logarithm of `dy/dx` is checked against the slope of y, or the script fails.
"""

import sys
from functools import lru_cache
from itertools import product
from pathlib import Path

from mpmath import mp, mpf

PROJECT = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(PROJECT / "forward/src/test/references"))
from reference import derivative, double, erfcinv, write  # noqa: E402

OUTPUT = PROJECT / "distributions/src/test/resources/dev/mixtape/distributions/transforms.csv"
SLOPES = ["x", "s1", "s2", "t1", "t2"]
HEADER = ",".join(
    ["source", "s1", "s2", "target", "t1", "t2", "x", "y", *(f"y_{s}" for s in SLOPES), "ladj", *(f"ladj_{s}" for s in SLOPES)]
)

mp.dps = 220


def normal_logpdf(x, mu, sigma):
    return -(((x - mu) / sigma) ** 2) / 2 - mp.log(sigma) - mp.log(2 * mp.pi) / 2


def normal_cdf(x, mu, sigma):
    return mp.erfc((mu - x) / sigma / mp.sqrt(2)) / 2


def normal_quantile(p, mu, sigma):
    return mu - sigma * mp.sqrt(2) * erfcinv(2 * p)


def beta_logpdf(x, a, b):
    return (a - 1) * mp.log(x) + (b - 1) * mp.log(1 - x) - mp.log(mp.beta(a, b))


def beta_cdf(x, a, b):
    return mp.betainc(a, b, 0, x, regularized=True)


def beta_quantile(p, a, b):
    low, high = mpf(0), mpf(1)
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if beta_cdf(middle, a, b) < p else (low, middle)
    x, step = (low + high) / 2, mpf(1)
    while abs(step) > mpf(10) ** (-0.6 * mp.dps):
        step = (beta_cdf(x, a, b) - p) * mp.exp(-beta_logpdf(x, a, b))
        x -= step
    return x


def weibull_logpdf(x, shape, scale):
    return mp.log(shape) + (shape - 1) * mp.log(x) - shape * mp.log(scale) - (x / scale) ** shape


def weibull_cdf(x, shape, scale):
    return -mp.expm1(-((x / scale) ** shape))


def weibull_quantile(p, shape, scale):
    return scale * (-mp.log1p(-p)) ** (1 / shape)


FUNCTIONS = {
    "Normal": (normal_logpdf, normal_cdf, normal_quantile),
    "Beta": (beta_logpdf, beta_cdf, beta_quantile),
    "Weibull": (weibull_logpdf, weibull_cdf, weibull_quantile),
}
PARAMETERS = {"Normal": [(0.5, 1.25), (-2.0, 0.75)], "Beta": [(2.5, 3.5), (0.75, 1.5)], "Weibull": [(1.5, 2.0), (0.75, 3.0)]}
POINTS = {"Normal": [-1.5, 0.25, 1.0], "Beta": [0.125, 0.375, 0.75], "Weibull": [0.25, 1.5, 4.0]}


def line(source, s, target, t, x):
    source_logpdf, source_cdf, _ = FUNCTIONS[source]
    target_logpdf, _, target_quantile = FUNCTIONS[target]

    @lru_cache(maxsize=None)
    def y(x, s1, s2, t1, t2):
        return target_quantile(source_cdf(x, s1, s2), t1, t2)

    def ladj(x, s1, s2, t1, t2):
        return source_logpdf(x, s1, s2) - target_logpdf(y(x, s1, s2, t1, t2), t1, t2)

    at = (x, *s, *t)
    slopes = [derivative(y, at, (i,)) for i in range(5)]
    exact = [mpf(a) for a in at]
    if abs(mp.log(slopes[0]) - ladj(*exact)) > mpf(10) ** -25:
        raise ArithmeticError(f"the slope at {at} is not the exponential of its logarithm")
    fields = [source, *map(repr, s), target, *map(repr, t), repr(x)]
    fields += [double(y(*exact)), *map(double, slopes)]
    fields += [double(ladj(*exact)), *(double(derivative(ladj, at, (i,))) for i in range(5))]
    return ",".join(fields)


if __name__ == "__main__":
    lines = [
        line(source, PARAMETERS[source][0], target, PARAMETERS[target][1], x)
        for source, target in product(FUNCTIONS, FUNCTIONS)
        for x in POINTS[source]
    ]
    write(OUTPUT, HEADER, lines)
