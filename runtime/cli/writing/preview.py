"""`diorama preview`: the verb that plays a show while it is written."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Annotated

import typer

from runtime.cli.verbs import GeneratorName, Seed, SizeWord, StoryWord, app
from runtime.cli.verbs import _settings as read_words
from runtime.errors import DeviceError, GeneratorError, StoryError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from runtime.cli.order import PlayOrder
    from runtime.cli.programme import Programme
    from runtime.cli.stage import House
    from runtime.player.playloop import Loop
    from runtime.settings import Settings
    from runtime.story import Story
    from runtime.writer.preview.draft import Draft


@app.command()
def preview(
    story: StoryWord,
    node: Annotated[
        str | None, typer.Option("--from", metavar="NODE", help="Begin at this scene, by a way that leads there.")
    ] = None,
    seed: Seed = None,
    generator: GeneratorName = None,
    size: SizeWord = None,
) -> None:
    """Play a show while you write it: each save is on the screen at once, at the same moment. H shows the keys."""
    from generators import registry
    from runtime.cli.order import PlayOrder
    from runtime.library import find_story
    from runtime.player.window import display_problem

    settings = read_words({"generator": generator, "size": size})
    try:
        registry.check(settings.generator)
    except registry.GeneratorNotFound as error:
        raise GeneratorError(str(error)) from None
    path = find_story(story).path
    draft, read = _first_draft(path, story)
    order = PlayOrder(story=str(path), generator=settings.generator, size=settings.size, seed=seed)
    programme, rows = _programme(order, read, node)
    problem = display_problem()
    if problem:
        raise DeviceError(f"{problem} A preview needs a window; diorama play {story} --text plays it here.")
    _show(path, draft, programme, rows, settings)


def _first_draft(path: Path, name: str) -> tuple[Draft, Story]:
    """The story as it stands; StoryError where it cannot be played yet."""
    from runtime.writer.preview.draft import read_draft

    draft = read_draft(path)
    assert draft is not None
    if draft.story is not None:
        return draft, draft.story
    first = draft.errors[0]
    where = f"{first.place.file}:{first.place.line}"
    more = f", and {len(draft.errors) - 1} more" if len(draft.errors) > 1 else ""
    message = (
        f"{where}: {first.what}{more}. A preview begins with a story that can be played. Run: diorama check {name}"
    )
    raise StoryError(message, draft.findings)


def _programme(order: PlayOrder, story: Story, node: str | None) -> tuple[Programme, tuple[object, ...]]:
    """The course at its beginning, or at the scene that was asked for, with the way there in rows."""
    from dataclasses import replace
    from secrets import randbits

    from runtime import __version__
    from runtime.cli.programme import Programme
    from runtime.commands import Begin
    from runtime.company import Manner
    from runtime.course import Course
    from runtime.ink import teller_of
    from runtime.saves import Journal
    from runtime.writer.preview.way import way_to

    seed = order.seed if order.seed is not None else story.seed if story.seed is not None else randbits(31)
    begin = Begin(
        story=story.digest, title=story.title, file=order.story or "", seed=seed, generator=order.generator,
        generator_version=__version__, width=order.size[0], height=order.size[1], language=story.language,
    )  # fmt: skip
    first = Programme(Course.begin(story, seed, teller=teller_of(story)), Journal(begin=begin), Manner(), order)
    if node is None:
        return first, ()
    way = way_to(story, node, begin)
    if way.course is None or way.journal is None:
        raise StoryError(way.said)
    return replace(first, course=way.course, journal=way.journal), way.rows


def _show(path: Path, draft: Draft, programme: Programme, rows: tuple[object, ...], settings: Settings) -> None:
    """Open everything, play until the window is closed, and close everything again."""
    import tempfile
    from concurrent.futures import ThreadPoolExecutor
    from pathlib import Path as Folder

    from runtime.audio.output import open_output
    from runtime.cli.stage import hire, keep_view, open_house, view_of
    from runtime.commands import Skip
    from runtime.memory import be_frugal
    from runtime.performance import voice_lines
    from runtime.player.canvas import Canvas
    from runtime.player.playloop import Setup
    from runtime.player.window import Window
    from runtime.saves import Saves
    from runtime.writer.preview.preview import Preview
    from runtime.writer.preview.watcher import Watcher
    from runtime.writer.preview.window import PreviewLoop

    be_frugal()
    order, story, view = programme.order, programme.course.story, view_of(settings)
    with contextlib.ExitStack() as doors:
        studio = hire(order, settings, doors)
        window = doors.enter_context(contextlib.closing(Window(order.size, f"{story.title} (preview)")))
        window.flip()
        folder = Folder(doors.enter_context(tempfile.TemporaryDirectory(prefix="diorama-preview-")))
        saves = doors.enter_context(contextlib.closing(Saves(folder)))  # a preview is no showing that is gone on with
        house = open_house(programme, studio, saves, settings, doors)
        output = doors.enter_context(contextlib.closing(open_output(settings.sound)))
        watcher = doors.enter_context(contextlib.closing(Watcher(path, draft)))
        pool = doors.enter_context(ThreadPoolExecutor(1))
        show = house.show
        seen = Preview(
            draft, story, show, watcher, lambda at: house.voices.settled(list(voice_lines(at).values())), pool
        )
        setup = Setup(view=view, pictures=settings.saves)
        loop = PreviewLoop(seen, window, output, Canvas(window.size), setup)
        setup.watch = _watch(house, loop)
        if rows:
            seen.say(*rows)  # type: ignore[arg-type]
        show.do(Skip())
        output.start()
        watcher.start()
        loop.run()
    keep_view(view, loop.view)


def _watch(house: House, loop: Loop) -> Callable[[float], None]:
    """Turns the music as the writer wants it, and shows once what is wrong with the company."""
    said = {""}

    def watch(_: float) -> None:
        house.mixer.volume["music"] = loop.view.music_gain
        for notice in house.notices():
            if notice not in said:
                said.add(notice)
                house.show.notify(notice)

    return watch
