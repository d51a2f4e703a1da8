"""Hair: what lies on the skull, and what falls, hangs in plaits or blows."""

from __future__ import annotations

import functools
from typing import Any, Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.figures.air import Air
from generators.papertheatre.figures.hats import HATS
from generators.papertheatre.figures.joints import XY
from generators.papertheatre.figures.outline import Corner, cut, kept, ribbon
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.figures.person import Person
from generators.papertheatre.shapes import oval, united

Shape = tuple[Corner, ...]

# On the skull, from the side.
SIDE: Final[dict[str, Shape]] = {
    "short": (
        (0.335, -0.28, 1), (0.31, -0.48), (0.04, -0.61), (-0.28, -0.55), (-0.475, -0.28), (-0.455, 0.0), (-0.37, 0.24),
        (-0.24, 0.26), (-0.15, 0.18), (-0.13, 0.05), (-0.07, -0.05), (-0.01, -0.05, 1), (0.01, -0.2), (0.08, -0.31),
        (0.22, -0.35),
    ),
    "crop": (
        (0.3, -0.34, 1), (0.16, -0.53), (-0.16, -0.545), (-0.4, -0.36), (-0.45, -0.06), (-0.37, 0.2), (-0.24, 0.24),
        (-0.15, 0.14), (-0.12, -0.03), (-0.02, -0.1, 1), (0.02, -0.24), (0.12, -0.34),
    ),
    "tousled": (
        (0.36, -0.22, 1), (0.33, -0.42), (0.37, -0.52, 1), (0.2, -0.58), (0.14, -0.7, 1), (-0.04, -0.62),
        (-0.16, -0.7, 1), (-0.28, -0.58), (-0.46, -0.56, 1), (-0.47, -0.34), (-0.58, -0.2, 1), (-0.48, -0.02),
        (-0.52, 0.2, 1), (-0.38, 0.2), (-0.3, 0.34, 1), (-0.19, 0.2), (-0.13, 0.04), (-0.02, -0.02, 1), (0.0, -0.18),
        (0.1, -0.18, 1), (0.12, -0.3), (0.22, -0.2, 1), (0.26, -0.32),
    ),
    "fringe": (  # combed to the sides, with a fringe over the brow
        (0.355, -0.15, 1), (0.345, -0.44), (0.06, -0.63), (-0.32, -0.55), (-0.5, -0.24), (-0.45, 0.06), (-0.32, 0.16),
        (-0.19, 0.12), (-0.13, -0.02), (-0.02, -0.06, 1), (0.06, -0.14), (0.2, -0.19), (0.3, -0.15),
    ),
    "drawn": (  # combed back, into what hangs behind
        (0.31, -0.33, 1), (0.2, -0.55), (-0.1, -0.61), (-0.38, -0.48), (-0.49, -0.22), (-0.42, 0.06), (-0.3, 0.18),
        (-0.18, 0.16), (-0.1, -0.06), (0.0, -0.12), (0.08, -0.26), (0.2, -0.34),
    ),
    "parted": (  # long hair that frames the face
        (0.345, -0.2, 1), (0.32, -0.48), (0.0, -0.645), (-0.36, -0.54), (-0.52, -0.2), (-0.5, 0.2), (-0.4, 0.5),
        (-0.2, 0.52), (-0.06, 0.36), (-0.02, 0.1), (0.04, -0.16), (0.18, -0.33), (0.27, -0.3),
    ),
    "bob": (
        (0.345, -0.14, 1), (0.33, -0.48), (0.0, -0.64), (-0.38, -0.54), (-0.55, -0.16), (-0.52, 0.26), (-0.42, 0.42),
        (-0.1, 0.43), (0.07, 0.37, 1), (0.03, 0.1), (0.06, -0.12), (0.2, -0.25), (0.3, -0.2),
    ),
    "bald": (
        (-0.43, -0.1, 1), (-0.34, -0.18), (-0.16, -0.1), (-0.08, 0.0, 1), (-0.14, 0.14), (-0.2, 0.28), (-0.34, 0.27),
        (-0.46, 0.1),
    ),
}  # fmt: skip
# On the skull, in three-quarter view.
FRONT: Final[dict[str, Shape]] = {
    "short": (
        (0.4, -0.12, 1), (0.395, -0.4), (0.2, -0.63), (-0.16, -0.62), (-0.42, -0.42), (-0.47, -0.1), (-0.4, 0.12, 1),
        (-0.36, -0.1), (-0.3, -0.3), (-0.1, -0.4), (0.14, -0.36), (0.3, -0.34), (0.365, -0.2),
    ),
    "crop": (
        (0.385, -0.2, 1), (0.34, -0.46), (0.1, -0.57), (-0.2, -0.54), (-0.41, -0.34), (-0.42, 0.02, 1), (-0.37, -0.14),
        (-0.3, -0.34), (-0.06, -0.41), (0.2, -0.4), (0.34, -0.32),
    ),
    "tousled": (
        (0.41, -0.1, 1), (0.4, -0.34), (0.48, -0.44, 1), (0.32, -0.54), (0.28, -0.7, 1), (0.08, -0.62), (-0.06, -0.74,
        1),
        (-0.2, -0.6), (-0.4, -0.62, 1), (-0.44, -0.4), (-0.56, -0.26, 1), (-0.45, -0.1), (-0.46, 0.14, 1), (-0.36,
        -0.08),
        (-0.32, -0.2), (-0.24, -0.14, 1), (-0.16, -0.34), (-0.04, -0.2, 1), (0.06, -0.36), (0.18, -0.2, 1), (0.26,
        -0.36),
        (0.35, -0.18, 1),
    ),
    "fringe": (
        (0.4, -0.02, 1), (0.425, -0.3), (0.28, -0.6), (-0.12, -0.63), (-0.42, -0.44), (-0.46, 0.0, 1), (-0.38, -0.1),
        (-0.32, -0.18), (-0.1, -0.23), (0.14, -0.23), (0.32, -0.2), (0.37, -0.12),
    ),
    "drawn": (
        (0.385, -0.16, 1), (0.36, -0.46), (0.12, -0.6), (-0.18, -0.58), (-0.41, -0.38), (-0.44, -0.04, 1), (-0.37,
        -0.16),
        (-0.28, -0.36), (0.02, -0.44), (0.26, -0.38), (0.35, -0.26),
    ),
    "parted": (
        (0.42, 0.12, 1), (0.455, -0.2), (0.38, -0.5), (0.06, -0.64), (-0.3, -0.58), (-0.49, -0.28), (-0.5, 0.2),
        (-0.42, 0.5, 1), (-0.37, 0.2), (-0.37, -0.1), (-0.22, -0.34), (0.0, -0.44, 1), (0.2, -0.36), (0.34, -0.2),
        (0.385, 0.0),
    ),
    "bob": (
        (0.43, 0.3, 1), (0.48, -0.1), (0.4, -0.5), (0.06, -0.65), (-0.32, -0.58), (-0.52, -0.24), (-0.54, 0.18),
        (-0.44, 0.44), (-0.3, 0.4, 1), (-0.35, 0.1), (-0.34, -0.14), (-0.2, -0.24), (0.04, -0.22), (0.26, -0.24),
        (0.36, -0.16), (0.385, 0.1),
    ),
}  # fmt: skip
CAPS: Final = {
    "short": "short", "crop": "crop", "tousled": "tousled", "long": "parted", "wavy": "parted", "bob": "bob",
    "braid": "drawn", "pigtails": "fringe", "plaits": "fringe", "bun": "drawn", "tail": "drawn", "curly": "short",
    "afro": "crop", "bald": "bald",
}  # fmt: skip
HANGING: Final = frozenset({"long", "wavy", "braid"})
OPEN_HATS: Final = frozenset({"crown", "tiara", "wreath", "nurse"})
COVERS_EAR: Final = frozenset({"long", "wavy", "bob", "curly", "afro"})


