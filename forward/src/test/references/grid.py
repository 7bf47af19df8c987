"""Writes grid.csv: the rows with shapes at many points of wide domains, in the format of rows.csv.

Shapes from 1e-3 to 1e6, arguments from deep in one tail to deep in the other. The points are random with
a fixed seed. Takes some minutes.
"""

from math import exp, log, sqrt
from pathlib import Path
from random import Random

from incomplete import beta_lower, beta_tails, beta_upper, gamma_lower, gamma_tails, gamma_upper, logarithm
from mpmath import mpf
from reference import write
from rows import DERIVATIVES, fields

OUTPUT = Path(__file__).parents[1] / "resources/dev/mixtape/algebra/grid.csv"
TAIL = 1e-4  # smaller tails are tested as tails
UNDERFLOW = 1e-300


def shape(random, largest):
    return 10 ** random.uniform(-3, random.choice([0.5, 2, largest]))


def gamma_point(random, deepest):
    while True:
        a = shape(random, 6 if random.random() < 0.2 else 3)
        x = a * exp(random.choice([0.3, 1, 3, 10]) * random.gauss(0, 1) / sqrt(a + 0.05))
        if 1e-300 < x < 1e7 and a * log(x / a) + a - x > deepest:
            return a, x


def beta_point(random, deepest):
    while True:
        largest = 5 if random.random() < 0.1 else 2.5
        a, b = shape(random, largest), shape(random, largest)
        u = log(a / b) + random.choice([0.3, 1, 3, 10]) * random.gauss(0, 1) * sqrt(1 / (a + 0.05) + 1 / (b + 0.05))
        x = 1 / (1 + exp(-u)) if abs(u) < 700 else 0
        n = a + b
        if 1e-300 < x < 1 and a * log(x / a * n) + b * log((1 - x) / b * n) > deepest:
            return a, b, x


ROWS = [
    ("gammaP", gamma_lower, gamma_point, gamma_tails, False, 120),
    ("gammaQ", gamma_upper, gamma_point, gamma_tails, False, 120),
    ("betaI", beta_lower, beta_point, beta_tails, False, 150),
    ("betaIComplement", beta_upper, beta_point, beta_tails, False, 60),
    ("logGammaP", logarithm(gamma_lower), gamma_point, gamma_tails, True, 80),
    ("logGammaQ", logarithm(gamma_upper), gamma_point, gamma_tails, True, 80),
    ("logBetaI", logarithm(beta_lower), beta_point, beta_tails, True, 80),
    ("logBetaIComplement", logarithm(beta_upper), beta_point, beta_tails, True, 40),
]


def main():
    lines = []
    for name, f, sample, tails, logarithmic, count in ROWS:
        random = Random(name)
        found = 0
        while found < count:
            point = sample(random, -1500 if logarithmic else -690)
            smaller = min(tails(*map(mpf, point)))
            if not logarithmic and smaller < UNDERFLOW:
                continue
            results = fields(f, point, set(range(len(point))))
            if results is None:
                continue
            found += 1
            inputs = [repr(x) for x in point] + [""] * (3 - len(point))
            lines.append(",".join([name, *inputs, *results, "tail" if smaller < TAIL else ""]))
    write(OUTPUT, ",".join(["row", "a", "b", "c", "value", *DERIVATIVES, "where"]), lines)


if __name__ == "__main__":
    main()
