"""Writes matrices.csv: what factorisations answer, and derivatives of it, for some square matrices.

A new matrix is one line in MATRICES: name and rows. Which quantities there are follows from it.
"""

from itertools import combinations
from pathlib import Path

from mpmath import mp, mpf

from reference import derivative, double, write

OUTPUT = Path(__file__).parents[1] / "resources/dev/mixtape/algebra/matrices.csv"
GRADIENTS_UP_TO = 7
HESSIANS_UP_TO = 3

mp.dps = 400  # no function here loses digits as those of rows.py do


def hilbert(n):
    return [[1 / (i + j + 1) for j in range(n)] for i in range(n)]


# fmt: off
MATRICES = [
    ("one", [[-2.5]]),
    ("nothing", [[0.0]]),
    ("pair", [[4.0, 1.0], [1.0, 3.0]]),
    ("exchanged", [[0, 2, 1], [1, 0, 3], [4, 1, 0]]),
    ("negative", [[1, 2, 0.5], [3, 1, -1], [0.25, 2, 4]]),
    ("correlated", [[1, 0.9, 0.7], [0.9, 1, 0.85], [0.7, 0.85, 1]]),
    ("general", [[2.1, -0.3, 0.7, 1.1], [0.2, 3.3, -1.2, 0.4], [-0.9, 0.6, 1.7, 0.1], [1.3, -2.2, 0.8, 2.9]]),
    ("scaled", [[1e-120, 2e-121, 0, 0], [3e-1, 1, 0.5, 0.25], [1e90, -1e90, 3e90, 0], [1e40, 0, 2e40, 1e41]]),
    ("tiny", [[1e-120, 0, 1e-120], [2e-120, 1e-120, 0], [0, 3e-120, 1e-120]]),
    ("huge", [[1e120, 0, 1e120], [2e120, 1e120, 0], [0, 3e120, 1e120]]),
    ("hilbert 4", hilbert(4)),
    ("hilbert 7", hilbert(7)),
    ("hilbert 10", hilbert(10)),
    ("rank 2 of 3", [[1, 2, 3], [4, 5, 6], [7, 8, 9]]),
    ("rank 1 of 3", [[1, 2, -3], [2, 4, -6], [-0.5, -1, 1.5]]),
    ("rank 1 of 2", [[0.1, 0.3], [0.2, 0.6]]),
    ("rank 2 of 4", [[1, 0, 1, 0], [0, 1, 0, 1], [1, 1, 1, 1], [2, -1, 2, -1]]),
    ("rank 3 of 4", [[2, -1, 0, 0], [-1, 2, -1, 0], [0, -1, 2, -1], [1, 0, 1, -1]]),
    ("zero", [[0, 0, 0], [0, 0, 0], [0, 0, 0]]),
]
# fmt: on


def determinant(rows):
    """By Laplace expansion of the last row, once for every set of columns: right for singular matrices too."""
    minors = {(): mpf(1)}
    for size, row in enumerate(rows, 1):
        larger = {}
        for columns in combinations(range(len(rows)), size):
            terms = (row[c] * minors[columns[:p] + columns[p + 1 :]] * (-1) ** (size - 1 - p) for p, c in enumerate(columns))
            larger[columns] = sum(terms)
        minors = larger
    return minors[tuple(range(len(rows)))]


def square(entries):
    n = int(round(len(entries) ** 0.5))
    return [list(entries[i * n : (i + 1) * n]) for i in range(n)]


def weighed_cholesky(*entries):
    """The sum of the factor's entries, entry (i, j) times 1 + i + 2 j, for the symmetric part of a matrix."""
    rows = mp.matrix(square(entries))
    factor = mp.cholesky((rows + rows.T) / 2)
    return sum((1 + i + 2 * j) * factor[i, j] for i in range(rows.rows) for j in range(i + 1))


def gradient(f, point):
    return [derivative(f, point, (i,)) for i in range(len(point))]


def hessian(f, point):
    return [derivative(f, point, (i, j)) for i in range(len(point)) for j in range(len(point))]


def by_determinants(point, n):
    det = lambda *entries: determinant(square(entries))
    yield "det", [det(*map(mpf, point))]
    if n <= GRADIENTS_UP_TO:
        yield "det gradient", gradient(det, point)
    if n <= HESSIANS_UP_TO:
        yield "det hessian", hessian(det, point)


def by_solving(exact, n):
    inverse = exact**-1
    yield "condition", [mp.mnorm(inverse.apply(abs) * exact.apply(abs), mp.inf)]
    yield "logabsdet", [mp.log(abs(mp.det(exact)))]
    yield "sign", [mp.sign(mp.det(exact))]
    yield "inverse", list(inverse)
    yield "solution", list(inverse * mp.matrix([i + 1 for i in range(n)]))


def by_cholesky(exact, point):
    yield "cholesky", list(mp.cholesky(exact))
    yield "cholesky gradient", gradient(weighed_cholesky, point)


def is_positive_definite(rows):
    leading = (determinant([row[:k] for row in rows[:k]]) for k in range(1, len(rows) + 1))
    return all(rows[i][j] == rows[j][i] for i in range(len(rows)) for j in range(i)) and all(minor > 0 for minor in leading)


def main():
    lines = []
    for name, rows in MATRICES:
        n = len(rows)
        point = tuple(float(entry) for row in rows for entry in row)
        exact = mp.matrix(square([mpf(entry) for entry in point]))
        quantities = list(by_determinants(point, n))
        if quantities[0][1][0] != 0:
            quantities += by_solving(exact, n)
        if is_positive_definite(square([mpf(entry) for entry in point])):
            quantities += by_cholesky(exact, point)
        lines.append(",".join([name, "matrix", *map(repr, point)]))
        lines += [",".join([name, quantity, *map(double, numbers)]) for quantity, numbers in quantities]
    write(OUTPUT, "name,quantity,numbers", lines)


if __name__ == "__main__":
    main()
