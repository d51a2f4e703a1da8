"""The repertoire: everything that puppets can do with arms, trunk and head, as scores by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generators.papertheatre.figures.repertoire import moods, others, things, whole, work
from generators.papertheatre.figures.scores import Score, read_scores

SCORES: Final[Mapping[str, Score]] = {
    name: made for part in (things, work, others, moods, whole) for name, made in read_scores(part.NOTATION).items()
}
LYING: Final = frozenset({"fall", "trip", "collapse", "die"})  # end on the floor, and stay
