"""Where people work and drink: tavern, shop, workshop, office."""

from __future__ import annotations

from typing import Final

from generators.papertheatre.colour import scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.pieces import (
    BRASS,
    GLASS,
    LINEN,
    PALE_WOOD,
    PAPER,
    STEEL,
    Piece,
    disc,
    placed,
)
from generators.papertheatre.props.household import THINGS as HOUSEHOLD
from generators.papertheatre.props.study import THINGS as STUDY
from generators.papertheatre.props.travel import THINGS as LARGE
from generators.papertheatre.props.work import THINGS as WORK
from generators.papertheatre.scenery import Scenery, Seat, Top, mirrored_side
from generators.papertheatre.sets.furniture import (
    PLANT,
    chair,
    hanging_lamp,
    hearth,
    lamp_lit,
    near,
    row,
)
from generators.papertheatre.sets.interior import DARK_OAK, IRON, hang_box, hang_daylight, hang_floor, hang_wall, pool
from generators.papertheatre.sets.panes import OAK, Pane, hang_view
from generators.papertheatre.shapes import line, lines, oval, polygon, rect, without

MUG: Final = (
    Piece("M.2 -.5 C.5 -.54 .5 -.1 .2 -.14", STEEL, stroke=0.07), Piece("M-.24 0 L-.26 -.56 .26 -.56 .24 0 Z", (150,
    112, 78)), Piece("M-.25 -.42 L.25 -.42 M-.24 -.12 L.24 -.12", IRON, stroke=0.04),
    Piece("M-.28 -.54 C-.3 -.72 -.06 -.72 0 -.66 C.1 -.74 .32 -.7 .28 -.54 Z", LINEN)
)  # fmt: skip
STOOL: Final = (
    Piece("M-.3 0 L-.2 -.9 M.3 0 L.2 -.9 M-.26 -.4 L.26 -.4", DARK_OAK, stroke=0.1),
    Piece("M-.42 -.88 C-.4 -1.04 .4 -1.04 .42 -.88 Z", OAK)
)  # fmt: skip
KEG: Final = (
    Piece(disc(0, -0.62, 0.62), OAK), Piece(disc(0, -0.62, 0.5), (150, 106, 74), rim=0.7),
    Piece("M-.25 -1.04 L-.25 -.2 M0 -1.1 L0 -.14 M.25 -1.04 L.25 -.2", DARK_OAK, stroke=0.03), Piece(disc(0, -0.62,
    0.59), IRON, stroke=0.06), Piece("M0 -.3 L0 -.12 M-.06 -.26 L.14 -.26", BRASS, stroke=0.08)
)  # fmt: skip
HANGING_LANTERN: Final = (
    Piece("M0 -9 L0 -.7", IRON, stroke=0.05), Piece("M-.24 -.62 L0 -.9 .24 -.62 Z", IRON),
    Piece("M-.2 -.62 L.2 -.62 .24 -.1 -.24 -.1 Z", GLASS, lit=1, rim=0.3, head=1, foot=1),
    Piece("M-.22 -.6 L-.24 -.1 M0 -.62 L0 -.1 M.22 -.6 L.24 -.1", IRON, stroke=0.04),
    Piece("M-.3 -.12 L.3 -.12 .26 0 -.26 0 Z", IRON)
)  # fmt: skip


def _lantern(s: Scenery, x: float, y: float, depth: float, radius: float = 3.2) -> None:
    lit = lamp_lit(s)
    s.sheet(depth, *placed(HANGING_LANTERN, x, y, glow=lit), sway=Sway(0.03, 0.0, 4.8, x))
    s.lamp(x, y - 0.36, depth, radius, strength=0.5 * lit, flicker=0.1)
    s.props |= {"lamp", "lantern"}


