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
MAX_CASES = 512  # combinations of values that are tried out


def lint_choices(story: Story, known: Possibilities, report: Report) -> None:
    """Findings about every choice point."""
    program = story.program
    for node in dict.fromkeys(node for node, _ in program.offers):
        scene = program.scenes[node]
        report.file = scene.node.file
        for index, operation in enumerate(scene.operations):
            if isinstance(operation, Open):
                _lint_point(operation, report)
            elif isinstance(operation, Close):
                _lint_closing(scene, index, operation, known, report)


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


def _lint_closing(scene: Scene, index: int, close: Close, known: Possibilities, report: Report) -> None:
    """A point whose choices may all be hidden needs somewhere to go on to."""
    if not close.point.offers or any(offer.always_open for offer in close.point.offers):
        return
    following = scene.operations[index + 1]
    if not (isinstance(following, (Go, End)) and following.fell):
        return
    if _passes_one(scene, index, close.point) or _one_always_holds(close.point, known, scene.node.id):
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


def _one_always_holds(point: Open, known: Possibilities, node: str) -> bool:
    """Whether the conditions of the choices leave no case out, as far as a few values of their variables decide."""
    tests = [_test(offer, known) for offer in point.offers if offer.sticky and not offer.reason and not offer.enclosed]
    trees = [tree for test in tests if test for tree in test]
    names = sorted({name for tree in trees for one in ast.walk(tree) if (name := _named(one)) in known.variables})
    values = [sorted(known.variables[name].values or (), key=repr) for name in names]
    if not trees or not all(values) or prod(map(len, values)) > MAX_CASES:
        return False
    return all(_open_in(dict(zip(names, map(_only, case), strict=True)), tests, node) for case in product(*values))


def _test(offer: Offer, known: Possibilities) -> list[ast.expr] | None:
    """The trees of a choice's conditions; None where one cannot be read."""
    trees = [known.tree(question.compiled.source) for question in offer.conditions]
    whole = [tree for tree in trees if tree is not None]
    return whole if len(whole) == len(trees) else None


def _named(node: ast.AST) -> str:
    return named(node) if isinstance(node, ast.expr) else ""


def _only(value: object) -> Possible:
    return few([value])  # type: ignore[list-item]  # it came out of a Possible


def _open_in(case: dict[str, Possible], tests: list[list[ast.expr] | None], node: str) -> bool:
    """Whether some choice is open in a case: all its conditions hold for certain."""
    return any(test and not any(reckon(tree, case, node=node).may_fail for tree in test) for test in tests)
