"""Which values a story's variables can have at all, whatever viewers do: a few, or all between two numbers.

Never too few: a condition that is called always true here is true in every performance. An increment is taken to
happen less than a billion times.
"""

from __future__ import annotations

import ast
import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from runtime.story.expression import ExpressionError
from runtime.story.expression.kinds import MAX_NUMBER, Value
from runtime.story.expression.tokens import check_tokens
from runtime.story.program import files_of, notes_of
from runtime.story.script import Assign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from runtime.story.expression import Kind
    from runtime.story.model import Story

MAX_VALUES = 16  # of a variable; more are everything between the least and the greatest
COUNTED = 10.0**12  # how far small steps lead
SMALL_STEP = 1000.0
MAX_ROUNDS = 8  # over all assignments, until nothing changes
MAX_CHARACTERS = 200_000  # of all different expressions; what is more can be anything
MAX_STORED = 60_000  # of those of them that are stored


@dataclass(frozen=True)
class Possible:
    """What a value can be: one of `values`, or (None) a number between `low` and `high`, or (no number) anything."""

    values: frozenset[Value] | None = None
    low: float = -MAX_NUMBER
    high: float = MAX_NUMBER
    number: bool = False  # the bounds count
    whole: bool = False  # no number has a part behind the point

    @property
    def may_hold(self) -> bool:
        """Whether it can count as yes."""
        if self.values is not None:
            return any(map(bool, self.values))
        return not (self.number and self.low == self.high == 0)

    @property
    def may_fail(self) -> bool:
        """Whether it can count as no."""
        if self.values is not None:
            return not all(map(bool, self.values))
        return not self.number or self.low <= 0 <= self.high

    def __or__(self, other: Possible) -> Possible:
        """What one or the other can be."""
        if self.values is not None and other.values is not None:
            return few(self.values | other.values)
        if not self.values and self.values is not None:
            return other
        if not other.values and other.values is not None:
            return self
        a, b = self.between, other.between
        if not (a.number and b.number):
            return ANY
        return between(min(a.low, b.low), max(a.high, b.high), whole=a.whole and b.whole)

    @property
    def between(self) -> Possible:
        """The same as bounds, where all values are numbers."""
        if self.values is None:
            return self
        if not self.values or not all(type(value) in (int, float) for value in self.values):
            return ANY
        numbers = [float(value) for value in self.values if isinstance(value, (int, float))]
        whole = all(type(value) is int for value in self.values)
        return between(min(numbers), max(numbers), whole=whole)


ANY = Possible()
NEVER = Possible(frozenset())
TRUTHS = Possible(frozenset((True, False)))


def few(values: Iterable[Value]) -> Possible:
    """Exactly these, or their bounds where they are many."""
    one = Possible(frozenset(values))
    return one if len(one.values or ()) <= MAX_VALUES else one.between


def between(low: float, high: float, *, whole: bool = False) -> Possible:
    """A number from `low` to `high`, both included."""
    return Possible(None, low, high, number=True, whole=whole)


Known = dict[str, Possible]  # variable -> what it can be


@dataclass
class Possibilities:
    """What all variables of a story can be, and the syntax trees of its expressions."""

    variables: Known = field(default_factory=dict)
    stored: frozenset[str] = frozenset()  # variables that some `set` changes
    _trees: dict[str, ast.expr | None] = field(default_factory=dict)
    _read: int = 0  # characters

    def tree(self, source: str) -> ast.expr | None:
        """The expression's tree; None for one that cannot be read."""
        if source not in self._trees:
            self._read += len(source)
            self._trees[source] = parsed(source) if self._read <= MAX_CHARACTERS else None
        return self._trees[source]


