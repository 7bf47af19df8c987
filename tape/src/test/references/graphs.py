"""Writes graphs.txt: random scalar graphs over all rows, with their Jacobians and Hessians.

Rows, with their primals in mpmath, are those of rows.py; a new row needs a line in REGIONS where
the region it may be used in is smaller than the default. Derivatives are differences of the whole
graph's value, at 150 digits; no kink is nearer than 0.05.
"""

import random
import sys
from pathlib import Path

from mpmath import mp, mpf

PROJECT = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(PROJECT / "forward/src/test/references"))
from reference import derivative, write  # noqa: E402
from rows import ROWS  # noqa: E402

OUTPUT = PROJECT / "tape/src/test/resources/dev/mixtape/tape/graphs.txt"
GRAPHS = 100
OUTPUTS = 3
LARGEST = 30  # of a value
STEEPEST = 1e3  # of a derivative, against cancellation that doubles cannot follow
DIGITS = 150


def between(low, high):
    return lambda *x: all(low < a < high for a in x)


def away(distance, *, below=4):
    """Every operand between these sizes, of either sign."""
    return lambda *x: all(distance < abs(a) < below for a in x)


def off_integers(x, distance=0.05):
    return abs(x - mp.nint(x)) > distance


DEFAULT = between(-4, 4)
SHAPE = between(0.3, 6)
REGIONS = {
    "div": lambda a, b: 0.3 < abs(b),
    "pow": lambda a, b: 0.2 < a < 4 and abs(b) < 2,
    "recip": away(0.3),
    "sqrt": between(0.1, 10),
    "abs": away(0.05),
    "exp": between(-3, 3),
    "expm1": between(-3, 3),
    "sinh": between(-3, 3),
    "cosh": between(-3, 3),
    "log": between(0.1, 10),
    "log1p": between(-0.8, 10),
    "tan": between(-1.2, 1.2),
    "asin": between(-0.9, 0.9),
    "acos": between(-0.9, 0.9),
    "atan2": lambda a, b: abs(a) > 0.3 and abs(b) > 0.3,
    "hypot": lambda a, b: abs(a) + abs(b) > 0.3,
    "max": lambda a, b: abs(a - b) > 0.05,
    "min": lambda a, b: abs(a - b) > 0.05,
    "ifPositive": lambda a, b, c: abs(a) > 0.05,
    "erfcinv": between(0.1, 1.9),
    "erfinv": between(-0.9, 0.9),
    "normalQuantile": between(0.05, 0.95),
    "cbrt": away(0.05),
    "exp10": between(-1.4, 1.4),
    "log2": between(0.1, 10),
    "log10": between(0.1, 10),
    "sec": lambda x: abs(mp.cos(x)) > 0.2,
    "csc": lambda x: abs(mp.sin(x)) > 0.2,
    "cot": lambda x: abs(mp.sin(x)) > 0.2,
    "tanpi": lambda x: abs(x) < 4 and abs(mp.cos(mp.pi * x)) > 0.2,
    "acosh": between(1.1, 10),
    "atanh": between(-0.9, 0.9),
    "sign": away(0.05),
    "copySign": away(0.05),
    "floor": off_integers,
    "ceil": off_integers,
    "round": lambda x: off_integers(x + mpf(0.5)),
    "rem": lambda a, b: abs(b) > 0.3 and off_integers(a / b),
    "mod": lambda a, b: abs(b) > 0.3 and off_integers(a / b),
    "logit": between(0.1, 0.9),
    "log1mexp": between(-4, -0.1),
    "logSubExp": lambda a, b: b + 0.1 < a < 4,
    "xlogx": between(0.1, 4),
    "xlogy": lambda a, b: abs(a) < 4 and 0.1 < b < 10,
    "xlog1py": lambda a, b: abs(a) < 4 and -0.8 < b < 10,
    "gamma": between(0.3, 5),
    "loggamma": SHAPE,
    "digamma": SHAPE,
    "trigamma": SHAPE,
    "polygamma(2)": SHAPE,
    "polygamma(3)": SHAPE,
    "polygamma(5)": SHAPE,
    "logBeta": SHAPE,
    "logBinomial": lambda n, k: 0.3 < k < n - 0.3 and n < 8,
    "gammaP": SHAPE,
    "gammaQ": SHAPE,
    "logGammaP": SHAPE,
    "logGammaQ": SHAPE,
    "gammaPInv": lambda a, p: 0.3 < a < 6 and 0.1 < p < 0.9,
    "gammaQInv": lambda a, p: 0.3 < a < 6 and 0.1 < p < 0.9,
    "betaI": lambda a, b, x: SHAPE(a, b) and 0.1 < x < 0.9,
    "betaIComplement": lambda a, b, x: SHAPE(a, b) and 0.1 < x < 0.9,
    "logBetaI": lambda a, b, x: SHAPE(a, b) and 0.1 < x < 0.9,
    "logBetaIComplement": lambda a, b, x: SHAPE(a, b) and 0.1 < x < 0.9,
    "betaIInv": lambda a, b, p: SHAPE(a, b) and 0.1 < p < 0.9,
}
NOT_ROWS = {"powInt", "powConst"}  # forms of pow
PRIMALS = {name: f for name, f, *_ in ROWS if name not in NOT_ROWS}
POINTS = {name: points for name, _, points, *_ in ROWS}


