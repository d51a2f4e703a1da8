"""What the operators of expressions do. Python's own meaning, with hard limits on the size of results."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from runtime.story.expression.kinds import MAX_ITEMS, MAX_NUMBER, MAX_TEXT, Value

if TYPE_CHECKING:
    from runtime.story.expression.functions import Performance

    Evaluate = Callable[[Performance], Value]


class TooLargeError(ArithmeticError):
    """A result passes the limits."""


ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: lambda a, b: a | b if isinstance(a, frozenset) else a + b,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}

COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda a, b: a in b,
    ast.NotIn: lambda a, b: a not in b,
}


def limited(value: Value) -> Value:
    """`value`, or TooLargeError."""
    if isinstance(value, (int, float)):
        large = not -MAX_NUMBER <= value <= MAX_NUMBER
    else:
        large = len(value) > (MAX_TEXT if isinstance(value, str) else MAX_ITEMS)
    if large:
        raise TooLargeError
    return value


def logical(runs: Sequence[Evaluate], *, whole: bool) -> Evaluate:
    """`and` (whole) or `or`: the first value that decides, as in Python."""
    first, *others = runs

    def run(performance: Performance) -> Value:
        value = first(performance)
        for other in others:
            if bool(value) != whole:
                return value
            value = other(performance)
        return value

    return run


def compared(runs: Sequence[Evaluate], works: Sequence[Callable[[Any, Any], bool]]) -> Evaluate:
    """A chain of comparisons; each value is asked once."""
    first, work = runs[0], works[0]
    if len(works) == 1:
        second = runs[1]
        return lambda performance: work(first(performance), second(performance))

    def run(performance: Performance) -> Value:
        left = first(performance)
        for test, other in zip(works, runs[1:], strict=True):
            right = other(performance)
            if not test(left, right):
                return False
            left = right
        return True

    return run
