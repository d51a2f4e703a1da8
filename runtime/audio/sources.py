"""What the mixer adds up: clips that sound once, ambience layers that go on, and the score.

Each is a function of time, so that the mix can stand still and go on again from any sample.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.ambience import Layer, Tape, make_bed
from runtime.audio.clock import RATE
from runtime.audio.gains import BLOCK, Fade
from runtime.audio.levels import gain_of
from runtime.audio.music import PHRASE_S, make_phrase

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from runtime.audio.ambience import Bed, Strewn
    from runtime.audio.workshop import Workshop

    Wave = NDArray[np.float32]

EDGE = 240  # samples, 5 ms: how a clip that is cut into begins, and how every clip ends
KEPT = RATE // 2  # a clip is remembered so long after its end, for a mix that steps back a little
BED_BYTES, PHRASE_BYTES = 8_000_000, 4_700_000  # about
FALL = (0.5 + 0.5 * np.cos(np.pi * (np.arange(EDGE) + 0.5) / EDGE)).astype(np.float32)


@dataclass
class Clip:
    """A sound that is heard once from sample `at` on."""

    wave: NDArray[np.float32] | NDArray[np.int16]  # (n,) or (n, 2)
    at: int  # when its sample 0 would be heard
    left: float
    right: float
    skip: int = 0  # samples of it that are not heard
    fade: Fade = field(default_factory=lambda: Fade(1.0, power=False))
    heard: bool = False

    @property
    def start(self) -> int:
        return self.at + self.skip

    @property
    def end(self) -> int:
        return self.at + len(self.wave)

    def over(self, now: int) -> bool:
        """It will not be heard again."""
        return now >= self.end + KEPT or (self.fade.target == 0.0 and self.fade.done(now - KEPT))

    def hush(self, now: int, length: int) -> None:
        """End with a fade; never begin, if it has not begun."""
        if self.fade.target:
            self.fade.turn(0.0, now, length)

    def add_to(self, out: Wave, now: int) -> None:
        """Add what is heard of it from `now` on to float32 (block, 2)."""
        if not self.heard and self.start < now < self.end:
            self.skip = now - self.at  # it comes late: what is over is not heard, and it is cut into softly
        first, last = max(now, self.start), min(now + len(out), self.end)
        self.heard = self.heard or now + len(out) > self.start
        if first >= last or (self.fade.target == 0.0 and self.fade.done(now)):
            return
        part = self.wave[first - self.at : last - self.at].astype(np.float32)
        part = part if part.ndim > 1 else part[:, None]
        if not self.fade.done(now) or self.fade.target != 1.0:
            part *= self.fade.over(first, last - first)
        if self.skip and first < self.start + EDGE:
            self._edge(part, first - self.start, FALL[::-1])
        if last > self.end - EDGE:
            self._edge(part, first - (self.end - EDGE), FALL)
        out[first - now : last - now] += part * np.array([self.left, self.right], np.float32)

    @staticmethod
    def _edge(part: Wave, place: int, shape: Wave) -> None:
        """Multiply by `shape`, which lies `place` samples before the start of `part`."""
        start = max(0, -place)
        edge = shape[max(0, place) : max(0, place) + len(part) - start]
        part[start : start + len(edge)] *= edge[:, None]


class LayerSource:
    """One layer of ambience: made off the loop, faded in when it is there, its grains strewn as it goes."""

    def __init__(self, layer: Layer, seed: int) -> None:
        self.layer, self.seed = layer, seed
        self.fade = Fade(0.0)
        self._bed: Bed | None = None
        self._wanted, self._fade_length = 0.0, 1
        self._grains: list[Clip] = []
        self._next: list[tuple[float, int]] = []  # for each Strewn: when the next grain falls, how many have fallen
        digest = hashlib.blake2b(f"{layer.kind}/{seed}/strewn".encode(), digest_size=8).digest()
        self._rng = np.random.default_rng(int.from_bytes(digest, "big"))

    @property
    def key(self) -> tuple[str, str, str, int]:
        return ("bed", self.layer.kind, self.layer.veil, self.seed)

    def ask(self, workshop: Workshop) -> None:
        kind, veil, seed = self.layer.kind, self.layer.veil, self.seed
        workshop.ask(self.key, lambda: make_bed(kind, veil, seed), BED_BYTES)

    def turn(self, gain: float, now: int, length: int) -> None:
        if self._bed is not None or gain == 0.0:
            self.fade.turn(gain, now, length)
        self._wanted, self._fade_length = gain, length

    def over(self, now: int) -> bool:
        return self.fade.target == 0.0 and self.fade.done(now) and self._wanted == 0.0

    def add_to(self, out: Wave, now: int, workshop: Workshop) -> None:
        if self._bed is None:
            self._bed = workshop.take(self.key)
            if self._bed is None:
                return
            self.fade.turn(self._wanted, now, self._fade_length)
            self._next = [(now + self._rng.uniform(0.1, 1.0) * one.every_s * RATE, 0) for one in self._bed.strewn]
        heard = np.zeros_like(out)
        for tape in self._bed.loops:
            _add_loop(heard, tape, now)
        for index, strewn in enumerate(self._bed.strewn):
            self._strew(index, strewn, now)
        for grain in self._grains:
            grain.add_to(heard, now)
        self._grains = [grain for grain in self._grains if not grain.over(now)]
        out += heard * self.fade.over(now)

    def _strew(self, index: int, strewn: Strewn, now: int) -> None:
        at, fallen = self._next[index]
        while at < now + BLOCK:
            which = fallen % len(strewn.grains) if strewn.in_turn else int(self._rng.integers(len(strewn.grains)))
            tape = strewn.grains[which]
            gain = tape.scale * gain_of(self._rng.uniform(strewn.quietest_db, 0.0)) * np.sqrt(2)
            left, right = sides(self._rng.uniform(-strewn.spread, strewn.spread))
            self._grains.append(Clip(tape.samples, int(at), gain * left, gain * right))
            at += strewn.every_s * RATE * (1.0 + strewn.uneven * self._rng.uniform(-1.0, 1.0))
            fallen += 1
        self._next[index] = (at, fallen)


class Score:
    """The music of a mood: one phrase after another, the next made while this one sounds."""

    def __init__(self, mood: str, seed: int) -> None:
        self.mood, self.seed = mood, seed
        self.fade = Fade(0.0)
        self._index = 0
        self._due: int | None = None  # when the next phrase begins
        self._phrases: list[Clip] = []

    def ask(self, workshop: Workshop) -> None:
        mood, index, seed = self.mood, self._index, self.seed
        workshop.ask(self.key, lambda: make_phrase(mood, index, seed), PHRASE_BYTES)

    @property
    def key(self) -> tuple[str, str, int, int]:
        return ("phrase", self.mood, self._index, self.seed)

    def over(self, now: int) -> bool:
        return self.fade.target == 0.0 and self.fade.done(now)

    def add_to(self, out: Wave, now: int, workshop: Workshop) -> None:
        if self.fade.target and (self._due is None or now + BLOCK > self._due):
            self._begin_phrase(now, workshop)
        heard = np.zeros_like(out)
        for phrase in self._phrases:
            phrase.add_to(heard, now)
        self._phrases = [phrase for phrase in self._phrases if not phrase.over(now)]
        out += heard * self.fade.over(now)

    def _begin_phrase(self, now: int, workshop: Workshop) -> None:
        self.ask(workshop)
        tape: Tape | None = workshop.take(self.key)
        if tape is None:
            return
        start = now if self._due is None else max(now, self._due)
        self._phrases.append(Clip(tape.samples, start, tape.scale, tape.scale))
        self._due = start + int(PHRASE_S * RATE)
        self._index += 1
        self.ask(workshop)


def sides(pan: float) -> tuple[float, float]:
    """Left and right gain of equal power for a pan of -1..1; 0.707 each in the middle."""
    angle = (min(1.0, max(-1.0, pan)) + 1.0) * np.pi / 4
    return float(np.cos(angle)), float(np.sin(angle))


def _add_loop(out: Wave, tape: Tape, now: int) -> None:
    count, start, done = len(tape), now % len(tape), 0
    while done < len(out):
        part = tape.samples[start : start + len(out) - done]
        out[done : done + len(part)] += part * np.float32(tape.scale)
        done, start = done + len(part), (start + len(part)) % count
