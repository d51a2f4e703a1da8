"""Things that the words name: their drawings, and where each finds its place in a set."""

from __future__ import annotations

from generators.papertheatre.props.placing import PROPS, place_props

__all__ = ["PROPS", "place_props"]
