"""On a ship: the wheelhouse with its wheel, compass and three windows on the sea; the deck."""

from __future__ import annotations

from typing import Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.pieces import Piece, disc, placed
from generators.papertheatre.props.work import THINGS as WORK
from generators.papertheatre.scenery import Scenery, Top, mirrored_side
from generators.papertheatre.sets.furniture import hanging_lamp, post
from generators.papertheatre.sets.interior import DARK_OAK, IRON, hang_box, hang_floor, hang_wall
from generators.papertheatre.sets.panes import OAK, Pane, hang_view
from generators.papertheatre.sets.sea import IRON as HULL_IRON
from generators.papertheatre.sets.sea import WOOD, hang_sea
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import line, lines, oval, polygon, rect, without

BRASS: RGB = (206, 164, 92)
GREEN: RGB = (120, 236, 170)


def wheelhouse(s: Scenery) -> None:
    """Three windows on the sea, a wheel, a compass that glows, a chart table, brass along the sill."""
    side = mirrored_side(s)
    s.tall, s.floor, s.bob = 3.2, 8.3, Sway(0.05, 0.03, 6.5, 0.2)
    wheel_x = side * s.half * 0.08
    evening = s.light.day.lamps > 0.3
    s.light_at(*((-side * s.half * 0.56, 2.6) if evening else (0.0, 3.2)), 8.5)
    wide = min(4.2, s.half * 0.5)
    panes = [Pane(u * (wide + 0.5), 5.3, wide, 3.5, "flat", (0, 0)) for u in (-1, 0, 1)]
    hang_view(s, panes, 4.7, lambda out, y: hang_sea(out, y, 2, 0.28, 0.16))
    wood = s.rng.choice(((150, 112, 82), (128, 92, 68), (158, 148, 128)))
    hang_wall(s, wood, panes, "planks", None, trim=DARK_OAK)
    s.sheet(
        0.45, Cut(rect(-s.span * 1.3, 5.72, s.span * 2.6, 0.2, 0.05), BRASS), Cut(rect(-s.span * 1.3, 6.5,
        s.span * 2.6, 0.1, 0.05), scaled(BRASS, 0.7))
    )  # fmt: skip
    hang_floor(s, (104, 78, 60))
    hang_box(s, wood, scaled(wood, 0.7), DARK_OAK)
    _chart_table(s, -side * s.half * 0.58)
    _binnacle(s, side * s.half * 0.4)
    _telegraph(s, side * s.half * 0.66)
    _wheel(s, wheel_x)
    hanging_lamp(s, -side * s.half * 0.56, 2.3, 0.7, (150, 160, 150))
    post(s, DARK_OAK, side)
    s.tops.append(Top(-side * s.half * 0.58 - 1.2, 5.78, 0.842))
    s.props |= {"wheel", "table", "desk", "lamp", "ship", "radio", "boat", "map", "compass", "window"}


def _telegraph(s: Scenery, x: float) -> None:
    """The brass stand that speaks to the engine room."""
    pieces = (
        Piece("M-.36 0 C-.2 -.3 -.16 -.6 -.14 -1.5 L.14 -1.5 C.16 -.6 .2 -.3 .36 0 Z", BRASS), Piece(disc(0, -1.9,
        0.5), BRASS), Piece(disc(0, -1.9, 0.38), (226, 216, 190)), Piece("M0 -1.9 L.2 -2.3", IRON, stroke=0.07),
        Piece("M0 -1.9 L-.3 -2.5", BRASS, stroke=0.08), Piece(disc(-0.32, -2.54, 0.09), DARK_OAK)
    )  # fmt: skip
    s.sheet(0.84, *placed(pieces, x, s.floor - 0.3))


def _chart_table(s: Scenery, x: float) -> None:
    cuts = [
        Cut(rect(x - 1.7, 5.9, 3.4, 2.0, 0.05), DARK_OAK),
        Cut(rect(x - 1.85, 5.78, 3.7, 0.2, 0.05), scaled(OAK, 1.15)),
    ]
    cuts += [Cut(rect(x - 1.4, y, 2.8, 0.42, 0.04), OAK) for y in (6.25, 6.8, 7.35)]
    chart = polygon([(x - 1.2, 5.78), (x - 0.9, 5.5), (x + 0.9, 5.44), (x + 1.2, 5.78)])
    s.sheet(
        0.84,
        *cuts,
        Cut(chart, (232, 220, 190)),
        Cut(line([(x - 0.7, 5.68), (x, 5.56), (x + 0.6, 5.66)]), (150, 84, 64), stroke=0.03),
    )


