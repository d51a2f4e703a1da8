"""Choice points: too many choices, too many words, and points that may be left with nothing open."""

from __future__ import annotations

import ast
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from runtime.story.diagnostics import quote
from runtime.story.lint.possible import Possible, few, named
from runtime.story.lint.reckon import reckon
from runtime.story.operation import Close, End, Go, Offer, Open

if TYPE_CHECKING:
    from runtime.story.diagnostics import Report
    from runtime.story.lint.possible import Possibilities
    from runtime.story.model import Story
    from runtime.story.program import Scene

MAX_CHOICES = 4
MAX_WORDS = 8  # of a choice
MAX_CASES = 256  # combinations of values that are tried out for a point
MAX_TRIED = 10_000  # for a story


def lint_choices(story: Story, known: Possibilities, report: Report) -> None:
    """Findings about every choice point."""
    program = story.program
    cases = _Cases(known)
    for node in dict.fromkeys(node for node, _ in program.offers):
        scene = program.scenes[node]
        report.file = scene.node.file
        for index, operation in enumerate(scene.operations):
            if isinstance(operation, Open):
                _lint_point(operation, report)
            elif isinstance(operation, Close):
                _lint_closing(scene, index, operation, cases, report)


def _lint_point(point: Open, report: Report) -> None:
    sure = [offer for offer in point.offers if not offer.conditions and not offer.enclosed]
    if len(sure) > MAX_CHOICES:
        what = f"{len(sure)} choices are on offer at once"
        report.add("S403", point.line, point.column, what, f"viewers read {MAX_CHOICES} in time", "two choice points")
    if sum(offer.is_default and not offer.conditions and not offer.enclosed for offer in point.offers) > 1:
        report.add(
            "S405", point.line, point.column, "several choices are the default", "the first that is open counts", ""
        )
    for offer in point.offers:
        words = len(offer.words.split())
        if words > MAX_WORDS:
            what = f"“{quote(offer.words)}” has {words} words"
            report.add("S404", offer.line, offer.column, what, f"viewers read {MAX_WORDS} in time", "fewer words")


# --- nothing open -----------------------------------------------------------------------------------------------------


def _lint_closing(scene: Scene, index: int, close: Close, cases: _Cases, report: Report) -> None:
    """A point whose choices may all be hidden needs somewhere to go on to."""
    if not close.point.offers or any(offer.always_open for offer in close.point.offers):
        return
    following = scene.operations[index + 1]
    if not (isinstance(following, (Go, End)) and following.fell):
        return
    if _passes_one(scene, index, close.point) or cases.one_always_holds(close.point, scene.node.id):
        return
    why = "every choice has a condition or is offered once; then the show goes on below the choices"
    report.add(
        "S407", close.point.line, close.point.column, "this choice point may have nothing open", why, "+ text -> id"
    )


def _passes_one(scene: Scene, closing: int, point: Open) -> bool:
    """Whether every way through the list, its blocks included, passes a choice that is open whenever it is reached."""
    operations = scene.operations
    waiting = [operations.index(point) + 1]
    seen: set[int] = set()
    while waiting:
        index = waiting.pop()
        if index == closing:
            return False
        if index in seen or not 0 <= index < len(operations):
            continue
        seen.add(index)
        operation = operations[index]
        if isinstance(operation, Offer):
            if not (operation.sticky and not operation.conditions and not operation.reason):
                waiting.append(operation.after)
            continue
        waiting += operation.leaps()
        if operation.falls():
            waiting.append(index + 1)
    return True


class _Cases:
    """Tries out what the conditions of choices come to, as far as a few values of their variables decide."""

    def __init__(self, known: Possibilities) -> None:
        self._known, self._tried = known, 0

    def one_always_holds(self, point: Open, node: str) -> bool:
        """Whether the conditions of a point's choices leave no case out."""
        if self._tried > MAX_TRIED:
            return False
        offers = [offer for offer in point.offers if offer.sticky and not offer.reason and not offer.enclosed]
        tests = [test for offer in offers if (test := self._test(offer))]
        trees = [tree for test in tests for tree in test]
        names = sorted({name for tree in trees for one in ast.walk(tree) if (name := self._named(one))})
        values = [sorted(self._known.variables[name].values or (), key=repr) for name in names]
        count = prod(map(len, values))
        self._tried += count * len(trees)
        if not trees or not all(values) or count > MAX_CASES or self._tried > MAX_TRIED:
            return False
        cases = (dict(zip(names, map(_only, case), strict=True)) for case in product(*values))
        return all(any(_holds(test, case, node) for test in tests) for case in cases)

    def _test(self, offer: Offer) -> list[ast.expr]:
        """The trees of a choice's conditions; none where one cannot be read."""
        trees = [self._known.tree(question.compiled.source) for question in offer.conditions]
        whole = [tree for tree in trees if tree is not None]
        return whole if len(whole) == len(trees) else []

    def _named(self, node: ast.AST) -> str:
        name = named(node) if isinstance(node, ast.expr) else ""
        return name if name in self._known.variables else ""


def _only(value: object) -> Possible:
    return few([value])  # type: ignore[list-item]  # it came out of a Possible


def _holds(test: list[ast.expr], case: dict[str, Possible], node: str) -> bool:
    """Whether all conditions of a choice hold for certain."""
    return not any(reckon(tree, case, node=node).may_fail for tree in test)
