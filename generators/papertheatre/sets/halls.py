"""Great rooms: church and ballroom; arch behind arch, tall windows, candles by the dozen."""

from __future__ import annotations

from typing import Final

import skia

from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.pieces import BRASS, FLAME, LINEN, Piece, box, disc, placed
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.furniture import chandelier, drape, lamp_lit, near, sconce
from generators.papertheatre.sets.interior import DARK_OAK, hang_box, hang_daylight, hang_floor, hang_wall, pool
from generators.papertheatre.sets.panes import Head, Pane, hang_view
from generators.papertheatre.shapes import lines, oval, polygon, rect, without

STONE: RGB = (196, 182, 166)
GLASS: Final[tuple[RGB, ...]] = ((196, 82, 66), (66, 108, 156), (226, 176, 84), (92, 140, 104), (132, 84, 138))
PEW: Final = (
    Piece("M-1.1 0 L-1.1 -1.5 C-1.1 -1.8 -.7 -1.8 -.7 -1.5 L-.7 0 Z", DARK_OAK),
    Piece("M-.8 -.3 L2.6 -.3 2.6 -1.4 -.8 -1.4 Z", (108, 74, 56), foot=0.6),
    Piece("M-.8 -1.36 L2.6 -1.36 2.6 -1.54 -.8 -1.54 Z", (140, 98, 70))
)  # fmt: skip
TAPER: Final = (
    Piece("M-.4 0 C-.3 -.12 -.1 -.14 -.07 -.3 L-.05 -2.3 .05 -2.3 .07 -.3 C.1 -.14 .3 -.12 .4 0 Z", BRASS),
    Piece("M-.26 -2.3 L.26 -2.3 .16 -2.16 -.16 -2.16 Z", BRASS), Piece(box(0, -2.3, 0.17, 0.66), LINEN, lit=0.2),
    Piece("M-.08 -2.96 C-.13 -3.08 -.02 -3.18 0 -3.34 C.04 -3.18 .13 -3.08 .08 -2.96 Z", FLAME, lit=1, rim=0)
)  # fmt: skip


def church(s: Scenery) -> None:
    """A nave: arch behind arch, a coloured window over the altar, pews, candles."""
    side = mirrored_side(s)
    s.tall, s.floor, s.back = 2.8, 8.3, 7.05
    stone = scaled(s.rng.choice((STONE, (178, 176, 172), (190, 166, 140))), 1.0)
    head: Head = "round" if s.rng.random() < 0.5 else "pointed"
    s.light_at(0.0, 3.4, 8.5)
    panes = [Pane(u, 5.3 - abs(u) * 0.1, 1.15, 4.1 - abs(u) * 0.45, head, (0, 0)) for u in (-1.55, 0.0, 1.55)]
    clear = [Pane(u, 5.1, 0.9, 3.3, head, (1, 3)) for u in (-3.5, 3.5)]
    hang_view(s, [*panes, *clear])
    hang_wall(s, stone, [*panes, *clear], "stones", trim=scaled(stone, 0.8))
    s.sheet(0.43, *[cut for pane in panes for cut in _stained(s, pane)], shadow=0.2)
    _altar(s)
    for k, (depth, w, h) in enumerate(((0.5, 9.2, 7.0), (0.62, 11.6, 7.9), (0.76, 14.2, 9.0))):
        s.sheet(depth, *_nave(s, depth, w, h, scaled(stone, 0.9 - 0.13 * k), head), shadow=1.0)
        if k == 0:
            hang_floor(s, (122, 110, 102), "tiles", 0.52)
            _coloured_light(s, side)
    for u, depth in ((0.52, 0.8), (0.62, 0.86)):
        for turn in (-1, 1):
            s.sheet(depth, *placed(PEW, turn * u * s.half, s.floor - 0.45 + (depth - 0.8) * 4, 0.9, turn < 0))
    lit = 0.4 + 0.6 * lamp_lit(s)
    for u in (-0.34, 0.34):
        s.sheet(0.84, *placed(TAPER, u * s.half, s.floor - 0.4, 1.0, glow=1.0))
        s.lamp(u * s.half, s.floor - 3.6, 0.84, 1.9, strength=0.5 * lit)
    near(s, PEW, side * s.half * 0.94, 9.6, 1.3, side < 0)
    near(s, (Piece("M-1.4 2 L-1.1 -8 -1.5 -9 1.5 -9 1.1 -8 1.4 2 Z", stone),), -side * (s.half + 0.7), 9.0, 1.0)
    s.props |= {"lamp", "window", "bench", "candle", "table"}
    s.motes.add("dust")


