"""Windows: their outlines and frames, what they look out on, and what weather does to their glass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import skia

from generators.base import Weather
from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.light import Glow
from generators.papertheatre.paper import WALL, Cut, Drift
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import arch, lines, oval, polygon, rect, ridge, smooth, united, without

OAK: RGB = (132, 92, 64)
Head = Literal["flat", "round", "pointed"]
FLARE: RGB = (196, 212, 255)  # of far lightning on walls and floor
MARGIN: Final = 0.9  # stage units seen beyond a window's edge when the camera travels


@dataclass(frozen=True)
class Pane:
    """A window: its middle, its sill, its size in stage units; `bars`: (upright, across)."""

    x: float
    y: float
    w: float
    h: float
    head: Head = "flat"
    bars: tuple[int, int] = (1, 1)

    @property
    def hole(self) -> Any:
        return self._outline(0.0)

    def _outline(self, more: float) -> Any:
        w, h, y = self.w + 2 * more, self.h + more * 2, self.y + more
        if self.head == "flat":
            return rect(self.x - w / 2, y - h, w, h, 0.04)
        if self.head == "round":
            return arch(self.x, y, w, h)
        a, b, rise = self.x - w / 2, self.x + w / 2, min(w * 0.8, h * 0.6)
        path = skia.Path()
        path.moveTo(a, y)
        path.lineTo(a, y - h + rise)
        path.cubicTo(a, y - h + rise * 0.5, self.x - w * 0.2, y - h + rise * 0.16, self.x, y - h)
        path.cubicTo(self.x + w * 0.2, y - h + rise * 0.16, b, y - h + rise * 0.5, b, y - h + rise)
        path.lineTo(b, y)
        path.close()
        return path

    @property
    def spring(self) -> float:
        """Height at which its head begins to bend."""
        bend = {"flat": 0.0, "round": self.w / 2, "pointed": min(self.w * 0.8, self.h * 0.6)}[self.head]
        return self.y - self.h + bend

    def frame(self, tone: RGB = OAK, thick: float = 0.16) -> list[Cut]:
        """Reveal, frame, bars and sill."""
        n, m = self.bars
        top = self.y - self.h
        rows = [self.y - self.h * (k + 1) / (m + 1) for k in range(m)]
        columns = [self.x - self.w / 2 + self.w * (k + 1) / (n + 1) for k in range(n)]
        bars = [((x, self.y), (x, top + (0.3 * self.w if self.head != "flat" and n != 1 else 0))) for x in columns]
        bars += [((self.x - self.w / 2, y), (self.x + self.w / 2, y)) for y in rows]
        sill = rect(self.x - self.w / 2 - 0.3, self.y + 0.03, self.w + 0.6, 0.16, 0.04)
        cuts = [Cut(without(self._outline(thick), self.hole), tone, foot=0.85)]
        if bars:
            cuts.append(Cut(lines(bars), scaled(tone, 0.9), stroke=0.07))
        return [*cuts, Cut(sill, scaled(tone, 1.18))]

    def cells(self) -> list[tuple[float, float, float, float]]:
        """Shares (left, right, top, foot) of the pane's glass between its bars."""
        n, m = self.bars[0] + 1, self.bars[1] + 1
        return [(i / n, (i + 1) / n, j / m, (j + 1) / m) for i in range(n) for j in range(m)]


def hang_view(
    s: Scenery,
    panes: Sequence[Pane],
    horizon: float | None = None,
    land: Callable[[Scenery, float], None] | None = None,
) -> None:
    """What the windows look out on, under the day's own sky: `land`, else sea, town or hills by the words."""
    low = max(p.y for p in panes)
    line = low - 0.3 * max(p.h for p in panes) if horizon is None else horizon
    s.opening = (
        min(p.x - p.w / 2 for p in panes) - MARGIN,
        min(p.y - p.h for p in panes) - MARGIN,
        max(p.x + p.w / 2 for p in panes) + MARGIN,
        low + MARGIN,
    )
    with s.outside(_sun_of(s, panes, line)):
        hang_sky(s, line)
        (land or _hang_land)(s, line)
        hang_glass(s, panes)
    s.open_sky = False
    share = 0.32 / len(panes) ** 0.5
    for pane in panes[:3]:
        s.flares.append(Glow(pane.x, pane.y - pane.h / 2, 0.6, 1.6 + pane.h * 0.6, FLARE, share))
        s.flares.append(Glow(pane.x, s.back + 0.6, 0.9, 1.4 + pane.w, FLARE, share, flat=0.36))


