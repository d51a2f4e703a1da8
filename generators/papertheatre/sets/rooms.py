"""Rooms: a wall with windows cut into it so that the sky hangs behind, furniture sheets, a lamp or a fire."""

from __future__ import annotations

from typing import Any

import skia

from generators.papertheatre.colour import RGB, argb, mix, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import arch, line, oval, polygon, rect, ridge, smooth, without

OAK: RGB = (132, 92, 64)
DARK_OAK: RGB = (92, 64, 50)
IRON: RGB = (62, 60, 64)
WALLS: tuple[RGB, ...] = ((176, 148, 116), (126, 138, 130), (150, 112, 96), (136, 128, 140), (164, 150, 112))


def hang_outside(s: Scenery, at_sea: bool) -> None:
    """What the windows look out on."""
    level = s.light
    s.open_sky = False
    hang_sky(s, 5.0, clouds=False)
    s.light = level
    tone = scaled(mix(level.day.haze, (70, 118, 124) if at_sea else (96, 116, 96), 0.5), 0.5 + 0.4 * level.day.inside)
    shape = rect(-s.span * 1.3, 4.9, s.span * 2.6, 6) if at_sea else ridge(s.rng, -s.span, s.span, 4.9, 0.9, 5.0)
    s.sheet(0.14, Cut(shape, tone, lit=0.9, rim=0.5), shadow=0.2)


def hang_wall(s: Scenery, wall: RGB, windows: list[Any], depth: float = 0.42, foot: float = 7.1) -> None:
    """The back wall with its windows cut out, wainscot and skirting below."""
    body = rect(-s.span * 1.4, -7, s.span * 2.8, 7 + foot + 0.3)
    for hole in windows:
        body = without(body, hole)
    x, y = s.light.source
    pool = skia.GradientShader.MakeRadial(
        (x, y),
        6.5,
        [argb(s.light.raw(s.light.warmth), 0.26 * s.light.day.lamps), argb(s.light.raw(s.light.warmth), 0.0)],
    )
    s.sheet(depth, Cut(body, wall, head=0.72, foot=1.0), Cut(body, wall, shader=pool, rim=0.0), shadow=1.0)


def hang_floor(s: Scenery, tone: RGB, y: float = 7.1, depth: float = 0.55) -> None:
    """Boards that run towards us."""
    wide = s.span * 1.4
    cuts = [Cut(rect(-wide, y, wide * 2, 5), tone, head=0.8, foot=0.9)]
    cuts += [
        Cut(line([(u * 0.85, y), (u * 2.1, 10.5)]), scaled(tone, 0.62), stroke=0.03, alpha=0.7) for u in range(-11, 12)
    ]
    s.sheet(depth, *cuts, shadow=0.5)
    s.sheet(depth - 0.02, Cut(rect(-wide, y - 0.32, wide * 2, 0.4), scaled(tone, 1.1), rim=0.9), shadow=0.6)


def window(x: float, y: float, w: float, h: float, round_top: bool = False) -> tuple[Any, list[Cut]]:
    """(the hole, frame and bars to hang on it); x is its middle, y its sill."""
    hole = arch(x, y, w, h) if round_top else rect(x - w / 2, y - h, w, h, 0.04)
    outer = (
        arch(x, y + 0.1, w + 0.34, h + 0.27)
        if round_top
        else rect(x - w / 2 - 0.17, y - h - 0.17, w + 0.34, h + 0.3, 0.05)
    )
    bars = [
        Cut(without(outer, hole), OAK),
        Cut(line([(x, y), (x, y - h)]), OAK, stroke=0.07),
        Cut(line([(x - w / 2, y - h * 0.48), (x + w / 2, y - h * 0.48)]), OAK, stroke=0.07),
    ]
    bars.append(Cut(rect(x - w / 2 - 0.3, y + 0.04, w + 0.6, 0.14, 0.04), scaled(OAK, 1.15)))
    return hole, bars


def shaft_from(s: Scenery, x: float, y: float, w: float, h: float, lean: float) -> None:
    """Daylight that falls in through a window."""
    strength = (1 - s.light.day.lamps) * s.light.air.sun * 0.22 + (0.06 if s.light.night else 0.0)
    if strength < 0.03:
        return
    shaft = polygon([(x - w / 2, y - h), (x + w / 2, y - h), (x + w / 2 + lean, 7.9), (x - w / 2 + lean, 7.9)])
    s.sheet(
        0.62, Cut(shaft, s.light.day.halo, lit=1.0, rim=0.0, blur=0.14, alpha=strength, head=1.0, foot=0.9), shadow=0.0
    )