def tavern(s: Scenery) -> None:
    """Low beams, a bar with kegs and bottles behind it, a fire, tables with mugs, a small old window."""
    side = mirrored_side(s)
    s.tall, s.floor = 3.25, 8.3
    wall = s.rng.choice(((164, 132, 92), (146, 120, 98), (150, 138, 112)))
    bar_x, hearth_x, window_x = side * s.half * 0.54, -side * s.half * 0.64, -side * s.half * 0.08
    evening = s.light.day.lamps > 0.3
    s.light_at(*((0.0, 3.0) if evening else (window_x, 3.8)), 8.5)
    pane = Pane(
        window_x, 4.9, s.rng.uniform(1.5, 2.0), s.rng.uniform(1.6, 2.0), s.rng.choice(("flat", "round")), (3, 3)
    )  # fmt: skip
    hang_view(s, [pane])
    hang_wall(s, wall, [pane], "plain", (96, 66, 50), trim=DARK_OAK)
    timbers = [
        polygon([(x - 0.2, -2), (x + 0.2, -2), (x + 0.24, s.back), (x - 0.24,
        s.back)]) for x in (-side * s.half * 0.36, side * s.half * 0.2)
    ]  # fmt: skip
    s.sheet(0.44, *[Cut(t, DARK_OAK) for t in timbers], Cut(rect(-s.span, 2.0, s.span * 2, 0.3), DARK_OAK))
    hang_floor(s, (118, 88, 64), s.rng.choice(("boards", "flags")))
    hang_box(s, wall, (112, 84, 62), DARK_OAK)
    hearth(s, hearth_x, (134, 112, 98))
    _bar(s, bar_x, side)
    hang_daylight(s, pane, side * 1.4)
    for u in (0.16, -0.34):
        _lantern(s, side * u * s.half, 3.1, 0.72)
    pool(s, 0.0, s.back + 1.0, 4.6, 0.8, (255, 196, 112), 0.26 * lamp_lit(s))
    beam = polygon([(-s.span * 1.3, 0.55), (s.span * 1.3, 0.35), (s.span * 1.3, 1.15), (-s.span * 1.3, 1.25)])
    s.sheet(0.86, Cut(beam, DARK_OAK, head=1.1, foot=0.7), shadow=1.0)
    for u in (-0.83, 0.13):
        s.sheet(0.9, *placed(STOOL, side * u * s.half, s.floor - 0.35))
        s.seats.append(Seat(side * u * s.half, 1.3))
    near(s, MUG, side * s.half * 0.9, 9.3, 2.4, side < 0)
    near(s, HOUSEHOLD["bottle"].pieces, -side * s.half * 0.95, 9.3, 2.5, side > 0)
    s.walls = [(min(a, b), max(a, b)) for a, b in ((-side * s.half * 0.19 - 0.4, -side * s.half * 0.36),)]
    s.props |= {"barrel", "bottle", "cup", "fire", "window", "chair"}


def _bar(s: Scenery, x: float, side: int) -> None:
    """Shelves of bottles, kegs on their rack, and the counter before them."""
    y, wide = s.back, 4.6
    s.sheet(
        0.46, Cut(rect(x - wide / 2, 2.3, wide, 4.6), (70, 50, 42), head=0.9), Cut(rect(x - wide / 2 - 0.12, 2.1,
        wide + 0.24, 0.26), OAK)
    )  # fmt: skip
    for v in (3.3, 4.3):
        s.sheet(
            0.47, *row(s, x - wide / 2 + 0.15, x + wide / 2 - 0.15, v, "bottles"), Cut(rect(x - wide / 2, v, wide,
            0.11), OAK)
        )  # fmt: skip
    s.sheet(0.49, *[cut for k in range(3) for cut in placed(KEG, x + (k - 1) * 1.45, 5.75, 1.0)])
    front = [
        Piece("M-2.5 0 L-2.5 -1.8 2.5 -1.8 2.5 0 Z", (118, 82, 60), foot=0.6),
        Piece("M-2.3 -.2 L-2.3 -1.5 -.9 -1.5 -.9 -.2 Z M-.7 -.2 L-.7 -1.5 .7 -1.5 .7 -.2 Z M.9 -.2 L.9 -1.5 2.3 "
              "-1.5 2.3 -.2 Z", (96, 66, 50), rim=0.8), Piece("M-2.7 -1.78 L-2.64 -2.0 2.64 -2 2.7 -1.78 Z",
        PALE_WOOD), Piece("M-2.5 -.3 L2.5 -.3", BRASS, stroke=0.08)
    ]  # fmt: skip
    foot = y + 0.95
    s.sheet(0.82, *placed(front, x, foot), shadow=0.9)
    pump = (
        Piece("M-.1 0 L-.1 -.7 .1 -.7 .1 0 Z", BRASS), Piece("M0 -.7 L.16 -1.3", DARK_OAK, stroke=0.1),
        Piece("M-.1 -.4 C-.4 -.5 -.4 -.2 -.36 -.1", BRASS, stroke=0.07)
    )  # fmt: skip
    top = foot - 2.0
    s.sheet(
        0.821, *placed(pump, x - side * 0.2, top), *placed(MUG, x - side * 1.1, top, 0.8), *placed(MUG,
        x + side * 1.5, top, 0.8, True)
    )  # fmt: skip
    s.tops += [Top(x - side * 1.9, top, 0.822), Top(x + side * 0.8, top, 0.822)]
    s.busy.append((x - 2.7, x + 2.7))


