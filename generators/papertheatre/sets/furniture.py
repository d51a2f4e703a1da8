"""What stands and hangs in rooms: hearth and stove, lamps, tables, shelves with their ware, curtains, near things."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal

from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.light import Glow
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.pieces import (
    BRASS,
    COPPER,
    FLAME,
    GLASS,
    LINEN,
    PALE_WOOD,
    STEEL,
    Piece,
    disc,
    placed,
)
from generators.papertheatre.props.household import THINGS as HOUSEHOLD
from generators.papertheatre.scenery import Scenery, Seat, Top
from generators.papertheatre.sets.interior import DARK_OAK, IRON, pool
from generators.papertheatre.sets.panes import OAK, Pane
from generators.papertheatre.shapes import arch, line, lines, oval, polygon, rect, smooth, without

Ware = Literal["jars", "plates", "bottles", "books", "mixed"]
WARES: Final[tuple[RGB, ...]] = ((186, 116, 74), (212, 202, 180), (104, 128, 126), (150, 92, 70), (196, 158, 92))
BOOKS: Final[tuple[RGB, ...]] = (
    (150, 72, 60), (84, 104, 96), (178, 138, 84), (92, 76, 96), (120, 96, 72), (70, 88, 112), (166, 104, 66), (64,
    78, 72)
)  # fmt: skip
VIALS: Final[tuple[RGB, ...]] = ((84, 122, 92), (150, 92, 56), (120, 54, 54), (92, 120, 132), (196, 164, 96))

FIRE: Final = (
    (((-0.5, 0), (-0.46, -0.5), (-0.22, -0.34), (-0.06, -1.06), (0.14, -0.46), (0.36, -0.76), (0.5, 0)), (236, 116,
    46)), (((-0.32, 0), (-0.24, -0.4), (-0.08, -0.3), (0.0, -0.74), (0.16, -0.32), (0.32, 0)), FLAME), (((-0.17, 0),
    (-0.06, -0.24), (0.0, -0.42), (0.16, 0)), (255, 238, 184))
)  # fmt: skip
CHAIR_BACK: Final = (
    Piece("M-.9 1 L-.86 -2.2 C-.9 -2.6 -.7 -2.7 -.62 -2.4 L-.5 -.2 .5 -.2 .62 -2.4 C.7 -2.7 .9 -2.6 .86 -2.2 L.9 1 "
          "Z", DARK_OAK), Piece("M-.7 -2.0 C-.3 -2.3 .3 -2.3 .7 -2 L.66 -1.5 C.3 -1.76 -.3 -1.76 -.66 -1.5 Z",
    DARK_OAK), Piece("M-.62 -1.1 C-.3 -1.3 .3 -1.3 .62 -1.1 L.6 -.76 C.3 -.94 -.3 -.94 -.6 -.76 Z", DARK_OAK)
)  # fmt: skip
PLANT: Final = (
    Piece("M-.1 -1 C-.9 -1.6 -1.5 -1.5 -1.9 -.9 C-1.7 -2 -.9 -2.2 -.3 -1.6 C-.9 -2.6 -1.7 -3 -2.3 -2.8 C-1.3 -3.6 "
          "-.4 -3 -.1 -1.9 C-.3 -3.1 -.9 -3.9 -1.1 -4.2 C-.1 -4.2 .4 -3.2 .2 -2 C.5 -2.9 1.1 -3.5 1.8 -3.4 C1.2 -3 "
          ".8 -2.4 .5 -1.6 C1 -2.2 1.7 -2.3 2.2 -1.7 C1.4 -1.9 .8 -1.5 .3 -1 Z", (70, 92, 66)),
    Piece("M-.7 0 L-.8 -1.1 .8 -1.1 .7 0 Z", (150, 86, 62)), Piece("M-.9 -1.0 L-.9 -1.26 .9 -1.26 .9 -1 Z", (166, 96,
    70))
)  # fmt: skip


def flames(s: Scenery, x: float, y: float, k: float, depth: float) -> None:
    """A fire that stirs."""
    cuts = [
        Cut(smooth([(x + a * k, y + b * k) for a, b in shape]), tone, lit=1.0, rim=0.0, head=1.05, foot=1.0)
        for shape, tone in FIRE
    ]
    s.sheet(depth, *cuts, shadow=0.0, sway=Sway(0.02, 0.025, 0.9))


def hearth(s: Scenery, x: float, stone: RGB, depth: float = 0.56) -> None:
    """A chimney piece with a fire, its mantel a place for small things; it throws its light on the floor."""
    y, lit = s.back + 0.1, max(0.45, s.light.day.lamps)
    breast = polygon(
        [(x - 1.75, y), (x - 1.6, 4.1), (x - 1.2, 3.7), (x - 1.05, -3), (x + 1.05, -3), (x + 1.2, 3.7), (x + 1.6, 4.1),
         (x + 1.75, y)]
    )  # fmt: skip
    mouth = arch(x, y - 0.08, 1.9, 1.85)
    s.sheet(depth - 0.04, Cut(breast, scaled(stone, 1.06), head=0.75), shadow=0.9)
    blocks = [
        Cut(line([(x + a, y - b), (x + a + 0.34 * c, y - b)]), scaled(stone, 0.66), stroke=0.03, alpha=0.8) for a, b,
        c in ((-1.5, 0.6, 1), (-1.5, 1.2, 1), (1.16, 0.6, 1), (1.16, 1.2, 1), (-1.5, 1.8, 1), (1.16, 1.8, 1))
    ]  # fmt: skip
    s.sheet(
        depth, Cut(without(rect(x - 1.62, y - 2.5, 3.24, 2.5), mouth), stone), Cut(mouth, (38, 26, 26), rim=0.7),
        *blocks, Cut(polygon([(x - 1.95, y - 2.5), (x - 1.85, y - 2.78), (x + 1.85, y - 2.78), (x + 1.95, y - 2.5)]),
        DARK_OAK, head=1.3), *placed((Piece(disc(-1.3, -2.98, 0.2, 0.2), BRASS),
        Piece("M1.1 -2.78 L1.1 -3.3 1.5 -3.3 1.5 -2.78 Z", (150, 160, 150))), x, y)
    )  # fmt: skip
    logs = [
        Cut(rect(x - 0.62, y - 0.34, 1.24, 0.2, 0.1), DARK_OAK), Cut(rect(x - 0.42, y - 0.5, 0.84, 0.18, 0.09), OAK)
    ]  # fmt: skip
    irons = [Cut(line([(x + u, y - 0.1), (x + u, y - 0.62)]), IRON, stroke=0.07) for u in (-0.7, 0.7)]
    s.sheet(depth + 0.01, *logs, shadow=0.2)
    flames(s, x, y - 0.34, 1.0, depth + 0.01)
    s.sheet(depth + 0.01, *irons, shadow=0.2)
    s.lamp(x, y - 0.6, depth + 0.02, 3.2, (255, 140, 62), 0.6 * lit, 0.12)
    pool(s, x, y + 0.75, 3.4, 0.9, (255, 150, 70), 0.42 * lit)
    s.tops.append(Top(x + 0.3, y - 2.78, depth + 0.02))
    s.busy.append((x - 1.8, x + 1.8))
    s.props |= {"fire", "stove"}


def cooking_range(s: Scenery, x: float, depth: float = 0.6) -> None:
    """An iron range: doors, a fire behind bars, a kettle, a pipe to the ceiling."""
    y, lit = s.back + 0.15, max(0.55, s.light.day.lamps)
    iron = (72, 70, 76)
    pieces = (
        Piece("M-.26 -2.4 L-.26 -9 .26 -9 .26 -2.4 Z", iron, head=0.9),
        Piece("M-.34 -3.6 L.34 -3.6 .34 -3.4 -.34 -3.4 Z", STEEL, foot=0.7),
        Piece("M-1.4 0 L-1.3 -.2 1.3 -.2 1.4 0 Z", iron), Piece("M-1.5 -.16 L-1.5 -2.2 1.5 -2.2 1.5 -.16 Z", iron,
        head=1.35), Piece("M-1.7 -2.18 L-1.66 -2.42 1.66 -2.42 1.7 -2.18 Z", STEEL, foot=0.6),
        Piece("M-1.2 -.5 L-1.2 -1.3 C-1.2 -1.7 -.3 -1.7 -.3 -1.3 L-.3 -.5 Z", (255, 150, 66), lit=0.9, head=0.8,
        foot=1.1), Piece("M-1.0 -.5 L-1 -1.5 M-.75 -.5 L-.75 -1.6 M-.5 -.5 L-.5 -1.5", iron, stroke=0.06),
        Piece("M.1 -.4 L.1 -1.7 1.2 -1.7 1.2 -.4 Z", iron, head=1.6), Piece("M.3 -1.05 L1.0 -1.05", BRASS,
        stroke=0.06), Piece("M-1.5 -1.9 L1.5 -1.9", BRASS, stroke=0.05)
    )  # fmt: skip
    s.sheet(depth, *placed(pieces, x, y), *placed(KETTLE, x + 0.85, y - 2.4, 0.9))
    s.lamp(x - 0.75, y - 0.95, depth + 0.01, 1.9, (255, 140, 62), 0.55 * lit, 0.12)
    pool(s, x - 0.75, y + 0.6, 2.6, 0.6, (255, 150, 70), 0.34 * lit)
    s.busy.append((x - 1.6, x + 1.6))
    s.props |= {"fire", "stove", "kettle"}


KETTLE: Final = (
    Piece("M-.36 -.52 C-.5 -1 .5 -1 .36 -.52", IRON, stroke=0.06),
    Piece("M.3 -.3 C.5 -.34 .5 -.6 .66 -.64 L.72 -.56 C.6 -.46 .6 -.2 .34 -.12 Z", COPPER),
    Piece("M-.4 0 C-.52 -.28 -.36 -.54 0 -.56 C.36 -.54 .52 -.28 .4 0 Z", COPPER),
    Piece("M-.2 -.55 C-.18 -.64 .18 -.64 .2 -.55 Z", BRASS), Piece(disc(0, -0.66, 0.06), BRASS),
)  # fmt: skip


def lamp_lit(s: Scenery) -> float:
    """0..1: how brightly a room's own lamps burn: fully when it is dark outside, hardly by day."""
    return 0.15 + 0.85 * max(s.light.day.lamps, 0.35 * (1 - s.light.day.inside))