def hanging_lamp(s: Scenery, x: float, y: float, depth: float) -> None:
    """A shaded lamp on a chain; its light is the room's when it is dark outside."""
    lit = 0.2 + 0.8 * max(s.light.day.lamps, 0.4 * (1 - s.light.day.inside))
    shade = smooth(
        [
            (x - 0.62, y + 0.08),
            (x - 0.5, y - 0.26),
            (x - 0.14, y - 0.5),
            (x + 0.14, y - 0.5),
            (x + 0.5, y - 0.26),
            (x + 0.62, y + 0.08),
        ]
    )
    s.sheet(
        depth,
        Cut(line([(x, -4), (x, y - 0.4)]), IRON, stroke=0.05),
        Cut(oval(x, y + 0.1, 0.15), (255, 238, 196), lit=lit, rim=0.0),
        Cut(shade, (188, 110, 66), lit=0.3 * lit),
        sway=Sway(0.03, 0.0, 5.2),
    )
    s.lamp(x, y + 0.2, depth, 4.2, strength=0.42 * lit, flicker=0.06)


def wings(s: Scenery, tone: RGB, side: int) -> None:
    """Dark things at the picture's edges, in front: a curtain, a door post."""
    x = side * s.half
    curtain = smooth(
        [
            (x - side * 1.5, -2),
            (x + side * 2.5, -2),
            (x + side * 2.5, 11),
            (x - side * 0.2, 11),
            (x - side * 0.1, 8),
            (x - side * 0.5, 5),
            (x - side * 0.3, 2.4),
            (x - side * 1.1, 0.4),
        ]
    )
    s.sheet(1.36, Cut(curtain, tone, head=0.9, foot=0.6), front=True, anchor=x, close=False, sway=Sway(0.04, 0.0, 7.0))
    s.sheet(1.42, Cut(rect(-x - 1.1, -2, 2.2, 14), scaled(DARK_OAK, 0.7), foot=0.7), front=True, anchor=-x, close=False)


def room(s: Scenery) -> None:
    """A living room: window, hearth, pictures, an armchair, a hanging lamp."""
    side = mirrored_side(s)
    s.tall, s.floor = 3.2, 8.3
    wall = s.rng.choice(WALLS)
    hearth_x, window_x = side * s.half * 0.52, -side * s.half * 0.36
    fire = s.says("fire|hearth|fireplace|stove|cottage|inn|tavern|winter|keeper|lighthouse") or s.rng.random() < 0.5
    s.light_at(
        *(
            (hearth_x, 6.4)
            if fire and s.light.day.lamps > 0.3
            else (window_x, 3.8)
            if s.light.day.lamps < 0.3
            else (0.0, 2.4)
        ),
        8.0,
    )
    hang_outside(s, s.says("sea|lighthouse|harbou?r|keeper|island|coast|beach|ship"))
    hole, frame = window(window_x, 5.0, 2.3, 2.7)
    hang_wall(s, wall, [hole])
    s.sheet(0.44, *frame, *_curtains(window_x, wall))
    _pictures(s, 0.02 * s.half * side)
    hang_floor(s, OAK)
    if fire:
        hearth(s, hearth_x, 7.2, 0.56)
    else:
        dresser(s, hearth_x, 7.2)
    shaft_from(s, window_x, 5.0, 2.1, 2.6, side * 2.2)
    rug = oval(0.2 * side, 8.0, 4.4, 0.5)
    s.sheet(
        0.86,
        Cut(rug, (150, 76, 64), foot=0.8),
        Cut(oval(0.2 * side, 8.0, 3.8, 0.38), (190, 140, 96), foot=0.8, rim=0.4),
        shadow=0.3,
    )
    if s.says("bed|bedroom|bunk|sick|sleep\\w*"):
        bed(s, -side * s.half * 0.62, 7.7)
    else:
        armchair(s, -side * s.half * 0.7, 7.75, side)
    hanging_lamp(s, -side * 0.08 * s.half, 1.75, 0.7)
    wings(s, (104, 58, 58), -side)
    s.props |= (
        {"lamp", "chair", "mirror"} | ({"fire"} if fire else set()) | ({"bed"} if s.says("bed|bedroom|bunk") else set())
    )


