"""Birds: perched and walking in profile, flying with beating wings, speaking with the bill."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.figures.air import Air
from generators.papertheatre.figures.beasts.habits import Habit
from generators.papertheatre.figures.joints import XY
from generators.papertheatre.figures.outline import Corner, cut, ribbon
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.figures.person import Person
from generators.papertheatre.shapes import oval

Point = Callable[[float, float], XY]  # (along the body, across it)
DARK: Final[RGB] = (36, 32, 34)
HORN: Final[RGB] = (216, 168, 84)


@dataclass(frozen=True)
class Bird:
    """One kind's proportions; its height with the head up is 1."""

    body: float = 0.6  # length
    deep: float = 0.21  # half its depth
    tilt: float = 34.0  # degrees that the body stands up
    leg: float = 0.2
    neck: float = 0.08
    head: float = 0.15  # radius
    bill: tuple[float, float, float] = (0.2, 0.06, 0.0)  # length, half thickness, how far it hooks
    bill_tone: RGB = HORN
    tail: float = 0.3
    wing: float = 0.5  # of its length, folded
    span: float = 0.75  # of one wing, spread
    crest: str = ""  # comb, tufts


BIRDS: Final[dict[str, Bird]] = {
    "gull": Bird(0.72, 0.19, 16, 0.24, 0.06, 0.14, (0.21, 0.045, 0.03), (232, 178, 70), 0.24, 0.66, 1.05),
    "crow": Bird(0.74, 0.2, 30, 0.22, 0.04, 0.145, (0.24, 0.06, 0.02), (52, 50, 56), 0.34, 0.6, 0.9),
    "owl": Bird(0.66, 0.27, 74, 0.1, -0.06, 0.24, (0.08, 0.05, 0.06), (190, 150, 84), 0.18, 0.54, 0.9, "tufts"),
    "parrot": Bird(0.6, 0.19, 62, 0.1, -0.02, 0.17, (0.13, 0.09, 0.1), (70, 64, 62), 0.66, 0.5, 0.7),
    "hen": Bird(0.72, 0.27, 22, 0.24, 0.12, 0.11, (0.1, 0.04, 0.0), HORN, 0.3, 0.42, 0.5, "comb"),
    "duck": Bird(0.86, 0.22, 10, 0.16, 0.2, 0.15, (0.24, 0.055, -0.02), (232, 164, 70), 0.2, 0.6, 0.8),
    "heron": Bird(0.46, 0.13, 24, 0.44, 0.34, 0.065, (0.26, 0.026, 0.0), (214, 178, 96), 0.14, 0.42, 0.8),
    "eagle": Bird(0.72, 0.22, 56, 0.16, 0.0, 0.16, (0.16, 0.07, 0.09), (226, 180, 76), 0.3, 0.6, 1.15),
    "bird": Bird(0.66, 0.23, 30, 0.18, 0.0, 0.19, (0.14, 0.05, 0.0), (196, 150, 80), 0.36, 0.5, 0.75),
}  # fmt: skip


def draw_bird(pen: Pen, person: Person, h: Habit, air: Air) -> XY:
    """Feet on (0, 0), or in the air above it; returns the bill's point."""
    b = BIRDS.get(person.species, BIRDS["bird"])
    hop = 0.14 * abs(math.sin(2 * math.pi * h.phase)) * h.stride if h.fly < 0.5 else 0.0
    lift = h.lift + hop + h.fly * (1.5 + 0.12 * math.sin(h.flap))
    drop = (b.leg * 0.9) * max(h.lie, 0.6 * h.sit)
    centre = (0.0, -b.leg - b.deep * 0.95 + drop - lift)
    tilt = b.tilt * (1 - 0.86 * h.fly) - 20 * max(0.0, h.head) / 30
    if h.fly < 0.5:
        _draw_legs(pen, b, h, centre, lift)
    a = math.radians(tilt)
    ahead, down = (math.cos(a), -math.sin(a)), (math.sin(a), math.cos(a))

    def at(along: float, side: float) -> XY:
        return (centre[0] + ahead[0] * along + down[0] * side, centre[1] + ahead[1] * along + down[1] * side)

    tone, second = person.cloth, person.coat or scaled(person.cloth, 1.3)
    if h.fly > 0.5:
        _draw_wing(pen, b, at, h.flap + 0.5, scaled(tone, 0.66))
    _draw_tail(pen, b, at, h, scaled(tone, 0.8), air)
    n = b.body / 2
    body: list[Corner] = [at(n, -b.deep * 0.3), at(n * 0.5, -b.deep * 1.02), at(-n * 0.5, -b.deep * 0.7),
    (*at(-n * 1.1, 0.0), 1),
                          at(-n * 0.4, b.deep * 0.9), at(n * 0.4, b.deep * 1.16), at(n * 0.95,
                          b.deep * 0.6)]  # fmt: skip
    pen.fill(cut(body), tone)
    if person.species in ("bird", "owl", "eagle", "parrot") and pen.fine(40):
        pen.fill(
            cut(
                [
                    at(n * 0.9, b.deep * 0.3),
                    at(n * 0.86, b.deep * 0.62),
                    at(n * 0.4, b.deep * 1.08),
                    at(-n * 0.3, b.deep * 0.8),
                    at(n * 0.3, b.deep * 0.3),
                ]
            ),
            second,
            rim=0.0,
        )
    bill = _draw_head(pen, person, b, h, at(n * 0.72, -b.deep * 0.5), tone, second)
    if h.fly > 0.5:
        _draw_wing(pen, b, at, h.flap, second if person.species == "gull" else tone)
    else:
        _draw_folded(pen, b, at, second if person.species in ("gull", "heron") else scaled(tone, 0.86), h)
    return bill


