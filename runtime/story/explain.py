"""Why a choice is not on offer: for a writer who looks for it at a choice point."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.story.diagnostics import quote
from runtime.story.expression import compile_expression, spoken
from runtime.story.model import OnOffer
from runtime.story.operation import Branch, Open, Skip
from runtime.story.performance import Performance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.story.expression import Compiled, Value
    from runtime.story.model import Story, Stretch
    from runtime.story.operation import Offer, Operation, Question


@dataclass(frozen=True)
class Hidden:
    """A choice of the script that is not on offer now."""

    id: str  # of the choice
    text: str  # as written
    line: int  # in the node's file, 1-based
    reasons: tuple[str, ...]  # "trust >= 1: trust is 0", "already taken"


def explain(story: Story, stretch: Stretch) -> tuple[Hidden, ...]:
    """The hidden choices of the choice point at which a stretch ends, in the order of the script; pure."""
    scene = story.program.scenes.get(stretch.node)
    if not isinstance(stretch.exit, OnOffer) or scene is None:
        return ()
    operations, at = scene.operations, stretch.state.index
    point = operations[at] if at < len(operations) else None
    if not isinstance(point, Open):
        return ()
    shown = {choice.id for choice in stretch.exit.choices}
    asking = _Asking(story, stretch, operations, at)
    return tuple(
        Hidden(offer.id, offer.words, offer.line, tuple(dict.fromkeys(asking.reasons(offer))))
        for offer in point.offers
        if offer.id not in shown
    )


class _Asking:
    """Asks the conditions of one choice point as they are at its stop."""

    def __init__(self, story: Story, stretch: Stretch, operations: list[Operation], at: int) -> None:
        self.scope, self.operations, self.at = story.program.scope, operations, at
        self.performance = Performance(story.program, stretch.state)
        self.close = max(n for n, one in enumerate(operations) if getattr(one, "point", None) is operations[at])

    def reasons(self, offer: Offer) -> Iterator[str]:
        for branch, wanted in self._around(offer):
            if branch.question is None:
                if (self.performance.counts.get(branch.key, 0) == 0) != wanted:
                    yield "[[once]]: it has been there" if wanted else "[[else]] of [[once]]: this is the first time"
            elif bool(branch.question.ask(self.performance)) != wanted:
                yield from self._failing(branch.question) if wanted else self._holding(branch.question)
        if not offer.sticky and self.performance.was_taken(offer.id):
            yield "already taken"
        for condition in offer.conditions:
            yield from self._failing(condition)

    def _around(self, offer: Offer) -> Iterator[tuple[Branch, bool]]:
        """The blocks of the list that enclose a choice, and whether their condition must hold for it."""
        place = next(n for n, one in enumerate(self.operations) if one is offer)
        for n in range(self.at, place):
            branch = self.operations[n]
            if not isinstance(branch, Branch):
                continue
            if place < branch.other:
                yield branch, True
                continue
            # A block with a further part ends its first one by skipping that, within the list.
            skip = self.operations[branch.other - 1]
            if isinstance(skip, Skip) and skip.target <= self.close and place < skip.target:
                yield branch, False

    # --- expressions taken apart

    def _failing(self, question: Question) -> Iterator[str]:
        """What of a condition does not hold, with the values that it has."""
        compiled = question.compiled
        source = compiled.source.replace("\n", " ").replace("\r", " ").strip()
        yield from self._parts(ast.parse(source, mode="eval").body, source, compiled)

    def _parts(self, node: ast.expr, source: str, compiled: Compiled) -> Iterator[str]:
        if self._value(node, source, compiled):
            return
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And) and "random" not in source:
            for part in node.values:
                yield from self._parts(part, source, compiled)
        else:
            yield self._told(node, source)

    def _holding(self, question: Question) -> Iterator[str]:
        source = question.compiled.source.replace("\n", " ").replace("\r", " ").strip()
        yield f"[[else]] of {self._told(ast.parse(source, mode='eval').body, source)}"

    def _told(self, node: ast.expr, source: str) -> str:
        """An expression, and what it is made of: "trust >= 1: trust is 0"."""
        told = dict.fromkeys(self._leaves(node, source))
        return f"{_written(node, source)}: {', '.join(told)}" if told else _written(node, source)

    def _leaves(self, node: ast.AST, source: str) -> Iterator[str]:
        """The values of the variables and calls of an expression, from left to right."""
        name = _written(node, source)
        call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id not in ("set", "random")
        variable = isinstance(node, (ast.Name, ast.Attribute)) and name in self.scope.variables
        if call or variable:
            yield f"{name} is {quote(spoken(self._asked(name, ''))) or 'empty'}"
            return
        for child in ast.iter_child_nodes(node):
            yield from self._leaves(child, source)

    def _value(self, node: ast.expr, source: str, compiled: Compiled) -> Value:
        return self._asked(_written(node, source), compiled.salt)

    def _asked(self, source: str, salt: str) -> Value:
        return self.performance.evaluate(compile_expression(source, self.scope, salt), 1, 1)


def _written(node: ast.AST, source: str) -> str:
    """The words of a part of an expression, as the writer typed them."""
    return ast.get_source_segment(source, node) or ""
