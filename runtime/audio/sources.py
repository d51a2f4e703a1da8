"""What the mixer adds up: clips that sound once, and ambience layers that go on.

Each is a function of time, so that the mix can stand still and go on again from any sample.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.ambience import looped, make_bed, through
from runtime.audio.clock import RATE
from runtime.audio.gains import BLOCK, Fade
from runtime.audio.levels import db_of, gain_of
from runtime.audio.manners import VEILS
from runtime.audio.meter import lufs

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from runtime.audio.ambience import Bed, Layer, Strewn
    from runtime.audio.tape import Recorded, Tape
    from runtime.audio.workshop import Workshop

    Wave = NDArray[np.float32]

EDGE = 240  # samples, 5 ms: how a clip that is cut into begins, and how every clip ends
KEPT = RATE // 2  # a clip is remembered so long after its end, for a mix that steps back a little
AHEAD = 10 * BLOCK  # samples of a layer that are made at once: ten times less work than block by block
MEASURED_S, MEASURED_PIECES = 5, 12
BED_BYTES = 8_000_000  # about
OWN_BED_LUFS = -36.0  # of a writer's own ambience
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

    def __init__(self, layer: Layer, seed: int, own: Recorded | None = None) -> None:
        self.layer, self.seed, self._own = layer, seed, own
        self.fade = Fade(0.0)
        self._balance = balance(layer.pan)
        self._bed: Bed | None = None
        self._wanted, self._fade_length = 0.0, 1
        self._dry, self._from = np.zeros((0, 2), np.float32), 0  # made ahead, and its first sample's time
        self._grains: list[Clip] = []
        self._next: list[tuple[float, int]] = []  # for each Strewn: when the next grain falls, how many have fallen
        digest = hashlib.blake2b(f"{layer.kind}/{seed}/strewn".encode(), digest_size=8).digest()
        self._rng = np.random.default_rng(int.from_bytes(digest, "big"))

    @property
    def key(self) -> tuple[str, str, str, int]:
        return ("bed", self.layer.kind, self.layer.veil, self.seed)

    def ask(self, workshop: Workshop) -> None:
        kind, veil, seed, own = self.layer.kind, self.layer.veil, self.seed, self._own
        make: Callable[[], Bed] = partial(_own_bed, own, veil) if own else partial(make_bed, kind, veil, seed)
        workshop.ask(self.key, make, own.size if own else BED_BYTES)

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
        if not self._from <= now <= self._from + len(self._dry) - len(out):
            self._dry, self._from = self._played(self._bed, now), now
        out += self._dry[now - self._from :][: len(out)] * self.fade.over(now)

    def _played(self, bed: Bed, now: int) -> Wave:
        """What it sounds like from `now` on before it is faded: float32 (AHEAD, 2)."""
        heard = np.zeros((AHEAD, 2), np.float32)
        for tape in bed.loops:
            _add_loop(heard, tape, now)
        for index, strewn in enumerate(bed.strewn):
            self._strew(index, strewn, now + AHEAD)
        for grain in self._grains:
            grain.add_to(heard, now)
        self._grains = [grain for grain in self._grains if not grain.over(now)]
        if self.layer.pan:
            heard *= self._balance
        return heard

    def _strew(self, index: int, strewn: Strewn, until: int) -> None:
        at, fallen = self._next[index]
        while at < until:
            which = fallen % len(strewn.grains) if strewn.in_turn else int(self._rng.integers(len(strewn.grains)))
            tape = strewn.grains[which]
            gain = tape.scale * gain_of(self._rng.uniform(strewn.quietest_db, 0.0)) * np.sqrt(2)
            left, right = sides(self._rng.uniform(-strewn.spread, strewn.spread))
            self._grains.append(Clip(tape.samples, int(at), gain * left, gain * right))
            at += strewn.every_s * RATE * (1.0 + strewn.uneven * self._rng.uniform(-1.0, 1.0))
            fallen += 1
        self._next[index] = (at, fallen)


def levelled(tape: Tape, wanted_lufs: float, highest_db: float = -3.0) -> Tape:
    """The same at a loudness, or as near to it as its peaks allow; of a long tape pieces are measured."""
    peak = db_of(float(max(abs(int(tape.samples.max(initial=0))), abs(int(tape.samples.min(initial=0))))) * tape.scale)
    gain_db = min(wanted_lufs - lufs(_measured(tape)), highest_db - peak)
    return replace(tape, scale=tape.scale * gain_of(gain_db))


def _measured(tape: Tape) -> Wave:
    """At most MEASURED_PIECES of MEASURED_S of a tape: ten minutes as floats would take a quarter of a gigabyte."""
    piece = MEASURED_S * RATE
    if len(tape) <= MEASURED_PIECES * piece:
        return tape.wave()
    starts = np.linspace(0, len(tape) - piece, MEASURED_PIECES).astype(int)
    return np.concatenate([replace(tape, samples=tape.samples[start : start + piece]).wave() for start in starts])


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


def balance(pan: float) -> NDArray[np.float32]:
    """Gains of both sides for something wide that lies more to one: the far ear keeps a third."""
    return np.array([1.0 - 0.67 * max(0.0, pan), 1.0 - 0.67 * max(0.0, -pan)], np.float32)


def _own_bed(own: Recorded, veil: str) -> Bed:
    bed = looped(own.read(), OWN_BED_LUFS)
    return through(bed, VEILS[veil]) if veil else bed
