"""A show that a monkey plays for as long as there is time, visit after visit, as `diorama play` would perform it.

The clock that is handed to the show runs `speed` times as fast as the wall's; nothing else of the program is changed.
Frames that a generator cannot make in time are dropped, as ever.
"""

from __future__ import annotations

import contextlib
import gc
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.audio.output import NullOutput
from runtime.cli.order import PlayOrder
from runtime.cli.programme import read_programme
from runtime.cli.stage import hire, open_house
from runtime.commands import TimeLimits
from runtime.player.canvas import Canvas
from runtime.player.playloop import Loop, Setup
from runtime.player.window import OffscreenWindow
from runtime.saves import Saves
from runtime.settings import read_settings
from tests.runtime.studio.stage import spare_ready
from tests.soak.gauges import Gauge, Intervals, read_gauge
from tests.soak.monkey import Monkey

if TYPE_CHECKING:
    from runtime.cli.stage import House
    from runtime.show import Show
    from runtime.studio import Studio

LOOK_S = 0.5  # from one reading of the gauges to the next
GOING_S = 3.0  # that the last threads of a visit may take to end: the workshop ends the sound that it has in hand
SETTLED_S = 1.0  # of a visit, and after the window was odd: not counted among the intervals
MOST_BROKEN = 20  # exceptions after which there is nothing more to learn


@dataclass(frozen=True)
class Terms:
    """What is played, and how."""

    generator: str = "testcard"
    size: tuple[int, int] = (320, 180)
    speed: float = 20.0  # seconds of show in a second
    story: str = "last-light"
    visit_s: float = 30.0  # of real time; then everybody goes home and the next visitor comes
    least: int = 1  # visits, whatever the deadline
    plant: Callable[[], object] | None = None  # called at each visit, and what it gives is kept: a leak for tests


@dataclass
class Visit:
    """What the gauges said of one visit: from its middle on, once everybody was there, and when all had gone."""

    at_s: float  # of show, since the soak began
    gauges: list[Gauge] = field(default_factory=list)
    after: Gauge | None = None


@dataclass
class Witness:
    """Everything that was seen of a soak."""

    frames: int = 0
    acts: int = 0
    quits: int = 0  # how often the monkey closed the window
    stretches: int = 0
    show_s: float = 0.0
    real_s: float = 0.0
    broken: int = 0  # exceptions
    first_problem: str = ""
    still_s: float = 0.0  # the longest time, real, without a new frame that was not a pause or a card
    waited_s: float = 0.0  # the longest time of show, without pauses and cards, from one stretch to the next
    left_over: int = 0  # blocks of shared memory after the last visit
    visits: list[Visit] = field(default_factory=list)
    intervals: Intervals = field(default_factory=Intervals)
    kept: list[object] = field(default_factory=list)  # the leaks that were planted
    interrupted: bool = False


class FastWindow(OffscreenWindow):
    """No display; the loop sleeps as long as the show's clock takes."""

    def __init__(self, size: tuple[int, int], speed: float) -> None:
        super().__init__(size)
        self._speed = speed

    def wait(self, seconds: float) -> None:
        time.sleep(max(0.0, seconds) / self._speed)


def played(terms: Terms, seed: int, deadline: float) -> Witness:
    """Visits until the deadline; Ctrl-C ends them early."""
    witness, began = Witness(), time.monotonic()
    try:
        while (left := deadline - time.monotonic()) > terms.visit_s / 2 or len(witness.visits) < terms.least:
            length_s = min(terms.visit_s, max(left, terms.visit_s / 2))
            _Visiting(terms, seed + len(witness.visits), witness, (began, deadline)).run(length_s)
            if terms.plant:
                witness.kept.append(terms.plant())
            witness.visits[-1].after = _when_gone()
            if witness.broken >= MOST_BROKEN:
                break
    except KeyboardInterrupt:
        witness.interrupted = True
    witness.left_over = read_gauge().shared
    witness.real_s = time.monotonic() - began
    return witness


def _when_gone() -> Gauge:
    """After a visit, when threads that were told to end have had a moment to do so.

    Rubbish is looked for, as it is at the end of a process: a player plays one show.
    """
    gc.collect()
    until = time.monotonic() + GOING_S
    while time.monotonic() < until and threading.active_count() > 1:
        time.sleep(GOING_S / 100)
    return read_gauge()


def is_whole(house: House, studio: Studio) -> bool:
    """Whether everybody is there who comes in a show: with the curtain the saves and the sounds, and the spare worker.

    How long the title stands is the monkey's affair; what came later would be taken for a leak.
    """
    there = {thread.name for thread in threading.enumerate()}
    return house.show.begun and spare_ready(studio) and {"saves", "sound workshop"} <= there


