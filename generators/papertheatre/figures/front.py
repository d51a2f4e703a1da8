"""A face in three-quarter view, turned a little to the right, in the head's own space (face.py)."""

from __future__ import annotations

from typing import Any, Final

from generators.papertheatre.colour import mix, scaled
from generators.papertheatre.figures.face import DARK, IRIS, LIP, MOUTH, TEAR, WHITE
from generators.papertheatre.figures.outline import cut
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.figures.person import Person
from generators.papertheatre.figures.posture import Posture
from generators.papertheatre.shapes import oval, smooth

EYES: Final = ((-0.1, 1.0, -1), (0.2, 0.84, 1))  # x, width, side: the far eye is narrower
NOSE: Final = 0.075


def outline(person: Person, mouth: float) -> Any:
    """The face from temple to chin; `mouth` drops the jaw."""
    young, stout, old = person.young, person.stout, person.old
    fair = 1.0 if person.female else 0.0
    d = 0.085 * mouth
    jaw = 0.03 * stout + 0.02 * young - 0.035 * fair
    chin = 0.535 - 0.015 * young + d
    return smooth(
        [
            (-0.31, -0.42), (0.03, -0.55), (0.33, -0.44), (0.392, -0.14), (0.385 - 0.01 * fair, 0.1),
            (0.335 + jaw, 0.3 + 0.04 * old), (0.2 + 0.03 * stout - 0.03 * fair, 0.48 + d), (0.07, chin + 0.02),
            (-0.08 + 0.03 * fair, chin - 0.01), (-0.27 - jaw, 0.32 + 0.03 * old), (-0.365, 0.08), (-0.41, -0.2),
        ]
    )  # fmt: skip


def draw_front(pen: Pen, person: Person, pose: Posture) -> None:
    """Face, cheeks, eyes, brows, nose, mouth."""
    pen.fill(outline(person, pose.mouth), person.skin)
    if pen.fine(42):
        warm = mix(person.skin, (214, 92, 74), 0.26 + 0.14 * max(0.0, pose.smile))
        y = 0.15 - 0.02 * pose.smile
        pen.fill(oval(-0.2, y, 0.105, 0.08), warm, rim=0.0, alpha=0.6)
        pen.fill(oval(0.275, y, 0.075, 0.075), warm, rim=0.0, alpha=0.6)
        if person.old > 0.05:
            _draw_wrinkles(pen, person)
    for x, wide, side in EYES:
        _draw_eye(pen, person, pose, x, wide, side)
    _draw_nose(pen, person)
    _draw_mouth(pen, person, pose)
    if pose.tears > 0.05 and pen.fine(30):
        for x in (-0.13, 0.23):
            low = 0.06 + 0.2 * pose.tears
            pen.line([(x, 0.03), (x - 0.008, low)], TEAR, 0.014)
            pen.fill(
                cut([(x, low - 0.04, 1), (x + 0.024, low + 0.01), (x, low + 0.03), (x - 0.024, low + 0.01)]),
                TEAR,
                rim=0.5,
            )
    if person.glasses:
        _draw_glasses(pen, person)


def _draw_eye(pen: Pen, person: Person, pose: Posture, x: float, wide: float, side: int) -> None:
    y, big = -0.045, 1.0 + 0.2 * person.young
    w = 0.088 * wide * (1 + 0.1 * person.young)
    brow = mix(person.hair_colour, DARK, 0.3)
    up, knit = -0.042 * pose.brow, 0.04 * pose.knit
    thick = 0.028 if person.female or person.age < 15 else 0.04
    inner, outer = x - side * w * 1.15, x + side * w * 1.25
    pen.line(
        [(inner, y - 0.105 + up + knit), (x, y - 0.142 + up), (outer, y - 0.1 + up * 0.6 - knit * 0.4)], brow, thick
    )
    shut = max(0.0, min(1.0, pose.lids + 0.18 * max(0.0, pose.smile)))
    if shut > 0.8:
        curve = 0.032 if pose.smile < 0.4 else -0.02
        pen.line([(x - w, y + 0.012), (x, y + 0.012 + curve), (x + w, y + 0.012)], DARK, 0.024)
        return
    top, low = 0.06 * big * (1 - shut), 0.044 * big
    pen.fill(
        cut([(x - w, y + 0.004, 1), (x - w * 0.3, y - top), (x + w * 0.4, y - top * 0.94), (x + w, y + 0.004, 1),
             (x + w * 0.3, y + low), (x - w * 0.4, y + low)]),
        WHITE, rim=0.0,
    )  # fmt: skip
    gx, gy = x + 0.016 + 0.032 * pose.gaze * wide, y - 0.002 + 0.02 * pose.glance
    pen.fill(oval(gx, gy, 0.037 * big * wide, min(0.044 * big, max(0.012, top * 0.85))), IRIS, rim=0.0)
    pen.line(
        [(x - w, y + 0.002), (x - w * 0.3, y - top * 0.9), (x + w * 0.4, y - top * 0.86), (x + w, y + 0.002)],
        DARK,
        0.024,
    )
    if pen.fine(46):
        pen.fill(oval(gx + 0.012, gy - 0.014, 0.01), (255, 252, 244), rim=0.0)
        pen.line(
            [(x - w * 0.7, y + low * 0.72), (x, y + low * 0.86), (x + w * 0.7, y + low * 0.7)],
            scaled(person.skin, 0.72),
            0.01,
        )
        if person.female and person.age > 12:
            pen.line([(x + side * w, y), (x + side * w * 1.35, y - 0.03)], DARK, 0.016)


