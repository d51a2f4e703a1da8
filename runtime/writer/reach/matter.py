"""What of a state the rest of a story can still read: two states that agree in it have the same future.

Random draws are part of a future, so the visits that they depend on count as read.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, Any

from runtime.story.operation import Branch, Call, Draw, Offer, Return
from runtime.story.program import notes_of
from runtime.story.script import Assign, Condition, Lock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from runtime.story.model import Story
    from runtime.story.operation import Operation
    from runtime.story.program import Program, Scene
    from runtime.story.state import StoryState

MAX_NODES = 3_000  # of a larger story everything that is read anywhere counts everywhere


@dataclass(frozen=True)
class Reads:
    """What logic asks of a state."""

    variables: frozenset[str] = frozenset()
    visits: frozenset[str] = frozenset()  # nodes whose number of visits counts
    seen: frozenset[str] = frozenset()  # nodes of which only matters whether they were entered
    turns: frozenset[str] = frozenset()  # nodes whose last visit's turn counts
    taken: frozenset[str] = frozenset()  # "node/choice"
    once: frozenset[str] = frozenset()  # places of [[once]]
    drawn: frozenset[tuple[str, ...]] = frozenset()  # nodes whose order of last visits counts

    def __or__(self, other: Reads) -> Reads:
        return Reads(*(getattr(self, name) | getattr(other, name) for name in self.__dataclass_fields__))


@dataclass
class _Asked:
    """What an expression names."""

    names: set[str] = field(default_factory=set)
    calls: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)


class Matter:
    """Reduces states of one story to what matters."""

    def __init__(self, story: Story) -> None:
        program = story.program
        self._scenes = program.scenes
        asked = {name: list(_expressions(scene)) for name, scene in program.scenes.items()}
        needed = _needed(one for found in asked.values() for one in found)
        self._own = {name: _reads(scene, asked[name], needed) for name, scene in program.scenes.items()}
        self._following = _following(program)
        self._ahead: dict[str, _Order] = {}
        everything = len(self._scenes) > MAX_NODES
        self._all = _Order.of(reduce(Reads.__or__, self._own.values(), Reads())) if everything else None

    def key(self, state: StoryState) -> tuple[Any, ...]:
        """What matters of a state that stands in one of the story's nodes, hashable."""
        order = self._all or self._ahead.get(state.node) or self._look_ahead(state.node)
        return state.node, state.index, state.calls, *order.values(state)

    def _look_ahead(self, node: str) -> _Order:
        """What can be read in the nodes that may follow one, itself included."""
        found, waiting = {node}, [node]
        while waiting:
            for target in self._following[waiting.pop()]:
                if target not in found:
                    found.add(target)
                    waiting.append(target)
        self._ahead[node] = _Order.of(reduce(Reads.__or__, (self._own[one] for one in found), Reads()))
        return self._ahead[node]


@dataclass(frozen=True)
class _Order:
    """Reads in an order, so that values can be compared."""

    variables: tuple[str, ...]
    visits: tuple[str, ...]
    seen: tuple[str, ...]
    turns: tuple[str, ...]
    taken: tuple[str, ...]
    once: tuple[str, ...]
    drawn: tuple[tuple[str, ...], ...]

    @staticmethod
    def of(reads: Reads) -> _Order:
        return _Order(*(tuple(sorted(getattr(reads, name))) for name in reads.__dataclass_fields__))

    def values(self, state: StoryState) -> Iterator[tuple[Any, ...]]:
        yield tuple(map(state.variables.get, self.variables))
        yield tuple(state.visits.get(node, 0) for node in self.visits)
        yield tuple(node in state.visits for node in self.seen)
        yield tuple(state.turn - state.turns[node] if node in state.turns else -1 for node in self.turns)
        yield tuple(choice in state.taken for choice in self.taken)
        yield tuple(key in state.counts for key in self.once)
        yield tuple(_ranks(nodes, state.turns) for nodes in self.drawn)


