"""Great rooms: church, ballroom, theatre; arch behind arch, tall windows, candles by the dozen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import skia

from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.pieces import BRASS, FLAME, LINEN, Piece, box, disc, placed
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.furniture import chandelier, drape, lamp_lit, near, sconce
from generators.papertheatre.sets.interior import DARK_OAK, hang_box, hang_daylight, hang_floor, hang_wall, pool
from generators.papertheatre.sets.panes import Head, Pane, hang_view
from generators.papertheatre.shapes import arch, line, lines, oval, polygon, rect, smooth, without

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


def theatre(s: Scenery) -> None:
    """Upon a stage: the proscenium's gold and its curtains, painted flats behind, footlights before."""
    side = mirrored_side(s)
    s.tall, s.floor, s.back = 2.9, 7.75, 6.7
    velvet = s.rng.choice(((142, 40, 46), (44, 82, 84), (92, 44, 88), (132, 86, 40)))
    s.light_at(0.0, 7.0, 11.0)
    s.light = replace(s.light, level=max(0.9, s.light.level))
    s.open_sky, s.sheltered = False, True
    backdrop = _backdrop(s)
    s.sheet(0.3, *backdrop(s), opaque=False)
    hang_floor(s, (128, 92, 66), "boards", 0.5, (92, 66, 50))
    for k, (depth, u) in enumerate(((0.56, 0.52), (0.68, 0.66))):
        for turn in (-1, 1):
            s.sheet(depth, *_flat(s, turn, u * s.half, backdrop, k), shadow=1.0, sway=Sway(0.012, 0.0, 7.0))
    s.sheet(0.72, *_pelmet(s, velvet, 0.8), shadow=0.9)
    _footlights(s)
    for turn in (-1, 1):
        s.sheet(0.9, *_leg(s, turn, velvet), shadow=1.0, sway=Sway(0.02, 0.0, 8.0))
    _spot(s, side)
    _audience(s)
    s.props |= {"lamp", "door"}
    s.motes.add("dust")


def _backdrop(s: Scenery) -> Callable[[Scenery], list[Cut]]:
    """What is played: by the place's words, else by its own chance."""
    chance = s.rng.choice((_painted_wood, _painted_sea, _painted_palace))
    named = (("sea|ships?|shore|island|storm", _painted_sea), ("forest|woods?|trees|garden", _painted_wood))
    return next((made for words, made in named if s.says(f"painted (?:{words})")), chance)


def _painted_wood(s: Scenery) -> list[Cut]:
    wide = s.span
    cuts = [Cut(rect(-wide, -3, wide * 2, 11), (176, 186, 150), head=0.9, foot=1.1)]
    for k in range(3):
        tone = scaled((96, 122, 92), 1.2 - 0.22 * k)
        crowns = [
            oval(s.rng.uniform(-1, 1) * s.half * 0.8, 2.2 + 1.0 * k, s.rng.uniform(1.0, 1.8), s.rng.uniform(0.7,
            1.2)) for _ in range(6)
        ]  # fmt: skip
        cuts += [Cut(c, tone, rim=0.7) for c in crowns]
        cuts += [
            Cut(rect(s.rng.uniform(-1, 1) * s.half * 0.7, 3.0 + k, 0.16 + 0.06 * k, 4.4), scaled((110, 84, 64),
            1.1 - 0.1 * k), rim=0.6) for _ in range(4)
        ]  # fmt: skip
    return [*cuts, Cut(smooth([(-wide, 6.3), (-2, 5.9), (1, 6.2), (wide, 5.9), (wide, 8), (-wide, 8)]), (120, 136, 92))]


