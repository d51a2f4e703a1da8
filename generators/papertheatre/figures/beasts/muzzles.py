"""Heads of four-legged animals: skull and jaw, ears that twitch, horns, eyes, whiskers."""

from __future__ import annotations

from typing import Final

from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.figures.beasts.builds import EARS, EYES, HEADS, Build
from generators.papertheatre.figures.beasts.habits import Habit
from generators.papertheatre.figures.joints import XY
from generators.papertheatre.figures.outline import cut, kept, ribbon
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.figures.person import Person
from generators.papertheatre.shapes import oval

DARK: Final[RGB] = (42, 34, 36)


def draw_muzzle(pen: Pen, person: Person, h: Habit, b: Build, end: XY) -> XY:
    """The head at the neck's `end`; returns the mouth's point."""
    return _Head(pen, person, h, b).draw(end)


class _Head:
    def __init__(self, pen: Pen, person: Person, h: Habit, b: Build) -> None:
        self.pen, self.h, self.b = pen, h, b
        self.coat = person.cloth
        self.second = person.coat or scaled(self.coat, 1.4)

    def draw(self, end: XY) -> XY:
        b, h, pen = self.b, self.h, self.pen
        flip = -1.0 if h.turn < -0.6 else 1.0
        turn = b.bow * (1 - 0.75 * h.lie) + h.head * (0.8 - 0.5 * h.lie)
        skull, jaw = HEADS[b.face]
        tone = self.second if b.wool else self.coat
        mouth = (end[0] + b.head * 0.9 * flip, end[1] + 0.1)
        with pen.space(*end, turn * flip, b.head, flip):
            self._draw_ear(0.1, 0.78, tone)
            if b.horns:
                self._draw_horns(scaled((196, 180, 150), 0.8))
            if h.mouth > 0.05:
                with pen.space(0.2, 0.12, 24 * h.mouth):
                    pen.fill(cut([(0.0, -0.02), (0.6, -0.06), (0.56, 0.04), (0.0, 0.1)]), (120, 50, 54), rim=0.0)
                    pen.fill(kept(tuple((x - 0.2, y - 0.12, *r) for x, y, *r in jaw)), scaled(tone, 0.94))
            else:
                pen.fill(kept(jaw), scaled(tone, 0.94))
            pen.fill(kept(skull), tone)
            self._draw_face(tone)
            self._draw_ear(-0.04, 1.0, tone)
        return mouth

    def _draw_face(self, tone: RGB) -> None:
        b, h, pen = self.b, self.h, self.pen
        nose = {"porcine": (0.98, 0.02, 0.05), "equine": (0.96, -0.02, 0.03), "bovine": (0.95, -0.04, 0.05)}.get(
            b.face, (0.99, -0.05, 0.055)
        )
        if b.face == "feline":
            nose = (0.87, 0.0, 0.045)
        elif b.face in ("vulpine", "rodent"):
            nose = (1.0, 0.03, 0.045) if b.face == "vulpine" else (0.92, 0.05, 0.045)
        if b.pale and pen.fine(30):
            x = nose[0]
            pen.fill(
                cut(
                    [
                        (x - 0.04, nose[1] + 0.02),
                        (x - 0.4, nose[1] + 0.03),
                        (x - 0.62, 0.2),
                        (x - 0.5, 0.26),
                        (x - 0.2, 0.14),
                    ]
                ),
                self.second,
                rim=0.0,
            )
        pen.fill(oval(*nose), DARK if b.face != "porcine" else scaled(tone, 0.6), rim=0.0)
        x, y, r = EYES[b.face]
        if h.lids > 0.7:
            pen.line([(x - r, y), (x, y + r * 0.6), (x + r, y)], DARK, 0.035)
        else:
            if b.face in ("feline", "vulpine") and pen.fine(26):
                pen.fill(oval(x, y, r * 1.15, r), (226, 196, 96), rim=0.0)
                pen.fill(oval(x + 0.02, y, r * 0.5, r * 0.92), DARK, rim=0.0)
            else:
                pen.fill(oval(x, y, r), DARK, rim=0.0)
            if pen.fine(40):
                pen.fill(oval(x + r * 0.35, y - r * 0.35, r * 0.28), (250, 246, 236), rim=0.0)
        if b.face in ("feline", "rodent") and pen.fine(46):
            for dy in (-0.03, 0.02, 0.07):
                pen.line(
                    [(nose[0] - 0.12, nose[1] + 0.08), (nose[0] + 0.16, nose[1] + 0.06 + dy * 2.4)],
                    mix(tone, (250, 246, 236), 0.7),
                    0.012,
                )
        if pen.fine(40) and h.mouth <= 0.05:
            pen.line([(nose[0] - 0.03, nose[1] + 0.07), (nose[0] - 0.26, nose[1] + 0.1)], scaled(tone, 0.5), 0.018)

    def _draw_ear(self, x: float, bright: float, tone: RGB) -> None:
        b, h = self.b, self.h
        shape = EARS[b.ears]
        high = -0.3 if b.face not in ("ursine", "porcine") else -0.4
        high = -0.38 if b.face == "feline" else -0.22 if b.face in ("equine", "bovine") else high
        turn = -26 * (1 - h.ears) * 0.5 + (-10 if b.ears in ("tall", "long") else 0)
        with self.pen.space(x, high + (0.05 if b.ears in ("floppy", "side") else 0.0), turn):
            self.pen.fill(kept(shape), scaled(tone, bright))
            if b.ears in ("pricked", "tall", "round") and bright == 1.0 and self.pen.fine(36):
                inner = tuple((px * 0.52, py * 0.72 - 0.02, *r) for px, py, *r in shape)
                self.pen.fill(kept(inner), mix(tone, (206, 140, 124), 0.55), rim=0.0)

    def _draw_horns(self, tone: RGB) -> None:
        pen, kind = self.pen, self.b.horns
        if kind == "antlers":
            stem = [(0.06, -0.26), (-0.1, -0.6), (-0.06, -1.0), (0.1, -1.3)]
            pen.fill(ribbon(stem, 0.04, 0.02, 0.05), tone)
            for root, tip in (
                ((-0.06, -0.55), (0.22, -0.72)),
                ((-0.07, -0.85), (0.26, -1.02)),
                ((-0.06, -1.0), (-0.26, -1.26)),
            ):
                pen.fill(
                    ribbon([root, ((root[0] + tip[0]) / 2, (root[1] + tip[1]) / 2 + 0.06), tip], 0.032, 0.014, 0.04),
                    tone,
                )
        elif kind == "short":
            pen.fill(ribbon([(0.04, -0.26), (-0.1, -0.5), (-0.34, -0.62)], 0.055, 0.02, 0.05), tone)
        else:
            pen.fill(ribbon([(0.02, -0.26), (0.02, -0.46), (0.2, -0.6)], 0.055, 0.02, 0.05), tone)
