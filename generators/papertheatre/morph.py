"""Changes without a cut: one set travels away while the next comes in, or the lens goes from one framing to another.

Both are pure functions of (the old shot and its frame, the new shot, the frame).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from generators.papertheatre.camera import Pose, View
from generators.papertheatre.drawing import Drawing
from generators.papertheatre.lamps import Moment, Step
from generators.papertheatre.paper import Layer

if TYPE_CHECKING:
    from generators.papertheatre.context import Context
    from generators.papertheatre.stage import Stage

MORPH_S: Final = 1.6
ZOOM_S: Final = 1.3
OUT: Final = (0.0, 0.3, 0.4)  # when the furthest sheet leaves, how much later the nearest does, how long each takes
IN: Final = (0.2, 0.34, 0.46)  # the same of those that come; shares of the change
LIGHTS_OUT: Final = (0.05, 0.4)  # when lamps, rain and the like fade
LIGHTS_IN: Final = (0.58, 1.0)
SKY: Final = (0.08, 0.72)
RAILS: Final = (0.0, 0.6, 0.4, 1.0)  # when figures go off (from, to) and come on (from, to)
DARK: Final = (14, 12, 15)  # the house behind the sets
BAND: Final = 0.8  # what is wider than this share of the picture goes up or down; the rest goes into the wings


def eased(u: float) -> float:
    u = min(1.0, max(0.0, u))
    return u * u * (3 - 2 * u)


def between(u: float, start: float, end: float) -> float:
    """0 before `start`, 1 after `end`."""
    return min(1.0, max(0.0, (u - start) / (end - start)))


def _layer_of(step: Step) -> Layer | None:
    """The sheet that a step moves; None: it is light, or weather."""
    layers: list[Layer] = getattr(step, "layers", [])
    made: Layer | None = layers[0] if layers else getattr(step, "layer", None)
    return made


def _is_sky(step: Step) -> bool:
    layer = _layer_of(step)
    return layer is not None and layer.opaque


def way_out(layer: Layer, view: View) -> tuple[int, int]:
    """Pixels by which a sheet leaves the picture: flown up, sunk through the floor, or slid into the nearer wing."""
    w, h = layer.surface.get_size()
    margin = round(0.06 * view.height)
    if w > BAND * view.width:
        hangs = layer.y <= 0.05 * view.height and layer.y + h < 0.97 * view.height
        return (0, -max(0, layer.y + h) - margin if hangs else view.height - layer.y + margin)
    if layer.x + w / 2 < view.width / 2:
        return (-(layer.x + w + margin), 0)
    return (view.width - layer.x + margin, 0)


@dataclass(frozen=True)
class SetChange:
    """One set gives way to another, sheet by sheet, the furthest first; who stays on the stage goes to a new mark."""

    old: Context
    new: Stage
    passed: int = 0  # frames of the change before this shot

    @property
    def frames(self) -> int:
        """How many frames of this shot are still part of the change."""
        return max(0, math.ceil(MORPH_S * self.new.fps) - self.passed)

    def resumed(self, frame: int, new: Stage) -> SetChange | None:
        """The same change in a shot that follows at `frame`; None when it is over by then."""
        return replace(self, new=new, passed=self.passed + frame) if frame < self.frames else None

    def draw(self, target: Drawing, frame: int, pose: Pose) -> Pose:
        """Both sets on one canvas; `pose` is the new shot's. Returns the pose that the picture is pushed in by."""
        u = (frame + self.passed) / (MORPH_S * self.new.fps)
        old_frame = self.old.frame + self.passed + frame
        old_pose = self.old.pose(old_frame)
        going = self._moment(target, self.old.stage, old_frame, old_pose, self.old.since_s)
        coming = self._moment(target, self.new, frame, pose, self.passed / self.new.fps)
        old_set, new_set = self.old.stage.built, self.new.built
        target.surface.fill(DARK)
        for moment, step in self._mixed(going, old_set.behind, coming, new_set.behind, u):
            step.draw(moment)
        self._draw_figures(going, coming, u)
        for moment, step in self._mixed(going, old_set.before, coming, new_set.before, u):
            step.draw(moment)
        return replace(pose, push=old_pose.push + (pose.push - old_pose.push) * eased(u))

    def _moment(self, target: Drawing, stage: Stage, frame: int, pose: Pose, since_s: float) -> Moment:
        t_s = frame / stage.fps
        return Moment(target, stage.view, t_s, frame, pose, t_s + since_s)

    def _mixed(
        self, going: Moment, old: list[Step], coming: Moment, new: list[Step], u: float
    ) -> Iterator[tuple[Moment, Step]]:
        """The steps of both sets, furthest first, each with what the change does to it."""
        turns = [(k / max(1, len(old)), 0, step) for k, step in enumerate(old)]
        turns += [((k + 0.5) / max(1, len(new)), 1, step) for k, step in enumerate(new)]
        for share, side, step in sorted(turns, key=lambda turn: turn[:2]):
            start, later, takes = IN if side else OUT
            gone = between(u, start + later * share, start + later * share + takes)
            away = (1 - gone) ** 3 if side else gone**2
            if away < 1 or (side == 0 and _is_sky(step)):  # the old sky stays until the new set has closed over it
                moment = coming if side else going
                yield self._changed(moment, step, away, u, bool(side)), step

    def _changed(self, moment: Moment, step: Step, away: float, u: float, comes: bool) -> Moment:
        layer = _layer_of(step)
        if layer is None:
            moment.travel, moment.light = (0, 0), between(u, *LIGHTS_IN) if comes else 1 - between(u, *LIGHTS_OUT)
        elif layer.opaque:
            moment.travel, moment.light = (0, 0), eased(between(u, *SKY)) if comes else 1.0
        else:
            dx, dy = way_out(layer, moment.view)
            moment.travel, moment.light = (round(dx * away), round(dy * away)), 1.0
        return moment

    def _draw_figures(self, going: Moment, coming: Moment, u: float) -> None:
        """Who leaves is drawn off on a rail, who comes is drawn on; who stays goes from the old place to the new."""
        for moment in (going, coming):
            moment.travel, moment.light = (0, 0), 1.0
        off, on = between(u, *RAILS[:2]), between(u, *RAILS[2:])
        stay = self.old.stage.players.names & self.new.players.names
        self.old.stage.players.draw_some(going, self.old.stage.players.names - stay, off**2)
        places = self.old.stage.players.places(going, stay)
        self.new.players.draw_some(coming, self.new.players.names - stay, (1 - on) ** 3)
        self.new.players.draw_some(coming, stay, 0.0, places, eased(between(u, 0.05, 0.85)))
        if u > 0.6:
            self.new.players.draw_shoulder(coming)