def draw_ear(pen: Pen, person: Person, frontal: bool) -> None:
    if person.hair in COVERS_EAR or person.hat in ("kerchief", "wimple", "bonnet", "hood"):
        return
    x, y, w = (-0.39, 0.02, 0.05) if frontal else (-0.075, 0.03, 0.064)
    pen.fill(oval(x, y, w, 0.098), scaled(person.skin, 0.94), rim=0.6)
    if pen.fine(46):
        pen.line([(x + 0.014, y - 0.06), (x - 0.024, y - 0.03), (x, y + 0.04)], scaled(person.skin, 0.7), 0.014)


def draw_hair(pen: Pen, person: Person, frontal: bool, hatted: bool) -> None:
    """What lies on the skull, over the face."""
    kind = CAPS.get(person.hair)
    if kind is None or (kind == "bald" and frontal and hatted):
        return
    tone = person.hair_colour
    if hatted and person.hat not in OPEN_HATS and kind in ("short", "tousled", "drawn"):
        kind = "crop"
    if kind == "bald":
        _draw_fringe(pen, tone, frontal)
        return
    pen.fill(kept((FRONT if frontal else SIDE)[kind]), tone)
    if person.hair in ("curly", "afro") and not hatted:
        pen.fill(_curls(person.hair, frontal), tone)
    if person.hair == "bun" and not hatted and frontal:
        pen.fill(oval(-0.04, -0.66, 0.17, 0.14), tone)
        pen.fill(kept(FRONT[kind]), tone)
    if pen.fine(46):
        _draw_combing(pen, kind, scaled(tone, 1.24), frontal)


