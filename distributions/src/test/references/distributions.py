"""Writes a file per distribution: its functions and statistics, with first derivatives.

A new distribution is one entry in DISTRIBUTIONS. Its parts are checked against each other: the
density against the slope of the cdf, the quantile against the cdf, the moments and the entropy
against integrals of the density.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from mpmath import mp, mpf

PROJECT = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(PROJECT / "forward/src/test/references"))
from reference import AGREEMENT, derivative, double, erfcinv, write  # noqa: E402

mp.dps = 500  # enough for log(1 - 1e-350) and a first difference of it
OUTPUT = PROJECT / "distributions/src/test/resources/dev/mixtape/distributions"
HEADER = "function,p1,p2,x,value,dx,dp1,dp2"
MOST_PARAMETERS = 2
MINIMUM = 10  # points per function

PROBABILITIES = [1e-300, 1e-100, 1e-20, 1e-8, 1e-3, 0.1, 0.3, 0.5, 0.75, 0.9, 0.999, 1 - 1e-8, 1 - 1e-12]


@dataclass
class Distribution:
    """Functions take x (or a probability) first, then the parameters; statistics the parameters."""

    name: str
    parameters: list[tuple[float, ...]]
    place: Callable[..., float]  # from a number in POINTS to an x, in plain doubles
    points: list[float]
    pdf: Callable
    cdf: Callable
    ccdf: Callable
    quantile: Callable
    statistics: dict[str, Callable]  # kurtosis is the excess over the normal's 3; entropy is in nats

    def functions(self):
        return {
            "logpdf": lambda *a: mp.log(self.pdf(*a)),
            "pdf": self.pdf,
            "cdf": self.cdf,
            "ccdf": self.ccdf,
            "logcdf": lambda *a: mp.log(self.cdf(*a)),
            "logccdf": lambda *a: mp.log(self.ccdf(*a)),
        }


DISTRIBUTIONS = [
    Distribution(
        name="exponential",
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
]


def require_equal(what, left, right):
    if abs(left - right) > AGREEMENT * (abs(left) or 1):
        raise ArithmeticError(f"{what}: {mp.nstr(left, 30)} is not {mp.nstr(right, 30)}")


def check_statistics(d, parameters):
    with mp.workdps(60):
        end = mpf(10) ** -50
        cuts = [d.quantile(mpf(p), *parameters) for p in (end, 0.01, 0.1, 0.5, 0.9, 0.99, 1 - end)]
        stated = {name: f(*map(mpf, parameters)) for name, f in d.statistics.items()}
        mean, std = stated["mean"], stated["std"]

        def expectation(g):
            return mp.quad(lambda x: g(x) * d.pdf(x, *parameters), cuts)

        found = {
            "mean": expectation(lambda x: x),
            "variance": expectation(lambda x: (x - mean) ** 2),
            "std": mp.sqrt(expectation(lambda x: (x - mean) ** 2)),
            "entropy": expectation(lambda x: -mp.log(d.pdf(x, *parameters))),
            "skewness": expectation(lambda x: ((x - mean) / std) ** 3),
            "kurtosis": expectation(lambda x: ((x - mean) / std) ** 4) - 3,
        }
        for name, value in found.items():
            require_equal(f"{d.name}{parameters} {name}", stated[name], value)


def check_functions(d, x, parameters):
    what = f"{d.name}{parameters} at {x}"
    exact = [mpf(a) for a in (x, *parameters)]
    require_equal(f"{what}, pdf", d.pdf(*exact), derivative(d.cdf, (x, *parameters), (0,)))
    require_equal(f"{what}, cdf + ccdf", d.cdf(*exact) + d.ccdf(*exact), mpf(1))
    require_equal(f"{what}, quantile", exact[0], d.quantile(d.cdf(*exact), *exact[1:]))


def line(name, f, x, parameters):
    """One line of the file, or nothing when the value is no normal double; statistics have no x."""
    arguments = (*x, *parameters)
    value = double(f(*map(mpf, arguments)))
    if not value:
        return []
    slopes = [double(derivative(f, arguments, (i,))) for i in range(len(arguments))]
    no_x, unused = [""] * (1 - len(x)), [""] * (MOST_PARAMETERS - len(parameters))
    inputs = [*map(repr, parameters), *unused, *map(repr, x), *no_x]
    return [",".join([name, *inputs, value, *no_x, *slopes, *unused])]


def lines(d):
    def at(xs):
        return [((x(parameters),), parameters) for parameters in d.parameters for x in xs]

    places = at([lambda parameters, t=t: float(d.place(t, *parameters)) for t in d.points])
    probabilities = at([lambda parameters, p=p: p for p in PROBABILITIES])
    for parameters in d.parameters:
        check_statistics(d, parameters)
    for (x,), parameters in places:
        check_functions(d, x, parameters)
    table = [(name, f, places) for name, f in d.functions().items()]
    table += [("quantile", d.quantile, probabilities)]
    table += [(name, f, [((), parameters) for parameters in d.parameters]) for name, f in d.statistics.items()]
    for name, f, points in table:
        found = [text for x, parameters in points for text in line(name, f, x, parameters)]
        if len(found) < MINIMUM:
            raise ValueError(f"{d.name} {name}: only {len(found)} points")
        yield from found


def main():
    for d in DISTRIBUTIONS:
        write(OUTPUT / f"{d.name}.csv", HEADER, lines(d))


if __name__ == "__main__":
    main()
