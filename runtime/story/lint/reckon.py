"""What an expression can come to, from what its variables can be. What it does not understand can be anything."""

from __future__ import annotations

import ast
import math
from itertools import product
from typing import TYPE_CHECKING, Any, cast

from runtime.story.expression.compiler import WORDS
from runtime.story.expression.kinds import MAX_NUMBER
from runtime.story.expression.operators import ARITHMETIC, COMPARISONS, TooLargeError, limited
from runtime.story.lint.possible import ANY, COUNTED, NEVER, TRUTHS, Possible, between, few, named

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from runtime.story.expression import Kind

MAX_PAIRS = 256  # of single values that are tried out at once
MAX_TRIED = 2_000  # in one expression
_MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE, ast.Eq: ast.Eq, ast.NotEq: ast.NotEq,
}  # fmt: skip
_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip


def reckon(tree: ast.expr, variables: Mapping[str, Possible], kind: Kind | None = None, node: str = "") -> Possible:
    """What `tree` can come to. While playing, what divides by zero or grows too large counts as no, 0 or nothing.

    `kind` is the expression's type where it is known, `node` the node whose words ask.
    """
    reckoner = Reckoner(variables, node)
    try:
        found = reckoner.of(tree)
    except (RecursionError, TypeError, ValueError, AttributeError):  # a draft, whose types do not fit together
        return ANY
    if not reckoner.fails:
        return found
    return found | few([kind.empty if kind else False]) if kind or found.values is not None else ANY


def narrowed(
    variables: Mapping[str, Possible], tree: ast.expr, *, holds: bool, node: str = ""
) -> Mapping[str, Possible]:
    """What the variables can be where `tree` is known to hold, or known not to."""
    reckoner = Reckoner(variables, node)
    try:
        reckoner.of(tree)
        if reckoner.fails and not holds:  # it may count as no for another reason
            return variables
        return reckoner.narrowed(tree, holds=holds)
    except (RecursionError, TypeError, ValueError, AttributeError):
        return variables


