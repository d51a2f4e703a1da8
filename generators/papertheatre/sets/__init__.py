"""The sets: one builder per kind of place, each filling a Scenery with paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from generators.papertheatre.scenery import Scenery
from generators.papertheatre.sets import (
    coast,
    depths,
    halls,
    land,
    rails,
    rooms,
    ship,
    stars,
    tower,
    town,
    trades,
    wards,
)

BUILDERS: Final[dict[str, Callable[[Scenery], None]]] = {
    "attic": wards.attic,
    "beach": coast.beach,
    "bedroom": rooms.bedroom,
    "carriage": rails.carriage,
    "cave": land.cave,
    "cell": wards.cell,
    "cellar": tower.cellar,
    "church": halls.church,
    "classroom": wards.classroom,
    "deck": ship.deck,
    "door": coast.door,
    "forest": land.forest,
    "gallery": coast.gallery,
    "hall": halls.hall,
    "harbour": coast.harbour,
    "hills": land.hills,
    "kitchen": rooms.kitchen,
    "lamp_room": tower.lamp_room,
    "landing": coast.landing,
    "library": rooms.library,
    "lighthouse": coast.lighthouse,
    "mountains": land.mountains,
    "office": trades.office,
    "open_sea": coast.open_sea,
    "reef": coast.reef,
    "room": rooms.room,
    "shop": trades.shop,
    "space": stars.space,
    "space_station": stars.space_station,
    "stairs": tower.stairs,
    "street": town.street,
    "tavern": trades.tavern,
    "theatre": halls.theatre,
    "underwater": depths.underwater,
    "ward": wards.ward,
    "wheelhouse": ship.wheelhouse,
    "workshop": trades.workshop,
}