def _curtains(x: float, wall: RGB) -> list[Cut]:
    tone = mix((150, 70, 62), wall, 0.25)
    return [
        Cut(
            smooth(
                [(x + d * 0.75, 2.0), (x + d * 1.75, 2.0), (x + d * 1.85, 5.5), (x + d * 1.3, 5.5), (x + d * 1.38, 4.2)]
            ),
            tone,
        )
        for d in (-1, 1)
    ] + [Cut(rect(x - 1.95, 1.88, 3.9, 0.12, 0.06), DARK_OAK)]


def _pictures(s: Scenery, x: float) -> None:
    cuts = []
    for dx, y, w, h in ((0.4, 3.0, 1.0, 1.3), (1.75, 3.3, 0.7, 0.9)):
        cuts += [
            Cut(rect(x + dx - w / 2, y, w, h), (190, 148, 88)),
            Cut(rect(x + dx - w / 2 + 0.1, y + 0.1, w - 0.2, h - 0.2), (96, 108, 104), rim=0.4),
            Cut(
                ridge(s.rng, x + dx - w / 2 + 0.1, x + dx + w / 2 - 0.1, y + h * 0.72, 0.2, 1.0, y + h - 0.1),
                (70, 84, 82),
                rim=0.4,
            ),
        ]
    s.sheet(0.46, *cuts, shadow=0.6)


def hearth(s: Scenery, x: float, y: float, depth: float) -> None:
    """A chimney piece with a fire that burns low."""
    lit = max(0.45, s.light.day.lamps)
    breast = polygon(
        [
            (x - 1.7, y),
            (x - 1.55, 3.9),
            (x - 1.1, 3.5),
            (x - 1.0, -3),
            (x + 1.0, -3),
            (x + 1.1, 3.5),
            (x + 1.55, 3.9),
            (x + 1.7, y),
        ]
    )
    mouth = arch(x, y - 0.08, 1.9, 1.75)
    s.sheet(depth - 0.04, Cut(breast, (148, 130, 118), head=0.8), shadow=0.8)
    s.sheet(
        depth,
        Cut(without(rect(x - 1.6, 4.5, 3.2, y - 4.5), mouth), (128, 110, 100)),
        Cut(mouth, (40, 28, 28), rim=0.7),
        Cut(rect(x - 1.9, 4.3, 3.8, 0.24, 0.05), DARK_OAK),
        Cut(rect(x - 0.6, 3.86, 0.3, 0.46, 0.05), (150, 160, 150)),
        Cut(oval(x + 0.7, 4.06, 0.24), (206, 180, 130)),
    )
    logs = [Cut(rect(x - 0.6, y - 0.34, 1.2, 0.2, 0.1), DARK_OAK), Cut(rect(x - 0.4, y - 0.5, 0.8, 0.18, 0.09), OAK)]
    s.sheet(depth + 0.01, *_flames(x, y - 0.36, 1.0), *logs, shadow=0.2, sway=Sway(0.025, 0.03, 0.9))
    s.lamp(x, y - 0.6, depth + 0.02, 3.2, (255, 140, 62), 0.62 * lit, 0.12)


def _flames(x: float, y: float, k: float) -> list[Cut]:
    shapes = (
        ((-0.5, 0), (-0.42, -0.5), (-0.2, -0.3), (-0.06, -1.0), (0.14, -0.42), (0.34, -0.7), (0.5, 0)),
        ((-0.3, 0), (-0.2, -0.34), (0.0, -0.66), (0.16, -0.3), (0.3, 0)),
        ((-0.16, 0), (0.0, -0.36), (0.14, 0)),
    )
    tones = ((240, 120, 46), (255, 176, 72), (255, 232, 160))
    return [
        Cut(smooth([(x + a * k, y + b * k) for a, b in shape]), tone, lit=1.0, rim=0.0, head=1.05, foot=1.0)
        for shape, tone in zip(shapes, tones, strict=True)
    ]


