"""Top and foot of a tower: the lamp room with its great lens, the cellar with its casks."""

from __future__ import annotations

import math

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.pieces import placed
from generators.papertheatre.props.work import THINGS as WORK
from generators.papertheatre.scenery import Scenery, Top, mirrored_side
from generators.papertheatre.sets.furniture import near, post
from generators.papertheatre.sets.interior import DARK_OAK, IRON, hang_daylight, hang_floor, hang_wall, pool
from generators.papertheatre.sets.panes import OAK, Pane, hang_view
from generators.papertheatre.sets.sea import hang_sea, hang_ship
from generators.papertheatre.sets.trades import HANGING_LANTERN, KEG
from generators.papertheatre.shapes import arch, line, oval, polygon, rect, smooth, without

STONE: RGB = (172, 162, 146)
BRASS: RGB = (206, 164, 92)


def lamp_room(s: Scenery) -> None:
    """The great lens in the middle, a cage of glass around it, night and sea beyond."""
    side = mirrored_side(s)
    s.tall, s.floor = 2.85, 8.25
    dead = s.says("dark|dead lamp|goes out|unlit|extinguished|broken lamp|blackout")
    s.light_at(*((0.0, 3.9, 7.5) if not dead else (-side * s.half * 0.3, 6.6, 4.5)))
    glass = Pane(0.0, 6.6, s.half * 2.6, 7.0, "flat", (0, 0))

    def sea(out: Scenery, y: float) -> None:
        hang_sea(out, y, 2, 0.3, 0.2)
        hang_ship(out, -side * s.half * 0.56, y + 0.06, 0.3, 0.22)

    hang_view(s, [glass], 5.7, sea)
    _cage(s)
    _lens(s, 0.08 if dead else 0.45 + 0.55 * s.light.day.lamps)
    s.back = 7.5
    hang_floor(s, (104, 92, 84), "boards", 0.7)
    s.sheet(0.98, Cut(rect(-s.span * 1.3, 8.1, s.span * 2.6, 3), (96, 86, 80), head=1.0, foot=0.5), shadow=0.4)
    bench = side * s.half * 0.66
    s.sheet(
        0.9,
        Cut(rect(bench - 1.2, 6.6, 2.4, 0.16, 0.04), scaled(OAK, 1.15)),
        *[Cut(rect(bench + u, 6.7, 0.14, 1.4), DARK_OAK) for u in (-1.05, 0.9)],
        Cut(rect(bench - 0.7, 6.1, 0.4, 0.5, 0.06), BRASS),
        Cut(smooth([(bench + 0.2, 6.6), (bench + 0.3, 6.24), (bench + 0.8, 6.24), (bench + 0.9, 6.6)]), (150, 96, 76)),
    )
    ring = [Cut(rect(u * s.half - 0.2, -2, 0.4, 14), IRON, rim=0.8) for u in (-1.0, 1.0)]
    s.sheet(1.38, *ring, front=True, anchor=0.0, close=False)
    s.props |= {"lamp", "window"}


def _cage(s: Scenery) -> None:
    """Glazing bars in a lattice, an iron sill and a domed head."""
    cuts = []
    xs = [u * 1.9 for u in range(-8, 9)]
    for x in xs:
        cuts.append(Cut(line([(x, 0.5), (x, 7.0)]), IRON, stroke=0.09))
        cuts.append(Cut(line([(x, 0.9), (x + 1.9, 3.6), (x, 6.3)]), scaled(IRON, 1.15), stroke=0.045))
        cuts.append(Cut(line([(x + 1.9, 0.9), (x, 3.6), (x + 1.9, 6.3)]), scaled(IRON, 1.15), stroke=0.045))
    wide = s.span * 1.3
    dome = polygon(
        [(-wide, -4), (wide, -4), (wide, 1.0), (s.half * 0.6, 0.55), (0, 0.4), (-s.half * 0.6, 0.55), (-wide, 1.0)]
    )
    s.sheet(
        0.46,
        *cuts,
        Cut(dome, (138, 84, 64), head=0.7, foot=1.0),
        Cut(rect(-wide, 6.3, wide * 2, 1.5), (120, 112, 104), foot=0.8),
        Cut(rect(-wide, 6.2, wide * 2, 0.18), IRON),
        shadow=0.9,
    )


