"""The sets: one builder per kind of place, each filling a Scenery with paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from generators.papertheatre.scenery import Scenery
from generators.papertheatre.sets import sea

BUILDERS: Final[dict[str, Callable[[Scenery], None]]] = {
    "lighthouse": sea.lighthouse,
}
