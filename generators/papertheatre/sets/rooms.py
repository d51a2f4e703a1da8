"""Rooms of a house: living room, bedroom, kitchen, library; each name has its own paper, windows and furniture."""

from __future__ import annotations

from typing import Final

from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.pieces import BLUE, BRASS, LINEN, RED, Piece, box, disc, placed, recoloured
from generators.papertheatre.props.household import THINGS as HOUSEHOLD
from generators.papertheatre.props.study import THINGS as STUDY
from generators.papertheatre.props.travel import THINGS as LARGE
from generators.papertheatre.scenery import Scenery, Seat, Top, mirrored_side
from generators.papertheatre.sets.furniture import (
    CHAIR_BACK,
    PLANT,
    bookwall,
    chair,
    cooking_range,
    curtains,
    drape,
    hanging_lamp,
    hearth,
    lamp_lit,
    near,
    pictures,
    rug,
    shelf,
    table,
)
from generators.papertheatre.sets.interior import DARK_OAK, Pattern, hang_box, hang_daylight, hang_floor, hang_wall
from generators.papertheatre.sets.panes import OAK, Pane, hang_view
from generators.papertheatre.shapes import rect

# (paper, pattern, dado, carpet, curtains)
PAPERS: Final[tuple[tuple[RGB, Pattern, RGB | None, RGB, RGB], ...]] = (
    ((176, 148, 116), "stripes", (112, 78, 58), (150, 76, 64), (142, 62, 56)),
    ((116, 132, 122), "damask", (98, 72, 56), (120, 66, 58), (74, 98, 88)),
    ((154, 112, 96), "damask", (88, 62, 52), (84, 92, 104), (132, 70, 60)),
    ((132, 130, 146), "stripes", (96, 76, 64), (132, 92, 74), (88, 84, 116)),
    ((172, 156, 116), "plain", (120, 90, 62), (112, 96, 66), (156, 116, 64)),
    ((142, 112, 80), "planks", None, (134, 72, 58), (116, 84, 62)),
)
ROUGH: Final[tuple[RGB, ...]] = ((172, 160, 136), (158, 148, 130), (176, 158, 126), (150, 152, 140))


def _begin(s: Scenery, tall: float = 3.2) -> int:
    s.tall, s.floor = tall, 8.3
    return mirrored_side(s)


def room(s: Scenery) -> None:
    """A living room: window with curtains, hearth or dresser, armchair, a hanging lamp."""
    side = _begin(s)
    wall, pattern, dado, carpet, cloth = s.rng.choice(PAPERS)
    hearth_x, window_x = side * s.half * 0.54, -side * s.half * 0.33
    fire = s.says("fire|hearth|fireplace|stove|cottage|inn|winter|keeper|lighthouse") or s.rng.random() < 0.6
    evening = s.light.day.lamps > 0.3
    s.light_at(*((hearth_x, 6.2) if fire and evening else (0.0, 2.4) if evening else (window_x, 3.8)), 8.5)
    pane = Pane(
        window_x, 5.15, s.rng.uniform(2.1, 2.7), s.rng.uniform(2.7, 3.1), s.rng.choice(("flat", "flat", "round")),
        (1, s.rng.randint(1, 2))
    )  # fmt: skip
    hang_view(s, [pane])
    hang_wall(s, wall, [pane], pattern, dado)
    curtains(s, pane, cloth)
    hang_floor(s, scaled(OAK, s.rng.uniform(0.8, 1.0)))
    hang_box(s, wall, scaled(mix(wall, (200, 180, 150), 0.5), 0.8), DARK_OAK if s.rng.random() < 0.6 else None)
    if fire:
        hearth(s, hearth_x, s.rng.choice(((148, 130, 118), (150, 104, 84), (120, 122, 126))))
    else:
        _dresser(s, hearth_x)
    hang_daylight(s, pane, side * 2.0)
    rug(s, 0.2 * side, carpet)
    _seat(s, -side * s.half * 0.74, side, cloth)
    pictures(s, [(-side * s.half * 0.7, 3.1, 0.9, 1.1), (-side * s.half * 0.81, 3.4, 0.6, 0.8)])
    hanging_lamp(s, side * 0.03 * s.half, 2.35, 0.7, s.rng.choice(((188, 110, 66), (96, 120, 92), (196, 160, 104))))
    drape(s, cloth, -side)
    near(s, PLANT if s.rng.random() < 0.5 else CHAIR_BACK, side * s.half * 0.96, 9.3, 0.9, side < 0)
    s.walls = [
        (min(a, b), max(a, b)) for a, b in ((-side * (s.half * 0.33 - 1.9) * 1.0, side * (s.half * 0.54 - 2.0)), )
    ]  # fmt: skip
    s.props |= {"chair", "armchair", "window", "portrait"}
    s.motes.add("dust")


