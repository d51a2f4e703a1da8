"""What people build outdoors: fronts with windows that shine at night, far roofs, cottages, churches, barns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.sets.ground import drawn
from generators.papertheatre.shapes import arch, line, oval, polygon, rect, together

FRONTS: Final[tuple[RGB, ...]] = (
    (206, 178, 142),
    (178, 112, 88),
    (150, 148, 132),
    (196, 150, 104),
    (132, 126, 130),
    (214, 196, 164),
)
ROOFS: Final[tuple[RGB, ...]] = ((132, 74, 60), (92, 84, 88), (110, 70, 62))
PLASTER: Final[tuple[RGB, ...]] = ((228, 216, 190), (214, 186, 150), (190, 150, 118), (202, 204, 192))
DOORS: Final[tuple[RGB, ...]] = ((92, 62, 48), (70, 86, 84), (120, 56, 46))
IRON: Final[RGB] = (56, 56, 62)
LIT: Final[RGB] = (255, 206, 120)
BLIND: Final[RGB] = (78, 86, 92)
MOST_GLOWS: Final = 2  # windows of one front that also light the air before them

# The upper edges of fronts, one unit wide about x = 0, from the eaves at y = 0 up.
GABLES: Final = (
    "M-.5 0 L0 -.4 .5 0",
    "M-.5 0 L0 -.52 .5 0",
    (
        "M-.5 0 L-.5 -.12 -.36 -.12 -.36 -.25 -.23 -.25 -.23 -.38 -.1 -.38 -.1 -.5 .1 -.5 .1 -.38 .23 -.38 "
        ".23 -.25 .36 -.25 .36 -.12 .5 -.12 .5 0"
    ),
    (
        "M-.5 0 Q-.34 -.04 -.32 -.2 L-.3 -.28 Q-.16 -.3 -.13 -.44 Q-.1 -.54 0 -.56 Q.1 -.54 .13 -.44 Q.16 "
        "-.3 .3 -.28 L.32 -.2 Q.34 -.04 .5 0"
    ),
    "M-.5 0 L-.53 0 -.53 -.09 .53 -.09 .53 0 .5 0",
    "M-.5 0 L-.4 -.3 .4 -.3 .5 0",
)
# A church, its tower on y = 0 about x = 0, two units of nave to the right.
NAVE: Final = "M0 .3 L0 -1 .25 -1.75 2.3 -1.75 2.55 -1 2.55 .3 Z"
NAVE_ROOF: Final = "M-.05 -.98 L.2 -1.78 2.35 -1.78 2.62 -.98 Z"
TOWER: Final = "M-.45 .3 L-.45 -2.6 .45 -2.6 .45 .3 Z"
SPIRES: Final = (
    "M-.56 -2.56 L0 -4.4 .56 -2.56 Z",
    "M-.56 -2.56 Q-.6 -3.0 -.2 -3.2 L-.24 -3.34 Q-.1 -3.6 0 -4.2 Q.1 -3.6 .24 -3.34 L.2 -3.2 Q.6 -3.0 .56 -2.56 Z",
    (
        "M-.54 -2.56 L-.54 -2.96 -.36 -2.96 -.36 -2.74 -.18 -2.74 -.18 -2.96 .18 -2.96 .18 -2.74 .36 -2.74 "
        ".36 -2.96 .54 -2.96 .54 -2.56 Z"
    ),
)
CROSS: Final = "M0 -4.2 L0 -4.85 M-.13 -4.68 L.13 -4.68"
HANDS: Final = "M0 -2.1 L0 -2.26 M0 -2.1 L.11 -2.06"
THATCH: Final = "M-1.32 .18 Q-1.3 -.1 -1.2 -.3 L-.9 -.86 Q0 -.94 .9 -.86 L1.2 -.3 Q1.3 -.1 1.32 .18 Q0 .06 -1.32 .18 Z"
TILES: Final = "M-1.28 .1 L-1 -.78 1 -.78 1.28 .1 Z"
BARN: Final = "M-1.5 .3 L-1.5 -1.1 -1.15 -1.9 0 -2.5 1.15 -1.9 1.5 -1.1 1.5 .3 Z"
BARN_ROOF: Final = (
    "M-1.68 -.98 L-1.24 -1.98 0 -2.64 1.24 -1.98 1.68 -.98 1.5 -1.02 1.1 -1.84 0 -2.4 -1.1 -1.84 -1.5 -1.02 Z"
)
BARN_BEAMS: Final = "M-.6 0 L-.6 -1.05 .6 -1.05 .6 0 M-.6 0 L.6 -1.05 M.6 0 L-.6 -1.05 M0 0 L0 -1.05"

Box = tuple[float, float, float, float]  # x of the middle, y of the foot, width, height


def windows(
    s: Scenery, boxes: Sequence[Box], depth: float, frame: RGB, share: float = 0.55, round_: bool = False
) -> list[Cut]:
    """Windows with their bars; after dark a `share` of them shine. Three cuts, however many they are."""
    lit = s.light.day.lamps
    on = [b for b in boxes if s.rng.random() < share and lit > 0.25]
    cuts = []
    for some, colour, shine in (([b for b in boxes if b not in on], BLIND, 0.0), (on, LIT, lit)):
        if some:
            panes = together(arch(*b) if round_ else rect(b[0] - b[2] / 2, b[1] - b[3], b[2], b[3], 0.03) for b in some)
            cuts.append(Cut(panes, colour, lit=shine, rim=0.45, head=1.0, foot=0.96))
    if boxes:
        bars = [line([(x, y), (x, y - h)]) for x, y, _, h in boxes]
        bars += [line([(x - w / 2, y - h * 0.55), (x + w / 2, y - h * 0.55)]) for x, y, w, h in boxes]
        cuts.append(Cut(together(bars), scaled(frame, 0.6), stroke=0.025))
    for x, y, w, h in on[1::3][:MOST_GLOWS]:
        s.lamp(x, y - h / 2, depth, w * 2.6, strength=0.3 * lit, flicker=0.0)
    return cuts


def grid(
    x: float, top: float, foot: float, w: float, step: tuple[float, float], size: tuple[float, float]
) -> list[Box]:
    """Places for windows in a wall `w` wide about x, between two heights, `step` (x, y) apart."""
    columns, floors = max(1, int(w / step[0])), max(1, int((foot - top) / step[1]))
    high = (foot - top) / floors
    return [
        (x - w / 2 + w * (c + 0.5) / columns, top + high * (f + 0.5) + size[1] / 2, *size)
        for f in range(floors)
        for c in range(columns)
    ]


def house(s: Scenery, x: float, y: float, w: float, h: float, depth: float) -> list[Cut]:
    """One front of a town with its gable, windows, door or shop, some of them lit."""
    front, roof, gable = s.rng.choice(FRONTS), s.rng.choice(ROOFS), s.rng.choice(GABLES)
    edge = drawn(gable, x, y - h, w)
    wall = drawn(gable, x, y - h, w)
    wall.lineTo(x + w / 2, y + 0.3)
    wall.lineTo(x - w / 2, y + 0.3)
    wall.close()
    stack, top = x + w * s.rng.choice((-0.28, 0.28)), y - h - w * 0.5
    chimney = together(
        [rect(stack - w * 0.06, top, w * 0.12, w * 0.5), rect(stack - w * 0.08, top - w * 0.03, w * 0.16, w * 0.05)]
    )
    cuts = [Cut(chimney, scaled(front, 0.7)), Cut(wall, front, foot=0.72)]
    cuts.append(Cut(edge, roof, stroke=0.05 * w**0.5 + 0.03))
    size = (min(0.34, w * 0.2), min(0.5, w * 0.28))
    foot = y - (0.95 if h > 1.2 else 0.05)
    places = grid(x, y - h + 0.16, foot, w * 0.94, (0.72, 0.85), size)
    cuts += windows(s, places, depth, front, round_=s.rng.random() < 0.25)
    if h > 1.2:
        cuts += (_shop if s.rng.random() < 0.42 else _ground_floor)(s, x, y, w, depth, front)
    return cuts


def _ground_floor(s: Scenery, x: float, y: float, w: float, depth: float, front: RGB) -> list[Cut]:
    at = x + w * s.rng.choice((-0.26, 0.0, 0.26))
    beside = [(x + w * u, y - 0.2, w * 0.2, 0.44) for u in (-0.26, 0.26) if abs(x + w * u - at) > 0.2 * w]
    return [
        *windows(s, beside, depth, front),
        Cut(arch(at, y + 0.02, min(0.62, w * 0.34), 0.92), scaled(front, 0.78), rim=0.6),
        Cut(arch(at, y + 0.02, min(0.5, w * 0.28), 0.84), s.rng.choice(DOORS), rim=0.5),
    ]


def _shop(s: Scenery, x: float, y: float, w: float, depth: float, front: RGB) -> list[Cut]:
    """A wide window and a door under a striped awning."""
    lit = s.light.day.lamps
    if lit > 0.25:
        s.lamp(x - w * 0.15, y - 0.45, depth, w * 0.8, strength=0.36 * lit, flicker=0.0)
    return [
        Cut(rect(x - w * 0.4, y - 0.74, w * 0.5, 0.6, 0.02), LIT if lit > 0.25 else BLIND, lit=lit, rim=0.5, head=1.0),
        Cut(arch(x + w * 0.3, y + 0.02, w * 0.22, 0.72), s.rng.choice(DOORS), rim=0.5),
        Cut(rect(x - w * 0.48, y - 0.98, w * 0.96, 0.24), (222, 208, 180), foot=0.9),
        Cut(
            together(rect(x + w * (-0.48 + 0.274 * k), y - 0.98, w * 0.137, 0.24) for k in range(4)),
            scaled(front, 0.66),
            rim=0.4,
        ),
    ]


def hang_houses(
    s: Scenery, y: float, depth: float, width: tuple[float, float], share: float, gap: tuple[float, float] = (99, 99)
) -> None:
    """A row of fronts standing on y from edge to edge; `gap` leaves a street open between two x."""
    cuts: list[Cut] = []
    x = -s.span * 1.2
    while x < s.span * 1.2:
        w = s.rng.uniform(*width)
        if not gap[0] < x + w / 2 < gap[1]:
            cuts += house(s, x + w / 2, y, w * 0.98, w * share * s.rng.uniform(0.75, 1.25), depth)
        x += w
    s.sheet(depth, *cuts, shadow=0.8)


def skyline(s: Scenery, y: float, rise: float, step: tuple[float, float] = (0.5, 1.3)) -> Any:
    """Far roofs as one outline."""
    points = [(-s.span * 1.3, 11.0)]
    x = -s.span * 1.3
    while x < s.span * 1.3:
        w, h = s.rng.uniform(*step), rise * s.rng.uniform(0.4, 1.0)
        peak = [(x + w / 2, y - h - 0.35)] if s.rng.random() < 0.5 else []
        points += [(x, y - h), *peak, (x + w, y - h)]
        x += w
    return polygon([*points, (x, 11.0)])


def cottage(s: Scenery, x: float, y: float, size: float, depth: float, thatched: bool = False) -> list[Cut]:
    """A low house seen from its long side: roof, chimney, door, windows."""
    w, h, k = 2.2 * size, 0.86 * size, size
    wall = s.rng.choice(PLASTER)
    roof: RGB = (196, 164, 110) if thatched else s.rng.choice(((152, 84, 64), (104, 96, 98), (128, 88, 66)))
    stack = x + w * s.rng.choice((-0.32, 0.32))
    boxes = [(x + w * u, y - 0.24 * k, 0.3 * k, 0.36 * k) for u in (-0.32, 0.32)]
    return [
        Cut(rect(stack - 0.11 * k, y - h - 1.2 * k, 0.22 * k, 0.6 * k), (150, 104, 84)),
        Cut(rect(x - w / 2, y - h, w, h + 0.3), wall, foot=0.8),
        Cut(drawn(THATCH if thatched else TILES, x, y - h, k), roof),
        *windows(s, boxes, depth, wall, 0.8),
        Cut(rect(x - 0.15 * k, y - 0.56 * k, 0.3 * k, 0.6 * k), s.rng.choice(DOORS), rim=0.5),
    ]


def church(s: Scenery, x: float, y: float, size: float, depth: float, mirror: bool = False) -> list[Cut]:
    """A church with its tower over x; windows glow at night."""
    k, way = size, -1 if mirror else 1
    tone: RGB = s.rng.choice(((168, 158, 144), (196, 180, 150)))
    lead: RGB = s.rng.choice(((112, 92, 84), (92, 96, 104)))
    boxes = [(x + way * u * k, y - 0.2 * k, 0.24 * k, 0.6 * k) for u in (0.8, 1.4, 2.0)]
    cap = s.rng.choice(SPIRES)
    return [
        Cut(drawn(NAVE, x, y, k, mirror), tone),
        Cut(drawn(NAVE_ROOF, x, y, k, mirror), lead),
        Cut(drawn(TOWER, x, y, k), scaled(tone, 1.06), head=1.1),
        *([] if cap is SPIRES[2] else [Cut(drawn(CROSS, x, y, k), IRON, stroke=0.05 * k)]),
        Cut(drawn(cap, x, y, k), lead if cap is not SPIRES[2] else tone),
        Cut(oval(x, y - 2.1 * k, 0.2 * k), (232, 222, 196), rim=0.7),
        Cut(drawn(HANDS, x, y, k), IRON, stroke=0.03 * k),
        *windows(s, boxes, depth, tone, 0.9, round_=True),
        Cut(arch(x, y + 0.02, 0.42 * k, 0.8 * k), DOORS[0], rim=0.5),
    ]


def barn(s: Scenery, x: float, y: float, size: float) -> list[Cut]:
    """A barn with its great door and a hatch."""
    red: RGB = s.rng.choice(((164, 72, 56), (150, 112, 82)))
    return [
        Cut(drawn(BARN, x, y, size), red, foot=0.74),
        Cut(drawn(BARN_ROOF, x, y, size), (98, 88, 88)),
        Cut(rect(x - 0.6 * size, y - 1.05 * size, 1.2 * size, 1.1 * size), scaled(red, 0.72), rim=0.6),
        Cut(drawn(BARN_BEAMS, x, y, size), (226, 210, 180), stroke=0.07 * size),
        Cut(rect(x - 0.2 * size, y - 1.8 * size, 0.4 * size, 0.4 * size), (74, 56, 50), rim=0.5),
    ]
