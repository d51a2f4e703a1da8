"""What the names of a script become in our language: variables with their kinds, enums, scenes with their ids.

Twine's variables change their kind at will and Yarn's may be used before they are declared; ours have one from the
beginning. So every expression of a script is looked at before any is written.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from typing import TYPE_CHECKING

from runtime.story.expression import NUMBER, SET, TEXT, TRUTH
from runtime.story.expression import Kind as OurKind
from runtime.story.fountain.text import slug
from runtime.writer.imports.tree import Binary, Call, Either, Items, Lot, Member, Name, Ours, Unary, Value, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runtime.writer.imports.tree import Kind, Tree

OURS: dict[Kind, OurKind] = {"number": NUMBER, "truth": TRUTH, "text": TEXT, "set": SET}
MAX_VARIABLES = 1_900
_ROUNDS = 6  # of looking at all expressions; kinds travel from one to the next

_NOT_NAME = re.compile(r"\W+", re.ASCII)
_RESERVED = frozenset({*keyword.kwlist, "set", "true", "false", "yes", "no", "viewer", "room"})
_TRUTHS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in", "and", "or", "xor"})


def kind_of_value(value: bool | int | float | str) -> Kind:
    if isinstance(value, bool):
        return "truth"
    return "text" if isinstance(value, str) else "number"


class Names:
    """The names of one script."""

    def __init__(self) -> None:
        self.kinds: dict[str, Kind] = {}  # of variables, by their names in the source
        self.lines: dict[str, int] = {}  # where a variable was met first
        self.cases: dict[str, dict[str, Value]] = {}  # of enums
        self._names: dict[str, str] = {}
        self._called: set[str] = set()  # those names of ours
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}  # how often somebody wanted a name that was taken
        self._ids: dict[str, str] = {}

    # --- scenes

    def scene(self, name: str, base: str = "") -> str:
        """The id of a scene that is called `name` in the source; the same for the same name."""
        if name not in self._ids:
            wanted = slug(base or name) or "scene"
            self._ids[name] = self._free(wanted, self._taken, "-")
        return self._ids[name]

    def knows_scene(self, name: str) -> bool:
        return name in self._ids

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(self._ids.values())

    # --- variables

    def variable(self, name: str) -> str:
        """Our name of a variable."""
        if name not in self._names:
            flat = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
            wanted = _NOT_NAME.sub("_", flat)[:60] or "v"
            wanted = f"v_{wanted}" if wanted[0].isdigit() or not wanted.strip("_") else wanted
            wanted = f"{wanted}_" if wanted in _RESERVED else wanted
            self._names[name] = self._free(wanted, self._called, "_")
        return self._names[name]

    def _free(self, wanted: str, taken: set[str], joint: str) -> str:
        """The wanted name, with a number if it is taken; now it is."""
        free, number = wanted, self._counts.get(wanted + joint, 1)
        while free in taken:
            number += 1
            free = f"{wanted}{joint}{number}"
        self._counts[wanted + joint] = number
        taken.add(free)
        return free

    def meet(self, name: str, line: int) -> None:
        """A variable is used at a line."""
        if name not in self.kinds and len(self.kinds) < MAX_VARIABLES:
            self.kinds[name] = ""
            self.lines[name] = line

    def settle(self, name: str, kind: Kind) -> None:
        """What is known of a variable's kind; the first to say decides."""
        if kind and not self.kinds.get(name, "number"):
            self.kinds[name] = kind

    def case(self, member: Member) -> Value | None:
        """The value of an enum's case."""
        return self.cases.get(self.enum_of(member), {}).get(member.name)

    def enum_of(self, member: Member) -> str:
        """The enum that a case belongs to; without its name, the first that has it."""
        return member.owner or next((name for name, cases in self.cases.items() if member.name in cases), "")

    # --- learning kinds

    def learn(self, trees: Iterable[tuple[Tree, Kind, int]]) -> None:
        """Find the kind of every variable from the expressions that use it (tree, what it should be, line)."""
        uses = list(trees)
        for tree, _, line in uses:
            for name in _variables(tree):
                self.meet(name, line)
        for _ in range(_ROUNDS):
            before = dict(self.kinds)
            for tree, wanted, _ in uses:
                self._push(tree, wanted)
            if self.kinds == before:
                break
        for name, kind in self.kinds.items():
            self.kinds[name] = kind or "truth"

    def kind(self, tree: Tree) -> Kind:
        """The kind of a tree; empty where nothing tells it yet."""
        if isinstance(tree, Value):
            return kind_of_value(tree.value)
        if isinstance(tree, Name):
            return self.kinds.get(tree.name, "")
        if isinstance(tree, Member):
            found = self.case(tree)
            return kind_of_value(found.value) if found else ""
        if isinstance(tree, Unary):
            return "number" if tree.operator == "-" else "truth"
        if isinstance(tree, Binary):
            return self._of_binary(tree)
        if isinstance(tree, Either | Lot):
            return next((kind for kind in map(self.kind, _results(tree)) if kind), "")
        if isinstance(tree, Ours):
            return tree.kind
        return "set" if isinstance(tree, Items) else ""

    def _of_binary(self, tree: Binary) -> Kind:
        if tree.operator in _TRUTHS:
            return "truth"
        if tree.operator not in "+-":
            return "number"
        kinds = self.kind(tree.left), self.kind(tree.right)
        if tree.operator == "+" and "text" in kinds:
            return "text"
        return "set" if "set" in kinds else "number" if tree.operator == "-" else kinds[0] or kinds[1]

    def _push(self, tree: Tree, wanted: Kind) -> None:
        """Give variables of no kind yet the one that is wanted where they stand."""
        if isinstance(tree, Name):
            self.settle(tree.name, wanted)
        elif isinstance(tree, Binary):
            for part, kind in zip((tree.left, tree.right), self._wanted(tree, wanted), strict=True):
                self._push(part, kind)
        elif isinstance(tree, Either | Lot):
            for part in _results(tree):
                self._push(part, wanted or self.kind(tree))
            if isinstance(tree, Either):
                self._push(tree.test, "")
        else:
            negative = isinstance(tree, Unary) and tree.operator == "-"
            for part in parts_of(tree):
                self._push(part, "number" if negative else "text" if isinstance(tree, Items) else "")

    def _wanted(self, tree: Binary, wanted: Kind) -> tuple[Kind, Kind]:
        """What both sides of an operator should be."""
        operator = tree.operator
        if operator == "in":
            return "text", "set"
        if operator in ("and", "or", "xor"):
            return "", ""
        if operator in ("==", "!="):
            shared = self.kind(tree.left) or self.kind(tree.right)
            return shared, shared
        if operator in ("+", "-"):
            shared = self.kind(tree) or wanted
            return ("", "") if shared == "text" else (shared, shared)
        return "number", "number"


def _results(tree: Either | Lot) -> tuple[Tree, ...]:
    return (tree.then, tree.other) if isinstance(tree, Either) else tree.items


def _variables(tree: Tree) -> Iterable[str]:
    if isinstance(tree, Name):
        yield tree.name
    for part in parts_of(tree):
        yield from _variables(part)


def calls_of(tree: Tree) -> Iterable[Call]:
    """All calls in a tree."""
    if isinstance(tree, Call):
        yield tree
    for part in parts_of(tree):
        yield from calls_of(part)
