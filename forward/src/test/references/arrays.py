"""Writes arrays.csv: value, gradient and Hessian of functions of a whole vector.

A line has the function's name and the vector, then value, gradient and row-major Hessian, with
spaces between numbers and `?` for what no normal double holds.
"""

from functools import reduce
from operator import mul
from pathlib import Path

from mpmath import mp, mpf

from reference import derivative, double, write

OUTPUT = Path(__file__).parents[1] / "resources/dev/mixtape/algebra/arrays.csv"


def prod(*x):
    return reduce(mul, x, mpf(1))


def norm(*x):
    return mp.sqrt(sum(v * v for v in x))


def variance(*x):
    mean = sum(x) / len(x)
    return sum((v - mean) ** 2 for v in x) / (len(x) - 1)


def log_sum_exp(*x):
    return mp.log(sum(mp.exp(v) for v in x))


PLAIN = [(1, 2), (-1.5, 0.25, 3), (2, -3, 0.5, 7), (0.1, 0.1, 0.2), (-4, 5, -6, 7, -8)]
LOGS = [(0, 0), (1000, 999, 998.5), (-1000, -1001, -1002.25), (700, -700, 0), (1e-10, 0, -1e-10), (-3, 2, 0.5, 1, 40)]

FUNCTIONS = [
    ("sum", lambda *x: sum(x), PLAIN),
    ("mean", lambda *x: sum(x) / len(x), PLAIN),
    ("prod", prod, PLAIN + [(3,), (0, 2), (0, 2, -3, 4), (0, 2, 0, 4), (0, 0, 0, 5), (2, -3, 0), (1e150, 1e-150, 3)]),
    ("norm", norm, PLAIN + [(-3,), (3, 4), (1e200, 1e200), (1e-200, 2e-200), (0, 2, 0), (1, 1e-3, 0), (1e200, 1, 3e199)]),
    ("variance", variance, PLAIN + [(2, 2, 2), (1e-5, 3e-5, -2e-5)]),
    ("standardDeviation", lambda *x: mp.sqrt(variance(*x)), PLAIN + [(1e-5, 3e-5, -2e-5)]),
    ("logSumExp", log_sum_exp, PLAIN + LOGS),
    ("firstOfSoftmax", lambda *x: mp.exp(x[0] - log_sum_exp(*x)), PLAIN + LOGS),
    ("firstOfLogSoftmax", lambda *x: x[0] - log_sum_exp(*x), PLAIN + LOGS),
    ("lastOfCumprod", prod, [(2, 0, 3), (1, -2, 3, 0.5)]),
    ("lastOfCumsum", lambda *x: sum(x), [(2, 0, 3), (1, -2, 3, 0.5)]),
]


def line(name, f, point):
    point = tuple(map(float, point))
    places = range(len(point))
    columns = [
        [derivative(f, point, ())],
        [derivative(f, point, (i,)) for i in places],
        [derivative(f, point, (min(i, j), max(i, j))) for i in places for j in places],
    ]
    numbers = [" ".join(double(x) or "?" for x in column) for column in columns]
    return ",".join([name, " ".join(map(repr, point)), *numbers])


if __name__ == "__main__":
    lines = [line(name, f, point) for name, f, points in FUNCTIONS for point in points]
    write(OUTPUT, "function,x,value,gradient,hessian", lines)
