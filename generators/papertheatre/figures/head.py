"""A puppet's head, drawn in its own space: 1 is its height, (0, 0) its middle, +x where the face looks, y down."""

from __future__ import annotations

from typing import Any, Final

import skia

from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.figures.hats import draw_hat
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.figures.posture import Posture
from generators.papertheatre.figures.wardrobe import Person
from generators.papertheatre.shapes import oval, smooth, united

DARK: Final[RGB] = (44, 30, 30)


def draw_head(pen: Pen, person: Person, pose: Posture, frontal: bool) -> None:
    """Back hair first, then neck side, face, features, beard, hair, hat."""
    if frontal:
        _draw_frontal(pen, person, pose)
    else:
        _draw_profile(pen, person, pose)


def profile(mouth: float, age: float) -> Any:
    """The outline of a face that looks right, the jaw dropped by `mouth` (0..1)."""
    young = max(0.0, 1 - age / 16)
    old = max(0.0, min(1.0, (age - 50) / 30))
    d = 0.085 * mouth
    nose = 0.485 - 0.08 * young + 0.03 * old
    tip = 0.10 - 0.03 * young + 0.03 * old
    p = skia.Path()
    p.moveTo(-0.02, -0.50)
    p.cubicTo(0.18, -0.51, 0.31, -0.40, 0.335 + 0.02 * young, -0.26)
    p.cubicTo(0.345, -0.20, 0.36 + 0.02 * old, -0.15, 0.335, -0.085)
    p.cubicTo(0.345, -0.04, 0.42, 0.03, nose, tip)
    p.cubicTo(nose + 0.012, tip + 0.035, nose - 0.05, tip + 0.06, 0.375, 0.155)
    p.cubicTo(0.37, 0.18, 0.41, 0.195, 0.408, 0.225)
    p.lineTo(0.355 - 0.04 * mouth, 0.252 + d * 0.3)
    p.cubicTo(0.40, 0.27 + d, 0.392, 0.305 + d, 0.362, 0.325 + d)
    p.cubicTo(0.345, 0.36 + d, 0.385, 0.385 + d, 0.365, 0.44 + d)
    p.cubicTo(0.335, 0.515 + d, 0.22, 0.52 + d * 0.9, 0.15, 0.49 + d * 0.7)
    p.cubicTo(0.04, 0.45 + d * 0.4, -0.07, 0.38, -0.10, 0.26)
    p.cubicTo(-0.16, 0.28, -0.34, 0.22, -0.41, 0.06)
    p.cubicTo(-0.49, -0.14, -0.42, -0.48, -0.02, -0.50)
    p.close()
    return p


def _draw_profile(pen: Pen, person: Person, pose: Posture) -> None:
    _back_hair(pen, person, -0.26)
    pen.fill(profile(pose.mouth, person.age), person.skin)
    if pen.fine:
        pen.fill(oval(0.17, 0.16, 0.13, 0.1), mix(person.skin, (206, 96, 80), 0.3), rim=0.0, alpha=0.5)
        if person.age > 52:
            _wrinkles(pen, person)
    if pose.mouth > 0.06:
        _open_mouth(pen, pose.mouth)
    elif pen.fine:
        pen.line([(0.355, 0.254), (0.28, 0.262)], mix(person.skin, DARK, 0.6), 0.016)
    _profile_eye(pen, person, pose)
    if person.beard:
        _beard(pen, person, pose.mouth)
    _hair(pen, person)
    _ear(pen, person)
    draw_hat(pen, person)


def _open_mouth(pen: Pen, mouth: float) -> None:
    d = 0.085 * mouth
    p = skia.Path()
    p.moveTo(0.25, 0.258 + d * 0.3)
    p.quadTo(0.33, 0.235, 0.40, 0.232)
    p.lineTo(0.392, 0.272 + d)
    p.quadTo(0.32, 0.285 + d, 0.25, 0.258 + d * 0.3)
    p.close()
    pen.fill(p, (74, 30, 34), rim=0.0)


def _profile_eye(pen: Pen, person: Person, pose: Posture) -> None:
    y = -0.055
    brow = mix(person.hair_colour, DARK, 0.25)
    lift = -0.035 * pose.brow
    pen.line(
        [(0.13, -0.155 + lift * 0.5), (0.22, -0.19 + lift), (0.315, -0.16 + lift * (1.4 if pose.brow < 0 else 0.8))],
        brow,
        0.036,
    )
    if pose.blink > 0.5:
        pen.line([(0.165, y + 0.02), (0.23, y + 0.035), (0.285, y + 0.02)], DARK, 0.024)
        return
    pen.fill(
        smooth([(0.15, y + 0.005), (0.22, y - 0.06), (0.295, y - 0.03), (0.295, y + 0.035), (0.21, y + 0.05)]),
        (238, 230, 216),
        rim=0.0,
    )
    pen.fill(oval(0.252, y - 0.004, 0.03, 0.04), (52, 40, 38), rim=0.0)
    pen.line([(0.145, y + 0.0), (0.21, y - 0.055), (0.305, y - 0.03)], DARK, 0.024)
    if pen.fine:
        pen.fill(oval(0.262, y - 0.018, 0.009), (255, 250, 240), rim=0.0)
    if person.glasses:
        pen.line(
            [(0.14, y), (0.16, y - 0.09), (0.3, y - 0.09), (0.33, y), (0.3, y + 0.08), (0.16, y + 0.08), (0.14, y)],
            (60, 52, 50),
            0.018,
        )
        pen.line([(0.14, y - 0.02), (-0.06, y - 0.03)], (60, 52, 50), 0.016)