def _painted_sea(s: Scenery) -> list[Cut]:
    wide, x = s.span, s.rng.uniform(-2.2, 2.2)
    cuts = [
        Cut(rect(-wide, -3, wide * 2, 11), (188, 206, 204), head=0.8, foot=1.1), Cut(oval(x, 3.3, 0.9), (250, 222,
        150)), *[Cut(line([(x + 1.25 * a, 3.3 + 1.25 * b), (x + 1.9 * a, 3.3 + 1.9 * b)]), (250, 222, 150),
        stroke=0.12) for a, b in ((1, 0), (-1, 0), (0, -1), (0.7, -0.7), (-0.7, -0.7), (0.92, -0.38), (-0.92, -0.38),
        (0.38, -0.92), (-0.38, -0.92))]
    ]  # fmt: skip
    for k in range(4):
        points = (
            [(-wide, 8.0)]
            + [
                (u * 0.55 - wide, 5.2 + 0.6 * k + (0.22 if (u + k) % 2 else -0.1))
                for u in range(int(wide * 2 / 0.55) + 2)
            ]
            + [(wide, 8.0)]
        )
        cuts.append(Cut(smooth(points), scaled((84, 136, 146), 1.1 - 0.12 * k)))
    return cuts


def _painted_palace(s: Scenery) -> list[Cut]:
    wide = s.span
    cuts = [Cut(rect(-wide, -3, wide * 2, 11), (206, 186, 156), head=0.85, foot=1.05)]
    for u in (-0.55, -0.28, 0.0, 0.28, 0.55):
        x = u * s.half
        cuts += [
            Cut(arch(x, 6.9, 1.6, 4.6), (120, 150, 168), head=0.8, foot=1.2, rim=0.8), Cut(without(arch(x, 6.9, 1.9,
            4.75), arch(x, 6.9, 1.6, 4.6)), (226, 206, 166))
        ]  # fmt: skip
    return [
        *cuts, Cut(rect(-wide, 1.5, wide * 2, 0.5), (226, 206, 166)), Cut(rect(-wide, 6.7, wide * 2, 1.2), (170, 146,
        118))
    ]  # fmt: skip


def _flat(s: Scenery, turn: int, x: float, backdrop: Any, k: int) -> list[Cut]:
    """A painted wing with its brace, the same place as the backdrop."""
    y, far = s.back + 0.35 + 0.3 * k, turn * s.half * 1.3
    if backdrop is _painted_wood:
        edge = smooth(
            [(far, -3), (turn * x * 0.8, -2), (turn * x * 0.72, 1.4), (turn * x * 0.96, 2.6), (turn * x * 0.8, 4.0),
            (turn * x, 5.2), (turn * x * 0.94, y), (far, y)]
        )  # fmt: skip
        return [
            Cut(edge, scaled((84, 108, 80), 0.95 - 0.15 * k)), Cut(rect(turn * x * 1.05 - 0.2, 3.4, 0.42, y - 3.4),
            (104, 80, 62))
        ]  # fmt: skip
    if backdrop is _painted_sea:
        edge = smooth(
            [(far, -3), (turn * x, -2), (turn * x * 0.92, 2.0), (turn * x * 1.05, 3.4), (turn * x * 0.86, 5.4),
            (turn * x * 0.8, y), (far, y)]
        )  # fmt: skip
        return [Cut(edge, scaled((150, 134, 122), 0.9 - 0.15 * k))]
    column = rect(min(turn * x, far), -3, abs(far - turn * x), y + 3)
    return [
        Cut(column, scaled((196, 176, 146), 0.86 - 0.14 * k), head=0.8), Cut(rect(turn * x - 0.4, -3, 0.8, y + 3),
        scaled((216, 196, 160), 0.95 - 0.14 * k))
    ]  # fmt: skip


def _pelmet(s: Scenery, velvet: RGB, top: float) -> list[Cut]:
    """The curtain's head in bows, with a fringe of gold."""
    cuts, w = [], 2.3
    n = int(s.half * 2.6 / w) + 1
    for k in range(n):
        x = -s.half * 1.3 + k * w
        bow = smooth(
            [(x, top - 4), (x + w, top - 4), (x + w, top + 0.35), (x + w * 0.75, top + 0.95), (x + w / 2,
            top + 1.15), (x + w * 0.25, top + 0.95), (x, top + 0.35)]
        )  # fmt: skip
        fringe = line(
            [(x + 0.04, top + 0.4), (x + w * 0.25, top + 0.88), (x + w / 2, top + 1.06), (x + w * 0.75, top + 0.88),
            (x + w - 0.04, top + 0.4)]
        )  # fmt: skip
        cuts += [Cut(bow, velvet, head=0.8, foot=1.15), Cut(fringe, BRASS, stroke=0.13)]
    return cuts