def _binnacle(s: Scenery, x: float) -> None:
    """The compass on its post; it glows green."""
    post = polygon([(x - 0.5, 7.9), (x - 0.34, 5.9), (x + 0.34, 5.9), (x + 0.5, 7.9)])
    s.sheet(
        0.86,
        Cut(post, OAK),
        Cut(oval(x, 5.72, 0.52, 0.44), BRASS),
        Cut(oval(x, 5.66, 0.36, 0.28), GREEN, lit=0.85, head=1.0),
    )
    s.lamp(x, 5.66, 0.86, 1.9, GREEN, 0.22 + 0.24 * s.light.day.lamps, 0.0)


def _wheel(s: Scenery, x: float) -> None:
    y = 5.9
    stand = polygon([(x - 0.46, 8.0), (x - 0.2, y), (x + 0.2, y), (x + 0.46, 8.0)])
    spokes = [
        Cut(line([(x - dx * 1.5, y - dy * 1.5), (x + dx * 1.5, y + dy * 1.5)]), OAK, stroke=0.11)
        for dx, dy in ((1, 0), (0, 1), (0.71, 0.71), (0.71, -0.71))
    ]
    ring = without(oval(x, y, 1.16), oval(x, y, 0.94))
    s.sheet(0.8, Cut(stand, DARK_OAK))
    s.sheet(
        0.82,
        *spokes,
        Cut(ring, scaled(OAK, 1.2)),
        Cut(oval(x, y, 0.24), BRASS),
        Cut(oval(x, y, 0.1), IRON),
        sway=Sway(0.02, 0.01, 5.0),
    )


def deck(s: Scenery) -> None:
    """Aboard: planks, rail, mast, shrouds and sail, a lantern on its hook, the sea beyond."""
    side = mirrored_side(s)
    canvas = s.rng.choice(((224, 208, 176), (206, 188, 158), (166, 92, 72)))
    hang_sky(s, 5.4)
    hang_sea(s, 5.7, 3, 0.6, 0.28)
    sway = Sway(0.1, 0.05, 6.5, 0.2)
    x = side * s.half * 0.3
    _hang_sail(s, x, canvas)
    shrouds = [((x + 0.2 * d, -1.2), (x + d * u, 6.4)) for d in (-1, 1) for u in (1.9, 2.5, 3.1)]
    rungs = [
        ((x + d * (0.2 + 1.7 * t), -1.2 + 7.6 * t), (x + d * (0.2 + 2.9 * t), -1.2 + 7.6 * t)) for d in (-1,
        1) for t in (k / 11 for k in range(2, 11))
    ]  # fmt: skip
    mast = Piece("M-.16 0 L-.14 -12 .14 -12 .16 0 Z", WOOD)
    bands = Piece("M-.18 -1.2 L.18 -1.2 M-.18 -1.5 L.18 -1.5 M-.17 -3.6 L.17 -3.6", HULL_IRON, stroke=0.07)
    s.sheet(
        0.78, Cut(lines(shrouds), (84, 70, 58), stroke=0.05), Cut(lines(rungs), (84, 70, 58), stroke=0.032),
        *placed((mast, bands), x, 7.8), sway=sway
    )  # fmt: skip
    _lantern(s, x, sway)
    s.sheet(0.84, *placed(CHEST_OF_DECK, -side * s.half * 0.5, 7.75, 1.0, side < 0), shadow=0.8, sway=sway)
    turned = Piece(
        "M-.09 0 C-.2 -.2 -.05 -.4 -.07 -.6 C-.2 -.8 -.05 -1.0 -.08 -1.3 L.08 -1.3 C.05 -1.0 .2 -.8 .07 -.6 "
        "C.05 -.4 .2 -.2 .09 0 Z", scaled(WOOD, 1.1)
    )  # fmt: skip
    posts = [cut for u in range(-13, 14) for cut in placed((turned,), u * 0.9, 7.7)]
    rail = Cut(rect(-s.span * 1.3, 6.2, s.span * 2.6, 0.22, 0.06), scaled(WOOD, 1.35))
    s.sheet(0.88, *posts, rail, Cut(rect(-s.span * 1.3, 7.5, s.span * 2.6, 0.2), scaled(WOOD, 1.1)), sway=sway)
    boards = [((u * 0.9, 7.6), (u * 1.9, 10)) for u in range(-14, 15)]
    s.sheet(
        1.0, Cut(rect(-s.span * 1.3, 7.58, s.span * 2.6, 4), scaled(WOOD, 1.16), head=1.15, foot=0.5),
        Cut(lines(boards), (78, 56, 44), stroke=0.03, alpha=0.8), sway=sway
    )  # fmt: skip
    s.sheet(
        1.36, *placed([*WORK["wheel"].pieces, *WORK["wheel"].moving], -side * s.half * 0.9, 10.6, 1.7), front=True,
        anchor=-side * s.half, close=False, sway=sway
    )  # fmt: skip
    s.sheet(
        1.36, *placed(WORK["rope"].pieces, side * s.half * 0.93, 9.1, 1.5), front=True, anchor=side * s.half,
        close=False, sway=sway
    )  # fmt: skip
    s.floor, s.bob = 8.15, sway
    s.props |= {"rope", "lamp", "lantern", "wheel", "ship"}


