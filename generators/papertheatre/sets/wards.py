"""Rooms of an order that is not one's own: hospital ward, classroom, prison cell; and the attic, where all ends up."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.pieces import BRASS, LINEN, PALE_WOOD, STEEL, Piece, box, disc, placed
from generators.papertheatre.props.household import THINGS as HOUSEHOLD
from generators.papertheatre.props.study import THINGS as STUDY
from generators.papertheatre.props.work import THINGS as WORK
from generators.papertheatre.scenery import Scenery, Seat, Top, mirrored_side
from generators.papertheatre.sets.furniture import hanging_lamp, lamp_lit, near
from generators.papertheatre.sets.interior import DARK_OAK, IRON, hang_box, hang_daylight, hang_floor, hang_wall, pool
from generators.papertheatre.sets.panes import OAK, Pane, hang_view
from generators.papertheatre.shapes import line, lines, oval, polygon, rect, without

STONE: RGB = (150, 146, 140)
IRON_BED: Final = (
    Piece("M-1.9 0 L-1.9 -1.7 M-1.9 -1.7 C-1.9 -2.1 -1.7 -2.1 -1.7 -1.7 L-1.7 0", STEEL, stroke=0.07),
    Piece("M1.8 0 L1.8 -1.2 M1.8 -1.2 C1.8 -1.5 1.96 -1.5 1.96 -1.2 L1.96 0", STEEL, stroke=0.07),
    Piece("M-1.9 -.6 L1.9 -.6", STEEL, stroke=0.08), Piece("M-1.86 -.62 L1.86 -.62 1.86 -.94 -1.86 -.94 Z", (206,
    204, 196)), Piece("M-1.84 -.92 C-1.9 -1.34 -1.4 -1.36 -1.1 -1.26 C-.9 -1.2 -.94 -.98 -1 -.9 Z", LINEN, head=1.2),
    Piece("M-.9 -.9 C-.4 -1.16 .6 -1.06 1.84 -1.0 L1.86 -.4 C1.0 -.3 0 -.42 -.9 -.36 Z", (150, 168, 176)),
    Piece("M-.9 -.9 C-.6 -1.06 -.3 -1.06 0 -1.06 L-.2 -.38 -.9 -.36 Z", LINEN)
)  # fmt: skip
TABLE_DESK: Final = (
    Piece("M-.9 0 L-.8 -1.0 M.9 0 L.8 -1.0 M-.86 -.4 L.86 -.4", IRON, stroke=0.08),
    Piece("M-1.1 -1.0 L-1.0 -1.22 1.0 -1.22 1.1 -1 Z", PALE_WOOD), Piece("M-1.0 -1 L1.0 -1 .96 -.76 -.96 -.76 Z",
    OAK, foot=0.7), Piece(box(0.7, -1.2, 0.1, 0.1), IRON)
)  # fmt: skip
DUMMY: Final = (
    Piece("M-.5 0 L0 -.3 .5 0 M0 -.2 L0 -1.3", DARK_OAK, stroke=0.09),
    Piece("M-.5 -1.2 C-.6 -1.7 -.2 -1.9 -.3 -2.3 C-.5 -2.6 -.5 -2.9 -.3 -3.1 L.3 -3.1 C.5 -2.9 .5 -2.6 .3 -2.3 C.2 "
          "-1.9 .6 -1.7 .5 -1.2 C.2 -1.1 -.2 -1.1 -.5 -1.2 Z", (196, 172, 140)), Piece(disc(0, -3.24, 0.12),
    DARK_OAK), Piece("M0 -3.0 L0 -1.2", (150, 126, 100), stroke=0.025)
)  # fmt: skip


def ward(s: Scenery) -> None:
    """A row of iron beds under tall windows, white paint above green, a screen, a night lamp."""
    side = mirrored_side(s)
    s.tall, s.floor = 3.0, 8.3
    paint, dado = s.rng.choice(
        (((206, 210, 200), (118, 146, 132)), ((210, 204, 192), (128, 146, 158)), ((204, 200, 196), (150, 140, 120)))
    )  # fmt: skip
    evening = s.light.day.lamps > 0.3
    xs = [u * s.half * 0.5 for u in (-1.12, 0.0, 1.12)]
    lamp_x = -side * s.half * 0.24
    s.light_at(*((lamp_x, 3.2) if evening else (0.0, 3.2)), 9.0)
    panes = [Pane(x, 5.0, 1.7, 3.7, s.rng.choice(("flat", "round")) if x == xs[0] else "flat", (1, 3)) for x in xs]
    panes = [replace(p, head=panes[0].head) for p in panes]
    hang_view(s, panes)
    hang_wall(s, paint, panes, "plain", dado, trim=(216, 210, 196))
    hang_floor(s, (170, 160, 146), "tiles", skirt=scaled(dado, 0.8))
    hang_box(s, paint, scaled(paint, 0.8), None)
    for k, u in enumerate((-0.72, -0.24, 0.26, 0.74)):
        s.sheet(0.6, *placed(IRON_BED, u * s.half, s.back + 0.38, 0.82, k % 2 == 1), shadow=0.8)
        chart = (
            Piece("M-.2 -.3 L.2 -.3 .2 .26 -.2 .26 Z", LINEN), Piece("M-.12 .1 L0 -.06 .06 .06 .14 -.14", (170, 70,
            60), stroke=0.03)
        )  # fmt: skip
        s.sheet(0.602, *placed(chart, u * s.half + (1.0 if k % 2 == 0 else -1.0), s.back - 0.42))
    for pane in panes:
        hang_daylight(s, pane, side * 1.5)
    _night_lamp(s, lamp_x)
    _screen(s, side)
    s.sheet(0.9, *placed(IRON_BED, side * s.half * 0.62, s.floor - 0.3, 1.05, side > 0), shadow=0.9)
    s.seats.append(Seat(side * s.half * 0.62, 1.27, pillow=side))
    near(s, IRON_BED[:2], -side * s.half * 0.86, 10.2, 1.7, side > 0)
    near(s, HOUSEHOLD["flowers"].pieces, side * s.half * 0.95, 9.5, 1.9)
    s.props |= {"bed", "window", "lamp"}


def _night_lamp(s: Scenery, x: float) -> None:
    lit = lamp_lit(s)
    pieces = (
        Piece("M0 -9 L0 -.3", IRON, stroke=0.04), Piece(disc(0, 0, 0.42), (240, 234, 214), lit=0.95, head=1,
        foot=0.95), Piece("M-.16 -.36 L.16 -.36 .12 -.5 -.12 -.5 Z", BRASS)
    )  # fmt: skip
    for u, k in ((0.0, 1.0), (0.58, 0.8)):
        at = x + u * s.half * (1 if x < 0 else -1)
        s.sheet(0.66, *placed(pieces, at, 2.5, k, glow=lit), sway=Sway(0.015, 0.0, 6.0))
        s.lamp(at, 2.5, 0.66, 3.4 * k, (255, 214, 150), 0.36 * lit, 0.02)
    pool(s, x, s.back + 1.0, 4.6, 0.8, (255, 214, 150), 0.24 * lit)


def _screen(s: Scenery, side: int) -> None:
    """A folding screen of white cloth."""
    x, y = -side * s.half * 0.64, s.floor - 0.5
    cuts = []
    for k in range(3):
        a, lean = x + (k - 1) * 0.95, 0.1 if k % 2 else -0.1
        cuts += [
            Cut(polygon([(a - 0.46, y + lean), (a - 0.46, y - 2.7 + lean), (a + 0.46, y - 2.7 - lean), (a + 0.46,
            y - lean)]), LINEN, foot=0.8), Cut(lines([((a - 0.46, y + 0.12 + lean), (a - 0.46, y - 2.76 + lean)),
            ((a + 0.46, y + 0.12 - lean), (a + 0.46, y - 2.76 - lean))]), STEEL, stroke=0.05)
        ]  # fmt: skip
    s.sheet(0.84, *cuts)


def classroom(s: Scenery) -> None:
    """A blackboard with its chalk, a master's desk, rows of small desks, a map, windows on one side."""
    side = mirrored_side(s)
    s.tall, s.floor = 3.0, 8.3
    wall = s.rng.choice(((196, 180, 142), (160, 172, 160), (186, 166, 150)))
    board_x, xs = side * s.half * 0.26, [-side * s.half * u for u in (0.42, 0.76)]
    evening = s.light.day.lamps > 0.3
    s.light_at(*((board_x, 2.6) if evening else (xs[0], 3.4)), 9.0)
    panes = [Pane(x, 5.1, 1.8, 3.5, "flat", (1, 3)) for x in xs]
    hang_view(s, panes)
    hang_wall(s, wall, panes, "plain", (118, 96, 70), trim=OAK)
    hang_floor(s, (140, 108, 78))
    hang_box(s, wall, scaled(wall, 0.75), None)
    _blackboard(s, board_x)
    s.sheet(0.46, *placed(STUDY["map"].pieces, side * s.half * 0.74, 3.6, 1.15))
    for pane in panes:
        hang_daylight(s, pane, side * 1.9)
    hanging_lamp(s, board_x - side * 2.9, 2.1, 0.66, (206, 200, 180))
    y = s.back + 0.6
    s.sheet(0.66, *placed(TABLE_DESK, board_x + side * 2.6, y, 1.3), shadow=0.8)
    s.sheet(0.662, *placed(STUDY["globe"].pieces, board_x + side * 3.3, y - 1.58, 0.62))
    s.tops.append(Top(board_x + side * 2.3, y - 1.58, 0.663))
    for u in (-0.72, 0.74):
        s.sheet(
            0.9, *placed(TABLE_DESK, u * s.half, s.floor - 0.3, 1.15), *placed(STUDY["book"].pieces[:2], u * s.half,
            s.floor - 1.7, 0.8), shadow=0.9
        )  # fmt: skip
    s.tops += [Top(u * s.half + 0.5, s.floor - 1.7, 0.902) for u in (-0.72,)]
    for u, turn in ((-0.82, False), (0.3, True), (0.94, False)):
        near(s, TABLE_DESK, u * s.half, 10.1, 1.7, turn)
    s.props |= {"window", "lamp", "map", "globe", "desk", "table", "book"}
    s.motes.add("dust")