def _draw_legs(pen: Pen, b: Bird, h: Habit, centre: XY, lift: float) -> None:
    if b.leg * 0.9 * max(h.lie, 0.6 * h.sit) > b.leg * 0.7:
        return
    for k, phase in enumerate((0.5, 0.0)):
        s = math.sin(2 * math.pi * (h.phase + phase)) * h.stride
        x = -0.03 + 0.06 * k
        foot = (x + 0.12 * s, -0.01 - lift - 0.08 * max(0.0, s) * h.stride)
        pen.line(
            [(x, centre[1] + b.deep * 0.7), (x + 0.05 * s - 0.03, (centre[1] + b.deep + foot[1]) / 2), foot],
            scaled(b.bill_tone, 0.82),
            0.032,
        )
        pen.line(
            [(foot[0] - 0.05, foot[1] + 0.005), (foot[0] + 0.09, foot[1] + 0.005)], scaled(b.bill_tone, 0.82), 0.026
        )


def _draw_tail(pen: Pen, b: Bird, at: Point, h: Habit, tone: RGB, air: Air) -> None:
    n = b.body / 2
    wag = h.tail * 0.002 + 0.02 * air.sway()
    fan = 0.14 if h.fly > 0.5 else 0.07
    up = -0.22 if b.crest == "comb" else 0.04
    end = -n - b.tail

    def above(along: float, side: float) -> XY:
        x, y = at(along, side)
        return (x, min(y, -0.01))

    pen.fill(
        cut(
            [
                at(-n * 0.7, -0.06),
                (*above(end, up - fan + wag), 1),
                above(end - 0.03, up + wag),
                (*above(end, up + fan + wag), 1),
                at(-n * 0.7, 0.08),
            ]
        ),
        tone,
    )


def _draw_folded(pen: Pen, b: Bird, at: Point, tone: RGB, h: Habit) -> None:
    n, d = b.body / 2, b.deep
    shrug = 0.02 * h.breath
    tip = n * 0.5 - b.wing - 0.1
    pen.fill(
        cut(
            [
                at(n * 0.62, -d * 0.3),
                at(n * 0.3, -d * 0.66 - shrug),
                at(-n * 0.4, -d * 0.5),
                (*at(tip, d * 0.1), 1),
                at(-n * 0.3, d * 0.5),
                at(n * 0.4, d * 0.44),
            ]
        ),
        tone,
    )
    if pen.fine(70):
        for k in (0.0, 0.18, 0.36):
            pen.line(
                [at(n * 0.3 - k, d * (0.2 - k * 0.3)), at(tip + 0.14 - k * 0.2, d * (0.22 - k * 0.4))],
                scaled(tone, 0.7),
                0.012,
            )


def _draw_wing(pen: Pen, b: Bird, at: Point, flap: float, tone: RGB) -> None:
    """A spread wing that beats: fingered feathers at its tip."""
    beat, late = math.sin(flap), math.sin(flap - 0.9)
    n = b.body / 2
    shoulder, rear = at(n * 0.45, -b.deep * 0.5), at(-n * 0.35, -b.deep * 0.3)
    elbow = (shoulder[0] - 0.04, shoulder[1] - b.span * 0.5 * beat - 0.06)
    tip = (shoulder[0] - 0.2 - 0.1 * abs(late), elbow[1] - b.span * 0.55 * late)
    back = (rear[0] - 0.12, rear[1] - b.span * 0.4 * beat)
    points: list[Corner] = [shoulder, (elbow[0] + 0.1, elbow[1]), (*tip, 1)]
    for k in (0.25, 0.5, 0.75):
        x, y = tip[0] + (back[0] - tip[0]) * k, tip[1] + (back[1] - tip[1]) * k
        points += [(x - 0.02, y + 0.05), (x - 0.09, y - 0.02, 1)]
    pen.fill(cut([*points, back, rear]), tone)


