"""Conditions that are always true or never, whatever viewers do."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runtime.story.diagnostics import quote
from runtime.story.expression import spoken
from runtime.story.lint.possible import COUNTED, named
from runtime.story.lint.reckon import narrowed, reckon
from runtime.story.script import Condition, Lock, Mark, Notes, Option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runtime.story.diagnostics import Report
    from runtime.story.lint.possible import Possibilities, Possible
    from runtime.story.model import Node, Story
    from runtime.story.script import Note

EXPLAINED = 2  # variables of which a finding says what they can be
COVERED = "what stands above it has covered that"


def lint_conditions(story: Story, known: Possibilities, report: Report) -> frozenset[str]:
    """Findings about every [[if]], [[elif]], [[when]] and [[locked]]; the variables that they say are never set."""
    walk = _Walk(known, report)
    for node in story.nodes.values():
        report.file = node.file
        walk.visit(node)
    return frozenset(walk.explained)


@dataclass
class _Block:
    """An open block: what the variables can be where no part of it so far has held."""

    left: Mapping[str, Possible] | None = None  # None: whatever they can be at all
    covered: bool = False  # whether nothing is left


@dataclass
class _Walk:
    known: Possibilities
    report: Report
    explained: set[str] = field(default_factory=set)
    _blocks: list[_Block] = field(default_factory=list)

    def visit(self, node: Node) -> None:
        """All conditions of a node, in their order."""
        self._blocks.clear()
        for element in node.elements:
            if isinstance(element, Notes):
                for note in element.notes:
                    self._note(note, node.id)
            elif isinstance(element, Option):
                for note in element.notes:
                    if isinstance(note, (Condition, Lock)):
                        self._option(note, node.id)

    def _note(self, note: Note, node: str) -> None:
        if isinstance(note, Mark) and note.word == "once":
            self._blocks.append(_Block())
        elif isinstance(note, Mark) and note.word == "end" and self._blocks:
            self._blocks.pop()
        elif isinstance(note, Condition):
            tree = self.known.tree(note.expression)
            if note.sort == "if":
                self._blocks.append(_Block())
            if tree is not None:
                self._condition(note, tree, "" if note.sort == "when" else node)

    def _condition(self, note: Condition, tree: ast.expr, node: str) -> None:
        """One that opens or continues a block; [[elif]] is asked only where nothing before it held."""
        found = reckon(tree, self.known.variables, node=node)
        block = self._blocks[-1] if self._blocks and note.sort != "when" else _Block()
        left = self.known.variables if block.left is None else block.left
        if found.may_hold != found.may_fail:
            self._tell(note, tree, holds=found.may_hold)
        elif note.sort == "elif" and (block.covered or not reckon(tree, left, node=node).may_hold):
            self.report.add("S311", note.line, note.column, "this condition is never true here", COVERED)
        block.left = narrowed(left, tree, holds=False, node=node)
        block.covered = block.covered or any(block.left[name].values == frozenset() for name in self._names(tree))

    def _names(self, tree: ast.expr) -> list[str]:
        """The variables that an expression names, each once."""
        names = dict.fromkeys(named(one) for one in ast.walk(tree) if isinstance(one, ast.expr))
        return [name for name in names if name in self.known.variables]

    def _option(self, note: Condition | Lock, node: str) -> None:
        tree = self.known.tree(note.expression) if note.expression else None
        if tree is None:
            return
        found = reckon(tree, self.known.variables, node=node)
        if found.may_hold != found.may_fail:
            self._tell(note, tree, holds=found.may_hold)

    def _tell(self, note: Condition | Lock, tree: ast.expr, *, holds: bool) -> None:
        what = "this condition is always true" if holds else "this condition is never true"
        names = self._names(tree)
        self.explained |= {name for name in names if name not in self.known.stored}
        said = [self._said(name) for name in names[:EXPLAINED]]
        why = "; ".join(filter(None, said)) or ("" if names else _constant(tree))
        first = next((name for name in names if name not in self.known.stored), "")
        self.report.add("S311", note.line, note.column, what, why, f"[[set {first} = …]]" if first else "")

    def _said(self, name: str) -> str:
        """What a variable can be."""
        one = self.known.variables[name]
        shown = [quote(spoken(value)) for value in sorted(one.values or (), key=str)]
        if name not in self.known.stored and len(shown) == 1:
            return f"“{name}” is never set: it stays {shown[0]}"
        if len(shown) == 1:
            return f"“{name}” is only ever {shown[0]}"
        if shown:
            return f"“{name}” can be {', '.join(shown[:-1])} or {shown[-1]}"
        return _bounds(name, one)


def _bounds(name: str, one: Possible) -> str:
    if not one.number:
        return ""
    low = f"below {spoken(one.low)}" if one.low > -COUNTED else ""
    high = f"above {spoken(one.high)}" if one.high < COUNTED else ""
    found = " or ".join(filter(None, (low, high)))
    return f"“{name}” is never {found}" if found else ""


def _constant(tree: ast.expr) -> str:
    """Why a condition without variables does not change."""
    asks = any(isinstance(one, ast.Name) and one.id in ("visits", "seen", "turns_since") for one in ast.walk(tree))
    return "here the node has been entered already" if asks else "nothing in it can change"
