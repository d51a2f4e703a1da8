"""The export: a show performed into a film, or into nothing, as fast as it goes. It waits for frames and voices, drops
nothing, and the same show gives the same film.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.audio.clock import RATE, FrameClock
from runtime.player.canvas import Canvas
from runtime.player.faces import ShowFace
from runtime.player.playloop import Loop, Setup
from runtime.player.window import OffscreenWindow

if TYPE_CHECKING:
    from fractions import Fraction

    from generators.base import Format
    from runtime.commands import Command
    from runtime.film import Film
    from runtime.overlay import ChoicePanel, Overlay, Picture
    from runtime.player.faces import Sound
    from runtime.player.viewstate import ViewState

PROGRESS = ("generated", "faults", "voices_made")  # metrics that tell
PATIENCE_S = 30.0  # of real time without any progress, before the show goes on without what is due
LOOK_S = 0.5  # of real time, from one look for progress to the next
PROGRESS_S = 0.25  # of the show, from one word about it to the next

Timer = Callable[[], float]


@dataclass(frozen=True)
class Performed:
    """What became of a performance."""

    frames: int  # content frames
    seconds: float  # of show
    captions: int  # in the text track, or that would be
    real_s: float  # how long it took
    forgone: int = 0  # frames that went on without what was due
    interrupted: bool = False  # somebody pressed Ctrl-C

    @property
    def realtime_factor(self) -> float:
        """Seconds of show in a second."""
        return self.seconds / max(self.real_s, 1e-9)


def perform(
    show: ShowFace, film: Film | None, *, size: tuple[int, int], view: ViewState,
    seconds: float | None = None, progress: Callable[[float], None] | None = None, timer: Timer = time.perf_counter,
) -> Performed:  # fmt: skip
    """Perform a show from its title to its end, or `seconds` of it, and close the film; Ctrl-C leaves a shorter one.

    The picture has the film's size, `size` counts without one. Sound is at full level whatever the viewer's volume.
    """
    try:
        booth = Booth(show, film, size, view, timer)
        finished = booth.run(seconds, progress)
        if film:
            film.close() if finished else film.break_off()
    except BaseException:
        if film:
            film.abandon()
        raise
    return booth.performed(interrupted=not finished)


class RecorderOutput:
    """A recording's sound and clock: every frame has its samples, and the sum of them never drifts."""

    name, notice, underruns = "film", "", 0

    def __init__(self, fps: Fraction, write: Callable[[Sound], object] | None = None) -> None:
        self._clock = FrameClock(fps)
        self._write = write
        self._written = 0  # samples

    @property
    def frame(self) -> int:
        """The content frame that is performed now."""
        return self._clock.frame

    def start(self) -> None:
        """It begins with the first frame."""

    def now_s(self) -> float:
        return self._clock.now_s()

    def head_s(self) -> float:
        return self._written / RATE

    def wanted(self) -> int:
        """The samples that are missing up to the end of this frame."""
        return int((self._clock.frame + 1) * RATE / self._clock.fps) - self._written

    def write(self, sound: Sound) -> None:
        self._written += len(sound)
        if self._write:
            self._write(sound)

    def advance(self) -> None:
        """On to the next frame."""
        self._clock.advance()

    def close(self) -> None:
        """Nothing is held."""


class PatientShow:
    """A show that goes on without what is due when nothing has come for too long."""

    def __init__(self, show: ShowFace, timer: Timer = time.perf_counter, patience_s: float = PATIENCE_S) -> None:
        self._show, self._timer, self._patience_s = show, timer, patience_s
        self._key: object = None  # of the picture that was there last
        self._seen: object = None  # what tells progress, at the last look
        self._looked_s = self._moved_s = -patience_s  # timer's times: of the last look, of the last progress
        self._now_s = 0.0
        self._hope = True
        self._forgone: set[float] = set()  # clock times

    @property
    def forgone(self) -> int:
        """Frames that went on without what was due."""
        return len(self._forgone)

    @property
    def format(self) -> Format:
        return self._show.format

    @property
    def ended(self) -> bool:
        return self._show.ended

    @property
    def behind(self) -> bool:
        """Wait, as long as there is hope; then not again before the show has caught up."""
        if not self._show.behind:
            self._hope, self._looked_s = True, -self._patience_s
            return False
        self._hope = self._hope and self._has_moved()
        if not self._hope:
            self._forgone.add(self._now_s)
        return self._hope

    def _has_moved(self) -> bool:
        """Something has come lately: another frame, a chunk, a new worker. Looked for now and then."""
        timer_s = self._timer()
        if timer_s - self._looked_s >= LOOK_S:
            metrics = self._show.overlay().metrics
            seen = (self._now_s, self._key, *(metrics.get(name) for name in PROGRESS))
            if seen != self._seen:
                self._seen, self._moved_s = seen, timer_s
            self._looked_s = timer_s
        return timer_s - self._moved_s < self._patience_s

    def do(self, command: Command) -> None:
        self._show.do(command)

    def tick(self, now_s: float) -> None:
        self._now_s = now_s
        self._show.tick(now_s)

    def picture(self) -> Picture:
        picture = self._show.picture()
        self._key = picture.key
        return picture

    def overlay(self) -> Overlay:
        return self._show.overlay()

    def sound(self, n: int, head_s: float) -> Sound:
        return self._show.sound(n, head_s)


