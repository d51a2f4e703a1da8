"""The sets: one builder per kind of place, each filling a Scenery with paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from generators.papertheatre.scenery import Scenery
from generators.papertheatre.sets import coast, land, rooms, ship, tower, town

BUILDERS: Final[dict[str, Callable[[Scenery], None]]] = {
    "beach": coast.beach,
    "cave": land.cave,
    "cellar": tower.cellar,
    "church": rooms.church,
    "deck": ship.deck,
    "door": coast.door,
    "forest": land.forest,
    "gallery": coast.gallery,
    "harbour": coast.harbour,
    "hills": land.hills,
    "kitchen": rooms.kitchen,
    "lamp_room": tower.lamp_room,
    "landing": coast.landing,
    "library": rooms.library,
    "lighthouse": coast.lighthouse,
    "mountains": land.mountains,
    "open_sea": coast.open_sea,
    "reef": coast.reef,
    "room": rooms.room,
    "stairs": tower.stairs,
    "street": town.street,
    "wheelhouse": ship.wheelhouse,
}