def hanging_lamp(s: Scenery, x: float, y: float, depth: float, shade: RGB = (188, 110, 66)) -> None:
    """A shaded lamp on a cord; its light is the room's when it is dark outside."""
    lit = lamp_lit(s)
    pieces = (
        Piece("M0 -9 L0 -.4", IRON, stroke=0.05), Piece(disc(0, 0.1, 0.17), (255, 238, 196), lit=1, rim=0, head=1,
        foot=1),
        Piece("M-.74 .12 C-.66 -.24 -.34 -.36 -.2 -.56 L.2 -.56 C.34 -.36 .66 -.24 .74 .12 C.3 .02 -.3 .02 -.74 "
              ".12 Z", shade, lit=0.4, head=0.85, foot=1.25), Piece("M-.2 -.54 L.2 -.54 .14 -.7 -.14 -.7 Z", BRASS)
    )  # fmt: skip
    s.sheet(depth, *placed(pieces, x, y, glow=lit), sway=Sway(0.03, 0.0, 5.2))
    s.lamp(x, y + 0.2, depth, 4.0, strength=0.42 * lit, flicker=0.05)
    pool(s, x, s.back + 1.0, 4.2, 0.8, (255, 200, 120), 0.3 * (lit - 0.15))
    s.props |= {"lamp"}


