"""Writes rows.csv: value, first and second derivatives of every row at points of its domain.

A new row is one line in ROWS: name, primal in mpmath, points, and the arguments to differentiate
in where that is not all of them. A name may have several lines. Points in `tails(...)` lie in a tail
or near a zero of the result, where less precision is asked for.
"""

from collections import Counter
from itertools import combinations_with_replacement
from pathlib import Path

from incomplete import beta_inverse, beta_lower, beta_upper, gamma_inverse, gamma_lower, gamma_upper, logarithm
from mpmath import mp, mpf

from reference import derivative, double, erfcinv, write

OUTPUT = Path(__file__).parents[1] / "resources/dev/mixtape/algebra/rows.csv"
MINIMUM = 12  # filled fields per row and derivative


class Tail(tuple):
    """A point in a tail, or near a zero, of the row."""


def tails(*points):
    return [Tail(p if isinstance(p, tuple) else (p,)) for p in points]


LINE = [-1e150, -700, -20, -3.5, -1, -0.3, -1e-10, 1e-300, 1e-5, 0.1, 0.75, 1, 2, 12.5, 300, 1e150]
POSITIVE = [1e-300, 1e-150, 1e-20, 1e-5, 0.1, 0.5, 0.999, 1, 1.001, 2, 7.3, 100, 12345.678, 1e20, 1e150, 1e300]
EXPONENTIAL = [-700, -300, -40, -20, -5, -1, -0.1, -1e-10, 0, 1e-300, 1e-10, 0.1, 1, 3, 20, 40, 300, 700]
ANGLE = [-1e6, -100, -10, -4, -1.5, -0.7, -1e-10, 0, 1e-300, 1e-5, 0.1, 0.75, 1, 1.5707963, 3.14, 22, 1e6]
ARC = [-0.9999999999, -0.999, -0.75, -0.3, -1e-10, 0, 1e-300, 1e-5, 0.1, 0.5, 0.71, 0.9, 0.99, 0.9999999999]
PLANE = [(1, 2), (-1, 2), (1.5, -0.25), (-3, -7), (0.1, 0.3), (1e-10, -1), (-1, 1e-10), (1e5, 3e-5), (1e-200, 2e-200),
         (1e200, -2e200), (-1e200, 1e-50), (12.25, 100), (0.5, 0.499), (-1e-5, -1e5), (7e-3, -2.5)]
BASES = [(2, 3), (3, 2), (0.5, 10), (10, -2), (1.5, 0.5), (0.1, -0.3), (7.25, 1e-10), (1, 2.5), (2.5, 0), (1e-20, 0.75),
         (1e10, -1.5), (1e-100, 2), (1e100, 2.5), (1.000001, 1e6), (0.999, -7000), (3, 1), (5, -1), (123.456, 12.5)]
INTEGRAL = [(-2, 3), (-2, 2), (-0.5, -3), (-1.5, 10), (-7, 1), (-3, 0), (-10, -1), (-1e-5, 4), (-1e20, -2), (-1.25, 101)]
PARTS = [(0, 3), (0, 2), (0, 1), (0, 0), (1e-100, -1), (1.0001, 100000), (1e150, 2), (2, 1000), (-2, -1000)]
TERNARY = [(1, 2, 3), (-1, 2, 0.5), (2.5, -3, 7.5), (0.1, 0.1, -0.01), (1 + 2**-30, 1 - 2**-30, -1), (1e-10, 1e10, 1e-5),
           (1e150, 1e100, -1e200), (-1e-150, 1e-100, 1e-200), (-3, -4, -12.5), (100, 0.01, 1e5), (-7e5, 3e-5, 1e-20),
           (0.75, 1e-8, 1), (123.456, -78.9, 1e4), (-0.001, 12, 0.3)]
SUMS = [(0, 0), (1, 2), (-1, 2), (3, -3), (0.1, -0.2), (20, 0), (0, 40), (-40, -41), (800, 799), (800, 100), (-800, -795),
        (-800, -100), (1e5, 99999.5), (-1e5, -99999.5), (1e-10, -1e-10), (300, 310.5)]
BETWEEN = [-1e9 - 0.25, -123456.3, -20.75, -3.3, -1.2, -0.7, -0.3, -1e-10, 1e-300, 1e-5, 0.1, 0.75, 1.4, 2.8, 12.6, 300.1, 2.0**50 + 0.25]
DIVISIONS = [(7, 3), (-7, 3), (7, -3), (-7, -3), (0.1, 0.03), (1e-10, 1), (-1e-10, 1), (5.5, -0.7), (1e10 + 0.25, 7), (12.25, 100),
             (1e5, 3e-5), (-2.5, 0.007), (1e200, -2e200), (-0.75, 1e150), (9.000000001, 3), (-1e-300, -1e-200), (0.3, 0.1), (1e17, 3)]
