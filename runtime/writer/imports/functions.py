"""Functions that every dialect has under some name: the greater of two, rounding, lots of whole numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.writer.imports.tree import Binary, Call, Either, Lot, NotCarried, Ours, Unary, Value, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from runtime.writer.imports.tree import Tree

_ONE = Value(1)


def floor(number: Tree) -> Tree:
    return Binary("//", number, _ONE)


def ceiling(number: Tree) -> Tree:
    return Unary("-", floor(Unary("-", number)))


def nearest(number: Tree) -> Tree:
    return floor(Binary("+", number, Value(0.5)))


def greater(left: Tree, right: Tree) -> Tree:
    return Either(Binary(">", still(left), still(right)), left, right)


def lesser(left: Tree, right: Tree) -> Tree:
    return Either(Binary("<", still(left), still(right)), left, right)


def size(number: Tree) -> Tree:
    return Either(Binary("<", still(number), Value(0)), Unary("-", number), number)


def whole_part(number: Tree) -> Tree:
    return Either(Binary("<", still(number), Value(0)), ceiling(number), floor(number))


def number_by_lot(first: Tree, last: Tree) -> Tree:
    """A whole number from first to last."""
    return Ours(f"random({_plain_number(first)}, {_plain_number(last)})", "number")


def fraction_by_lot() -> Tree:
    """From 0 up to 1."""
    return Ours("random(0, 999999) / 1000000", "number")


def one_of(*items: Tree) -> Tree:
    if not items:
        raise NotCarried("there is nothing to draw from")
    return Lot(items)


def still(tree: Tree) -> Tree:
    """A tree that gives the same when it is asked twice."""
    drawn = isinstance(tree, Lot) or (isinstance(tree, Ours) and "random(" in tree.code)
    if drawn:
        raise NotCarried("a lot would be drawn twice here")
    for part in parts_of(tree):
        still(part)
    return tree


def _plain_number(tree: Tree) -> str:
    if isinstance(tree, Value) and isinstance(tree.value, int | float) and abs(tree.value) < 1e9:
        return str(int(tree.value))
    raise NotCarried("a lot is drawn between two plain numbers here")


def called(call: Call, functions: dict[str, Callable[..., Tree]]) -> Tree:
    """What a call is in our language; NotCarried where it is none of these functions, or has other values."""
    function = functions.get(call.name.lower())
    if function is None:
        raise NotCarried(f"our language has no function {call.name}")
    try:
        return function(*call.arguments)
    except TypeError:
        raise NotCarried(f"{call.name} takes other values here") from None


def text_of(tree: Tree) -> str:
    """The plain text that a tree is."""
    if isinstance(tree, Value) and isinstance(tree.value, str):
        return tree.value
    if isinstance(tree, Binary) and tree.operator == "+":
        return text_of(tree.left) + text_of(tree.right)
    raise NotCarried("a name is worked out while it plays")