def shop(s: Scenery) -> None:
    """A counter with scales, drawers and shelves to the ceiling, a window on the street, a bell over the door."""
    side = mirrored_side(s)
    s.tall, s.floor = 3.1, 8.3
    wall = s.rng.choice(((120, 138, 122), (160, 124, 96), (124, 122, 140), (168, 150, 110)))
    shelf_x, window_x = side * s.half * 0.4, -side * s.half * 0.56
    evening = s.light.day.lamps > 0.3
    s.light_at(*((shelf_x, 2.8) if evening else (window_x, 3.8)), 8.5)
    pane = Pane(window_x, 5.9, 3.3, 3.9, "flat", (1, 1))
    hang_view(s, [pane])
    hang_wall(s, wall, [pane], "planks", None, trim=scaled(wall, 0.6))
    hang_floor(s, (150, 130, 108), "tiles")
    hang_box(s, wall, scaled(wall, 0.62), None)
    _wares(s, shelf_x, s.half * 0.6)
    hang_daylight(s, pane, side * 2.2)
    _window_goods(s, pane)
    hanging_lamp(s, shelf_x - side * 0.6, 2.3, 0.7, (90, 122, 96))
    _counter(s, shelf_x, side)
    near(s, WORK["sack"].pieces, side * s.half * 0.95, 9.5, 1.9, side < 0)
    near(s, WORK["barrel"].pieces, -side * s.half * 0.99, 9.9, 1.6)
    s.walls = [(min(a, b), max(a, b)) for a, b in ((window_x + side * 2.0, shelf_x - side * s.half * 0.24),)]
    s.props |= {"lamp", "window", "bottle", "bell"}


def _wares(s: Scenery, x: float, wide: float) -> None:
    """Drawers below, shelves above, goods of every kind."""
    y = s.back + 0.05
    cuts = [
        Cut(rect(x - wide / 2, 1.4, wide, y - 1.4), (84, 60, 48), head=0.9), Cut(rect(x - wide / 2 - 0.12, 1.2,
        wide + 0.24, 0.26), OAK)
    ]  # fmt: skip
    for v in (2.35, 3.25, 4.15, 5.05):
        cuts += [
            *row(s, x - wide / 2 + 0.15, x + wide / 2 - 0.15, v, "mixed", 0.72), Cut(rect(x - wide / 2, v, wide,
            0.1), OAK)
        ]  # fmt: skip
    n = max(3, int(wide / 0.75))
    for r in range(3):
        for k in range(n):
            a = x - wide / 2 + wide * (k + 0.08) / n
            cuts += [
                Cut(rect(a, 5.25 + r * 0.6, wide / n * 0.84, 0.5, 0.03), (128, 92, 66), rim=0.7),
                Cut(oval(a + wide / n * 0.42, 5.5 + r * 0.6, 0.05), BRASS, rim=0.4)
            ]  # fmt: skip
    s.sheet(0.47, *cuts, shadow=0.9)


def _window_goods(s: Scenery, pane: Pane) -> None:
    """What the window shows to the street, against the light."""
    things = s.rng.sample(("bread", "flowers", "kettle", "bottle", "bowl"), 3)
    for k, name in enumerate(things):
        s.sheet(0.46, *placed(HOUSEHOLD[name].pieces, pane.x + (k - 1) * pane.w * 0.3, pane.y + 0.03, 1.0))