def _draw_fringe(pen: Pen, tone: RGB, frontal: bool) -> None:
    if frontal:
        for points in (((-0.44, -0.16), (-0.37, -0.2), (-0.35, 0.06), (-0.42, 0.16), (-0.48, 0.0)),
                       ((0.41, -0.14), (0.38, -0.16), (0.375, 0.04), (0.42, 0.06))):  # fmt: skip
            pen.fill(kept(points), tone, rim=0.7)
    else:
        pen.fill(kept(SIDE["bald"]), tone, rim=0.7)


def _draw_combing(pen: Pen, kind: str, tone: RGB, frontal: bool) -> None:
    """The comb's marks."""
    if kind == "crop":
        return
    for k in range(4):
        if frontal:
            x = -0.26 + 0.16 * k
            pen.line(
                [(0.0 + 0.03 * k, -0.58 + 0.01 * k), (x * 0.8, -0.5), (x * 1.15 - 0.02, -0.36 - 0.012 * k)], tone, 0.012
            )
        else:
            pen.line([(0.18 - 0.12 * k, -0.47 - 0.02 * k), (-0.1 - 0.07 * k, -0.4 + 0.06 * k),
                      (-0.27 - 0.03 * k, -0.14 + 0.07 * k)], tone, 0.012)  # fmt: skip


@functools.lru_cache(maxsize=8)
def _curls(kind: str, frontal: bool) -> Any:
    """One outline around many rounds."""
    mid = 0.02 if frontal else -0.08
    if kind == "afro":
        spots = [(0.0, -0.44, 0.36), (-0.3, -0.3, 0.32), (0.26, -0.36, 0.28), (-0.42, -0.02, 0.26), (-0.16, -0.58, 0.3),
                 (0.16, -0.58, 0.26), (0.4, -0.16, 0.16)]  # fmt: skip
    else:
        spots = [(-0.34, -0.36, 0.19), (-0.14, -0.52, 0.19), (0.1, -0.54, 0.18), (0.3, -0.42, 0.15), (-0.46, -0.14,
        0.17),
                 (-0.48, 0.1, 0.16), (-0.42, 0.32, 0.14), (0.36, -0.26, 0.09)]  # fmt: skip
    if frontal:
        spots += [(0.42, -0.06, 0.13), (0.45, 0.16, 0.12), (0.42, 0.34, 0.09)]
        hole = oval(0.02, 0.06, 0.34, 0.4)
    else:
        hole = oval(0.2, 0.06, 0.26, 0.38)
    import skia

    whole = united([oval(mid + x, y, r) for x, y, r in spots])
    return skia.Op(whole, hole, skia.PathOp.kDifference_PathOp) or whole


def draw_hair_behind(pen: Pen, person: Person, air: Air, frontal: bool, near: bool = False) -> None:
    """What falls behind the shoulders; `near`: the part that hangs before them."""
    tone = scaled(person.hair_colour, 0.8)
    kind = person.hair
    x = -0.06 if frontal else -0.3
    if kind in ("long", "wavy"):
        _draw_fall(pen, tone, air, frontal, near, kind == "wavy")
    elif near:
        _draw_near(pen, person, air, frontal)
    elif kind == "braid" and frontal:
        _draw_braid(pen, person.hair_colour, air, (x - 0.08, 0.14), 1.8, 9, -30 if not frontal else -20)
    elif kind == "tail":
        spine = air.loose((x - 0.16, -0.34), 1.05, 5, 1.1, -26 if not frontal else -16)
        pen.fill(ribbon(spine, 0.09, 0.1, 0.12), tone)
    elif kind == "bun" and not frontal:
        pen.fill(oval(-0.47, -0.24, 0.17, 0.16), person.hair_colour)
    elif kind in ("pigtails", "plaits") and frontal:
        _draw_bunch(pen, person, air, (0.34, 0.06), 0.9)
    elif kind == "curly":
        pen.fill(oval(x - 0.08, 0.18, 0.34, 0.34), tone)
    elif kind == "bob":
        pen.fill(cut([(x + 0.3, -0.4), (x - 0.24, -0.3), (x - 0.24, 0.38), (x + 0.5, 0.42), (x + 0.6, 0.0)]), tone)