class Captions:
    """Makes a text track from what is to be read on each frame."""

    def __init__(self, fps: Fraction, write: Callable[[str, float, float], object] | None = None) -> None:
        self._fps, self._write = fps, write
        self._text, self._start = "", 0
        self.count = 0

    def see(self, overlay: Overlay, frame: int) -> None:
        """This lies over the picture from `frame` on."""
        text = words_of(overlay)
        if text != self._text:
            self.end(frame)
            self._text, self._start = text, frame

    def end(self, frame: int) -> None:
        """What was to be read is over at `frame`."""
        if self._text and frame > self._start:
            self.count += 1
            if self._write:
                self._write(self._text, float(self._start / self._fps), float(frame / self._fps))
        self._text = ""


def words_of(overlay: Overlay) -> str:
    """What is said, "MARA: Stay.", and below it what is asked, "[What now?]", with the answer once there is one."""
    if overlay.card:
        return ""
    said = (overlay.caption, *overlay.caption.beside) if overlay.caption else ()
    lines = [f"{one.speaker}: {one.text}" if one.speaker else one.text for one in said]
    return "\n".join([*lines, _asked(overlay.panel)] if overlay.panel else lines).strip()


def _asked(panel: ChoicePanel) -> str:
    question = f"[{panel.question}]" if panel.question else ""
    taken = next((option.text for option in panel.options if option.id == panel.chosen), "")
    return f"{question} {taken}".strip()


def _nobody(_done_s: float) -> None:
    """Nobody wants to know."""


class Booth:
    """The recording booth: a loop without a window, and what writes down each frame that it has drawn."""

    def __init__(self, show: ShowFace, film: Film | None, size: tuple[int, int], view: ViewState, timer: Timer) -> None:
        fps, size = show.format.fps, film.size if film else size
        self._film, self._fps, self._timer = film, fps, timer
        self._show = PatientShow(show, timer)
        self._window = OffscreenWindow(size)
        self.output = RecorderOutput(fps, film.add_sound if film else None)
        self.captions = Captions(fps, film.add_caption if film else None)
        setup = Setup(view=view.model_copy(update={"volume": 1.0}), exact=True, close_at_end=True)
        self._loop = Loop(self._show, self._window, self.output, Canvas(size, smooth=True), setup)
        self._began_s = timer()

    def run(self, seconds: float | None, progress: Callable[[float], None] | None) -> bool:
        """Perform to the end, or up to `seconds`; False when somebody pressed Ctrl-C before."""
        finished = True
        try:
            self._roll(None if seconds is None else round(seconds * self._fps), progress or _nobody)
        except KeyboardInterrupt:
            finished = False
        self.captions.end(self.output.frame)
        return finished

    def _roll(self, last: int | None, progress: Callable[[float], None]) -> None:
        """Frame by frame; the clock stands while the loop waits for what is due."""
        every = max(1, round(PROGRESS_S * self._fps))
        waiting = False  # for the last frame, too, though the show is over with it
        while waiting or not (self._loop.over or self.output.frame == last):
            waiting = not self._loop.step()
            if not waiting:
                self._keep()
                if self.output.frame % every == 0:
                    progress(self.output.now_s())
        progress(self.output.now_s())

    def _keep(self) -> None:
        if self._film:
            self._film.add_picture(self._window.surface)
        self.captions.see(self._loop.overlay, self.output.frame)
        self.output.advance()

    def performed(self, *, interrupted: bool) -> Performed:
        frames = self.output.frame
        seconds, real_s = float(frames / self._fps), self._timer() - self._began_s
        return Performed(frames, seconds, self.captions.count, real_s, self._show.forgone, interrupted)