def _dresser(s: Scenery, x: float) -> None:
    """A cupboard with plates; on its board stands what is small."""
    y = s.back + 0.1
    pieces = (
        Piece("M-1.6 0 L-1.5 -.16 1.5 -.16 1.6 0 Z", DARK_OAK), Piece("M-1.5 -.1 L-1.5 -1.7 1.5 -1.7 1.5 -.1 Z", OAK,
        foot=0.7), Piece("M-1.36 -.26 L-1.36 -1.5 -.08 -1.5 -.08 -.26 Z M.08 -.26 L.08 -1.5 1.36 -1.5 1.36 -.26 Z",
        (150, 106, 74), rim=0.8), Piece(disc(-0.22, -0.9, 0.07), BRASS), Piece(disc(0.22, -0.9, 0.07), BRASS),
        Piece("M-1.66 -1.68 L-1.6 -1.86 1.6 -1.86 1.66 -1.68 Z", (160, 114, 80))
    )  # fmt: skip
    s.sheet(0.58, *placed(pieces, x, y))
    for v in (2.9, 3.95):
        shelf(s, x, y - v - 0.1, 2.8, "plates" if v < 3 else "mixed", 0.56)
    s.tops += [Top(x + u, y - 1.86, 0.585) for u in (-0.7, 0.7)]


def _seat(s: Scenery, x: float, side: int, tone: RGB) -> None:
    """A wing chair turned to the room, in the curtains' cloth."""
    pieces = recoloured(HOUSEHOLD["armchair"].pieces, {RED: tone, (196, 92, 74): scaled(tone, 1.15)})
    s.sheet(0.88, *placed(pieces, x, s.floor - 0.35, 1.0, side < 0))
    s.seats.append(Seat(x, 1.33))


def bedroom(s: Scenery) -> None:
    """A bed under the window's light, a night table with its lamp, a wardrobe, a washstand."""
    side = _begin(s)
    wall, pattern, dado, carpet, cloth = s.rng.choice(PAPERS)
    wall = mix(wall, (150, 152, 176), 0.34)
    bed_x, window_x, lamp_x = side * s.half * 0.64, -side * s.half * 0.14, side * s.half * 0.31
    evening = s.light.day.lamps > 0.3
    s.light_at(*((lamp_x, 5.6) if evening else (window_x, 3.8)), 7.5)
    pane = Pane(
        window_x, 5.2, s.rng.uniform(2.0, 2.6), s.rng.uniform(2.8, 3.2), s.rng.choice(("flat", "round")), (1, 2)
    )  # fmt: skip
    hang_view(s, [pane])
    hang_wall(s, wall, [pane], pattern, dado if s.rng.random() < 0.5 else None)
    curtains(s, pane, mix(cloth, LINEN, 0.55), drawn=0.5)
    hang_floor(s, scaled(OAK, 0.86))
    hang_box(s, wall, scaled(wall, 0.7), None)
    s.sheet(0.57, *placed(LARGE["wardrobe"].pieces, -side * s.half * 0.62, s.back + 0.1, 1.06))
    pictures(s, [(bed_x, 2.9, 1.0, 1.2)])
    hang_daylight(s, pane, side * 2.4)
    rug(s, -0.6 * side, carpet, 3.4)
    quilt = recoloured(HOUSEHOLD["bed"].pieces, {BLUE: cloth})
    s.sheet(0.84, *placed(quilt, bed_x, s.back + 0.75, 1.12, side < 0))
    s.seats.append(Seat(bed_x, s.floor - s.back + 0.24, pillow=1 if side < 0 else -1))
    _night_table(s, lamp_x)
    near(s, CHAIR_BACK, -side * s.half * 0.98, 9.5, 0.9)
    drape(s, scaled(cloth, 0.9), side)
    s.walls = [(min(a, b), max(a, b)) for a, b in ((-side * s.half * 0.44, -side * s.half * 0.39),)]
    s.walls.append((min(side * 1.2, side * 2.6), max(side * 1.2, side * 2.6)))
    s.props |= {"bed", "lamp", "wardrobe", "window", "portrait"}
    s.motes.add("dust")


