"""`diorama export … -o FILM`: a story or a save performed into a film, a loop or a still, faster than real time."""

from __future__ import annotations

import contextlib
import datetime
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from runtime.cli.order import DEFAULT_SIZE, PlayOrder
from runtime.errors import DeviceError, UsageError
from runtime.saves import Saves

if TYPE_CHECKING:
    from runtime.cli.programme import Programme
    from runtime.commands import Command
    from runtime.course import Course
    from runtime.provenance import Origin
    from runtime.rolls import Place, Rolls
    from runtime.settings import Settings
    from runtime.show import Show

ENDINGS: Final = (".mp4", ".jpg", ".jpeg", ".png", ".gif", ".webp")  # of what is performed
CAPTIONS: Final = ("track", "burn", "srt", "none")
RATES: Final = (1, 60)  # frames a second
PERSONS: Final = ("papertheatre", "testcard")  # generators that take a frame rate


@dataclass(frozen=True)
class FilmOrder:
    """What is to be filmed."""

    source: str  # a story's name or path, or a save
    out: Path
    captions: str = "track"
    size: tuple[int, int] | None = None
    fps: int | None = None
    generator: str = "papertheatre"
    seed: int | None = None
    language: str = ""
    at_s: float = 0.0  # of a still or a loop
    seconds: float | None = None  # of a loop, or of the whole film

    @property
    def is_save(self) -> bool:
        return self.source.endswith(".save")


def export_film(order: FilmOrder, settings: Settings, say: Callable[[str], None]) -> None:
    """Perform it; what there is to say is said in lines."""
    from runtime.slides import LOOPS, STILLS

    _check(order)
    with contextlib.closing(Saves(settings.saves)) as saves, contextlib.ExitStack() as doors:
        if order.out.suffix.lower() in (*STILLS, *LOOPS):
            _moment(order, settings, saves, doors, say)
        else:
            _film(order, settings, saves, doors, say)


def _check(order: FilmOrder) -> None:
    if order.captions not in CAPTIONS:
        raise UsageError(f"--captions: “{order.captions}” is none of {', '.join(CAPTIONS)}")
    if order.fps is not None and not RATES[0] <= order.fps <= RATES[1]:
        raise UsageError(f"--fps: type a whole number from {RATES[0]} to {RATES[1]}")
    if order.fps is not None and order.is_save:
        raise UsageError("--fps: a save is performed at the rate it was played at; export the story instead")
    if order.fps is not None and order.generator not in PERSONS:
        raise UsageError(f"--fps: {order.generator} has a rate of its own; these take one: {', '.join(PERSONS)}")


def _programme(order: FilmOrder, saves: Saves, settings: Settings) -> Programme:
    from runtime.cli.programme import read_programme
    from runtime.cli.stage import view_of

    words = {"save": Path(order.source)} if order.is_save else {"story": order.source}
    play = PlayOrder(
        **words,
        generator=order.generator, size=order.size or DEFAULT_SIZE, seed=order.seed, auto=True, headless=True,
        language=order.language,
    )  # fmt: skip
    programme = read_programme(play, saves, view_of(settings).time_limits)
    if order.is_save and order.size is not None:
        programme = replace(programme, order=replace(programme.order, size=order.size))
    return programme


def _settings(order: FilmOrder, settings: Settings) -> Settings:
    if order.fps is None:
        return settings
    told = {**settings.generator_settings, "fps": order.fps}
    return settings.model_copy(update={"generator_settings": told})


def _origin(programme: Programme) -> Origin:
    from runtime.provenance import Origin

    return Origin(programme.course.story.title, programme.order.generator)


# --- films ------------------------------------------------------------------------------------------------------------


def _film(
    order: FilmOrder, settings: Settings, saves: Saves, doors: contextlib.ExitStack, say: Callable[[str], None]
) -> None:
    programme = _programme(order, saves, settings)
    rolls = _rolls(order, programme)
    if rolls.done:
        say(f"Going on after {float(rolls.frames / rolls.fps):.0f} s that are there already.")
    if not (rolls.done and rolls.done[-1].last):
        _performed(order, taken_up(programme, rolls), rolls, settings, saves, doors)
    order.out.parent.mkdir(parents=True, exist_ok=True)
    story = programme.course.story
    rolls.spliced(order.out, story.title, story.language, text=order.captions == "track")
    if order.captions == "srt":
        order.out.with_suffix(".srt").write_text(rolls.subtitles(), encoding="utf-8")
    _mark(order.out, _origin(programme), settings, say)
    say(f"{order.out}: {float(rolls.frames / rolls.fps):.0f} s in {_chapters(rolls)} chapters.")
    rolls.discard()


def _chapters(rolls: Rolls) -> int:
    names = [roll.name for roll in rolls.done]
    return sum(a != b for a, b in zip(names, [None, *names[:-1]], strict=True))