def _draw_head(pen: Pen, person: Person, b: Bird, h: Habit, root: XY, tone: RGB, second: RGB) -> XY:
    bob = 0.05 * math.sin(4 * math.pi * h.phase) * h.stride
    low = max(0.0, h.head) / 34
    x = root[0] + b.head * 0.5 + bob + low * (0.16 + b.neck) + 0.14 * h.fly
    y = root[1] - b.neck - b.head * 0.5 + low * (0.3 + b.neck * 1.6) + (b.neck * 0.6 + 0.1) * h.fly
    if b.neck > 0.1:
        neck = tone if person.species != "heron" else second
        mid = ((root[0] + x) / 2 + 0.06 * b.neck / 0.2, (root[1] + y) / 2 - 0.02)
        pen.fill(ribbon([(root[0] - 0.05, root[1] + 0.08), mid, (x - 0.02, y)], b.deep * 0.42, b.head * 0.7), neck)
    flip = -1.0 if h.turn < -0.6 else 1.0
    with pen.space(x, y, (0.6 * h.head - 14 * h.mouth) * flip, b.head, flip):
        _draw_bill(pen, b, h)
        face = tone if person.species not in ("eagle", "heron") else second
        if b.crest == "comb":
            pen.fill(
                cut([(-0.5, -0.7), (-0.5, -1.3), (-0.2, -1.05), (0.0, -1.5), (0.2, -1.05), (0.45, -1.25), (0.6, -0.6)]),
                (196, 56, 50),
            )
            pen.fill(oval(0.9, 0.6, 0.26, 0.4), (196, 56, 50), rim=0.6)
        if b.crest == "tufts":
            for dx in (-0.7, 0.5):
                pen.fill(cut([(dx - 0.2, -0.6), (dx - 0.12, -1.3, 1), (dx + 0.3, -0.7)]), scaled(face, 0.8))
        pen.fill(oval(0.0, 0.0, 1.04, 1.0), face)
        if person.species == "crow" and pen.fine(20):
            pen.line([(-0.6, 0.5), (0.0, 0.84), (0.6, 0.6)], scaled(face, 1.5), 0.07)
        _draw_eye(pen, person, h, second)
    return (x + b.head * (0.6 + b.bill[0] * 5) * flip, y)


def _draw_eye(pen: Pen, person: Person, h: Habit, second: RGB) -> None:
    spots: tuple[tuple[float, float, float], ...] = ((0.42, -0.18, 0.21),)
    if person.species == "owl":
        spots = ((-0.1, -0.1, 0.4), (0.6, -0.1, 0.34))
    for x, y, r in spots:
        if person.species == "owl":
            pen.fill(oval(x, y, r * 1.24), second, rim=0.0)
        if h.lids > 0.7:
            pen.line([(x - r, y), (x, y + r * 0.5), (x + r, y)], DARK, 0.1)
            continue
        pen.fill(
            oval(x, y, r),
            (240, 206, 110) if person.species in ("owl", "gull", "eagle", "heron", "crow") else DARK,
            rim=0.0,
        )
        pen.fill(oval(x + r * 0.14, y, r * 0.58), DARK, rim=0.0)
        if pen.fine(14):
            pen.fill(oval(x + r * 0.3, y - r * 0.3, r * 0.2), (252, 248, 238), rim=0.0)


def _draw_bill(pen: Pen, b: Bird, h: Habit) -> None:
    long, thick, hook = (v / b.head for v in b.bill)
    gape = 26 * h.mouth
    tone = b.bill_tone
    with pen.space(0.66, 0.16, gape):
        pen.fill(cut([(-0.1, -0.04), (long * 0.9, hook * 0.4, 1), (0.0, thick * 1.1)]), scaled(tone, 0.8), rim=0.9)
    with pen.space(0.66, 0.1, -gape * 0.4):
        pen.fill(
            cut(
                [
                    (-0.16, -thick * 1.2),
                    (long * 0.6, -thick * 0.8),
                    (long * 1.06, hook * 0.9, 1),
                    (long * 0.7, thick * 0.4 + hook * 0.3),
                    (-0.1, thick * 0.6),
                ]
            ),
            mix(tone, tone, 0.0),
        )
