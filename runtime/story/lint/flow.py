"""Ways through a story: nodes that nothing leads to, that lead nowhere, and words that are never played."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.story.diagnostics import quote
from runtime.story.operation import Draw, End, Go, Offer, Open, Return

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runtime.story.diagnostics import Report
    from runtime.story.model import Story
    from runtime.story.operation import Operation
    from runtime.story.program import Program, Scene

NAMED = 3  # nodes of a dead end that a finding names


def lint_flow(story: Story, report: Report) -> None:
    """Findings about the ways from node to node."""
    program = story.program
    reached = {name: _reached(scene) for name, scene in program.scenes.items()}
    branching = any(_branches(operation) for operation in _all(program))
    ways = {name: _ways(scene, reached[name]) for name, scene in program.scenes.items()}
    nodes = _walk(story.start, ways)
    for name, scene in program.scenes.items():
        report.file = scene.node.file
        if name not in nodes:
            why = "no jump, choice or heading before it leads here"
            report.add("S503", scene.node.line, 1, f"nothing leads to “{name}”", why, f"-> {name}")
            continue
        last = scene.operations[-1]
        if branching and isinstance(last, (Go, End)) and last.fell and len(scene.operations) - 1 in reached[name]:
            _report_fall(scene, last, report)
        _lint_lost_words(scene, reached[name], report)
    _lint_ends(story, nodes, ways, {name for name in nodes if _ends(program.scenes[name], reached[name])}, report)


def _branches(operation: Operation) -> bool:
    """Whether a story with this instruction is more than a plain screenplay."""
    if isinstance(operation, Go):
        return not (operation.fell or operation.bare)
    return isinstance(operation, (Open, Draw))


def _all(program: Program) -> Iterator[Operation]:
    for scene in program.scenes.values():
        yield from scene.operations


def _reached(scene: Scene) -> set[int]:
    """Instructions of a node that can be reached from its beginning."""
    operations = scene.operations
    found, waiting = set[int](), [0]
    while waiting:
        index = waiting.pop()
        if index not in found and 0 <= index < len(operations):
            found.add(index)
            waiting.extend(operations[index].leaps())
            if operations[index].falls():
                waiting.append(index + 1)
    return found


def _ways(scene: Scene, reached: set[int]) -> tuple[str, ...]:
    """Nodes that may follow a node."""
    return tuple(dict.fromkeys(target for index in reached for target in scene.operations[index].leads()))


def _walk(start: str, ways: dict[str, tuple[str, ...]]) -> set[str]:
    """Nodes that can be reached from the start."""
    if start not in ways:
        return set(ways)
    found, waiting = {start}, [start]
    while waiting:
        for target in ways.get(waiting.pop(), ()):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found


def _report_fall(scene: Scene, last: Go | End, report: Report) -> None:
    node = scene.node
    if isinstance(scene.operations[-2], Draw):
        return
    if isinstance(last, Go):
        why = "it goes on with the next heading of the file"
        report.add("S504", node.line, 1, f"“{node.id}” has no exit", why, f"> CUT TO: {last.target}")
    else:
        report.add(
            "S504", node.line, 1, f"“{node.id}” has no exit", "the show ends here without a title", "> END: title"
        )


def _lint_lost_words(scene: Scene, reached: set[int], report: Report) -> None:
    """The first instruction after a way out that nothing can reach."""
    for index, operation in enumerate(scene.operations[:-1]):
        if index not in reached and hasattr(operation, "key") and not isinstance(operation, Offer):
            report.add(
                "S507",
                operation.line,
                1,
                "this is never played",
                "the story has gone on before it",
                "a block around it",
            )
            return


# --- ends -------------------------------------------------------------------------------------------------------------


def _ends(scene: Scene, reached: set[int]) -> bool:
    """Whether the show may end in a node; a detour ends where it came from."""
    return any(isinstance(scene.operations[index], (End, Return)) for index in reached)


def _lint_ends(story: Story, nodes: set[str], ways: dict[str, tuple[str, ...]], ends: set[str], report: Report) -> None:
    """Nodes from which no end can be reached: the whole story, or parts of it that nobody gets out of."""
    dead = nodes - _before(ends, nodes, ways)
    if story.nodes and (not ends or story.start in dead):
        first = story.nodes.get(story.start)
        report.file = first.file if first else story.file
        report.add("S505", first.line if first else 1, 1, "no end can be reached from the start", "", "> END: title")
        return
    for part in _parts([name for name in story.nodes if name in dead], ways):
        node = story.nodes[part[0]]
        report.file = node.file
        more = f" and {len(part) - NAMED} more" if len(part) > NAMED else ""
        round_about = ", ".join(f"“{quote(name)}”" for name in part[:NAMED])
        why = f"whoever gets here never gets out of {round_about}{more}"
        report.add("S506", node.line, 1, f"no end can be reached from “{quote(node.id)}”", why, "> END: title")


def _before(ends: set[str], nodes: Iterable[str], ways: dict[str, tuple[str, ...]]) -> set[str]:
    """The nodes from which one of `ends` can be reached, and these themselves."""
    back: dict[str, list[str]] = {}
    for name in nodes:
        for target in ways[name]:
            back.setdefault(target, []).append(name)
    found, waiting = set(ends), list(ends)
    while waiting:
        for name in back.get(waiting.pop(), ()):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found


def _parts(dead: list[str], ways: dict[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """Dead nodes that belong together, in the order of the file."""
    beside: dict[str, set[str]] = {name: set() for name in dead}
    for name in dead:
        for target in ways[name]:
            if target in beside:
                beside[name].add(target)
                beside[target].add(name)
    order = {name: number for number, name in enumerate(dead)}
    seen: set[str] = set()
    for name in dead:
        if name in seen:
            continue
        part, waiting = {name}, [name]
        while waiting:
            new = beside[waiting.pop()] - part
            part |= new
            waiting += new
        seen |= part
        yield sorted(part, key=order.__getitem__)
