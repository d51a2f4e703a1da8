"""The show's own melody: a handful of notes drawn from its seed, and what can be made of them. Pure."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from functools import lru_cache

RHYTHMS = (  # where notes begin, in eighths of two bars of four beats
    (0, 3, 4, 8, 11, 12), (0, 2, 4, 8, 12), (0, 4, 6, 7, 8, 12), (2, 4, 6, 8, 14), (0, 1, 2, 8, 10, 12),
    (0, 6, 8, 10, 12, 14),
)  # fmt: skip
SPAN = 16  # eighths of a motif


@dataclass(frozen=True)
class Tone:
    """A note of a melody before it is played."""

    at: float  # 0..1 of the two bars
    length: float  # of the two bars
    step: int  # of the scale, 0 the tonic


Melody = tuple[Tone, ...]


@lru_cache(maxsize=64)
def motif(seed: int) -> Melody:
    """The motif of a show: it begins and ends on a tone of the tonic chord, moves by steps, and leaps once."""
    rng = random.Random(f"motif/{seed}")
    rhythm = rng.choice(RHYTHMS)
    leap = rng.randrange(1, len(rhythm) - 1)
    step, steps = rng.choice((0, 2, 4)), []
    for index in range(len(rhythm)):
        if index:
            step += rng.choice((-4, -3, 3, 4, 5)) if index == leap else rng.choice((-2, -1, -1, 1, 1, 2))
            step = max(-3, min(9, step))
        steps.append(step)
    steps[-1] = min((0, 2, 4, 7), key=lambda stable: abs(stable - steps[-1]))
    ends = (*rhythm[1:], SPAN)
    return tuple(Tone(at / SPAN, (end - at) / SPAN, step) for at, end, step in zip(rhythm, ends, steps, strict=True))


def varied(rng: random.Random, melody: Melody, strange: float) -> Melody:
    """One of the things that can be done to a melody; `strange` 0 as it is .. 1 anything."""
    if rng.random() > strange:
        return melody
    return rng.choice((inverted, backward, stretched, fragment, answered, ornamented, higher))(rng, melody)


def inverted(_: random.Random, melody: Melody) -> Melody:
    """Upside down around its first note."""
    return tuple(replace(tone, step=2 * melody[0].step - tone.step) for tone in melody)


def backward(_: random.Random, melody: Melody) -> Melody:
    return tuple(Tone(1.0 - tone.at - tone.length, tone.length, tone.step) for tone in reversed(melody))


def stretched(_: random.Random, melody: Melody) -> Melody:
    """Its first half, twice as slow."""
    return tuple(Tone(2 * tone.at, 2 * tone.length, tone.step) for tone in melody if tone.at < 0.5)


def fragment(rng: random.Random, melody: Melody) -> Melody:
    """Its head alone, and then again a step away."""
    head = [tone for tone in melody if tone.at < 0.5]
    up = rng.choice((-1, 1, 2))
    return (*head, *(Tone(tone.at + 0.5, tone.length, tone.step + up) for tone in head[:-1] or head))


def answered(rng: random.Random, melody: Melody) -> Melody:
    """The whole a third or a fifth away."""
    by = rng.choice((-4, -2, 2, 4))
    return tuple(replace(tone, step=tone.step + by) for tone in melody)


def ornamented(rng: random.Random, melody: Melody) -> Melody:
    """Long notes are left for a neighbour and come back."""
    out: list[Tone] = []
    for tone in melody:
        if tone.length >= 3 / SPAN and rng.random() < 0.7:
            third = tone.length / 3
            turn = (tone.step, tone.step + rng.choice((-1, 1)), tone.step)
            out += [Tone(tone.at + n * third, third, step) for n, step in enumerate(turn)]
        else:
            out.append(tone)
    return tuple(out)


def higher(_: random.Random, melody: Melody) -> Melody:
    """An octave up, its first note left out."""
    return tuple(replace(tone, step=tone.step + 7) for tone in melody[1:])
