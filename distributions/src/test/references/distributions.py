"""Writes a file per distribution: its functions and statistics, with first derivatives.

A new distribution is one entry in DISTRIBUTIONS. Its parts are checked against each other: the
density against the slope of the cdf, the quantile against the cdf, the moments and the entropy
against integrals of the density; for counts, against steps of the cdf and sums.

Names on the command line write only the files of these distributions.
"""

import sys
from dataclasses import dataclass
from math import inf, nan
from pathlib import Path
from typing import Callable

from mpmath import mp, mpf

PROJECT = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(PROJECT / "forward/src/test/references"))
from reference import AGREEMENT, derivative, double, erfcinv, write  # noqa: E402

OUTPUT = PROJECT / "distributions/src/test/resources/dev/mixtape/distributions"
HEADER = "function,p1,p2,x,value,dx,dp1,dp2"
MOST_PARAMETERS = 2
MINIMUM = 10  # points per function

PROBABILITIES = [1e-300, 1e-100, 1e-20, 1e-8, 1e-3, 0.1, 0.3, 0.5, 0.75, 0.9, 0.999, 1 - 1e-8, 1 - 1e-12]

NOT_FINITE = [inf, -inf, nan]
NOT_POSITIVE = [-1.0, 0.0, *NOT_FINITE]
NO_PROBABILITY = [-1e-300, 1.0000000000000002, *NOT_FINITE]

IDENTITY = (lambda t: t, lambda x: x, lambda x: mpf(1))
LOG = (mp.exp, mp.log, lambda x: x)
LOGIT = (lambda t: 1 / (1 + mp.exp(-t)), lambda x: mp.log(x / (1 - x)), lambda x: x * (1 - x))


@dataclass
class Distribution:
    """Functions take x (or a probability) first, then the parameters; statistics the parameters."""

    name: str
    parameters: list[tuple[float, ...]]
    refused: list[list[float]]  # for each parameter, numbers that it refuses
    place: Callable[..., float]  # from a number in POINTS to an x, in plain doubles
    points: list[float]
    pdf: Callable
    cdf: Callable
    ccdf: Callable
    quantile: Callable
    statistics: dict[str, Callable]  # kurtosis is the excess over the normal's 3; entropy is in nats
    digits: int = 220
    check_digits: int = 0  # for the integrals; 0: as many
    highest_quantile: float = inf  # above it doubles are too coarse for the slopes
    is_discrete: bool = False
    upper: int | None = None  # the largest count
    axis: tuple[Callable, Callable, Callable] = IDENTITY  # x of t, t of x and dx/dt at x, to integrate over t

    def functions(self):
        return {
            "logpdf": lambda *a: mp.log(self.pdf(*a)),
            "pdf": self.pdf,
            "cdf": self.cdf,
            "ccdf": self.ccdf,
            "logcdf": lambda *a: self.log_of(self.cdf, self.ccdf, a),
            "logccdf": lambda *a: self.log_of(self.ccdf, self.cdf, a),
        }

    def moving(self, name, f, point):
        """What a function differs from by a constant, precise where it is near 1."""
        rest = {"cdf": self.ccdf, "ccdf": self.cdf}.get(name)
        return f if rest is None or f(*point) < 0.5 else lambda *a: -rest(*a)

    @staticmethod
    def log_of(f, complement, a):
        """log f, precise where that is near 0."""
        value = f(*a)
        return mp.log(value) if value < 0.5 else mp.log1p(-complement(*a))


def remembered(f):
    """f, which computes nothing twice: cdf, ccdf and their logarithms meet at the same points."""
    known = {}

    def recall(*arguments):
        key = (mp.prec, *arguments)
        if key not in known:
            known[key] = f(*arguments)
        return known[key]

    return recall


last_root = mpf(0)  # the next one asked for is most often its neighbour


def solve(log_tail, target, digits):
    """The t with log_tail(t) = target, an increasing function: by secants from the last one, or from a bracket."""
    global last_root
    near, step = last_root, mpf(10) ** -20
    if abs(log_tail(near) - target) > step * abs(target):
        near, step = bracketed(log_tail, target, digits), mpf(10) ** -9
    last_root = secants(log_tail, target, near, near + step * (abs(near) or 1))
    return last_root


