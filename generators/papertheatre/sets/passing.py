"""What passes the windows of a carriage: open country, a town, clouds from above, a tunnel."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random
from typing import Any, Final

from generators.base import Weather
from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.paper import Cut, Drift, Sway
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.shapes import cloud, line, lines, oval, polygon, rect, smooth, united

SPEED: Final = 4.4  # stage units per second that the track side passes with: a pole every second and a half
FRONTS: Final[tuple[RGB, ...]] = ((150, 124, 108), (124, 116, 120), (168, 140, 112), (140, 98, 82))


def passing(s: Scenery) -> Callable[[Scenery, float], None]:
    """What goes by, by the place's words; far things slowly, near things fast."""
    if s.says("plane|aero ?plane|air ?craft|airliner|jet|helicopter|zeppelin|air ?ship|flight"):
        return _hang_clouds
    if s.says("underground|subway|metro|the tube|tunnel|mine"):
        return _hang_tunnel
    if s.says("tram|bus|taxi|cab|car|limousine|trolley|city|town|ambulance|van|lorry|truck"):
        return _hang_town
    return _hang_country


def _way(s: Scenery) -> int:
    """Whether things pass to the right (1) or to the left."""
    return 1 if s.seed % 2 else -1


def _hang_clouds(s: Scenery, y: float) -> None:
    """A floor of clouds far below, a few beside us, the wing."""
    rng, way = Random(s.seed ^ 0xC10D), _way(s)
    tone = mix(s.light.day.horizon, (244, 244, 240), 0.4)
    for k, (depth, low, speed) in enumerate(((0.08, y + 0.5, 0.12), (0.16, y + 0.95, 0.3), (0.24, y + 1.4, 0.7))):
        every = 22.0
        banks = [
            cloud(rng, x + rng.uniform(-0.6, 0.6), low, rng.uniform(3.0, 4.6), 1.5) for x in (1.4, 5.2, 9.3, 13.6,
            18.2)
        ]  # fmt: skip
        floor = rect(-0.5, low, every + 1, 5)
        paper = scaled(tone, 0.92 - 0.1 * k)
        cuts = [Cut(bank, paper, lit=0.6, head=1.1, foot=0.85) for bank in (*banks, floor)]
        s.sheet(depth, *cuts, shadow=0.3, drift=Drift(x=way * speed, every=every))
    wing = smooth([(-2.6, y + 0.9), (3.4, y - 0.2), (4.0, y - 0.08), (2.2, y + 0.7), (-2.2, y + 2.0)])
    lamp = Cut(oval(3.7, y - 0.12, 0.07), (230, 90, 80), lit=1.0, rim=0.0)
    s.sheet(0.36, Cut(wing, (176, 182, 190), foot=0.7), lamp, sway=Sway(0.02, 0.03, 5.0))


def _hang_tunnel(s: Scenery, y: float) -> None:
    """Walls close by, cables along them, a lamp every second and a half."""
    rng, way, every = Random(s.seed ^ 0x70BE), _way(s), 18.0
    s.sheltered = True
    wall = Cut(rect(-0.5, -1.0, every + 1, 12), (58, 56, 62), lit=0.7, rim=0.0, head=0.8, foot=0.9)
    ribs = [Cut(rect(x, -1.0, 0.5, 12), (44, 43, 50), lit=0.7, rim=0.4) for x in (0.5, 3.5, 6.5, 9.5, 12.5, 15.5)]
    cables = [Cut(rect(-0.5, v, every + 1, 0.07), (32, 32, 38), lit=0.7, rim=0.3) for v in (y - 1.2, y - 0.9, y + 0.2)]
    lamps = [Cut(oval(x, y - 0.6, 0.16, 0.24), (255, 226, 170), lit=1.0, rim=0.0) for x in (2.2, 8.2, 14.2)]
    halos = [
        Cut(oval(c.path.getBounds().centerX(), y - 0.6, 0.9), (255, 206, 130), lit=1.0, rim=0.0, blur=0.3,
        alpha=0.22) for c in lamps
    ]  # fmt: skip
    signs = [Cut(rect(rng.uniform(3, 15), y + 0.5, 0.9, 0.5, 0.05), (150, 66, 58), lit=0.5)]
    s.sheet(
        0.2, wall, *ribs, *cables, *signs, *halos, *lamps, shadow=0.4, drift=Drift(x=way * SPEED * 0.9, every=every)
    )  # fmt: skip


