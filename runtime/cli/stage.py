"""The composition root: puts a company together, lets it perform, and sends everybody home in reverse order."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from runtime.cli.keeping import Keeping
from runtime.cli.programme import Programme, read_programme
from runtime.company import Company
from runtime.errors import LibraryError
from runtime.memory import be_frugal
from runtime.saves import Saves
from runtime.show import Show
from runtime.soundtrack import Soundtrack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from runtime.audio.mixer import Mixer
    from runtime.audio.output import Output
    from runtime.audio.recordings import OwnSounds
    from runtime.audio.voices import SilentVoices, Voices
    from runtime.cli.guard import Guard
    from runtime.cli.order import PlayOrder
    from runtime.film import Film
    from runtime.player.playloop import Loop
    from runtime.player.viewstate import ViewState
    from runtime.player.window import Window
    from runtime.settings import Settings
    from runtime.studio import Studio

UNWATCHED_S = 20.0  # a recording waits: nobody sees a generator being slow


def play(order: PlayOrder, settings: Settings) -> int:
    """Perform what is ordered; the exit code."""
    be_frugal()
    view = view_of(settings)
    if order.story is None and order.save is None:
        picked = _pick(order, view)
        if picked is None:
            return 0
        order, view = picked
    if order.time_limits is not None:
        view = view.model_copy(update={"time_limits": order.time_limits})
    with contextlib.closing(Saves(settings.saves)) as saves:
        order, instead = _without_display(order, settings)
        programme = read_programme(order, saves, view.time_limits)
        for line in filter(None, (instead, programme.notice)):
            print(line, file=sys.stderr)
        if order.headless or order.record:
            _record(programme, saves, view, settings)
        else:
            keep_view(view, _show_live(programme, saves, view, settings))
    return 0


def view_of(settings: Settings) -> ViewState:
    """How the viewer wants it, as it was left last time."""
    from runtime.player.viewstate import ViewState

    wanted = settings.model_dump(include=set(ViewState.model_fields))
    return ViewState.model_validate(wanted)


def keep_view(before: ViewState, after: ViewState) -> None:
    """Remember what the viewer changed."""
    from runtime.settings import keep_settings

    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    changes = {key: value for key, value in new.items() if value != old[key] and key != "developer"}
    problem = keep_settings(changes) if changes else ""
    if problem:
        print(problem, file=sys.stderr)


# --- where it is shown ------------------------------------------------------------------------------------------------


def _without_display(order: PlayOrder, settings: Settings) -> tuple[PlayOrder, str]:
    """No display: the same show by itself, into a film, and one line that says so."""
    if order.headless:
        return replace(order, auto=True), ""
    from runtime.player.window import display_problem

    problem = display_problem()
    if not problem:
        return order, ""
    film = order.record or settings.saves / f"{_film_name(order)}.mp4"
    ordered = replace(order, auto=True, headless=True, record=film)
    return ordered, f"{problem} The show is performed into {film} instead."


def _film_name(order: PlayOrder) -> str:
    from pathlib import Path

    named = order.save or Path(order.story or "show")
    return named.stem or "show"


def _pick(order: PlayOrder, view: ViewState) -> tuple[PlayOrder, ViewState] | None:
    """The menu of shows; without a display, what to type instead."""
    from generators.registry import names
    from runtime.library import list_shows
    from runtime.player.menu import ShowCard, choose_show
    from runtime.player.window import Window, display_problem

    shows = list_shows()
    problem = "A menu needs a window." if order.headless else display_problem()
    if problem:
        raise LibraryError(f"{problem} Name a show: diorama play {shows[0].name if shows else 'STORY'}")
    window = Window(order.size, fullscreen=order.fullscreen)
    offered = [order.generator, *(name for name in names() if name != order.generator)]
    cards = [ShowCard(s.name, s.title, s.author, s.problem or s.synopsis) for s in shows]
    try:
        picked = choose_show(window, cards, view, offered)
    finally:
        window.close()
    if picked is None:
        return None
    return replace(order, story=picked.show, generator=picked.generator, fullscreen=window.fullscreen), picked.view


# --- the performance --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class House:
    """A show and those of its company who have something to say."""

    show: Show
    mixer: Mixer
    voices: Voices | SilentVoices
    saves: Saves
    own: OwnSounds
    looks: str = ""  # what keeps its looks from being shown as they were meant
    changed: str = ""  # how the story has changed since it was saved
    keeping: Keeping | None = None  # None: a save that is performed again is not kept

    def notices(self) -> Iterable[str]:
        """What is wrong at the moment, the worst first."""
        return (self.saves.problem, self.saves.notice, self.voices.notice, self.own.notice, self.looks, self.changed)


def hire(order: PlayOrder, settings: Settings, doors: contextlib.ExitStack) -> Studio:
    """The studio, whose workers begin to start at once; `doors` sends them home."""
    from runtime.parts import told
    from runtime.studio import Deadlines, Studio

    unhurried = Deadlines(chunk_s=UNWATCHED_S, begin_s=UNWATCHED_S, slow=UNWATCHED_S)
    deadlines = unhurried if is_recorded(order) else Deadlines()
    studio = Studio(
        order.generator,
        order.size,
        settings=told(order.generator, settings),
        deadlines=deadlines,
        preroll_mb=settings.preroll_mb,
        say=lambda line: print(line, file=sys.stderr, flush=True),
    )
    doors.enter_context(contextlib.closing(studio))
    return studio


def is_recorded(order: PlayOrder) -> bool:
    return order.headless or order.record is not None


def open_house(
    programme: Programme, studio: Studio, saves: Saves, settings: Settings, doors: contextlib.ExitStack
) -> House:
    """The show with its company, ready to be ticked; `doors` closes everything again."""
    from runtime.audio.mixer import Mixer
    from runtime.audio.recordings import OwnSounds
    from runtime.audio.voices import SilentVoices, Voices, Wishes
    from runtime.library import recordings_of, sounds_of
    from runtime.writer.looks import look_notice

    order, story = programme.order, programme.course.story
    own = OwnSounds(sounds_of(story))
    recorded = is_recorded(order)
    mixer = Mixer(seed=programme.journal.begin.seed, wait=recorded, mono=settings.mono and not recorded, own=own)
    doors.callback(mixer.close)
    mixer.volume.update({} if recorded else settings.bus_gains)
    fps = studio.wait_ready(settings.waits.generator_s).fps
    wishes = Wishes(story.language, settings.voice_engine, is_recorded(order), recordings_of(story))
    spoken = Voices(fps, settings.cache / "voices", wishes) if settings.voices else SilentVoices()
    voices = doors.enter_context(contextlib.closing(spoken))

    def found(ending: str) -> int:
        saves.add_ending(story.digest, ending)
        return len(saves.endings(story.digest) | {ending})

    keeping = None
    company = Company(studio, voices, Soundtrack(mixer), found=found)
    if not order.save:
        keeping = Keeping(saves, story.digest, by_itself=order.auto, played_s=programme.played_s)
        company = replace(company, keep=keeping.keep)
    show = Show(programme.course, programme.journal, company, programme.manner)
    changed = "" if recorded else programme.notice  # a recording has it in the terminal
    if keeping:
        keeping.follow(show)
    return House(show, mixer, voices, saves, own, look_notice(story), changed, keeping)


def _show_live(programme: Programme, saves: Saves, view: ViewState, settings: Settings) -> ViewState:
    """In a window, in real time; the viewer's settings as they were left."""
    from runtime.audio.output import open_output
    from runtime.cli.guard import Guard, posts_of
    from runtime.player.canvas import Canvas
    from runtime.player.flashguard import field_share
    from runtime.player.keymap import keymap
    from runtime.player.playloop import Loop, Setup
    from runtime.player.selfvoice import SelfVoice
    from runtime.player.window import Window

    order = programme.order
    with contextlib.ExitStack() as doors:
        studio = hire(order, settings, doors)
        title = programme.course.story.title
        window = doors.enter_context(contextlib.closing(Window(order.size, title, fullscreen=order.fullscreen)))
        _greet(window)
        house = open_house(programme, studio, saves, settings, doors)
        output = doors.enter_context(contextlib.closing(open_output(settings.sound)))
        if output.notice:
            print(output.notice, file=sys.stderr)
        setup = Setup(view=view, close_at_end=order.auto, pictures=settings.saves, keeping=house.keeping)
        setup.voice, setup.keymap = SelfVoice(house.voices), keymap(settings.keys, settings.buttons)
        print(*setup.keymap.notices, sep="\n", end="\n" if setup.keymap.notices else "", file=sys.stderr)
        share = field_share(settings.screen_width_m, settings.viewing_distance_m, window.size[0] / window.size[1])
        canvas = Canvas(window.size, field_share=share)
        if house.keeping:
            house.keeping.attend(lambda: canvas.picture)
        loop = Loop(house.show, window, output, canvas, setup)
        guard = Guard(posts_of(saves, studio, house.voices, output, house.mixer), lambda: saves.problem)
        setup.watch = _watcher(house, output, loop, order.seconds, guard)
        output.start()
        with guard.on_duty():
            loop.run()
        return loop.view