def _draw_fall(pen: Pen, tone: RGB, air: Air, frontal: bool, near: bool, wavy: bool) -> None:
    if near and not frontal:
        return
    roots = ((0.34, 0.0, 0.1, 0.9),) if near else ((-0.14 if frontal else -0.3, -0.1, 0.3 if frontal else 0.21, 1.22),)
    for x, y, wide, long in roots:
        spine = air.loose((x, y), long * _room(air), 6, 0.75, -4)
        if wavy:
            spine = [(px + 0.035 * (-1) ** k * min(1.0, k / 2), py) for k, (px, py) in enumerate(spine)]
        pen.fill(ribbon(spine, wide, wide * 0.66, 0.16), tone)
        if pen.fine(60) and not near:
            for side in (-0.4, 0.1):
                pen.line([(px + wide * side, py) for px, py in spine[1:]], scaled(tone, 1.3), 0.014)


def draw_hair_hanging(pen: Pen, person: Person, air: Air) -> None:
    """From the side: what lies over the near shoulder."""
    if person.hat in HATS and HATS[person.hat].closed:
        return
    if person.hair == "braid":
        _draw_braid(pen, person.hair_colour, air, (-0.38, 0.14), 1.8, 9, -30)
        return
    wide = 0.2 if person.hair == "long" else 0.24
    spine = air.loose((-0.3, 0.12), 0.98 * _room(air), 6, 0.75, -14)
    if person.hair == "wavy":
        spine = [(x + 0.035 * (-1) ** k * min(1.0, k / 2), y) for k, (x, y) in enumerate(spine)]
    pen.fill(ribbon(spine, wide * 0.9, wide * 0.66, 0.14), scaled(person.hair_colour, 0.92))
    if pen.fine(60):
        for side in (-0.4, 0.1):
            pen.line([(x + wide * side, y) for x, y in spine[1:]], scaled(person.hair_colour, 1.16), 0.014)


def _room(air: Air) -> float:
    """Hair of somebody who lies has no room to hang."""
    return 0.34 if abs(air.lie) > 50 else 1.0


def _draw_near(pen: Pen, person: Person, air: Air, frontal: bool) -> None:
    if person.hair in ("pigtails", "plaits"):
        _draw_bunch(pen, person, air, (-0.4, 0.04) if frontal else (-0.28, 0.06), 1.0)


def _draw_bunch(pen: Pen, person: Person, air: Air, root: XY, share: float) -> None:
    tone = person.hair_colour
    if person.hair == "plaits":
        _draw_braid(pen, tone, air, root, 1.15 * share, 7)
        return
    spine = air.loose(root, 0.72 * share, 4, 1.2, -30 if root[0] < 0 else 26)
    pen.fill(ribbon(spine, 0.09, 0.12, 0.1), scaled(tone, 0.92))
    pen.fill(oval(*root, 0.075), (190, 72, 66), rim=0.6)


def _draw_braid(pen: Pen, tone: RGB, air: Air, root: XY, long: float, count: int, rest: float = -5.0) -> None:
    """A plait, link by link, and its ribbon."""
    spine = air.loose(root, long * _room(air), count, 0.7, rest)
    for k, (x, y) in enumerate(spine[:-1]):
        w = 0.15 - 0.055 * k / count
        side = 0.03 if k % 2 else -0.03
        pen.fill(oval(x + side, y + 0.05, w, 0.13), scaled(tone, 0.98 if k % 2 else 0.84), rim=0.7)
    (x, y), (px, py) = spine[-1], spine[-2]
    pen.fill(oval(x * 0.7 + px * 0.3, y * 0.7 + py * 0.3, 0.085, 0.05), (150, 66, 58), rim=0.5)
    pen.fill(
        cut([(x - 0.06, y - 0.02), (x + 0.06, y - 0.02), (x + (x - px) * 0.8, y + 0.2, 1)]), scaled(tone, 0.8), rim=0.6
    )