def chandelier(s: Scenery, x: float, y: float, k: float, depth: float, arms: int = 6) -> None:
    """A ring of candles on a chain."""
    lit = lamp_lit(s)
    cuts = [
        Cut(line([(x, -6), (x, y - 0.9 * k)]), BRASS, stroke=0.05), Cut(smooth([(x - 0.12 * k, y - 0.9 * k),
        (x + 0.12 * k, y - 0.9 * k), (x + 0.24 * k, y + 0.2 * k), (x, y + 0.55 * k), (x - 0.24 * k, y + 0.2 * k)]),
        BRASS)
    ]  # fmt: skip
    wicks = []
    for i in range(arms):
        u = (i / (arms - 1) - 0.5) * 2
        cx, cy = x + u * 1.7 * k, y - 0.1 * k + 0.2 * k * abs(u)
        cuts.append(Cut(_bent(x, y + 0.3 * k, cx, cy, k), BRASS, stroke=0.07 * k))
        cuts += placed(CANDLE, cx, cy, k, glow=lit)
        wicks.append((cx, cy - 0.5 * k))
    s.sheet(depth, *cuts, sway=Sway(0.02, 0.0, 6.4))
    s.glows.append(Glow(x, y - 0.3 * k, depth, 4.6 * k, (255, 190, 98), 0.42 * lit, 0.05, s.seed & 0xFFFF))
    for cx, cy in wicks:
        s.lamp(cx, cy, depth, 0.7 * k, strength=0.34 * lit, flicker=0.0)
    s.props |= {"lamp", "candle"}