def bracketed(log_tail, target, digits):
    with mp.workdps(digits):
        low, high, step = mpf(-1), mpf(1), mpf(1)
        while log_tail(low) >= target:
            step *= 2
            low, high = low - step, low
        while log_tail(high) < target:
            step *= 2
            low, high = high, high + step
        for _ in range(30):
            middle = (low + high) / 2
            low, high = (middle, high) if log_tail(middle) < target else (low, middle)
    return high


def secants(log_tail, target, older, t):
    at_older, at = log_tail(older) - target, log_tail(t) - target
    while at != at_older and abs(t - older) > mpf(10) ** (-0.75 * mp.dps) * (abs(t) or 1):
        older, at_older, t = t, at, t - at * (t - older) / (at - at_older)
        at = log_tail(t) - target
    return t


def quantile_at(cdf, ccdf, p, x_of):
    """The x = x_of(t) with cdf(x) = p, by the smaller tail; near 1 an x itself takes many digits."""
    if p < 0.5:
        return x_of(solve(lambda t: mp.log(cdf(x_of(t))), mp.log(p), 25))
    return x_of(solve(lambda t: -mp.log(ccdf(x_of(t))), -mp.log1p(-p), mp.dps))


@remembered
def log_gamma(shape):
    return mp.loggamma(shape)


@remembered
def gamma_cdf(x, shape, scale):
    if x / scale > 2 * shape + 300:
        return 1 - gamma_ccdf(x, shape, scale)
    return mp.gammainc(shape, 0, x / scale, regularized=True)


@remembered
def gamma_ccdf(x, shape, scale):
    return mp.gammainc(shape, x / scale, mp.inf, regularized=True)


@remembered
def beta_cdf(x, a, b):
    """The incomplete beta function by DLMF 8.17.8, from the nearer end."""
    if x <= 0 or x >= 1:
        return mpf(x > 0)
    return _beta_series(x, a, b) if x < 0.5 else _complement(_beta_series, 1 - x, b, a)


def beta_ccdf(x, a, b):
    return beta_cdf(1 - x, b, a)


def _beta_series(x, a, b):
    term = total = mpf(1)
    n = 0
    while term > mp.eps * total or x * (a + b + n) > a + 1 + n:
        term *= x * (a + b + n) / (a + 1 + n)
        total += term
        n += 1
    return total * mp.exp(a * mp.log(x) + b * mp.log1p(-x) - log_beta(a, b)) / a


def _complement(f, *arguments):
    """1 - f, with as many more digits as it cancels."""
    more = 0
    while True:
        with mp.workdps(mp.dps + more):
            rest = 1 - f(*arguments)
        lost = mp.dps + more if rest <= 0 else int(-mp.log10(rest))
        if lost <= more:
            return +rest
        more = lost + 10


@remembered
def log_beta(a, b):
    return mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)


def poisson_pdf(k, rate):
    return mp.exp(k * mp.log(rate) - rate - mp.loggamma(k + 1))


def poisson_cdf(k, rate):
    term = total = mp.exp(-rate)
    for j in range(1, int(k) + 1):
        term *= rate / j
        total += term
    return total


def poisson_ccdf(k, rate):
    j = k + 1
    term = total = poisson_pdf(j, rate)
    while term > mp.eps * total or j < rate:
        j += 1
        term *= rate / j
        total += term
    return total


def poisson_entropy(rate):
    term, log_factorial, total, k = mp.exp(-rate), mpf(0), mpf(0), 0
    while k < rate + 2 or term * log_factorial > mp.eps * total:
        k += 1
        term *= rate / k
        log_factorial += mp.log(k)
        total += term * log_factorial
    return rate - rate * mp.log(rate) + total


def count_at(p, pdf):
    """The smallest count whose cdf is at least p, which is no tie."""
    k, total = 0, pdf(mpf(0))
    while total < p:
        k += 1
        total += pdf(mpf(k))
    if abs(total - p) < mpf(10) ** -13 * p and total != p:
        raise ValueError(f"{p} is nearly a tie")
    return mpf(k)


def weibull_moment(n, shape, scale):
    return scale**n * mp.gamma(1 + n / shape)