def _lens(s: Scenery, lit: float) -> None:
    """A Fresnel lens: rings of glass in a brass beehive, on its iron foot."""
    cuts = [
        Cut(polygon([(-0.9, 7.9), (-0.55, 6.3), (0.55, 6.3), (0.9, 7.9)]), IRON),
        Cut(rect(-1.3, 6.05, 2.6, 0.32, 0.06), BRASS),
    ]
    hive = smooth(
        [
            (-1.25, 6.05),
            (-1.62, 4.9),
            (-1.5, 3.3),
            (-0.8, 1.9),
            (0.0, 1.62),
            (0.8, 1.9),
            (1.5, 3.3),
            (1.62, 4.9),
            (1.25, 6.05),
        ]
    )
    glass = (255, 226, 160)
    cuts.append(Cut(hive, scaled(glass, 0.72), lit=0.62 * lit, head=0.9, foot=0.95))
    for k in range(11):
        y = 2.15 + k * 0.37
        w = 1.45 * math.sin(math.pi * (0.16 + 0.68 * (y - 1.6) / 4.5)) ** 0.8
        band = smooth([(-w, y + 0.1), (0, y + 0.2), (w, y + 0.1), (w, y - 0.1), (0, y - 0.02), (-w, y - 0.1)])
        cuts.append(
            Cut(
                band, glass if k % 2 else (232, 240, 232), lit=0.04 + 0.8 * lit, alpha=0.75, rim=0.9, head=1.0, foot=0.9
            )
        )
    for r, tone in ((0.86, (255, 236, 186)), (0.6, (255, 222, 150)), (0.34, (255, 248, 226))):
        cuts.append(Cut(oval(0, 4.05, r), tone, lit=0.03 + 0.97 * lit, alpha=0.9, head=1.02, foot=0.98))
    cuts += [Cut(line([(x, 6.05), (x * 1.22, 4.6), (x * 0.9, 2.6), (0, 1.6)]), BRASS, stroke=0.07) for x in (-1.2, 1.2)]
    cuts.append(Cut(oval(0, 1.5, 0.2), BRASS))
    s.sheet(0.74, *cuts, shadow=0.9)
    if lit > 0.2:
        s.lamp(0, 4.05, 0.74, 4.6, (255, 206, 128), 0.5 * lit, 0.03)


def cellar(s: Scenery) -> None:
    """A vault of rough stone: casks on their rack, bottles in their holes, one lantern on its chain."""
    side = mirrored_side(s)
    s.tall, s.floor, s.back = 2.95, 8.25, 7.3
    stone = scaled(s.rng.choice((STONE, (160, 148, 134), (150, 156, 150))), 0.86)
    lamp_x = side * s.half * 0.06
    s.light_at(lamp_x, 3.6, 8.5)
    pane = Pane(-side * s.half * 0.24, 3.3, 1.3, 0.95, "flat", (3, 0))
    hang_view(s, [pane], 3.2)
    hang_wall(s, stone, [pane], "stones", trim=scaled(stone, 0.7))
    hang_floor(s, scaled(stone, 0.66), "flags", 0.5)
    hang_daylight(s, pane, side * 1.4)
    _bottle_holes(s, side * s.half * 0.3, stone)
    for depth, w, h, k in ((0.56, 10.6, 7.0, 0.84), (0.76, 14.2, 8.0, 0.66)):
        vault = without(rect(-s.span * 1.4, -7, s.span * 2.8, 15.4), arch(0.0, 8.4, w, h))
        rib = without(arch(0.0, 8.4, w + 0.55, h + 0.28), arch(0.0, 8.4, w, h))
        s.sheet(depth, Cut(vault, scaled(stone, k), head=0.75), Cut(rib, scaled(stone, k * 1.15), head=0.9), shadow=1.0)
        if depth < 0.6:
            for u, y, r in ((0.46, 7.75, 0.9), (0.66, 7.75, 0.9), (0.56, 6.2, 0.86)):
                s.sheet(0.66, *placed(KEG, side * u * s.half, y, r * 1.25), shadow=0.8)
    s.sheet(
        0.84, *placed(WORK["crate"].pieces, -side * s.half * 0.6, s.floor - 0.2, 1.15), *placed(WORK["crate"].pieces,
        -side * s.half * 0.56, s.floor - 1.58, 0.85), shadow=0.9
    )  # fmt: skip
    s.sheet(0.86, *placed(WORK["sack"].pieces, -side * s.half * 0.4, s.floor - 0.15, 0.95, side < 0), shadow=0.8)
    s.sheet(0.87, *placed(WORK["barrel"].pieces, side * s.half * 0.76, s.floor - 0.1, 1.15), shadow=0.9)
    s.sheet(0.72, *placed(HANGING_LANTERN, lamp_x, 3.4, 1.05), sway=Sway(0.04, 0.0, 4.6))
    s.lamp(lamp_x, 3.05, 0.72, 4.2, strength=0.56, flicker=0.12)
    pool(s, lamp_x, s.back + 0.7, 5.2, 0.8, (255, 190, 104), 0.34)
    post(s, stone, -side)
    near(s, WORK["barrel"].pieces, side * s.half * 0.98, 9.9, 1.6)
    s.tops.append(Top(-side * s.half * 0.63, s.floor - 1.58, 0.841))
    s.walls = [(min(a, b), max(a, b)) for a, b in ((-side * s.half * 0.02, side * s.half * 0.1),)]
    s.props |= {"lamp", "lantern", "barrel", "crate", "sack", "window", "bottle"}
    s.motes.add("dust")


def _bottle_holes(s: Scenery, x: float, stone: RGB) -> None:
    """Bottles that lie in their holes, neck towards us."""
    cuts = [Cut(rect(x - 1.5, 3.9, 3.0, 3.2, 0.05), scaled(stone, 0.55))]
    for r in range(5):
        for c in range(5):
            a, b = x - 1.2 + 0.6 * c, 4.25 + 0.6 * r
            cuts.append(Cut(oval(a, b, 0.24), (46, 38, 36), rim=0.5))
            if s.rng.random() < 0.75:
                tone = s.rng.choice(((70, 108, 84), (112, 56, 52), (140, 104, 60)))
                cuts += [
                    Cut(oval(a, b + 0.03, 0.17), tone, rim=0.7), Cut(oval(a, b + 0.03, 0.07), (196, 160, 110),
                    rim=0.4)
                ]  # fmt: skip
    s.sheet(0.45, *cuts, shadow=0.8)
