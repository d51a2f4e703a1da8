"""A face from the side, in the head's own space: 1 is its height, (0, 0) its middle, +x where it looks, y down."""

from __future__ import annotations

from typing import Any, Final

import skia

from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.figures.outline import cut
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.figures.person import Person
from generators.papertheatre.figures.posture import Posture
from generators.papertheatre.shapes import oval, smooth

DARK: Final[RGB] = (46, 30, 30)
WHITE: Final[RGB] = (240, 232, 218)
IRIS: Final[RGB] = (50, 38, 38)
LIP: Final[RGB] = (150, 62, 58)
MOUTH: Final[RGB] = (78, 30, 36)
TEAR: Final[RGB] = (190, 220, 236)


def profile(person: Person, pose: Posture) -> Any:
    """The outline of a face that looks right, its jaw dropped and its lips as the voice shapes them."""
    young, old, stout = person.young, person.old, person.stout
    fair = 1.0 if person.female else 0.0
    m = pose.mouth
    d = 0.095 * m  # the jaw
    pout = 0.028 * max(0.0, -pose.wide) * (0.4 + m) - 0.012 * max(0.0, pose.wide) - 0.01 * max(0.0, pose.smile)
    nose = 0.488 - 0.085 * young + 0.04 * old - 0.022 * fair
    tip = 0.105 - 0.035 * young + 0.035 * old - 0.012 * fair
    chin = 0.372 - 0.02 * fair - 0.03 * young + 0.02 * old
    brow = 0.338 + 0.014 * young - 0.012 * fair
    p = skia.Path()
    p.moveTo(-0.02, -0.50)
    p.cubicTo(0.17, -0.515, 0.305, -0.41, brow, -0.26)
    p.cubicTo(brow + 0.012, -0.20, brow + 0.02 - 0.012 * fair, -0.15, brow - 0.012, -0.095)
    p.cubicTo(brow + 0.004, -0.035, 0.41 - 0.02 * young, 0.03, nose, tip - 0.01)
    p.cubicTo(nose + 0.02, tip + 0.03, nose - 0.035, tip + 0.064, 0.378, 0.158)
    p.cubicTo(0.366, 0.178, 0.406 + pout, 0.192, 0.41 + pout, 0.222)
    p.lineTo(0.36 + pout * 0.4 - 0.05 * m, 0.25 + d * 0.35)
    p.cubicTo(0.404 + pout, 0.266 + d, 0.398 + pout, 0.302 + d, 0.36, 0.324 + d)
    p.cubicTo(0.345, 0.358 + d, chin + 0.016, 0.384 + d, chin - 0.004, 0.445 + d)
    p.cubicTo(chin - 0.035, 0.52 + d, 0.22, 0.522 + d * 0.9, 0.15, 0.49 + d * 0.7 + 0.05 * stout)
    p.cubicTo(0.03, 0.46 + d * 0.4 + 0.09 * stout, -0.08, 0.40 + 0.06 * stout, -0.11, 0.27)
    p.cubicTo(-0.17, 0.29, -0.35, 0.23, -0.42, 0.06)
    p.cubicTo(-0.50, -0.14, -0.43, -0.49, -0.02, -0.50)
    p.close()
    return p


def draw_profile(pen: Pen, person: Person, pose: Posture) -> None:
    """Face, cheek, eye, brow, mouth; the ear is the hair's business."""
    pen.fill(profile(person, pose), person.skin)
    if pen.fine(42):
        warm = mix(person.skin, (214, 92, 74), 0.26 + 0.14 * max(0.0, pose.smile))
        pen.fill(oval(0.16, 0.15 - 0.02 * pose.smile, 0.12, 0.09), warm, rim=0.0, alpha=0.6)
        if person.old > 0.05:
            _draw_wrinkles(pen, person)
    _draw_mouth(pen, person, pose)
    _draw_eye(pen, person, pose)
    if pose.tears > 0.05 and pen.fine(30):
        _draw_tear(pen, 0.24, 0.04, pose)
    if person.glasses:
        _draw_glasses(pen, person)


def _draw_mouth(pen: Pen, person: Person, pose: Posture) -> None:
    m, d = pose.mouth, 0.095 * pose.mouth
    corner = 0.262 - 0.036 * pose.smile + d * 0.3
    back = 0.275 - 0.012 * pose.smile + 0.02 * max(0.0, -pose.wide) - 0.012 * max(0.0, pose.wide)
    if m > 0.06:
        pen.fill(
            cut([(back, corner), (0.33, 0.236, 1), (0.402, 0.23, 1), (0.392, 0.272 + d, 1), (0.32, 0.29 + d)]),
            MOUTH,
            rim=0.0,
        )
        if m > 0.3 and pen.fine(60):
            pen.fill(cut([(0.32, 0.238), (0.395, 0.231), (0.39, 0.25), (0.325, 0.256)]), WHITE, rim=0.0)
    elif pen.fine(24):
        pen.line([(0.366, 0.251), (0.32, 0.258), (back, corner)], mix(person.skin, DARK, 0.62), 0.018)
    if person.female and not person.beard and pen.fine(42) and person.age > 13:
        tone = mix(person.skin, LIP, 0.62)
        pen.fill(smooth([(0.33, 0.236), (0.395, 0.2), (0.412, 0.226), (0.37, 0.248)]), tone, rim=0.0)
        pen.fill(smooth([(0.335, 0.268 + d), (0.37, 0.256 + d), (0.4, 0.28 + d), (0.36, 0.31 + d)]), tone, rim=0.0)


