"""A script of another program, read but not yet written as a screenplay: scenes of steps, whose values are trees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from runtime.writer.imports.names import Names
from runtime.writer.imports.tree import Binary, Call, Kind, Name, Tree, parts_of, rebuilt

Word = str | Tree | tuple[tuple["str | Tree", ...], ...]  # words, a value, or texts that are said in turn
Words = tuple[Word, ...]
Side = Literal["", "INT.", "EXT."]
MAX_DEPTH = 12  # options in options, blocks in blocks


@dataclass
class Act:
    """Something is told or shown."""

    line: int
    words: Words


@dataclass
class Say:
    """Somebody speaks."""

    line: int
    name: str
    words: Words
    manner: str = ""
    identity: str = ""  # of the line, for recordings and translations


@dataclass
class Store:
    """A variable gets a value."""

    line: int
    name: str  # in the source
    tree: Tree
    operator: Literal["=", "+=", "-=", "*=", "/=", "%="] = "="
    source: str = ""  # as it stands there


@dataclass
class Part:
    """What is played on a condition."""

    line: int
    condition: Tree | None  # None: else
    body: list[Step]
    source: str = ""


@dataclass
class Cases:
    """The first part whose condition holds."""

    line: int
    parts: list[Part]


@dataclass
class Once:
    """What is played the first time, and what later."""

    line: int
    body: list[Step]
    other: list[Step] = field(default_factory=list)


@dataclass
class Option:
    """Something that the viewer may choose."""

    line: int
    words: Words
    condition: Tree | None = None
    once: bool = False
    default: bool = False
    body: list[Step] = field(default_factory=list)
    target: str | None = None  # a scene by its name in the source
    ending: str | None = None  # or an end, by its title
    source: str = ""  # of the condition


@dataclass
class Ask:
    """A choice point."""

    line: int
    options: list[Option]


@dataclass
class Go:
    line: int
    target: str  # a scene by its name in the source


@dataclass
class Detour:
    line: int
    target: str


@dataclass
class Draw:
    """On to the best scene of a tag."""

    line: int
    tag: str


@dataclass
class Back:
    """Where a detour ends."""

    line: int


@dataclass
class End:
    line: int
    title: str = ""


@dataclass
class Remark:
    """Words of the source that are kept as the writer's own note."""

    line: int
    words: str


Step = Act | Say | Store | Cases | Once | Ask | Go | Detour | Draw | Back | End | Remark


@dataclass
class Scene:
    """A node, by its name in the source."""

    name: str
    line: int
    body: list[Step]
    place: str = ""  # words of the heading; empty: the name
    time: str = ""
    side: Side = ""
    synopsis: str = ""
    tag: str = ""  # by which it is drawn
    conditions: list[Part] = field(default_factory=list)  # under which it can be drawn


@dataclass
class Script:
    """Everything that a source says."""

    names: Names
    scenes: list[Scene]
    start: str = ""  # a scene by its name
    title: str = ""
    author: str = ""
    beginnings: dict[str, Store] = field(default_factory=dict)  # what variables begin with
    resolve: Callable[[Call, Scene], Tree] = lambda call, _: call  # what functions are in our language
    truths: tuple[str, str] = ("true", "false")


def steps_of(body: list[Step]) -> Iterator[Step]:
    """All steps of a body, those inside others too."""
    for step in body:
        yield step
        for inner in bodies_of(step):
            yield from steps_of(inner)


def bodies_of(step: Step) -> list[list[Step]]:
    """The bodies that a step encloses."""
    if isinstance(step, Cases):
        return [part.body for part in step.parts]
    if isinstance(step, Once):
        return [step.body, step.other]
    return [option.body for option in step.options] if isinstance(step, Ask) else []


def change_trees(body: list[Step], change: Callable[[Tree], Tree]) -> None:
    """Put another tree in the place of each one."""
    for step in steps_of(body):
        if isinstance(step, Act | Say):
            step.words = _changed(step.words, change)
        elif isinstance(step, Store):
            step.tree = change(step.tree)
        elif isinstance(step, Cases):
            for part in step.parts:
                part.condition = part.condition and change(part.condition)
        elif isinstance(step, Ask):
            for option in step.options:
                option.words = _changed(option.words, change)
                option.condition = option.condition and change(option.condition)


def _changed(words: Words, change: Callable[[Tree], Tree]) -> Words:
    def one(word: Word) -> Word:
        if isinstance(word, tuple):
            return tuple(tuple(part if isinstance(part, str) else change(part) for part in text) for text in word)
        return word if isinstance(word, str) else change(word)

    return tuple(one(word) for word in words)


def trees_of(words: Words) -> Iterator[Tree]:
    """All values in a text."""
    for word in words:
        if isinstance(word, tuple):
            yield from (part for text in word for part in text if not isinstance(part, str))
        elif not isinstance(word, str):
            yield word


def uses_of(body: list[Step]) -> Iterator[tuple[Tree, Kind, int]]:
    """Every tree of a body, what kind it should be, and its line; what is stored comes together with its variable."""
    for step in steps_of(body):
        if isinstance(step, Act | Say):
            yield from ((tree, "", step.line) for tree in trees_of(step.words))
        elif isinstance(step, Store):
            yield Binary("==", Name(step.name), step.tree), "", step.line
        elif isinstance(step, Cases):
            yield from ((part.condition, "truth", part.line) for part in step.parts if part.condition)
        elif isinstance(step, Ask):
            for option in step.options:
                yield from ((tree, "", option.line) for tree in trees_of(option.words))
                if option.condition:
                    yield option.condition, "truth", option.line


def resolved(tree: Tree, resolve: Callable[[Call], Tree]) -> Tree:
    """A tree whose calls are our own words, as far as there are some."""
    parts = parts_of(tree)
    whole = rebuilt(tree, tuple(resolved(part, resolve) for part in parts)) if parts else tree
    return resolve(whole) if isinstance(whole, Call) else whole