def standardised(moment, n):
    """The central moment of order n over the power of the standard deviation; moment answers raw ones."""
    mean = moment(1)
    raw = [mpf(1), *(moment(i) for i in range(1, n + 1))]
    central = sum(mp.binomial(n, i) * raw[i] * (-mean) ** (n - i) for i in range(n + 1))
    return central / (raw[2] - mean**2) ** (mpf(n) / 2)


def beta_mode(a, b):
    """Where the density is largest, when that is one place that does not jump."""
    if a > 1 and b > 1:
        return (a - 1) / (a + b - 2)
    if a == 1 or b == 1 or a < 1 and b < 1:
        return mp.nan
    return mpf(0) if a < 1 else mpf(1)


DISTRIBUTIONS = [
    Distribution(
        name="exponential",
        digits=500,  # enough for log(1 - 1e-350) and a first difference of it
        check_digits=60,
        refused=[NOT_POSITIVE],
        parameters=[(s,) for s in (1e-3, 0.02, 0.3, 1.0, 2.5, 10.0, 77.7, 1e3, 12345.678, 1e6)],
        place=lambda t, scale: t * scale,
        points=[1e-12, 1e-6, 0.01, 0.3, 1, 2.5, 7, 20, 40, 100, 300, 700],
        pdf=lambda x, scale: mp.exp(-x / scale) / scale,
        cdf=lambda x, scale: -mp.expm1(-x / scale),
        ccdf=lambda x, scale: mp.exp(-x / scale),
        quantile=lambda p, scale: -scale * mp.log1p(-p),
        statistics={
            "mean": lambda scale: scale,
            "variance": lambda scale: scale**2,
            "std": lambda scale: scale,
            "mode": lambda scale: mpf(0),
            "entropy": lambda scale: 1 + mp.log(scale),
            "skewness": lambda scale: mpf(2),
            "kurtosis": lambda scale: mpf(6),
        },
    ),
    Distribution(
        name="normal",
        digits=500,
        check_digits=60,
        refused=[NOT_FINITE, NOT_POSITIVE],
        parameters=[(m, s) for s in (1e-2, 1.0, 50.0) for m in (-3.0, 0.0, 1e3)] + [(0.7, 2.5)],
        place=lambda z, mu, sigma: mu + z * sigma,
        points=[-40, -37, -20, -8, -3, -1, -0.1, 0, 0.25, 1, 2, 6, 8.25, 20, 37, 40],
        pdf=lambda x, mu, sigma: mp.exp(-(((x - mu) / sigma) ** 2) / 2) / (sigma * mp.sqrt(2 * mp.pi)),
        cdf=lambda x, mu, sigma: mp.erfc((mu - x) / sigma / mp.sqrt(2)) / 2,
        ccdf=lambda x, mu, sigma: mp.erfc((x - mu) / sigma / mp.sqrt(2)) / 2,
        quantile=lambda p, mu, sigma: mu - sigma * mp.sqrt(2) * erfcinv(2 * p),
        statistics={
            "mean": lambda mu, sigma: mu,
            "variance": lambda mu, sigma: sigma**2,
            "std": lambda mu, sigma: sigma,
            "mode": lambda mu, sigma: mu,
            "entropy": lambda mu, sigma: mp.log(2 * mp.pi * mp.e * sigma**2) / 2,
            "skewness": lambda mu, sigma: mpf(0),
            "kurtosis": lambda mu, sigma: mpf(0),
        },
    ),
    Distribution(
        name="gamma",
        axis=LOG,
        check_digits=60,
        refused=[NOT_POSITIVE, NOT_POSITIVE],
        parameters=[(0.01, 2.0), (0.3, 0.5), (0.9, 1e3), (1.0, 3.0), (1.7, 1.0), (3.5, 0.02), (9.75, 1.0), (10.5, 77.7), (40.0, 1e6), (150.0, 1e-3), (1e4, 0.1)],
        place=lambda t, shape, scale: float(shape * scale * mp.exp(t / (1 + mp.sqrt(shape)))),
        points=[-37, -20, -8, -3, -1, -0.1, 0, 0.5, 1, 3, 6, 12, 30],
        pdf=lambda x, shape, scale: mp.exp((shape - 1) * mp.log(x / scale) - x / scale - log_gamma(shape)) / scale,
        cdf=gamma_cdf,
        ccdf=gamma_ccdf,
        quantile=lambda p, shape, scale: scale
        * quantile_at(lambda z: gamma_cdf(z, shape, 1), lambda z: gamma_ccdf(z, shape, 1), p, LOG[0]),
        statistics={
            "mean": lambda shape, scale: shape * scale,
            "variance": lambda shape, scale: shape * scale**2,
            "std": lambda shape, scale: mp.sqrt(shape) * scale,
            "mode": lambda shape, scale: mp.nan if shape == 1 else max(shape - 1, 0) * scale,
            "entropy": lambda shape, scale: shape + mp.log(scale) + mp.loggamma(shape) + (1 - shape) * mp.digamma(shape),
            "skewness": lambda shape, scale: 2 / mp.sqrt(shape),
            "kurtosis": lambda shape, scale: 6 / shape,
        },
    ),
    Distribution(
        name="beta",
        axis=LOGIT,
        check_digits=110,
        refused=[NOT_POSITIVE, NOT_POSITIVE],
        parameters=[(0.5, 0.7), (0.2, 3.0), (1.0, 4.0), (2.0, 1.0), (2.5, 0.6), (2.5, 3.5), (12.0, 1.5), (3.0, 40.0), (15.0, 20.0), (6.0, 5.0), (1.3, 9.0), (300.0, 100.0), (1e4, 2e4), (0.5, 1e4)],
        place=lambda t, a, b: float(1 / (1 + mp.exp(mp.log(b / a) - t / (1 + mp.sqrt(a * b / (a + b)))))),
        points=[-37, -20, -8, -3, -1, -0.1, 0, 0.5, 1, 3, 6, 12],
        pdf=lambda x, a, b: mp.exp((a - 1) * mp.log(x) + (b - 1) * mp.log1p(-x) - log_beta(a, b)),
        cdf=beta_cdf,
        ccdf=beta_ccdf,
        quantile=lambda p, a, b: quantile_at(
            lambda x: beta_cdf(x, a, b), lambda x: beta_ccdf(x, a, b), p, LOGIT[0]
        ),
        highest_quantile=1 - 1e-6,
        statistics={
            "mean": lambda a, b: a / (a + b),
            "variance": lambda a, b: a * b / (a + b) ** 2 / (a + b + 1),
            "std": lambda a, b: mp.sqrt(a * b / (a + b + 1)) / (a + b),
            "mode": beta_mode,
            "entropy": lambda a, b: log_beta(a, b)
            - (a - 1) * mp.digamma(a)
            - (b - 1) * mp.digamma(b)
            + (a + b - 2) * mp.digamma(a + b),
            "skewness": lambda a, b: 2 * (b - a) * mp.sqrt(a + b + 1) / (a + b + 2) / mp.sqrt(a * b),
            "kurtosis": lambda a, b: 6
            * ((a - b) ** 2 * (a + b + 1) - a * b * (a + b + 2))
            / (a * b * (a + b + 2) * (a + b + 3)),
        },
    ),
    Distribution(
        name="bernoulli",
        digits=300,
        refused=[NO_PROBABILITY],
        is_discrete=True,
        parameters=[(p,) for p in (1e-20, 1e-6, 0.0013, 0.04, 0.31, 0.47, 0.5, 0.62, 0.87, 0.99, 1 - 1e-6)],
        place=lambda t, p: t,
        points=[0.0, 1.0],
        upper=1,
        pdf=lambda k, p: p if k == 1 else 1 - p,
        cdf=lambda k, p: 1 - p if k == 0 else mpf(1),
        ccdf=lambda k, p: p if k == 0 else mpf(0),
        quantile=lambda q, p: count_at(q, lambda k: p if k == 1 else 1 - p),
        statistics={
            "mean": lambda p: p,
            "variance": lambda p: p * (1 - p),
            "std": lambda p: mp.sqrt(p * (1 - p)),
            "mode": lambda p: mp.nan if p == 0.5 else mpf(p > 0.5),
            "entropy": lambda p: -p * mp.log(p) - (1 - p) * mp.log1p(-p),
            "skewness": lambda p: (1 - 2 * p) / mp.sqrt(p * (1 - p)),
            "kurtosis": lambda p: (1 - 6 * p * (1 - p)) / (p * (1 - p)),
        },
    ),
    Distribution(
        name="poisson",
        digits=300,
        refused=[[-1e-300, -1.0, *NOT_FINITE]],
        is_discrete=True,
        parameters=[(r,) for r in (1e-20, 1e-3, 0.02, 0.3, 1.5, 4.2, 9.9, 30.5, 99.3, 101.2, 1234.5)],
        place=lambda t, rate: float(max(0, round(rate + t * rate**0.5))),
        points=[-30, -8, -3, -1, 0, 0.5, 1, 3, 8, 20, 37],
        pdf=poisson_pdf,
        cdf=poisson_cdf,
        ccdf=poisson_ccdf,
        quantile=lambda p, rate: count_at(p, lambda k: poisson_pdf(k, rate)),
        statistics={
            "mean": lambda rate: rate,
            "variance": lambda rate: rate,
            "std": mp.sqrt,
            "mode": mp.floor,
            "entropy": poisson_entropy,
            "skewness": lambda rate: 1 / mp.sqrt(rate),
            "kurtosis": lambda rate: 1 / rate,
        },
    ),
    Distribution(
        name="weibull",
        axis=LOG,
        check_digits=60,
        refused=[NOT_POSITIVE, NOT_POSITIVE],
        parameters=[(0.3, 2.0), (0.5, 1.0), (0.8, 77.7), (1.0, 3.0), (1.3, 0.02), (2.0, 1.0), (3.5, 1e3), (7.5, 1e-3), (12.0, 0.5), (0.6, 1e6), (5.0, 1.0)],
        place=lambda t, shape, scale: float(scale * t ** (1 / shape)),
        points=[1e-12, 1e-6, 0.01, 0.3, 1, 2.5, 7, 20, 40, 100, 300, 700],
        pdf=lambda x, shape, scale: shape / scale * (x / scale) ** (shape - 1) * mp.exp(-((x / scale) ** shape)),
        cdf=lambda x, shape, scale: -mp.expm1(-((x / scale) ** shape)),
        ccdf=lambda x, shape, scale: mp.exp(-((x / scale) ** shape)),
        quantile=lambda p, shape, scale: scale * (-mp.log1p(-p)) ** (1 / shape),
        statistics={
            "mean": lambda shape, scale: weibull_moment(1, shape, scale),
            "variance": lambda shape, scale: weibull_moment(2, shape, scale) - weibull_moment(1, shape, scale) ** 2,
            "std": lambda shape, scale: mp.sqrt(weibull_moment(2, shape, scale) - weibull_moment(1, shape, scale) ** 2),
            "mode": lambda shape, scale: mp.nan if shape == 1 else scale * (max(shape - 1, 0) / shape) ** (1 / shape),
            "entropy": lambda shape, scale: mp.euler * (1 - 1 / shape) + mp.log(scale / shape) + 1,
            "skewness": lambda shape, scale: standardised(lambda n: weibull_moment(n, shape, scale), 3),
            "kurtosis": lambda shape, scale: standardised(lambda n: weibull_moment(n, shape, scale), 4) - 3,
        },
    ),
]


