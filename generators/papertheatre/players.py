"""The figures of a shot on the canvas: each puppet where it is at the moment, its light, the shoulder in front."""

from __future__ import annotations

import copy
import functools
import math
from collections.abc import Callable, Mapping, Set
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from generators.base import Framing, Shot
from generators.papertheatre.blocking import Mark
from generators.papertheatre.camera import Pose, View
from generators.papertheatre.drawing import drawing
from generators.papertheatre.figures.air import Air
from generators.papertheatre.figures.beasts.draw import draw_beast
from generators.papertheatre.figures.beasts.habits import habit_of
from generators.papertheatre.figures.beasts.kinds import BEASTS
from generators.papertheatre.figures.body import draw_person
from generators.papertheatre.figures.furniture import draw_ladder
from generators.papertheatre.figures.holdings import LIGHTS
from generators.papertheatre.figures.joints import solved
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.figures.performance import Way
from generators.papertheatre.figures.person import build_of
from generators.papertheatre.figures.posture import Posture, blended, posed
from generators.papertheatre.figures.puppet import Puppeteer, Sprite
from generators.papertheatre.figures.shoulder import draw_shoulder
from generators.papertheatre.figures.voice import Voice
from generators.papertheatre.lamps import ADD, Moment, glow_surface
from generators.papertheatre.light import flicker
from generators.papertheatre.limelight import Limelight
from generators.papertheatre.routes import Route
from generators.papertheatre.scenery import Scenery

EASE_S: Final = 0.8  # how long figures take from where they were, after a steer
MEET_S: Final = 1.4  # how long figures take to their marks in another set
WALK_AGAIN: Final = 0.35  # stage units from which on a figure walks to its new mark
LANTERN_RADIUS: Final = 1.35  # stage units
THINNEST: Final = 0.16  # a puppet that turns is never thinner than this
CROWD: Final = 9  # figures from which on the rows behind are cut anew only
CROWD_STEP: Final = 5  # every few frames, each in its turn
LIFT_S: Final = 0.7  # how long it takes to lift somebody
ACROSS: Final = posed(
    lie=64, lean=2, bend=10, head=10, near=(34, 40), far=(24, 30), nleg=(88, 74, 20), fleg=(78, 80, 20)
)
SETTLED_S: Final = 3.0  # when a pose has come to rest


Spot = tuple[tuple[float, float], float]  # pixels: the point between a figure's feet, its height


class Stand(NamedTuple):
    """Where a figure is at a moment, and how."""

    pose: Posture
    x: float  # stage units
    y: float
    facing: float  # -1..1, between the two while it turns


def head_of(mark: Mark, s: Scenery) -> tuple[float, float]:
    """The stage point that a picture of this figure is about: its face, halfway between now and when it has settled."""
    points = [_face(mark, s, t) for t in (0.0, SETTLED_S)]
    x, y = (sum(p[k] for p in points) / 2 for k in (0, 1))
    return (x, max(min(y, mark.floor - 0.34 * s.tall * mark.size), mark.floor - 1.6 * s.tall))


def _face(mark: Mark, s: Scenery, t_s: float) -> tuple[float, float]:
    tall = s.tall * mark.size * mark.person.height
    if mark.person.species:
        ahead, high = (0.9, 1.2) if BEASTS[mark.person.species].plan == "quadruped" else (0.5, 0.85)
        return (mark.x + ahead * tall * mark.facing, mark.floor - high * tall)
    pose = mark.part.at(t_s, way=Way(arrived_s=0.001) if mark.route else Way())
    joints = solved(pose, build_of(mark.person), mark.person.stoop)
    x, y = joints.neck[0], joints.neck[1] - 0.07
    if pose.lie:
        a = math.radians(-pose.lie)
        x, y = x * math.cos(a) - y * math.sin(a), x * math.sin(a) + y * math.cos(a)
    lift = _raised(mark, s, joints.hip[1] * tall)
    return (mark.x + x * tall * mark.facing, mark.floor - lift + y * tall)


def _raised(mark: Mark, s: Scenery, hip: float) -> float:
    """How far somebody who sits is above the floor so that hips and seat meet; `hip` < 0 in stage units."""
    if s.seated is not None and mark.doing.stance in ("sit", "row", "perch"):
        return s.seated
    if mark.seat is not None and mark.doing.stance == "lie":
        return mark.seat.height
    if mark.seat is None or mark.doing.stance not in ("sit", "perch"):
        return 0.0
    return mark.seat.height + hip + 0.13