def _leg(s: Scenery, turn: int, velvet: RGB) -> list[Cut]:
    """One drawn curtain at the side, gathered by a cord."""
    x, out = turn * s.half, turn * s.half * 1.4
    cloth = smooth(
        [(out, -3), (x * 0.66, -3), (x * 0.72, 1.5), (x * 0.8, 3.8), (x * 0.9, 5.2), (x * 0.86, 6.4), (x * 0.83,
        8.4), (out, 8.6)]
    )  # fmt: skip
    folds = [((x * (0.72 + 0.07 * i), -1.0), (x * (0.905 + 0.025 * i), 5.2)) for i in range(4)]
    folds += [((x * (0.905 + 0.025 * i), 5.2), (x * (0.86 + 0.05 * i), 8.2)) for i in range(4)]
    return [
        Cut(cloth, velvet, head=0.8, foot=0.75), Cut(lines(folds), scaled(velvet, 0.55), stroke=0.05, alpha=0.8),
        Cut(rect(min(x * 0.89, out), 5.05, abs(out - x * 0.89), 0.22, 0.08), BRASS),
    ]  # fmt: skip


def _footlights(s: Scenery) -> None:
    """A row of shells with a flame in each, along the stage's edge."""
    y, lights = s.floor + 0.4, 9
    s.sheet(
        1.08, Cut(rect(-s.span * 1.3, y, s.span * 2.6, 3), (70, 50, 42), head=1.1, foot=0.5), Cut(rect(-s.span * 1.3,
        y - 0.06, s.span * 2.6, 0.12), BRASS), front=True
    )  # fmt: skip
    shells = []
    for k in range(lights):
        x = (k / (lights - 1) - 0.5) * 1.7 * s.half
        shells.append(
            Cut(smooth([(x - 0.34, y + 0.05), (x - 0.26, y - 0.26), (x, y - 0.36), (x + 0.26, y - 0.26), (x + 0.34,
            y + 0.05)]), BRASS, head=1.3, foot=0.7)
        )  # fmt: skip
        s.lamp(x, y - 0.16, 1.0, 1.3, strength=0.34, flicker=0.05)
    s.sheet(1.1, *shells, front=True)
    pool(s, 0.0, s.back + 0.75, s.half * 0.95, 0.85, (255, 206, 130), 0.42, 0.6)


def _spot(s: Scenery, side: int) -> None:
    """A beam of limelight from above."""
    x = side * 0.5
    cone = polygon([(-side * s.half * 0.8, -1.5), (-side * s.half * 0.74, -1.5), (x + 2.6, 7.9), (x - 2.6, 7.9)])
    s.sheet(0.8, Cut(cone, (255, 240, 206), lit=1.0, rim=0.0, blur=0.2, alpha=0.13, head=1, foot=1), shadow=0.0)
    pool(s, x, s.floor - 0.25, 2.9, 0.42, (255, 240, 206), 0.4, 0.82)


def _audience(s: Scenery) -> None:
    """Heads of those who watch, dark, right before us."""
    cuts, x = [], -s.half * 1.1
    while x < s.half * 1.1:
        r = s.rng.uniform(0.34, 0.44)
        head = oval(x, 8.62 - s.rng.uniform(0.0, 0.2), r * 0.82, r)
        cuts += [
            Cut(smooth([(x - 0.8, 10.5), (x - 0.7, 9.3), (x, 8.96), (x + 0.7, 9.3), (x + 0.8, 10.5)]), (58, 50, 56)),
            Cut(head, (66, 54, 56))
        ]  # fmt: skip
        x += s.rng.uniform(1.25, 1.7)
    s.sheet(1.42, *cuts, front=True, close=False)
