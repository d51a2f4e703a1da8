"""What is in the air of a set: dust in the light, embers over fires, leaves, bubbles and their like, by set or word.

Every mote is a pure function of time; a kind is at most a hundred points, drawn in a few batches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import skia

from generators.base import Weather
from generators.papertheatre.camera import View
from generators.papertheatre.caustics import CausticStep
from generators.papertheatre.colour import RGB, argb
from generators.papertheatre.fog import FogStep
from generators.papertheatre.lamps import ADD, Moment, Step, glow_surface
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.swarms import MOVES, Air, Swarm

FIRE: Final = 0.115  # lamps that flicker more than this are fires
SPRITES: Final = 5  # brightnesses of a firefly
KINDS: Final = frozenset({*MOVES, "caustics", "mist"})
SPARSE: Final = 0.36  # share of the leaves that fall on a calm day, where nobody speaks of them
MIST: Final = (0.62, 0.7, 0.3, 0.42, 0.12)  # a thin bank of fog over water
NEAR, FAR = 1.15, 0.8  # depths of the motes before and behind the figures
# kind -> (words that bring it, whether it makes sense here)
WORDS: Final[dict[str, tuple[str, Callable[[Scenery], bool]]]] = {
    "dust": (
        "dust\\w*|attics?|old|ruins?|ruined|barns?|librar\\w+|churchs?|church|chapel|archive|abandoned|cellar|museum",
        lambda s: s.light.interior and s.light.day.lamps < 0.6,
    ),
    "embers": (
        "fires?|campfire|bonfire|hearth|fireplace|forge|torch\\w*|embers|burning",
        lambda s: bool(_fires(s)),
    ),
    "sparks": ("sparks|smith\\w*|anvil|weld\\w+|grind\\w*|foundry", lambda _: True),
    "leaves": ("autumn\\w*|fall leaves|october|november|falling leaves|windy|leaves", lambda s: _outdoors(s)),
    "petals": ("blossoms?|cherry|petals|orchard|spring", lambda s: _outdoors(s) and s.light.weather is Weather.CLEAR),
    "fireflies": (
        "summer|firefl\\w+|glow ?worms?|meadow|garden|jungle|swamp|enchanted|fairy|magic\\w*",
        lambda s: _outdoors(s) and s.light.night and s.light.weather is Weather.CLEAR,
    ),
    "pollen": (
        "summer|spring|meadow|garden|fields?|pollen|glade|clearing|forest|woods?",
        lambda s: _outdoors(s) and not s.light.night and s.light.weather is Weather.CLEAR,
    ),
    "spray": (
        "sea|ocean|waves|reef|harbou?r|deck|ship|boat|pier|beach|coast|cliffs?|lighthouse",
        lambda s: _outdoors(s) and s.light.weather is Weather.STORM,
    ),
}
NEEDS: Final[dict[str, Callable[[Scenery], bool]]] = {  # what a set asks for is left out where it cannot be
    "embers": lambda s: bool(_fires(s)),
    "fireflies": lambda s: s.light.night and s.light.weather is Weather.CLEAR,
    "pollen": lambda s: not s.light.night and s.light.weather is not Weather.STORM,
    "spray": lambda s: s.light.weather is Weather.STORM,
}


def motes_of(s: Scenery) -> list[str]:
    """The kinds in this set's air: those that its builder wished for, and those that its words speak of."""
    spoken = {kind for kind, (words, fits) in WORDS.items() if fits(s) and s.says(words)}
    wished = {kind for kind in s.motes if kind not in NEEDS or NEEDS[kind](s)}
    return sorted((spoken | wished) & KINDS)


def mote_steps(s: Scenery, view: View) -> Iterator[tuple[float, Step]]:
    """(depth after whose sheets it comes, step) of everything in the air."""
    for kind in motes_of(s):
        if kind == "caustics":
            yield 1.0, CausticStep(s, view)
            continue
        if kind == "mist":
            yield MIST[0], FogStep(MIST, s.daylight.raw(s.daylight.day.haze), view, s.seed)
            continue
        for depth, part in ((FAR, 0), (NEAR, 1)):
            yield depth, MoteStep(kind, s, view, depth, part)


def _fires(s: Scenery) -> list[tuple[float, float]]:
    return [(g.x, g.y) for g in s.glows if g.flicker > FIRE]


def _outdoors(s: Scenery) -> bool:
    return s.open_sky and not s.light.interior


@dataclass(frozen=True)
class Field:
    """The part of the stage that a view can show at one depth: left, top, width, height in stage units."""

    left: float
    top: float
    width: float
    height: float


def field_of(view: View, depth: float) -> Field:
    left, top = view.point(-0.1 * view.width, -0.1 * view.height, depth)
    right, foot = view.point(1.1 * view.width, 1.1 * view.height, depth)
    return Field(left, top, right - left, foot - top)