def _blackboard(s: Scenery, x: float) -> None:
    slate, chalk = (52, 68, 62), (222, 224, 214)
    marks = s.rng.choice(
        ([[(-1.4, 3.2), (-0.9, 2.7), (-0.4, 3.2), (-1.4, 3.2)], [(0.2, 2.9), (1.6, 2.9)], [(0.2, 3.3), (1.3, 3.3)],
        [(0.2, 3.7), (1.5, 3.7)], [(-1.5, 3.8), (-0.3, 3.8)]], [[(-1.6, 3.8), (-1.6, 2.6)], [(-1.6, 3.8), (-0.2,
        3.8)], [(-1.6, 3.6), (-1.1, 3.3), (-0.7, 3.0), (-0.3, 2.6)], [(0.3, 2.8), (1.5, 2.8)], [(0.3, 3.2), (1.6,
        3.2)], [(0.3, 3.6), (1.1, 3.6)]], [[(-1.7, 2.9 + 0.36 * k), (1.7 - 0.3 * (k % 2),
        2.9 + 0.36 * k)] for k in range(4)], )
    )  # fmt: skip
    cuts = [
        Cut(rect(x - 2.2, 2.2, 4.4, 2.3), OAK), Cut(rect(x - 2.05, 2.35, 4.1, 2.0), slate, head=1.1),
        Cut(rect(x - 2.2, 4.48, 4.4, 0.13, 0.03), PALE_WOOD)
    ]  # fmt: skip
    cuts += [Cut(line([(x + a, b) for a, b in mark]), chalk, stroke=0.045, alpha=0.85) for mark in marks]
    s.sheet(0.46, *cuts, Cut(rect(x - 1.2, 4.38, 0.3, 0.1), LINEN), shadow=0.9)