def _bent(x: float, y: float, cx: float, cy: float, k: float) -> Any:
    return smooth([(x, y), ((x + cx) / 2, y + 0.25 * k), (cx, (y + cy) / 2 + 0.12 * k), (cx, cy)], closed=False)


CANDLE: Final = (
    Piece("M-.16 0 C-.14 -.1 .14 -.1 .16 0 Z", BRASS), Piece("M-.06 -.06 L-.06 -.36 .06 -.36 .06 -.06 Z", LINEN,
    lit=0.3), Piece("M-.07 -.36 C-.1 -.46 -.02 -.54 0 -.66 C.03 -.54 .1 -.46 .07 -.36 Z", FLAME, lit=1, rim=0)
)  # fmt: skip


def sconce(s: Scenery, x: float, y: float, depth: float = 0.46) -> None:
    """A lamp on the wall."""
    lit = lamp_lit(s)
    pieces = (
        Piece("M-.1 .3 L-.14 -.1 .14 -.1 .1 .3 Z", BRASS), Piece("M0 .2 C.2 .4 .34 .2 .3 -.02", BRASS, stroke=0.05),
        Piece("M-.2 -.06 L-.26 -.6 .26 -.6 .2 -.06 Z", GLASS, lit=1, rim=0.5, head=1, foot=1),
    )  # fmt: skip
    s.sheet(depth, *placed(pieces, x, y, glow=lit), shadow=0.5)
    s.lamp(x, y - 0.3, depth, 2.4, strength=0.5 * lit, flicker=0.06)
    s.props |= {"lamp"}


def table(s: Scenery, x: float, y: float, depth: float, k: float = 1.0, cloth: RGB | None = None) -> None:
    """A table with room for two small things."""
    pieces = (
        Piece("M-1.1 0 L-1.02 -1.1 -.88 -1.1 -.94 0 Z M1.1 0 L1.02 -1.1 .88 -1.1 .94 0 Z", OAK, foot=0.6),
        Piece("M-1.16 -1.1 L1.16 -1.1 1.12 -.86 C.4 -.78 -.4 -.78 -1.12 -.86 Z", OAK, head=0.9),
        Piece("M-1.34 -1.1 L-1.26 -1.26 1.26 -1.26 1.34 -1.1 Z", PALE_WOOD),
    )  # fmt: skip
    s.sheet(depth, *placed(pieces, x, y, k))
    if cloth is not None:
        hem = "1.4 -.5 C1 -.36 .8 -.56 .4 -.42 C0 -.3 -.4 -.52 -.8 -.4 C-1 -.34 -1.3 -.4 -1.4 -.5"
        s.sheet(depth, *placed((Piece(f"M-1.34 -1.26 L1.34 -1.26 {hem} Z", cloth),), x, y, k), shadow=0.3)
    s.tops += [Top(x + u * k, y - 1.26 * k, depth + 0.001) for u in (-0.4, 0.6)]
    s.busy.append((x - 1.3 * k, x + 1.3 * k))
    s.props |= {"table"}