def _counter(s: Scenery, x: float, side: int) -> None:
    y = s.back + 0.95
    pieces = (
        Piece("M-2.6 0 L-2.6 -1.55 2.6 -1.55 2.6 0 Z", (132, 94, 66), foot=0.6),
        Piece("M-2.4 -.2 L-2.4 -1.3 -.1 -1.3 -.1 -.2 Z M.1 -.2 L.1 -1.3 2.4 -1.3 2.4 -.2 Z", (110, 78, 56), rim=0.8),
        Piece("M-2.8 -1.52 L-2.72 -1.74 2.72 -1.74 2.8 -1.52 Z", PALE_WOOD)
    )  # fmt: skip
    scales = (
        Piece("M-.3 0 L.3 0 .2 -.12 -.2 -.12 Z", BRASS), Piece("M0 -.1 L0 -1.1 M-.7 -1.0 L.7 -1.06", BRASS,
        stroke=0.06), Piece("M-.7 -1 L-.95 -.5 M-.7 -1 L-.45 -.5 M.7 -1.06 L.95 -.56 M.7 -1.06 L.45 -.56", BRASS,
        stroke=0.02),
        Piece("M-1.0 -.5 L-.4 -.5 C-.5 -.34 -.9 -.34 -1 -.5 Z M.4 -.56 L1 -.56 C.9 -.4 .5 -.4 .4 -.56 Z", BRASS)
    )  # fmt: skip
    s.sheet(0.82, *placed(pieces, x, y), shadow=0.9)
    s.sheet(0.821, *placed(scales, x + side * 1.3, y - 1.74, 0.9))
    s.tops += [Top(x - side * 1.7, y - 1.74, 0.822), Top(x - side * 0.4, y - 1.74, 0.822)]
    s.busy.append((x - 2.8, x + 2.8))


TOOLS: Final = (
    Piece("M-2.2 0 L-2.1 .9 -1.9 .9 -1.8 0 Z", STEEL), Piece("M-2.0 -.5 L-2 0", PALE_WOOD, stroke=0.14),
    Piece("M-1.4 -.4 L-1.4 .9", PALE_WOOD, stroke=0.09), Piece("M-1.66 -.56 L-1.14 -.56 -1.14 -.3 -1.66 -.3 Z",
    STEEL), Piece("M-.8 -.5 L.5 -.2 .5 .1 -.7 .0 Z", STEEL), Piece("M.46 -.3 C.8 -.4 .9 .2 .5 .2 Z", PALE_WOOD),
    Piece("M-.6 .5 L.6 .5 M-.6 .5 L-.6 .9", (150, 120, 84), stroke=0.12),
    Piece("M1.3 -.4 C1.0 0 1.0 .5 1.3 .9 C1.6 .5 1.6 0 1.3 -.4 Z", STEEL, stroke=0.07), Piece("M2.0 -.5 L2.0 .3",
    PALE_WOOD, stroke=0.1), Piece("M1.86 .3 L2.14 .3 2.1 .95 1.9 .95 Z", STEEL)
)  # fmt: skip


def workshop(s: Scenery) -> None:
    """A long bench under the window, tools in order on the wall, wheels, planks, shavings on the floor."""
    side = mirrored_side(s)
    s.tall, s.floor = 3.1, 8.3
    wall = s.rng.choice(((150, 124, 96), (136, 128, 116), (160, 136, 100)))
    bench_x, window_x = -side * s.half * 0.46, -side * s.half * 0.4
    evening = s.light.day.lamps > 0.3
    s.light_at(*((bench_x + side, 2.8) if evening else (window_x, 3.8)), 8.5)
    pane = Pane(window_x, 5.0, s.rng.uniform(2.8, 3.6), 2.6, "flat", (3, 1))
    hang_view(s, [pane])
    hang_wall(s, wall, [pane], s.rng.choice(("planks", "bricks")), None, trim=OAK)
    hang_floor(s, (120, 96, 74))
    hang_box(s, wall, scaled(wall, 0.6), DARK_OAK)
    s.sheet(
        0.46, Cut(rect(side * s.half * 0.34 - 2.6, 2.9, 5.2, 2.0, 0.05), (112, 84, 62)), *placed(TOOLS,
        side * s.half * 0.34, 3.7)
    )  # fmt: skip
    _wheels(s, side)
    hang_daylight(s, pane, side * 2.0)
    _bench(s, bench_x, side)
    hanging_lamp(s, bench_x + side * 1.0, 2.5, 0.84, (96, 112, 112))
    s.sheet(0.88, *placed(WORK["anvil"].pieces, side * s.half * 0.62, s.floor - 0.3, 0.95, side < 0))
    curls = [
        line([(x, y), (x + 0.16, y - 0.12), (x + 0.26, y + 0.02), (x + 0.12, y + 0.06)]) for x,
        y in ((bench_x + s.rng.uniform(-2, 4) * side, s.rng.uniform(7.7, 8.4)) for _ in range(16))
    ]  # fmt: skip
    s.sheet(0.9, *[Cut(c, (226, 190, 136), stroke=0.05) for c in curls], shadow=0.2)
    near(s, LARGE["cart"].pieces[-3:], side * s.half * 0.92, 9.9, 2.6, side < 0)
    planks = [
        Cut(polygon([(x, 10), (x + side * 0.9, -2), (x + side * 1.3, -2), (x + side * 0.44, 10)]), t,
        foot=0.7) for x, t in ((-side * s.half * 1.02, (104, 78, 58)), (-side * s.half * 0.97, (124, 92, 66)))
    ]  # fmt: skip
    s.sheet(1.36, *planks, front=True, anchor=-side * s.half, close=False)
    s.props |= {"lamp", "window", "hammer", "saw", "anvil", "table", "wheel"}
    s.motes.add("dust")