@dataclass(frozen=True)
class Lens:
    """How a canvas is shown: enlarged by `scale`, moved by (x, y) pixels, at `alpha`, its edges `soft` or not."""

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0
    alpha: float = 1.0
    soft: bool = False


@dataclass(frozen=True)
class Zoom:
    """The same set in another framing: the lens goes from one to the other, the pictures dissolve on the way."""

    old: Context
    new: Stage
    passed: int = 0

    @property
    def frames(self) -> int:
        return max(0, math.ceil(ZOOM_S * self.new.fps) - self.passed)

    def resumed(self, frame: int, new: Stage) -> Zoom | None:
        return replace(self, new=new, passed=self.passed + frame) if frame < self.frames else None

    def lenses(self, frame: int) -> list[tuple[bool, Lens]]:
        """(whether it is the new one, its lens) of both pictures, the lower one first."""
        u = eased((frame + self.passed) / (ZOOM_S * self.new.fps))
        a, b = self.old.stage.view, self.new.view
        ratio = b.scale(1.0) / a.scale(1.0)
        old = self._lens(a, b, ratio**u, ratio, u)
        new = self._lens(b, a, ratio ** (u - 1), 1 / ratio, 1 - u)
        if ratio > 1:  # the wider picture lies below
            return [(False, old), (True, replace(new, alpha=between(u, 0.5, 0.96), soft=True))]
        return [(True, new), (False, replace(old, alpha=1 - between(u, 0.04, 0.5), soft=True))]

    @staticmethod
    def _lens(a: View, b: View, scale: float, whole: float, u: float) -> Lens:
        """The lens over a picture of view `a`, a share `u` of the way to view `b`, which is `whole` times as close."""
        ax, ay = a.origin(1.0)
        bx, by = b.origin(1.0)
        share = (scale - 1) / (whole - 1) if abs(whole - 1) > 0.02 else u
        return Lens(scale, (bx - whole * ax) * share, (by - whole * ay) * share)