def require_equal(what, left, right):
    if abs(left - right) > AGREEMENT * (abs(left) or 1):
        raise ArithmeticError(f"{what}: {mp.nstr(left, 30)} is not {mp.nstr(right, 30)}")


def check_statistics(d, parameters):
    with mp.workdps(d.check_digits or mp.dps):
        exact = [mpf(p) for p in parameters]
        stated = {name: f(*exact) for name, f in d.statistics.items()}
        mean, std = stated["mean"], stated["std"]
        expectation = sums(d, exact, mean, std) if d.is_discrete else integrals(d, exact)
        found = {
            "mean": expectation(lambda x: x),
            "variance": expectation(lambda x: (x - mean) ** 2),
            "std": mp.sqrt(expectation(lambda x: (x - mean) ** 2)),
            "entropy": expectation(lambda x: -mp.log(d.pdf(x, *exact))),
            "skewness": expectation(lambda x: ((x - mean) / std) ** 3),
            "kurtosis": expectation(lambda x: ((x - mean) / std) ** 4) - 3,
        }
        for name, value in found.items():
            require_equal(f"{d.name}{parameters} {name}", stated[name], value)


def integrals(d, parameters):
    """Expectations by integration over d.axis, between quantiles."""
    end = mpf(10) ** -50
    x_of, t_of, slope = d.axis
    cuts = [t_of(d.quantile(mpf(p), *parameters)) for p in (end, 1e-20, 1e-6, 0.01, 0.1, 0.5, 0.9, 0.99, 1 - end)]

    def expectation(g):
        return mp.quad(lambda t: g(x_of(t)) * d.pdf(x_of(t), *parameters) * slope(x_of(t)), cuts)

    return expectation


