"""What figures bring along where the set has nothing of the sort: a stool to sit on, a ladder to climb."""

from __future__ import annotations

from typing import Final

from generators.papertheatre.colour import RGB
from generators.papertheatre.figures.joints import XY, Joints
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.shapes import polygon

LEG: Final[RGB] = (92, 66, 50)
SEAT: Final[RGB] = (124, 88, 62)
RUNG: Final = 0.115  # between two rungs, figure heights


def draw_stool(pen: Pen, j: Joints) -> None:
    """Three legs and a seat, just below the hips."""
    x, y = j.hip[0] - 0.012, j.hip[1] + 0.052
    for leg, slant in ((-0.085, 1.25), (0.0, 1.0), (0.09, 1.2)):
        foot = x + leg * slant
        pen.fill(polygon([(x + leg - 0.013, y), (x + leg + 0.013, y), (foot + 0.01, 0), (foot - 0.01, 0)]), LEG)
    board = [(x - 0.125, y - 0.008), (x + 0.125, y - 0.008), (x + 0.11, y + 0.022), (x - 0.11, y + 0.022)]
    pen.fill(polygon(board), SEAT)


def draw_ladder(pen: Pen, high: float) -> XY:
    """`high` figure heights of ladder, leaning a little ahead of where the climber's body is."""
    foot, lean = 0.1, 0.05
    for k in range(1, int(high / RUNG)):
        y = -k * RUNG
        x = foot + lean * k * RUNG / high
        pen.fill(polygon([(x - 0.1, y), (x + 0.13, y - 0.012), (x + 0.13, y + 0.006), (x - 0.1, y + 0.018)]), SEAT, 0.9)
    for side in (-0.1, 0.12):
        x = foot + side
        rail = [(x - 0.013, 0), (x + 0.013, 0), (x + lean + 0.011, -high), (x + lean - 0.011, -high)]
        pen.fill(polygon(rail), LEG)
    return (foot, -high)
