"""What is kept of sets: their paper form and their cut sheets, least recently used first out, within a bound."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Final

from generators.papertheatre.lamps import Step
from generators.papertheatre.scenery import Scenery

STORE_BYTES: Final = 72 << 20  # at 1280 x 720 two views of a set, between which a dialogue goes to and fro
SCENERIES_KEPT: Final = 12


@dataclass
class BuiltSet:
    """A set as this view sees it: what is drawn before and after the figures."""

    behind: list[Step]
    before: list[Step]
    size_bytes: int


class SetStore:
    """Built sets, least recently used first out, never more than `limit` bytes together with the newest."""

    def __init__(self, limit: int = STORE_BYTES) -> None:
        self.limit = limit
        self.sets: OrderedDict[tuple[Any, ...], BuiltSet] = OrderedDict()
        self.sceneries: OrderedDict[tuple[Any, ...], Scenery] = OrderedDict()

    @property
    def size_bytes(self) -> int:
        return sum(built.size_bytes for built in self.sets.values())

    def get(self, key: tuple[Any, ...]) -> BuiltSet | None:
        if key in self.sets:
            self.sets.move_to_end(key)
        return self.sets.get(key)

    def put(self, key: tuple[Any, ...], built: BuiltSet) -> None:
        self.sets[key] = built
        while len(self.sets) > 1 and self.size_bytes > self.limit:
            self.sets.popitem(last=False)

    def scenery(self, key: tuple[Any, ...]) -> Scenery | None:
        if key in self.sceneries:
            self.sceneries.move_to_end(key)
        return self.sceneries.get(key)

    def keep(self, key: tuple[Any, ...], scenery: Scenery) -> None:
        self.sceneries[key] = scenery
        while len(self.sceneries) > SCENERIES_KEPT:
            self.sceneries.popitem(last=False)
