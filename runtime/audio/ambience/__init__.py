"""Synthesised ambience: words -> layers -> beds of seamless loops and strewn grains."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.ambience import land, water, weather
from runtime.audio.ambience.bed import Bed, Strewn, looped, through
from runtime.audio.ambience.words import Heard, Layer, ambience_for, layers_for
from runtime.audio.manners import VEILS

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["RECIPES", "Bed", "Heard", "Layer", "Strewn", "ambience_for", "layers_for", "looped", "make_bed", "through"]

RECIPES: dict[str, Callable[[np.random.Generator], Bed]] = {
    "rain": weather.rain,
    "wind": weather.wind,
    "snow": weather.snow,
    "thunder": weather.thunder,
    "sea": water.sea,
    "harbour": water.harbour,
    "gulls": water.gulls_alone,
    "stream": water.stream,
    "cave": water.cave,
    "forest": land.forest,
    "birds": land.birds,
    "night": land.night,
    "city": land.city,
    "crowd": land.crowd,
    "fire": land.fire,
    "room": land.room_tone,
    "clock": land.clock,
    "engine": land.engine,
}


def make_bed(kind: str, veil: str = "", seed: int = 0) -> Bed:
    """The bed of a layer, the same for the same seed. Takes 50 to 500 ms: not for the loop thread."""
    digest = hashlib.blake2b(f"{kind}/{seed}".encode(), digest_size=8).digest()
    bed = RECIPES[kind](np.random.default_rng(int.from_bytes(digest, "big")))
    return through(bed, VEILS[veil]) if veil else bed