def _rolls(order: FilmOrder, programme: Programme) -> Rolls:
    """The rolls beside the film, those of an earlier try that was broken off among them."""
    from fractions import Fraction

    from runtime.rolls import Rolls

    begin, play = programme.journal.begin, programme.order
    told = {
        "story": begin.story, "seed": begin.seed, "generator": play.generator, "version": begin.generator_version,
        "size": list(play.size), "fps": order.fps, "language": begin.language, "captions": order.captions == "burn",
        "script": len(programme.manner.script), "seconds": order.seconds,
    }  # fmt: skip
    folder = order.out.with_name(f".{order.out.name}.rolls")
    rate = Fraction(order.fps or 24)
    return Rolls(folder, play.size, rate, told)


def taken_up(programme: Programme, rolls: Rolls) -> Programme:
    """The programme from the first stretch that is not on a roll."""
    from runtime.course import fast_forward
    from runtime.story.model import GoOn

    kept = rolls.kept
    if kept is None:
        return programme
    course, limits = fast_forward(programme.course, kept.commands, programme.manner.limits)
    while course.number < rolls.first and isinstance(course.stretch.exit, GoOn):
        course = course.gone_on()
    script = tuple(command for command in programme.manner.script if _stretch(command) >= course.number)
    manner = replace(programme.manner, limits=limits, script=script, title_s=0.0)
    return replace(programme, course=course, journal=kept, manner=manner)


def _stretch(command: Command) -> int:
    at = getattr(command, "at", None)
    return at.stretch if at is not None else 0


def _performed(
    order: FilmOrder, programme: Programme, rolls: Rolls, settings: Settings, saves: Saves, doors: contextlib.ExitStack
) -> None:
    from runtime.cli.progress import show_progress
    from runtime.cli.stage import hire, open_house, view_of
    from runtime.export import perform

    told = _settings(order, settings)
    house = open_house(programme, hire(programme.order, told, doors), saves, told, doors)
    show, before_s = house.show, float(rolls.frames / rolls.fps)
    rolls.size, rolls.fps = (show.format.width, show.format.height), show.format.fps
    rolls.where, rolls.journal = (lambda: place_of(show, rolls.first)), (lambda: show.journal)
    view = view_of(settings).model_copy(update={"captions": order.captions == "burn"})
    left = None if order.seconds is None else order.seconds - before_s
    with show_progress(programme.course, left) as progress:
        done = perform(show, rolls, size=rolls.size, view=view, seconds=left, progress=progress)  # type: ignore[arg-type]
    for notice in filter(None, house.notices()):
        print(notice, file=sys.stderr)
    if done.interrupted:
        print(f"Broken off. The same command goes on from here: {order.out}", file=sys.stderr)
        raise KeyboardInterrupt


def place_of(show: Show, first: int) -> Place:
    """Where a show is; what stands before the curtain goes up belongs to a film from its beginning alone."""
    from runtime.rolls import Place
    from runtime.story.phrases import heading_key

    course: Course = show.course
    stretch = course.stretch
    number = course.number if show.begun or first == 0 else -1
    return Place(number, stretch.node, course.story.shown(heading_key(stretch.node), stretch.heading.text))


# --- moments ----------------------------------------------------------------------------------------------------------


def _moment(
    order: FilmOrder, settings: Settings, saves: Saves, doors: contextlib.ExitStack, say: Callable[[str], None]
) -> None:
    from runtime.cli.progress import show_progress
    from runtime.cli.stage import hire, open_house, view_of
    from runtime.export import perform
    from runtime.slides import MOST_S, STILLS, Slides

    programme, told = _programme(order, saves, settings), _settings(order, settings)
    house = open_house(programme, hire(programme.order, told, doors), saves, told, doors)
    fps = house.show.format.fps
    is_still = order.out.suffix.lower() in STILLS
    length_s = 0.0 if is_still else min(MOST_S, order.seconds or 3.0)
    first = round(order.at_s * fps)
    last = first + max(1, round(length_s * fps))
    slides = Slides((house.show.format.width, house.show.format.height), fps, first, last)
    view = view_of(settings).model_copy(update={"captions": order.captions == "burn"})
    film: Any = slides
    with show_progress(programme.course, float(last / fps)) as progress:
        perform(house.show, film, size=slides.size, view=view, seconds=float(last / fps), progress=progress)
    slides.write(order.out, _origin(programme))
    _mark(order.out, _origin(programme), settings, say)
    say(f"{order.out}: {'a still' if is_still else f'{length_s:g} s'} at {order.at_s:g} s.")


# --- where it comes from ----------------------------------------------------------------------------------------------


def _mark(path: Path, origin: Origin, settings: Settings, say: Callable[[str], None]) -> None:
    """Say in the file how it came about, and sign it where that can be done."""
    from runtime import provenance

    if path.suffix.lower() == ".mp4":
        provenance.boxed(path, origin)
    if not provenance.can_sign():
        say("Unsigned: pip install 'diorama[record]' adds a C2PA manifest that says how the pictures were made.")
        return
    try:
        keys = provenance.keys_in(settings.models.parent / "keys", datetime.datetime.now(datetime.UTC))
        provenance.signed(path, origin, keys)
    except (DeviceError, OSError) as problem:
        say(f"Unsigned: {problem}")