def chair(s: Scenery, x: float, mirror: bool, depth: float = 0.89) -> None:
    """A chair that somebody may sit on; it faces right unless mirrored."""
    s.sheet(depth, *placed(HOUSEHOLD["chair"].pieces, x, s.floor - 0.25, 1.0, mirror), shadow=0.8)
    s.seats.append(Seat(x, 1.15))
    s.busy.append((x - 0.5, x + 0.5))
    s.props |= {"chair"}


def shelf(s: Scenery, x: float, y: float, wide: float, ware: Ware, depth: float = 0.47) -> None:
    """A board on the wall with its ware; x is its middle."""
    brackets = [
        Cut(polygon([(x + u, y + 0.1), (x + u + 0.1, y + 0.1), (x + u + 0.04, y + 0.42)]),
        DARK_OAK) for u in (-wide * 0.4, wide * 0.36)
    ]  # fmt: skip
    s.sheet(
        depth, *brackets, Cut(rect(x - wide / 2, y, wide, 0.12), scaled(OAK, 1.1)), *row(s, x - wide / 2 + 0.1,
        x + wide / 2 - 0.1, y, ware)
    )  # fmt: skip


def row(s: Scenery, x0: float, x1: float, y: float, ware: Ware, high: float = 0.8) -> list[Cut]:
    """Things that stand side by side on y."""
    if ware == "books":
        return books(s, x0, x1, y, high)
    cuts: list[Cut] = []
    x = x0
    while x < x1 - 0.16:
        kind = s.rng.choice(("jars", "plates", "bottles")) if ware == "mixed" else ware
        w = {"plates": 0.52, "bottles": s.rng.uniform(0.2, 0.3)}.get(kind, s.rng.uniform(0.3, 0.48))
        if x + w > x1 + 0.04:
            break
        cuts += _ware(s, kind, x + w / 2, y, w * 0.94, high * s.rng.uniform(0.72, 1.0))
        x += w + s.rng.uniform(0.02, 0.16)
    return cuts


def books(s: Scenery, x0: float, x1: float, y: float, high: float) -> list[Cut]:
    """Books that stand side by side on y, with a gap here and there; their gilt bands are one cut."""
    cuts, bands, x = [], [], x0
    while x < x1 - 0.16:
        w, h = s.rng.uniform(0.12, 0.28), high * s.rng.uniform(0.7, 1.0)
        cuts.append(Cut(rect(x, y - h, min(w, x1 - x), h), s.rng.choice(BOOKS), rim=0.6))
        if s.rng.random() < 0.7:
            bands.append(((x + 0.03, y - h * 0.78), (x + w - 0.04, y - h * 0.78)))
        x += w + (0.01 if s.rng.random() < 0.88 else s.rng.uniform(0.05, 0.2))
    return [*cuts, Cut(lines(bands), (226, 190, 128), stroke=0.045, alpha=0.55)]


def _ware(s: Scenery, kind: str, x: float, y: float, w: float, h: float) -> list[Cut]:
    if kind == "plates":
        plate: RGB = s.rng.choice(((214, 206, 188), (150, 168, 172), (206, 190, 160)))
        return [Cut(oval(x, y - w / 2, w / 2), plate), Cut(oval(x, y - w / 2, w * 0.3), scaled(plate, 0.86), rim=0.5)]
    if kind == "bottles":
        tone, n = s.rng.choice(VIALS), w * 0.22
        path = smooth(
            [(x - w / 2, y), (x - w / 2, y - h * 0.6), (x - n, y - h * 0.75), (x - n, y - h), (x + n, y - h), (x + n,
            y - h * 0.75), (x + w / 2, y - h * 0.6), (x + w / 2, y)]
        )  # fmt: skip
        return [Cut(path, tone, head=1.25)]
    tone, h = s.rng.choice(WARES), h * 0.75
    return [
        Cut(rect(x - w / 2, y - h, w, h, w * 0.24), tone),
        Cut(rect(x - w * 0.4, y - h - 0.07, w * 0.8, 0.1, 0.03), scaled(tone, 0.7)),
    ]


