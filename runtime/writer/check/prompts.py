"""Shots of which a text encoder would not read everything: what the director leaves out of their prompts.

Only shots that really come up are told: the ways through the story are walked where some paragraph may be too long.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generators.paragraph import estimated_tokens, sentences
from runtime.course import Course
from runtime.director import direct
from runtime.director.prompt import LIMIT, write_prompt
from runtime.story import finding
from runtime.story.diagnostics import quote
from runtime.story.model import Action, Place
from runtime.story.script import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generators.base import Shot
    from runtime.story import Diagnostic, Story
    from runtime.story.model import Node

FIXED = 110  # tokens of camera, look, mood, props and the words between, at most
ON_STAGE = 7  # people, at most
MAX_WALKED = 250  # stretches
MAX_WORK = 3_000_000  # characters times people that are looked for in them
SEED = 1
UNBOUNDED = 1_000_000
FPS = Fraction(24)


def prompt_findings(story: Story) -> Iterator[Diagnostic]:
    """A finding for every beat of which some shot says more than an encoder reads."""
    bible = _bible_tokens(story) + FIXED
    suspects = {node.id for node in story.nodes.values() if _is_suspect(story, node, bible)}
    if not suspects or story.start not in story.program.scenes:
        return
    lines = beat_lines(story)
    told: set[str] = set()
    for course in _courses(story):
        if course.stretch.node not in suspects:
            continue
        for key, tokens, lost in _long_prompts(course):
            if key not in told:
                told.add(key)
                file, line = lines.get(key, (story.file, 1))
                what = f"the prompt of this shot has {tokens} tokens; a text encoder reads {LIMIT}"
                why = f"left out: “{quote(lost)}”" if lost else "what stands last in it is left out"
                yield finding(
                    "S609", Place(file=file, line=line), what, why, "two paragraphs, or fewer words in the bible"
                )


def beat_lines(story: Story) -> dict[str, tuple[str, int]]:
    """Where each beat stands: (file, line) by its key."""
    return {
        operation.key: (scene.node.file, operation.line)
        for scene in story.program.scenes.values()
        for operation in scene.operations
        if hasattr(operation, "key")
    }


def _is_suspect(story: Story, node: Node, bible: int) -> bool:
    """Whether a shot of the node may be too long: everybody on the stage, everything said twice."""
    for element in node.elements:
        if isinstance(element, Paragraph):
            tokens = estimated_tokens(element.source)
            if bible + tokens * (1 + min(ON_STAGE, len(story.cast))) <= LIMIT:
                continue
            upper = element.source.upper()
            named = min(ON_STAGE, sum(member.name in upper for member in story.cast))
            if bible + tokens * (1 + named) > LIMIT:
                return True
    return bible > LIMIT


def _bible_tokens(story: Story) -> int:
    people = sorted((estimated_tokens(f"{one.name} {one.description}") for one in story.cast), reverse=True)
    places = max((estimated_tokens(one.description) for one in story.places), default=0)
    return sum(people[:ON_STAGE]) + places + estimated_tokens(story.look)


def _courses(story: Story) -> Iterator[Course]:
    """Ways through the story, each stretch once, as far as MAX_WALKED goes."""
    waiting = [Course.begin(story, SEED)]
    seen, work = {_look(waiting[0])}, 0
    for _ in range(MAX_WALKED):
        if not waiting:
            return
        course = waiting.pop(0)
        work += sum(len(getattr(beat, "text", "")) for beat in course.stretch.beats) * (1 + len(story.cast))
        if work > MAX_WORK:
            return
        yield course
        for _, branch in course.branches():
            if _look(branch) not in seen:
                seen.add(_look(branch))
                waiting.append(branch)


def _look(course: Course) -> tuple[object, ...]:
    """What makes two stretches the same picture: the beats, and who is on."""
    return course.stretch.node, course.stretch.beats, tuple(person.name for person in course.stage.people)


def _long_prompts(course: Course) -> Iterator[tuple[str, int, str]]:
    """(beat key, tokens, the first sentence that is left out) of the shots of a stretch that say too much."""
    setups, _ = direct(course.stretch, course.bible, course.stage, {}, FPS)
    for setup in setups:
        beats = course.stretch.beats
        beat = beats[setup.beat] if setup.beat < len(beats) else None
        text = beat.text if isinstance(beat, Action) else course.stretch.synopsis if beat is None else ""
        whole = _whole(setup.shot, text)
        tokens = estimated_tokens(whole)
        if tokens > LIMIT and beat is not None:
            kept = set(sentences(setup.shot.prompt))
            yield beat.key, tokens, next((one for one in sentences(whole) if one not in kept), "")


def _whole(shot: Shot, text: str) -> str:
    return write_prompt(text, shot.setting, shot.cast, shot.camera, shot.look, UNBOUNDED)