HALF_TURNS = [-1e6 - 0.125, -100.3, -7, -2.25, -1.4999, -0.7, -1e-10, 0, 1e-300, 1e-5, 0.1, 0.25, 0.75, 1, 1.000001, 3.14, 22.9, 1e6 + 0.4, 2.0**51 + 0.5, 1e150]
ABOVE_ONE = [1 + 2**-52, 1 + 1e-10, 1.0001, 1.01, 1.3, 2, 3.75, 10, 1234.5, 2.0**28 - 1, 2.0**28 + 1, 1e10, 1e20, 1e100, 1e150, 1e300]
UNIT = [1e-300, 1e-150, 1e-20, 1e-5, 0.1, 0.2499, 0.25, 0.3, 0.4, 0.5 - 1e-10, 0.5, 0.500001, 0.7, 0.75, 0.8, 0.999, 1 - 1e-10, 1 - 2**-52]
BELOW_ZERO = [-1e-300, -1e-150, -1e-20, -1e-10, -1e-5, -0.1, -0.5, -0.69, -0.7, -1, -3, -20, -36.5, -100, -300, -700]
DIFFERENCES = [(1, 0), (2, 1), (2, -1), (3, -3), (0.1, -0.2), (20, 0), (40, 0), (0.3, -40), (-40, -41), (800, 799), (800, 100), (-795, -800),
               (-100, -800), (1e5, 99999.5), (1e-10, -1e-10), (1e-150, -1e-150), (310.5, 300), (0, -700), (0.5, 0.5 - 1e-9)]
ENTROPIES = [(1, 2), (2, 0.5), (-3, 0.1), (0.3, 7), (1e-10, 1e-10), (1e-100, 1e-100), (5, 1e-150), (1e5, 3e-5), (1, 1.000001), (2.5, 0.999), (1e100, 3),
             (-1e-5, 1e150), (0, 3), (0, 0.25), (12.5, 300), (-7, 1e-20)]
ENTROPIES_1P = [(1, 2), (2, -0.5), (-3, 0.1), (0.3, 7), (1e-10, 1e-10), (1e-100, 1e-100), (5, -0.999999), (1e5, 3e-5), (1, 1e-6), (2.5, -0.001), (1e100, 3),
                (-1e-5, 1e150), (0, 3), (0, -0.25), (12.5, 300), (-7, -1e-20)]


def log1mexp(x):
    return mp.log(1 - mp.exp(x))


GAMMA = [1e-300, 1e-10, 1e-3, 0.1, 0.5, 0.75, 1.1, 1.3, 1.75, 2.3, 3.5, 7.25, 10, 33.3, 170.5]
SHAPES = [(0.01, 0.3), (0.1, 1e-5), (0.25, 0.7), (0.5, 2), (0.99, 5), (1, 0.1), (2.5, 1), (3, 7.5), (7.25, 7), (12, 30), (50, 45.5),
          (100, 111.1), (350, 300), (1200, 1234.5)]
LOWER = tails((0.5, 1e-100), (2, 1e-20), (20, 0.5), (100, 10), (1e4, 9500))
UPPER = tails((0.1, 40), (2, 100), (20, 90), (100, 500), (1e4, 10500))
FARTHEST = tails((5, 1e-100), (300, 0.1), (900, 50.5), (2, 1000))
PROBABILITIES = [(0.05, 0.4), (0.1, 0.9), (0.3, 0.001), (0.5, 0.5), (1, 0.25), (1.5, 0.05), (2, 0.999), (5, 0.35), (10, 0.6), (30.5, 0.01),
                 (100, 0.3), (250, 0.95)]
SMALL = tails((0.5, 1e-40), (2, 1e-100), (7.5, 1e-10), (40, 1e-100))
TRIPLES = [(0.5, 0.5, 0.3), (0.1, 2, 0.01), (0.3, 0.05, 0.9), (1.5, 1, 0.25), (2, 3, 0.5), (2.5, 0.75, 0.99), (10, 2, 0.8),
           (0.01, 30, 1e-5), (30, 25, 0.55), (40, 0.2, 0.999), (120, 300, 0.3)]
