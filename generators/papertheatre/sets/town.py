"""Towns: a street that narrows between lit fronts, a market square, the roofs above it all."""

from __future__ import annotations

from typing import Final

from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.paper import Cut
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.buildings import church, hang_houses, skyline
from generators.papertheatre.sets.ground import bend, drawn, puddles, rains, snows, unrest
from generators.papertheatre.sets.plants import broadleaf, spray
from generators.papertheatre.sets.roadside import lamp_post, lantern
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import line, oval, polygon, rect, together

STONE: Final[RGB] = (146, 138, 132)
CORNER: Final[RGB] = (112, 90, 80)
FOUNTAIN: Final = (
    "M-1.5 0 L-1.4 -.5 1.4 -.5 1.5 0 Z M-.16 -.5 L-.1 -1.5 .1 -1.5 .16 -.5 Z "
    "M-.7 -1.5 Q0 -1.2 .7 -1.5 L.62 -1.62 -.62 -1.62 Z"
)
JET: Final = "M0 0 L0 -.5 M0 0 Q-.3 -.5 -.55 .5 M0 0 Q.3 -.5 .55 .5"


def street(s: Scenery) -> None:
    """A street that narrows into the distance between tall fronts, or a square with its church."""
    side = mirrored_side(s)
    square = s.says("square|market|plaza|piazza|courtyard|fair")
    hang_sky(s, 6.0)
    s.sheet(0.16, Cut(skyline(s, 5.9, 1.0 if square else 2.2), (120, 124, 128)), shadow=0.45)
    middle = side * s.half * s.rng.uniform(-0.08, 0.12)
    if square or s.says("church|cathedral|bell|tower") or s.rng.random() < 0.4:
        s.sheet(0.24, *church(s, middle, 6.3, 0.9 if not square else 1.3, 0.24, side < 0), shadow=0.6)
    wide = 1.7 if square else 1.0
    hang_houses(s, 6.3, 0.32, (1.3, 2.1), 1.5, (middle - 0.9 * wide, middle + 0.9 * wide))
    hang_houses(s, 6.8, 0.5, (1.9, 2.8), 1.45, (middle - 2.6 * wide, middle + 2.6 * wide))
    s.sheet(0.56, *_cobbles(s, 6.55, middle, 0.9 * wide))
    _hang_middle(s, side, square)
    lean = 5.0 * (1.2 if square else 1.0)
    hang_houses(s, 7.6, 0.74, (2.7, 3.6), 1.5, (middle * 0.5 - lean, middle * 0.5 + lean))
    lamp_post(s, side * s.half * 0.56, 7.85, 3.9, 0.9)
    _hang_pavement(s)
    _hang_corner(s, -side)
    s.floor = 8.28
    s.props |= {"lamp", "street lamp"}


def _hang_middle(s: Scenery, side: int, square: bool) -> None:
    """What stands in the street: a far lamp, trees, in a square a fountain."""
    lamp_post(s, -side * s.half * 0.3, 7.05, 2.6, 0.6)
    if square:
        x = side * s.half * 0.36
        basin = [Cut(drawn(FOUNTAIN, x, 7.3, 0.9), scaled(STONE, 1.25))]
        jet = Cut(drawn(JET, x, 5.4, 0.9), (220, 232, 232), stroke=0.05, alpha=0.0 if snows(s) else 0.7)
        s.sheet(0.62, *basin, jet, shadow=0.6)
    elif s.says("avenue|boulevard|park|trees?") or s.rng.random() < 0.35:
        for k, u in enumerate((-0.44, 0.38)):
            stem, crown = broadleaf(s.rng, u * s.half, 7.2 + 0.1 * k, 2.5, bend(s))
            s.sheet(
                0.64 + 0.02 * k,
                Cut(stem, (92, 72, 60)),
                Cut(crown, (104, 118, 82)),
                sway=unrest(s, 0.012, phase=k),
            )


