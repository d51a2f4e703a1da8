"""The same moment in a story that has changed: the writer's choices are taken again, and the beat is found again. Pure
but for the story itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.course import Course
from runtime.ink import teller_of
from runtime.migration import migrate
from runtime.story.diagnostics import quote
from runtime.story.model import Action, Cue, GoOn, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runtime.saves import Journal
    from runtime.story import Story
    from runtime.story.model import Beat
    from runtime.timeline import Timeline

MOST_ON = 1_000  # stretches without a choice
BEYOND = 20  # stretches past the one that was on, among which it may be now


@dataclass(frozen=True)
class Standing:
    """Where the show goes on."""

    course: Course
    journal: Journal
    same: bool  # in the stretch that was on; else `notice` says where and why
    notice: str = ""


def stand_again(story: Story, journal: Journal, was: Course) -> Standing:
    """Walk a journal of the story as it was through the story as it is, to the stretch that was on.

    Where that is gone: at the nearest place of the same way that there still is.
    """
    begun = journal.begin
    first = Course.begin(story, begun.seed, begun.viewer, teller_of(story))
    moved = migrate(first, journal.commands)
    fresh = journal.model_copy(
        update={"begin": begun.model_copy(update={"story": story.digest}), "commands": moved.commands}
    )
    if not moved.whole:
        broken = moved.breaks[-1]
        what = f"“{quote(broken.choice)}” at “{quote(broken.node)}” cannot be taken any more: {broken.why}"
        return Standing(moved.course, fresh, same=False, notice=f"{what}. It goes on at “{_here(moved.course)}”.")
    passed = was.number - _first_number(journal)
    chain = _chain(moved.course, passed + BEYOND)
    if passed < 0:  # a choice was taken that had not begun to play
        return Standing(chain[0], fresh, same=False)
    course, same = _found(chain, passed, was)
    notice = (
        "" if same else f"“{quote(was.stretch.node)}” is not on this way any more. It goes on at “{_here(course)}”."
    )
    return Standing(course, fresh, same, notice)


def _first_number(journal: Journal) -> int:
    """The number of the stretch that followed the last command that leads somewhere."""
    numbers = [one.at.stretch + 1 for one in journal.commands if one.kind in ("choose", "back", "rewind", "restart")]
    return numbers[-1] if numbers else 0


def _chain(course: Course, most: int) -> list[Course]:
    """A stretch and those that follow it without a choice, `most` of them."""
    chain = [course]
    while isinstance(chain[-1].stretch.exit, GoOn) and len(chain) < min(most, MOST_ON):
        chain.append(chain[-1].gone_on())
    return chain


def _found(chain: list[Course], passed: int, was: Course) -> tuple[Course, bool]:
    """The stretch that was on, or the last one before it of which there is something left."""
    node, visit = was.stretch.node, was.stretch.visit
    order = sorted(range(len(chain)), key=lambda place: (abs(place - passed), place))
    same = [place for place in order if chain[place].stretch.node == node]
    if same:
        exact = [place for place in same if chain[place].stretch.visit == visit]
        return chain[(exact or same)[0]], True
    before = [one for one in chain[: passed + 1] if one.stretch.node in was.story.nodes]
    return (before or chain)[-1 if before else 0], False


def _here(course: Course) -> str:
    return quote(course.stretch.heading.text or course.stretch.node)


# --- the moment -------------------------------------------------------------------------------------------------------


def same_frame(old: tuple[Timeline, Sequence[Beat]], frame: int, new: tuple[Timeline, Sequence[Beat]]) -> int:
    """The content frame of a changed stretch at which the same beat has lasted as long.

    Where the beat is gone: in the one that stands in its place. At a choice point: as long as it was open.
    """
    (before, beats), (after, others) = old, new
    if before.point is not None and frame >= before.frames:
        return _at_point(after, frame - before.frames)
    placed = before.shot_at(min(frame, max(0, before.frames - 1)))
    number = counterpart(beats, others, placed.setup.beat)
    shots = [one for one in after.placed if one.setup.beat <= number] or [after.placed[0]]
    shot = next(one for one in after.placed if one.setup.beat == shots[-1].setup.beat)
    return shot.start + min(frame - placed.start, max(0, shot.setup.frames - 1))


def _at_point(after: Timeline, passed: int) -> int:
    """So many frames after the choice point opened; there is always a moment left to choose in."""
    if after.point is None:
        return after.placed[-1].start
    last = passed if after.window is None else max(0, min(passed, after.window - 1))
    return after.frames + last


def counterpart(beats: Sequence[Beat], others: Sequence[Beat], number: int) -> int:
    """Which of `others` is beat `number` of `beats`, or stands in its place; at least 0."""
    if not others or number >= len(beats):
        return max(0, len(others) - 1)
    old, new = [_mark(one) for one in beats], [_mark(one) for one in others]
    shared = min(len(old), len(new))
    head = next((n for n in range(shared) if old[n] != new[n]), shared)
    if number < head:
        return number
    tail = next((n for n in range(shared - head) if old[-1 - n] != new[-1 - n]), shared - head)
    if number >= len(old) - tail:
        return number + len(new) - len(old)
    alike = [n for n in range(head, len(new) - tail) if new[n] == old[number]]
    if alike:
        return min(alike, key=lambda n: abs(n - number))
    return max(0, min(number, len(new) - tail - 1, len(new) - 1) if len(new) > tail + head else min(head, len(new) - 1))


def _mark(beat: Beat) -> tuple[str, ...]:
    """What makes a beat the same beat."""
    match beat:
        case Line():
            return beat.kind, beat.character, beat.text
        case Action():
            return beat.kind, beat.text
        case Cue():
            return beat.kind, beat.sort, beat.words
