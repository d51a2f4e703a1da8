"""Single sounds, synthesised: a knock, a door, thunder. Words that mean nothing here make no sound."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.ambience.bed import grain
from runtime.audio.ambience.water import breaker, creak, gull
from runtime.audio.ambience.weather import peal
from runtime.audio.manners import PLAIN, Manner, manner_of, tokens_of
from runtime.audio.noise import arch, burst, joined, mixed, ring, room, seconds, shaped, times
from runtime.audio.tape import Tape

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

THUD = ((40, -6), (90, 0), (220, -5), (700, -18), (2500, -34), (9000, -60))
WOOD = ((80, -10), (250, 0), (700, -4), (1800, -14), (6000, -30))
SPARK = ((800, -24), (2500, -3), (5500, 0), (11000, -6), (18000, -18))


def _hit(rng: np.random.Generator, hz: float, weight: float) -> Wave:
    """A knuckle on wood, mono 0.4 s."""
    body = ring(hz, 0.035, 0.4) + 0.6 * ring(hz * 2.3, 0.018, 0.4) + 0.3 * ring(hz * 4.1, 0.01, 0.4)
    return np.asarray(weight * (body + 0.8 * burst(rng, 0.4, WOOD, 0.0008, 0.012)), np.float32)


def knock(rng: np.random.Generator) -> Wave:
    hits = [
        (at_s, _hit(rng, 165 * rng.uniform(0.96, 1.04), weight))
        for at_s, weight in ((0.02, 0.9), (0.3, 0.8), (0.55, 1))
    ]
    return room(rng, joined(1.2, hits), 0.7, 0.25)


def door(rng: np.random.Generator) -> Wave:
    """A latch, a hinge, and it falls to."""
    latch = burst(rng, 0.1, SPARK, 0.0005, 0.008) + 0.5 * ring(1450, 0.012, 0.1)
    shut = burst(rng, 0.8, THUD, 0.001, 0.09) + 0.5 * _padded(_hit(rng, 95, 1.0), 0.8)
    return room(
        rng, joined(2.6, [(0.0, 0.35 * latch), (0.15, 0.22 * creak(rng)), (1.45, shut), (1.5, 0.3 * latch)]), 1.0, 0.3
    )


def _padded(wave: Wave, length_s: float) -> Wave:
    return joined(length_s, [(0.0, wave)])


def steps(rng: np.random.Generator) -> Wave:
    """Six steps on stone, passing."""
    parts = []
    for index in range(6):
        heel = burst(rng, 0.18, THUD, 0.001, 0.03) + 0.35 * burst(rng, 0.18, SPARK, 0.0008, 0.006)
        sole = 0.35 * burst(rng, 0.18, WOOD, 0.004, 0.02)
        at_s = 0.02 + 0.52 * index + rng.uniform(-0.02, 0.02)
        parts += [(at_s, (0.75 + 0.25 * rng.uniform()) * heel), (at_s + 0.085, sole)]
    return room(rng, joined(3.4, parts), 0.8, 0.35)


def bell(rng: np.random.Generator) -> Wave:
    """A ship's bell, struck once."""
    strike = 620 * rng.uniform(0.97, 1.03)
    partials = (
        (0.5, 0.5, 3.4),
        (1.0, 1.0, 2.6),
        (1.19, 0.7, 2.0),
        (1.5, 0.4, 1.5),
        (2.0, 0.8, 1.3),
        (2.67, 0.4, 0.8),
        (4.1, 0.3, 0.4),
    )
    tone = sum(
        (gain * ring(strike * ratio, decay_s, 5.0, rng.uniform(0, 6)) for ratio, gain, decay_s in partials),
        np.zeros(1, np.float32),
    )
    beat = 1 + 0.12 * np.sin(2 * np.pi * 2.3 * times(5.0))
    return room(rng, (tone * beat).astype(np.float32), 2.0, 0.3)


def foghorn(rng: np.random.Generator) -> Wave:
    """Two seconds and a half of brass, far over the water."""
    t = times(3.2)
    bend = 1 + 0.012 * np.minimum(1, t / 0.4) - 0.02 * np.maximum(0, t - 2.6)
    phase = 2 * np.pi * 88 * np.cumsum(bend) / 48_000
    brass = sum(np.sin(k * phase) * np.exp(-((k * 88 / 420) ** 2)) / k**0.4 for k in range(1, 14))
    shape = np.minimum(1, t / 0.25) * np.clip((3.0 - t) / 0.5, 0, 1)
    return room(rng, np.asarray(brass * shape, np.float32), 3.5, 0.5, 1200.0)


def glass(rng: np.random.Generator) -> Wave:
    """A pane breaks and falls in pieces."""
    parts = [(0.0, 1.2 * burst(rng, 0.3, SPARK, 0.0004, 0.04))]
    for _ in range(42):
        shard = ring(rng.uniform(2300, 9000), rng.uniform(0.01, 0.07), 0.3, rng.uniform(0, 6))
        parts.append((float(rng.exponential(0.22)), rng.uniform(0.05, 0.35) * shard))
    return room(rng, joined(1.6, parts), 0.7, 0.2, 6000.0)


