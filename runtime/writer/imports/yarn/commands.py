"""Reads Yarn commands: those of the language become steps, those to a game are kept as notes and reported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from runtime.writer.imports.model import quoted
from runtime.writer.imports.script import Back, Cases, Detour, End, Go, Part, Remark, Store, steps_of
from runtime.writer.imports.tree import FALSE, TRUE, Binary, Member, Name, NotCarried, Value, parts_of, rebuilt
from runtime.writer.imports.yarn.rows import Rows

if TYPE_CHECKING:
    from typing import Literal

    from runtime.writer.imports.model import Losses
    from runtime.writer.imports.names import Names
    from runtime.writer.imports.script import Scene, Step
    from runtime.writer.imports.tree import Tree
    from runtime.writer.imports.yarn.nodes import Row

_COMMAND = re.compile(r"<<\s*(?:([^\W\d]\w*)\b)?((?:[^>]|>(?!>))*)>>\s*(.*)$", re.DOTALL)
_WORDS = frozenset(
    "if elseif else endif set declare jump detour return stop once endonce enum case endenum call local".split()
)
_SET = re.compile(r"\s*\$([^\W\d]\w*)\s*(\+=|-=|\*=|/=|%=|=(?!=)|to\b)\s*(.+)$", re.DOTALL)
_AS = re.compile(r"\s+as\s+[^\W\d]\w*\s*$")
_CASE = re.compile(r"\s*([^\W\d]\w*)\s*(?:=\s*(.+))?$")
MAX_PARTS = 300  # of an expression, when smart variables are put in
_WAIT = "the director gives every shot its time"
_GAME = "it is a command to the game that the script was written for"


def command_of(text: str) -> tuple[str, str]:
    """The word of a command of the language, and what follows it; "command" for any other, "" for a line."""
    if not text.startswith("<<"):
        return "", ""
    found = _COMMAND.match(text)
    if found is None:
        return "command", text
    word = found[1] or ""
    return (word, found[2]) if word in _WORDS else ("command", text)


class Shared:
    """What the bodies of one script have in common."""

    def __init__(self, losses: Losses, names: Names) -> None:
        self.losses, self.names, self.rows = losses, names, Rows(losses)
        self.beginnings: dict[str, Store] = {}
        self.smart: dict[str, Store] = {}  # variables that are worked out whenever they are read
        self.scenes: list[Scene] = []  # of line groups
        self.called: set[str] = set()  # their names
        self.worked_out: list[tuple[Cases, str, bool]] = []  # jumps and detours (True) to where a variable says
        self._given: dict[str, list[tuple[str, int]]] = {}  # what variables are given, and where
        self._switches = 0

    def add_called(self, scenes: list[Scene]) -> None:
        self.scenes += scenes
        self.called |= {scene.name for scene in scenes}

    def switch(self, word: str, line: int) -> Store:
        """A variable of our own, and the step that turns it on."""
        self._switches += 1
        name = f"{word} {self._switches}"
        self.beginnings[name] = Store(line, name, FALSE)
        return Store(line, name, TRUE, source=f"<<{word}>>")

    def look_ahead(self, rows: list[Row]) -> None:
        """Learn enums, and the texts that variables are ever given, before lines are read that depend on them."""
        commands, enum = Commands(self), ""
        for row in rows:
            word, rest = command_of(row.text)
            if word == "enum":
                enum = rest.strip()
                self.names.cases.setdefault(enum, {})
            elif word == "case":
                self.names.cases.setdefault(enum, {}).update(commands.case(rest, row.line))
            elif word in ("set", "declare") and (found := _SET.match(_AS.sub("", rest))):
                self._given.setdefault(found[1], []).append((found[3], row.line))

    def texts_of(self, name: str) -> tuple[str, ...]:
        """The plain texts that a variable is ever given; where one is of an enum, all cases of it."""
        found: dict[str, None] = {}
        for source, line in self._given.get(name, ()):
            tree = self.rows.expression(source, line)
            values = [tree] if isinstance(tree, Value) else []
            if isinstance(tree, Member):
                owner = self.names.enum_of(tree)
                values = list(self.names.cases.get(owner, {}).values())
            found |= {value.value: None for value in values if isinstance(value.value, str)}
        return tuple(found)

    def decide_ways(self) -> None:
        """Where a jump goes to where a variable says: a case for every text that the variable is ever given."""
        for cases, name, is_detour in self.worked_out:
            for text in self.texts_of(name):
                way: Step = Detour(cases.line, text) if is_detour else Go(cases.line, text)
                cases.parts.append(Part(cases.line, Binary("==", Name(name), Value(text)), [way]))
            if not cases.parts:
                self.losses.add(cases.line, "a jump is left out", "where it leads is worked out while it plays")
                cases.parts.append(Part(cases.line, FALSE, []))

    # --- smart variables

    def substituted(self, tree: Tree, line: int) -> Tree:
        """A tree with the expressions of smart variables in their places."""
        try:
            return self._substituted(tree, [MAX_PARTS], ()) if self.smart else tree
        except NotCarried as error:
            self.losses.add(line, "a condition with smart variables counts as no", str(error), "[[set …]] in steps")
            return FALSE

    def _substituted(self, tree: Tree, left: list[int], inside: tuple[str, ...]) -> Tree:
        left[0] -= 1
        if left[0] < 0:
            raise NotCarried("with them it becomes too long")
        if isinstance(tree, Name) and tree.name in self.smart:
            if tree.name in inside:
                raise NotCarried(f"${tree.name} is worked out from itself")
            return self._substituted(self.smart[tree.name].tree, left, (*inside, tree.name))
        parts = parts_of(tree)
        return rebuilt(tree, tuple(self._substituted(part, left, inside) for part in parts)) if parts else tree

    # --- where scenes lead

    @staticmethod
    def detours_in(scene: Scene) -> set[str]:
        return {step.target for step in steps_of(scene.body) if isinstance(step, Detour)}

    @staticmethod
    def jumps_in(scene: Scene) -> set[str]:
        steps = list(steps_of(scene.body))
        chosen = {option.target for step in steps for option in getattr(step, "options", ()) if option.target}
        return chosen | {step.target for step in steps if isinstance(step, Go)}


class Commands:
    """Reads commands, one at a time."""

    def __init__(self, shared: Shared) -> None:
        self.shared, self.losses = shared, shared.losses

    def steps(self, word: str, rest: str, row: Row) -> list[Step]:
        """What a command that encloses nothing does."""
        if word == "set":
            return self._set(rest, row)
        if word == "declare":
            self._declare(rest, row)
            return []
        if word in ("jump", "detour"):
            return [self._way(word, rest.strip(), row)]
        if word in ("return", "stop"):
            return [Back(row.line) if word == "return" else End(row.line)]
        if word == "case":
            self.losses.add(row.line, f"{quoted(row.text)} is left out", "it stands outside an <<enum>>")
            return []
        return self._strange(row)

    def _set(self, rest: str, row: Row) -> list[Step]:
        found = _SET.match(rest)
        if found is None:
            self.losses.add(row.line, f"{quoted(row.text)} is left out", "a variable, = and a value belong in it")
            return []
        operator = cast("Literal['=', '+=', '-=', '*=', '/=', '%=']", "=" if found[2] == "to" else found[2])
        tree = self.shared.rows.expression(found[3], row.line)
        store = Store(row.line, found[1], tree, operator, row.text)
        return [store]

    def _declare(self, rest: str, row: Row) -> None:
        found = _SET.match(_AS.sub("", rest))
        if found is None:
            self.losses.add(row.line, f"{quoted(row.text)} is left out", "a declaration gives the first value")
            return
        store = Store(row.line, found[1], self.shared.rows.expression(found[3], row.line), source=row.text)
        known = self.shared.beginnings if isinstance(store.tree, Value | Member) else self.shared.smart
        known.setdefault(store.name, store)

    def _way(self, word: str, target: str, row: Row) -> Step:
        if target.startswith("{") and target.endswith("}"):
            tree = self.shared.rows.expression(target[1:-1], row.line)
            if isinstance(tree, Name):
                cases = Cases(row.line, [])
                self.shared.worked_out.append((cases, tree.name, word == "detour"))
                return cases
            target = tree.value if isinstance(tree, Value) and isinstance(tree.value, str) else target
        return Go(row.line, target) if word == "jump" else Detour(row.line, target)

    def _strange(self, row: Row) -> list[Step]:
        """A command of a game: kept as a note."""
        found = _COMMAND.match(row.text)
        if found is None:
            self.losses.add(row.line, f"{quoted(row.text)} is left out", "this command is not closed", ">>")
            return []
        command = f"<<{found[1] or ''}{found[2]}>>"
        is_wait = found[1] == "wait"
        instead = "" if is_wait else "[[shot: …]], [[sfx: …]] or [[music: …]]"
        self.losses.add(row.line, f"{quoted(command)} is kept as a note", _WAIT if is_wait else _GAME, instead)
        rest = found[3].strip()
        if rest and not rest.startswith(("#", "//")):
            self.losses.add(row.line, f"{quoted(rest)} is left out", "it stands behind a command", "a line of its own")
        return [Remark(row.line, command)]

    def case(self, words: str, line: int) -> dict[str, Value]:
        """A case of an enum by its name: a text, or the plain value that is given to it."""
        found = _CASE.match(words)
        raw = self.shared.rows.expression(found[2], line) if found and found[2] else None
        if found is None or (raw is not None and not isinstance(raw, Value)):
            why = "a case is a name, and perhaps a plain value"
            self.losses.add(line, f"the case {quoted(words)} is left out", why)
            return {}
        return {found[1]: raw if isinstance(raw, Value) else Value(found[1])}