def _draw_eye(pen: Pen, person: Person, pose: Posture) -> None:
    y, big = -0.05, 1.0 + 0.22 * person.young
    brow = mix(person.hair_colour, DARK, 0.3)
    up, knit = -0.04 * pose.brow, pose.knit
    thick = 0.03 if person.female or person.age < 15 else 0.042
    pen.line(
        [(0.115, -0.15 + up * 0.6 - 0.012 * knit), (0.21, -0.195 + up), (0.318, -0.165 + up + 0.045 * knit)],
        brow,
        thick,
    )
    shut = max(0.0, min(1.0, pose.lids + 0.18 * max(0.0, pose.smile)))
    if shut > 0.8:
        curve = 0.035 if pose.smile < 0.4 else -0.02
        pen.line([(0.155, y + 0.012), (0.225, y + 0.012 + curve), (0.29, y + 0.012)], DARK, 0.026)
        return
    top, low = 0.062 * big * (1 - shut), 0.046 * big
    white = cut([(0.142, y + 0.008, 1), (0.21, y - top), (0.296, y - top * 0.5), (0.3, y + 0.03), (0.21, y + low)])
    pen.fill(white, WHITE, rim=0.0)
    gx, gy = 0.248 + 0.026 * pose.gaze, y - 0.002 + 0.022 * pose.glance
    pen.fill(oval(gx, gy, 0.03 * big, min(0.044 * big, max(0.012, top * 0.85))), IRIS, rim=0.0)
    pen.line([(0.136, y + 0.01), (0.2, y - top * 0.9), (0.25, y - top * 0.98), (0.306, y - top * 0.46)], DARK, 0.026)
    if pen.fine(46):
        pen.fill(oval(gx + 0.011, gy - 0.014, 0.009), (255, 252, 244), rim=0.0)
        if person.female and person.age > 12:
            pen.line([(0.3, y - top * 0.5), (0.335, y - top * 0.9)], DARK, 0.018)


def _draw_wrinkles(pen: Pen, person: Person) -> None:
    tone = mix(person.skin, scaled(person.skin, 0.7), 0.4 + 0.6 * person.old)
    rows = (
        ((0.10, -0.03), (0.05, -0.05)), ((0.10, 0.0), (0.05, 0.012)), ((0.33, 0.14), (0.262, 0.19), (0.246, 0.27)),
        ((0.2, -0.29), (0.305, -0.282)), ((0.18, -0.345), (0.28, -0.34)), ((0.17, 0.03), (0.24, 0.042), (0.28, 0.03)),
    )  # fmt: skip
    for points in rows[: 2 + round(4 * person.old)]:
        pen.line(points, tone, 0.013)


def _draw_tear(pen: Pen, x: float, y: float, pose: Posture) -> None:
    """A drop that has run some way down the cheek."""
    low = y + 0.2 * pose.tears
    pen.line([(x, y), (x - 0.006, (y + low) / 2), (x + 0.004, low)], TEAR, 0.014)
    pen.fill(cut([(x + 0.004, low - 0.045, 1), (x + 0.03, low + 0.01), (x + 0.004, low + 0.03), (x - 0.022,
    low + 0.01)]),
             TEAR, rim=0.5)  # fmt: skip


def _draw_glasses(pen: Pen, person: Person) -> None:
    tone = (56, 48, 46)
    if person.glasses == "patch":
        pen.fill(cut([(0.13, -0.12), (0.31, -0.12), (0.29, 0.03), (0.16, 0.03)]), tone, rim=0.6)
        pen.line([(0.14, -0.1), (-0.2, -0.22)], tone, 0.024)
        return
    if person.glasses == "goggles":
        pen.fill(oval(0.25, -0.045, 0.12, 0.1), (92, 74, 54), rim=0.9)
        pen.fill(oval(0.262, -0.045, 0.082, 0.07), (168, 196, 190), rim=0.0)
        pen.line([(0.14, -0.05), (-0.34, -0.06)], (74, 56, 44), 0.07)
        return
    ring = [(0.15, -0.05), (0.18, -0.13), (0.27, -0.14), (0.335, -0.07), (0.31, 0.03), (0.21, 0.045), (0.15, -0.03)]
    pen.line(ring, tone, 0.018)
    if person.glasses == "monocle":
        pen.line([(0.24, 0.045), (0.2, 0.3), (0.1, 0.5)], tone, 0.01)
    else:
        pen.line([(0.15, -0.06), (-0.07, -0.04)], tone, 0.016)
