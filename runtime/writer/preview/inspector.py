"""What a writer wants to know of the moment that plays, in rows: place, picture, choices, variables, visits. Pure."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from runtime.story import explain
from runtime.story.diagnostics import quote
from runtime.story.expression import spoken
from runtime.story.model import Action, Cue, Line
from runtime.story.operation import Act, Say, Sound
from runtime.writer.preview.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generators.base import Shot
    from runtime.course import Course
    from runtime.saves import Journal
    from runtime.story import Story
    from runtime.story.model import Beat
    from runtime.timeline import Placed

MOST_STEPS = 20
MOST_VISITS = 60
MOST_BEAT = 70  # characters of a beat


def inspect(course: Course, placed: Placed, journal: Journal) -> tuple[Row, ...]:
    """Rows about the shot `placed` of the stretch at which a course stands."""
    return (
        *_where(course, placed),
        *_choices(course),
        *_variables(course),
        *_picture(placed.setup.shot),
        *_visits(course),
        *_path(course, journal),
    )


def place_of(story: Story, key: str) -> str:
    """ "hello.fountain:12", where a beat stands; "" where the script does not say."""
    node = story.nodes.get(key.rpartition(".")[0])
    scene = story.program.scenes.get(node.id) if node else None
    if node is None or scene is None:
        return ""
    lines = [one.line for one in scene.operations if isinstance(one, Act | Say | Sound) and one.key == key]
    return f"{PurePath(node.file).name}:{lines[0] if lines else node.line}"


def _where(course: Course, placed: Placed) -> Iterator[Row]:
    stretch, number = course.stretch, placed.setup.beat
    node = course.story.nodes.get(stretch.node)
    yield Row(stretch.node, "head")
    scene = f"{PurePath(node.file).name}:{node.line}, " if node else ""
    times = "first visit" if stretch.visit == 1 else f"visit {stretch.visit}"
    yield Row(f"{stretch.heading.text} ({scene}{times})".strip(), "dim", 1)
    if number < len(stretch.beats):
        beat = stretch.beats[number]
        where = place_of(course.story, beat.key)
        yield Row(f"Beat {number + 1} of {len(stretch.beats)}{f', {where}' if where else ''}: {_beat(beat)}", "text", 1)
    yield Row(f"Seed of the show: {stretch.start.seed}", "dim", 1)


def _beat(beat: Beat) -> str:
    match beat:
        case Action():
            words = beat.text
        case Line():
            words = f"{beat.character}: {beat.text}"
        case Cue():
            words = f"{beat.sort} {beat.words}"
    return words if len(words) <= MOST_BEAT else words[:MOST_BEAT].rstrip() + "…"


def _picture(shot: Shot) -> Iterator[Row]:
    camera = shot.camera
    words = f"{camera.framing.value}, {camera.angle.value}, {camera.move.value}"
    of = f" of {camera.subject}" if camera.subject else ""
    yield Row("Picture", "head")
    yield Row(f"Camera: {words}{of}; begins with a {shot.transition.value}; seed {shot.seed}", "text", 1)
    yield Row(shot.prompt, "dim", 1)


def _choices(course: Course) -> Iterator[Row]:
    """What can be taken at the end of the stretch, and why the rest cannot."""
    point = course.point
    if point is None:
        return
    yield Row(f"Choice point{f': {point.question}' if point.question else ''}", "head")
    for choice in point.choices:
        if choice.locked:
            yield Row(f"locked: {choice.text} ({choice.locked})", "mark", 1)
        else:
            marked = " (default)" if point.default is not None and choice.id == point.default.id else ""
            yield Row(f"open: {choice.text}{marked}", "text", 1)
    for hidden in explain(course.story, course.stretch):
        why = "; ".join(hidden.reasons) or "its conditions do not hold"
        yield Row(f"hidden, line {hidden.line}: {quote(hidden.text)} — {why}", "mark", 1)


def _variables(course: Course) -> Iterator[Row]:
    """All of them; those that this stretch changes come with the value they had."""
    before, after = course.stretch.start.variables, course.stretch.state.variables
    if not after:
        return
    yield Row("Variables, at the end of this part", "head")
    for name in sorted(after, key=lambda one: (before.get(one) == after[one], one)):
        value, old = _value(after[name]), _value(before[name]) if name in before else "nothing"
        changed = name not in before or before[name] != after[name]
        yield Row(f"{name} = {value}{f'  (was {old})' if changed else ''}", "mark" if changed else "text", 1)


def _value(value: object) -> str:
    return quote(spoken(value)) or "empty"  # type: ignore[arg-type]  # of an expression


def _visits(course: Course) -> Iterator[Row]:
    visits = [(node, count) for node, count in course.stretch.state.visits.items() if count]
    if visits:
        more = f" and {len(visits) - MOST_VISITS} more" if len(visits) > MOST_VISITS else ""
        yield Row("Visits", "head")
        told = ", ".join(f"{node} {count}" if count > 1 else node for node, count in visits[-MOST_VISITS:])
        yield Row(told + more, "text", 1)


def _path(course: Course, journal: Journal) -> Iterator[Row]:
    """The choices that led here."""
    taken = [one for one in journal.commands if one.kind == "choose"]
    if taken:
        yield Row(f"The way here: {len(taken)} choice{'' if len(taken) == 1 else 's'}", "head")
    for one in taken[-MOST_STEPS:]:
        offer = course.story.program.offers.get((one.at.node, one.choice))
        yield Row(f"{quote(one.at.node)}: {quote(offer.words if offer else one.choice)}", "text", 1)