def _draw_nose(pen: Pen, person: Person) -> None:
    """A wedge of shade along the far side, and the wing."""
    young, old = person.young, person.old
    tip = 0.145 - 0.04 * young + 0.03 * old
    shade = mix(person.skin, scaled(person.skin, 0.7), 0.55)
    if pen.fine(42):
        pen.fill(cut([(NOSE + 0.01, -0.06), (NOSE + 0.06, tip - 0.05), (NOSE + 0.066, tip), (NOSE, tip + 0.012),
                      (NOSE + 0.012, tip - 0.06)]), shade, rim=0.0)  # fmt: skip
    tone = scaled(person.skin, 0.62)
    pen.line([(NOSE + 0.05, tip - 0.06), (NOSE + 0.068, tip - 0.012), (NOSE + 0.02, tip + 0.014), (NOSE - 0.035,
    tip + 0.002)],
             tone, 0.018)  # fmt: skip


def _draw_mouth(pen: Pen, person: Person, pose: Posture) -> None:
    m, x, y = pose.mouth, 0.065, 0.288
    w = 0.118 * (1 + 0.16 * pose.wide) * (1 - 0.3 * max(0.0, -pose.wide) * min(1.0, m * 3)) - 0.012 * person.young
    lift = -0.034 * pose.smile
    h = 0.1 * m
    line = mix(person.skin, DARK, 0.62)
    lips = mix(person.skin, LIP, 0.62 if person.female and person.age > 13 else 0.3)
    if pen.fine(38):
        full = 0.024 if person.female else 0.016
        pen.fill(cut([(x - w * 0.92, y + lift * 0.8), (x - w * 0.3, y - full * 1.3), (x, y - full * 0.8), (x + w * 0.3,
        y - full * 1.3),
                      (x + w * 0.92, y + lift * 0.8), (x + w * 0.4, y + h + full * 2.1), (x - w * 0.4,
                      y + h + full * 2.1)]),
                 lips, rim=0.0)  # fmt: skip
    if m > 0.06:
        hole = cut([(x - w, y + lift), (x, y - 0.014), (x + w, y + lift), (x + w * 0.55, y + h), (x, y + h * 1.25),
                    (x - w * 0.55, y + h)])  # fmt: skip
        pen.fill(hole, MOUTH, rim=0.0)
        if m > 0.25 and pen.fine(60):
            pen.fill(cut([(x - w * 0.55, y + lift * 0.5 + 0.004), (x + w * 0.55, y + lift * 0.5 + 0.004), (x + w * 0.4,
            y + 0.024),
                          (x - w * 0.4, y + 0.024)]), WHITE, rim=0.0)  # fmt: skip
        return
    pen.line([(x - w, y + lift), (x - w * 0.4, y - 0.002 - lift * 0.3), (x + w * 0.4, y - 0.002 - lift * 0.3), (x + w,
    y + lift)],
             line, 0.02)  # fmt: skip


def _draw_wrinkles(pen: Pen, person: Person) -> None:
    tone = mix(person.skin, scaled(person.skin, 0.7), 0.4 + 0.6 * person.old)
    rows = (
        ((-0.16, 0.17), (-0.115, 0.24), (-0.115, 0.31)), ((0.235, 0.17), (0.245, 0.24), (0.235, 0.31)),
        ((-0.25, -0.06), (-0.29, -0.08)), ((-0.25, -0.03), (-0.3, -0.02)), ((-0.12, -0.3), (0.05, -0.315), (0.22,
        -0.3)),
        ((-0.1, -0.35), (0.05, -0.362), (0.2, -0.35)), ((-0.17, 0.03), (-0.1, 0.045), (-0.04, 0.03)),
    )  # fmt: skip
    for points in rows[: 2 + round(5 * person.old)]:
        pen.line(points, tone, 0.013)


def _draw_glasses(pen: Pen, person: Person) -> None:
    tone = (56, 48, 46)
    if person.glasses == "patch":
        pen.fill(cut([(0.1, -0.12), (0.31, -0.12), (0.29, 0.04), (0.14, 0.04)]), tone, rim=0.6)
        pen.line([(0.12, -0.09), (-0.38, -0.3)], tone, 0.022)
        return
    if person.glasses == "goggles":
        pen.line([(-0.4, -0.06), (0.39, -0.06)], (74, 56, 44), 0.07)
        for x, wide, _ in EYES:
            pen.fill(oval(x, -0.045, 0.135 * wide, 0.12), (92, 74, 54), rim=0.9)
            pen.fill(oval(x, -0.045, 0.1 * wide, 0.09), (168, 196, 190), rim=0.0)
        return
    for x, wide, side in EYES:
        if person.glasses == "monocle" and side < 0:
            continue
        r = 0.115 * wide
        ring = [(x - r, -0.04), (x - r * 0.7, -0.125), (x + r * 0.7, -0.125), (x + r, -0.04), (x + r * 0.7, 0.055),
                (x - r * 0.7, 0.055), (x - r, -0.03)]  # fmt: skip
        pen.line(ring, tone, 0.017)
    if person.glasses != "monocle":
        pen.line([(0.015, -0.05), (0.06, -0.062), (0.105, -0.05)], tone, 0.016)
        pen.line([(-0.215, -0.05), (-0.38, -0.07)], tone, 0.015)