def _nave(s: Scenery, depth: float, w: float, h: float, tone: RGB, head: Head) -> list[Cut]:
    """One pair of pillars and the vault between them, with its mouldings and capitals."""
    foot = s.back + 0.1 + (depth - 0.5) * 3.2
    bay, moulding = Pane(0.0, foot + 0.4, w, h, head), Pane(0.0, foot + 0.4, w + 0.55, h + 0.3, head)
    wall = without(rect(-s.span * 1.4, -7, s.span * 2.8, 7 + foot), bay.hole)
    band = skia.Op(without(moulding.hole, bay.hole), rect(-w, -7, w * 2, 7 + foot), skia.PathOp.kIntersect_PathOp)
    caps = [rect(u * (w / 2 + 0.12) - 0.34, bay.spring, 0.68, 0.22, 0.05) for u in (-1, 1)]
    bases = [rect(u * (w / 2 + 0.12) - 0.34, foot - 0.4, 0.68, 0.42, 0.04) for u in (-1, 1)]
    return [
        Cut(wall, tone, head=0.75, foot=0.95),
        Cut(band or moulding.hole, scaled(tone, 1.14), head=0.9),
        *[Cut(c, scaled(tone, 1.2)) for c in (*caps, *bases)],
    ]


def _stained(s: Scenery, pane: Pane) -> list[Cut]:
    """Coloured glass in its lead: lit by the day from behind, by candles hardly at all."""
    bright = 0.3 + 0.84 * s.light.day.inside
    rows, cuts = 6, []
    for k in range(rows):
        v0, v1 = pane.y - pane.h * k / rows, pane.y - pane.h * (k + 1) / rows
        for u in (-1, 1):
            mid = pane.x + s.rng.uniform(-0.12, 0.12)
            x0, x1 = (pane.x - pane.w, mid) if u < 0 else (mid, pane.x + pane.w)
            cell = polygon([(x0, v0), (x1, v0 - u * 0.12), (x1, v1 + u * 0.12), (x0, v1)])
            part = skia.Op(cell, pane.hole, skia.PathOp.kIntersect_PathOp)
            if part is not None:
                cuts.append(
                    Cut(part, scaled(s.rng.choice(GLASS), bright), lit=0.95, alpha=0.84, rim=0.9, head=1.1,
                    foot=0.95)
                )  # fmt: skip
    rose = oval(pane.x, pane.y - pane.h * 0.72, pane.w * 0.3)
    return [*cuts, Cut(rose, scaled((240, 206, 120), bright), lit=0.95, alpha=0.9)]


def _coloured_light(s: Scenery, side: int) -> None:
    """The window's colours on the floor."""
    strength = (0.34 if not s.light.night else 0.14) * s.light.air.sun
    for k, u in enumerate((-1.4, 0.2, 1.9)):
        tone = GLASS[(k * 2) % len(GLASS)]
        pool(s, u - side * 1.3, s.back + 0.62 + 0.12 * k, 1.3, 0.32, mix(tone, (255, 244, 220), 0.3), strength, 0.54)


def _altar(s: Scenery) -> None:
    y = s.back
    pieces = (
        Piece("M-2.2 .2 L-2.2 -.14 2.2 -.14 2.2 .2 Z", (150, 138, 126)),
        Piece("M-1.5 -.14 L-1.5 -1.1 1.5 -1.1 1.5 -.14 Z", (166, 152, 136)),
        Piece("M-1.6 -1.1 L1.6 -1.1 1.6 -.5 C1.2 -.4 1 -.56 .6 -.44 C.2 -.34 -.2 -.56 -.6 -.44 C-1 -.34 -1.3 -.5 "
              "-1.6 -.46 Z", LINEN),
        Piece("M-.06 -1.1 L-.06 -1.9 -.3 -1.9 -.3 -2.02 -.06 -2.02 -.06 -2.3 .06 -2.3 .06 -2.02 .3 -2.02 .3 -1.9 "
              ".06 -1.9 .06 -1.1 Z", BRASS)
    )  # fmt: skip
    s.sheet(0.46, *placed(pieces, 0.0, y))
    for u in (-1.1, 1.1):
        s.sheet(
            0.46, *placed((Piece(box(0, 0, 0.1, 0.5), LINEN), Piece(disc(0, -0.56, 0.06, 0.1), FLAME, lit=1, rim=0)),
            u, y - 1.1)
        )  # fmt: skip
        s.lamp(u, y - 1.66, 0.46, 0.9, strength=0.4)


