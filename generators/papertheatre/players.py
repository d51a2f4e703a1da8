"""The figures of a shot on the canvas: each puppet at its mark, its lantern's light, the shoulder in front."""

from __future__ import annotations

import math
from typing import Final

import skia

from generators.base import Framing, Shot
from generators.papertheatre.blocking import Mark
from generators.papertheatre.camera import View
from generators.papertheatre.colour import argb, mix, scaled
from generators.papertheatre.figures.joints import solved
from generators.papertheatre.figures.posture import MOVING, Posture, blended, posture_at, voice_at
from generators.papertheatre.figures.puppet import Puppeteer
from generators.papertheatre.figures.wardrobe import Person
from generators.papertheatre.lamps import ADD, Moment, glow_surface
from generators.papertheatre.light import flicker
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.shapes import oval, smooth, united

EASE_S: Final = 0.8  # how long figures take from where they were, after a steer
SEATED: Final = frozenset({"sit", "row", "read_sitting"})
LANTERN_RADIUS: Final = 1.35  # stage units


def head_of(mark: Mark, s: Scenery) -> tuple[float, float]:
    """The stage point of a figure's face at rest."""
    pose = posture_at(mark.kind, mark.temper, mark.person.seed, 0.0, (0.0, 0.0), 0.0)
    joints = solved(pose, mark.person)
    tall = s.tall * mark.size * mark.person.height
    x, y = joints.neck[0], joints.neck[1] - 0.07
    if pose.lie:
        x, y = y * 0.9, -0.1
    lift = (s.seated or 0.0) if mark.kind in SEATED else 0.0
    return (mark.x + x * tall * mark.facing, mark.floor - lift + y * tall)


Outline = list[tuple[float, float]]
# The back of somebody large in front: heads are half a unit high, (0, -0.72) is the middle of one.
_BACK: Outline = [
    (-0.62, 0.3), (-0.58, -0.12), (-0.4, -0.34), (-0.1, -0.46), (0.1, -0.46), (0.4, -0.34), (0.58, -0.12), (0.62, 0.3),
]  # fmt: skip
_NECK: Outline = [(-0.1, -0.62), (0.1, -0.62), (0.14, -0.42), (-0.14, -0.42)]
_CAP: Outline = [(-0.21, -0.76), (-0.23, -0.92), (-0.14, -1.01), (0.14, -1.01), (0.23, -0.92), (0.21, -0.76)]
_BRIM: Outline = [
    (-0.24, -0.78), (-0.2, -1.0), (0.0, -1.06), (0.2, -1.0), (0.24, -0.78), (0.34, -0.72), (0.0, -0.7), (-0.34, -0.72),
]  # fmt: skip
_LONG: Outline = [(-0.19, -0.88), (0.0, -0.97), (0.19, -0.88), (0.24, -0.5), (0.19, -0.3), (-0.19, -0.3), (-0.24, -0.5)]
_BRAID: Outline = [(-0.05, -0.6), (0.05, -0.6), (0.07, -0.3), (0.05, 0.1), (0.0, 0.2), (-0.05, 0.1), (-0.07, -0.3)]
_HAIR: dict[str, Outline] = {"long": _LONG, "curly": _LONG, "braid": _BRAID, "tail": _BRAID}