NEAR_0 = tails((0.5, 2, 1e-100), (3, 0.4, 1e-20), (30, 20, 0.01), (100, 80, 0.2))
NEAR_1 = tails((0.5, 2, 0.9999), (0.4, 12, 0.999), (20, 30, 0.99), (80, 100, 0.8))
UNDERFLOWING = tails((300, 5, 0.01), (100, 80, 1e-10))
BETA_PROBABILITIES = [(0.5, 0.5, 0.3), (0.1, 2, 0.7), (0.3, 0.9, 0.4), (1.5, 1, 0.25), (2, 3, 0.5), (2.5, 0.75, 0.9), (5, 7, 0.4), (10, 2, 0.05),
                      (0.25, 30, 0.6), (30, 25, 0.99), (40, 0.5, 0.3), (120, 300, 0.75)]
PAIRS = [(0.5, 0.5), (0.01, 3), (1, 1.25), (2.5, 4), (7, 30), (1e-5, 1e-3), (100, 0.2), (50, 60.5), (1e4, 3), (2, 1e6), (1e5, 1e5), (1e-3, 1e8),
         (12, 11)]
BINOMIAL = [(1.5, 0.5), (2, 1), (5, 2), (5, 3.5), (10, 1), (10, 9.5), (52, 5), (100, 50), (1000.5, 3), (1e5, 17), (1e6, 5e5), (0.5, 0.25), (30, 28)]
LEVELS = [1e-300, 1e-100, 1e-20, 1e-5, 0.1, 0.3, 0.49, 0.5 - 1e-10, 0.500001, 0.75, 0.9, 0.99, 0.999, 1 - 1e-10]
NEGATIVE = [-0.3, -1.75, -2.6, -7.2, -20.4]
LARGE = [500, 1e5, 1e10]


def briefly(digits):
    """For functions that are slow to compute with all digits: as many as these points need."""
    return lambda f: lambda *x: f_with(digits, f, x)


def f_with(digits, f, x):
    with mp.workdps(digits):
        return f(*x)


@briefly(250)
def loggamma(x):
    return mp.loggamma(x) if x > 0 else mp.log(mp.pi / abs(x * mp.sin(mp.pi * x))) - mp.loggamma(-x)


def polygamma(n):
    return briefly(250)(lambda x: mp.psi(n, x))


