"""What the paper theatre's tests share: short ways to a shot, a frame, a luminance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generators.base import Camera, Figure, Framing, Look, Move, Setting, Shot, TimeOfDay, Weather
from generators.papertheatre import open_generator
from generators.papertheatre.generator import PaperTheatre

SMALL = (192, 108)
MARA = Figure(name="MARA", looks="60, keeper, grey braid, yellow oilskin", placement=-0.3, facing=1)
TOM = Figure(name="TOM", looks="12, barefoot, red scarf", placement=0.35, facing=-1)
Picture = NDArray[np.uint8]


def theatre(size: tuple[int, int] = SMALL, **settings: Any) -> PaperTheatre:
    made = open_generator(size, settings)
    assert isinstance(made, PaperTheatre)
    return made


def shot(
    place: str = "lighthouse",
    *,
    interior: bool = False,
    time: TimeOfDay = TimeOfDay.DUSK,
    weather: Weather = Weather.CLEAR,
    cast: Sequence[Figure] = (MARA, TOM),
    framing: Framing = Framing.WIDE,
    move: Move = Move.STATIC,
    style: str = "paper-cut",
    **setting: Any,
) -> Shot:
    return Shot(
        setting=Setting(interior=interior, place=place, time=time, weather=weather, **setting),
        cast=tuple(cast),
        camera=Camera(framing=framing, move=move),
        look=Look(style=style),
        seed=7,
    )


def frame(generator: PaperTheatre, wanted: Shot, index: int = 0) -> Picture:
    """uint8 (height, width, rgb): one frame of a shot."""
    generator.begin(wanted, index)
    picture: Picture = generator.next_chunk()[0]
    return picture


def brightness(picture: Picture) -> float:
    """Mean luminance, 0..1."""
    return float((picture @ np.array([0.2126, 0.7152, 0.0722])).mean() / 255)


def blank(picture: Picture) -> bool:
    """Whether nothing can be told apart in it."""
    return float(picture.astype(np.float32).std()) < 3.0


def difference(a: Picture, b: Picture) -> float:
    """Mean absolute difference, 0..255."""
    return float(np.abs(a.astype(np.int16) - b.astype(np.int16)).mean())


def shift_of(a: Picture, b: Picture, reach: int = 12) -> tuple[int, int]:
    """(right, down): the shift in pixels that brings `a` over `b` best, looked for in their middles."""
    ga, gb = a.mean(axis=2), b.mean(axis=2)
    h, w = ga.shape
    cut = (slice(h // 5, h - h // 5), slice(w // 5, w - w // 5))
    ys = xs = range(-reach, reach + 1)
    scores = {(x, y): float(np.abs(np.roll(ga, (y, x), (0, 1))[cut] - gb[cut]).mean()) for y in ys for x in xs}
    return min(scores, key=lambda key: scores[key])
