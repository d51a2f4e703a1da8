"""What the readers of story formats have in common: expressions, functions, losses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.writer.imports import functions
from runtime.writer.imports.model import quoted
from runtime.writer.imports.parser import parse, parse_list
from runtime.writer.imports.script import Store, resolved
from runtime.writer.imports.tree import (
    FALSE,
    Binary,
    Call,
    Either,
    Items,
    Name,
    NotCarried,
    Ours,
    Value,
    parts_of,
    rebuilt,
)
from runtime.writer.imports.twee.items import Assigned

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from runtime.writer.imports.model import Losses
    from runtime.writer.imports.names import Names
    from runtime.writer.imports.parser import Dialect
    from runtime.writer.imports.tree import Tree
    from runtime.writer.imports.twee.items import Item
    from runtime.writer.imports.twee.passages import Passage

INCREASES: dict[str, Literal["=", "+=", "-=", "*=", "/=", "%="]] = {
    "to": "=", "=": "=", "+=": "+=", "-=": "-=", "*=": "*=", "/=": "/=", "%=": "%=",
}  # fmt: skip


class Format:
    """Reads the passages of one story format. A subclass says how they are written."""

    dialect: Dialect = "sugarcube"
    truths = ("true", "false")

    def __init__(self, names: Names, losses: Losses) -> None:
        self.names, self.losses = names, losses
        self.here = ""  # the passage that is read
        self.functions: dict[str, Callable[..., Tree]] = {
            "min": functions.lesser, "max": functions.greater, "round": functions.nearest, "floor": functions.floor,
            "ceil": functions.ceiling, "abs": functions.size, "trunc": functions.whole_part,
            "random": self._by_lot, "either": functions.one_of, "visited": self._visits, "visits": self._visits,
            "hasvisited": self._seen, "lastvisited": lambda name: self._asked("turns_since", name),
            "a": self._items, "array": self._items, "ds": self._items, "dataset": self._items, "cond": self._either,
            "num": self._number, "number": self._number, "str": self._text, "text": self._text, "string": self._text,
            "passage.visits": self._visits, "random.coinflip": lambda: Binary("==", self._by_lot(_ONE), _ONE),
        }  # fmt: skip
        self.functions |= {
            f"math.{name}": self.functions[name] for name in ("min", "max", "round", "floor", "ceil", "abs")
        }
        self.functions |= {f"random.d{n}": self._die(n) for n in (4, 6, 8, 10, 12, 20, 100)}
        self.functions |= {"math.trunc": functions.whole_part, "math.random": functions.fraction_by_lot}

    def read(self, passage: Passage) -> list[Item]:
        """What stands in a passage."""
        raise NotImplementedError

    # --- expressions

    def tree(self, source: str, line: int, instead: Tree = FALSE) -> Tree:
        """The tree of an expression, or `instead`, which is reported."""
        try:
            return self.known(parse(source, self.dialect))
        except NotCarried as error:
            said = "counts as no" if instead == FALSE else "is not shown"
            self.losses.add(line, f"{quoted(source)} {said}", str(error), "words of our own language")
            return instead

    def trees(self, source: str) -> tuple[Tree, ...]:
        """Expressions between commas; NotCarried where they are none of ours."""
        return tuple(self.known(tree) for tree in parse_list(source, self.dialect))

    def known(self, tree: Tree) -> Tree:
        """A tree without calls."""
        return resolved(_with_history(tree), lambda call: functions.called(call, self.functions))

    def assigned(self, name: str, operator: str, source: str, line: int, whole: str) -> list[Item]:
        """A variable is set, or that it cannot be is reported."""
        try:
            tree = _with(self.known(parse(source, self.dialect)), name)
        except NotCarried as error:
            self.left_out(whole, line, str(error), f"[[set {self.names.variable(name)} = …]]")
            return []
        return [Assigned(Store(line, name, tree, INCREASES[operator], whole))]

    def left_out(self, source: str, line: int, why: str, instead: str = "") -> None:
        self.losses.add(line, f"{quoted(source)} is left out", why, instead)

    # --- functions

    def _asked(self, function: Literal["visits", "seen", "turns_since"], *names: Tree) -> Tree:
        name = functions.text_of(names[0]) if names else self.here
        if not self.names.knows_scene(name):
            raise NotCarried(f"there is no passage “{name}”")
        kind = "truth" if function == "seen" else "number"
        return Ours(f'{function}("{self.names.scene(name)}")', "truth" if kind == "truth" else "number")

    def _visits(self, *names: Tree) -> Tree:
        if len(names) > 1:
            raise NotCarried("it asks for several passages at once")
        return self._asked("visits", *names)

    def _seen(self, name: Tree) -> Tree:
        return self._asked("seen", name)

    def _items(self, *items: Tree) -> Tree:
        return Items(items)

    def _either(self, *values: Tree) -> Tree:
        if len(values) != 3:
            raise NotCarried("it has several conditions")
        return Either(*values)

    def _number(self, value: Tree) -> Tree:
        try:
            return Value(float(value.value)) if isinstance(value, Value) else value
        except ValueError:
            raise NotCarried("this text is no number") from None

    def _text(self, value: Tree) -> Tree:
        return value

    @staticmethod
    def _by_lot(first: Tree, last: Tree | None = None) -> Tree:
        return functions.number_by_lot(first, last) if last is not None else functions.number_by_lot(Value(0), first)

    @staticmethod
    def _die(sides: int) -> Callable[[], Tree]:
        return lambda: functions.number_by_lot(Value(1), Value(sides))


_ONE = Value(1)


def _with_history(tree: Tree) -> Tree:
    """`(history:) contains "x"` and `(count: (history:), "x")` ask for visits."""
    parts = parts_of(tree)
    if (
        isinstance(tree, Binary)
        and tree.operator == "in"
        and isinstance(tree.right, Call)
        and tree.right.name == "history"
    ):
        return Call("hasvisited", (tree.left,))
    if isinstance(tree, Call) and tree.name == "count" and len(parts) == 2 and parts[0] == Call("history"):
        return Call("visits", (parts[1],))
    return rebuilt(tree, tuple(_with_history(part) for part in parts)) if parts else tree


def _with(tree: Tree, name: str) -> Tree:
    """A tree in which `it` is the variable that is set."""
    if isinstance(tree, Name):
        return Name(name) if tree.name == "it" else tree
    parts = parts_of(tree)
    return rebuilt(tree, tuple(_with(part, name) for part in parts)) if parts else tree