def _greet(window: Window) -> None:
    """Something to look at from the first moment: the empty stage."""
    window.surface.fill((10, 12, 16))
    window.flip()


def _watcher(
    house: House, output: Output, loop: Loop, seconds: float | None, guard: Guard | None = None
) -> Callable[[float], None]:
    """Turns the music as the viewer wants it, shows and logs each notice once, and ends the loop after `seconds`."""
    said = {""}

    def watch(now_s: float) -> None:
        if guard:
            guard.passed()
        house.mixer.volume["music"] = loop.view.music_gain
        if house.keeping:
            house.keeping.watch()
        for notice in (*house.notices(), output.notice):
            if notice not in said:
                said.add(notice)
                house.show.notify(notice)
                if guard:
                    guard.book.note("notice", notice)
        if seconds is not None and now_s >= seconds:
            loop.quit = True

    return watch


def _record(programme: Programme, saves: Saves, view: ViewState, settings: Settings) -> None:
    """Without a window, as fast as it goes, into a film if one is asked for."""
    from runtime.cli.progress import show_progress
    from runtime.export import perform

    order = programme.order
    with contextlib.ExitStack() as doors:
        house = open_house(programme, hire(order, settings, doors), saves, settings, doors)
        film = _film(order.record, house.show, programme) if order.record else None
        with show_progress(programme.course, order.seconds) as progress:
            done = perform(house.show, film, size=order.size, view=view, seconds=order.seconds, progress=progress)
        for notice in filter(None, house.notices()):
            print(notice, file=sys.stderr)
        if order.record:
            print(f"{order.record}: {done.seconds:.0f} s, {done.realtime_factor:.1f} times real time.")
        if done.interrupted:  # the shorter film is finished; the exit code says that it is shorter
            raise KeyboardInterrupt


def _film(path: Path, show: Show, programme: Programme) -> Film:
    from runtime.film import Film

    path.parent.mkdir(parents=True, exist_ok=True)
    size = (show.format.width, show.format.height)
    return Film(path, size, show.format.fps, title=programme.course.story.title)
