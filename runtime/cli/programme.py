"""What is on tonight: the story, where the show begins in it, and the journal that it goes on with."""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generators.registry import names, own_model
from runtime import __version__
from runtime.commands import Begin, Moment, Restart, TimeLimits
from runtime.company import Manner
from runtime.course import Course, advanced, fast_forward, stretch_of
from runtime.errors import LibraryError, SaveError, StoryError, UsageError
from runtime.ink import teller_of
from runtime.saves import Journal

if TYPE_CHECKING:
    from runtime.cli.order import PlayOrder
    from runtime.saves import Saves
    from runtime.showcode import ShowCode
    from runtime.story import Story

AFTER_THE_END = 2**31  # a frame that an ending never reaches: what stands there follows its card


@dataclass(frozen=True)
class Programme:
    """A course that stands at its first stretch, and how it is to be performed."""

    course: Course
    journal: Journal
    manner: Manner
    order: PlayOrder
    played_s: float = 0.0  # in earlier sittings
    notice: str = ""  # what the viewer should know of the save that it goes on from


def read_programme(order: PlayOrder, saves: Saves, limits: TimeLimits) -> Programme:
    """Find the story and the journal; StoryError, LibraryError or SaveError say what is wrong."""
    from runtime.cli.foreign import load
    from runtime.library import in_language

    if order.save is not None:
        return _replay(order, saves.read(order.save))
    story = load(order.story or "", notice=True)
    if order.language:
        story = in_language(story, order.language)
    if order.code:
        return _coded(order, story, limits)
    if order.go_on:
        return _go_on(order, story, saves, limits)
    return _first(order, story, _seed(order, story), limits)


def _first(order: PlayOrder, story: Story, seed: int, limits: TimeLimits) -> Programme:
    """A show from its beginning."""
    width, height = order.size
    begin = Begin(
        story=story.digest,
        title=story.title,
        file=order.story or "",
        seed=seed,
        generator=order.generator,
        generator_version=__version__,
        width=width,
        height=height,
        language=story.language,
        time_limits=limits,
    )
    manner = Manner(auto=order.auto, limits=limits)
    return Programme(Course.begin(story, seed, teller=teller_of(story)), Journal(begin=begin), manner, order)


def _seed(order: PlayOrder, story: Story) -> int:
    """The seed that was asked for, else the story's, else a fresh one; a show by itself is the same each time."""
    if order.seed is not None:
        return order.seed
    if story.seed is not None:
        return story.seed
    return 1 if order.auto else secrets.randbits(31)


def _go_on(order: PlayOrder, story: Story, saves: Saves, limits: TimeLimits) -> Programme:
    save = saves.newest(story.digest, order.slot)
    if save is None:
        return _go_on_in_new_version(order, story, saves, limits)
    journal, begin = save.journal, save.begin
    played_s = save.card.played_s if save.card else 0.0
    if order.language:
        journal = journal.model_copy(update={"begin": begin.model_copy(update={"language": story.language})})
    else:
        story = _as_begun(story, begin)
    course, limits = fast_forward(_begun(story, begin), journal.commands, limits)
    course = advanced(course, stretch_of(journal.commands))
    course, journal = _begun_again(course, journal)
    return Programme(course, journal, Manner(auto=order.auto, limits=limits), order, played_s)


def _begun_again(course: Course, journal: Journal) -> tuple[Course, Journal]:
    """A show that stood at an ending begins again, and its journal says so."""
    if course.ending is None:
        return course, journal
    at = Moment(node=course.stretch.node, frame=AFTER_THE_END, stretch=course.number)
    return course.restarted(), journal.extended(Restart(at=at))


def _coded(order: PlayOrder, story: Story, limits: TimeLimits) -> Programme:
    """The show that a code tells of: from its beginning, and the choices take themselves."""
    from runtime.showcode import choices_of, fits, read_code

    code = read_code(order.code)
    if not fits(code, story.digest):
        raise UsageError(_another_show(code, story))
    programme = _first(order, story, code.seed, limits)
    manner = replace(programme.manner, preset=choices_of(code, programme.course))
    return replace(programme, manner=manner)