def bookwall(s: Scenery, x0: float, x1: float, depth: float = 0.48, top: float = 1.25) -> None:
    """Shelves of books from floor to ceiling."""
    wide = x1 - x0
    if wide < 0.5:
        return
    y = s.back + 0.06
    cuts = [
        Cut(rect(x0, top, wide, y - top), (58, 42, 36), head=0.8), Cut(rect(x0 - 0.1, top - 0.2, wide + 0.2, 0.24),
        scaled(OAK, 1.1))
    ]  # fmt: skip
    bays = max(1, round(wide / 2.0))
    rows = [top + 0.95 + 0.98 * k for k in range(int((y - top - 0.4) / 0.98))]
    for v in rows:
        cuts += row(s, x0 + 0.1, x1 - 0.1, v, "books")
        cuts.append(Cut(rect(x0, v, wide, 0.1), OAK))
    cuts += [Cut(rect(x0 + wide * k / bays - 0.07, top, 0.14, y - top), OAK) for k in range(bays + 1)]
    cuts.append(Cut(rect(x0 - 0.06, y - 0.3, wide + 0.12, 0.34), scaled(OAK, 0.9)))
    s.sheet(depth, *cuts, shadow=0.9)
    s.props |= {"book", "bookcase"}


def curtains(s: Scenery, pane: Pane, tone: RGB, depth: float = 0.46, drawn: float = 0.42) -> None:
    """Two curtains, gathered, on a rod; `drawn`: how far each comes over the window, as a share of its width."""
    top, foot = pane.y - pane.h - 0.3, min(s.back - 0.05, pane.y + 0.75)
    cuts = []
    for side in (-1, 1):
        out, gather = pane.w * 0.5 + 0.55, pane.w * 0.5 + 0.34
        inner = pane.w * (0.5 - drawn * 0.55)
        tie = top + (foot - top) * 0.66
        cloth = [
            (side * inner, top), (side * out, top), (side * out, foot), (side * (gather - 0.3), foot),
            (side * (gather - 0.26), tie), (side * (inner + 0.16), tie - (tie - top) * 0.5),
        ]  # fmt: skip
        cuts.append(Cut(polygon_soft([(pane.x + a, b) for a, b in cloth]), tone, foot=0.65))
        folds = [
            line([(pane.x + side * (inner + (out - inner) * u), top + 0.05),
            (pane.x + side * (gather - 0.26 + (out - gather + 0.2) * u), tie),
            (pane.x + side * (gather - 0.3 + (out - gather + 0.3) * u), foot)]) for u in (0.3, 0.6, 0.85)
        ]  # fmt: skip
        cuts += [Cut(f, scaled(tone, 0.62), stroke=0.035, alpha=0.7) for f in folds]
        cuts.append(Cut(rect(pane.x + side * (gather - 0.06) - 0.26, tie - 0.06, 0.52, 0.13, 0.05), BRASS))
    rod = rect(pane.x - pane.w / 2 - 0.75, top - 0.1, pane.w + 1.5, 0.12, 0.06)
    knobs = [oval(pane.x + u * (pane.w / 2 + 0.78), top - 0.04, 0.11) for u in (-1, 1)]
    s.sheet(depth, *cuts, Cut(rod, BRASS), *[Cut(k, BRASS) for k in knobs], sway=Sway(0.012, 0.0, 6.0))