def sums(d, parameters, mean, std):
    """Expectations by summation over the counts within 50 standard deviations and a hundred more."""
    first, last = max(0, int(mean - 50 * std) - 100), int(mean + 50 * std) + 100
    masses = [(mpf(k), d.pdf(mpf(k), *parameters)) for k in range(first, last if d.upper is None else d.upper + 1)]
    return lambda g: mp.fsum(g(k) * mass for k, mass in masses if mass > mpf(10) ** -300)


def check_functions(d, x, parameters):
    what = f"{d.name}{parameters} at {x}"
    exact = [mpf(a) for a in (x, *parameters)]
    require_equal(f"{what}, cdf + ccdf", d.cdf(*exact) + d.ccdf(*exact), mpf(1))
    if d.is_discrete:
        below = d.cdf(exact[0] - 1, *exact[1:]) if x > 0 else mpf(0)
        if d.pdf(*exact) > mpf(10) ** -100:
            require_equal(f"{what}, pdf", d.pdf(*exact), d.cdf(*exact) - below)
    else:
        require_equal(f"{what}, pdf", d.pdf(*exact), derivative(d.moving("cdf", d.cdf, exact), (x, *parameters), (0,)))
        if d.ccdf(*exact) > mpf(10) ** (100 - mp.dps):
            require_equal(f"{what}, quantile", exact[0], d.quantile(d.cdf(*exact), *exact[1:]))


