"""Inside a train, or what else carries people: seats, luggage rack, little lamps; the world passes by outside."""

from __future__ import annotations

from typing import Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.pieces import BRASS, LINEN, Piece, placed, recoloured
from generators.papertheatre.props.household import THINGS as HOUSEHOLD
from generators.papertheatre.props.work import THINGS as WORK
from generators.papertheatre.scenery import Scenery, Top, mirrored_side
from generators.papertheatre.sets.furniture import lamp_lit, near, sconce
from generators.papertheatre.sets.interior import DARK_OAK, hang_box, hang_daylight, hang_floor, hang_wall
from generators.papertheatre.sets.panes import OAK, Pane, hang_view
from generators.papertheatre.sets.passing import passing
from generators.papertheatre.shapes import line, lines, polygon, rect, smooth

SEAT: Final = (
    Piece("M-1.1 0 L-1.0 -.4 1.2 -.4 1.1 0 Z", DARK_OAK, foot=0.6),
    Piece("M-1.3 -.34 C-1.5 -1.4 -1.5 -2.6 -1.3 -3.3 C-1.24 -3.6 -.8 -3.6 -.74 -3.3 C-.66 -2.6 -.7 -1.6 -.6 -1.0 "
          "L1.16 -1.0 C1.34 -1 1.36 -.4 1.2 -.34 Z", (134, 58, 56)),
    Piece("M-.66 -1.0 L1.16 -1.0 C1.3 -1 1.3 -.74 1.16 -.74 L-.66 -.7 Z", (160, 76, 70)),
    Piece("M-1.32 -3.3 C-1.26 -3.62 -.78 -3.62 -.72 -3.3 L-.7 -2.7 C-.9 -2.6 -1.1 -2.6 -1.36 -2.7 Z", LINEN),
    Piece("M-.6 -1.5 C-.2 -1.8 .5 -1.7 .7 -1.6 C.8 -1.5 .8 -1.36 .66 -1.34 L-.5 -1.3 Z", (112, 48, 48)),
    Piece("M.5 -1.36 L.5 -1.0", DARK_OAK, stroke=0.09)
)  # fmt: skip


def carriage(s: Scenery) -> None:
    """A saloon: three wide windows, seats that face each other, a rack with cases, a table lamp."""
    side = mirrored_side(s)
    s.tall, s.floor, s.bob = 3.2, 8.3, Sway(0.012, 0.016, 0.9)
    wood, plush = s.rng.choice(
        (((126, 84, 58), (134, 58, 56)), ((146, 108, 74), (62, 92, 88)), ((112, 78, 62), (84, 78, 116)), ((134, 100,
        76), (146, 112, 58)))
    )  # fmt: skip
    evening = s.light.day.lamps > 0.3
    s.light_at(*((side * s.half * 0.44, 4.6) if evening else (0.0, 3.8)), 8.5)
    wide = s.half * 0.5
    panes = [Pane(u * (wide + 0.95), 5.35, wide, 2.95, "flat", (0, 0)) for u in (-1, 0, 1)]
    hang_view(s, panes, 4.35, passing(s))
    hang_wall(s, wood, panes, "panels", scaled(wood, 0.82), trim=DARK_OAK)
    for pane in panes:
        _blind(s, pane, plush)
    for u in (-0.5, 0.5):
        sconce(s, u * (wide + 0.95), 3.9, 0.46)
    hang_floor(s, (112, 84, 66), "boards", skirt=scaled(wood, 0.7))
    runner = polygon(
        [(-s.half * 0.5, s.back + 0.3), (s.half * 0.5, s.back + 0.3), (s.half * 0.9, 9.6), (-s.half * 0.9, 9.6)]
    )  # fmt: skip
    s.sheet(0.56, Cut(runner, scaled(plush, 0.8), head=0.8, foot=0.9), shadow=0.2)
    hang_box(s, wood, (176, 156, 126), None)
    _rack(s)
    for pane in panes if not s.sheltered else []:  # no day in a tunnel
        hang_daylight(s, pane, side * 1.0)
    _seats(s, plush, side)
    near(
        s, recoloured(SEAT, {(134, 58, 56): plush}), -side * s.half * 0.97,
        10.2, 1.5, side < 0
    )  # fmt: skip
    s.props |= {"window", "lamp", "suitcase", "chair", "engine"}


