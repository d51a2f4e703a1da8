"""Stairs: of stone around the pillar of a tower, of wood with a banister in a house; up is always to the right."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.pieces import Piece, placed
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.sets.furniture import curtains, drape, hanging_lamp, pictures
from generators.papertheatre.sets.interior import DARK_OAK, IRON, hang_wall
from generators.papertheatre.sets.panes import OAK, Head, Pane, hang_view
from generators.papertheatre.sets.rooms import PAPERS
from generators.papertheatre.shapes import line, lines, polygon, rect, smooth

STONE: RGB = (172, 162, 146)


def stairs(s: Scenery) -> None:
    """Steps that climb to the right: of stone around a pillar in a tower, of wood with a banister in a house."""
    s.tall, s.floor, s.slope = 2.75, 7.1, 0.3
    s.reach = (-0.5, 0.5)
    stone = s.says("light ?house|towers?|castle|spiral|stone|cellar|dungeon|church|belfry|keep|monastery|metro|granite")
    wood = s.says("house|home|hotel|school|theat\\w+|office|villa|mansion|apartment|flat|wooden|inn|ship")
    if stone or (not wood and s.rng.random() < 0.5):
        _tower_stairs(s)
    else:
        _house_stairs(s)


def _tower_stairs(s: Scenery) -> None:
    """Stone steps that wind up around a pillar, a slit of sky, a lamp in its niche."""
    tone = scaled(s.rng.choice((STONE, (160, 152, 148), (178, 158, 132), (150, 156, 148))), s.rng.uniform(0.92, 1.06))
    lamp_x, window_x = -s.half * s.rng.uniform(0.46, 0.58), s.half * s.rng.uniform(0.3, 0.4)
    s.light_at(*((lamp_x, 3.5) if s.light.day.lamps > 0.3 else (window_x, 2.6)), 9.5)
    s.back = 11.0
    head: Head = "round" if s.rng.random() < 0.7 else "flat"
    pane = Pane(window_x, s.rng.uniform(3.3, 3.8), s.rng.uniform(1.0, 1.5), s.rng.uniform(1.9, 2.5), head, (1, 1))
    hang_view(s, [pane])
    hang_wall(s, tone, [pane], trim=scaled(tone, 0.8))
    s.sheet(0.44, *_courses(s, tone), shadow=0.0)
    s.back = 6.6
    _far_flight(s, tone)
    x, wide = -s.half * s.rng.uniform(0.06, 0.16), s.rng.uniform(1.6, 2.1)
    pillar = rect(x - wide / 2, -7, wide, 20)
    s.sheet(0.66, Cut(pillar, scaled(tone, 0.94), head=0.9, foot=0.8), *_rings(x, wide / 2, tone))
    _near_flight(s, tone, IRON)
    _niche(s, lamp_x, tone)
    if s.says("bells?"):
        s.sheet(0.7, *placed(HANGING_BELL, s.half * 0.1, 2.6), sway=Sway(0.03, 0.0, 3.6))
        s.props.add("bell")
    s.walls = [(-s.half * 0.42, -s.half * 0.27)]
    x = -s.half
    dark = [(x * 1.4, -2), (x * 0.86, -2), (x * 0.93, 3), (x * 0.82, 8), (x * 0.6, 11), (x * 1.4, 11)]
    s.sheet(1.36, Cut(smooth(dark), scaled(tone, 0.6), head=0.8, foot=0.6), front=True, anchor=x, close=False)
    s.props |= {"lamp", "lantern", "window"}


HANGING_BELL: Final = (
    Piece("M0 -9 L0 0", IRON, stroke=0.05),
    Piece("M-.5 1.0 C-.34 .86 -.36 .5 -.28 .24 C-.2 -.06 .2 -.06 .28 .24 C.36 .5 .34 .86 .5 1.0 Z", (112, 140, 118)),
    Piece("M-.54 .98 L.54 .98 .5 1.1 -.5 1.1 Z", (128, 156, 130)), Piece("M0 1.1 L.04 1.7", (206, 176, 122),
    stroke=0.05)
)  # fmt: skip


def _niche(s: Scenery, x: float, tone: RGB) -> None:
    """A lamp in a hollow of the wall, or a torch in its ring."""
    lit = 0.35 + 0.65 * s.light.day.lamps
    lamp = (
        Piece("M-.56 .46 L-.56 -.54 C-.56 -1.3 .56 -1.3 .56 -.54 L.56 .46 Z", scaled(tone, 0.45)),
        Piece("M-.17 -.2 L.17 -.2 .2 .28 -.2 .28 Z", (255, 226, 160), lit=1, rim=0.3),
        Piece("M-.26 -.2 L0 -.48 .26 -.2 Z M-.26 .28 L.26 .28 .26 .38 -.26 .38 Z", IRON),
    )  # fmt: skip
    torch = (
        Piece("M-.1 .2 L-.05 1.1 .05 1.1 .1 .2 Z", DARK_OAK), Piece("M-.2 .3 L.2 .3", IRON, stroke=0.07),
        Piece("M-.2 .24 C-.34 -.1 -.1 -.24 .0 -.7 C.12 -.3 .34 -.1 .2 .24 Z", (255, 164, 76), lit=1, rim=0),
        Piece("M-.1 .24 C-.16 .06 -.04 -.06 .0 -.3 C.06 -.06 .16 .06 .1 .24 Z", (255, 232, 170), lit=1, rim=0),
    )  # fmt: skip
    s.sheet(0.46, *placed(lamp if s.rng.random() < 0.6 else torch, x, 3.84, glow=lit))
    s.lamp(x, 3.86, 0.46, 3.0, strength=0.66 * lit, flicker=0.12)


def _house_stairs(s: Scenery) -> None:
    """Wooden stairs with turned balusters, papered wall, pictures that climb along, a window on the landing."""
    wall, pattern, _, carpet, cloth = s.rng.choice(PAPERS)
    wood = s.rng.choice((OAK, (112, 76, 56), (150, 110, 78), (206, 196, 176)))
    lamp_x, window_x = -s.half * s.rng.uniform(0.1, 0.2), s.half * s.rng.uniform(0.46, 0.56)
    s.light_at(*((lamp_x, 2.4) if s.light.day.lamps > 0.3 else (window_x, 2.6)), 9.5)
    s.back = 11.0
    pane = Pane(
        window_x, 3.5, s.rng.uniform(1.7, 2.1), s.rng.uniform(2.3, 2.7), s.rng.choice(("round", "flat")), (1, 2)
    )  # fmt: skip
    hang_view(s, [pane])
    hang_wall(s, wall, [pane], pattern, trim=wood)
    s.back = 6.6
    wide = s.half * 1.3
    skirt = [(-wide, s.floor - 1.5 + 0.3 * wide), (wide, s.floor - 1.5 - 0.3 * wide), (wide, 12.0), (-wide, 12.0)]
    s.sheet(
        0.46, Cut(polygon(skirt), scaled(wood, 0.8), head=1.0, foot=0.7), Cut(line(skirt[:2]), scaled(wood, 1.2),
        stroke=0.14)
    )  # fmt: skip
    curtains(s, pane, cloth)
    pictures(s, [(u * s.half, 3.3 - 0.3 * u * s.half, 0.8, 1.0) for u in (-0.62, -0.38, 0.12)])
    hanging_lamp(s, lamp_x, 2.3, 0.62, s.rng.choice(((188, 110, 66), (206, 190, 150), (96, 120, 92))))
    _near_flight(s, wood, wood, carpet)
    drape(s, cloth, -1)
    s.walls = [(s.half * 0.18, s.half * 0.34)]
    s.props |= {"window", "portrait"}


def _courses(s: Scenery, stone: RGB) -> list[Cut]:
    """Joints of the curved wall: they sag towards the middle."""
    tone, beds, uprights = scaled(stone, 0.72), [], []
    for k in range(13):
        y = -0.6 + k * 0.72
        bow = (y - 4.5) * 0.1
        ends = [(-s.span, y - bow), (-s.half * 0.5, y + bow * 0.6), (s.half * 0.5, y + bow * 0.6), (s.span, y - bow)]
        beds += list(pairwise(ends))
        xs = [s.rng.uniform(-1, 1) * s.half for _ in range(6)]
        uprights += [((x, y + bow * 0.5), (x, y + 0.7 + bow * 0.5)) for x in xs]
    return [Cut(lines(beds), tone, stroke=0.025, alpha=0.55), Cut(lines(uprights), tone, stroke=0.022, alpha=0.45)]


def _far_flight(s: Scenery, tone: RGB) -> None:
    """The turn behind the pillar, climbing the other way; seen from below."""
    points: list[tuple[float, float]] = []
    low = []
    x, y = s.half * 1.15, 4.2
    for _ in range(13):
        points += [(x, y), (x - 0.86, y)]
        low.append((x - 0.43, y + 0.95))
        x, y = x - 0.86, y - 0.42
    s.sheet(0.52, Cut(polygon([*points, *reversed(low)]), scaled(tone, 0.7), head=0.9, foot=0.8), shadow=1.0)
    s.sheet(0.54, Cut(line([(s.half * 1.15, 2.7), (x, y - 1.3)]), IRON, stroke=0.09), shadow=0.4)


def _rings(x: float, r: float, stone: RGB) -> list[Cut]:
    tone = scaled(stone, 0.66)
    return [
        Cut(line([(x - r, y), (x, y + 0.1), (x + r, y)]), tone, stroke=0.03, alpha=0.6)
        for y in (0.6, 1.7, 2.8, 3.9, 5.0, 6.1, 7.2)
    ]


def _near_flight(s: Scenery, tone: RGB, rail: RGB, carpet: RGB | None = None) -> None:
    """The steps the figures are on, up to the right; with a carpet they have a banister of turned wood."""
    wide, run = s.half * 1.3, 0.8
    xs = [-wide + k * run for k in range(int(2 * wide / run))]
    ys = [s.floor - 0.06 - 0.3 * (x + run / 2) for x in xs]
    outline = [(-wide, 12.0)]
    for x, y in zip(xs, ys, strict=True):
        outline += [(x, y), (x + run, y)]
    treads = [
        Cut(rect(x - 0.06, y - 0.05, run + 0.12, 0.12, 0.03), scaled(tone, 1.05), rim=1.1) for x, y in zip(xs, ys,
        strict=True)
    ]  # fmt: skip
    if carpet is not None:
        treads += [
            Cut(rect(x + 0.02, y + 0.07, run - 0.04, 0.17), carpet, rim=0.4) for x, y in zip(xs, ys, strict=True)
        ]  # fmt: skip
    s.sheet(0.97, Cut(polygon([*outline, (wide, 12.0)]), scaled(tone, 0.78), head=1.1, foot=0.45), *treads)
    if carpet is None:
        posts = [((x, s.floor + 0.5 - 0.3 * x), (x, s.floor - 1.3 - 0.3 * x)) for x in xs[::2]]
        uprights = [Cut(lines(posts), rail, stroke=0.06)]
    else:
        uprights = [cut for x in xs for cut in placed((Piece(BALUSTER, rail),), x, s.floor - 0.2 - 0.3 * x)]
    hand = line([(-wide, s.floor - 1.25 + 0.3 * wide), (wide, s.floor - 1.25 - 0.3 * wide)])
    s.sheet(0.8, *uprights, Cut(hand, scaled(rail, 1.3), stroke=0.13 if carpet is None else 0.19))


BALUSTER: Final = (
    "M-.08 .2 L-.08 -.1 C-.16 -.2 -.16 -.4 -.05 -.56 L-.07 -.8 -.08 -1.1 .08 -1.1 .07 -.8 .05 -.56 C.16 -.4 .16 "
    "-.2 .08 -.1 L.08 .2 Z"
)  # fmt: skip
