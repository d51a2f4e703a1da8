"""Where everybody stands at a moment, and how: postures, ways and seats put together, from shot to shot."""

from __future__ import annotations

import copy
import math
from dataclasses import replace
from typing import Final, NamedTuple, Self

from generators.base import Shot
from generators.papertheatre.blocking import Mark
from generators.papertheatre.camera import View
from generators.papertheatre.figures.air import Air
from generators.papertheatre.figures.beasts.fish import HANGS
from generators.papertheatre.figures.beasts.kinds import BEASTS
from generators.papertheatre.figures.joints import solved
from generators.papertheatre.figures.performance import Way
from generators.papertheatre.figures.person import build_of
from generators.papertheatre.figures.posture import Posture, blended, posed
from generators.papertheatre.figures.voice import Voice
from generators.papertheatre.routes import Route
from generators.papertheatre.scenery import Scenery

EASE_S: Final = 0.8  # how long figures take from where they were, after a steer
WALK_AGAIN: Final = 0.35  # stage units from which on a figure walks to its new mark
LIFT_S: Final = 0.7  # how long it takes to lift somebody
ACROSS: Final = posed(
    lie=64, lean=2, bend=10, head=10, near=(34, 40), far=(24, 30), nleg=(88, 74, 20), fleg=(78, 80, 20)
)
LOWEST: Final = 0.5  # share of a grown height: no face is looked for lower, others stand about
SETTLED_S: Final = 3.0  # when a pose has come to rest
SITTING_S: Final = 1.0  # how long it takes onto a seat after a walk


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
    return (x, max(min(y, mark.floor - LOWEST * s.tall * mark.size), mark.floor - 1.6 * s.tall))


def _face(mark: Mark, s: Scenery, t_s: float) -> tuple[float, float]:
    tall = s.tall * mark.size * mark.person.height
    if mark.person.species:
        ahead, high = _beasts_face(mark.person.species)
        return (mark.x + ahead * tall * mark.facing, mark.floor - high * tall)
    pose = mark.part.at(t_s, way=Way(arrived_s=0.001) if mark.route else Way())
    joints = solved(pose, build_of(mark.person), mark.person.stoop)
    x, y = joints.neck[0], joints.neck[1] - 0.07
    if pose.lie:
        a = math.radians(-pose.lie)
        x, y = x * math.cos(a) - y * math.sin(a), x * math.sin(a) + y * math.cos(a)
    lift = raised(mark, s, joints.hip[1] * tall)
    if mark.doing.gait == "ladder" and mark.route is not None:  # halfway up
        lift += abs(mark.route.end) / 2
    return (mark.x + x * tall * mark.facing, mark.floor - lift + y * tall)


def _beasts_face(species: str) -> tuple[float, float]:
    """How far ahead and how high an animal's face is, in its own heights."""
    plan = BEASTS[species].plan
    return (
        (0.7, HANGS.get(species, HANGS["fish"]))
        if plan == "fish"
        else (0.9, 1.2)
        if plan == "quadruped"
        else (0.5, 0.85)
    )


def raised(mark: Mark, s: Scenery, hip: float) -> float:
    """How far somebody who sits is above the floor so that hips and seat meet; `hip` < 0 in stage units."""
    if s.seated is not None and mark.doing.stance in ("sit", "row", "perch"):
        return s.seated
    if mark.seat is not None and mark.doing.stance == "lie":
        return mark.seat.height
    if mark.seat is None or mark.doing.stance not in ("sit", "perch"):
        return 0.0
    return mark.seat.height + hip + 0.13


def _what(mark: Mark) -> tuple[object, ...]:
    """What somebody does, and where: the same in two shots, it goes on from one to the other."""
    return (mark.figure.name, mark.doing, mark.prop, mark.x, mark.facing)


class Company:
    """Everybody in a shot; the same at the same frame, whoever asks."""

    def __init__(self, shot: Shot, s: Scenery, marks: tuple[Mark, ...], view: View, fps: float) -> None:
        self.shot, self.scenery, self.marks, self.view, self.fps = shot, s, marks, view, fps
        self._voices = [Voice(m.figure.loudness, m.figure.speaking, fps, m.person.seed) for m in marks]
        self._before: tuple[Company, int] | None = None
        self._walks: dict[str, Route] = {}  # to a new mark, after a steer
        self.lead = 0  # frames that everybody has been doing this, before the shot

    def follow(self, before: Company, frame: int) -> None:
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

    def alone(self) -> Self:
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
            if mark.borne:
                return self._borne(number, frame)
            return self._placed(mark, pose, mark.x, float(mark.facing), tall)
        way = Way(route.gone(t) / tall, route.pace(t), self._rise(route), route.arrive_s)
        if mark.doing.gait == "ladder" and route is mark.route:
            return self._on_ladder(mark, mark.part.at(t, sound, way), route.x(t))
        part = mark.part
        if route is not mark.route:
            part = replace(part, doing=replace(part.doing, travel="cross", gait="walk", before=""))
        x = route.x(t)
        seated = max(0.0, min(1.0, (t - route.arrive_s) / SITTING_S))
        return self._placed(mark, part.at(t, sound, way), x, route.facing(t, self._rest(mark)), tall, seated)

    def _rest(self, mark: Mark) -> int:
        """The way a figure looks when its walk is over; who has left keeps going."""
        if mark.route is not None and mark.doing.travel in ("leave", "climb"):
            return mark.route.direction
        return mark.facing

    def _rise(self, route: Route) -> float:
        return self.scenery.slope * route.direction * (-1 if route.backwards else 1)

    def _placed(self, mark: Mark, pose: Posture, x: float, facing: float, tall: float, seated: float = 1.0) -> Stand:
        """On the floor, or `seated` of the way up on a seat."""
        s = self.scenery
        lift = 0.0
        if mark.doing.stance in ("sit", "perch", "row", "lie"):
            hip = solved(pose, build_of(mark.person), mark.person.stoop).hip[1] * tall
            lift = raised(mark, s, hip) * seated
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

    def stand(self, number: int, frame: int) -> Stand:
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