def arity(name):
    point = POINTS[name][0]
    return len(point) if isinstance(point, tuple) else 1


class Graph:
    """Operations on inputs and earlier results, all counted from 0."""

    def __init__(self, inputs):
        self.inputs = inputs
        self.operations = []
        self.values = [mpf(x) for x in inputs]
        self.unused = list(range(len(inputs)))
        self.known = {}

    def apply(self, name, operands):
        value = PRIMALS[name](*(self.values[i] for i in operands))
        if not abs(value) < LARGEST:
            return False
        self.operations.append((name, operands))
        self.unused = [i for i in self.unused if i not in operands] + [len(self.values)]
        self.values.append(value)
        return True

    def grow(self, name, dice):
        """Adds one such operation on operands in its region; False when none were found."""
        region = REGIONS.get(name, DEFAULT)
        for _ in range(60):
            pool = [self.unused if dice.random() < 0.6 else range(len(self.values)) for _ in range(arity(name))]
            operands = tuple(dice.choice(choices) for choices in pool)
            if len(set(operands)) == len(operands) and region(*(self.values[i] for i in operands)):
                if self.apply(name, operands):
                    return True
        return False

    def finish(self):
        while len(self.unused) > 1:
            if not self.apply("plus", tuple(self.unused[:2])) and not self.apply("minus", tuple(self.unused[:2])):
                return False
        return True

    def value(self, node, point):
        values = list(point)
        for name, operands in self.operations[: node - len(self.inputs) + 1]:
            values.append(self._result(name, tuple(values[i] for i in operands)))
        return values[node]

    def _result(self, name, operands):
        """Computed once: most steps of a difference do not move most operations."""
        if (name, operands) not in self.known:
            self.known[name, operands] = PRIMALS[name](*operands)
        return self.known[name, operands]


def grown(dice, names):
    """A graph that begins with the rows `names` where they fit, which are taken out of it."""
    graph = Graph([round(dice.choice((-1, 1)) * dice.uniform(0.2, 2), 3) for _ in range(dice.randint(2, 8))])
    size = dice.randint(10, 80)
    every = sorted(PRIMALS)
    while len(graph.operations) + len(graph.unused) - 1 < size:
        name = names[0] if names else dice.choice(every)
        if graph.grow(name, dice) and names:
            names.pop(0)
        elif names:
            names.append(names.pop(0))
            graph.grow(dice.choice(every), dice)
    return graph if graph.finish() and len(graph.operations) >= 10 else None


def derivatives(graph, outputs):
    """Jacobian of the outputs and Hessian of the last, or None when one is too steep or vanishes."""
    n = len(graph.inputs)

    def of(node, *which):
        return derivative(lambda *x: graph.value(node, x), tuple(graph.inputs), which)

    jacobian = [[of(node, i) for i in range(n)] for node in outputs]
    if not 1e-3 < max(map(abs, jacobian[-1])) < STEEPEST:
        return None
    hessian = [[of(outputs[-1], i, j) if j <= i else None for j in range(n)] for i in range(n)]
    hessian = [[hessian[max(i, j)][min(i, j)] for j in range(n)] for i in range(n)]
    everything = [abs(x) for row in jacobian + hessian for x in row]
    return (jacobian, hessian) if max(everything) < STEEPEST else None


def text(graph, outputs, jacobian, hessian):
    yield "graph " + " ".join(map(repr, graph.inputs))
    for name, operands in graph.operations:
        yield " ".join([name, *map(str, operands)])
    yield "outputs " + " ".join(map(str, outputs))
    for node, row in zip(outputs, jacobian):
        yield "value " + repr(float(graph.value(node, [mpf(x) for x in graph.inputs])))
        yield "jacobian " + " ".join(repr(float(x)) for x in row)
    for row in hessian:
        yield "hessian " + " ".join(repr(float(x)) for x in row)


def main():
    dice, lines, found, names = random.Random(20261124), [], 0, []
    with mp.workdps(DIGITS):
        while found < GRAPHS:
            if not names:
                names = sorted(PRIMALS)
                dice.shuffle(names)
            graph = grown(dice, names[:12])
            if graph is None:
                continue
            last = len(graph.values) - 1
            outputs = sorted(dice.sample(range(len(graph.inputs), last), OUTPUTS - 1)) + [last]
            results = derivatives(graph, outputs)
            if results is None:
                continue
            used = {name for name, _ in graph.operations}
            names = [name for name in names if name not in used]
            found += 1
            print(found, len(graph.operations), flush=True)
            lines += text(graph, outputs, *results)
    unused = set(PRIMALS) - {line.split(" ")[0] for line in lines}
    if unused:
        raise ValueError(f"rows in no graph: {sorted(unused)}")
    write(OUTPUT, f"# {GRAPHS} graphs: inputs, operations, values, derivatives", lines)


if __name__ == "__main__":
    main()