class PlayerStep:
    """Draws everybody at a moment."""

    def __init__(
        self, shot: Shot, s: Scenery, marks: tuple[Mark, ...], subject: Mark | None, view: View, fps: float
    ) -> None:
        self.shot, self.scenery, self.marks, self.subject, self.view, self.fps = shot, s, marks, subject, view, fps
        self._source = view.pixel(*s.light.source, 0.05 if not s.light.interior else 0.9)[0]
        self._voices = [Voice(m.figure.loudness, m.figure.speaking, fps, m.person.seed) for m in marks]
        self._lantern: tuple[int, list[tuple[Any, Any]]] | None = None
        if any(m.prop in LIGHTS for m in marks):
            self._lantern = _lantern_glow(s, view)
        self._other = next((m for m in marks if m is not subject), None)
        self._before: tuple[PlayerStep, int] | None = None
        self._walks: dict[str, Route] = {}  # to a new mark, after a steer
        self._crowd: dict[int, tuple[int, Sprite | None]] = {}  # back rows as they were cut last
        self.lead = 0  # frames that everybody has been doing this, before the shot

    @functools.cached_property
    def _puppeteer(self) -> Puppeteer:
        height = self.scenery.tall * self.view.scale(1.0)
        made = Puppeteer(self.scenery.light, (self.view.width, self.view.height), height)
        made.limelight = Limelight(self.scenery, self.view)
        return made

    def follow(self, before: PlayerStep, frame: int) -> None:
        """Everybody who was on the stage before, at its `frame`, moves on from there."""
        if [_what(m) for m in self.marks] == [_what(m) for m in before.marks]:
            self.lead, self._walks = before.lead + frame, before._walks
            self.marks = tuple(replace(m, route=b.route) for m, b in zip(self.marks, before.marks, strict=True))
            return
        self._before = (before.alone(), frame)
        for number, mark in enumerate(self.marks):
            k = next((k for k, m in enumerate(before.marks) if m.figure.name == mark.figure.name), None)
            if k is None or mark.route is not None:
                continue
            old, new = before.stance(k, frame), self.stance(number, 0)
            if abs(old.x - new.x) > WALK_AGAIN and not mark.person.species and not mark.borne:
                speed = 0.55 * self.scenery.tall * mark.size
                self._walks[mark.figure.name] = Route(old.x, new.x, 0.0, max(0.6, abs(old.x - new.x) / speed))

    def meet(self, before: PlayerStep, frame: int) -> None:
        """As `follow`, in another set: who was on the stage before goes from there to the new mark."""
        self._before = (before.alone(), frame)
        t_s = frame / before.fps
        there = before.places(Moment(drawing(1, 1), before.view, t_s, frame, Pose(), t_s), self.names)
        for number, mark in enumerate(self.marks):
            spot = there.get(mark.figure.name)
            if spot is None or mark.route is not None or mark.person.species or mark.borne:
                continue
            x, new = self.view.point(*spot[0], 1.0)[0], self.stance(number, 0)
            if abs(x - new.x) > WALK_AGAIN:
                self._walks[mark.figure.name] = Route(x, new.x, 0.0, MEET_S)

    def alone(self) -> PlayerStep:
        """The same without what was before it: a shot keeps the one before alive, not all of them."""
        made = copy.copy(self)
        made._before = None
        return made

    @property
    def names(self) -> frozenset[str]:
        return frozenset(mark.figure.name for mark in self.marks)

    # -- where and how -----------------------------------------------------------------------------------------------

    def stance(self, number: int, frame: int) -> Stand:
        """How the figure `number` stands at a frame of this shot, without regard to what was before."""
        mark, t = self.marks[number], (frame + self.lead) / self.fps
        s = self.scenery
        tall = s.tall * mark.size * mark.person.height
        route = self._walks.get(mark.figure.name, mark.route)
        sound = self._voices[number].at(frame)
        if route is None:
            pose = mark.part.at(t, sound)
            return (
                self._borne(number, frame) if mark.borne else self._placed(mark, pose, mark.x, float(mark.facing), tall)
            )
        way = Way(route.gone(t) / tall, route.pace(t), self._rise(route), route.arrive_s)
        if mark.doing.gait == "ladder" and route is mark.route:
            return self._on_ladder(mark, mark.part.at(t, sound, way), route.x(t))
        part = mark.part
        if route is not mark.route:
            part = replace(part, doing=replace(part.doing, travel="cross", gait="walk", before=""))
        x = route.x(t)
        return self._placed(mark, part.at(t, sound, way), x, route.facing(t, self._rest(mark)), tall)

    def _rest(self, mark: Mark) -> int:
        """The way a figure looks when its walk is over; who has left keeps going."""
        if mark.route is not None and mark.doing.travel in ("leave", "climb"):
            return mark.route.direction
        return mark.facing

    def _rise(self, route: Route) -> float:
        return self.scenery.slope * route.direction * (-1 if route.backwards else 1)

    def _placed(self, mark: Mark, pose: Posture, x: float, facing: float, tall: float) -> Stand:
        s = self.scenery
        lift = 0.0
        if mark.doing.stance in ("sit", "perch", "row", "lie"):
            hip = solved(pose, build_of(mark.person), mark.person.stoop).hip[1] * tall
            lift = _raised(mark, s, hip)
        return Stand(pose, x, mark.floor + s.slope * (mark.x - x) - lift, facing)

    def _on_ladder(self, mark: Mark, pose: Posture, gone: float) -> Stand:
        end = mark.route.end if mark.route is not None else 0.0
        return Stand(pose, mark.x, mark.floor - (gone if end >= 0 else gone - end), float(mark.facing))

    def _borne(self, number: int, frame: int) -> Stand:
        """Somebody who is carried: as they were until the other has come, then lifted across the arms."""
        mark = self.marks[number]
        k = next((k for k, m in enumerate(self.marks) if m.figure.name == mark.partner and not m.borne), None)
        t = (frame + self.lead) / self.fps
        tall = self.scenery.tall * mark.size * mark.person.height
        before = self._placed(mark, mark.part.at(t, self._voices[number].at(frame)), mark.x, float(mark.facing), tall)
        route = self.marks[k].route if k is not None else None
        share = (t - (route.arrive_s if route is not None else 0.0)) / LIFT_S
        if k is None or share <= 0:
            return before
        share = min(1.0, share)
        share = share * share * (3 - 2 * share)
        bearer, arms = self.stance(k, frame), self.scenery.tall * self.marks[k].size * self.marks[k].person.height
        pose = blended(before.pose, ACROSS, share)
        facing = -1.0 if bearer.facing > 0 else 1.0
        hip = solved(pose, build_of(mark.person)).hip[1] * tall
        a = math.radians(pose.lie)
        x, y = bearer.x - facing * 0.22 * arms, bearer.y - 0.52 * arms
        at = (x - facing * math.sin(a) * hip, y - math.cos(a) * hip)
        return Stand(pose, before.x + (at[0] - before.x) * share, before.y + (at[1] - before.y) * share, facing)

    def _eased(self, number: int, frame: int) -> Stand:
        """The stance, on its way from the one before a steer."""
        now = self.stance(number, frame)
        u = frame / (EASE_S * self.fps)
        if self._before is None or u >= 1:
            return now
        players, start = self._before
        name = self.marks[number].figure.name
        k = next((k for k, m in enumerate(players.marks) if m.figure.name == name), None)
        if k is None:
            return now
        old = players.stance(k, start + frame)
        share = u * u * (3 - 2 * u)
        keeps = name in self._walks
        x = now.x if keeps else old.x + (now.x - old.x) * share
        facing = old.facing + (now.facing - old.facing) * min(1.0, share * 2)
        return Stand(blended(old.pose, now.pose, share), x, old.y + (now.y - old.y) * share, facing)

    def displaced(self, mark: Mark, t_s: float) -> float:
        """Stage units from the mark, to the right."""
        if mark.route is None or mark.doing.gait == "ladder":
            return 0.0
        return mark.route.x(t_s + self.lead / self.fps) - mark.x

    # -- drawing -----------------------------------------------------------------------------------------------------

    def draw(self, moment: Moment) -> None:
        self.draw_some(moment, self.names)

    def draw_some(
        self,
        moment: Moment,
        names: Set[str],
        away: float = 0.0,
        places: Mapping[str, Spot] = MappingProxyType({}),
        share: float = 1.0,
    ) -> None:
        """Draw those of these names, `away` of the way on a rail into the nearer wing, `share` of it from `places`."""
        shoulder = self.shot.camera.framing is Framing.OVER_THE_SHOULDER
        for number, mark in enumerate(self.marks):
            if mark.figure.name not in names or (shoulder and mark is self._other):
                continue
            stand = self._eased(number, moment.frame)
            feet, unit = self._spot(mark, stand, moment)
            if away:
                side = -1 if feet[0] < self.view.width / 2 else 1
                off = (self.view.width if side > 0 else 0) + side * 0.7 * unit
                feet = (feet[0] + (off - feet[0]) * away, feet[1])
            if mark.figure.name in places and share < 1:
                (x, y), size = places[mark.figure.name]
                across = feet[0] if mark.figure.name in self._walks else x + (feet[0] - x) * share
                feet, unit = (across, y + (feet[1] - y) * share), size + (unit - size) * share
            self._draw_mark(number, mark, moment, stand, feet, unit)

    def places(self, moment: Moment, names: Set[str]) -> dict[str, Spot]:
        """Where those of these names are at a moment: the pixel between their feet, pixels in their height."""
        return {
            mark.figure.name: self._spot(mark, self._eased(number, moment.frame), moment)
            for number, mark in enumerate(self.marks)
            if mark.figure.name in names
        }

    def _spot(self, mark: Mark, stand: Stand, moment: Moment) -> Spot:
        s = self.scenery
        bob = s.bob.at(moment.air_s) if s.bob is not None else (0.0, 0.0)
        feet = moment.shifted(stand.x + bob[0], stand.y + bob[1], 1.0)
        return (feet, s.tall * mark.size * self.view.scale(1.0) * mark.person.height)

    def _draw_mark(
        self, number: int, mark: Mark, moment: Moment, stand: Stand, feet: tuple[float, float], unit: float
    ) -> None:
        s = self.scenery
        margin = unit * 1.6
        if not (
            -margin < feet[0] < self.view.width + margin and -0.2 * unit < feet[1] < self.view.height + margin * 1.2
        ):
            return
        if mark.doing.travel == "climb" and mark.doing.gait == "ladder":
            self._draw_ladder(mark, moment, unit)
        if self._in_the_crowd(mark, moment, feet, unit):
            self._draw_from_crowd(number, mark, moment, feet, unit)
            return
        facing = stand.facing
        if abs(facing) < THINNEST:
            facing = THINNEST if facing >= 0 else -THINNEST
        cut = self._cut(number, stand, moment.frame, self._air(number, stand, moment.t_s, moment.air_s))
        ghost = mark.person.nature == "ghost"
        floats = ghost or s.seated is not None or mark.borne or abs(stand.pose.lie) > 40
        grounded = 0.0 if floats else max(0.0, 1 - 4 * stand.pose.lift)
        hand = self._puppeteer.show(
            moment.target, feet, unit, facing, self._source, cut, mark.dim, 0.62 if ghost else 1.0, grounded
        )
        if mark.prop in LIGHTS:
            self._draw_lantern(hand, moment, mark.person.seed)

    def _cut(self, number: int, stand: Stand, frame: int, air: Air) -> Callable[[Pen], tuple[float, float]]:
        """What cuts the papers of a figure as it stands at a frame."""
        mark, person = self.marks[number], self.marks[number].person
        if person.species:
            t = (frame + self.lead) / self.fps
            habit = habit_of(mark.part, t, self._way(number, t), self._voices[number].at(frame))
            return lambda pen: draw_beast(pen, person, habit, air)
        stool = mark.doing.stance == "sit" and mark.seat is None and self.scenery.seated is None and not mark.borne
        seat = 1.0 if stool else 0.0
        return lambda pen: draw_person(pen, person, stand.pose, air, mark.frontal, mark.prop, seat)

    def _in_the_crowd(self, mark: Mark, moment: Moment, feet: tuple[float, float], unit: float) -> bool:
        """Whether somebody stands so far back in a crowd that a new posture every few frames will do."""
        plain = mark.route is None and not mark.figure.speaking and not mark.borne and not mark.doing.lies
        settled = self._before is None or moment.frame > EASE_S * self.fps
        inside = 0.7 * unit < feet[0] < self.view.width - 0.7 * unit and 1.4 * unit < feet[1] < self.view.height
        return len(self.marks) >= CROWD and mark.size < 1 and plain and settled and inside

    def _draw_from_crowd(self, number: int, mark: Mark, moment: Moment, feet: tuple[float, float], unit: float) -> None:
        tick = (moment.frame + number) // CROWD_STEP
        kept = self._crowd.get(number)
        if kept is None or kept[0] != tick:
            frame = max(0, tick * CROWD_STEP - number)
            stand = self.stance(number, frame)
            late = (moment.frame - frame) / self.fps
            air = self._air(number, stand, moment.t_s - late, moment.air_s - late)
            cut = self._cut(number, stand, frame, air)
            made = self._puppeteer.sprite(feet, unit, mark.facing, self._source, cut, mark.dim)
            kept = self._crowd[number] = (tick, made)
        if kept[1] is not None:
            hand = self._puppeteer.show_again(moment.target, kept[1], feet, unit, self._source >= feet[0])
            if mark.prop in LIGHTS:
                self._draw_lantern(hand, moment, mark.person.seed)

    def _draw_ladder(self, mark: Mark, moment: Moment, unit: float) -> None:
        feet = moment.shifted(mark.x, mark.floor, 1.0)
        climbed = abs(mark.route.end) if mark.route is not None else 0.0
        high = 1.25 + climbed / (self.scenery.tall * mark.size * mark.person.height)
        self._puppeteer.show(
            moment.target, feet, unit, mark.facing, self._source, lambda pen: draw_ladder(pen, high), mark.dim
        )

    def _way(self, number: int, t_s: float) -> Way:
        mark = self.marks[number]
        if mark.route is None:
            return Way()
        tall = self.scenery.tall * mark.size
        r = mark.route
        return Way(r.gone(t_s) / tall, r.pace(t_s), self._rise(r), r.arrive_s)

    def _air(self, number: int, stand: Stand, t_s: float, air_s: float) -> Air:
        """Wind and one's own speed, as they blow on this puppet."""
        mark, light = self.marks[number], self.scenery.light
        wind = 0.0 if light.interior or not self.scenery.open_sky else light.air.wind
        blow = -wind * 0.75 * (1 if stand.facing >= 0 else -1) + 0.12 * wind
        route = self._walks.get(mark.figure.name, mark.route)
        if route is not None and mark.doing.gait != "ladder":
            t = max(0.0, t_s + self.lead / self.fps - 0.16)
            blow += 0.2 * route.speed(t) * (-1 if route.backwards else 1)
        phase = (mark.person.seed % 628) / 100
        return Air(air_s, blow, min(1.0, 0.12 + wind * 0.9 + 0.1 * abs(blow)), phase, stand.pose.lie)

    def _draw_lantern(self, at: tuple[float, float], moment: Moment, seed: int) -> None:
        assert self._lantern is not None
        radius, sprites = self._lantern
        k = max(0, min(4, round((flicker(seed, moment.air_s) * 0.5 + 0.5) * 4)))
        moment.target.surface.blit(sprites[k][0], (round(at[0]) - radius, round(at[1]) - radius), special_flags=ADD)

    def draw_shoulder(self, moment: Moment) -> None:
        """Over the shoulder: somebody's dark back, large, at the edge, softly out of focus."""
        if self.shot.camera.framing is not Framing.OVER_THE_SHOULDER or self.subject is None:
            return
        person = self._other.person if self._other is not None else None
        side = 1 if self.subject.facing >= 0 else -1
        draw_shoulder(moment, self.scenery.light, person, side)


def _what(mark: Mark) -> tuple[object, ...]:
    """What somebody does, and where: the same in two shots, it goes on from one to the other."""
    return (mark.figure.name, mark.doing, mark.prop, mark.x, mark.facing)


def _lantern_glow(s: Scenery, view: View) -> tuple[int, list[tuple[Any, Any]]]:
    """(radius in pixels, five brightnesses) of the light that is carried."""
    radius = int(max(2, LANTERN_RADIUS * view.scale(1.0) / (0.5 + 0.5 * view.zoom)))
    strength = (0.35 + 0.35 * s.light.day.lamps) * s.light.finish.style.glow
    tone = s.light.raw((255, 190, 104))
    return (radius, [glow_surface(radius, tone, strength * (0.94 + 0.03 * k)) for k in range(5)])
