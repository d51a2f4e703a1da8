"""Chords that lead somewhere: progressions that close, and voices that move as little as they can. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from runtime.audio.music.moods import Mood, Ways

UPPER = (52, 77)  # MIDI numbers between which the three upper voices lie
BASS = (36, 52)
HOME = (57, 62, 66)  # near this the upper voices begin
PARALLEL, STILL, WIDE = 40, 0.6, 3.0  # costs: parallel fifths or octaves; a top voice that stays; a gap over an octave


@dataclass(frozen=True)
class Chord:
    """A chord of a mode."""

    degree: int  # 0 the tonic .. 6
    steps: tuple[int, ...]  # scale steps above its root: (0, 2, 4) is a triad, 6 a seventh, 8 a ninth

    def tones(self, mode: tuple[int, ...], root: int) -> tuple[int, ...]:
        """Pitch classes 0..11, its root first."""
        return tuple((root + mode[(self.degree + step) % 7]) % 12 for step in self.steps)


@dataclass(frozen=True)
class Voicing:
    """How a chord is laid out: MIDI numbers from low to high."""

    bass: int
    upper: tuple[int, int, int]

    @property
    def all(self) -> tuple[int, ...]:
        return (self.bass, *self.upper)


def period(rng: random.Random, mood: Mood) -> tuple[Chord, ...]:
    """Eight chords: four that open and lean on the half, four that come home."""
    first = _walk(rng, mood.ways, 0, 4, (mood.half,))
    after = rng.choice(mood.ways[mood.half]) if rng.random() < 0.6 else 0
    second = _walk(rng, mood.ways, after, 4, mood.close)
    degrees = (*first, *second)
    return tuple(_coloured(rng, mood, degree, last=at in (3, 7)) for at, degree in enumerate(degrees))


def ending(mood: Mood) -> tuple[Chord, Chord]:
    """The last two chords of all."""
    return Chord(mood.close[0], (0, 2, 4)), Chord(0, (0, 2, 4))


def _coloured(rng: random.Random, mood: Mood, degree: int, *, last: bool) -> Chord:
    if last or not mood.colours or rng.random() < 0.4:
        return Chord(degree, (0, 2, 4))
    return Chord(degree, (0, 2, 4, rng.choice(mood.colours)))


def _walk(rng: random.Random, ways: Ways, start: int, length: int, target: tuple[int, ...]) -> tuple[int, ...]:
    """A random way of `length` chords from `start` that ends with `target`; the last step may be a leap."""
    free = length - len(target)
    path = [start][:free]
    while len(path) < free:
        left = free - len(path)
        onward = [degree for degree in ways[path[-1]] if target[0] in _reach(tuple(sorted(ways.items())), degree, left)]
        path.append(rng.choice(onward or list(ways[path[-1]])))
    return (*path, *target)


@lru_cache(maxsize=512)
def _reach(ways: tuple[tuple[int, tuple[int, ...]], ...], degree: int, steps: int) -> frozenset[int]:
    """The degrees that stand `steps` chords after `degree`."""
    if steps == 0:
        return frozenset((degree,))
    return frozenset(end for after in dict(ways)[degree] for end in _reach(ways, after, steps - 1))


def lead(before: Voicing | None, chord: Chord, mode: tuple[int, ...], root: int) -> Voicing:
    """The layout of `chord` that its voices reach most easily from where they are."""
    tones = chord.tones(mode, root)
    old = before or Voicing(_nearest(tones[0], 43), HOME)
    bass = min((p for p in range(*BASS) if p % 12 == tones[0]), key=lambda p: (abs(p - old.bass), p))
    return min((Voicing(bass, upper) for upper in _layouts(tones)), key=lambda new: (_cost(old, new), new.upper))


def _layouts(tones: tuple[int, ...]) -> Iterator[tuple[int, int, int]]:
    """Every close or open position of the upper voices in which the third and the colour are heard."""
    needed = {tones[1], *tones[3:]}
    places = [[p for p in range(*UPPER) if p % 12 == tone] for tone in dict.fromkeys(tones)]
    pitches = sorted(p for group in places for p in group)
    for low, middle, high in product(pitches, repeat=3):
        if low < middle < high and high - low <= 19 and needed <= {low % 12, middle % 12, high % 12}:
            yield low, middle, high


def _cost(old: Voicing, new: Voicing) -> float:
    moves = sum(abs(a - b) ** 1.2 for a, b in zip(old.upper, new.upper, strict=True))
    far = 0.15 * sum(abs(a - b) for a, b in zip(new.upper, HOME, strict=True))
    still = STILL * (old.upper[2] == new.upper[2])
    wide = WIDE * sum(b - a > 12 for a, b in zip(new.upper, new.upper[1:], strict=False))
    return float(moves + far + still + wide + PARALLEL * parallels(old, new))


def parallels(old: Voicing, new: Voicing) -> int:
    """How many pairs of voices move together from a fifth to a fifth or from an octave to an octave."""
    found = 0
    for i in range(4):
        for j in range(i + 1, 4):
            before, after = old.all[j] - old.all[i], new.all[j] - new.all[i]
            found += old.all[i] != new.all[i] and before % 12 == after % 12 and after % 12 in (0, 7)
    return found


def _nearest(tone: int, to: int) -> int:
    return min(range(to - 6, to + 7), key=lambda p: (p % 12 != tone, abs(p - to)))
