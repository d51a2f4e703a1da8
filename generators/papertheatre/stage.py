"""One shot on the stage: its set (built once, kept in a bounded store), its puppets, weather, camera.

Every frame is a pure function of (shot, frame index): nothing is remembered from frame to frame.
"""

from __future__ import annotations

import hashlib
import math
from collections import OrderedDict
from dataclasses import dataclass
from random import Random
from typing import Any, Final

import pygame

from generators.base import Framing, Shot, Weather
from generators.papertheatre.blocking import Mark, marks_of
from generators.papertheatre.camera import Pose, View, pose_at, view_of
from generators.papertheatre.colour import mix
from generators.papertheatre.drift import DriftStep
from generators.papertheatre.heaven import bleed
from generators.papertheatre.lamps import BeamStep, GlowStep, LightningStep, Moment, StarStep, Step
from generators.papertheatre.light import light_of
from generators.papertheatre.looks import Finish, finish_of
from generators.papertheatre.paper import PREMULTIPLIED, Drawing, Layer, rastered
from generators.papertheatre.players import PlayerStep, head_of
from generators.papertheatre.props import place_props
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.sets import BUILDERS
from generators.papertheatre.weather import WeatherSheets, fog_sheet
from generators.papertheatre.words import inside, kind_of_setting, things_of

STORE_BYTES: Final = 40 << 20
SCENERIES_KEPT: Final = 12
FOG_BANKS: Final = ((0.23, 0.5, 0.62), (0.6, 0.62, 0.6), (0.92, 0.72, 0.5), (1.3, 0.82, 0.42))  # depth, y, opacity


class LayerStep:
    """Neighbouring sheets, blitted together."""

    def __init__(self, layers: list[Layer]) -> None:
        self.layers = layers

    @property
    def size_bytes(self) -> int:
        return sum(layer.size_bytes for layer in self.layers)

    def draw(self, moment: Moment) -> None:
        p, t = moment.pose, moment.air_s
        for layer in self.layers:
            place = layer.place(p.x, p.y, p.push, t)
            flags = 0 if layer.opaque else PREMULTIPLIED
            moment.target.surface.blit(layer.surface, place, special_flags=flags)


class FogStep:
    """A bank of fog that wanders to and fro between the sheets."""

    def __init__(self, surface: pygame.Surface, y: int, reach: int, period_s: float, phase: float) -> None:
        self.surface, self.y, self.reach, self.period_s, self.phase = surface, y, reach, period_s, phase
        self.size_bytes = surface.get_width() * surface.get_height() * 4

    def draw(self, moment: Moment) -> None:
        swing = math.sin(2 * math.pi * moment.air_s / self.period_s + self.phase)
        x = (moment.view.width - self.surface.get_width()) / 2 + self.reach * swing
        moment.target.surface.blit(self.surface, (round(x), self.y), special_flags=PREMULTIPLIED)


@dataclass
class BuiltSet:
    """A set as this view sees it: what is drawn before and after the figures."""

    behind: list[Step]
    before: list[Step]
    size_bytes: int


class SetStore:
    """Built sets, least recently used first out, never more than `limit` bytes together with the newest."""

    def __init__(self, limit: int = STORE_BYTES) -> None:
        self.limit = limit
        self.sets: OrderedDict[tuple[Any, ...], BuiltSet] = OrderedDict()
        self.sceneries: OrderedDict[tuple[Any, ...], Scenery] = OrderedDict()

    @property
    def size_bytes(self) -> int:
        return sum(built.size_bytes for built in self.sets.values())

    def get(self, key: tuple[Any, ...]) -> BuiltSet | None:
        if key in self.sets:
            self.sets.move_to_end(key)
        return self.sets.get(key)

    def put(self, key: tuple[Any, ...], built: BuiltSet) -> None:
        self.sets[key] = built
        while len(self.sets) > 1 and self.size_bytes > self.limit:
            self.sets.popitem(last=False)

    def scenery(self, key: tuple[Any, ...]) -> Scenery | None:
        if key in self.sceneries:
            self.sceneries.move_to_end(key)
        return self.sceneries.get(key)

    def keep(self, key: tuple[Any, ...], scenery: Scenery) -> None:
        self.sceneries[key] = scenery
        while len(self.sceneries) > SCENERIES_KEPT:
            self.sceneries.popitem(last=False)