def _bench(s: Scenery, x: float, side: int) -> None:
    y = s.floor - 0.45
    pieces = (
        Piece("M-2.6 0 L-2.5 -1.4 -2.2 -1.4 -2.2 0 Z M2.2 0 L2.2 -1.4 2.5 -1.4 2.6 0 Z", OAK, foot=0.6),
        Piece("M-2.4 -.5 L2.4 -.5", DARK_OAK, stroke=0.14), Piece("M-2.8 -1.36 L-2.8 -1.64 2.8 -1.64 2.8 -1.36 Z",
        PALE_WOOD), Piece("M-.6 -1.36 L-.6 -1.1 .6 -1.1 .6 -1.36 Z", OAK),
        Piece("M2.3 -1.64 L2.3 -2.0 2.5 -2 2.5 -1.64 Z M2.7 -1.64 L2.7 -2 2.9 -2 2.9 -1.64 Z", IRON, head=1.5),
        Piece("M2.2 -1.84 L3.2 -1.84", STEEL, stroke=0.06), Piece("M-1.9 -1.64 L-1.9 -1.9 -.9 -1.9 -.8 -1.64 Z",
        (150, 110, 76)), Piece("M-1.5 -1.9 C-1.5 -2.1 -1.3 -2.1 -1.2 -1.94", DARK_OAK, stroke=0.07)
    )  # fmt: skip
    s.sheet(0.86, *placed(pieces, x, y, 1.0, side < 0), shadow=0.9)
    s.tops += [Top(x + side * 0.1, y - 1.64, 0.862), Top(x + side * 1.3, y - 1.64, 0.862)]
    s.busy.append((x - 2.8, x + 2.8))


def _wheels(s: Scenery, side: int) -> None:
    """Wheels that lean on the wall."""
    cuts = []
    for u, r in ((0.78, 1.15), (0.66, 0.85)):
        x, y = side * u * s.half, s.back + 0.3 - r
        spokes = [
            ((x - r * a, y - r * b), (x + r * a, y + r * b)) for a, b in ((1, 0), (0, 1), (0.7, 0.7), (0.7, -0.7))
        ]  # fmt: skip
        cuts += [
            Cut(lines(spokes), PALE_WOOD, stroke=0.09), Cut(without(oval(x, y, r), oval(x, y, r * 0.82)), OAK),
            Cut(oval(x, y, r * 0.16), IRON)
        ]  # fmt: skip
    s.sheet(0.6, *cuts, shadow=0.9)


