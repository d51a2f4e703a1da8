"""Music that is being played: passage after passage of a mood's score, or a writer's own piece once through.

Layers come and go at bar lines; each passage rings on under the next one.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.clock import RATE
from runtime.audio.gains import BLOCK, Fade
from runtime.audio.music.compose import END, bar_samples, beat_samples
from runtime.audio.music.perform import MUSIC_LUFS, bars_at_once, make_passage
from runtime.audio.sources import Clip, levelled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from runtime.audio.tape import Recorded, Tape
    from runtime.audio.workshop import Workshop

    Wave = NDArray[np.float32]
    Key = tuple[str, str, int, int, bool]

PASSAGE_BYTES = 2_500_000  # about
ENTRY = RATE // 4  # how a layer comes in on a bar that has begun
RING = 3 * RATE // 2  # how what is played dies away under a cadence
LEAVE = RATE // 2


class Score:
    """The music of a mood from sample `at` on; the next passage is made while one sounds."""

    def __init__(self, mood: str, seed: int, at: int = 0) -> None:
        self.mood, self.seed = mood, seed
        self.fade = Fade(1.0, power=False)
        self.tense = False
        self.closing = False
        self._bar, self._beat = bar_samples(mood, seed), beat_samples(mood, seed)
        self._length = bars_at_once(mood, seed) * self._bar
        self._number = 0  # of the next passage
        self._due = at  # when it begins
        self._start: int | None = None  # of the passage that is on
        self._playing: list[Clip] = []
        self._more: Clip | None = None  # what plays because it is tense

    def ask(self, workshop: Workshop, number: int | None = None, tense: bool = False) -> Key:
        """Have a passage made, the next one if none is named."""
        wanted = self._number if number is None else number
        key = ("passage", self.mood, wanted, self.seed, tense)
        workshop.ask(key, partial(make_passage, self.mood, wanted, self.seed, tense), PASSAGE_BYTES)
        return key

    def over(self, now: int) -> bool:
        """Nothing more will be heard of it."""
        rung_out = self.closing and self._start is not None and self._due < 0 and not self._playing
        return rung_out or (self.fade.target == 0.0 and self.fade.done(now))

    def next_line(self, now: int, unit: int | None = None) -> int:
        """When the next bar begins, or the next `unit` of samples; `now` before the music has begun."""
        step = unit or self._bar
        return now if self._start is None else self._start + -(-(now - self._start) // step) * step

    def next_beat(self, now: int) -> int:
        return self.next_line(now, self._beat)

    def press(self, on: bool, now: int, workshop: Workshop) -> None:
        """One layer more from the next bar line on, or that layer leaves at the next bar line."""
        if on != self.tense and not self.closing:
            self.tense = on
            if on and self._start is not None:
                self.ask(workshop, self._number - 1, tense=True)
            if not on and self._more:
                self._more.hush(self.next_line(now), LEAVE)
                self._more = None

    def close(self, now: int, workshop: Workshop) -> None:
        """From the next bar line on: the cadence, and nothing after it."""
        if not self.closing:
            self.press(False, now, workshop)
            self.closing, self._number = True, END
            self._due = self.next_line(now)
            self.ask(workshop)
            for clip in self._playing:
                clip.hush(self._due, RING)

    def add_to(self, out: Wave, now: int, workshop: Workshop) -> None:
        if self.fade.target and 0 <= self._due < now + BLOCK:
            self._begin_passage(now, workshop)
        if self.tense and self._more is None and self.fade.target:
            self._add_layer(now, workshop)
        heard = np.zeros_like(out)
        for clip in self._playing:
            clip.add_to(heard, now)
        self._playing = [clip for clip in self._playing if not clip.over(now)]
        out += heard * self.fade.over(now)

    def _begin_passage(self, now: int, workshop: Workshop) -> None:
        tape: Tape | None = workshop.take(self.ask(workshop))
        if tape is None:
            return
        self._start = max(now, self._due)
        self._playing.append(Clip(tape.samples, self._start, tape.scale, tape.scale))
        self._more = None
        if self.closing:
            self._due = -1
            return
        self._due = self._start + self._length
        self._number += 1
        self.ask(workshop)
        if self.tense:
            self.ask(workshop, tense=True)
            self._add_layer(now, workshop)

    def _add_layer(self, now: int, workshop: Workshop) -> None:
        """What is tense comes in with the bar that begins next; with the passage, if that begins just now."""
        if self._start is None:
            return
        line = self.next_line(now)
        tape: Tape | None = workshop.take(self.ask(workshop, self._number - 1, tense=True))
        if tape is None or line >= self._start + self._length:
            return
        clip = Clip(tape.samples, self._start, tape.scale, tape.scale, skip=line - self._start)
        if line > self._start:
            clip.fade = Fade(0.0, power=False)
            clip.fade.turn(1.0, line, ENTRY)
        self._playing.append(clip)
        self._more = clip


class OwnMusic:
    """A writer's own music: heard once through, from the moment it is read."""

    def __init__(self, own: Recorded) -> None:
        self.own = own
        self.fade = Fade(1.0, power=False)
        self._clip: Clip | None = None
        self._failed = False

    def ask(self, workshop: Workshop) -> None:
        own = self.own
        workshop.ask(self._key, lambda: levelled(own.read(), MUSIC_LUFS), own.size)

    @property
    def _key(self) -> tuple[str, str]:
        return ("own music", self.own.key)

    def next_beat(self, now: int) -> int:
        """Nobody knows its beat."""
        return now

    def over(self, now: int) -> bool:
        """It has been played through, cannot be played, or has faded away."""
        played = self._clip is not None and now >= self._clip.end
        return played or self._failed or (self.fade.target == 0.0 and self.fade.done(now))

    def add_to(self, out: Wave, now: int, workshop: Workshop) -> None:
        if self._clip is None:
            self.ask(workshop)
            tape: Tape | None = workshop.take(self._key)
            self._failed = tape is None and workshop.has_failed(self._key)
            if tape is None:
                return
            self._clip = Clip(tape.samples, now, tape.scale, tape.scale)
        heard = np.zeros_like(out)
        self._clip.add_to(heard, now)
        out += heard * self.fade.over(now)
