"""High-precision values and central differences, shared by the scripts that write reference data.

Nothing here knows a derivative: each one is a difference quotient of the primal alone, taken at
two step sizes that must agree. The steps are about 1e-30 of an argument's size, so the precision
is far above the sixty digits asked for: the second difference of an acos at 1e-300 loses a thousand.
"""

from math import frexp
from pathlib import Path
from sys import float_info

from mpmath import mp, mpf

mp.dps = 1600
STEP_BITS = (100, 110)
AGREEMENT = mpf(10) ** -25
VANISHING = mpf(2) ** (1 - 2 * (STEP_BITS[1] - STEP_BITS[0]))  # the error of a difference goes with the step squared
SNAP_BITS = 150  # fewer than the steps leave right, so that a tie between two doubles is exactly a tie
NOISE_DIGITS = 100  # that a second difference loses at most


def derivative(f, point, arguments):
    """The derivative of f at a tuple of doubles, once in each of the argument numbers given."""
    sizes = [mp.ldexp(1, frexp(min(abs(x), 1.0) or 1.0)[1] - 1) for x in point]
    exact = [mpf(x) for x in point]
    coarse, fine = (_difference(f, exact, arguments, [s * mpf(2) ** -b for s in sizes]) for b in STEP_BITS)
    noise = (abs(f(*exact)) or mpf(1)) * mpf(10) ** (NOISE_DIGITS - mp.dps)
    for i in arguments:
        noise /= sizes[i]
    only_noise = abs(fine) <= noise and abs(coarse) <= noise
    only_truncation = 0 < abs(fine) <= VANISHING * abs(coarse)
    if only_noise or only_truncation:
        return mpf(0)
    if abs(coarse - fine) > AGREEMENT * abs(fine):
        raise ArithmeticError(f"differences in {arguments} at {point} do not agree: {mp.nstr(coarse, 30)}, {mp.nstr(fine, 30)}")
    with mp.workprec(SNAP_BITS):
        return +fine


def _difference(f, point, arguments, steps):
    if not arguments:
        return f(*point)
    first, *rest = arguments
    up, down = ([x + sign * steps[i] if i == first else x for i, x in enumerate(point)] for sign in (1, -1))
    return (_difference(f, up, rest, steps) - _difference(f, down, rest, steps)) / (2 * steps[first])


def double(exact):
    """The nearest double as Java reads it; empty when that is subnormal, underflows or overflows."""
    if exact == 0:
        return "0.0"
    return repr(float(exact)) if float_info.min <= abs(exact) <= float_info.max else ""


def erfcinv(p):
    """The root z of log erfc(z) = log p, by Newton's method, monotone from the right."""
    if p > 1:
        return -erfcinv(2 - p)
    if p == 1:
        return mpf(0)
    z, step = mp.sqrt(-mp.log(p)), mpf(1)
    while abs(step) > mpf(10) ** (-0.6 * mp.dps):
        tail = mp.erfc(z)
        step = mp.log(tail / p) * tail * mp.sqrt(mp.pi) * mp.exp(z * z) / 2
        z += step
    return z


def write(path, header, lines):
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line + "\n" for line in [header, *lines]))