def _hang_town(s: Scenery, y: float) -> None:
    """Roofs far off, fronts with their windows, street lamps close by."""
    rng, way = Random(s.seed ^ 0x7063), _way(s)
    for depth, low, high, speed, every in ((0.12, y + 0.4, 1.6, 0.12, 24.0), (0.22, y + 1.3, 2.6, 0.42, 27.0)):
        cuts, x = [], 0.0
        while x < every - 0.8:
            w = min(rng.uniform(1.3, 2.4), every - x)
            cuts += _front(s, rng, x, low, w, high * rng.uniform(0.6, 1.0))
            x += w
        s.sheet(depth, *cuts, shadow=0.4, drift=Drift(x=way * SPEED * speed, every=every))
    posts = [((x, y + 2), (x, y - 2.2)) for x in (1.0, 8.0, 15.0)] + [
        ((x, y - 2.2), (x + 0.5, y - 2.3)) for x in (1.0, 8.0, 15.0)
    ]  # fmt: skip
    lit = s.light.day.lamps
    heads = [Cut(oval(x + 0.6, y - 2.2, 0.16, 0.2), (255, 226, 160), lit=lit, rim=0.4) for x in (1.0, 8.0, 15.0)]
    s.sheet(
        0.3, Cut(lines(posts), (64, 62, 68), stroke=0.11), *heads, shadow=0.3, drift=Drift(x=way * SPEED, every=21.0)
    )  # fmt: skip


def _front(s: Scenery, rng: Random, x: float, y: float, w: float, h: float) -> list[Cut]:
    """One house front of a passing town, some of its windows lit."""
    lamps, top = s.light.day.lamps, y - h
    roof = [(x, top), (x + w / 2, top - rng.uniform(0.2, 0.6)), (x + w, top)]
    cuts = [Cut(polygon([(x, y + 3), *roof, (x + w, y + 3)]), rng.choice(FRONTS), foot=0.75)]
    for row in range(max(1, int(h / 0.75))):
        for column in range(max(1, int(w / 0.6))):
            on = rng.random() < 0.5 and lamps > 0.2
            pane = rect(x + 0.22 + column * 0.6, top + 0.28 + row * 0.72, 0.22, 0.36)
            cuts.append(Cut(pane, (255, 208, 120) if on else (70, 78, 88), lit=lamps if on else 0.0, rim=0.3))
    return cuts


def _hang_country(s: Scenery, y: float) -> None:
    """Hills that hardly move, farms and trees, the wires and hedges of the track side."""
    rng, way = Random(s.seed ^ 0x7A17), _way(s)
    sea = s.says("sea|coast|shore|harbou?r|island")
    far, every = rolling(rng, y + 0.35, 1.1, 26.0), 26.0
    s.sheet(
        0.1, Cut(far, (118, 132, 126), head=1.1, foot=0.8), shadow=0.3, drift=Drift(x=way * SPEED * 0.05,
        every=every)
    )  # fmt: skip
    if sea:
        s.sheet(0.14, Cut(rect(-s.span, y + 0.25, s.span * 2, 4), (70, 124, 132), head=1.1, foot=0.8), shadow=0.2)
    _hang_farms(s, rng, y + 0.75, way, sea)
    _hang_trackside(s, rng, y + 1.5, way)


def rolling(rng: Random, y: float, rise: float, every: float, floor: float = 10.0) -> Any:
    """Land that repeats itself without a seam every `every` units, from 0 on."""
    parts = [(rise * 0.5**k, n, rng.uniform(0, 6.3)) for k, n in enumerate((rng.choice((2, 3)), 5, 9))]
    step = every / 60
    top = [
        (k * step, y - sum(a * 0.5 * (1 + math.sin(2 * math.pi * n * k / 60 + p)) for a, n,
        p in parts)) for k in range(61)
    ]  # fmt: skip
    return polygon([(0.0, floor), *top, (every, floor)])


