"""Where the camera stands and how it travels: every sheet is scaled and shifted by its depth, and that is the parallax.

Stage units: the stage is 9 high, y runs down from 0 to 9, x runs right from the middle.
Depth 0 is the sky, 1 where the figures stand.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from generators.base import Angle, Framing, Move

HEIGHT: Final = 9.0  # stage units
TRAVEL: Final = 1.35  # the furthest a move goes at the figures' depth, stage units
SHARP: Final = 0.14  # sheets that are nearer than this to the figures are in focus
APERTURE: Final = 0.052  # stage units of blur a depth unit away from the figures, for each step of zoom
NEAR_BLUR: Final = 0.03  # what is close before the lens is never quite sharp
MARGIN: Final = 1.022  # every picture is drawn this much too large, so that a trembling hand shows no edge


@dataclass(frozen=True)
class View:
    """One framing of the stage on a canvas of `width` x `height` pixels."""

    width: int
    height: int
    x: float = 0.0  # the point of the figures' plane in the middle of the picture
    y: float = HEIGHT / 2
    zoom: float = 1.0
    tilt: float = 0.0  # stage units that far sheets are shifted by: > 0 looks up, < 0 looks down

    @property
    def unit(self) -> float:
        """Pixels in a stage unit at zoom 1."""
        return max(self.height / HEIGHT, self.width / 24.0)

    @property
    def half(self) -> float:
        """Half the stage's width that a wide picture shows, in stage units."""
        return self.width / self.unit / 2

    def scale(self, depth: float) -> float:
        """Pixels per stage unit at `depth`."""
        near = max(0.22, 0.22 + 0.78 * depth) if depth <= 1 else 1 + (depth - 1) * 0.5
        return self.unit * (1 + (self.zoom - 1) * near)

    @property
    def stature(self) -> float:
        """How tall people look for their width: from above they are foreshortened, from below they tower."""
        return 1 + (0.05 if self.tilt > 0 else 0.08) * self.tilt

    def blur(self, depth: float) -> float:
        """Pixels (sigma) that a sheet is out of focus by: long lenses have a short depth of field."""
        away = abs(depth - 1) - SHARP
        if away <= 0:
            return 0.0
        wide_open = APERTURE * max(0.0, self.zoom - 1.25) ** 0.8
        return float(self.unit * away * (wide_open if depth < 1 else 1.7 * wide_open + NEAR_BLUR))

    def drift(self, depth: float) -> float:
        """How far a sheet follows the camera: 0 at infinity, 1 at the figures."""
        return 0.10 + 0.90 * depth if depth <= 1 else 1 + (depth - 1) * 0.9

    def origin(self, depth: float) -> tuple[float, float]:
        """The pixel of the stage's point (0, 0) at `depth`."""
        s, d = self.scale(depth), self.drift(depth)
        middle = HEIGHT / 2 + (self.y - HEIGHT / 2) * d - self.tilt * (1 - depth)
        return (self.width / 2 - s * self.x * d, self.height / 2 - s * middle)

    def pixel(self, x: float, y: float, depth: float) -> tuple[float, float]:
        ox, oy = self.origin(depth)
        s = self.scale(depth)
        return (ox + s * x, oy + s * y)

    def point(self, px: float, py: float, depth: float) -> tuple[float, float]:
        """The stage's point at `depth` that shows at a pixel."""
        ox, oy = self.origin(depth)
        s = self.scale(depth)
        return ((px - ox) / s, (py - oy) / s)


@dataclass(frozen=True)
class Pose:
    """The camera's travel at one moment."""

    x: float = 0.0  # stage units at the figures' depth, right
    y: float = 0.0  # down
    push: float = 1.0  # zoom on top of the framing's

    def towards(self, other: Pose, share: float) -> Pose:
        """This pose at share 0, `other` at 1."""
        return Pose(
            self.x + (other.x - self.x) * share,
            self.y + (other.y - self.y) * share,
            self.push + (other.push - self.push) * share,
        )


# (x, y, push) at the start and at the end of a move
PATHS: Final[dict[Move, tuple[tuple[float, float, float], tuple[float, float, float]]]] = {
    Move.STATIC: ((0, 0, 1.0), (0, 0, 1.012)),
    Move.PAN_LEFT: ((0.95, 0, 1.03), (-0.76, 0, 1.03)),
    Move.PAN_RIGHT: ((-0.95, 0, 1.03), (0.76, 0, 1.03)),
    Move.TILT_UP: ((0, 0.62, 1.04), (0, -0.68, 1.04)),
    Move.TILT_DOWN: ((0, -0.75, 1.04), (0, 0.5, 1.04)),
    Move.PUSH_IN: ((0, 0, 1.0), (0, 0.3, 1.24)),
    Move.PULL_OUT: ((0, 0.3, 1.26), (0, 0, 1.02)),
    Move.CRANE: ((-0.4, 0.72, 1.12), (0.4, -0.68, 1.0)),
    Move.HANDHELD: ((0, 0, 1.04), (0.1, 0, 1.06)),
}
CRANK: Final = 0.007  # how much the hand's turning can be felt in a move
REST: Final = ((0.16, 0.11), (0.06, 0.083), (0.009, 0.061))  # of x, y and push: how far, radians per second


