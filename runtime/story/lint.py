"""What a story that can be played still does oddly: ways that lead nowhere, choices nobody can read, strangers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.story.diagnostics import Report, quote
from runtime.story.operation import Close, Draw, End, Go, Offer, Open, Return
from runtime.story.script import Assign, Paragraph, Speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.story.model import Diagnostic, Story
    from runtime.story.operation import Operation
    from runtime.story.program import Program, Scene

MAX_CHOICES = 4
MAX_WORDS = 8  # of a choice
MAX_SHOUT = 40  # characters of a line in capitals that may be a name


def lint(story: Story) -> tuple[Diagnostic, ...]:
    """Warnings and hints, in the order of the file. What forbids playing is found by `read_story`."""
    report = Report(story.file)
    program = story.program
    _lint_flow(story, program, report)
    for node in dict.fromkeys(node for node, _ in program.offers):
        report.file = program.scenes[node].node.file
        _lint_choices(program.scenes[node], report)
    _lint_speakers(story, report)
    _lint_variables(story, report)
    return report.sorted()


# --- flow -------------------------------------------------------------------------------------------------------------


def _lint_flow(story: Story, program: Program, report: Report) -> None:
    reached = {name: _reached(scene) for name, scene in program.scenes.items()}
    branching = any(_branches(operation) for operation in _all(program))
    nodes = _walk(story, program, reached)
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
    if story.nodes and not _ends(program, nodes, reached):
        first = story.nodes.get(story.start)
        report.file = first.file if first else story.file
        report.add("S505", first.line if first else 1, 1, "no end can be reached from the start", "", "> END: title")


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


def _walk(story: Story, program: Program, reached: dict[str, set[int]]) -> set[str]:
    """Nodes that can be reached from the start."""
    if story.start not in program.scenes:
        return set(program.scenes)
    found, waiting = {story.start}, [story.start]
    while waiting:
        name = waiting.pop()
        operations = program.scenes[name].operations
        for index in reached[name]:
            for target in operations[index].leads():
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


def _ends(program: Program, nodes: set[str], reached: dict[str, set[int]]) -> bool:
    for name in nodes:
        operations = program.scenes[name].operations
        if any(isinstance(operations[index], (End, Return)) for index in reached[name]):
            return True
    return False


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


# --- choices ----------------------------------------------------------------------------------------------------------


def _lint_choices(scene: Scene, report: Report) -> None:
    for index, operation in enumerate(scene.operations):
        if isinstance(operation, Open):
            _lint_point(operation, report)
        elif isinstance(operation, Close):
            _lint_closing(scene, index, operation, report)


def _lint_point(point: Open, report: Report) -> None:
    if point.vote:
        why = "this version gives the choice to one viewer"
        report.add("S701", point.line, point.column, "an audience cannot vote yet", why, "the point without “vote”")
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


def _lint_closing(scene: Scene, index: int, close: Close, report: Report) -> None:
    """A point whose choices may all be hidden needs somewhere to go on to."""
    if not close.point.offers or any(offer.always_open for offer in close.point.offers):
        return
    following = scene.operations[index + 1]
    if isinstance(following, (Go, End)) and following.fell:
        why = "every choice has a condition or is offered once; then the show goes on below the choices"
        report.add(
            "S407", close.point.line, close.point.column, "this choice point may have nothing open", why, "+ text -> id"
        )


# --- bible and variables ----------------------------------------------------------------------------------------------


def _lint_speakers(story: Story, report: Report) -> None:
    names = {member.name for member in story.cast}
    if not names:
        return
    told: set[str] = set()
    for node in story.nodes.values():
        report.file = node.file
        for element in node.elements:
            if isinstance(element, Speech) and element.name not in names and element.name not in told:
                told.add(element.name)
                close = report.closest(element.name, names)
                why = (
                    f"did you mean “{close}”?"
                    if close
                    else "without a line in Cast a speaker has no looks and no voice of their own"
                )
                instead = close or f"{element.name} - age, looks, clothes"
                report.add(
                    "S601", element.line, element.column, f"“{quote(element.name)}” is not in the cast", why, instead
                )
            elif isinstance(element, Paragraph):
                _lint_hidden_cue(element, names, report)


def _lint_hidden_cue(element: Paragraph, names: set[str], report: Report) -> None:
    """A speaker's name inside an action paragraph: the blank line before it is missing."""
    first = element.runs[0] if element.runs else ""
    if element.style or not isinstance(first, str) or "\n" not in first:
        return
    for n, line in enumerate(first.split("\n")[1:], 1):
        if len(line) <= MAX_SHOUT and line.strip() in names:
            why = "a line that follows another one directly is read as action"
            report.add(
                "S120", element.line + n, 1, f"“{line.strip()}” is not read as a speaker", why, "a blank line above"
            )


def _lint_variables(story: Story, report: Report) -> None:
    from runtime.story.program import files_of, notes_of

    program = story.program
    unread = {variable.name for variable in program.variables} - program.read
    if not unread:
        return
    for file, elements in files_of(story):
        report.file = file
        for element in elements:
            for note in notes_of(element):
                if isinstance(note, Assign) and note.verb == "var" and note.name in unread:
                    what = f"“{note.name}” is never read"
                    report.add("S309", note.line, note.column, what, "nothing depends on it", f"[[if {note.name} …]]")
