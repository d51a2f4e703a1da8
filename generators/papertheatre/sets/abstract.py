"""The bare stage, for places that no words describe: boards, graded light, hanging shapes; it claims to be nowhere."""

from __future__ import annotations

import math
from typing import Any, Final

import skia

from generators.papertheatre.colour import RGB, argb, mix, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.buildings import IRON
from generators.papertheatre.sets.ground import drawn, puddles, unrest
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import arch, line, oval, polygon, rect, smooth, together, without

BOARDS: Final[RGB] = (150, 112, 80)
INKS: Final[tuple[tuple[RGB, RGB, RGB], ...]] = (
    ((196, 98, 74), (222, 178, 104), (92, 124, 128)),
    ((92, 116, 148), (206, 196, 172), (182, 110, 92)),
    ((128, 104, 150), (214, 164, 150), (104, 142, 132)),
    ((104, 136, 110), (226, 202, 142), (160, 88, 80)),
)
PAPER_LAMP: Final = (
    "M-.08 -.24 L.08 -.24 Q.26 -.1 .26 .06 Q.26 .24 .08 .34 L-.08 .34 Q-.26 .24 -.26 .06 Q-.26 -.1 -.08 -.24 Z"
)
FOOTLIGHT: Final = "M-.3 .1 Q-.34 -.3 0 -.34 Q.34 -.3 .3 .1 Z"


def stage(s: Scenery) -> None:
    """Out of doors: boards under the open sky, shapes on wires between two masts, a string of lanterns."""
    hang_sky(s, 7.0)
    _hang_shapes(s)
    _hang_masts(s)
    _hang_boards(s)
    s.floor = 8.2


def stage_inside(s: Scenery) -> None:
    """Indoors: a cloth with the light of the hour on it, plain wings, shapes on threads, footlights."""
    side = mirrored_side(s)
    s.light_at(side * s.half * 0.2, 4.2, 9.0)
    s.sheet(0.0, Cut(rect(-s.span * 1.6, -7, s.span * 3.2, 20), (72, 60, 66), rim=0.0), shadow=0.0, opaque=True)
    _hang_cloth(s, side * s.half * 0.2)
    _hang_shapes(s)
    _hang_boards(s)
    _hang_wings(s)
    s.floor, s.open_sky = 8.2, False
    s.motes.add("dust")


def _hang_cloth(s: Scenery, x: float) -> None:
    """A backdrop that is lit like the sky of the hour, brightest about (x, 4)."""
    day, wide = s.light.day, s.half * 1.05
    cloth = rect(-wide, 0.3, wide * 2, 7.3)
    tones = [
        mix(day.zenith, (120, 96, 92), 0.25),
        mix(day.middle, (150, 116, 100), 0.2),
        mix(day.horizon, (255, 226, 180), 0.25),
    ]
    ramp = skia.GradientShader.MakeLinear([(0, 0.3), (0, 7.4)], [argb(s.light.raw(c)) for c in tones], [0.0, 0.55, 1.0])
    glow = [argb(s.light.raw((255, 236, 196)), a * s.light.finish.style.glow) for a in (0.55, 0.2, 0.0)]
    pool = skia.GradientShader.MakeRadial((x, 4.0), 5.2, glow, [0.0, 0.45, 1.0])
    s.sheet(0.1, Cut(cloth, day.horizon, shader=ramp), Cut(cloth, day.horizon, shader=pool), shadow=0.5)
    ropes = together(line([(u * wide, -1), (u * wide, 0.32)]) for u in (-0.9, -0.3, 0.3, 0.9))
    s.sheet(
        0.12,
        Cut(ropes, (196, 176, 140), stroke=0.04),
        Cut(rect(-wide - 0.3, 0.22, wide * 2 + 0.6, 0.14, 0.06), BOARDS),
        shadow=0.6,
    )


def _hang_shapes(s: Scenery) -> None:
    """One family of shapes far off and another nearer, in the place's own three colours."""
    inks = s.rng.choice(INKS)
    families = [_arches, _discs, _ribbons, _steps, _sails]
    far, near = s.rng.sample(families, 2)
    far(s, inks, (0.22, 0.32, 0.42))
    near(s, inks[::-1], (0.56, 0.66, 0.76))