class MoteStep:
    """Half of a kind's motes: those before the figures, or those behind."""

    size_bytes = 0

    def __init__(self, kind: str, s: Scenery, view: View, depth: float, part: int) -> None:
        swarm = MOVES[kind]
        rng = np.random.default_rng((s.seed * 31 + part + sum(map(ord, kind))) & 0xFFFFFFFF)
        self.swarm: Swarm = swarm
        self.view, self.depth = view, depth
        plenty = SPARSE if kind == "leaves" and s.light.air.wind < 0.4 and not s.says(WORDS[kind][0]) else 1.0
        self.seeds = rng.random((max(1, round(swarm.count * plenty / 2)), 6))
        source = s.light.source if s.light.interior else view.point(*view.pixel(*s.light.source, 0.05), depth)
        field = field_of(view, depth)
        self.air = Air(
            (field.left, field.top, field.width, field.height), source, s.floor, s.light.air.wind, tuple(_fires(s))
        )
        self.tones = [s.light.raw(tone) if swarm.shines else s.light.paper(tone, 0.9) for tone in swarm.tones]
        self.size = swarm.size * view.scale(depth) / view.zoom**0.65
        self.sprites = self._sprites(self.tones[0]) if swarm.shape == "glow" else []

    def _sprites(self, tone: RGB) -> list[Any]:
        radius = max(3, round(self.size))
        return [glow_surface(radius, tone, 0.9 * (k + 1) / SPRITES) for k in range(SPRITES)]

    def draw(self, moment: Moment) -> None:
        x, y, alpha, turn = self.swarm.move(self.seeds, moment.air_s, self.air)
        x, y = moment.shifted(x, y, self.depth)
        alpha = alpha * moment.light
        seen = (alpha > 0.02) & (x > -60) & (x < self.view.width + 60) & (y > -60) & (y < self.view.height + 60)
        getattr(self, f"_draw_{self.swarm.shape}")(moment, np.stack([x, y, alpha, turn], 1)[seen])

    def _groups(self, motes: Any) -> Iterator[tuple[Any, int]]:
        """Motes that are drawn in one stroke, with their colour: by tone and by three strengths."""
        if not len(motes):
            return
        strength = np.minimum(2, (motes[:, 2] * 3).astype(int))
        tone = np.arange(len(motes)) % len(self.tones)
        for t, colour in enumerate(self.tones):
            for k in range(3):
                group = motes[(strength == k) & (tone == t)]
                if len(group):
                    yield group, argb(colour, self.swarm.alpha * (k + 0.7) / 2.7)

    def _draw_point(self, moment: Moment, motes: Any) -> None:
        paint = skia.Paint(AntiAlias=True, StrokeCap=skia.Paint.kRound_Cap)
        paint.setStrokeWidth(max(1.0, self.size))
        if self.swarm.shines:
            paint.setBlendMode(skia.BlendMode.kPlus)
        for group, colour in self._groups(motes):
            paint.setColor(colour)
            points = [skia.Point(x, y) for x, y in group[:, :2].tolist()]
            moment.target.canvas.drawPoints(skia.Canvas.PointMode.kPoints_PointMode, points, paint)

    def _draw_streak(self, moment: Moment, motes: Any) -> None:
        """Short lines along the way that each goes: `turn` is its direction in radians."""
        paint = skia.Paint(AntiAlias=True, StrokeCap=skia.Paint.kRound_Cap, BlendMode=skia.BlendMode.kPlus)
        paint.setStrokeWidth(max(1.0, self.size * 0.3))
        for group, colour in self._groups(motes):
            paint.setColor(colour)
            ends: list[Any] = []
            for x, y, _, turn in group.tolist():
                dx, dy = np.cos(turn) * self.size * 2.2, np.sin(turn) * self.size * 2.2
                ends += [skia.Point(x, y), skia.Point(x - dx, y - dy)]
            moment.target.canvas.drawPoints(skia.Canvas.PointMode.kLines_PointMode, ends, paint)

    def _draw_leaf(self, moment: Moment, motes: Any) -> None:
        """A leaf that turns over: its width comes and goes."""
        paint = skia.Paint(AntiAlias=True)
        leaf = self.swarm.path
        for group, colour in self._groups(motes):
            paint.setColor(colour)
            whole = skia.Path()
            for k, (x, y, _, turn) in enumerate(group.tolist()):
                m = skia.Matrix()
                m.setTranslate(x, y)
                m.preRotate(np.degrees(turn) % 360)
                size = self.size * (0.7 + 0.6 * (k * 0.37 % 1.0))
                m.preScale(size, size * (0.25 + 0.75 * abs(np.cos(turn * 1.7))))
                whole.addPath(leaf, m)
            moment.target.canvas.drawPath(whole, paint)

    def _draw_ring(self, moment: Moment, motes: Any) -> None:
        """Bubbles: a thin ring and the light in it."""
        ring = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style)
        ring.setStrokeWidth(max(0.8, 0.1 * self.size))
        shine = skia.Paint(AntiAlias=True)
        for group, colour in self._groups(motes):
            rings, shines = skia.Path(), skia.Path()
            for x, y, _, turn in group.tolist():
                r = self.size * (0.35 + 0.65 * turn)
                rings.addCircle(x, y, r)
                shines.addCircle(x - r * 0.35, y - r * 0.4, r * 0.2)
            ring.setColor(colour)
            shine.setColor(colour)
            moment.target.canvas.drawPath(rings, ring)
            moment.target.canvas.drawPath(shines, shine)

    def _draw_glow(self, moment: Moment, motes: Any) -> None:
        radius = max(3, round(self.size))
        target = moment.target.surface
        for x, y, alpha, _ in motes.tolist():
            sprite = self.sprites[min(SPRITES - 1, int(alpha * SPRITES))][0]
            target.blit(sprite, (round(x) - radius, round(y) - radius), special_flags=ADD)
