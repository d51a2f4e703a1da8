"""Heads that are no faces: ghosts and robots."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.figures.outline import cut
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.figures.person import Person
from generators.papertheatre.figures.posture import Posture
from generators.papertheatre.shapes import oval

GLOW: Final[RGB] = (255, 206, 112)
HOLLOW: Final[RGB] = (58, 66, 86)


def draw_ghost(pen: Pen, person: Person, pose: Posture, frontal: bool) -> None:
    """A sheet over nobody, with hollows for eyes and mouth."""
    tone = person.cloth
    pen.fill(
        cut([(-0.44, 0.5), (-0.5, -0.1), (-0.3, -0.52), (0.06, -0.6), (0.36, -0.46), (0.46, -0.06), (0.42, 0.5)]), tone
    )
    eyes = ((-0.06, 0.06), (0.24, 0.05)) if frontal else ((0.14, 0.05), (0.32, 0.035))
    open_ = 1 - 0.85 * pose.lids
    for x, r in eyes:
        pen.fill(oval(x, -0.1 - 0.02 * pose.brow, r, 0.085 * open_ + 0.008), HOLLOW, rim=0.0)
    pen.fill(
        oval(0.11 if frontal else 0.25, 0.2 + 0.04 * pose.mouth, 0.045 + 0.02 * pose.mouth, 0.03 + 0.11 * pose.mouth),
        HOLLOW,
        rim=0.0,
    )


def draw_robot(pen: Pen, person: Person, pose: Posture, frontal: bool) -> None:
    """A tin box with lamps for eyes, a grille for a mouth that lights as it speaks, an aerial."""
    tin = person.cloth
    pen.line([(-0.06, -0.5), (-0.06, -0.78)], scaled(tin, 0.7), 0.03)
    pen.fill(oval(-0.06, -0.82, 0.06), (206, 84, 66))
    pen.fill(cut([(-0.42, -0.5, 1), (0.36, -0.5, 1), (0.4, 0.42, 1), (-0.4, 0.42, 1)]), tin)
    pen.fill(oval(-0.42, -0.04, 0.08, 0.14), scaled(tin, 0.8))
    lamp = mix(HOLLOW, GLOW, 1 - pose.lids)
    for x in (-0.02, 0.24) if frontal else (0.1, 0.29):
        pen.fill(oval(x, -0.14, 0.1), scaled(tin, 0.62), rim=0.6)
        pen.fill(oval(x + 0.02 * pose.gaze, -0.14 + 0.02 * pose.glance, 0.062), lamp, rim=0.0)
    for k in range(5):
        x = -0.1 + 0.1 * k + (0.0 if frontal else 0.06)
        high = 0.04 + 0.1 * pose.mouth * (1 - abs(k - 2) / 3.4)
        pen.line([(x, 0.24 - high / 2), (x, 0.24 + high / 2)], mix(HOLLOW, GLOW, min(1.0, 0.2 + pose.mouth)), 0.04)


Mask = Callable[[Pen, Person, Posture, bool], None]
MASKS: Final[dict[str, Mask]] = {"ghost": draw_ghost, "robot": draw_robot}