def cell(s: Scenery) -> None:
    """Stone on four sides, one barred window too high to look out of, a plank for a bed, tallies on the wall."""
    side = mirrored_side(s)
    s.tall, s.floor = 3.2, 8.3
    stone = scaled(s.rng.choice((STONE, (156, 142, 124), (132, 140, 144))), 0.92)
    window_x = side * s.half * s.rng.uniform(0.06, 0.2)
    evening = s.light.day.lamps > 0.3
    lamp_x = -side * s.half * 0.62
    s.light_at(*((lamp_x, 4.2) if evening else (window_x, 2.9)), 7.5)
    pane = Pane(window_x, 3.5, 1.5, 1.6, s.rng.choice(("round", "flat")), (3, 1))
    hang_view(s, [pane], 4.4)
    hang_wall(s, stone, [pane], "stones", None, trim=scaled(stone, 0.62))
    s.sheet(0.445, *_tallies(s, window_x + side * 2.6, stone), shadow=0.0)
    hang_floor(s, scaled(stone, 0.72), "flags")
    hang_box(s, stone, scaled(stone, 0.5), None)
    hang_daylight(s, pane, -side * 1.6)
    _plank_bed(s, side * s.half * 0.62)
    _cell_door(s, lamp_x)
    s.sheet(0.9, *placed(HOUSEHOLD["bucket"].pieces, -side * s.half * 0.34, s.floor - 0.3, 0.9))
    chain = [
        without(oval(side * s.half * 0.4 + 0.02 * k, 3.7 + 0.3 * k, 0.1, 0.17), oval(side * s.half * 0.4 + 0.02 * k,
        3.7 + 0.3 * k, 0.05, 0.11)) for k in range(6)
    ]  # fmt: skip
    s.sheet(0.47, *[Cut(c, STEEL, rim=0.6) for c in chain], sway=Sway(0.015, 0.0, 4.0))
    bars = [rect(u * s.half - 0.12, -2, 0.24, 14) for u in (-1.0, -0.84, 0.84, 1.0)]
    s.sheet(
        1.36, *[Cut(b, (80, 80, 86), rim=0.8) for b in bars], Cut(rect(-s.span * 1.3, 0.5, s.span * 2.6, 0.26), (80,
        80, 86)), front=True, close=False
    )  # fmt: skip
    s.walls = [(min(a, b), max(a, b)) for a, b in ((window_x - side * 1.2, lamp_x + side * 1.6),)]
    s.props |= {"window", "bed", "door", "bucket", "lamp"}
    s.motes.add("dust")