def _night_table(s: Scenery, x: float) -> None:
    y, lit = s.back + 0.5, lamp_lit(s)
    stand = (
        Piece(box(-0.42, 0, 0.1, 1.0), OAK), Piece(box(0.42, 0, 0.1, 1.0), OAK), Piece(box(0, -0.5, 0.9, 0.5), OAK),
        Piece(disc(0, -0.74, 0.05), BRASS), Piece("M-.62 -.98 L.62 -.98 .56 -1.1 -.56 -1.1 Z", (160, 114, 80))
    )  # fmt: skip
    s.sheet(0.8, *placed(stand, x, y), *placed(HOUSEHOLD["lamp"].pieces, x - 0.1, y - 1.1, 1.0, glow=lit))
    s.lamp(x - 0.1, y - 1.85, 0.8, 2.7, strength=0.55 * lit, flicker=0.03)
    s.tops.append(Top(x + 0.38, y - 1.1, 0.801))


def kitchen(s: Scenery) -> None:
    """Range with a kettle, shelves of ware, a scrubbed table under the lamp, a deep window, pans on hooks."""
    side = _begin(s)
    wall, sea = s.rng.choice(ROUGH), s.says("lighthouse|keeper|tower")
    window_x, range_x = side * s.half * 0.14, -side * s.half * 0.56
    evening = s.light.day.lamps > 0.3
    lamp_x = side * 0.34 * s.half
    s.light_at(*((lamp_x, 2.6) if evening else (window_x, 3.6)), 8.5)
    pane = Pane(
        window_x, 4.75, s.rng.uniform(1.9, 2.4), s.rng.uniform(2.0, 2.5), "round" if sea else s.rng.choice(("flat",
        "flat", "round")), (1, 1)
    )  # fmt: skip
    hang_view(s, [pane])
    hang_wall(s, wall, [pane], s.rng.choice(("tiles", "tiles", "planks", "stones")))
    hang_floor(s, s.rng.choice(((124, 104, 88), (132, 118, 108))), s.rng.choice(("flags", "tiles", "boards")))
    hang_box(s, wall, scaled(wall, 0.62), DARK_OAK)
    cooking_range(s, range_x)
    _hooks(s, range_x - 1.6, range_x + 1.7)
    for y in (2.75, 3.95):
        shelf(s, side * s.half * 0.58, y, 3.1, s.rng.choice(("jars", "plates", "mixed")))
    hang_daylight(s, pane, -side * 1.6)
    hanging_lamp(s, lamp_x, 2.5, 0.86, s.rng.choice(((188, 110, 66), (150, 160, 150), (96, 120, 92))))
    table(s, lamp_x, s.floor - 0.25, 0.9, 1.1, s.rng.choice((None, (206, 196, 176), (150, 82, 72))))
    s.sheet(0.902, *placed(HOUSEHOLD["bread"].pieces, lamp_x - 1.0 * side, s.floor - 1.64, 0.9))
    chair(s, lamp_x + side * 2.1, side > 0)
    near(s, HOUSEHOLD["bottle"].pieces, side * s.half * 0.93, 9.4, 2.3, side < 0)
    near(s, CHAIR_BACK, -side * s.half * 0.97, 9.6, 0.9)
    s.walls = [(min(a, b), max(a, b)) for a, b in ((-side * s.half * 0.05, -side * s.half * 0.3),)]
    s.props |= {"window", "bread", "plate"}


