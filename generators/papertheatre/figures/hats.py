"""Hats, caps, hoods and scarves, in the space of the head (head.py)."""

from __future__ import annotations

from typing import Any

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.figures.wardrobe import Person
from generators.papertheatre.shapes import polygon, smooth


def draw_hat(pen: Pen, person: Person) -> None:
    """Hats sit on the profile and the frontal head alike."""
    tone = person.hat_colour
    shapes: dict[str, list[tuple[Any, RGB]]] = {
        "souwester": [
            (smooth([(-0.48, -0.16), (-0.44, -0.5), (0.0, -0.74), (0.36, -0.5), (0.4, -0.22)]), person.cloth),
            (
                smooth(
                    [
                        (0.5, -0.2),
                        (0.36, -0.32),
                        (-0.2, -0.34),
                        (-0.5, -0.16),
                        (-0.76, 0.24),
                        (-0.62, 0.28),
                        (-0.3, 0.0),
                        (0.3, -0.18),
                    ]
                ),
                scaled(person.cloth, 0.86),
            ),
        ],
        "cap": [
            (smooth([(-0.46, -0.16), (-0.5, -0.46), (-0.1, -0.66), (0.32, -0.56), (0.38, -0.24), (0.0, -0.2)]), tone),
            (smooth([(0.28, -0.32), (0.6, -0.24), (0.62, -0.18), (0.3, -0.2)]), scaled(tone, 0.7)),
        ],
        "hood": [
            (
                smooth(
                    [
                        (0.3, -0.44),
                        (0.1, -0.7),
                        (-0.4, -0.62),
                        (-0.62, -0.2),
                        (-0.56, 0.4),
                        (-0.2, 0.66),
                        (0.16, 0.6),
                        (-0.02, 0.4),
                        (-0.12, 0.1),
                        (0.06, -0.24),
                        (0.34, -0.34),
                    ]
                ),
                person.cloth,
            ),
        ],
        "top": [
            (polygon([(-0.36, -0.34), (-0.4, -1.02), (0.3, -1.02), (0.28, -0.34)]), (50, 48, 54)),
            (
                smooth([(-0.62, -0.3), (-0.3, -0.38), (0.3, -0.38), (0.56, -0.3), (0.3, -0.24), (-0.3, -0.24)]),
                (50, 48, 54),
            ),
        ],
        "brim": [
            (smooth([(-0.42, -0.3), (-0.4, -0.66), (-0.05, -0.76), (0.28, -0.66), (0.32, -0.3)]), tone),
            (
                smooth([(-0.8, -0.2), (-0.4, -0.36), (0.3, -0.36), (0.72, -0.22), (0.3, -0.22), (-0.3, -0.22)]),
                scaled(tone, 0.84),
            ),
        ],
        "beanie": [
            (smooth([(-0.46, -0.14), (-0.46, -0.5), (-0.05, -0.74), (0.3, -0.54), (0.36, -0.28), (0.0, -0.2)]), tone),
            (
                smooth([(-0.5, -0.06), (-0.5, -0.24), (0.0, -0.34), (0.4, -0.38), (0.4, -0.22), (0.0, -0.16)]),
                scaled(tone, 0.84),
            ),
        ],
        "crown": [
            (
                polygon(
                    [
                        (-0.36, -0.36),
                        (-0.4, -0.72),
                        (-0.2, -0.54),
                        (-0.04, -0.78),
                        (0.12, -0.54),
                        (0.3, -0.72),
                        (0.28, -0.36),
                    ]
                ),
                (226, 180, 84),
            ),
        ],
        "kerchief": [
            (
                smooth(
                    [
                        (0.3, -0.4),
                        (0.1, -0.62),
                        (-0.4, -0.56),
                        (-0.56, -0.14),
                        (-0.5, 0.3),
                        (-0.24, 0.5),
                        (-0.1, 0.3),
                        (-0.08, -0.1),
                        (0.12, -0.3),
                    ]
                ),
                tone,
            ),
        ],
    }
    for path, colour in shapes.get(person.hat, []):
        pen.fill(path, colour)