def _hang_sail(s: Scenery, x: float, canvas: RGB) -> None:
    """A square sail that fills with the wind."""
    belly = 0.3 + 0.5 * s.light.air.wind
    square = (
        f"M-3.4 -4.1 C-3.1 -3.2 -3.3 -1.4 -3.7 -.6 C-2.4 {-1.1 - belly * 0.3:.2f} 2.4 {-1.1 - belly * 0.3:.2f} 3.7 -.6 "
        "C3.3 -1.4 3.1 -3.2 3.4 -4.1 C1.6 -4.3 -1.6 -4.3 -3.4 -4.1 Z"
    )
    pieces = (
        Piece(square, canvas, head=0.95, foot=1.1),
        Piece("M-1.7 -4.1 C-1.5 -3 -1.6 -1.8 -1.8 -.9 M0 -4.2 L0 -1.1 M1.7 -4.1 C1.5 -3 1.6 -1.8 1.8 -.9",
        scaled(canvas, 0.72), stroke=0.03), Piece("M-3.8 -4.1 L3.8 -4.1", WOOD, stroke=0.17),
        Piece("M-3.7 -.6 C-3 -.2 -2 1.6 -1.6 3.4 M3.7 -.6 C3 -.2 2 1.6 1.6 3.4", (84, 70, 58), stroke=0.035)
    )  # fmt: skip
    s.sheet(0.7, *placed(pieces, x, 4.2), sway=Sway(0.12, 0.06, 6.5, 0.5))


def _lantern(s: Scenery, x: float, sway: Sway) -> None:
    lit = 0.25 + 0.75 * s.light.day.lamps
    pieces = (
        Piece("M0 -.5 L.5 -.5 L.5 -.26", HULL_IRON, stroke=0.05), Piece("M.3 -.16 L.5 -.36 .7 -.16 Z", HULL_IRON),
        Piece("M.32 -.16 L.68 -.16 .72 .4 .28 .4 Z", (255, 226, 160), lit=1, rim=0.3), Piece("M.5 -.16 L.5 .4",
        HULL_IRON, stroke=0.04), Piece("M.24 .38 L.76 .38 .72 .5 .28 .5 Z", HULL_IRON)
    )  # fmt: skip
    s.sheet(0.8, *placed(pieces, x, 4.3, glow=lit), sway=sway)
    s.lamp(x + 0.5, 4.42, 0.8, 2.3, strength=0.62 * lit)


CHEST_OF_DECK: Final = (
    Piece("M-1.3 0 L-1.3 -.9 1.3 -.9 1.3 0 Z", (124, 88, 62), foot=0.6),
    Piece("M-1.4 -.88 L-1.2 -1.16 1.2 -1.16 1.4 -.88 Z", (150, 110, 78)),
    Piece("M-1.0 -.2 L-1.0 -.7 1.0 -.7 1.0 -.2 Z", (104, 72, 54), rim=0.7),
    Piece("M-.8 -1.16 C-.8 -1.4 .2 -1.5 .3 -1.16 Z", (206, 176, 122)), Piece("M-.6 -1.2 C-.5 -1.36 0 -1.4 .1 -1.2",
    (150, 120, 80), stroke=0.03)
)  # fmt: skip