def scenery_key(shot: Shot, size: tuple[int, int], finish: Finish) -> tuple[Any, ...]:
    """Equal for shots that play in the same set: place, time, weather, look and the things that stand in it."""
    s = shot.setting
    kind = kind_of_setting(s, shot.prompt)
    return (
        kind,
        s.interior,
        s.place,
        s.description,
        s.time,
        s.weather,
        s.mood,
        s.props,
        things_of(shot),
        size,
        finish.key,
    )


def scenery_of(shot: Shot, key: tuple[Any, ...], size: tuple[int, int], finish: Finish) -> Scenery:
    """The set in its paper form; the same place is the same sheets in every shot."""
    s, kind = shot.setting, str(key[0])
    seed = int.from_bytes(hashlib.blake2b(f"{kind}|{s.place}|{s.description}".encode(), digest_size=8).digest())
    half = View(*size).half
    indoors = inside(kind)
    seen = () if indoors else (*s.props, *things_of(shot))  # a thing that is named never rebuilds the room around it
    words = " ".join((s.place, s.description, s.mood, *seen)).lower()[:3000]
    room, day = (light_of(s, finish, half, within) for within in (indoors, False))
    made = Scenery(Random(seed), half, room, day, words, seed)
    BUILDERS[kind](made)
    place_props(made, tuple(t for t in things_of(shot) if t not in made.props), indoors)
    return made


class Stage:
    """A shot, ready to be drawn. `size` is the canvas in pixels."""

    def __init__(self, shot: Shot, size: tuple[int, int], fps: float, store: SetStore) -> None:
        self.shot, self.fps = shot, fps
        finish = finish_of(shot.look)
        self.finish = finish
        self.key = scenery_key(shot, size, finish)
        scenery = store.scenery(self.key)
        if scenery is None:
            scenery = scenery_of(shot, self.key, size, finish)
            store.keep(self.key, scenery)
        self.scenery = scenery
        self.marks = marks_of(shot, scenery)
        self.subject = _subject(shot, self.marks)
        self.view = _view(shot, size, scenery, self.marks, self.subject)
        self.weather = WeatherSheets(shot.setting.weather, scenery.light, self.view, scenery.seed)
        self.built = self._built(store)
        self.players = PlayerStep(shot, scenery, self.marks, self.subject, self.view, fps)

    def _built(self, store: SetStore) -> BuiltSet:
        key = (*self.key, self.view)
        built = store.get(key)
        if built is None:
            built = built_set(self.scenery, self.view, self.weather)
            store.put(key, built)
        return built

    def pose(self, frame: int) -> Pose:
        """The camera at a frame; it goes along with a subject that walks."""
        t = frame / self.fps
        base = pose_at(self.shot.camera.move, t, self.shot.duration_s, self.view.zoom)
        if self.subject is None or self.shot.camera.framing is Framing.WIDE:
            return base
        follow = max(-0.5, min(0.5, self.players.displaced(self.subject, t) * 0.8))
        return Pose(base.x + follow, base.y, base.push, base.roll)

    def draw(self, target: Drawing, frame: int, pose: Pose, since_s: float = 0.0) -> None:
        """Draw a frame on the whole canvas, without push and roll; `since_s`: how long the set was on before."""
        t_s = frame / self.fps
        moment = Moment(target, self.view, t_s, frame, pose, t_s + since_s)
        for step in self.built.behind:
            step.draw(moment)
        self.players.draw(moment)
        for step in self.built.before:
            step.draw(moment)
        if self.scenery.open_sky:
            self.weather.draw(moment)
        self.players.draw_shoulder(moment)


def _subject(shot: Shot, marks: tuple[Mark, ...]) -> Mark | None:
    """Whom the framing is about: the named one, else whoever speaks, else the first."""
    wanted = shot.camera.subject.strip().lower()
    named = [m for m in marks if m.figure.name.strip().lower() == wanted] if wanted else []
    speaking = [m for m in marks if m.figure.speaking]
    first = [m for m in marks if shot.cast and m.figure is shot.cast[0]]
    return next(iter(named or speaking or first or list(marks)), None)


