"""Expressions of other programs as trees, before it is known whether our own language can say them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["", "number", "truth", "text", "set"]  # "": not known yet
Operator = Literal["and", "or", "xor", "==", "!=", "<", "<=", ">", ">=", "in", "+", "-", "*", "/", "//", "%"]


class NotCarried(ValueError):  # noqa: N818 - reads as the sentence it is
    """Something that our language cannot say; the message says why."""


@dataclass(frozen=True)
class Value:
    """A number, a text, or yes and no."""

    value: bool | int | float | str


@dataclass(frozen=True)
class Name:
    """A variable, by its name in the source, without `$`."""

    name: str


@dataclass(frozen=True)
class Unary:
    operator: Literal["not", "-"]
    operand: Tree


@dataclass(frozen=True)
class Binary:
    operator: Operator
    left: Tree
    right: Tree


@dataclass(frozen=True)
class Either:
    """`then if test else other`."""

    test: Tree
    then: Tree
    other: Tree


@dataclass(frozen=True)
class Items:
    """A list of values, which becomes a set."""

    items: tuple[Tree, ...]


@dataclass(frozen=True)
class Lot:
    """One of several, by lot."""

    items: tuple[Tree, ...]


@dataclass(frozen=True)
class Call:
    """A function of the other program."""

    name: str
    arguments: tuple[Tree, ...] = ()


@dataclass(frozen=True)
class Member:
    """A case of an enum: `Food.Apple`, or `.Apple`."""

    owner: str
    name: str


@dataclass(frozen=True)
class Ours:
    """Words of our own language."""

    code: str
    kind: Kind


Tree = Value | Name | Unary | Binary | Either | Items | Lot | Call | Member | Ours

TRUE, FALSE = Value(True), Value(False)


def parts_of(tree: Tree) -> tuple[Tree, ...]:
    """What a tree is made of."""
    if isinstance(tree, Unary):
        return (tree.operand,)
    if isinstance(tree, Binary):
        return tree.left, tree.right
    if isinstance(tree, Either):
        return tree.test, tree.then, tree.other
    if isinstance(tree, Items | Lot):
        return tree.items
    return tree.arguments if isinstance(tree, Call) else ()


def rebuilt(tree: Tree, parts: tuple[Tree, ...]) -> Tree:
    """The same tree, made of other parts."""
    if isinstance(tree, Unary):
        return Unary(tree.operator, *parts)
    if isinstance(tree, Binary):
        return Binary(tree.operator, *parts)
    if isinstance(tree, Either):
        return Either(*parts)
    if isinstance(tree, Items):
        return Items(parts)
    if isinstance(tree, Lot):
        return Lot(parts)
    return Call(tree.name, parts) if isinstance(tree, Call) else tree


def both(trees: list[Tree]) -> Tree | None:
    """All conditions at once; None: there is none."""
    whole: Tree | None = None
    for tree in trees:
        whole = tree if whole is None else Binary("and", whole, tree)
    return whole