class Reckoner:
    """Works through one tree. `fails`: it may divide by zero or grow too large."""

    def __init__(self, variables: Mapping[str, Possible], node: str = "") -> None:
        self.variables, self.node = variables, node
        self.fails = False
        self._tries = 0

    def of(self, tree: ast.expr) -> Possible:
        """What a part of the tree can come to."""
        reckon_one = _PARTS.get(type(tree))
        return reckon_one(self, tree) if reckon_one else ANY

    # --- leaves

    def constant(self, tree: ast.Constant) -> Possible:
        value = tree.value
        return few([value]) if isinstance(value, (bool, int, float, str)) else ANY

    def name(self, tree: ast.expr) -> Possible:
        name = named(tree)
        if name in self.variables:
            return self.variables[name]
        if name in WORDS:
            return few([WORDS[name]])
        return few([name]) if isinstance(tree, ast.Name) else ANY

    # --- operations

    def unary(self, tree: ast.UnaryOp) -> Possible:
        one = self.of(tree.operand)
        if isinstance(tree.op, ast.Not):
            return few([truth for truth, may in ((False, one.may_hold), (True, one.may_fail)) if may])
        if isinstance(tree.op, ast.USub):
            return self._worked(ast.Sub(), few([0]), one)
        return one

    def binary(self, tree: ast.BinOp) -> Possible:
        return self._worked(tree.op, self.of(tree.left), self.of(tree.right))

    def _worked(self, op: ast.operator, a: Possible, b: Possible) -> Possible:
        work = ARITHMETIC.get(type(op))
        if work is None:
            return ANY
        if a.values is not None and b.values is not None and self._has_time(len(a.values) * len(b.values)):
            return few([value for x, y in product(a.values, b.values) for value in self._tried(work, x, y)])
        a, b = a.between, b.between
        if not (a.number and b.number):
            self.fails = True  # a text or set may grow too long
            return ANY
        return self._bounds(op, a, b)

    def _has_time(self, pairs: int) -> bool:
        self._tries += pairs
        return pairs <= MAX_PAIRS and self._tries <= MAX_TRIED

    def _tried(self, work: Callable[[Any, Any], Any], x: Any, y: Any) -> list[Any]:
        try:
            return [limited(work(x, y))]
        except (TooLargeError, ZeroDivisionError, OverflowError):
            self.fails = True
            return []

    def _bounds(self, op: ast.operator, a: Possible, b: Possible) -> Possible:
        whole = a.whole and b.whole and not isinstance(op, ast.Div)
        if isinstance(op, (ast.Div, ast.FloorDiv, ast.Mod)):
            if b.low <= 0 <= b.high:
                self.fails = True
                return between(-MAX_NUMBER, MAX_NUMBER, whole=whole)
            if isinstance(op, ast.Mod):
                return between(0, b.high, whole=whole) if b.low > 0 else between(b.low, 0, whole=whole)
        corners = [ARITHMETIC[type(op)](x, y) for x, y in product((a.low, a.high), (b.low, b.high))]
        low, high = min(corners), max(corners)
        if low < -MAX_NUMBER or high > MAX_NUMBER:
            self.fails = True
        return between(max(low, -MAX_NUMBER), min(high, MAX_NUMBER), whole=whole)

    def both(self, tree: ast.BoolOp) -> Possible:
        """`and`, `or`: the first value that decides; the next one is asked only if it has not."""
        whole = isinstance(tree.op, ast.And)
        found, before = NEVER, self.variables
        for number, part in enumerate(tree.values):
            one = self.of(part)
            if number == len(tree.values) - 1:
                found = found | one
                break
            if one.may_fail if whole else one.may_hold:
                found = found | _deciding(one, whole=whole)
            if not (one.may_hold if whole else one.may_fail):
                break
            self.variables = self.narrowed(part, holds=whole)
        self.variables = before
        return found

    def compare(self, tree: ast.Compare) -> Possible:
        parts = [self.of(one) for one in (tree.left, *tree.comparators)]
        may_hold, may_fail = True, False
        for op, a, b in zip(tree.ops, parts, parts[1:], strict=False):
            can = compared(op, a, b)
            may_fail = may_fail or (may_hold and False in can)
            may_hold = may_hold and True in can
        return few([truth for truth, may in ((True, may_hold), (False, may_fail)) if may])

    def either(self, tree: ast.IfExp) -> Possible:
        test, before, found = self.of(tree.test), self.variables, NEVER
        for holds, may, part in ((True, test.may_hold, tree.body), (False, test.may_fail, tree.orelse)):
            if may:
                self.variables = self.narrowed(tree.test, holds=holds)
                found = found | self.of(part)
                self.variables = before
        return found

    def call(self, tree: ast.Call) -> Possible:
        name = tree.func.id if isinstance(tree.func, ast.Name) else ""
        word = tree.args[0].value if tree.args and isinstance(tree.args[0], ast.Constant) else None
        here = isinstance(word, str) and word.strip("#").lower() == self.node and bool(self.node)
        if name == "visits":
            return between(1 if here else 0, COUNTED, whole=True)
        if name == "seen":
            return few([True]) if here else TRUTHS
        if name == "turns_since":
            return between(0 if here else -1, COUNTED, whole=True)
        if name == "chosen":
            return TRUTHS
        if name == "random" and len(tree.args) == 2:
            return self._random(*(self.of(one).between for one in tree.args))
        if name == "set" and all(len(self.of(one).values or ()) == 1 for one in tree.args):
            return few([frozenset(cast("str", value) for one in tree.args for value in self.of(one).values or ())])
        return ANY

    @staticmethod
    def _random(low: Possible, high: Possible) -> Possible:
        """A whole number between the two, in whichever order they are."""
        if not (low.number and high.number):
            return ANY
        first, last = min(low.low, high.low), max(low.high, high.high)
        return between(math.floor(first), math.ceil(last), whole=True)

    # --- what follows from a condition

    def narrowed(self, tree: ast.expr, *, holds: bool) -> Mapping[str, Possible]:
        """The variables where `tree` holds, or does not."""
        if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.Not):
            return self.narrowed(tree.operand, holds=not holds)
        if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) == holds:
            return self._all(tree.values, holds=holds)
        if isinstance(tree, ast.Compare) and (holds or len(tree.ops) == 1):
            known = self.variables
            for op, a, b in zip(tree.ops, (tree.left, *tree.comparators), tree.comparators, strict=False):
                sign = type(op) if holds else _OPPOSITE.get(type(op), type(op))
                known = _within(known, a, sign, Reckoner(known, self.node).of(b))
                if sign in _MIRRORED:
                    known = _within(known, b, _MIRRORED[sign], Reckoner(known, self.node).of(a))
            return known
        name = named(tree)
        if name in self.variables and (values := self.variables[name].values) is not None:
            return {**self.variables, name: Possible(frozenset(value for value in values if bool(value) == holds))}
        return self.variables

    def _all(self, parts: list[ast.expr], *, holds: bool) -> Mapping[str, Possible]:
        known = self.variables
        for part in parts:
            known = Reckoner(known, self.node).narrowed(part, holds=holds)
        return known