def _tallies(s: Scenery, x: float, stone: RGB) -> list[Cut]:
    """Days counted in fives."""
    strokes = []
    for r in range(3):
        for c in range(s.rng.randint(2, 4)):
            a, y = x - 0.8 + c * 0.62, 4.1 + r * 0.55
            strokes += [((a + 0.1 * k, y), (a + 0.1 * k + 0.02, y + 0.36)) for k in range(4)]
            strokes.append(((a - 0.06, y + 0.3), (a + 0.4, y + 0.06)))
    return [Cut(lines(strokes), scaled(stone, 1.35), stroke=0.028, alpha=0.8)]


def _plank_bed(s: Scenery, x: float) -> None:
    pieces = (
        Piece("M-1.8 -1.9 L-1.5 -.9 M1.8 -1.9 L1.5 -.9", STEEL, stroke=0.05),
        Piece("M-2.0 -.8 L2.0 -.8 2.0 -1.0 -2 -1 Z", OAK, foot=0.7), Piece("M-1.7 0 L-1.7 -.8 M1.7 0 L1.7 -.8",
        DARK_OAK, stroke=0.14), Piece("M-1.9 -1 C-1.8 -1.3 -1.1 -1.3 -1 -1 Z", (190, 176, 150)),
        Piece("M-1.0 -1.0 C0 -1.3 1.2 -1.16 1.9 -1 C1.6 -.7 1.7 -.6 1.4 -.4 C1.1 -.6 .8 -.3 .5 -.5 C.2 -.3 -.4 -.6 "
              "-1 -1 Z", (116, 104, 96))
    )  # fmt: skip
    s.sheet(0.8, *placed(pieces, x, s.back + 0.75), shadow=0.9)
    s.seats.append(Seat(x, s.floor - s.back + 0.25, pillow=-1))
    s.busy.append((x - 2.0, x + 2.0))