class _Visiting:
    """One visit: the company comes, the monkey plays, everybody goes home."""

    def __init__(self, terms: Terms, seed: int, witness: Witness, span: tuple[float, float]) -> None:
        self.terms, self.seed, self.witness = terms, seed, witness
        self._began, self._deadline = span
        self._monkey = Monkey(seed, terms.size)
        self._flipped = 0  # content frames at the last look
        self._new_s: float | None = None  # real time of the last new frame; None: it does not count
        self._calm_s = 0.0  # real time from which intervals count
        self._number = 0  # of the stretch
        self._since_s = 0.0  # of show, since it changed
        self._now_s = 0.0

    def run(self, length_s: float) -> None:
        with self._opened() as (house, studio, loop, output):
            output.start()
            began = time.monotonic()
            self._calm_s = began + SETTLED_S
            visit = Visit(self.witness.show_s)
            self.witness.visits.append(visit)
            looked_s, whole = began + length_s / 2, False
            while (real_s := time.monotonic()) < began + length_s and self.witness.broken < MOST_BROKEN:
                self._step(house.show, loop, output)
                if real_s >= looked_s:
                    looked_s = real_s + min(LOOK_S, length_s / 8)
                    if whole:
                        visit.gauges.append(read_gauge())
                    whole = whole or is_whole(house, studio)
            self.witness.show_s += output.now_s()
            self.witness.acts += self._monkey.acts

    @contextlib.contextmanager
    def _opened(self) -> Iterator[tuple[House, Studio, Loop, NullOutput]]:
        terms = self.terms
        with tempfile.TemporaryDirectory() as home, contextlib.ExitStack() as doors:
            folder = Path(home)
            flags = {"saves": folder / "saves", "cache": folder / "cache", "voices": False, "sound": "null"}
            settings = read_settings(flags, folder / "none.toml").settings
            saves = doors.enter_context(contextlib.closing(Saves(settings.saves)))
            order = PlayOrder(story=terms.story, generator=terms.generator, size=terms.size, seed=self.seed)
            programme = read_programme(order, saves, TimeLimits.X1)
            studio = hire(order, settings, doors)
            house = open_house(programme, studio, saves, settings, doors)
            origin = time.monotonic()
            output = NullOutput(lambda: terms.speed * (time.monotonic() - origin))
            window = FastWindow(terms.size, terms.speed)
            loop = Loop(house.show, window, output, Canvas(terms.size), Setup(pictures=folder / "pictures"))
            yield house, studio, loop, output

    def _step(self, show: Show, loop: Loop, output: NullOutput) -> None:
        """One pass of the loop with whatever the monkey does, and what is to be seen of it."""
        window = loop.window
        assert isinstance(window, FastWindow)
        now_s = output.now_s()
        wanted = self._monkey.size(now_s)
        if wanted != window.size:
            window.resize(wanted)
        for event in self._monkey.events(now_s, window.size):
            window.post(event)
        try:
            loop.step()
        except Exception as problem:  # that is what is looked for
            self.witness.broken += 1
            self.witness.first_problem = self.witness.first_problem or _told(problem, self.seed)
        if loop.quit:
            loop.quit = False
            self.witness.quits += 1
        self._look(show, loop, now_s)

    def _look(self, show: Show, loop: Loop, now_s: float) -> None:
        witness, real_s = self.witness, time.monotonic()
        rests = loop.overlay.paused or loop.overlay.card is not None
        if loop.window.size != self.terms.size:
            self._calm_s = real_s + SETTLED_S / self.terms.speed
        if loop.pacer.flipped > self._flipped:
            if self._new_s is not None and real_s >= self._calm_s:
                share = (real_s - self._began) / max(1e-9, self._deadline - self._began)
                witness.intervals.add(share, real_s - self._new_s)
            witness.frames += loop.pacer.flipped - self._flipped
            self._flipped, self._new_s = loop.pacer.flipped, real_s
        if rests or (self._new_s is None and not rests):
            self._new_s = None if rests else real_s
        if self._new_s is not None:
            witness.still_s = max(witness.still_s, real_s - self._new_s)
        self._follow(show, now_s, rests)

    def _follow(self, show: Show, now_s: float, rests: bool) -> None:
        """Whether the story goes on."""
        if show.course.number != self._number:
            self.witness.stretches += 1
            self._number, self._since_s = show.course.number, 0.0
        elif not rests:
            self._since_s += now_s - self._now_s
            self.witness.waited_s = max(self.witness.waited_s, self._since_s)
        self._now_s = now_s


def _told(problem: Exception, seed: int) -> str:
    """Where it broke, and for which monkey."""
    where = traceback.extract_tb(problem.__traceback__)[-1]
    return f"{type(problem).__name__}: {problem} ({Path(where.filename).name}:{where.lineno}, seed {seed})"[:300]