def match(rng: np.random.Generator) -> Wave:
    """Strike, flare, and it burns."""
    scratch = seconds(0.28)
    grit = (
        shaped(rng, scratch, SPARK, channels=1)[:, 0]
        * arch(scratch, 0.7)
        * (0.6 + 0.4 * rng.random(scratch, np.float32))
    )
    flare = burst(rng, 1.6, ((150, -8), (500, 0), (2000, -5), (7000, -10), (15000, -26)), 0.09, 0.35)
    return joined(2.0, [(0.0, 0.22 * grit), (0.24, flare)])


def heartbeat(rng: np.random.Generator) -> Wave:
    """Four beats."""
    beat = [(0.0, 1.0 * burst(rng, 0.3, THUD, 0.012, 0.05)), (0.27, 0.7 * burst(rng, 0.3, THUD, 0.012, 0.045))]
    low = [
        (at + 0.92 * index, ring(52, 0.07, 0.3) * arch(seconds(0.3), 0.4) + 0.4 * wave)
        for index in range(4)
        for at, wave in beat
    ]
    return joined(3.8, low)


def click(rng: np.random.Generator) -> Wave:
    """A switch."""
    parts = [(0.0, burst(rng, 0.06, SPARK, 0.0004, 0.003)), (0.035, 0.6 * burst(rng, 0.06, WOOD, 0.0004, 0.006))]
    return joined(0.12, parts)


def splash(rng: np.random.Generator) -> Wave:
    """Something falls into water."""
    drops = [
        (0.15 + float(rng.exponential(0.25)), rng.uniform(0.05, 0.2) * ring(rng.uniform(600, 1800), 0.02, 0.2))
        for _ in range(25)
    ]
    body = burst(rng, 1.2, ((100, -6), (400, 0), (1500, -3), (5000, -8), (12000, -22)), 0.02, 0.22)
    return room(rng, joined(1.8, [(0.0, body), *drops]), 0.8, 0.2)


def whoosh(rng: np.random.Generator) -> Wave:
    """Something passes, or a sail fills."""
    count = seconds(1.2)
    return mixed(
        (0, shaped(rng, count, ((100, -14), (400, 0), (1200, -6), (5000, -24)), channels=1)[:, 0] * arch(count, 2.0))
    )


def thunder(rng: np.random.Generator) -> Wave:
    return peal(rng, 0.6)


RECIPES: dict[str, tuple[Callable[[np.random.Generator], Wave], float, str]] = {
    # sort: how it is made, its peak in dB, the words that ask for it
    "knock": (knock, -12, "knock knocks knocking rap raps"),
    "door": (door, -12, "door doors gate hatch shuts slams"),
    "steps": (steps, -18, "step steps footstep footsteps walking boots"),
    "bell": (bell, -15, "bell bells chime gong toll"),
    "foghorn": (foghorn, -13, "foghorn horn whistle siren"),
    "thunder": (thunder, -9, "thunder thunderclap lightning explosion boom blast"),
    "glass": (glass, -13, "glass window breaks shatters shatter crash"),
    "match": (match, -18, "match strike strikes lights lit lamp lighter"),
    "wave": (breaker, -12, "wave waves breaker surf"),
    "creak": (creak, -19, "creak creaks creaking hinge stairs floorboard timbers"),
    "heartbeat": (heartbeat, -12, "heartbeat heart pulse"),
    "click": (click, -16, "click switch key lock latch button radio"),
    "gull": (gull, -19, "gull gulls seagull cry"),
    "splash": (splash, -14, "splash plunge splashes water"),
    "whoosh": (whoosh, -16, "whoosh gust wings flutter sail"),
}
SORT_OF = {word: sort for sort, (_, _, words) in RECIPES.items() for word in words.split()}


@dataclass(frozen=True)
class Wanted:
    """An effect that words ask for."""

    sort: str  # a key of RECIPES
    manner: Manner = PLAIN


def effect_for(words: str, ground: str = "") -> Wanted | None:  # noqa: ARG001
    """The effect that `words` ask for ("a distant knock at the door"); None when none is known."""
    tokens = tokens_of(words)
    sort = next((SORT_OF[token] for token in tokens if token in SORT_OF), "")
    return Wanted(sort, manner_of(tokens)) if sort else None


def make_effect(sort: str, seed: int = 0, veil: str = "", turn: int = 0) -> Tape:  # noqa: ARG001
    """The sound of an effect, the same for the same seed. Takes 1 to 60 ms: not for the loop thread."""
    recipe, peak_db, _ = RECIPES[sort]
    digest = hashlib.blake2b(f"{sort}/{seed}".encode(), digest_size=8).digest()
    return grain(recipe(np.random.default_rng(int.from_bytes(digest, "big"))), peak_db, 0.002)