def _hooks(s: Scenery, x0: float, x1: float) -> None:
    """A rail with pans and a ladle."""
    y = 2.9
    cuts = [Cut(rect(x0, y, x1 - x0, 0.09, 0.04), DARK_OAK)]
    for k, r in enumerate((0.32, 0.24, 0.38)):
        x = x0 + 0.5 + k * 0.95
        pan = (
            Piece("M0 0 L0 .5", (150, 112, 80), stroke=0.07), Piece(disc(0, 0.5 + r, r), s.rng.choice(((184, 112,
            74), (92, 92, 98))))
        )  # fmt: skip
        cuts += placed((*pan, Piece(disc(0, 0.5 + r, r * 0.72), (116, 84, 66), rim=0.5)), x, y + 0.05)
    s.sheet(0.5, *cuts, sway=Sway(0.012, 0.0, 4.4))


def library(s: Scenery) -> None:
    """Walls of books, a tall window, a reading table with a green lamp, a globe, a ladder."""
    side = _begin(s)
    window_x, table_x = side * s.half * 0.1, -side * s.half * 0.42
    lit, evening = lamp_lit(s), s.light.day.lamps > 0.3
    s.light_at(*((table_x, 5.6) if evening else (window_x, 3.4)), 8.0)
    pane = Pane(window_x, 5.7, s.rng.uniform(1.7, 2.2), 3.9, s.rng.choice(("round", "pointed", "flat")), (1, 3))
    wall = s.rng.choice(((118, 92, 76), (92, 100, 88), (112, 76, 70)))
    hang_view(s, [pane])
    hang_wall(s, wall, [pane], s.rng.choice(("damask", "panels")), None)
    gap = pane.w / 2 + 0.55
    hang_floor(s, (112, 78, 58))
    bookwall(s, -s.half * 0.9, window_x - gap)
    bookwall(s, window_x + gap, s.half * 0.9)
    hang_box(s, (96, 70, 56), (92, 70, 58), DARK_OAK)
    hang_daylight(s, pane, -side * 2.2)
    rug(s, 0.0, s.rng.choice(((134, 64, 56), (70, 86, 92), (104, 96, 62))), 4.8)
    s.sheet(0.62, *placed(WORK_LADDER, side * s.half * 0.66, s.back + 0.4, 1.0, side < 0))
    table(s, table_x, s.floor - 0.3, 0.88, 1.1)
    lamp = (
        Piece("M-.24 0 C-.2 -.12 -.06 -.1 -.05 -.2 L-.05 -.62 .05 -.62 .05 -.2 C.06 -.1 .2 -.12 .24 0 Z", BRASS),
        Piece("M-.52 -.56 C-.46 -.92 -.2 -.98 0 -.98 C.2 -.98 .46 -.92 .52 -.56 C.2 -.64 -.2 -.64 -.52 -.56 Z", (60,
        132, 94), lit=0.55, head=0.9, foot=1.2)
    )  # fmt: skip
    s.sheet(0.882, *placed(lamp, table_x, s.floor - 1.68, 1.05, glow=lit))
    s.lamp(table_x, s.floor - 2.1, 0.882, 2.9, strength=0.52 * lit, flicker=0.0)
    s.sheet(0.9, *placed(STUDY["globe"].pieces, side * s.half * 0.4, s.floor - 0.3, 1.0))
    chair(s, table_x - side * 2.0, side < 0)
    near(s, STUDY["book"].pieces, side * s.half * 0.94, 9.3, 2.4, side < 0)
    drape(s, scaled(wall, 0.8), -side)
    s.props |= {"lamp", "globe", "ladder", "window"}
    s.motes.add("dust")


WORK_LADDER: Final = (
    Piece("M-.5 0 L.16 -5 M.2 0 L.74 -5", (150, 108, 74), stroke=0.12),
    Piece("M-.4 -.7 L.28 -.7 M-.3 -1.4 L.36 -1.4 M-.22 -2.1 L.43 -2.1 M-.12 -2.8 L.5 -2.8 M-.04 -3.5 L.58 -3.5 "
          "M.06 -4.2 L.66 -4.2", (150, 108, 74), stroke=0.09)
)  # fmt: skip