def _wrinkles(pen: Pen, person: Person) -> None:
    tone = scaled(person.skin, 0.74)
    pen.line([(0.10, -0.03), (0.05, -0.05)], tone, 0.012)
    pen.line([(0.10, 0.0), (0.05, 0.01)], tone, 0.012)
    pen.line([(0.33, 0.13), (0.26, 0.19), (0.245, 0.27)], tone, 0.014)
    pen.line([(0.2, -0.29), (0.3, -0.28)], tone, 0.012)
    pen.line([(0.18, -0.345), (0.28, -0.34)], tone, 0.012)


def _ear(pen: Pen, person: Person) -> None:
    if person.hat == "hood" or person.hair in ("long", "curly"):
        return
    pen.fill(oval(-0.075, 0.03, 0.062, 0.095), scaled(person.skin, 0.93), rim=0.5)
    if pen.fine:
        pen.line([(-0.06, -0.03), (-0.1, 0.0), (-0.075, 0.07)], scaled(person.skin, 0.7), 0.014)


def _back_hair(pen: Pen, person: Person, x: float) -> None:
    tone = scaled(person.hair_colour, 0.82)
    if person.hair == "long":
        pen.fill(
            smooth(
                [
                    (x + 0.3, -0.5),
                    (x - 0.2, -0.4),
                    (x - 0.3, 0.1),
                    (x - 0.34, 0.72),
                    (x - 0.05, 0.95),
                    (x + 0.2, 0.7),
                    (x + 0.26, 0.1),
                ]
            ),
            tone,
        )
    elif person.hair == "tail":
        pen.fill(
            smooth(
                [
                    (x - 0.08, -0.32),
                    (x - 0.3, -0.34),
                    (x - 0.42, 0.0),
                    (x - 0.36, 0.52),
                    (x - 0.26, 0.56),
                    (x - 0.16, 0.1),
                ]
            ),
            tone,
        )
    elif person.hair == "bun":
        pen.fill(oval(x - 0.17, -0.26, 0.17, 0.16), tone)
    elif person.hair == "curly":
        pen.fill(
            united(
                [
                    oval(x + 0.18 + dx, dy, 0.24)
                    for dx, dy in ((-0.25, -0.3), (-0.36, -0.02), (-0.28, 0.22), (0.0, -0.42), (0.2, -0.42))
                ]
            ),
            tone,
        )


def _hair(pen: Pen, person: Person) -> None:
    tone = person.hair_colour
    if person.hair == "bald":
        pen.fill(
            smooth([(-0.4, -0.02), (-0.3, -0.12), (-0.14, -0.02), (-0.14, 0.2), (-0.3, 0.26), (-0.42, 0.14)]),
            tone,
            rim=0.5,
        )
        return
    p = skia.Path()
    p.moveTo(0.31, -0.31)
    p.cubicTo(0.22, -0.60, -0.26, -0.64, -0.45, -0.28)
    p.cubicTo(-0.52, -0.04, -0.44, 0.18, -0.33, 0.27)
    p.cubicTo(-0.22, 0.26, -0.15, 0.20, -0.13, 0.08)
    p.cubicTo(-0.14, -0.02, -0.07, -0.08, 0.0, -0.08)
    p.cubicTo(0.06, -0.18, 0.10, -0.28, 0.31, -0.31)
    p.close()
    pen.fill(p, tone)
    if pen.fine:
        for k in range(4):
            pen.line(
                [
                    (0.18 - 0.12 * k, -0.42 - 0.02 * k),
                    (-0.1 - 0.07 * k, -0.36 + 0.06 * k),
                    (-0.26 - 0.03 * k, -0.12 + 0.07 * k),
                ],
                scaled(tone, 1.25),
                0.012,
            )


def _beard(pen: Pen, person: Person, mouth: float) -> None:
    d = 0.085 * mouth
    tone = person.hair_colour
    pen.fill(smooth([(0.43, 0.185), (0.34, 0.165), (0.25, 0.235), (0.36, 0.245)]), tone, rim=0.4)
    if person.beard == "moustache":
        return
    length = 0.12 if person.beard == "short" else 0.42
    points = [
        (-0.1, 0.12),
        (-0.02, 0.22),
        (0.14, 0.26),
        (0.26, 0.31 + d),
        (0.37, 0.325 + d),
        (0.42, 0.42 + d),
        (0.34, 0.5 + d + length * 0.5),
        (0.2, 0.5 + d + length),
        (0.04, 0.44 + length * 0.6),
        (-0.1, 0.3),
    ]
    pen.fill(smooth(points), tone)