def _ranks(nodes: tuple[str, ...], turns: Mapping[str, int]) -> tuple[int, ...]:
    """The nodes' places in the order of their last visits; the same for the same turn."""
    last = [turns.get(node, -1) for node in nodes]
    place = {turn: n for n, turn in enumerate(sorted(set(last)))}
    return tuple(place[turn] if turn >= 0 else -1 for turn in last)


# --- what a node reads ------------------------------------------------------------------------------------------------


def _expressions(scene: Scene) -> Iterator[tuple[str, _Asked]]:
    """The expressions of a node's logic; with the variable that takes the value, or nothing for a condition."""
    for element in scene.node.elements:
        for note in notes_of(element):
            if isinstance(note, Assign) and note.verb == "set":
                yield note.name, _asked(note.expression)
            elif isinstance(note, (Condition, Lock)) and note.expression:
                yield "", _asked(note.expression)


def _asked(source: str) -> _Asked:
    found = _Asked()
    try:
        tree = ast.parse(" ".join(source.split()), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # such a story has no program to play
        return found
    for one in ast.walk(tree):
        if isinstance(one, ast.Name):
            found.names.add(one.id)
        elif isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name):
            found.names.add(f"{one.value.id}.{one.attr}")
        elif isinstance(one, ast.Call) and isinstance(one.func, ast.Name):
            words = [word.value for word in one.args if isinstance(word, ast.Constant) and isinstance(word.value, str)]
            found.calls.add((one.func.id, tuple(word.strip("#").lower() for word in words)))
    return found


def _needed(expressions: Iterable[tuple[str, _Asked]]) -> set[str]:
    """The variables on which a condition depends, be it by way of others."""
    kept = list(expressions)
    needed = {name for target, asked in kept if not target for name in asked.names}
    before = -1
    while len(needed) > before:
        before = len(needed)
        needed |= {name for target, asked in kept if target in needed for name in asked.names}
    return needed


def _reads(scene: Scene, expressions: list[tuple[str, _Asked]], needed: set[str]) -> Reads:
    node = scene.node.id
    reads = Reads()
    for target, asked in expressions:
        if target and target not in needed:
            continue
        calls = asked.calls
        reads |= Reads(
            variables=frozenset(asked.names | ({target} if target else set())),
            visits=frozenset(words[0] for name, words in calls if name == "visits" and words)
            | (frozenset({node}) if any(name == "random" for name, _ in calls) else frozenset()),
            seen=frozenset(words[0] for name, words in calls if name == "seen" and words),
            turns=frozenset(words[0] for name, words in calls if name == "turns_since" and words),
            taken=frozenset("/".join(words) for name, words in calls if name == "chosen"),
        )
    return reduce(Reads.__or__, (_read_by(operation, node) for operation in scene.operations), reads)


def _read_by(operation: Operation, node: str) -> Reads:
    """What an instruction reads beside its expressions."""
    if isinstance(operation, Offer) and not operation.sticky:
        return Reads(taken=frozenset({f"{node}/{operation.id}"}))
    if isinstance(operation, Branch) and operation.question is None:
        return Reads(once=frozenset({operation.key}))
    if isinstance(operation, Draw):
        counted = operation.candidates if operation.strategy == "least-seen" else ()
        return Reads(visits=frozenset({node, *counted}), drawn=frozenset({operation.candidates}))
    return Reads()


def _following(program: Program) -> dict[str, tuple[str, ...]]:
    """For each node the nodes that may come next; after a detour those that it may have come from."""
    callers = [
        name
        for name, scene in program.scenes.items()
        if any(isinstance(operation, Call) for operation in scene.operations)
    ]
    found = {}
    for name, scene in program.scenes.items():
        targets = [target for operation in scene.operations for target in operation.leads()]
        if any(isinstance(operation, Return) for operation in scene.operations):
            targets += callers
        found[name] = tuple(dict.fromkeys(targets))
    return found