def _sun_of(s: Scenery, panes: Sequence[Pane], line: float) -> tuple[float, float]:
    """Sun or moon where a window shows it; the high sun of midday stands over them."""
    pane = panes[s.rng.randrange(len(panes))]
    x = pane.x + pane.w * s.rng.uniform(-0.22, 0.22)
    if s.light.night:
        return (x, pane.y - pane.h * 0.74)
    return (x, line - 0.35) if s.light.day.sun[1] > 2.5 else (x, pane.y - pane.h - 2.6)


def _hang_land(s: Scenery, y: float) -> None:
    wide = s.span * 1.3
    if s.says("sea|lighthouse|harbou?r|keeper|island|coast|beach|ship|galley|port|shore|fisher\\w*"):
        s.sheet(0.14, Cut(rect(-wide, y, wide * 2, 7), (70, 124, 132), head=1.1, foot=0.8))
        return
    far = ridge(s.rng, -wide, wide, y + 0.25, 0.8, 6.0)
    s.sheet(0.12, Cut(far, (104, 118, 104), head=1.1, foot=0.8), shadow=0.3)
    if s.says(
        "city|town|street|hotel|office|station|theat\\w+|hospital|ward|shop|school|flat|apartment|court\\w*|pub|bar"
    ):
        s.sheet(0.2, *_roofs(s, y + 0.75), shadow=0.4)
        return
    near = ridge(s.rng, -wide, wide, y + 0.75, 0.5, 4.0)
    trees = [_tree(s, s.rng.uniform(-1, 1) * s.half, y + 0.7, s.rng.uniform(0.7, 1.5)) for _ in range(11)]
    s.sheet(0.2, Cut(united(trees), (74, 92, 72), foot=0.8), Cut(near, (92, 112, 78), foot=0.7), shadow=0.4)


def _tree(s: Scenery, x: float, y: float, h: float) -> Any:
    if s.says("forest|woods?|mountain\\w*|hunt\\w*|cabin"):
        return polygon([(x, y - h * 1.5), (x + h * 0.32, y + 0.3), (x - h * 0.32, y + 0.3)])
    return united([rect(x - 0.05, y - h * 0.5, 0.1, h), oval(x, y - h * 0.7, h * 0.36, h * 0.42)])


def _roofs(s: Scenery, y: float) -> list[Cut]:
    """Gables of a town, some windows lit."""
    cuts, x, lamps = [], -s.span, s.light.day.lamps
    while x < s.span:
        w, h = s.rng.uniform(0.8, 1.5), s.rng.uniform(0.5, 1.5)
        front = polygon([(x, y + 2), (x, y - h), (x + w / 2, y - h - 0.5), (x + w, y - h), (x + w, y + 2)])
        cuts.append(Cut(front, s.rng.choice(((150, 124, 108), (120, 112, 116), (168, 140, 112))), foot=0.7))
        for u in (0.3, 0.7):
            on = s.rng.random() < 0.6 and lamps > 0.2
            tone = (255, 208, 120) if on else (70, 78, 88)
            pane = rect(x + w * u - 0.09, y - h + 0.25, 0.18, 0.28)
            cuts.append(Cut(pane, tone, lit=lamps if on else 0.0, rim=0.3))
        x += w
    return cuts


