"""Synthesised ambience: words -> layers -> beds of seamless loops and strewn grains."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.ambience import engines, indoors, land, town, water, weather, wild
from runtime.audio.ambience.bed import Bed, Strewn, looped, through
from runtime.audio.ambience.words import Heard, Layer, ambience_for, layers_for
from runtime.audio.manners import VEILS

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["RECIPES", "Bed", "Heard", "Layer", "Strewn", "ambience_for", "layers_for", "looped", "make_bed", "through"]

RECIPES: dict[str, Callable[[np.random.Generator], Bed]] = {
    "rain": weather.rain, "pane": weather.pane, "roof": weather.roof, "hail": weather.hail, "wind": weather.wind,
    "draught": weather.draught, "wires": weather.wires, "snow": weather.snow, "ice": weather.ice,
    "desert": weather.desert, "thunder": weather.thunder,
    "sea": water.sea, "harbour": water.harbour, "rigging": water.rigging, "sail": water.sail,
    "gulls": water.gulls_alone, "lake": water.lake, "stream": water.stream, "river": water.river,
    "waterfall": water.waterfall, "fountain": water.fountain, "underwater": water.underwater, "cave": water.cave,
    "mill": water.mill,
    "forest": land.forest, "birds": land.birds, "night": land.night, "doves": wild.doves, "grass": wild.grass,
    "crickets": wild.crickets, "cicadas": wild.cicadas, "insects": wild.insects, "bees": wild.bees,
    "frogs": wild.frogs, "jungle": wild.jungle, "farm": wild.farm, "wolves": wild.wolves,
    "city": town.city, "traffic": town.traffic, "street": town.bustle, "rooftop": town.rooftop,
    "village": town.village, "market": town.market, "playground": town.playground, "school": town.school,
    "station": town.station, "crowd": town.crowd, "tavern": town.tavern, "theatre": town.theatre,
    "office": town.office, "battle": town.battle, "coach": town.coach,
    "room": indoors.room_tone, "clock": indoors.clock, "fire": indoors.fire, "boil": indoors.boil,
    "attic": indoors.attic, "church": indoors.church, "library": indoors.library, "hospital": indoors.hospital,
    "whispers": indoors.whispers, "radio": indoors.radio, "hum": engines.hum, "computer": engines.computer,
    "engine": engines.engine, "ship": engines.ship, "train": engines.train, "plane": engines.plane,
    "factory": engines.factory, "workshop": engines.workshop, "steam": engines.steam, "space": engines.space,
    "lava": indoors.lava,
}  # fmt: skip


def make_bed(kind: str, veil: str = "", seed: int = 0) -> Bed:
    """The bed of a layer, the same for the same seed. Takes up to a second: not for the loop thread."""
    digest = hashlib.blake2b(f"{kind}/{seed}".encode(), digest_size=8).digest()
    bed = RECIPES[kind](np.random.default_rng(int.from_bytes(digest, "big")))
    return through(bed, VEILS[veil]) if veil else bed