def dresser(s: Scenery, x: float, y: float) -> None:
    """Shelves with plates above a cupboard."""
    cuts = [Cut(rect(x - 1.4, 3.2, 2.8, y - 3.2), DARK_OAK), Cut(rect(x - 1.6, 5.6, 3.2, 0.18), scaled(OAK, 1.1))]
    cuts += [Cut(rect(x - 1.3, v, 2.6, 0.08), OAK) for v in (4.2, 5.0)]
    cuts += [Cut(oval(x + u, v - 0.3, 0.26), (214, 206, 188)) for v in (4.2, 5.0) for u in (-0.9, -0.3, 0.3, 0.9)]
    cuts += [Cut(rect(x + u, 5.95, 1.15, 1.1, 0.04), scaled(OAK, 0.9)) for u in (-1.25, 0.1)]
    s.sheet(0.58, *cuts)


def armchair(s: Scenery, x: float, y: float, side: int) -> None:
    """A wing chair turned to the room."""
    back = smooth(
        [
            (x - side * 1.0, y - 2.3),
            (x - side * 0.35, y - 2.45),
            (x - side * 0.2, y - 0.9),
            (x - side * 0.3, y),
            (x - side * 1.05, y),
        ]
    )
    seat = smooth(
        [(x - side * 0.9, y - 0.95), (x + side * 0.85, y - 1.0), (x + side * 0.9, y - 0.2), (x - side * 0.9, y - 0.1)]
    )
    arm = smooth(
        [
            (x - side * 0.7, y - 1.3),
            (x + side * 0.75, y - 1.36),
            (x + side * 0.85, y - 1.0),
            (x + side * 0.6, y - 0.92),
            (x - side * 0.6, y - 0.9),
        ]
    )
    legs = [rect(x + u, y - 0.15, 0.12, 0.35) for u in (-0.8, 0.65)]
    s.sheet(
        0.88,
        *[Cut(leg, DARK_OAK) for leg in legs],
        Cut(back, (110, 84, 74)),
        Cut(seat, (132, 98, 80)),
        Cut(arm, (124, 92, 78)),
    )


def bed(s: Scenery, x: float, y: float) -> None:
    """A bed with its head against the wall."""
    s.sheet(
        0.86,
        Cut(rect(x - 2.2, y - 2.4, 0.22, 2.5, 0.06), DARK_OAK),
        Cut(smooth([(x - 2.1, y - 1.3), (x - 1.2, y - 1.45), (x - 0.9, y - 0.9), (x - 2.1, y - 0.7)]), (226, 216, 196)),
        Cut(
            smooth(
                [(x - 2.0, y - 0.95), (x + 0.4, y - 1.25), (x + 2.0, y - 0.95), (x + 2.1, y - 0.2), (x - 2.0, y - 0.2)]
            ),
            (132, 96, 92),
            foot=0.7,
        ),
        Cut(rect(x + 2.0, y - 1.4, 0.2, 1.6, 0.06), DARK_OAK),
    )


def kitchen(s: Scenery) -> None:
    """A keeper's kitchen: range with a kettle, shelf of pots, a scrubbed table, a small deep window."""
    side = mirrored_side(s)
    s.tall, s.floor = 3.2, 8.3
    window_x, range_x = side * s.half * 0.16, -side * s.half * 0.56
    s.light_at(*((0.0, 2.2) if s.light.day.lamps > 0.3 else (window_x, 3.6)), 8.0)
    hang_outside(s, s.says("sea|lighthouse|harbou?r|keeper|island|coast|galley"))
    hole, frame = window(window_x, 4.7, 1.9, 2.1, round_top=s.says("lighthouse|keeper|tower"))
    hang_wall(s, (168, 158, 136), [hole])
    tiles = [Cut(line([(-s.span, v), (s.span, v)]), (140, 130, 112), stroke=0.025, alpha=0.6) for v in (5.5, 6.0, 6.5)]
    s.sheet(0.44, *frame, *tiles)
    hang_floor(s, (124, 104, 88))
    _stove(s, range_x, 7.25)
    _shelf(s, side * s.half * 0.6)
    shaft_from(s, window_x, 4.7, 1.7, 2.0, -side * 1.8)
    table(s, side * s.half * 0.34, 8.0, 0.9)
    hanging_lamp(s, side * 0.3 * s.half, 1.9, 0.92)
    wings(s, (84, 88, 84), side)
    s.props |= {"table", "lamp", "fire"}