def _view(shot: Shot, size: tuple[int, int], s: Scenery, marks: tuple[Mark, ...], subject: Mark | None) -> View:
    head = None
    if subject is not None:
        x, y = head_of(subject, s)
        head = (round(x * 4) / 4, round(y * 4) / 4)
        if shot.camera.framing is Framing.MEDIUM:
            head = (_between(subject, marks), head[1])
        elif shot.camera.framing is Framing.CLOSE:
            head = (head[0] + subject.facing * 0.25, head[1])
        elif shot.camera.framing is Framing.OVER_THE_SHOULDER:
            head = (head[0] - subject.facing * -0.6, head[1])
    return view_of(size, shot.camera.framing, shot.camera.angle, head)


def _between(subject: Mark, marks: tuple[Mark, ...]) -> float:
    """A medium picture leaves room for the nearest other, when there is one within reach."""
    near = min((m.x for m in marks if m is not subject), key=lambda x: abs(x - subject.x), default=subject.x)
    share = 0.4 if abs(near - subject.x) < 5.5 else 0.0
    return round((subject.x + (near - subject.x) * share) * 4) / 4


def built_set(s: Scenery, view: View, weather: WeatherSheets) -> BuiltSet:
    """Cut every sheet of a scenery for a view and put lamps, stars and fog between them by depth."""
    steps: list[tuple[float, int, Step]] = []
    for order, sheet in enumerate([*s.sheets, *s.front]):
        if not sheet.close and view.zoom > 1.2:
            continue
        light = s.daylight if sheet.outside else s.light
        if sheet.drift is not None:
            steps.append((_turn(order, s), 0, DriftStep(sheet, view, light)))
            continue
        layer = rastered(sheet, view, light)
        if layer is not None:
            steps.append((_turn(order, s), 0, LayerStep([layer])))
    spilt = bleed(s.light) if s.open_sky else None
    for glow in [*s.glows, *([spilt] if spilt is not None else [])]:
        turn = _after(glow.depth if glow.after is None else glow.after, s)
        steps.append((turn, 1, GlowStep(glow, s.light, view)))
    steps += [(_after(beam.depth, s), 2, BeamStep(beam, s.light, view)) for beam in s.beams]
    steps += _sky_steps(s, view, weather)
    if not s.open_sky:
        steps.append((_after(0.23, s), 5, weather))
    steps.sort(key=lambda item: item[:2])
    middle = len(s.sheets)
    behind: list[Step] = [step for turn, _, step in steps if turn < middle]
    before: list[Step] = [step for turn, _, step in steps if turn >= middle]
    total = sum(int(getattr(step, "size_bytes", 0)) for _, _, step in steps)
    return BuiltSet(behind, before, total)


def _turn(order: int, s: Scenery) -> float:
    """A sheet's place in the drawing order; figures come at len(s.sheets)."""
    return float(order) if order < len(s.sheets) else order + 0.5


def _after(depth: float, s: Scenery) -> float:
    """Just after the last sheet behind the figures that hangs at `depth` or further."""
    orders = [i for i, sheet in enumerate(s.sheets) if sheet.depth <= depth + 1e-6]
    if depth > 1.0:
        return len(s.sheets) + len(s.front) + 1.0
    return (max(orders) if orders else 0) + 0.4


def _sky_steps(s: Scenery, view: View, weather: WeatherSheets) -> list[tuple[float, int, Step]]:
    steps: list[tuple[float, int, Step]] = []
    if s.stars > 0.05:
        steps.append((0.2, 0, StarStep(s.light, s.stars, s.horizon, s.seed)))
    if weather.weather is Weather.STORM:
        steps.append((_after(0.3 if s.open_sky else 0.23, s), 3, LightningStep(weather.lightning, (190, 205, 255))))
    if weather.weather is Weather.FOG:
        tone = s.light.raw(mix(s.light.day.haze, s.light.day.horizon, 0.4))
        for k, (depth, y, alpha) in enumerate(FOG_BANKS if s.open_sky else FOG_BANKS[:1]):
            width, height = int(view.width * 1.35), int(view.height * (0.34 + 0.08 * k))
            bank = fog_sheet(width, height, tone, alpha, s.seed + k)
            step = FogStep(bank, int(view.height * y - height / 2), int(view.width * 0.13), 46 - 7 * k, k * 1.7)
            steps.append((_after(depth, s), 4, step))
    return steps
