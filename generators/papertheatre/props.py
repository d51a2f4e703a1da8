"""Things that the words name and the set has not shown yet: stood beside the figures or hung on the wall."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.sets.sea import birds
from generators.papertheatre.shapes import arch, crown, line, oval, polygon, rect, smooth, trunk, united, without

WOOD: RGB = (128, 90, 62)
IRON: RGB = (70, 70, 76)
BRASS: RGB = (208, 166, 94)
SPOTS: Final = (-0.34, 0.36, -0.82, 0.84, 0.06, -0.58)  # shares of the half width, in the order in which they are taken
DEPTH: Final = 0.985


def place_props(s: Scenery, things: tuple[str, ...], indoors: bool) -> None:
    """Stand each thing at a free place on the floor; what only belongs outside stays outside."""
    spots = [u for u in SPOTS if s.reach[0] - 0.3 <= u <= s.reach[1] + 0.3] or [0.0]
    for k, thing in enumerate(t for t in things if t in PROPS and (indoors or t != "bed")):
        x = spots[k % len(spots)] * s.half
        PROPS[thing](s, x, s.floor - 0.1 - s.slope * x)
        s.props.add(thing)


def _table(s: Scenery, x: float, y: float) -> None:
    top = y - 1.2
    s.sheet(
        DEPTH,
        *[Cut(rect(x + u, top, 0.14, 1.2), scaled(WOOD, 0.75)) for u in (-1.0, 0.86)],
        Cut(rect(x - 1.25, top - 0.1, 2.5, 0.18, 0.04), WOOD),
    )


def _fire(s: Scenery, x: float, y: float) -> None:
    tones = (
        (
            ((-0.5, 0), (-0.44, -0.5), (-0.2, -0.34), (-0.06, -1.1), (0.14, -0.46), (0.34, -0.76), (0.5, 0)),
            (240, 120, 46),
        ),
        (((-0.3, 0), (-0.2, -0.36), (0.0, -0.74), (0.16, -0.3), (0.3, 0)), (255, 182, 78)),
        (((-0.15, 0), (0.0, -0.4), (0.14, 0)), (255, 236, 170)),
    )
    flames = [Cut(smooth([(x + a, y - 0.12 + b) for a, b in shape]), tone, lit=1.0, rim=0.0) for shape, tone in tones]
    logs = [
        Cut(
            polygon([(x - 0.62, y - 0.12), (x + 0.5, y - 0.3), (x + 0.56, y - 0.14), (x - 0.58, y + 0.04)]),
            scaled(WOOD, 0.6),
        ),
        Cut(
            polygon([(x + 0.62, y - 0.12), (x - 0.5, y - 0.3), (x - 0.56, y - 0.14), (x + 0.58, y + 0.04)]),
            scaled(WOOD, 0.7),
        ),
    ]
    s.sheet(DEPTH, *flames, *logs, shadow=0.3, sway=Sway(0.02, 0.03, 0.8))
    s.lamp(x, y - 0.5, 1.0, 3.0, (255, 142, 64), 0.3 + 0.3 * s.light.day.lamps, 0.13)


def _boat(s: Scenery, x: float, y: float) -> None:
    hull = smooth(
        [
            (x - 1.7, y - 0.75),
            (x - 1.2, y - 0.52),
            (x, y - 0.46),
            (x + 1.2, y - 0.52),
            (x + 1.75, y - 0.78),
            (x + 1.3, y),
            (x - 1.2, y),
        ]
    )
    s.sheet(
        DEPTH,
        Cut(hull, WOOD, foot=0.5),
        Cut(line([(x - 1.6, y - 0.62), (x, y - 0.4), (x + 1.6, y - 0.64)]), scaled(WOOD, 1.4), stroke=0.08),
    )


def _bell(s: Scenery, x: float, y: float) -> None:
    top = y - 2.9
    bell = smooth(
        [
            (x - 0.14, top + 0.3),
            (x + 0.14, top + 0.3),
            (x + 0.26, top + 0.72),
            (x + 0.42, top + 1.02),
            (x - 0.42, top + 1.02),
            (x - 0.26, top + 0.72),
        ]
    )
    s.sheet(
        DEPTH,
        *[Cut(rect(x + u, top, 0.13, y - top), WOOD) for u in (-0.75, 0.62)],
        Cut(rect(x - 0.95, top - 0.08, 1.9, 0.18), WOOD),
    )
    s.sheet(
        DEPTH,
        Cut(bell, BRASS),
        Cut(oval(x, top + 1.06, 0.1), scaled(BRASS, 0.7)),
        Cut(line([(x, top + 1.1), (x + 0.05, top + 1.8)]), (196, 168, 120), stroke=0.05),
        sway=Sway(0.05, 0.0, 2.6),
    )


def _flag(s: Scenery, x: float, y: float) -> None:
    top = y - 4.2
    s.sheet(DEPTH, Cut(rect(x - 0.05, top, 0.1, 4.2), WOOD), Cut(oval(x, top, 0.1), BRASS))
    cloth = smooth(
        [
            (x + 0.05, top + 0.15),
            (x + 0.5, top + 0.05),
            (x + 1.0, top + 0.3),
            (x + 1.6, top + 0.15),
            (x + 1.55, top + 1.0),
            (x + 1.0, top + 1.15),
            (x + 0.5, top + 0.9),
            (x + 0.05, top + 1.05),
        ]
    )
    s.sheet(DEPTH, Cut(cloth, (182, 72, 58)), sway=Sway(0.05, 0.03, 1.9))


def _rope(s: Scenery, x: float, y: float) -> None:
    coils = [Cut(oval(x, y - 0.08 - 0.11 * k, 0.52 - 0.03 * k, 0.12), (196, 164, 112), rim=0.8) for k in range(4)]
    s.sheet(DEPTH, *coils, Cut(oval(x, y - 0.44, 0.22, 0.06), (94, 74, 54), rim=0.3))


def _lamp(s: Scenery, x: float, y: float) -> None:
    lit = 0.4 + 0.6 * s.light.day.lamps
    s.sheet(
        DEPTH,
        Cut(rect(x - 0.45, y - 0.95, 0.9, 0.12), WOOD),
        *[Cut(rect(x + u, y - 0.9, 0.08, 0.9), scaled(WOOD, 0.7)) for u in (-0.36, 0.28)],
        Cut(rect(x - 0.15, y - 1.5, 0.3, 0.46, 0.06), (255, 228, 164), lit=lit),
        Cut(polygon([(x - 0.22, y - 1.46), (x, y - 1.74), (x + 0.22, y - 1.46)]), IRON),
        Cut(rect(x - 0.21, y - 1.07, 0.42, 0.12), IRON),
    )
    s.lamp(x, y - 1.27, 1.0, 2.0, strength=0.55 * lit)


def _door(s: Scenery, x: float, y: float) -> None:
    s.sheet(
        0.8,
        Cut(arch(x, y - 0.2, 2.0, 3.7), scaled(WOOD, 0.6)),
        Cut(arch(x, y - 0.2, 1.7, 3.5), WOOD, head=0.85),
        *[Cut(line([(x + u, y - 0.2), (x + u, y - 3.4)]), scaled(WOOD, 0.55), stroke=0.03) for u in (-0.4, 0.0, 0.4)],
        Cut(oval(x + 0.6, y - 1.7, 0.08), BRASS),
    )


def _letter(s: Scenery, x: float, y: float) -> None:
    s.sheet(
        DEPTH,
        Cut(rect(x - 0.5, y - 1.0, 1.0, 0.1), WOOD),
        *[Cut(rect(x + u, y - 0.92, 0.08, 0.92), scaled(WOOD, 0.7)) for u in (-0.42, 0.34)],
        Cut(
            polygon([(x - 0.3, y - 1.02), (x + 0.18, y - 1.04), (x + 0.26, y - 1.3), (x - 0.2, y - 1.28)]),
            (240, 230, 206),
        ),
        Cut(line([(x - 0.22, y - 1.27), (x + 0.02, y - 1.13), (x + 0.24, y - 1.29)]), (176, 74, 58), stroke=0.025),
    )


def _chair(s: Scenery, x: float, y: float) -> None:
    s.sheet(
        DEPTH,
        *[Cut(rect(x + u, y - h, 0.1, h), scaled(WOOD, 0.8)) for u, h in ((-0.42, 2.0), (0.34, 0.85))],
        Cut(rect(x - 0.48, y - 0.95, 1.0, 0.14, 0.04), WOOD),
        *[Cut(rect(x - 0.44, v, 0.14, 0.1), WOOD) for v in (y - 1.8, y - 1.5, y - 1.2)],
    )


def _bed(s: Scenery, x: float, y: float) -> None:
    s.sheet(
        0.9,
        Cut(rect(x - 1.9, y - 1.9, 0.18, 1.9), scaled(WOOD, 0.8)),
        Cut(
            smooth(
                [(x - 1.8, y - 0.95), (x + 0.3, y - 1.2), (x + 1.8, y - 0.9), (x + 1.85, y - 0.1), (x - 1.8, y - 0.1)]
            ),
            (136, 100, 96),
            foot=0.7,
        ),
        Cut(
            smooth([(x - 1.8, y - 1.1), (x - 1.0, y - 1.3), (x - 0.8, y - 0.85), (x - 1.8, y - 0.75)]), (230, 220, 200)
        ),
    )


def _clock(s: Scenery, x: float, y: float) -> None:
    s.sheet(
        0.84,
        Cut(rect(x - 0.45, y - 3.6, 0.9, 3.5, 0.08), scaled(WOOD, 0.8)),
        Cut(polygon([(x - 0.55, y - 3.5), (x, y - 4.0), (x + 0.55, y - 3.5)]), scaled(WOOD, 0.7)),
        Cut(oval(x, y - 3.0, 0.32), (238, 228, 204)),
        Cut(line([(x, y - 3.0), (x, y - 3.22)]), IRON, stroke=0.03),
        Cut(line([(x, y - 3.0), (x + 0.14, y - 2.94)]), IRON, stroke=0.03),
    )
    s.sheet(
        0.85,
        Cut(line([(x, y - 2.5), (x, y - 1.5)]), BRASS, stroke=0.04),
        Cut(oval(x, y - 1.4, 0.14), BRASS),
        sway=Sway(0.1, 0.0, 2.0),
        shadow=0.3,
    )


def _barrel(s: Scenery, x: float, y: float) -> None:
    body = smooth(
        [(x - 0.5, y - 1.4), (x + 0.5, y - 1.4), (x + 0.68, y - 0.7), (x + 0.5, y), (x - 0.5, y), (x - 0.68, y - 0.7)]
    )
    s.sheet(
        DEPTH,
        Cut(body, WOOD, foot=0.65),
        *[
            Cut(line([(x - w, v), (x, v + 0.06), (x + w, v)]), IRON, stroke=0.06)
            for v, w in ((y - 1.1, 0.55), (y - 0.7, 0.62), (y - 0.3, 0.55))
        ],
    )


def _anchor(s: Scenery, x: float, y: float) -> None:
    s.sheet(
        DEPTH,
        Cut(line([(x, y - 1.9), (x + 0.1, y - 0.2)]), IRON, stroke=0.14),
        Cut(line([(x - 0.4, y - 1.6), (x + 0.42, y - 1.64)]), IRON, stroke=0.1),
        Cut(
            line(
                [(x - 0.7, y - 0.7), (x - 0.4, y - 0.2), (x + 0.1, y - 0.06), (x + 0.6, y - 0.25), (x + 0.8, y - 0.8)]
            ),
            IRON,
            stroke=0.14,
        ),
        Cut(oval(x - 0.02, y - 2.02, 0.15), IRON),
    )


def _cross(s: Scenery, x: float, y: float) -> None:
    s.sheet(
        DEPTH, Cut(united([rect(x - 0.12, y - 2.0, 0.24, 2.1), rect(x - 0.6, y - 1.55, 1.2, 0.24)]), (150, 146, 142))
    )


def _tree(s: Scenery, x: float, y: float) -> None:
    s.sheet(
        0.9,
        Cut(united([trunk(s.rng, x, y, 4.4, 0.4), crown(s.rng, x, y - 4.2, 3.4, 2.6)]), (92, 108, 76), foot=0.8),
        sway=Sway(0.03, 0.0, 5.0),
    )


def _sign(s: Scenery, x: float, y: float) -> None:
    s.sheet(
        DEPTH,
        Cut(rect(x - 0.08, y - 2.6, 0.16, 2.6), scaled(WOOD, 0.8)),
        Cut(
            polygon(
                [(x - 0.7, y - 2.5), (x + 0.7, y - 2.5), (x + 1.0, y - 2.25), (x + 0.7, y - 2.0), (x - 0.7, y - 2.0)]
            ),
            (196, 160, 108),
        ),
        *[Cut(line([(x - 0.5, v), (x + 0.6, v)]), scaled(WOOD, 0.6), stroke=0.04) for v in (y - 2.35, y - 2.15)],
    )


def _cat(s: Scenery, x: float, y: float) -> None:
    body = smooth(
        [
            (x - 0.3, y),
            (x - 0.32, y - 0.42),
            (x - 0.08, y - 0.66),
            (x + 0.02, y - 0.8),
            (x - 0.02, y - 1.1),
            (x + 0.08, y - 0.98),
            (x + 0.26, y - 0.98),
            (x + 0.36, y - 1.1),
            (x + 0.36, y - 0.78),
            (x + 0.22, y - 0.62),
            (x + 0.26, y),
        ]
    )
    s.sheet(DEPTH, Cut(body, (66, 60, 62), rim=1.2))
    s.sheet(
        DEPTH,
        Cut(line([(x - 0.28, y - 0.1), (x - 0.6, y - 0.2), (x - 0.66, y - 0.55)]), (66, 60, 62), stroke=0.1),
        sway=Sway(0.05, 0.02, 2.8),
        shadow=0.3,
    )


def _dog(s: Scenery, x: float, y: float) -> None:
    body = smooth(
        [
            (x - 0.7, y - 0.85),
            (x + 0.4, y - 0.92),
            (x + 0.6, y - 1.3),
            (x + 0.72, y - 1.42),
            (x + 0.9, y - 1.3),
            (x + 1.2, y - 1.16),
            (x + 1.18, y - 1.02),
            (x + 0.8, y - 0.94),
            (x + 0.6, y - 0.5),
            (x - 0.5, y - 0.48),
            (x - 0.78, y - 0.5),
        ]
    )
    legs = [rect(x + u, y - 0.6, 0.13, 0.6, 0.04) for u in (-0.7, -0.48, 0.3, 0.5)]
    s.sheet(DEPTH, Cut(united([body, *legs]), (128, 92, 66), rim=1.1))
    s.sheet(
        DEPTH,
        Cut(line([(x - 0.68, y - 0.78), (x - 0.95, y - 1.05), (x - 0.98, y - 1.3)]), (128, 92, 66), stroke=0.1),
        sway=Sway(0.09, 0.0, 0.9),
        shadow=0.3,
    )


def _gull(s: Scenery, _x: float, _y: float) -> None:
    if s.open_sky:
        birds(s, 4)


def _wheel(s: Scenery, x: float, y: float) -> None:
    cy = y - 1.7
    spokes = [
        Cut(line([(x + dx * 0.9, cy + dy * 0.9), (x - dx * 0.9, cy - dy * 0.9)]), WOOD, stroke=0.08)
        for dx, dy in ((1, 0), (0, 1), (0.7, 0.7), (0.7, -0.7))
    ]
    ring = without(oval(x, cy, 0.7), oval(x, cy, 0.58))
    s.sheet(
        DEPTH,
        Cut(polygon([(x - 0.3, y), (x - 0.12, cy), (x + 0.12, cy), (x + 0.3, y)]), scaled(WOOD, 0.8)),
        *spokes,
        Cut(ring, scaled(WOOD, 1.15)),
        Cut(oval(x, cy, 0.14), BRASS),
        sway=Sway(0.02, 0.0, 5.0),
    )


def _radio(s: Scenery, x: float, y: float) -> None:
    _table(s, x, y)
    t = y - 1.3
    s.sheet(
        DEPTH,
        Cut(rect(x - 0.55, t - 0.66, 1.1, 0.66, 0.08), scaled(WOOD, 0.9)),
        Cut(oval(x - 0.2, t - 0.33, 0.2), (200, 176, 130)),
        Cut(rect(x + 0.12, t - 0.5, 0.3, 0.14), (255, 206, 120), lit=0.8),
        Cut(oval(x + 0.28, t - 0.18, 0.07), BRASS),
    )


def _piano(s: Scenery, x: float, y: float) -> None:
    s.sheet(
        0.9,
        Cut(rect(x - 1.6, y - 2.4, 3.2, 2.4, 0.06), (76, 54, 48)),
        Cut(rect(x - 1.7, y - 1.35, 3.4, 0.2), (96, 68, 56)),
        Cut(rect(x - 1.4, y - 1.48, 2.8, 0.13), (240, 232, 212)),
        *[Cut(rect(x - 1.34 + 0.2 * k, y - 1.48, 0.08, 0.08), (30, 28, 32), rim=0.0) for k in range(14)],
    )


def _mirror(s: Scenery, x: float, y: float) -> None:
    s.sheet(
        0.6,
        Cut(oval(x, y - 4.0, 0.7, 0.95), BRASS),
        Cut(oval(x, y - 4.0, 0.58, 0.82), (168, 180, 178), head=1.2, foot=0.7),
    )


PROPS: Final[dict[str, Callable[[Scenery, float, float], None]]] = {
    "table": _table,
    "fire": _fire,
    "boat": _boat,
    "bell": _bell,
    "flag": _flag,
    "rope": _rope,
    "lamp": _lamp,
    "door": _door,
    "letter": _letter,
    "chair": _chair,
    "bed": _bed,
    "clock": _clock,
    "barrel": _barrel,
    "anchor": _anchor,
    "cross": _cross,
    "tree": _tree,
    "sign": _sign,
    "cat": _cat,
    "dog": _dog,
    "gull": _gull,
    "wheel": _wheel,
    "radio": _radio,
    "piano": _piano,
    "mirror": _mirror,
}