def _arches(s: Scenery, inks: tuple[RGB, ...], depths: tuple[float, ...]) -> None:
    """Gates one within another."""
    x, nearer = s.rng.uniform(-0.3, 0.3) * s.half, depths[0] > 0.5
    for k, depth in enumerate(depths):
        w = (3.4 if nearer else 2.2) + 2.4 * k
        outer, inner = arch(x, 8.2, w + 1.1, 4.4 + 0.9 * k), arch(x, 8.3, w, 3.7 + 0.9 * k)
        s.sheet(depth, Cut(without(outer, inner), inks[k], foot=0.8), shadow=0.9)


def _discs(s: Scenery, inks: tuple[RGB, ...], depths: tuple[float, ...]) -> None:
    """Discs and rings on threads."""
    for k, depth in enumerate(depths):
        cuts: list[Cut] = []
        for _ in range(3):
            x, y, r = s.rng.uniform(-0.9, 0.9) * s.half, s.rng.uniform(1.6, 4.8), s.rng.uniform(0.35, 0.95)
            cuts.append(Cut(line([(x, -1.5), (x, y - r)]), (214, 200, 170), stroke=0.02, alpha=0.7))
            shape = without(oval(x, y, r), oval(x, y, r * 0.6)) if s.rng.random() < 0.35 else oval(x, y, r)
            cuts.append(Cut(shape, inks[(k + len(cuts)) % 3]))
        s.sheet(depth, *cuts, sway=unrest(s, 0.09, 7.0 - k, k * 1.7), shadow=0.8)


def _ribbons(s: Scenery, inks: tuple[RGB, ...], depths: tuple[float, ...]) -> None:
    """Bands of paper that wave across the stage."""
    for k, depth in enumerate(depths):
        y, rise, p = s.rng.uniform(1.4, 2.2) + 1.3 * k, s.rng.uniform(0.35, 0.8), s.rng.uniform(0, 6)
        xs = [-s.span * 1.1 + 2.2 * s.span * i / 20 for i in range(21)]
        top = [(x, y + rise * math.sin(x * 0.5 + p)) for x in xs]
        low = [(x, v + 0.42 + 0.2 * math.sin(x * 0.9 + p)) for x, v in top]
        band = smooth([*top, *reversed(low)])
        s.sheet(depth, Cut(band, inks[k]), sway=unrest(s, 0.14, 8.0 - k, k * 2.0), shadow=0.9)


def _steps(s: Scenery, inks: tuple[RGB, ...], depths: tuple[float, ...]) -> None:
    """Blocks like stairs from the sides towards the middle."""
    for k, depth in enumerate(depths):
        side = -1 if (k + (s.seed & 1)) % 2 else 1
        edge, points = side * s.half * 1.3, [(side * s.half * 1.3, 9.0)]
        n = s.rng.randint(3, 5)
        for i in range(n):
            x = side * s.half * (0.98 - (0.66 - 0.1 * k) * i / n)
            top = 4.3 + 0.5 * k + 3.2 * i / n
            points += [(edge if i == 0 else points[-1][0], top), (x - side * s.half * 0.1, top)]
        s.sheet(depth, Cut(polygon([*points, (points[-1][0], 9.0)]), inks[k], foot=0.7), shadow=0.9)


def _sails(s: Scenery, inks: tuple[RGB, ...], depths: tuple[float, ...]) -> None:
    """Tall triangles that lean like sails."""
    for k, depth in enumerate(depths):
        cuts: list[Cut] = []
        for _ in range(2):
            x, w, h = s.rng.uniform(-0.85, 0.85) * s.half, s.rng.uniform(0.9, 1.9), s.rng.uniform(3.0, 5.2)
            tip = x + s.rng.uniform(-0.8, 0.8)
            cuts += [Cut(polygon([(x - w, 8.2), (tip, 8.0 - h), (x + w, 8.2)]), inks[(k + len(cuts)) % 3], foot=0.76)]
        s.sheet(depth, *cuts, sway=unrest(s, 0.02, 6.0, k), shadow=0.9)