def hang_glass(s: Scenery, panes: Sequence[Pane]) -> None:
    """The glass itself: a reflection, drops that cling and run, snow on the ledge, breath of fog."""
    weather = s.light.weather
    cuts = [_gleam(pane) for pane in panes if pane.w < 6]
    if weather in (Weather.RAIN, Weather.STORM):
        cuts += [cut for pane in panes for cut in _drops(s, pane)]
        every = 3.7
        runs = [cut for pane in panes for cut in _runnels(s, pane, every)]
        s.sheet(WALL, *runs, shadow=0.0, drift=Drift(y=0.55 + 0.3 * s.light.air.wind, every=every))
    elif weather is Weather.SNOW:
        cuts += [_drift_on(s, pane) for pane in panes]
    elif weather is Weather.FOG:
        cuts += [Cut(p.hole, s.light.day.haze, lit=0.9, alpha=0.4, rim=0.0) for p in panes]
    s.sheet(WALL, *cuts, shadow=0.0)


def _gleam(pane: Pane) -> Cut:
    a, w, top = pane.x - pane.w / 2, pane.w, pane.y - pane.h
    slips = [
        polygon([(a + w * u, pane.y), (a + w * (u + 0.34), top), (a + w * (u + 0.34 + v), top), (a + w * (u + v),
        pane.y)]) for u, v in ((0.08, 0.14), (0.3, 0.05))
    ]  # fmt: skip
    path = skia.Op(united(slips), pane.hole, skia.PathOp.kIntersect_PathOp) or slips[0]
    return Cut(path, (226, 236, 240), lit=1.0, alpha=0.09, rim=0.0, head=1, foot=1)


def _drops(s: Scenery, pane: Pane) -> list[Cut]:
    tone = mix(s.light.day.horizon, (236, 244, 250), 0.6)
    drops = []
    for _ in range(int(9 + 5 * pane.w * pane.h**0.5)):
        r = s.rng.uniform(0.018, 0.045)
        x, y = pane.x + s.rng.uniform(-0.48, 0.48) * pane.w, pane.y - s.rng.uniform(0.03, 0.95) * pane.h
        drops.append(oval(x, y, r, r * s.rng.uniform(1.1, 1.7)))
    path = skia.Path()
    for drop in drops:
        path.addPath(drop)
    return [Cut(path, tone, lit=1.0, alpha=0.5, rim=0.0, head=1, foot=1)]


def _runnels(s: Scenery, pane: Pane, every: float) -> list[Cut]:
    """Drops that run down, each with the trace that it leaves."""
    tone = mix(s.light.day.horizon, (236, 244, 250), 0.6)
    cuts = []
    for _ in range(int(2 + 2.2 * pane.w)):
        x, y, h = pane.x + s.rng.uniform(-0.45, 0.45) * pane.w, s.rng.uniform(0, every), s.rng.uniform(0.3, 0.9)
        trace = polygon([(x - 0.012, y - h), (x + 0.012, y - h), (x + 0.026, y), (x - 0.026, y)])
        cuts += [
            Cut(trace, tone, lit=1.0, alpha=0.24, rim=0.0, head=1, foot=1),
            Cut(oval(x, y, 0.036, 0.06), tone, lit=1.0, alpha=0.62, rim=0.0, head=1, foot=1),
        ]
    return cuts


def _drift_on(s: Scenery, pane: Pane) -> Cut:
    """Snow that lies on the ledge outside, higher in the corners."""
    a, b, y = pane.x - pane.w / 2, pane.x + pane.w / 2, pane.y
    high = min(0.5, pane.h * 0.2)
    points = [(a, y - high), (a + pane.w * 0.3, y - high * 0.35), (pane.x, y - high * s.rng.uniform(0.2, 0.5))]
    points += [(b - pane.w * 0.25, y - high * 0.4), (b, y - high * 1.1), (b, y + 0.3), (a, y + 0.3)]
    return Cut(smooth([points[-1], *points]), (236, 240, 246), lit=0.25, head=1.05, foot=0.9)