def parsed(source: str) -> ast.expr | None:
    """The tree of an expression that the language allows; None for any other."""
    try:
        check_tokens(source)
        return ast.parse(" ".join(source.split()), mode="eval").body
    except (ExpressionError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def possibilities(story: Story) -> Possibilities:
    """What every variable can be: its first value, and all that is ever stored in it, until nothing new comes."""
    from runtime.story.lint.reckon import reckon

    known = Possibilities()
    declared = {variable.name: variable.kind for variable in story.program.variables}
    for variable in story.program.variables:
        tree = known.tree(variable.question.compiled.source)
        first = reckon(tree, known.variables, variable.kind) if tree else ANY
        known.variables[variable.name] = _anything(variable.kind) if _comes_from_outside(variable.name) else first
    changes = _changes(story, declared, known)
    known.stored = frozenset(name for name, _ in changes)
    for turn in range(MAX_ROUNDS):
        before = dict(known.variables)
        for name, tree in changes:
            kind, old = declared[name], known.variables[name]
            new = old | _stored(name, tree, old, known.variables, kind)
            known.variables[name] = new
        if known.variables == before:
            return known
        if turn > MAX_ROUNDS // 2:  # what still grows grows for ever
            known.variables = {n: p if p == before[n] else _anything(declared[n]) for n, p in known.variables.items()}
    return replace(known, variables={name: _anything(kind) for name, kind in declared.items()})


def _comes_from_outside(name: str) -> bool:
    return name.startswith(("viewer.", "room."))


def _anything(kind: Kind) -> Possible:
    """All values of a type."""
    if kind.name == "yes/no":
        return TRUTHS
    if kind.name == "number":
        return between(-MAX_NUMBER, MAX_NUMBER)
    return few(kind.words) if kind.name == "enum" and kind.words else ANY


def _changes(
    story: Story, declared: Mapping[str, Kind], known: Possibilities
) -> tuple[tuple[str, ast.expr | None], ...]:
    """Each different assignment: a variable, and the new value's tree."""
    found: dict[tuple[str, str], ast.expr | None] = {}
    read = 0
    for note in _sets(story):
        if note.name in declared:
            source = note.expression if note.operator == "=" else _worked(note)
            read += len(source) if (note.name, source) not in found else 0
            found[note.name, source] = known.tree(source) if read <= MAX_STORED else None
    return tuple((name, tree) for (name, _), tree in found.items())


def _worked(note: Assign) -> str:
    """`set x += 1` written out."""
    return f"{note.name} {note.operator[:-1]} ({note.expression})"


def _sets(story: Story) -> Iterator[Assign]:
    for _, elements in files_of(story):
        for element in elements:
            for note in notes_of(element):
                if isinstance(note, Assign) and note.verb == "set":
                    yield note


def _stored(name: str, tree: ast.expr | None, old: Possible, variables: Known, kind: Kind) -> Possible:
    """What an assignment can put into a variable that can be `old`."""
    from runtime.story.lint.reckon import reckon

    if tree is None:
        return _anything(kind)
    step = _step(name, tree, variables)
    if step is None:
        return reckon(tree, variables, kind)
    start = old.between
    low = -COUNTED if step.low < 0 else start.low
    high = COUNTED if step.high > 0 else start.high
    return between(min(low, start.low), max(high, start.high), whole=start.whole and step.whole)


def _step(name: str, tree: ast.expr, variables: Known) -> Possible | None:
    """The small number that `tree` adds to the variable itself; None where it does something else."""
    from runtime.story.lint.reckon import Reckoner

    if not (isinstance(tree, ast.BinOp) and isinstance(tree.op, (ast.Add, ast.Sub)) and named(tree.left) == name):
        return None
    reckoner = Reckoner(variables)
    try:
        step = reckoner.of(tree.right).between
    except (RecursionError, TypeError, ValueError, AttributeError):  # a draft, whose types do not fit together
        return None
    if reckoner.fails:
        return None
    small = step.number and math.isfinite(step.low) and -SMALL_STEP <= step.low <= step.high <= SMALL_STEP
    old = variables[name].between
    if not small or not old.number or old.low < -COUNTED or old.high > COUNTED:
        return None
    return step if isinstance(tree.op, ast.Add) else between(-step.high, -step.low, whole=step.whole)


def named(node: ast.expr) -> str:
    """The variable that a node is; empty for anything else."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""
