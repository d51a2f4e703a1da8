"""What heads and hats are drawn with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generators.papertheatre.colour import RGB

Paint = Callable[..., None]  # (path, colour, rim=1.0)


@dataclass(frozen=True)
class Pen:
    """What a head is drawn with."""

    fill: Paint
    line: Callable[[list[tuple[float, float]], RGB, float], None]
    fine: bool  # draw small things (lashes, wrinkles): the head is large enough
