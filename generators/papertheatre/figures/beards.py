"""Beards, moustaches and pipes."""

from __future__ import annotations

from generators.papertheatre.colour import mix, scaled
from generators.papertheatre.figures.air import Air
from generators.papertheatre.figures.face import MOUTH
from generators.papertheatre.figures.outline import Corner, cut
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.figures.person import Person
from generators.papertheatre.figures.posture import Posture

LENGTHS = {"short": 0.12, "goatee": 0.2, "long": 0.4, "great": 0.95}


def draw_beard(pen: Pen, person: Person, pose: Posture, air: Air, frontal: bool) -> None:
    """The kinds of wardrobe.BEARDS; the jaw carries them, long ones blow."""
    kind = person.beard
    if kind == "stubble":
        _draw_stubble(pen, person, pose, frontal)
        return
    if kind == "whiskers":
        _draw_whiskers(pen, person, frontal)
    elif kind != "moustache":
        _draw_full(pen, person, pose, air, frontal)
    if kind != "whiskers":
        _draw_moustache(pen, person, frontal)


def _draw_full(pen: Pen, person: Person, pose: Posture, air: Air, frontal: bool) -> None:
    d = 0.09 * pose.mouth
    long = LENGTHS.get(person.beard, 0.4)
    swing = -0.3 * long * air.blow + 0.05 * long * air.sway()
    chin = person.beard == "goatee"
    points: list[Corner]
    if frontal:
        top: list[Corner] = (
            [(-0.06, 0.36), (0.19, 0.36)]
            if chin
            else [
                (-0.385, 0.0),
                (-0.33, 0.14),
                (-0.2, 0.22),
                (-0.06, 0.235),
                (0.18, 0.235),
                (0.29, 0.2),
                (0.37, 0.12),
                (0.392, 0.0),
            ]
        )
        wide = 0.13 if chin else 0.3
        points = [*top, (0.07 + wide, 0.38 + d), (0.07 + wide * 0.66 + swing * 0.6, 0.5 + d + long * 0.62),
                  (0.07 + swing, 0.54 + d + long), (0.05 + swing, 0.54 + d + long), (0.07 - wide * 0.72 + swing * 0.6,
                  0.5 + d + long * 0.62),
                  (0.07 - wide * 1.1, 0.36 + d)]  # fmt: skip
    else:
        start: list[Corner] = (
            [(0.2, 0.38 + d), (0.3, 0.33 + d)]
            if chin
            else [(-0.09, 0.0), (-0.03, 0.16), (0.12, 0.23), (0.24, 0.3 + d * 0.6)]
        )
        points = [*start, (0.37, 0.318 + d), (0.43, 0.42 + d), (0.37 + swing * 0.4, 0.5 + d + long * 0.5),
                  (0.26 + swing, 0.52 + d + long), (0.18 + swing, 0.5 + d + long * 0.9),
                  (0.12 if chin else 0.03, 0.46 + d * 0.7 + long * 0.5), (0.18 if chin else -0.11,
                  0.42 if chin else 0.26)]  # fmt: skip
    pen.fill(cut(points), person.hair_colour)
    if frontal and not chin:
        m = 0.03 + 0.1 * pose.mouth
        pen.fill(cut([(-0.05, 0.295), (0.065, 0.28), (0.18, 0.295), (0.065, 0.3 + m)]), MOUTH, rim=0.0)
    if pen.fine(60):
        _draw_strands(pen, person, d, long, swing, frontal)


def _draw_strands(pen: Pen, person: Person, d: float, long: float, swing: float, frontal: bool) -> None:
    tone = scaled(person.hair_colour, 1.22)
    for k in range(3):
        x = (-0.06 + 0.12 * k) if frontal else (0.1 + 0.1 * k)
        pen.line([(x, 0.42 + d), (x + swing * 0.4, 0.46 + d + long * 0.4), (x * 0.8 + 0.02 + swing * 0.9,
        0.48 + d + long * 0.8)],
                 tone, 0.012)  # fmt: skip


def _draw_moustache(pen: Pen, person: Person, frontal: bool) -> None:
    tone = scaled(person.hair_colour, 0.94)
    curl = 0.05 if person.beard == "moustache" else 0.0
    if frontal:
        pen.fill(cut([(-0.14, 0.27 - curl), (-0.05, 0.222), (0.065, 0.196), (0.18, 0.222), (0.27, 0.27 - curl), (0.18,
        0.278),
                      (0.066, 0.25), (-0.05, 0.278)]), tone, rim=0.6)  # fmt: skip
    else:
        pen.fill(cut([(0.44, 0.19), (0.34, 0.166), (0.24, 0.225), (0.19, 0.262 - curl), (0.27, 0.275), (0.37, 0.246),
        (0.44, 0.238)]),
                 tone, rim=0.6)  # fmt: skip


def _draw_whiskers(pen: Pen, person: Person, frontal: bool) -> None:
    """Side whiskers, bushy at the jaw."""
    if frontal:
        for s in (-1, 1):
            pen.fill(cut([(0.03 + s * 0.37, -0.1), (0.03 + s * 0.26, 0.1), (0.03 + s * 0.2, 0.34), (0.03 + s * 0.36,
            0.4),
                          (0.03 + s * 0.42, 0.16)]), person.hair_colour, rim=0.8)  # fmt: skip
    else:
        pen.fill(
            cut([(-0.12, -0.06), (0.0, 0.02), (0.1, 0.22), (0.14, 0.42), (-0.04, 0.44), (-0.14, 0.26)]),
            person.hair_colour,
        )


def _draw_stubble(pen: Pen, person: Person, pose: Posture, frontal: bool) -> None:
    d = 0.09 * pose.mouth
    tone = mix(person.skin, person.hair_colour, 0.5)
    points: list[Corner]
    if frontal:
        points = [
            (-0.33, 0.16),
            (-0.16, 0.24),
            (0.06, 0.2),
            (0.26, 0.24),
            (0.36, 0.16),
            (0.28, 0.38 + d),
            (0.07, 0.52 + d),
            (-0.2, 0.4 + d),
        ]
    else:
        points = [(-0.06, 0.16), (0.12, 0.24), (0.3, 0.2), (0.38, 0.2), (0.36, 0.42 + d), (0.25, 0.5 + d), (0.02, 0.4)]
    pen.fill(cut(points), tone, rim=0.0, alpha=0.55)


def draw_pipe(pen: Pen, pose: Posture, frontal: bool) -> None:
    """A short pipe between the teeth."""
    x, y = (0.14, 0.29) if frontal else (0.37, 0.262)
    y += 0.03 * pose.mouth
    pen.line([(x, y), (x + 0.12, y + 0.05), (x + 0.2, y + 0.06)], (58, 42, 36), 0.034)
    pen.fill(cut([(x + 0.15, y - 0.07, 1), (x + 0.28, y - 0.07, 1), (x + 0.27, y + 0.06), (x + 0.21, y + 0.1),
    (x + 0.15, y + 0.05)]),
             (104, 66, 46))  # fmt: skip