def line(d, name, f, x, parameters):
    """One line of the file, or nothing when the value is no normal double; statistics have no x."""
    arguments = (*x, *parameters)
    exact = f(*map(mpf, arguments))
    value = double(exact)
    if not value or name == "quantile" and exact > d.highest_quantile:
        return []
    moving = d.moving(name, f, [mpf(a) for a in arguments])
    is_step = [d.is_discrete and (name == "quantile" or i < len(x)) for i in range(len(arguments))]
    slopes = ["0.0" if is_step[i] else double(derivative(moving, arguments, (i,))) for i in range(len(arguments))]
    no_x, unused = [""] * (1 - len(x)), [""] * (MOST_PARAMETERS - len(parameters))
    inputs = [*map(repr, parameters), *unused, *map(repr, x), *no_x]
    return [",".join([name, *inputs, value, *no_x, *slopes, *unused])]


def refusals(d):
    """A line per parameter and number that it refuses; everything else is empty."""
    words = {repr(inf): "Infinity", repr(-inf): "-Infinity", repr(nan): "NaN"}
    for i, numbers in enumerate(d.refused):
        for number in numbers:
            fields = ["refused"] + [""] * HEADER.count(",")
            fields[1 + i] = words.get(repr(number), repr(number))
            yield ",".join(fields)


def lines(d):
    def at(xs):
        return [((x,), parameters) for parameters in d.parameters for x in dict.fromkeys(xs(parameters))]

    places = at(lambda parameters: [float(d.place(t, *parameters)) for t in d.points])
    probabilities = at(lambda parameters: PROBABILITIES)
    for parameters in d.parameters:
        check_statistics(d, parameters)
    for (x,), parameters in places:
        check_functions(d, x, parameters)
    table = [(name, f, places) for name, f in d.functions().items()]
    table += [("quantile", d.quantile, probabilities)]
    table += [(name, f, [((), parameters) for parameters in d.parameters]) for name, f in d.statistics.items()]
    for name, f, points in table:
        found = [text for x, parameters in points for text in line(d, name, f, x, parameters)]
        if len(found) < MINIMUM:
            raise ValueError(f"{d.name} {name}: only {len(found)} points")
        yield from found
    yield from refusals(d)


def main(names):
    for d in DISTRIBUTIONS:
        if names and d.name not in names:
            continue
        mp.dps = d.digits
        write(OUTPUT / f"{d.name}.csv", HEADER, lines(d))


if __name__ == "__main__":
    main(sys.argv[1:])