# fmt: off
ROWS = [
    ("plus", lambda a, b: a + b, PLANE),
    ("minus", lambda a, b: a - b, PLANE),
    ("times", lambda a, b: a * b, [p for p in PLANE if p != (1e200, -2e200) and p != (1e-200, 2e-200)] + [(1e200, 1e100), (-1e-200, 1e-100)]),
    ("div", lambda a, b: a / b, [p for p in PLANE if p != (-1e200, 1e-50)] + [(1, 3), (1e100, -1e-90), (1e-100, 1e90)]),
    ("unaryMinus", lambda a: -a, LINE),
    ("pow", mp.power, BASES),
    ("pow", mp.power, INTEGRAL, "a"),
    ("powInt", lambda a, b: a ** int(b), [p for p in BASES if p[1] == int(p[1])] + INTEGRAL + PARTS, "a"),
    ("powConst", mp.power, BASES + INTEGRAL, "a"),
    ("square", lambda a: a * a, [0, -1e-150] + [x for x in LINE if x != 1e-300]),
    ("recip", lambda a: 1 / a, [1e-100, -1e-100, -1e100] + [x for x in LINE if x != 1e-300]),
    ("sqrt", mp.sqrt, POSITIVE),
    ("abs", mp.fabs, LINE),
    ("exp", mp.exp, EXPONENTIAL),
    ("expm1", mp.expm1, EXPONENTIAL),
    ("log", mp.log, POSITIVE),
    ("log1p", mp.log1p, [-0.9999999999, -0.999, -0.5, -0.1, -1e-10, 0] + POSITIVE),
    ("sin", mp.sin, ANGLE),
    ("cos", mp.cos, ANGLE),
    ("tan", mp.tan, ANGLE),
    ("asin", mp.asin, ARC),
    ("acos", mp.acos, ARC),
    ("atan", mp.atan, LINE),
    ("atan2", mp.atan2, PLANE),
    ("sinh", mp.sinh, EXPONENTIAL),
    ("cosh", mp.cosh, EXPONENTIAL),
    ("tanh", mp.tanh, EXPONENTIAL),
    ("hypot", mp.hypot, PLANE),
    ("max", max, PLANE),
    ("min", min, PLANE),
    ("fma", lambda a, b, c: a * b + c, TERNARY),
    ("ifPositive", lambda a, b, c: b if a > 0 else c, TERNARY),
    ("sigmoid", lambda a: 1 / (1 + mp.exp(-a)), EXPONENTIAL + [-705, 800]),
    ("softplus", lambda a: mp.log1p(mp.exp(a)), EXPONENTIAL + [-705, 800]),
    ("logAddExp", lambda a, b: mp.log(mp.exp(a) + mp.exp(b)), SUMS),
    ("cbrt", lambda a: mp.cbrt(a) if a > 0 else -mp.cbrt(-a), [-1e150, -700, -3.5, -0.3, -1e-10] + POSITIVE),
    ("exp2", lambda a: mpf(2) ** a, EXPONENTIAL + [-1000, 1000]),
    ("exp10", lambda a: mpf(10) ** a, [x for x in EXPONENTIAL if abs(x) < 400] + [0.5, -2.5]),
    ("log2", lambda a: mp.log(a, 2), POSITIVE + [1 + 1e-10, 1 - 1e-10, 0.75, 1024, 1e-310]),
    ("log10", mp.log10, POSITIVE + [1 + 1e-10, 1 - 1e-10, 0.75, 1000]),
    ("sign", mp.sign, LINE),
    ("copySign", lambda a, b: mp.fabs(a) * mp.sign(b), PLANE),
    ("floor", mp.floor, BETWEEN),
    ("ceil", mp.ceil, BETWEEN),
    ("round", mp.nint, BETWEEN),
    ("rem", lambda a, b: a - b * (1 if a * b > 0 else -1) * mp.floor(abs(a / b)), DIVISIONS),
    ("mod", lambda a, b: a - b * mp.floor(a / b), DIVISIONS),
    ("sec", mp.sec, ANGLE),
    ("csc", mp.csc, [-1e-100, 1e-100, 3] + [x for x in ANGLE if x]),
    ("cot", mp.cot, [-1e-100, 1e-100, 3] + [x for x in ANGLE if x]),
    ("sinpi", mp.sinpi, HALF_TURNS),
    ("cospi", mp.cospi, HALF_TURNS),
    ("tanpi", lambda a: mp.sinpi(a) / mp.cospi(a), [x for x in HALF_TURNS if x != 2.0**51 + 0.5]),
    ("sinc", lambda a: mp.sinpi(a) / (mp.pi * a) if a else mpf(1), HALF_TURNS + [0.3, 0.45, 0.6, 0.9, 1.4, 1.5, -3.25]),
    ("asinh", mp.asinh, LINE + [0, 2.0**28, -1e5]),
    ("acosh", mp.acosh, ABOVE_ONE),
    ("atanh", mp.atanh, ARC),
    ("logit", lambda a: mp.log(a / (1 - a)), UNIT),
    ("logSigmoid", lambda a: -mp.log1p(mp.exp(-a)), EXPONENTIAL + [-800, 705]),
    ("log1mexp", log1mexp, BELOW_ZERO),
    ("logSubExp", lambda a, b: a + log1mexp(b - a), DIFFERENCES),
    ("xlogx", lambda a: a * mp.log(a), POSITIVE + [0.36, 0.37]),
    ("xlogy", lambda a, b: a * mp.log(b), ENTROPIES),
    ("xlog1py", lambda a, b: a * mp.log1p(b), ENTROPIES_1P),
    ("erf", mp.erf, [-26, -5, -2, -1, -0.3, -1e-10, 0, 1e-300, 1e-5, 0.1, 0.5, 0.9, 1.5, 3, 5, 6, 20, 26]),
    ("erfc", mp.erfc, [-26, -5, -2, -1, -0.3, -1e-10, 0, 1e-5, 0.1, 0.5, 0.9, 1.5, 3, 5, 10, 20, 26]),
    ("erfcinv", erfcinv, [1e-300, 1e-100, 1e-20, 1e-5, 0.1, 0.3, 0.5, 0.9, 1 - 1e-10, 1, 1.000001, 1.3, 1.5, 1.9, 1.999, 2 - 1e-10]),
    ("gamma", briefly(250)(mp.gamma), [x for x in GAMMA if x > 1e-300] + [-1e-10] + NEGATIVE),
    ("loggamma", loggamma, GAMMA + NEGATIVE + LARGE + tails(1 + 1e-10, 1.0001, 0.999, 2 - 1e-10, 2.0001, 1.99)),
    ("digamma", polygamma(0), GAMMA + NEGATIVE + LARGE + tails(1.4616321, 1.46, 1.5, 1.4)),
    ("trigamma", polygamma(1), [x for x in GAMMA if x > 1e-300] + NEGATIVE + LARGE),
    ("polygamma(2)", polygamma(2), [x for x in GAMMA if x > 1e-300] + NEGATIVE + LARGE),
    ("polygamma(3)", polygamma(3), [x for x in GAMMA if x > 1e-300] + NEGATIVE + LARGE),
    ("polygamma(5)", polygamma(5), [x for x in GAMMA if x > 1e-300] + NEGATIVE + LARGE),
    ("gammaP", gamma_lower, SHAPES + LOWER),
    ("gammaQ", gamma_upper, SHAPES + UPPER),
    ("logGammaP", logarithm(gamma_lower), SHAPES + LOWER + UPPER + FARTHEST[:3]),
    ("logGammaQ", logarithm(gamma_upper), [p for p in SHAPES if p[0] != 1 and p[0] < 1000] + UPPER[:4] + FARTHEST[3:]),
    ("gammaPInv", gamma_inverse(0), PROBABILITIES + SMALL),
    ("gammaQInv", gamma_inverse(1), PROBABILITIES + SMALL),
    ("betaI", beta_lower, TRIPLES + NEAR_0),
    ("betaIComplement", beta_upper, TRIPLES + NEAR_1),
    ("logBetaI", logarithm(beta_lower), [p for p in TRIPLES if p[1] != 1] + NEAR_0 + NEAR_1 + UNDERFLOWING),
    ("logBetaIComplement", logarithm(beta_upper), TRIPLES + NEAR_0 + NEAR_1 + tails((5, 300, 0.99), (8, 100, 0.9999999999))),
    ("betaIInv", beta_inverse(), BETA_PROBABILITIES + tails((0.5, 2, 1e-40), (3, 0.4, 1e-20), (30, 20, 1e-200))),
    ("logBeta", briefly(250)(lambda a, b: mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)), PAIRS),
    ("logBinomial", briefly(250)(lambda n, k: mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1)), BINOMIAL),
    ("erfinv", briefly(700)(lambda p: erfcinv(1 - p)), [-0.999, -0.9, -0.5, -1e-5, 1e-20, 1e-10, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999, 1 - 1e-10]),
    ("normalQuantile", briefly(250)(lambda p: -mp.sqrt(2) * erfcinv(2 * p)), LEVELS),
    ("logNormalCdf", briefly(800)(lambda z: mp.log(mp.erfc(-z / mp.sqrt(2)) / 2)), [-30, -8, -3, -1, -0.3, -1e-10, 0, 1e-300, 0.1, 0.75, 1, 2, 3.5, 6] + tails(-1e3, -100, 9, 25, 37)),
]
# fmt: on