def _cell_door(s: Scenery, x: float) -> None:
    """An iron door with a slot, a lamp beside it in its cage."""
    lit = lamp_lit(s)
    pieces = (
        Piece("M-1.1 0 L-1.1 -3.6 1.1 -3.6 1.1 0 Z", (92, 88, 84)), Piece("M-.92 0 L-.92 -3.42 .92 -3.42 .92 0 Z",
        (104, 96, 88), head=1.2, foot=0.7), Piece("M-.4 -2.9 L.4 -2.9 .4 -2.5 -.4 -2.5 Z", (36, 34, 36), rim=0.7),
        Piece("M-.2 -2.9 L-.2 -2.5 M0 -2.9 L0 -2.5 M.2 -2.9 L.2 -2.5", STEEL, stroke=0.05),
        Piece("M-.92 -.6 L.92 -.6 M-.92 -1.9 L.92 -1.9", IRON, stroke=0.12), Piece(disc(0.66, -1.5, 0.1), BRASS),
        Piece(box(0.66, -1.1, 0.2, 0.3), IRON)
    )  # fmt: skip
    s.doors.append(x)
    s.sheet(0.56, *placed(pieces, x, s.back + 0.06))
    s.sheet(
        0.56, *placed((Piece("M-.2 0 L-.24 -.5 C-.2 -.7 .2 -.7 .24 -.5 L.2 0 Z", (255, 226, 160), lit=1, rim=0.4),
        Piece("M-.2 0 L-.24 -.5 M0 0 L0 -.6 M.2 0 L.24 -.5 M-.24 -.3 L.24 -.3", IRON, stroke=0.04)), x, 3.1,
        glow=lit)
    )  # fmt: skip
    s.lamp(x, 2.8, 0.56, 2.8, strength=0.46 * lit)


def attic(s: Scenery) -> None:
    """Under the roof: rafters, a skylight with its shaft of dust, trunks, a dressmaker's figure, a covered chair."""
    side = mirrored_side(s)
    s.tall, s.floor = 3.0, 8.3
    wood = s.rng.choice(((134, 102, 76), (120, 98, 82), (146, 116, 80)))
    x = side * s.half * s.rng.uniform(0.02, 0.12)
    evening = s.light.day.lamps > 0.3
    s.light_at(*((-side * s.half * 0.36, 5.6) if evening else (x, 2.4)), 8.0)
    pane = Pane(
        x, 4.3, s.rng.uniform(1.7, 2.3), s.rng.uniform(2.0, 2.4), s.rng.choice(("round", "flat", "pointed")), (1, 1)
    )  # fmt: skip
    hang_view(s, [pane], 4.4)
    hang_wall(s, wood, [pane], "planks", None, trim=DARK_OAK)
    hang_floor(s, scaled(wood, 0.8))
    for k, (depth, reach) in enumerate(((0.5, 0.72), (0.66, 0.86))):
        _roof(s, depth, reach, scaled(wood, 0.84 - 0.2 * k))
    hang_daylight(s, pane, -side * 2.2)
    s.sheet(0.6, *placed(DUMMY, -side * s.half * 0.5, s.back + 0.45))
    s.sheet(
        0.62, *placed(WORK["crate"].pieces, side * s.half * 0.5, s.back + 0.5, 1.1), *placed(WORK["suitcase"].pieces,
        side * s.half * 0.5, s.back - 0.8, 1.0)
    )  # fmt: skip
    s.sheet(
        0.84, *placed(WORK["chest"].pieces[3:], -side * s.half * 0.66, s.floor - 0.4, 1.25, side < 0),
        *placed((Piece("M-1 -.8 C-1 -1.24 1 -1.24 1 -.8 Z", DARK_OAK), ), -side * s.half * 0.66, s.floor - 0.4, 1.1)
    )  # fmt: skip
    sheet = Piece(
        "M-1.1 0 C-1.0 -1.2 -.9 -2.2 -.4 -2.4 C-.1 -2.5 0 -1.9 .1 -1.4 C.7 -1.5 .9 -1.3 1.0 0 C.8 .1 .6 -.1 "
        ".4 .04 C.1 .1 -.2 -.06 -.4 .06 C-.7 .1 -.9 -.04 -1.1 0 Z", LINEN, foot=0.6
    )  # fmt: skip
    s.sheet(0.86, *placed((sheet,), side * s.half * 0.7, s.floor - 0.35, 1.05, side < 0))
    _candle_on_box(s, -side * s.half * 0.36)
    _web(s, -side)
    near(s, WORK["suitcase"].pieces, side * s.half * 0.92, 9.7, 2.0)
    near(s, STUDY["rocking horse"].pieces, -side * s.half * 0.93, 9.6, 1.3, side < 0)
    s.walls = [(min(a, b), max(a, b)) for a, b in ((x - side * 1.5, x - side * 3.2),)]
    s.props |= {"window", "suitcase", "chest", "crate", "candle", "lamp"}
    s.motes.add("dust")


