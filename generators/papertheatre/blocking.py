"""Where everybody stands: marks on the stage from placements, spread so that nobody hides another."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from generators.base import Figure, Shot
from generators.papertheatre.camera import progress
from generators.papertheatre.figures.posture import MOVING, Temper, doing, temper_of
from generators.papertheatre.figures.wardrobe import Person, dressed
from generators.papertheatre.scenery import Scenery

DOWN = re.compile(r"\b(?:down|descend\w*|below)\b")
MOST_FIGURES = 12  # a bigger crowd is the first dozen and everyone who speaks
HOLDABLE = (
    "lantern",
    "stick",
    "letter",
    "book",
    "rope",
    "telescope",
    "oar",
    "cup",
    "bag",
    "key",
    "axe",
    "umbrella",
    "knife",
    "flower",
)


@dataclass(frozen=True)
class Mark:
    """One figure on the stage: who, doing what, where."""

    figure: Figure
    person: Person
    kind: str  # of posture
    temper: Temper
    prop: str
    x: float  # stage units
    floor: float
    facing: int  # -1 or 1
    frontal: bool
    size: float  # share of the set's grown height: back rows are smaller
    dim: float  # brightness: back rows are darker

    def travel(self, t_s: float, duration_s: float) -> float:
        """Stage units walked so far, along the way it faces; slows down at the end of its mark, never stops dead."""
        speed = MOVING.get(self.kind, 0.0)
        if not speed:
            return 0.0
        way = min(speed * duration_s * 0.8, 3.0 if self.kind == "run" else 1.7)
        return way * (progress(t_s, duration_s) - 0.5)


def marks_of(shot: Shot, s: Scenery) -> tuple[Mark, ...]:
    """Everybody's mark, back row first."""
    cast = _seen(shot.cast)
    if not cast:
        return ()
    places = _spread([f.placement for f in cast], s)
    marks = [_mark(f, x, row, s) for f, (x, row) in zip(cast, places, strict=True)]
    faced = [_turned(m, marks) for m in marks]
    return tuple(sorted(faced, key=lambda m: (m.size, m.figure.speaking)))


def _seen(cast: tuple[Figure, ...]) -> list[Figure]:
    if len(cast) <= MOST_FIGURES:
        return list(cast)
    speakers = [f for f in cast if f.speaking][:MOST_FIGURES]
    others = [f for f in cast if not f.speaking][: MOST_FIGURES - len(speakers)]
    return [f for f in cast if f in speakers or f in others][:MOST_FIGURES]


def _spread(placements: list[float], s: Scenery) -> list[tuple[float, int]]:
    """(x, row) for each placement; rows of at most six, with at least a body's width between neighbours."""
    low, high = s.reach[0] * s.half, s.reach[1] * s.half
    wish = [low + (high - low) * (p + 1) / 2 for p in placements]
    result: list[tuple[float, int]] = [(0.0, 0)] * len(wish)
    order = sorted(range(len(wish)), key=lambda i: wish[i])
    rows = max(1, -(-len(wish) // 6))
    for row in range(rows):
        members = order[row::rows]
        room = (high - low + 1.6) / max(1, len(members))
        gap = min(s.tall * 0.46, room)
        xs = [wish[i] for i in members]
        for _ in range(24):
            for a in range(len(xs) - 1):
                lack = gap - (xs[a + 1] - xs[a])
                if lack > 0:
                    xs[a] -= lack / 2
                    xs[a + 1] += lack / 2
        for i, x in zip(members, xs, strict=True):
            result[i] = (max(low - 0.9, min(high + 0.9, x)), row)
    return result


def _mark(figure: Figure, x: float, row: int, s: Scenery) -> Mark:
    person = dressed(figure.name, figure.looks)
    kind = doing(figure.action)
    if s.seated is not None and kind in ("stand", "walk", "hold", "lift", "point", "climb"):
        kind = "row" if kind == "walk" else "sit" if kind in ("stand", "climb") else kind
    held = dressed("", figure.action).props
    prop = next((p for p in held if p in HOLDABLE), next((p for p in person.props if p in HOLDABLE), ""))
    if kind == "row":
        prop = "oar"
    facing = figure.facing
    if kind == "climb" and s.slope:
        facing = -1 if DOWN.search(figure.action.lower()) else 1
    size = 1.0 - 0.14 * row
    floor = s.floor - 0.3 * row - s.slope * x
    return Mark(
        figure,
        person,
        kind,
        temper_of(f"{figure.emotion} {figure.action}"),
        prop,
        x,
        floor,
        facing,
        False,
        size,
        1.0 - 0.16 * row,
    )


def _turned(mark: Mark, marks: list[Mark]) -> Mark:
    """Facing 0: walkers look where they go; with company one looks at the nearest other, alone to the viewer."""
    if mark.facing:
        return mark
    if mark.kind == "climb":
        return replace(mark, facing=1)
    others = [m for m in marks if m is not mark]
    side = -1 if mark.x > 0.05 else 1
    moving = mark.kind in MOVING
    if not others:
        return replace(
            mark, facing=side, frontal=not moving and mark.kind in ("stand", "fold", "akimbo", "hold", "sit")
        )
    nearest = min(others, key=lambda m: abs(m.x - mark.x))
    return replace(mark, facing=1 if nearest.x > mark.x else -1, frontal=False)