def polygon_soft(points: list[tuple[float, float]]) -> Any:
    """A polygon whose last two sides hang in a curve."""
    path = polygon([])
    path.moveTo(*points[0])
    for p in points[1:4]:
        path.lineTo(*p)
    path.cubicTo(*points[4], *points[5], *points[0])
    path.close()
    return path


def pictures(s: Scenery, spots: Iterable[tuple[float, float, float, float]], depth: float = 0.45) -> None:
    """Small framed pictures on the wall: (x, top, width, height)."""
    cuts = []
    for x, y, w, h in spots:
        frame = s.rng.choice((BRASS, OAK, (70, 58, 52)))
        cuts += [
            Cut(rect(x - w / 2, y, w, h), frame), Cut(rect(x - w / 2 + 0.1, y + 0.1, w - 0.2, h - 0.2), mix((196,
            176, 140), (110, 128, 128), s.rng.random()), rim=0.5)
        ]  # fmt: skip
        if s.rng.random() < 0.6:
            hills = smooth(
                [(x - w / 2 + 0.1, y + h * 0.66), (x - w * 0.1, y + h * s.rng.uniform(0.34, 0.55)), (x + w / 2 - 0.1,
                y + h * 0.7), (x + w / 2 - 0.1, y + h - 0.1), (x - w / 2 + 0.1, y + h - 0.1)]
            )  # fmt: skip
            cuts.append(Cut(hills, (88, 104, 92), rim=0.4))
        else:
            cuts += [
                Cut(oval(x, y + h * 0.42, w * 0.15, h * 0.16), (206, 170, 138), rim=0.4), Cut(arch(x, y + h - 0.1,
                w * 0.5, h * 0.36), (66, 60, 72), rim=0.4)
            ]  # fmt: skip
    s.sheet(depth, *cuts, shadow=0.7)


def rug(s: Scenery, x: float, tone: RGB, rx: float = 4.2) -> None:
    """An oval carpet with a border."""
    y = s.back + 0.95
    s.sheet(
        0.8,
        Cut(oval(x, y, rx, 0.5), tone, foot=0.85),
        Cut(without(oval(x, y, rx * 0.92, 0.42), oval(x, y, rx * 0.8, 0.34)), mix(tone, (220, 180, 120), 0.6), rim=0.4),
        shadow=0.3,
    )


def near(
    s: Scenery, pieces: Iterable[Piece], x: float, y: float, k: float, mirror: bool = False, sway: Sway | None = None
) -> None:
    """A dark thing right before us, at the edge of a wide picture."""
    s.sheet(1.36, *placed(pieces, x, y, k, mirror), front=True, anchor=x, close=False, sway=sway)


def drape(s: Scenery, tone: RGB, side: int) -> None:
    """A heavy curtain at the picture's edge, in front."""
    x = side * s.half
    cloth = smooth(
        [(x - side * 1.7, -2), (x + side * 2.5, -2), (x + side * 2.5, 11), (x - side * 0.1, 11), (x - side * 0.15,
        8), (x - side * 0.5, 5), (x - side * 0.3, 2.8), (x - side * 1.3, 0.5)]
    )  # fmt: skip
    folds = [
        line([(x - side * a, -1), (x - side * b, 3), (x + side * 0.1 * a, 10)]) for a, b in ((1.0, 0.2), (0.5, 0.05),
        (0.1, -0.2))
    ]  # fmt: skip
    s.sheet(
        1.36,
        Cut(cloth, tone, head=0.9, foot=0.6),
        *[Cut(f, scaled(tone, 0.5), stroke=0.05, alpha=0.8) for f in folds],
        front=True, anchor=x, close=False, sway=Sway(0.04, 0.0, 7.0),
    )  # fmt: skip


def post(s: Scenery, tone: RGB, side: int, wide: float = 2.2) -> None:
    """A pillar or a door's post at the picture's edge, in front."""
    x = side * (s.half + 0.45)
    s.sheet(1.4, Cut(rect(x - wide / 2, -2, wide, 14), tone, foot=0.7), front=True, anchor=x, close=False)