def _another_show(code: ShowCode, story: Story) -> str:
    """Which show a code is of, as far as the bundled ones tell."""
    from runtime.cli.foreign import load
    from runtime.library import show_names
    from runtime.showcode import fits

    for name in show_names():
        with contextlib.suppress(LibraryError, StoryError):
            other = load(name)
            if fits(code, other.digest):
                return f"--code: this code is of “{other.title}”: diorama play {name} --code {code.text}"
    return f"--code: this code is not of “{story.title}”, or of another version of it."


def _go_on_in_new_version(order: PlayOrder, story: Story, saves: Saves, limits: TimeLimits) -> Programme:
    """The story has changed since it was saved: what fits of the journal is walked again, and the viewer is told."""
    from runtime.migration import migrate

    journal = saves.latest_of_another_version(_titles(story), order.story or "", order.slot)
    if journal is None and order.slot:
        raise SaveError(f"There is nothing of “{story.title}” in slot {order.slot}. See: diorama saves")
    if journal is None:
        raise SaveError(f"There is no save of “{story.title}” yet. Play it without --continue first.")
    begin = journal.begin
    story = story if order.language else _as_begun(story, begin)
    moved = migrate(_begun(story, begin), journal.commands, limits)
    changed = {"story": story.digest, "title": story.title, "file": order.story or "", "language": story.language}
    fresh = Journal(begin=begin.model_copy(update=changed), commands=moved.commands)
    course, fresh = _begun_again(moved.course, fresh)
    return Programme(course, fresh, Manner(auto=order.auto, limits=moved.limits), order, notice=moved.notice)


def _titles(story: Story) -> set[str]:
    """The title of a story in all its languages."""
    from runtime.library import table_of, tables_of
    from runtime.story.phrases import TITLE

    found = {story.title}
    for language in tables_of(story):
        with contextlib.suppress(LibraryError):
            entry = table_of(story, language).entries.get(TITLE)
            found |= {entry.text} if entry else set()
    return found


def _replay(order: PlayOrder, journal: Journal) -> Programme:
    begin = journal.begin
    story = _as_begun(_story_of(begin, order.story), begin)
    known = begin.generator in names() or own_model(begin.generator)  # a save names no code to run
    generator = begin.generator if known else order.generator
    order = replace(order, size=(begin.width, begin.height), generator=generator)
    manner = Manner(auto=True, limits=begin.time_limits, script=journal.commands)
    fresh = Journal(begin=begin)
    return Programme(_begun(story, begin), fresh, manner, order)


def _as_begun(story: Story, begin: Begin) -> Story:
    """The story in the language that it was begun in, while there is a table for it."""
    from runtime.library import in_language

    with contextlib.suppress(LibraryError):
        return in_language(story, begin.language)
    return story


def _begun(story: Story, begin: Begin) -> Course:
    """The course of a journal, at its beginning."""
    return Course.begin(story, begin.seed, begin.viewer, teller_of(story))


def begun_as(begin: Begin, named: str | None) -> Course:
    """The course of a save at its beginning; SaveError where its story is not found."""
    return _begun(_as_begun(_story_of(begin, named), begin), begin)


def _story_of(begin: Begin, named: str | None) -> Story:
    """The story that a save belongs to: the named one, where it was found, or any bundled one with its digest."""
    from runtime.cli.foreign import load
    from runtime.library import show_names

    for name in (named,) if named else (begin.file, *show_names()):
        with contextlib.suppress(LibraryError):
            if name and (story := load(name)).digest == begin.story:
                return story
    where = f"“{named}” is another story, or another version of it" if named else "no story here has its digest"
    raise SaveError(
        f"This save belongs to “{begin.title}”: {where}. Name the right one: diorama replay SAVE --story STORY."
    )