def progress(t_s: float, duration_s: float) -> float:
    """0..1 over the duration like a hand on a crank, then on and on, ever more slowly, never still before 1.2."""
    u = max(0.0, t_s) / max(0.5, duration_s)
    if u <= 1:
        smooth = u * u * (3 - 2 * u)
        turns = max(1, round(duration_s * 0.8))
        return 0.76 * smooth + 0.24 * u + CRANK / turns * (1 - math.cos(2 * math.pi * turns * u))
    return 1 + 0.2 * (1 - math.exp(-(u - 1) * 1.2))


def calm(zoom: float) -> float:
    """How much of a move a lens shows: long lenses travel less."""
    return 1 / (0.5 + 0.5 * zoom)


def resting(t_s: float, duration_s: float) -> tuple[float, float, float]:
    """(x, y, push) of the slow drift that a shot lives on when its move is over; it comes in gently, and stays."""
    over = max(0.0, t_s - max(0.5, duration_s))
    share = 1 - math.exp(-over * over / 60)
    (x, wx), (y, wy), (push, wp) = REST
    return (
        x * share * math.sin(wx * over),
        y * share * math.sin(wy * over + 0.6),
        push * share * (1 - math.cos(wp * over)),
    )


def pose_at(move: Move, t_s: float, duration_s: float, zoom: float) -> Pose:
    """Where the camera is `t_s` after the shot began; a pure function. Long lenses travel less."""
    start, end = PATHS[move]
    u = progress(t_s, duration_s)
    x, y, push = (a + (b - a) * u for a, b in zip(start, end, strict=True))
    share = calm(zoom)
    breath = 0.035 if move is not Move.HANDHELD else 0.0
    x += breath * math.sin(t_s * 0.37)
    y += breath * 0.6 * math.sin(t_s * 0.29 + 1.0)
    push += 0.006 * (1 - math.cos(t_s * 0.23))
    rest = resting(t_s, duration_s)
    x, y, push = x + rest[0], y + rest[1], push + rest[2]
    if move is Move.HANDHELD:
        x += 0.1 * (math.sin(t_s * 1.9) + 0.5 * math.sin(t_s * 4.3 + 1.0) + 0.22 * math.sin(t_s * 9.7))
        y += 0.075 * (math.sin(t_s * 2.3 + 0.4) + 0.5 * math.sin(t_s * 5.1) + 0.25 * math.sin(t_s * 11.3))
        push += 0.008 * math.sin(t_s * 0.9)
    return Pose(x * share, y * share, max(1.0, push))


ZOOMS: Final[dict[Framing, float]] = {
    Framing.WIDE: 1.0,
    Framing.MEDIUM: 2.15,
    Framing.CLOSE: 5.2,
    Framing.OVER_THE_SHOULDER: 2.7,
}
TILTS: Final[dict[Angle, float]] = {Angle.EYE: 0.0, Angle.LOW: 1.25, Angle.HIGH: -1.25}
WIDES: Final[dict[Angle, tuple[float, float]]] = {  # (zoom, y): from below people are large, from above small
    Angle.EYE: (1.0, HEIGHT / 2),
    Angle.LOW: (1.16, HEIGHT / 2 + 0.62),
    Angle.HIGH: (1.0, HEIGHT / 2 + 0.12),
}
FOOTING: Final = 0.62  # stage units of floor under the feet, the most that a close framing shows


ROOMS: Final[dict[Framing, float]] = {  # half the width, in stage units, that even a tall narrow picture shows
    Framing.WIDE: 0.0,
    Framing.MEDIUM: 1.25,
    Framing.CLOSE: 0.72,
    Framing.OVER_THE_SHOULDER: 1.25,
}
AHEAD: Final = {Framing.CLOSE: 0.16, Framing.OVER_THE_SHOULDER: 0.2}  # share of half the width left where one looks


def zoom_of(size: tuple[int, int], framing: Framing) -> float:
    """How close a framing is; not so close that a narrow picture cuts through the face."""
    return max(1.0, min(ZOOMS[framing], View(*size).half / max(ROOMS[framing], 1e-6)))


def view_of(
    size: tuple[int, int],
    framing: Framing,
    angle: Angle,
    subject: tuple[float, float] | None,
    floor: float = 8.1,
    looks: int = 0,
) -> View:
    """The framing on a canvas of `size` pixels; `subject` is the (x, y) of the head that it is about, None: the set.

    `floor` is the y that the subject stands on, `looks` -1 or 1 the side to which it looks: there is more room there.
    """
    zoom = zoom_of(size, framing)
    if framing is Framing.WIDE:
        zoom, y = WIDES[angle]
        return View(*size, 0.0, y, zoom, TILTS[angle])
    x, y = subject if subject is not None else (0.0, 5.6)
    if framing is Framing.MEDIUM:
        zoom *= 1 + 0.13 * max(0.0, min(1.0, (2.0 - (floor - y)) / 1.2))  # who kneels or lies needs less room
    drop = {Framing.MEDIUM: 0.95, Framing.CLOSE: 0.2, Framing.OVER_THE_SHOULDER: 0.5}[framing] * ZOOMS[framing] / zoom
    rise = {Angle.EYE: 0.0, Angle.LOW: -0.18, Angle.HIGH: 0.16}[angle] / zoom
    bare = View(*size)
    x += looks * AHEAD.get(framing, 0.0) * bare.half / zoom
    room = max(0.0, bare.half * (1 - 1 / zoom))
    low = floor + FOOTING - bare.height / bare.unit / 2 / zoom
    tilt = TILTS[angle] * (0.6 + 0.4 / zoom)
    return View(*size, max(-room, min(room, x)), min(y + drop, low) + rise, zoom, tilt)