def _draw_frontal(pen: Pen, person: Person, pose: Posture) -> None:
    """Three-quarter: both eyes, turned a little to the right."""
    _back_hair(pen, person, -0.1)
    if person.hair in ("long", "curly"):
        pen.fill(
            smooth([(0.3, -0.45), (0.44, -0.1), (0.44, 0.5), (0.3, 0.7), (0.2, 0.2)]), scaled(person.hair_colour, 0.82)
        )
    d = 0.07 * pose.mouth
    young = max(0.0, 1 - person.age / 16)
    face = smooth(
        [
            (-0.30, -0.42),
            (0.04, -0.54),
            (0.34, -0.42),
            (0.39, -0.1),
            (0.36, 0.18),
            (0.25, 0.44 + d),
            (0.1, 0.54 + d),
            (-0.08, 0.52 + d),
            (-0.27, 0.32 + 0.04 * young),
            (-0.38, 0.02),
            (-0.4, -0.22),
        ]
    )
    pen.fill(face, person.skin)
    _frontal_features(pen, person, pose)
    if person.beard:
        _frontal_beard(pen, person, d)
    if person.hair != "bald":
        pen.fill(
            smooth(
                [
                    (0.36, -0.16),
                    (0.32, -0.5),
                    (0.02, -0.63),
                    (-0.34, -0.54),
                    (-0.47, -0.2),
                    (-0.42, 0.12),
                    (-0.33, 0.06),
                    (-0.3, -0.16),
                    (-0.1, -0.34),
                    (0.18, -0.36),
                    (0.3, -0.26),
                ]
            ),
            person.hair_colour,
        )
    draw_hat(pen, person)


def _frontal_features(pen: Pen, person: Person, pose: Posture) -> None:
    brow = mix(person.hair_colour, DARK, 0.25)
    lift = -0.04 * pose.brow
    y = -0.05
    for x, side in ((-0.11, -1), (0.21, 1)):
        inner = -side * 0.09
        pen.line(
            [
                (x - inner, y - 0.105 + lift * 0.6),
                (x, y - 0.135 + lift),
                (x + inner, y - 0.1 + lift * (1.5 if pose.brow < 0 else 1.0)),
            ],
            brow,
            0.034,
        )
        if pose.blink > 0.5:
            pen.line([(x - 0.07, y + 0.01), (x, y + 0.03), (x + 0.07, y + 0.01)], DARK, 0.022)
            continue
        pen.fill(
            smooth(
                [
                    (x - 0.085, y),
                    (x - 0.03, y - 0.05),
                    (x + 0.05, y - 0.048),
                    (x + 0.085, y),
                    (x + 0.03, y + 0.04),
                    (x - 0.04, y + 0.04),
                ]
            ),
            (238, 230, 216),
            rim=0.0,
        )
        pen.fill(oval(x + 0.015, y - 0.004, 0.036, 0.04), (52, 40, 38), rim=0.0)
        pen.line([(x - 0.08, y - 0.004), (x - 0.02, y - 0.048), (x + 0.05, y - 0.044), (x + 0.085, y)], DARK, 0.022)
    pen.line([(0.085, -0.04), (0.125, 0.12), (0.08, 0.15), (0.03, 0.145)], scaled(person.skin, 0.7), 0.02)
    h = 0.012 + 0.075 * pose.mouth
    pen.fill(smooth([(-0.07, 0.285), (0.06, 0.275 - h * 0.3), (0.19, 0.285), (0.06, 0.295 + h)]), (96, 40, 42), rim=0.0)
    if pen.fine:
        pen.fill(oval(-0.18, 0.16, 0.1, 0.075), mix(person.skin, (206, 96, 80), 0.3), rim=0.0, alpha=0.5)
        pen.fill(oval(0.28, 0.16, 0.07, 0.07), mix(person.skin, (206, 96, 80), 0.3), rim=0.0, alpha=0.5)


def _frontal_beard(pen: Pen, person: Person, d: float) -> None:
    tone = person.hair_colour
    if person.beard != "moustache":
        length = 0.1 if person.beard == "short" else 0.42
        outer = smooth(
            [
                (-0.37, 0.02),
                (-0.22, 0.16),
                (-0.06, 0.2),
                (0.18, 0.2),
                (0.3, 0.16),
                (0.38, 0.04),
                (0.34, 0.4 + d),
                (0.16, 0.52 + d + length),
                (-0.04, 0.52 + d + length),
                (-0.26, 0.4 + d),
            ]
        )
        pen.fill(outer, tone)
        pen.fill(smooth([(-0.06, 0.29), (0.06, 0.28), (0.18, 0.29), (0.06, 0.31 + d)]), (96, 40, 42), rim=0.0)
    else:
        pen.fill(smooth([(-0.14, 0.27), (0.06, 0.19), (0.26, 0.27), (0.06, 0.26)]), tone, rim=0.4)