def office(s: Scenery) -> None:
    """A desk under a lamp, cabinets, a map, a window with its blind half down, a coat on its stand."""
    side = mirrored_side(s)
    s.tall, s.floor = 3.15, 8.3
    wall = s.rng.choice(((146, 148, 130), (160, 140, 112), (128, 140, 146)))
    window_x, desk_x = -side * s.half * 0.34, side * s.half * 0.44
    evening = s.light.day.lamps > 0.3
    s.light_at(*((desk_x, 5.4) if evening else (window_x, 3.8)), 8.0)
    pane = Pane(window_x, 5.2, s.rng.uniform(2.6, 3.2), 3.2, "flat", (1, 1))
    hang_view(s, [pane])
    hang_wall(s, wall, [pane], "plain", scaled(OAK, 0.9), trim=DARK_OAK)
    slats = [
        ((pane.x - pane.w / 2 - 0.1, pane.y - pane.h + 0.14 * k), (pane.x + pane.w / 2 + 0.1,
        pane.y - pane.h + 0.14 * k)) for k in range(int(pane.h * s.rng.uniform(0.35, 0.6) / 0.14))
    ]  # fmt: skip
    s.sheet(
        0.46, Cut(lines(slats), (206, 190, 156), stroke=0.075), Cut(line([(pane.x + pane.w * 0.4, pane.y - pane.h),
        (pane.x + pane.w * 0.4, pane.y - 0.5)]), LINEN, stroke=0.025)
    )  # fmt: skip
    hang_floor(s, (122, 92, 68))
    hang_box(s, wall, scaled(wall, 0.62), None)
    _cabinets(s, side * s.half * 0.74)
    s.sheet(0.46, *placed(STUDY["map"].pieces, desk_x - side * 0.5, 3.4, 1.25))
    hang_daylight(s, pane, side * 1.8)
    s.sheet(0.62, *placed(COAT, -side * s.half * 0.78, s.back + 0.4))
    hanging_lamp(s, desk_x, 2.2, 0.72, (84, 116, 96))
    y = s.floor - 0.3
    s.sheet(0.88, *placed(LARGE["desk"].pieces, desk_x, y, 1.15), shadow=0.9)
    s.sheet(0.881, *placed(STUDY["telephone"].pieces, desk_x + side * 0.95, y - 1.45, 0.75))
    chair(s, desk_x + side * 2.0, side > 0)
    papers = (Piece("M-.4 0 L-.36 -.1 .4 -.12 .42 0 Z", PAPER), Piece("M-.3 -.1 L-.34 -.2 .36 -.2 .38 -.1 Z", LINEN))
    s.sheet(0.881, *placed(papers, desk_x + side * 0.1, y - 1.45))
    s.tops += [Top(desk_x - side * 0.85, y - 1.45, 0.882)]
    s.busy.append((desk_x - 1.4, desk_x + 1.4))
    near(s, PLANT, -side * s.half * 0.97, 9.5, 0.85, side > 0)
    near(s, STUDY["typewriter"].pieces, side * s.half * 0.9, 9.6, 1.9, side < 0)
    s.walls = [(min(a, b), max(a, b)) for a, b in ((-side * s.half * 0.1, side * s.half * 0.2),)]
    s.props |= {"lamp", "window", "desk", "table", "telephone", "map", "letter"}
    s.motes.add("dust")


COAT: Final = (
    Piece("M0 0 L0 -3.6 M-.4 0 L0 -.4 .4 0 M-.36 -3.3 L0 -3.1 .36 -3.3", DARK_OAK, stroke=0.09),
    Piece("M-.1 -3.1 C-.6 -2.9 -.66 -2 -.7 -1.0 L-.1 -.9 .1 -1 .2 -3 Z", (74, 70, 84)),
    Piece("M-.6 -3.5 C-.3 -3.6 -.2 -4 .06 -3.9 C.3 -3.9 .3 -3.6 .5 -3.4 C.2 -3.3 -.3 -3.3 -.6 -3.5 Z", (92, 74, 62))
)  # fmt: skip


def _cabinets(s: Scenery, x: float) -> None:
    """Steel drawers with brass handles, files on top."""
    y, tone = s.back + 0.15, (112, 118, 112)
    cuts = []
    for k in range(2):
        a = x + (k - 0.5) * 1.4
        cuts.append(Cut(rect(a - 0.66, y - 3.3, 1.32, 3.3, 0.04), tone, head=1.1, foot=0.8))
        for r in range(4):
            cuts += [
                Cut(rect(a - 0.56, y - 3.2 + r * 0.8, 1.12, 0.7, 0.03), scaled(tone, 0.9), rim=0.7),
                Cut(rect(a - 0.2, y - 2.86 + r * 0.8, 0.4, 0.08, 0.03), BRASS)
            ]  # fmt: skip
    cuts += row(s, x - 1.2, x + 1.2, y - 3.3, "books", 0.7)
    s.sheet(0.58, *cuts, shadow=0.9)