def _seats(s: Scenery, plush: RGB, side: int) -> None:
    """Seats at both ends, face to face, a table with its lamp between those on one side."""
    tones: dict[RGB, RGB] = {(134, 58, 56): plush, (160, 76, 70): scaled(plush, 1.2), (112, 48, 48): scaled(plush, 0.8)}
    seat = recoloured(SEAT, tones)
    y = s.back + 0.55
    for u, turn in ((-0.84, False), (0.84, True)):
        s.sheet(0.66, *placed(seat, u * s.half, y, 0.92, turn), shadow=0.9)
    x, lit = side * s.half * 0.56, lamp_lit(s)
    table = (
        Piece("M-.1 0 L-.1 -1.3 .1 -1.3 .1 0 Z M-.4 0 L-.3 -.14 .3 -.14 .4 0 Z", DARK_OAK),
        Piece("M-.95 -1.28 L.95 -1.28 .9 -1.46 -.9 -1.46 Z", OAK),
        Piece("M-.97 -1.46 L.97 -1.46 1.0 -.96 C.6 -.86 .3 -1.0 0 -.9 C-.3 -.86 -.6 -1.0 -1 -.96 Z", LINEN)
    )  # fmt: skip
    s.sheet(0.68, *placed(table, x, y), shadow=0.8)
    s.sheet(
        0.681, *placed(HOUSEHOLD["lamp"].pieces, x - side * 0.5, y - 1.46, 0.85, glow=lit),
        *placed(HOUSEHOLD["cup"].pieces, x - side * -0.1, y - 1.46, 0.8)
    )  # fmt: skip
    s.lamp(x - side * 0.5, y - 2.1, 0.681, 2.6, strength=0.5 * lit, flicker=0.03)
    s.tops.append(Top(x + side * 0.55, y - 1.46, 0.682))


def _blind(s: Scenery, pane: Pane, plush: RGB) -> None:
    """A blind rolled up, and two short curtains with a tassel."""
    a, b, top = pane.x - pane.w / 2, pane.x + pane.w / 2, pane.y - pane.h
    cuts = [Cut(rect(a - 0.1, top - 0.1, pane.w + 0.2, 0.3, 0.1), scaled(plush, 1.1))]
    for turn, x in ((1, a), (-1, b)):
        cloth = smooth(
            [(x - turn * 0.2, top), (x + turn * 0.5, top), (x + turn * 0.42, top + 1.3), (x + turn * 0.12,
            top + 1.9), (x + turn * 0.2, pane.y + 0.1), (x - turn * 0.2, pane.y + 0.1)]
        )  # fmt: skip
        cuts += [Cut(cloth, plush, foot=0.7), Cut(rect(x + turn * 0.02 - 0.14, top + 1.84, 0.28, 0.1, 0.04), BRASS)]
    s.sheet(
        0.47, *cuts, Cut(line([(pane.x, top + 0.2), (pane.x, top + 0.5)]), BRASS, stroke=0.03), sway=Sway(0.014, 0.0,
        1.7)
    )  # fmt: skip


def _rack(s: Scenery) -> None:
    """The luggage rack: brass brackets, a net, cases and a hat box."""
    y, wide = 1.95, s.half * 0.84
    cuts = [Cut(rect(-wide, y, wide * 2, 0.08, 0.03), BRASS)]
    cuts += [
        Cut(line([(x, y + 0.04), (x, y - 0.5), (x + 0.1, y - 0.6)]), BRASS, stroke=0.06) for x in (-wide, -wide / 3,
        wide / 3, wide)
    ]  # fmt: skip
    net = [((x, y), (x + 0.24, y - 0.42)) for x in (-wide + 0.24 * k for k in range(int(wide * 2 / 0.24)))]
    net += [((x + 0.24, y), (x, y - 0.42)) for x in (-wide + 0.24 * k for k in range(int(wide * 2 / 0.24)))]
    cases: list[Cut] = []
    x = -wide + s.rng.uniform(0.5, 1.2)
    while x < wide - 1.2:
        kind = s.rng.random()
        if kind < 0.6:
            cases += placed(WORK["suitcase"].pieces, x + 0.6, y, s.rng.uniform(0.6, 0.85))
        elif kind < 0.8:
            cases += placed(
                (Piece("M-.5 0 L-.5 -.5 .5 -.5 .5 0 Z", (150, 118, 130)),
                Piece("M-.54 -.48 L.54 -.48 .54 -.62 -.54 -.62 Z", (180, 146, 150)), Piece("M0 0 L0 -.6", LINEN,
                stroke=0.05)), x + 0.6, y
            )  # fmt: skip
        x += s.rng.uniform(1.6, 3.0)
    s.sheet(0.5, *cases, *cuts, Cut(lines(net), BRASS, stroke=0.016, alpha=0.6), sway=Sway(0.01, 0.0, 1.4))