def _hang_farms(s: Scenery, rng: Random, y: float, way: int, sea: bool) -> None:
    every, lamps = 30.0, s.light.day.lamps
    land = rolling(rng, y + 0.1, 0.35, every)
    cuts: list[Cut] = []
    x = 0.6
    while x < every - 1.0:
        pick = rng.random()
        if pick < 0.3 and not sea:
            cuts += _farm(rng, x, y + 0.06, lamps)
        elif pick < 0.75:
            h = rng.uniform(0.5, 1.0)
            crowns = [
                oval(x + u, y - h * v, 0.34 * h, 0.4 * h) for u, v in ((0, 0.9), (0.26 * h, 0.66), (-0.26 * h, 0.62))
            ]  # fmt: skip
            cuts.append(Cut(united([rect(x - 0.05, y - h * 0.6, 0.1, h), *crowns]), (86, 104, 76), foot=0.75))
        x += rng.uniform(0.9, 2.6)
    s.sheet(
        0.2, *cuts, Cut(land, (110, 126, 84), head=1.1, foot=0.7), shadow=0.4, drift=Drift(x=way * SPEED * 0.26,
        every=every)
    )  # fmt: skip


def _farm(rng: Random, x: float, y: float, lamps: float) -> list[Cut]:
    w, h = rng.uniform(0.7, 1.1), rng.uniform(0.36, 0.5)
    lit = lamps > 0.25
    tone: RGB = (255, 208, 120) if lit else (74, 82, 90)
    return [
        Cut(rect(x - w / 2, y - h, w, h + 0.3), (206, 188, 158), foot=0.8), Cut(polygon([(x - w * 0.6, y - h + 0.04),
        (x - w * 0.4, y - h - 0.42), (x + w * 0.4, y - h - 0.42), (x + w * 0.6, y - h + 0.04)]), (146, 84, 66)),
        Cut(rect(x - w * 0.3, y - h * 0.7, 0.14, 0.18), tone, lit=lamps if lit else 0.0, rim=0.3),
        Cut(rect(x + w * 0.14, y - h * 0.7, 0.14, 0.18), tone, lit=lamps if lit else 0.0, rim=0.3)
    ]  # fmt: skip


def _hang_trackside(s: Scenery, rng: Random, y: float, way: int) -> None:
    """Telegraph poles with their wires, bushes, fences, quick past the window."""
    every, gap = 20.1, 6.7
    cuts, wires = [], []
    for k in range(3):
        x = 1.0 + k * gap
        cuts.append(
            Cut(lines([((x, y + 2), (x, y - 3.4)), ((x - 0.5, y - 3.0), (x + 0.5, y - 3.0)), ((x - 0.4, y - 2.6),
            (x + 0.4, y - 2.6))]), (84, 66, 54), stroke=0.13)
        )  # fmt: skip
        wires += [
            line([(x + u, v), (x + gap * 0.25 + u, v + 0.42), (x + gap * 0.5 + u, v + 0.55), (x + gap * 0.75 + u,
            v + 0.42), (x + gap + u, v)]) for u, v in ((-0.45, y - 3.04), (0.45, y - 3.04), (0.0, y - 2.64))
        ]  # fmt: skip
    bushes = [oval(rng.uniform(0, every), y + 0.5, rng.uniform(0.5, 1.2), rng.uniform(0.35, 0.75)) for _ in range(9)]
    bank = rolling(rng, y + 0.6, 0.2, every)
    tone = (86, 98, 70) if s.light.weather is not Weather.SNOW else (150, 152, 148)
    s.sheet(
        0.3,
        *[Cut(w, (70, 62, 58), stroke=0.022) for w in wires],
        *cuts,
        *[Cut(b, scaled(tone, 0.86), foot=0.7) for b in bushes],
        Cut(bank, tone, foot=0.6),
        shadow=0.3,
        drift=Drift(x=way * SPEED, every=every),
    )
