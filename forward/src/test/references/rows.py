"""Writes rows.csv: value, first and second derivatives of every row at points of its domain.

A new row is one line in ROWS: name, primal in mpmath, points, and the arguments to differentiate
in where that is not all of them. A name may have several lines.
"""

from collections import Counter
from itertools import combinations_with_replacement
from pathlib import Path

from mpmath import mp, mpf

from reference import derivative, double, erfcinv, write

OUTPUT = Path(__file__).parents[1] / "resources/dev/mixtape/algebra/rows.csv"
MINIMUM = 12  # filled fields per row and derivative

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
        for point in points:
            point = tuple(map(float, point if isinstance(point, tuple) else (point,)))
            wanted = {"abc".index(letter) for letter in (arguments[0] if arguments else "abc"[: len(point)])}
            results = fields(f, point, wanted)
            if results is None:
                continue
            inputs = [repr(x) for x in point] + [""] * (3 - len(point))
            lines.append(",".join([name, *inputs, *results]))
            filled.update((name, d) for d, text in zip(DERIVATIVES, results[1:]) if text)
            demanded.update((name, d) for d, which in DERIVATIVES.items() if wanted.issuperset(which))
    few = sorted((*key, filled[key]) for key in demanded if filled[key] < MINIMUM)
    if few:
        raise ValueError(f"fewer than {MINIMUM} points: {few}")
    write(OUTPUT, ",".join(["row", "a", "b", "c", "value", *DERIVATIVES]), lines)


if __name__ == "__main__":
    main()
