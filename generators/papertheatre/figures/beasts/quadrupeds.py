"""Four-legged animals in profile: a body that sits, lies, walks and runs, with head, ears and tail of their own."""

from __future__ import annotations

import math
from typing import Final

from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.figures.air import Air
from generators.papertheatre.figures.beasts.builds import BUILDS, Build
from generators.papertheatre.figures.beasts.habits import Habit
from generators.papertheatre.figures.beasts.muzzles import DARK, draw_muzzle
from generators.papertheatre.figures.joints import XY, towards
from generators.papertheatre.figures.outline import Corner, cut, limb, ribbon
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.figures.person import Person
from generators.papertheatre.shapes import oval, united

HOOF: Final[RGB] = (62, 54, 52)
WALKING: Final = {"near_hind": 0.0, "near_fore": 0.25, "far_hind": 0.5, "far_fore": 0.75}
RUNNING: Final = {"near_hind": 0.0, "far_hind": 0.12, "near_fore": 0.5, "far_fore": 0.62}


def draw_quadruped(pen: Pen, person: Person, h: Habit, air: Air) -> XY:
    """Far legs, tail, body, near legs, neck, head. Returns the mouth's point."""
    return _Quadruped(pen, person, h, air).draw()


class _Quadruped:
    def __init__(self, pen: Pen, person: Person, h: Habit, air: Air) -> None:
        self.pen, self.person, self.h, self.air = pen, person, h, air
        self.b: Build = BUILDS.get(person.species, BUILDS["dog"])
        self.coat = person.cloth
        self.second = person.coat or scaled(self.coat, 1.4)
        if self.b.hoof and person.species != "pig":
            self.h = h = h._replace(sit=0.0, lie=max(h.lie, h.sit))
        bounce = 0.05 * h.run * math.sin(4 * math.pi * h.phase) + 0.012 * h.stride * math.sin(4 * math.pi * h.phase)
        rock = 0.06 * h.run * math.sin(2 * math.pi * h.phase)
        b, low = self.b, max(h.sit, h.lie)
        top = -1.0 + b.chest
        up = top - h.lift + bounce
        self.shoulder: XY = (b.long * 0.5 - 0.06 * h.sit, up - 0.04 * h.sit + (0.58 - b.chest * 0.6) * h.lie + rock)
        self.hip: XY = (
            -b.long * 0.5 + b.upright * h.sit * b.long,
            up + 0.02 - rock + (0.62 - b.loin) * h.sit + (0.58 - b.chest * 0.6) * h.lie,
        )
        self.low = low

    def draw(self) -> XY:
        far = scaled(self.coat, 0.72)
        self._draw_leg("far_hind", far)
        self._draw_leg("far_fore", far)
        self._draw_tail()
        if self.h.sit < 0.5:
            self._draw_leg("near_hind", self.coat)
        root, end, side = self._neck()
        self._draw_body(root, end, side)
        if self.h.sit >= 0.5:
            self._draw_haunch()
        self._draw_leg("near_fore", self.coat)
        self._dress_neck(root, end, side)
        return draw_muzzle(self.pen, self.person, self.h, self.b, end)

    # -- legs --------------------------------------------------------------------------------------------------------

    def _draw_leg(self, name: str, tone: RGB) -> None:
        b, h = self.b, self.h
        hind = name.endswith("hind")
        root = self.hip if hind else self.shoulder
        x, y = (
            root[0] + (-0.02 if hind else 0.02) + (0.07 if name.startswith("far") else -0.02),
            root[1] + b.chest * 0.3,
        )
        if self.low > 0.5 and (hind or h.lie > 0.5):
            self._draw_folded(x, tone, hind)
            return
        whole = max(0.2, -y - 0.02)
        a, knee, lift = self._step(name)
        reach = whole * 1.02
        upper, lower = reach * 0.52, reach * 0.5
        foot = (x + math.sin(math.radians(a)) * whole, -0.02 - lift - h.lift)
        bend = -1 if hind else 1
        mid = ((x + foot[0]) / 2 + bend * (0.02 + knee), (y + foot[1]) / 2 + (lower - upper) * 0.5)
        if hind:
            hock = (foot[0] - 0.1 - knee * 0.5, foot[1] - whole * 0.34)
            mid = ((x + hock[0]) / 2 + 0.1, (y + hock[1]) / 2)
            self.pen.fill(limb(mid, hock, b.leg * 0.86, b.ankle * 1.15), self._sock(tone, 0.5))
            self.pen.fill(limb(hock, foot, b.ankle * 1.1, b.ankle), self._sock(tone, 1.0))
            self.pen.fill(limb((x, y), mid, b.leg * 1.9, b.leg), tone)
        else:
            self.pen.fill(limb(mid, foot, b.leg * 0.66, b.ankle), self._sock(tone, 1.0))
            self.pen.fill(limb((x, y), mid, b.leg * 1.25, b.leg * 0.72), tone)
        self._draw_foot(foot, tone)

    def _sock(self, tone: RGB, share: float) -> RGB:
        return mix(tone, scaled(DARK, 1.2), 0.75 * share) if self.b.dark else tone

    def _step(self, name: str) -> tuple[float, float, float]:
        """(degrees of the leg, bend of its knee, lift of its foot) in the gait's cycle."""
        h = self.h
        phase = (h.phase + (RUNNING if h.run > 0.5 else WALKING)[name]) % 1.0
        duty = 0.42 if h.run > 0.5 else 0.62
        swing = (34.0 if h.run > 0.5 else 21.0) * h.stride
        if phase < duty:
            return (swing * (1 - 2 * phase / duty), 0.0, 0.0)
        u = (phase - duty) / (1 - duty)
        raised = math.sin(math.pi * u) * h.stride
        return (swing * (2 * u - 1), 0.1 * raised, (0.2 if h.run > 0.5 else 0.1) * raised)

    def _draw_foot(self, foot: XY, tone: RGB) -> None:
        x, y = foot
        w = self.b.ankle
        if self.b.hoof:
            self.pen.fill(
                cut(
                    [
                        (x - w, y - 0.035, 1),
                        (x + w, y - 0.035, 1),
                        (x + w * 1.5, y + 0.02, 1),
                        (x - w * 1.1, y + 0.02, 1),
                    ]
                ),
                HOOF,
                rim=0.9,
            )
        else:
            self.pen.fill(
                cut(
                    [
                        (x - w * 1.2, y - 0.03),
                        (x + w * 1.4, y - 0.04),
                        (x + w + 0.07, y - 0.005),
                        (x + w + 0.06, y + 0.02, 1),
                        (x - w * 1.3, y + 0.02, 1),
                    ]
                ),
                self._sock(tone, 1.0),
            )

    def _draw_folded(self, x: float, tone: RGB, hind: bool) -> None:
        """A leg that lies on the floor."""
        b = self.b
        if hind:
            self.pen.fill(limb((x + 0.02, -0.06), (x + 0.42, -0.045), b.leg * 0.8, b.ankle), self._sock(tone, 1.0))
            self._draw_foot((x + 0.44, -0.02), tone)
        else:
            self.pen.fill(limb((x, -0.1), (x + 0.4, -0.05), b.leg * 0.9, b.ankle), self._sock(tone, 0.6))
            self._draw_foot((x + 0.42, -0.02), tone)

    def _draw_haunch(self) -> None:
        x, y = self.hip
        b = self.b
        self._draw_folded(x, self.coat, True)
        self.pen.fill(
            cut(
                [
                    (x - 0.24, y - 0.08),
                    (x + 0.02, y - 0.24),
                    (x + 0.28, y - 0.06),
                    (x + 0.26, -0.06),
                    (x - 0.06, 0.0),
                    (x - 0.26, -0.06),
                ]
            ),
            self.coat,
        )
        if self.pen.fine(160):
            self.pen.line(
                [(x - 0.06, y - 0.16), (x + 0.2, y - 0.06), (x + 0.2, -0.1)], scaled(self.coat, 0.66), b.leg * 0.14
            )

    # -- body --------------------------------------------------------------------------------------------------------

    def _draw_body(self, root: XY, end: XY, side: XY) -> None:
        """Trunk and neck in one piece of paper."""
        b, (sx, sy), (hx, hy) = self.b, self.shoulder, self.hip
        c, n = b.chest * (1 + 0.015 * self.h.breath), b.loin * (1 + 0.01 * self.h.breath)
        sag = 0.02 + 0.02 * b.long
        nx, ny = side
        middle = ((sx + hx) / 2, (sy + hy) / 2)
        trunk: list[Corner] = [
            (sx - 0.16, sy - c * 0.98), (middle[0], middle[1] - (c + n) / 2 + sag), (hx + 0.02, hy - n * 1.1),
            (hx - n * 0.9, hy - n * 0.7), (hx - n * 1.06, hy + n * 0.4), (hx - 0.02, hy + n * 1.1),
            (middle[0] - 0.05, middle[1] + (c * 0.9 + n) / 2), (sx - 0.1, sy + c * 1.02), (sx + c * 0.8, sy + c * 0.62),
        ]  # fmt: skip
        low = (root[0] + nx * b.collar * 0.92, root[1] + ny * b.collar * 0.92)
        throat: list[Corner] = [
            (max(low[0], sx + c * 0.86), max(low[1], sy + c * 0.02)),
            ((low[0] + end[0] + nx * b.nape) / 2, (low[1] + end[1] + ny * b.nape) / 2),
            (end[0] + nx * b.nape * 1.1, end[1] + ny * b.nape * 1.1),
        ]
        nape: list[Corner] = [
            (end[0] - nx * b.nape * 1.1, end[1] - ny * b.nape * 1.1),
            (
                (root[0] + end[0]) / 2 - nx * (b.collar + b.nape) * 0.48,
                (root[1] + end[1]) / 2 - ny * (b.collar + b.nape) * 0.48,
            ),
            (root[0] - nx * b.collar * 1.05 - 0.04, root[1] - ny * b.collar * 0.95),
        ]
        if self.h.sit > 0.3:
            nape.pop()
        if b.wool:
            self._draw_wool([*trunk, (sx + c * 0.95, sy - c * 0.2), (sx + 0.1, sy - c * 0.95)])
            self.pen.fill(cut([*throat, *nape]), scaled(self.coat, 0.96))
            return
        self.pen.fill(cut([*trunk, *throat, *nape]), self.coat)
        if self.pen.fine(60):
            self._draw_markings(middle, c, n)

    def _draw_markings(self, middle: XY, c: float, n: float) -> None:
        """A pale belly; a cow's patches."""
        b, (sx, sy), (hx, hy) = self.b, self.shoulder, self.hip
        if b.pale and self.person.species != "cow":
            belly: list[Corner] = [
                (sx + c * 0.8, sy + c * 0.3), (sx + c * 0.66, sy + c * 0.72), (sx - 0.1, sy + c * 0.96),
                (middle[0] - 0.05, middle[1] + (c * 0.84 + n) / 2), (hx + 0.1, hy + n * 0.9), (middle[0],
                middle[1] + c * 0.6),
                (sx + c * 0.3, sy + c * 0.5),
            ]  # fmt: skip
            self.pen.fill(cut(belly), self.second, rim=0.0)
        if self.person.species == "cow":
            for u, v, r in ((0.2, -0.1, 0.2), (-0.3, 0.02, 0.26), (0.42, 0.12, 0.12)):
                self.pen.fill(oval(u * b.long, middle[1] + v, r, r * 0.66), self.second, rim=0.0)

    def _draw_wool(self, points: list[Corner]) -> None:
        """A fleece: rounds all along the edge."""
        middle = cut(points)
        rounds = [oval(x, y, 0.15) for x, y, *_ in points]
        self.pen.fill(united([middle, *rounds]), self.coat)
        if self.pen.fine(110):
            for x, y, *_ in points[::2]:
                cx, cy = x * 0.62, (y + self.shoulder[1]) / 2
                self.pen.line([(cx - 0.06, cy), (cx, cy + 0.05), (cx + 0.07, cy)], scaled(self.coat, 0.8), 0.02)

    def _draw_tail(self) -> None:
        b, (hx, hy) = self.b, self.hip
        root = (hx - b.loin * 0.9, hy - b.loin * 0.5)
        curl = self.h.tail * (0.5 if b.hoof else 1.0)
        points = [root]
        count = 6
        stand = b.tail_rest
        for k in range(1, count + 1):
            u = k / count
            bent = curl * u * math.sin(1.2 + u * 2) - self.air.blow * 24 * u
            if self.low < 0.5:
                angle = stand * (1 - 0.3 * u) + (40 * u if b.tail > 0.9 else 0) + bent
            else:  # along the floor, its end raised
                angle = -92.0 - (0 if b.hoof else 64 * u * u) + 0.4 * bent
            points.append(towards(points[-1], angle, b.tail / count))
        floor = [(x, min(y, -0.03)) for x, y in points]
        widest = b.brush
        tip = self.second if b.pale and widest > 0.1 else self.coat
        if widest > 0.07:
            mid = floor[1:-1]
            self.pen.fill(ribbon(floor, widest * 0.3, widest * 0.5, widest), self.coat)
            self.pen.fill(ribbon(mid, widest * 0.6, widest * 0.8, widest), self.coat)
            self.pen.fill(ribbon(floor[-3:], widest * 0.8, widest * 0.2, widest * 0.4), tip, rim=0.6)
        else:
            self.pen.fill(ribbon(floor, widest, widest * 0.6, widest), self.coat)
            if self.person.species in ("lion", "cow", "donkey"):
                self.pen.fill(oval(*floor[-1], 0.05, 0.07), self.second)

    # -- neck and head -----------------------------------------------------------------------------------------------

    def _neck(self) -> tuple[XY, XY, XY]:
        """(root, end, side): the neck's two ends, and the direction of its underside."""
        b, h, (sx, sy) = self.b, self.h, self.shoulder
        low = max(0.0, h.head) / 34
        rise = b.rise + 10 * h.sit - 34 * low * (1.9 if b.neck > 0.3 else 1.2) - 8 * h.run
        a = math.radians(rise + 3 * math.sin(4 * math.pi * h.phase) * h.stride)
        root = (sx + b.chest * 0.34, sy - b.chest * 0.3)
        end = (root[0] + math.cos(a) * b.neck, root[1] - math.sin(a) * b.neck)
        if h.stride < 0.5:
            end = (end[0], min(end[1], -b.head * 0.42))
        return (root, end, (math.sin(a), math.cos(a)))

    def _dress_neck(self, root: XY, end: XY, side: XY) -> None:
        b = self.b
        if self.person.species == "lion":
            self._draw_lions_mane(end)
        elif b.mane:
            self._draw_mane(root, end, side)
        if self.person.scarf is not None:
            cx, cy = (root[0] * 0.45 + end[0] * 0.55, root[1] * 0.45 + end[1] * 0.55)
            w = (b.nape + b.collar) * 0.56
            spine = [(cx - side[0] * w, cy - side[1] * w), (cx, cy), (cx + side[0] * w, cy + side[1] * w)]
            self.pen.fill(ribbon(spine, 0.035, 0.035), self.person.scarf)

    def _draw_mane(self, root: XY, end: XY, side: XY) -> None:
        """Hair along the neck's ridge, falling to the near side; a forelock."""
        b = self.b
        upper, lower = [], []
        for k in range(6):
            u = k / 5
            x, y = root[0] + (end[0] - root[0]) * u - 0.03, root[1] + (end[1] - root[1]) * u
            w = b.collar + (b.nape - b.collar) * u
            upper.append((x - side[0] * (w + 0.035), y - side[1] * (w + 0.035)))
            lower.append(self.air.loose((x - side[0] * w * 0.7, y - side[1] * w * 0.7), 0.15, 2, 0.8, -4)[-1])
        self.pen.fill(cut([*upper, *reversed(lower)]), self.second)

    def _draw_lions_mane(self, end: XY) -> None:
        spots = [
            oval(end[0] - 0.02 + math.cos(a) * 0.2, end[1] + 0.08 + math.sin(a) * 0.26, 0.19)
            for a in (0.6, 1.5, 2.4, 3.2, 4.0, 4.8)
        ]
        self.pen.fill(united(spots), self.second)