FIRST = [(i,) for i in range(3)]
SECOND = list(combinations_with_replacement(range(3), 2))
DERIVATIVES = {"d" + "".join("abc"[i] for i in which): which for which in FIRST + SECOND}


def fields(f, point, wanted):
    """Value and derivatives as text, one after the other; None when the value is no normal double."""
    value = double(f(*map(mpf, point)))
    if not value:
        return None
    return [value] + [double(derivative(f, point, which)) if wanted.issuperset(which) else "" for which in DERIVATIVES.values()]


def main():
    lines, filled, demanded = [], Counter(), set()
    for name, f, points, *arguments in ROWS:
        for given in points:
            point = tuple(map(float, given if isinstance(given, tuple) else (given,)))
            where = "tail" if isinstance(given, Tail) else ""
            wanted = {"abc".index(letter) for letter in (arguments[0] if arguments else "abc"[: len(point)])}
            results = fields(f, point, wanted)
            if results is None:
                continue
            inputs = [repr(x) for x in point] + [""] * (3 - len(point))
            lines.append(",".join([name, *inputs, *results, where]))
            filled.update((name, d) for d, text in zip(DERIVATIVES, results[1:]) if text)
            demanded.update((name, d) for d, which in DERIVATIVES.items() if wanted.issuperset(which))
    few = sorted((*key, filled[key]) for key in demanded if filled[key] < MINIMUM)
    if few:
        raise ValueError(f"fewer than {MINIMUM} points: {few}")
    write(OUTPUT, ",".join(["row", "a", "b", "c", "value", *DERIVATIVES, "where"]), lines)


if __name__ == "__main__":
    main()