def _stove(s: Scenery, x: float, y: float) -> None:
    body = [
        Cut(rect(x - 0.24, -3, 0.48, 8), IRON),
        Cut(rect(x - 1.5, 4.95, 3.0, y - 4.95, 0.08), IRON, head=1.3),
        Cut(rect(x - 1.65, 4.8, 3.3, 0.22, 0.06), scaled(IRON, 1.4)),
        Cut(arch(x - 0.6, 6.7, 0.9, 0.9), (255, 160, 70), lit=0.85, head=0.9),
        Cut(rect(x + 0.3, 5.7, 0.9, 0.9, 0.05), scaled(IRON, 0.8)),
    ]
    kettle = smooth([(x + 0.3, 4.8), (x + 0.34, 4.3), (x + 0.7, 4.12), (x + 1.06, 4.3), (x + 1.1, 4.8)])
    s.sheet(
        0.6,
        *body,
        Cut(kettle, (178, 108, 70)),
        Cut(line([(x + 0.4, 4.2), (x + 0.7, 3.84), (x + 1.0, 4.2)]), IRON, stroke=0.05),
        Cut(polygon([(x + 1.05, 4.5), (x + 1.4, 4.24), (x + 1.46, 4.3), (x + 1.08, 4.68)]), (178, 108, 70)),
    )
    s.lamp(x - 0.6, 6.3, 0.61, 1.5, (255, 140, 62), 0.5, 0.12)


def _shelf(s: Scenery, x: float) -> None:
    cuts = [Cut(rect(x - 1.7, v, 3.4, 0.12), OAK) for v in (2.9, 4.1)]
    for v in (2.9, 4.1):
        for k in range(5):
            u, r = x - 1.35 + 0.66 * k, s.rng.uniform(0.16, 0.26)
            tone = s.rng.choice(((186, 116, 74), (212, 202, 180), (104, 128, 126), (150, 92, 70)))
            cuts.append(Cut(rect(u - r, v - r * 2.0, r * 2, r * 2.0, r * 0.4), tone))
    s.sheet(0.5, *cuts)


def table(s: Scenery, x: float, y: float, depth: float) -> None:
    """A plain table with a few things on it; its feet stand on y."""
    top = y - 1.36
    cuts = [Cut(rect(x + u, top, 0.16, 1.36), DARK_OAK) for u in (-1.5, 1.34)]
    cuts += [
        Cut(rect(x - 1.75, top - 0.1, 3.5, 0.2, 0.04), scaled(OAK, 1.2)),
        Cut(rect(x - 1.4, top + 0.1, 2.8, 0.2), OAK),
        Cut(
            smooth([(x - 0.9, top - 0.1), (x - 0.8, top - 0.36), (x - 0.3, top - 0.36), (x - 0.2, top - 0.1)]),
            (206, 168, 110),
        ),
        Cut(rect(x + 0.5, top - 0.42, 0.28, 0.34, 0.05), (214, 204, 182)),
        Cut(rect(x + 0.95, top - 0.64, 0.16, 0.56, 0.05), (90, 116, 100)),
    ]
    s.sheet(depth, *cuts)


def library(s: Scenery) -> None:
    """Walls of books, a tall window, a desk with a green lamp."""
    side = mirrored_side(s)
    s.tall, s.floor = 3.1, 8.3
    window_x = side * s.half * 0.1
    s.light_at(*((-side * s.half * 0.3, 5.4) if s.light.day.lamps > 0.3 else (window_x, 3.4)), 8.0)
    hang_outside(s, s.says("sea|lighthouse|harbou?r|island|coast"))
    hole, frame = window(window_x, 5.6, 1.9, 4.2, round_top=True)
    hang_wall(s, (118, 92, 76), [hole])
    s.sheet(0.44, *frame)
    for x0, x1 in ((-s.span, window_x - 1.7), (window_x + 1.7, s.span)):
        s.sheet(0.5, *_books(s, x0, x1))
    hang_floor(s, (112, 78, 58))
    shaft_from(s, window_x, 5.6, 1.7, 4.0, -side * 2.0)
    x = -side * s.half * 0.34
    table(s, x, 8.0, 0.88)
    lit = 0.3 + 0.7 * s.light.day.lamps
    s.sheet(
        0.89,
        Cut(rect(x - 1.2, 6.0, 0.08, 0.6), (190, 150, 84)),
        Cut(
            smooth([(x - 1.6, 6.02), (x - 1.46, 5.7), (x - 0.86, 5.7), (x - 0.72, 6.02)]), (70, 124, 92), lit=0.45 * lit
        ),
    )
    s.lamp(x - 1.16, 6.15, 0.89, 2.6, strength=0.5 * lit, flicker=0.0)
    wings(s, (72, 84, 74), side)
    s.props |= {"table", "book", "lamp"}