def compared(op: ast.cmpop, a: Possible, b: Possible) -> set[bool]:
    """What a comparison can come to."""
    if a.values is not None and b.values is not None and len(a.values) * len(b.values) <= MAX_PAIRS:
        work = COMPARISONS.get(type(op))
        return {bool(work(x, y)) for x, y in product(a.values, b.values)} if work else {True, False}
    a, b = a.between, b.between
    if not (a.number and b.number):
        return {True, False}
    if isinstance(op, (ast.Gt, ast.GtE)):
        return compared(ast.Lt() if isinstance(op, ast.Gt) else ast.LtE(), b, a)
    if isinstance(op, ast.Lt):
        return _truths(may_hold=a.low < b.high, may_fail=a.high >= b.low)
    if isinstance(op, ast.LtE):
        return _truths(may_hold=a.low <= b.high, may_fail=a.high > b.low)
    if isinstance(op, (ast.Eq, ast.NotEq)):
        alike = _truths(may_hold=a.low <= b.high and b.low <= a.high, may_fail=not a.low == a.high == b.low == b.high)
        return alike if isinstance(op, ast.Eq) else {not truth for truth in alike}
    return {True, False}


def _truths(*, may_hold: bool, may_fail: bool) -> set[bool]:
    return {truth for truth, may in ((True, may_hold), (False, may_fail)) if may}


def _deciding(one: Possible, *, whole: bool) -> Possible:
    """Those of the values that end an `and` (whole) or an `or`."""
    if one.values is not None:
        return Possible(frozenset(value for value in one.values if bool(value) != whole))
    return few([0]) if whole and one.number else one


def _within(
    known: Mapping[str, Possible], tree: ast.expr, sign: type[ast.cmpop], other: Possible
) -> Mapping[str, Possible]:
    """The variables where the one that `tree` is stands in the relation `sign` to `other`."""
    name = named(tree)
    if name not in known:
        return known
    one = known[name]
    if one.values is not None:
        left = frozenset(value for value in one.values if True in compared(sign(), few([value]), other))
        return {**known, name: Possible(left)}
    bounds = other.between
    if not (one.number and bounds.number):
        return known
    low, high = one.low, one.high
    step = 1 if one.whole and bounds.whole else 0
    if sign in (ast.Lt, ast.LtE, ast.Eq):
        high = min(high, bounds.high - (step if sign is ast.Lt else 0))
    if sign in (ast.Gt, ast.GtE, ast.Eq):
        low = max(low, bounds.low + (step if sign is ast.Gt else 0))
    return {**known, name: between(low, high, whole=one.whole) if low <= high else NEVER}


_PARTS = cast(
    "dict[type[ast.expr], Callable[[Reckoner, ast.expr], Possible]]",
    {
        ast.Constant: Reckoner.constant,
        ast.Name: Reckoner.name,
        ast.Attribute: Reckoner.name,
        ast.UnaryOp: Reckoner.unary,
        ast.BinOp: Reckoner.binary,
        ast.BoolOp: Reckoner.both,
        ast.Compare: Reckoner.compare,
        ast.IfExp: Reckoner.either,
        ast.Call: Reckoner.call,
    },
)