def _hang_masts(s: Scenery) -> None:
    """Two masts with a string of paper lanterns."""
    lit, a, b = s.light.day.lamps, -s.half * 0.82, s.half * 0.82
    cord = line([(a, 1.7)])
    cord.quadTo(0, 4.1, b, 1.7)
    masts = together([rect(a - 0.07, 1.5, 0.14, 6.6), rect(b - 0.07, 1.5, 0.14, 6.6)])
    s.sheet(0.84, Cut(masts, BOARDS), Cut(cord, IRON, stroke=0.03), shadow=0.6)
    lamps: list[Any] = []
    for k in range(1, 8):
        t = k / 8
        x, y = a + (b - a) * t, 1.7 + 4.8 * t * (1 - t) + 0.2
        lamps.append(
            drawn(
                PAPER_LAMP,
                x,
                y,
            )
        )
        if lit > 0.2:
            s.lamp(x, y + 0.05, 0.85, 0.95, strength=0.5 * lit, flicker=0.06)
    s.sheet(0.85, Cut(together(lamps), (255, 206, 130), lit=0.15 + 0.75 * lit), sway=Sway(0.03, 0.02, 5.0), shadow=0.4)


def _hang_boards(s: Scenery) -> None:
    """The boards that everything stands on, running away from us."""
    wide = s.span * 1.3
    seams = together(line([(u * 0.85, 7.62), (u * 1.35, 10)]) for u in range(-14, 15))
    nails = together(oval(u * 0.88 + d, 7.72, 0.022) for u in range(-13, 14) for d in (-0.06, 0.06))
    deck = Cut(rect(-wide, 7.6, wide * 2, 3.4), BOARDS, head=1.12, foot=0.6)
    s.sheet(
        0.94,
        deck,
        Cut(seams, scaled(BOARDS, 0.6), stroke=0.03),
        Cut(nails, scaled(BOARDS, 0.5), rim=0.0),
        *puddles(s, 8.3, 0.4, 4),
    )
    lit = 0.3 + 0.7 * s.light.day.lamps
    cups = together(drawn(FOOTLIGHT, u * s.half * 0.24, 8.86) for u in range(-3, 4))
    s.sheet(1.1, Cut(cups, (176, 138, 84)), front=True, close=False, shadow=0.5)
    for u in (-3, -1, 1, 3):
        s.lamp(u * s.half * 0.24, 8.8, 1.1, 1.3, strength=0.3 * lit, flicker=0.04)


def _hang_wings(s: Scenery) -> None:
    """Plain curtains at both sides and a border along the top."""
    tone: RGB = s.rng.choice(((132, 58, 56), (70, 84, 110), (88, 102, 84), (112, 78, 106)))
    for k, depth in enumerate((0.5, 1.14)):
        for side in (-1, 1):
            x = side * s.half * (0.98 - 0.04 * k)
            folds = [
                (x + side * 4, -1),
                *[(x - side * (0.1 + 0.22 * (n % 2)), -1 + n * 1.4) for n in range(8)],
                (x - side * 0.1, 9.8),
                (x + side * 4, 9.8),
            ]
            pleats = together(line([(x + side * d, -1), (x + side * (d + 0.1), 9.6)]) for d in (0.3, 0.7, 1.1))
            s.sheet(
                depth,
                Cut(smooth(folds), scaled(tone, 1.0 - 0.1 * k), head=0.9, foot=0.9),
                Cut(pleats, scaled(tone, 0.7), stroke=0.05, alpha=0.6),
                front=depth > 1,
                anchor=x,
                close=depth < 1,
            )
    edge = [
        (-s.span * 1.2, -2),
        *[(-s.span * 1.2 + s.span * 0.2 * n, 0.5 + 0.34 * (n % 2)) for n in range(13)],
        (s.span * 1.2, -2),
    ]
    s.sheet(1.16, Cut(smooth(edge), scaled(tone, 0.95), head=0.8, foot=1.05), front=True, close=False)