def _books(s: Scenery, x0: float, x1: float) -> list[Cut]:
    cuts = [Cut(rect(x0, -1, max(0.1, x1 - x0), 8.2), DARK_OAK, head=0.8)]
    tones = ((150, 72, 60), (84, 104, 96), (178, 138, 84), (92, 76, 96), (120, 96, 72), (70, 88, 112))
    for row in range(6):
        y, x = 1.5 + row * 1.1, max(x0, -s.half * 1.25) + 0.1
        cuts.append(Cut(rect(x0, y, max(0.1, x1 - x0), 0.12), OAK))
        while x < min(x1, s.half * 1.25) - 0.3:
            run = s.rng.uniform(0.35, 0.8)
            h = s.rng.uniform(0.55, 0.86)
            cuts.append(Cut(rect(x, y - h, min(run, x1 - x - 0.1), h), s.rng.choice(tones), rim=0.5))
            x += run + 0.02
    return cuts


def church(s: Scenery) -> None:
    """Arches one behind another, tall coloured windows, candles."""
    side = mirrored_side(s)
    s.tall, s.floor = 2.8, 8.3
    s.light_at(0.0, 3.2, 8.0)
    hang_outside(s, False)
    holes = [arch(u, 5.4, 1.1, 3.8) for u in (-1.5, 0.0, 1.5)]
    hang_wall(s, (196, 184, 170), holes, 0.3, 7.0)
    glass: list[Cut] = []
    for u, hole in zip((-1.5, 0.0, 1.5), holes, strict=True):
        for k in range(4):
            pane = skia.Op(hole, rect(u - 0.6, 1.6 + k * 0.95, 1.2, 0.92), skia.PathOp.kIntersect_PathOp)
            tone = s.rng.choice(((196, 92, 70), (70, 110, 150), (222, 172, 84), (92, 136, 104)))
            glass.append(Cut(pane, scaled(tone, 0.45 + 0.6 * s.light.day.inside), lit=0.9, alpha=0.82, rim=0.8))
    s.sheet(0.24, *glass, shadow=0.2)
    for k, (depth, w, h) in enumerate(((0.44, 5.6, 6.6), (0.62, 8.4, 7.8), (0.8, 12.0, 9.2))):
        nave = without(rect(-s.span * 1.4, -7, s.span * 2.8, 14.6), arch(0.0, 8.2, w, h))
        s.sheet(depth, Cut(nave, scaled((196, 182, 166), 0.9 - 0.14 * k), head=0.8), shadow=1.0)
    hang_floor(s, (118, 106, 100), 7.2, 0.5)
    pews = [Cut(rect(u * 2.0 - 0.8, 7.0, 1.6, 0.9, 0.08), DARK_OAK) for u in (-3, -2, 2, 3)]
    s.sheet(0.84, *pews)
    for u in (-0.3, 0.3):
        x = u * s.half
        s.sheet(
            0.9,
            Cut(rect(x - 0.05, 5.9, 0.1, 2.1), (190, 150, 84)),
            Cut(oval(x, 8.0, 0.4, 0.08), (150, 116, 70)),
            Cut(rect(x - 0.08, 5.3, 0.16, 0.62), (238, 228, 204)),
            Cut(smooth([(x - 0.07, 5.28), (x, 4.98), (x + 0.07, 5.28)]), (255, 214, 120), lit=1.0, rim=0.0),
        )
        s.lamp(x, 5.15, 0.9, 1.7, strength=0.3 + 0.3 * s.light.day.lamps)
    shaft_from(s, side * 1.4, 5.2, 1.6, 3.6, -side * 2.6)
    wings(s, (104, 44, 50), side)
    s.props |= {"lamp", "window"}