def _roof(s: Scenery, depth: float, reach: float, tone: RGB) -> None:
    """One pair of sloping boards with their rafter."""
    x, far = s.half * reach, s.span * 1.4
    for side in (-1, 1):
        slope = polygon(
            [(side * x * 0.2, -1.0), (side * x, 6.2), (side * x * 1.06, s.back + 1.4), (side * far, s.back + 1.4),
            (side * far, -7), (0, -7)]
        )  # fmt: skip
        rafter = polygon(
            [(side * (x * 0.2 - 0.1), -1.0), (side * (x - 0.12), 6.2), (side * (x + 0.3), 6.1),
            (side * (x * 0.2 + 0.36), -1.0)]
        )  # fmt: skip
        s.sheet(depth, Cut(slope, tone, head=0.75, foot=0.95), Cut(rafter, scaled(tone, 0.8)), shadow=1.0)
    tie = rect(-x * 0.52, 1.35 + (depth - 0.5) * -1.2, x * 1.04, 0.34)
    s.sheet(depth, Cut(tie, scaled(tone, 0.86)), shadow=0.9)


def _candle_on_box(s: Scenery, x: float) -> None:
    lit, y = max(0.3, lamp_lit(s)), s.floor - 0.4
    s.sheet(0.88, *placed(WORK["crate"].pieces, x, y, 0.85), *placed(HOUSEHOLD["candle"].pieces, x - 0.2, y - 1.02))
    s.sheet(
        0.881, *placed(HOUSEHOLD["candle"].moving, x - 0.2, y - 1.02, glow=1.0), sway=Sway(0.012, 0.01, 1.3),
        shadow=0.0
    )  # fmt: skip
    s.lamp(x - 0.2, y - 1.9, 0.881, 3.0, strength=0.5 * lit)
    s.tops.append(Top(x + 0.32, y - 1.02, 0.882))


def _web(s: Scenery, side: int) -> None:
    """A cobweb between rafter and tie."""
    x, y = side * s.half * 0.42, 1.7
    rays = [((x, y), (x - side * a, y + b)) for a, b in ((1.6, 0.05), (1.4, 0.6), (0.9, 1.1), (0.3, 1.4))]
    rings = [
        line([(x - side * 1.6 * r, y + 0.05 * r), (x - side * 1.4 * r, y + 0.6 * r), (x - side * 0.9 * r,
        y + 1.1 * r), (x - side * 0.3 * r, y + 1.4 * r)]) for r in (0.35, 0.6, 0.85)
    ]  # fmt: skip
    tone = mix(LINEN, (150, 150, 150), 0.4)
    s.sheet(
        0.67, Cut(lines(rays), tone, stroke=0.014, alpha=0.6), *[Cut(r, tone, stroke=0.012,
        alpha=0.55) for r in rings], shadow=0.0
    )  # fmt: skip
