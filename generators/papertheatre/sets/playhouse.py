"""Upon a stage: the proscenium's curtains, painted flats and backdrop, footlights, the heads of those who watch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.pieces import BRASS, Piece, placed
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.interior import hang_floor, pool
from generators.papertheatre.shapes import arch, line, lines, oval, polygon, rect, smooth, without


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
    """Tree behind tree, a path between them."""
    wide = s.span
    cuts = [Cut(rect(-wide, -3, wide * 2, 11), (182, 192, 156), head=0.9, foot=1.1)]
    for k in range(3):
        xs = [
            u * s.half + s.rng.uniform(-0.3, 0.3) for u in ((-0.44, -0.2, 0.08, 0.3), (-0.5, -0.1, 0.42), (-0.36,
            0.34))[k]
        ]  # fmt: skip
        tree = _tree(scaled((96, 124, 92), 1.25 - 0.24 * k), scaled((118, 90, 68), 1.2 - 0.16 * k))
        for x in xs:
            cuts += placed(tree, x, 6.1 + 0.25 * k, s.rng.uniform(0.62, 0.78) + 0.2 * k, s.rng.random() < 0.5)
    lawn = smooth([(-wide, 6.1), (-2, 5.9), (1, 6.0), (wide, 5.8), (wide, 8), (-wide, 8)])
    path = polygon([(-0.2, 5.94), (0.25, 5.94), (1.3, 6.9), (-1.6, 6.9)])
    return [*cuts, Cut(lawn, (120, 138, 92)), Cut(path, (206, 186, 140), rim=0.6)]


def _tree(leaf: RGB, bark: RGB) -> tuple[Piece, ...]:
    """A tree as a scene painter cuts it, six units high."""
    crown = (
        "M-1.2 -2.6 C-2.3 -2.7 -2.3 -4 -1.6 -4.2 C-1.8 -5.4 -.5 -6 .1 -5.5 C.8 -6.1 1.9 -5.3 1.6 -4.3 C2.4 -3.9 "
        "2.2 -2.7 1.3 -2.6 C.9 -2.2 .3 -2.3 0 -2.6 C-.4 -2.2 -.9 -2.3 -1.2 -2.6 Z"
    )  # fmt: skip
    trunk = "M-.4 .1 C-.2 -.4 -.2 -1.6 -.22 -3.2 L.2 -3.2 C.16 -1.6 .2 -.4 .46 .1 Z"
    return (
        Piece(trunk, bark), Piece(crown, leaf),
        Piece("M-.7 -3.4 C-.2 -3 .4 -3.1 .8 -3.6 M-.9 -4.4 C-.5 -4.1 0 -4.2 .2 -4.6", scaled(leaf, 0.74),
        stroke=0.06)
    )  # fmt: skip


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
        tree = _tree(scaled((84, 110, 80), 0.98 - 0.14 * k), scaled((104, 80, 62), 1.0 - 0.1 * k))
        bank = smooth(
            [(far, y - 1.3), (turn * x * 1.1, y - 1.0), (turn * x * 0.78, y - 0.2), (turn * x * 0.74, y), (far, y)]
        )  # fmt: skip
        return [
            *placed(tree, turn * x * 1.12, y, 1.24 + 0.1 * k, turn > 0), Cut(bank, scaled((96, 116, 78),
            0.95 - 0.15 * k))
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
