"""Things that the words name and the set has not shown yet: placed beside the figures."""

from __future__ import annotations

from generators.papertheatre.scenery import Scenery


def place_props(s: Scenery, things: tuple[str, ...], indoors: bool) -> None:
    """Stand each thing at a free place on the floor."""
