"""The figures of a shot on the canvas: each puppet where it is at the moment, its light, the shoulder in front."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Set
from types import MappingProxyType
from typing import Any, Final

from generators.base import Framing, Shot
from generators.papertheatre.blocking import Mark
from generators.papertheatre.camera import Pose, View
from generators.papertheatre.drawing import drawing
from generators.papertheatre.figures.air import Air
from generators.papertheatre.figures.beasts.draw import draw_beast
from generators.papertheatre.figures.beasts.habits import habit_of
from generators.papertheatre.figures.body import draw_person
from generators.papertheatre.figures.furniture import draw_ladder
from generators.papertheatre.figures.holdings import LIGHTS
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.figures.puppet import Puppeteer, Sprite
from generators.papertheatre.figures.shoulder import draw_shoulder
from generators.papertheatre.lamps import ADD, Moment, glow_surface
from generators.papertheatre.light import flicker
from generators.papertheatre.limelight import Limelight
from generators.papertheatre.routes import Route
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.standing import EASE_S, WALK_AGAIN, Company, Stand

MEET_S: Final = 1.4  # how long figures take to their marks in another set
LANTERN_RADIUS: Final = 1.35  # stage units
THINNEST: Final = 0.16  # a puppet that turns is never thinner than this
DOORWAY_S: Final = 0.5  # how long one is half in the dark of a door
CROWD: Final = 9  # figures from which on the rows behind are cut anew only
CROWD_STEP: Final = 5  # every few frames, each in its turn


Spot = tuple[tuple[float, float], float]  # pixels: the point between a figure's feet, its height


class PlayerStep(Company):
    """Draws everybody at a moment."""

    def __init__(
        self, shot: Shot, s: Scenery, marks: tuple[Mark, ...], subject: Mark | None, view: View, fps: float
    ) -> None:
        super().__init__(shot, s, marks, view, fps)
        self.subject = subject
        self._source = view.pixel(*s.light.source, 0.05 if not s.light.interior else 0.9)[0]
        self._lantern: tuple[int, list[tuple[Any, Any]]] | None = None
        if any(m.prop in LIGHTS for m in marks):
            self._lantern = _lantern_glow(s, view)
        self._other = next((m for m in marks if m is not subject), None)
        self._crowd: dict[int, tuple[int, Sprite | None]] = {}  # back rows as they were cut last

    @functools.cached_property
    def _puppeteer(self) -> Puppeteer:
        height = self.scenery.tall * self.view.scale(1.0)
        made = Puppeteer(self.scenery.light, (self.view.width, self.view.height), height)
        made.limelight = Limelight(self.scenery, self.view)
        return made

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
            stand = self.stand(number, moment.frame)
            feet, unit = self.spot(mark, stand, moment)
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
            mark.figure.name: self.spot(mark, self.stand(number, moment.frame), moment)
            for number, mark in enumerate(self.marks)
            if mark.figure.name in names
        }

    def spot(self, mark: Mark, stand: Stand, moment: Moment) -> Spot:
        """The pixel between a figure's feet, pixels in its height; the camera's push is not in them."""
        s = self.scenery
        bob = s.bob.at(moment.air_s) if s.bob is not None else (0.0, 0.0)
        feet = moment.shifted(stand.x + bob[0], stand.y + bob[1], 1.0)
        return (feet, s.tall * mark.size * self.view.scale(1.0) * self.view.stature * mark.person.height)

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
        facing /= self.view.stature
        cut = self._cut(number, stand, moment.frame, self._air(number, stand, moment.t_s, moment.air_s))
        ghost = mark.person.nature == "ghost"
        alpha = (0.62 if ghost else 1.0) * self._in_the_doorway(mark, moment.t_s + self.lead / self.fps)
        if alpha < 0.02:
            return
        floats = ghost or s.seated is not None or mark.borne or abs(stand.pose.lie) > 40
        grounded = 0.0 if floats else max(0.0, 1 - 4 * stand.pose.lift)
        hand = self._puppeteer.show(
            moment.target, feet, unit, facing, self._source, cut, mark.dim, alpha, grounded * alpha
        )
        if mark.prop in LIGHTS:
            self._draw_lantern(hand, moment, mark.person.seed)

    def _in_the_doorway(self, mark: Mark, t_s: float) -> float:
        """How much is seen of somebody who steps out of the dark of a door, or into it: 0..1."""
        if not mark.by_door or mark.route is None:
            return 1.0
        left = mark.route.arrive_s - t_s if mark.doing.travel == "leave" else t_s - mark.route.begin_s
        return max(0.0, min(1.0, left / DOORWAY_S))

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
            made = self._puppeteer.sprite(feet, unit, mark.facing / self.view.stature, self._source, cut, mark.dim)
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


def _lantern_glow(s: Scenery, view: View) -> tuple[int, list[tuple[Any, Any]]]:
    """(radius in pixels, five brightnesses) of the light that is carried."""
    radius = int(max(2, LANTERN_RADIUS * view.scale(1.0) / (0.5 + 0.5 * view.zoom)))
    strength = (0.35 + 0.35 * s.light.day.lamps) * s.light.finish.style.glow
    tone = s.light.raw((255, 190, 104))
    return (radius, [glow_surface(radius, tone, strength * (0.94 + 0.03 * k)) for k in range(5)])
