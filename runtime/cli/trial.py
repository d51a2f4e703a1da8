"""A show that never ends, performed in real time on no screen, to be measured from the press to the flip."""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pygame

from runtime.audio.mixer import Mixer
from runtime.audio.output import NullOutput
from runtime.audio.voices import SilentVoices
from runtime.commands import Begin, Skip
from runtime.company import Company, Manner
from runtime.course import Course
from runtime.errors import GeneratorError
from runtime.parts import told
from runtime.player import bench
from runtime.player.canvas import Canvas
from runtime.player.playloop import Loop
from runtime.player.window import OffscreenWindow
from runtime.saves import Journal
from runtime.settings import read_settings
from runtime.show import Show
from runtime.soundtrack import Soundtrack
from runtime.story import read_story
from runtime.studio import Studio

if TYPE_CHECKING:
    from generators.base import Shot
    from runtime.overlay import Picture

PLACES = ("HARBOUR", "FOREST", "STREET", "ROOM", "STAIRS", "CAVE", "HILLS", "LIGHTHOUSE BY THE SEA")
TIMES = ("DAWN", "DAY", "AFTERNOON", "DUSK", "NIGHT")
LOOKED_S = (0.25, 0.75)  # how long a viewer looks at the options before the press, at least and at most
UNWARMED = 2  # first choices of a run, not counted


class PatientWindow(OffscreenWindow):
    """No display, but the loop sleeps as it does with one."""

    def wait(self, seconds: float) -> None:
        time.sleep(max(0.0, seconds))


class NotedStudio(Studio):
    """Notes what is to be pre-rolled; `idle` leaves it undone, as if there had been no time."""

    idle = False
    wished: tuple[Shot, ...] = ()

    def preroll(self, shots: Sequence[Shot]) -> None:
        self.wished = () if self.idle else tuple(shots)
        super().preroll(self.wished)

    @property
    def stocked(self) -> bool:
        """The first picture of every branch lies on the shelf, or none is to."""
        return self.idle or (bool(self.wished) and all(self.has_prerolled(shot) for shot in self.wished))


class NotedShow(Show):
    """Notes which take was drawn last."""

    drawn_take = 0

    def picture(self) -> Picture:
        picture = super().picture()
        key = picture.key
        if isinstance(key, tuple) and key[1] >= 0:
            self.drawn_take = key[0]
        return picture


def endless_story(seconds: str = "9s") -> str:
    """Scenes in a ring, in every kind of place, each with one choice; `seconds` is the window, "off": none."""
    scenes = (
        f"EXT. {place} - {TIMES[n % len(TIMES)]} #s{n}#\n\n"
        f"MARA walks through the {place.lower()} and looks up. [[shot: wide, pan right]]\n\n"
        f"[[choice {seconds}: On?]]\n+ On. [[default]] -> s{(n + 1) % len(PLACES)}\n+ Back. -> s{n - 1 if n else 7}\n\n"
        for n, place in enumerate(PLACES)
    )
    return "Title: Bench\nCast:\n    MARA - 60, grey braid, yellow oilskin\n\n" + "".join(scenes)


@contextlib.contextmanager
def performed(generator: str, size: tuple[int, int], *, auto: bool) -> Iterator[tuple[NotedShow, NotedStudio, Loop]]:
    """The endless show with its studio and the loop that plays it."""
    reading = read_story(endless_story("9s" if auto else "off"))
    if reading.story is None:
        raise GeneratorError(f"The bench's own story has an error: {reading.diagnostics[0].what}")
    wishes = told(generator, read_settings().settings)
    studio = NotedStudio(generator, size, settings=wishes)
    with contextlib.closing(studio), contextlib.closing(Mixer(seed=1)) as mixer:
        studio.wait_ready()
        company = Company(studio, SilentVoices(), Soundtrack(mixer))
        journal = Journal(begin=Begin(story=reading.story.digest, seed=1, generator=generator))
        show = NotedShow(Course.begin(reading.story, 1), journal, company, Manner(auto=auto, title_s=0.0))
        output = NullOutput()
        window = PatientWindow(size)
        loop = Loop(show, window, output, Canvas(size))
        output.start()
        yield show, studio, loop


def choice_latencies_ms(generator: str, size: tuple[int, int], trials: int, *, prerolled: bool) -> list[float]:
    """Milliseconds from each press of a key to the flip of the first frame that follows from it."""
    chance = random.Random(7)
    with performed(generator, size, auto=False) as (show, studio, loop):
        studio.idle = not prerolled
        before = [0]
        look_s = [0.0]

        def ready() -> bool:
            panel = loop.overlay.panel
            if panel is None or panel.chosen:
                show.do(Skip())  # from the title to the show, and from the action to the choice
                return False
            return panel.age_s >= look_s[0] and studio.stocked

        def press() -> None:
            before[0] = show.drawn_take
            look_s[0] = chance.uniform(*LOOKED_S)
            window = loop.window
            assert isinstance(window, OffscreenWindow)
            window.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_1, mod=0, unicode="1", scancode=30))

        def shown() -> bool:
            return show.drawn_take > before[0]

        return bench.latencies_ms(loop, press, shown, ready, trials + UNWARMED)[UNWARMED:]


def paced(generator: str, size: tuple[int, int], frames: int) -> dict[str, float]:
    """`frames`, `interval_p99_ms`, `missed_share` of so many content frames, the first second not counted."""
    with performed(generator, size, auto=True) as (_show, _studio, loop):
        bench.pacing(loop, 24)
        loop.meter.rest()
        return bench.pacing(loop, frames)