class PlayerStep:
    """Draws everybody at a moment."""

    def __init__(
        self, shot: Shot, s: Scenery, marks: tuple[Mark, ...], subject: Mark | None, view: View, fps: float
    ) -> None:
        self.shot, self.scenery, self.marks, self.subject, self.view, self.fps = shot, s, marks, subject, view, fps
        self._source = view.pixel(*s.light.source, 0.05 if not s.light.interior else 0.9)[0]
        self._lantern = None
        if any(m.prop == "lantern" for m in marks):
            radius = int(max(2, LANTERN_RADIUS * view.scale(1.0) / (0.5 + 0.5 * view.zoom)))
            dark = 0.35 + 0.35 * s.light.day.lamps
            strength = dark * s.light.finish.style.glow
            self._lantern = (
                radius,
                [glow_surface(radius, s.light.raw((255, 190, 104)), strength * (0.94 + 0.03 * k)) for k in range(5)],
            )
        self._other = next((m for m in marks if m is not subject), None)
        self._before: tuple[PlayerStep, int] | None = None

    def follow(self, before: PlayerStep, frame: int) -> None:
        """Everybody who was on the stage before, at its `frame`, moves on from there."""
        self._before = (before, frame)

    def stance(self, mark: Mark, frame: int) -> tuple[Posture, float, float]:
        """(posture, x, y) of a figure at a frame; x and y in stage units."""
        s, t = self.scenery, frame / self.fps
        dx = self.displaced(mark, t)
        lift = (s.seated or 0.0) if mark.kind in SEATED else 0.0
        voice = voice_at(mark.figure.loudness, frame, mark.figure.speaking, self.fps)
        stride = (dx * mark.facing) / (s.tall * mark.size * mark.person.height) if mark.kind in MOVING else 0.0
        pose = posture_at(mark.kind, mark.temper, mark.person.seed, t, voice, stride)
        return (pose, mark.x + dx, mark.floor - s.slope * dx - lift)

    def _eased(self, mark: Mark, frame: int) -> tuple[Posture, float, float]:
        """The stance, on its way from the one before a steer."""
        pose, x, y = self.stance(mark, frame)
        u = frame / (EASE_S * self.fps)
        if self._before is None or u >= 1:
            return (pose, x, y)
        players, start = self._before
        former = next((m for m in players.marks if m.figure.name == mark.figure.name), None)
        if former is None or former.facing != mark.facing:
            return (pose, x, y)
        old, old_x, old_y = players.stance(former, start + frame)
        share = u * u * (3 - 2 * u)
        return (blended(old, pose, share), old_x + (x - old_x) * share, old_y + (y - old_y) * share)

    def displaced(self, mark: Mark, t_s: float) -> float:
        """Stage units from the mark, to the right."""
        return mark.travel(t_s, self.shot.duration_s) * mark.facing

    def draw(self, moment: Moment) -> None:
        puppeteer = Puppeteer(moment.target.canvas, self.scenery.light)
        shoulder = self.shot.camera.framing is Framing.OVER_THE_SHOULDER
        for mark in self.marks:
            if not (shoulder and mark is self._other):
                self._draw_mark(puppeteer, mark, moment)

    def _draw_mark(self, puppeteer: Puppeteer, mark: Mark, moment: Moment) -> None:
        s, t = self.scenery, moment.t_s
        pose, x, y = self._eased(mark, moment.frame)
        bob = s.bob.at(moment.air_s) if s.bob is not None else (0.0, 0.0)
        feet = moment.shifted(x + bob[0], y + bob[1], 1.0)
        height = s.tall * mark.size * self.view.scale(1.0)
        seat = mark.kind == "sit" and s.seated is None
        hand = puppeteer.draw(
            mark.person, pose, feet, height, mark.facing, mark.frontal, self._source, mark.prop, seat, mark.dim, t
        )
        if mark.prop == "lantern":
            self._draw_lantern(hand, moment, mark.person.seed)

    def _draw_lantern(self, at: tuple[float, float], moment: Moment, seed: int) -> None:
        assert self._lantern is not None
        radius, sprites = self._lantern
        k = max(0, min(4, round((flicker(seed, moment.air_s) * 0.5 + 0.5) * 4)))
        moment.target.surface.blit(sprites[k][0], (round(at[0]) - radius, round(at[1]) - radius), special_flags=ADD)

    def draw_shoulder(self, moment: Moment) -> None:
        """Over the shoulder: somebody's dark back, large, at the edge, softly out of focus."""
        if self.shot.camera.framing is not Framing.OVER_THE_SHOULDER or self.subject is None:
            return
        v = self.view
        side = 1 if self.subject.facing >= 0 else -1
        h = v.height
        breath = math.sin(moment.t_s * 1.5) * 0.003 * h
        x = v.width * (0.5 + 0.39 * side) - moment.pose.x * v.scale(1.0) * 1.25
        y = h * 1.04 + breath - moment.pose.y * v.scale(1.0) * 1.2
        c = moment.target.canvas
        c.save()
        c.translate(x, y)
        c.scale(h * 0.54 * -side, h * 0.54)
        self._draw_back(c)
        c.restore()

    def _draw_back(self, c: object) -> None:
        """Papers of the one we look past, in their own colours, dimmed: coat, scarf, neck, hair or hat."""
        person = self._other.person if self._other is not None else Person(0)
        light = self.scenery.light
        hair = person.skin if person.hair == "bald" else person.hair_colour
        papers = [(smooth(_BACK), person.cloth), (smooth(_NECK), person.scarf or person.skin)]
        papers.append(
            (united([oval(0.0, -0.72, 0.175, 0.215), *(smooth(_HAIR[h]) for h in (person.hair,) if h in _HAIR)]), hair)
        )
        if person.hat:
            papers.append(
                (smooth(_CAP if person.hat in ("cap", "beanie", "hood", "kerchief") else _BRIM), person.hat_colour)
            )
        edge = mix(light.raw(light.warmth), light.finish.style.rim_colour, 0.4)
        rim = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, Color=argb(edge, 0.5 * light.finish.style.rim))
        rim.setStrokeWidth(0.008)
        soft = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 0.012)
        canvas: skia.Canvas = c
        for path, albedo in papers:
            dark = scaled(light.paper(albedo, 1.0), 0.6)
            canvas.drawPath(path, skia.Paint(AntiAlias=True, Color=argb(dark), MaskFilter=soft))
            canvas.drawPath(path, rim)