def hall(s: Scenery) -> None:
    """A ballroom or great hall: columns, tall windows, a chequered floor, chandeliers."""
    side = mirrored_side(s)
    s.tall, s.floor, s.back = 2.8, 8.3, 7.0
    wall, cloth = s.rng.choice(
        (((186, 166, 140), (132, 52, 54)), ((150, 156, 150), (62, 92, 96)), ((176, 150, 156), (104, 64, 92)), ((170,
        164, 128), (112, 92, 48)))
    )  # fmt: skip
    s.light_at(0.0, 2.6, 9.5)
    xs = [u * s.half * 0.36 for u in (-2, -1, 0, 1, 2)]
    panes = [Pane(x, 6.2, 1.5, 4.4, s.rng.choice(("round", "round", "flat")), (1, 3)) for x in xs[1:4]]
    hang_view(s, panes)
    hang_wall(s, wall, panes, "panels", trim=(216, 190, 130))
    hang_floor(s, (156, 136, 116), "tiles", 0.5, (110, 90, 76))
    hang_box(s, wall, scaled(wall, 0.62), None, 0.52)
    for pane in panes:
        hang_daylight(s, pane, side * 1.5)
    _swags(s, panes, cloth)
    for u in (-0.18, 0.18, -0.54, 0.54):
        _column(s, u * s.half * 1.0, 0.6, 0.42, wall)
    for u in (-0.54, 0.54):
        sconce(s, u * s.half, 4.4, 0.61)
    chandelier(s, 0.0, 2.5, 1.15, 0.7, 8)
    for u in (-0.5, 0.5):
        chandelier(s, u * s.half, 2.0, 0.7, 0.56, 6)
    pool(s, 0.0, s.back + 1.0, 6.5, 0.9, (255, 206, 130), 0.34 * lamp_lit(s), 0.62)
    for u in (-0.92, 0.92):
        _column(s, u * s.half, 0.86, 0.62, scaled(wall, 0.86))
    drape(s, cloth, side)
    near(s, (Piece("M-.9 2 L-.9 -9 .9 -9 .9 2 Z", wall),), -side * (s.half + 0.5), 9.0, 1.0)
    s.walls = [(u * s.half - 0.0, u * s.half + 1.5) for u in (-0.92, 0.74)]
    s.props |= {"lamp", "window", "candle"}
    s.motes.add("dust")


SHAFT: Final = "M-.9 0 L-.76 -12 .76 -12 .9 0 Z"
CAPITAL: Final = (
    "M-.78 .5 C-.9 .3 -1.3 .3 -1.36 .02 C-1.4 -.2 -1.1 -.26 -1.04 -.04 C-1 -.4 1 -.4 1.04 -.04 "
    "C1.1 -.26 1.4 -.2 1.36 .02 C1.3 .3 .9 .3 .78 .5 Z"
)
BOW: Final = "M-1.25 -.1 L1.25 -.1 C1.2 .5 .6 1.1 0 1.1 C-.6 1.1 -1.2 .5 -1.25 -.1 Z"
FALL: Final = "M-.2 -.1 L.5 -.1 C.6 1.2 .56 2.2 .3 2.9 L.36 3.5 -.02 3.3 -.14 2.9 C.06 2 -.1 1 -.2 -.1 Z"


def _column(s: Scenery, x: float, depth: float, w: float, tone: RGB) -> None:
    """A fluted column with base and capital, out of the picture at its top."""
    y = s.back + 0.2 + (depth - 0.6) * 3
    flutes = [((x + u * w, y - 0.6), (x + u * w * 0.85, -1.0)) for u in (-0.55, -0.2, 0.2, 0.55)]
    gilt = (Piece(CAPITAL, (214, 184, 122)), Piece("M-1.3 -.2 L1.3 -.2 1.24 -.5 -1.24 -.5 Z", scaled(tone, 1.15)))
    foot = (Piece("M-1.3 0 L-1.3 -.5 1.3 -.5 1.3 0 Z M-1.1 -.5 C-1.2 -.7 1.2 -.7 1.1 -.5 Z", scaled(tone, 1.05)),)
    s.sheet(
        depth,
        *placed((Piece(SHAFT, scaled(tone, 1.12), head=0.95, foot=0.85),), x, y, w),
        Cut(lines(flutes), scaled(tone, 0.72), stroke=0.045, alpha=0.7),
        *placed(foot, x, y + 0.06, w),
        *placed(gilt, x, 1.5, w),
        shadow=0.9,
    )


def _swags(s: Scenery, panes: list[Pane], cloth: RGB) -> None:
    """Cloth in a bow over each window and down beside it."""
    cuts = []
    for p in panes:
        top, k = p.y - p.h - 0.35, p.w / 1.5
        for turn in (False, True):
            side = 1 if turn else -1
            cuts += placed(
                (Piece(FALL, scaled(cloth, 0.9), foot=0.7), ), p.x + side * (p.w / 2 + 0.3), top, k * 1.05, turn
            )  # fmt: skip
        cuts += placed(
            (Piece(BOW, cloth), Piece("M-1.2 .1 C-1 .6 -.5 .96 0 .96 C.5 .96 1 .6 1.2 .1", BRASS, stroke=0.06)), p.x,
            top, k
        )  # fmt: skip
    s.sheet(0.47, *cuts, sway=Sway(0.01, 0.0, 6.0))