def _cobbles(s: Scenery, y: float, x: float, half: float) -> list[Cut]:
    """The road from its far end, `half` units to either side of x, to our feet."""
    ground = polygon(
        [
            (x - half, y - 0.15),
            (x + half, y - 0.15),
            (s.span * 1.4, 8.9),
            (s.span * 1.4, 11),
            (-s.span * 1.4, 11),
            (-s.span * 1.4, 8.9),
        ]
    )
    stones = []
    for _ in range(90):
        t = s.rng.random() ** 0.7
        at = x * (1 - t) + s.rng.uniform(-1, 1) * (half + 7.0 * t)
        stones.append(oval(at, y + 0.05 + 1.75 * t, 0.07 + 0.16 * t, 0.025 + 0.04 * t))
    wet = mix((142, 134, 128), s.light.day.horizon, 0.25 if s.light.weather.value in ("rain", "storm") else 0.0)
    return [
        Cut(ground, wet if not snows(s) else (222, 224, 228), head=1.1, foot=0.7),
        Cut(together(stones), (172, 162, 152), alpha=0.5, rim=0.25),
        *puddles(s, y + 0.3, 1.1, 7),
        *_lamplight(s, y + 0.2),
    ]


def _lamplight(s: Scenery, y: float) -> list[Cut]:
    """After dark, windows and lamps lie on wet stones as broken slips of light."""
    if s.light.day.lamps < 0.3 or not rains(s):
        return []
    with s.aside("lamplight"):
        shifts = [s.rng.uniform(-0.8, 0.8) * s.half for _ in range(18)]
    slips = [
        oval(
            shift * (0.4 + 0.6 * k / 18),
            y + 1.3 * k / 18,
            0.16 + 0.016 * k,
            0.018 + 0.001 * k,
        )
        for k, shift in enumerate(shifts)
    ]
    return [Cut(together(slips), (255, 206, 130), lit=1.0, alpha=0.5, rim=0.0)]


def _hang_pavement(s: Scenery) -> None:
    kerb = [Cut(rect(-s.span * 1.3, 7.98, s.span * 2.6, 0.16), (158, 150, 142))]
    flags = together(
        line([(u * 0.9 + 0.35 * u * k, 8.14 + 0.42 * k), (u * 0.9 + 0.35 * u * (k + 1), 8.14 + 0.42 * (k + 1))])
        for u in range(-11, 12)
        for k in range(2)
    )
    slab = Cut(rect(-s.span * 1.3, 8.1, s.span * 2.6, 3), (118, 110, 106), head=1.12, foot=0.5)
    s.sheet(0.98, *kerb, slab, Cut(flags, (84, 78, 76), stroke=0.025, alpha=0.6), *puddles(s, 8.3, 0.5, 4, 1.3))


def _hang_corner(s: Scenery, side: int) -> None:
    """The near corner: a house's edge with quoins, a lantern on its bracket, a shop sign or leaves in a pot."""
    x = side * s.half * 0.955
    wall = rect(min(x - side * 0.35, x + side * 3.0), -1, 3.35, 12)
    quoins = together(rect(min(x - side * 0.5, x - side * 0.05), 0.1 + 1.0 * k, 0.45, 0.48, 0.04) for k in range(10))
    s.sheet(
        1.22,
        Cut(wall, CORNER, head=0.95, foot=0.75),
        Cut(quoins, scaled(CORNER, 1.25), rim=0.9),
        *lantern(s, x - side * 0.5, 1.6, 1.15, -side),
        front=True,
        anchor=x,
        close=False,
    )
    if s.light.day.lamps > 0.05:
        s.lamp(x - side * 1.65, 2.25, 1.22, 1.9, strength=0.55 * s.light.day.lamps, flicker=0.06)
    if s.says("market|shop|bakery|flowers?") or s.rng.random() < 0.5:
        twigs = together(spray(s.rng, x - side * 0.9, 8.1, a, 1.0, 4, 0.34) for a in (60, 90, 120))
        pot = drawn(
            "M-.45 0 L-.55 -.9 .55 -.9 .45 0 Z M-.62 -.86 L-.62 -1.06 .62 -1.06 .62 -.86 Z", x - side * 0.9, 9.1
        )
        s.sheet(1.24, Cut(twigs, (84, 108, 72)), Cut(pot, (166, 98, 70)), front=True, anchor=x, close=False)
