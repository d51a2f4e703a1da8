"""What moves hair, cloth and scarves: wind, the way one walks, and time; loose things answer as damped swaying."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from generators.papertheatre.figures.joints import XY, towards

MOST: Final = 1.3  # the strongest blow that paper shows


@dataclass(frozen=True)
class Air:
    """The air around one puppet, in its own space."""

    t_s: float = 0.0
    blow: float = 0.0  # > 0 blows loose ends behind it, 1 is a storm
    gust: float = 0.1  # how unsteady it is, 0..1
    phase: float = 0.0  # of this puppet: no two sway together
    lie: float = 0.0  # degrees that the puppet is tipped back: loose ends still hang down

    def sway(self, pace: float = 1.0, offset: float = 0.0) -> float:
        """-1..1, unsteady the more it blows."""
        t = self.t_s * pace * (1.0 + 0.6 * min(MOST, abs(self.blow)))
        a, b = math.sin(t * 2.1 + self.phase + offset), math.sin(t * 3.7 + self.phase * 1.7 + offset * 1.3)
        return (0.7 * a + 0.3 * b) * (0.16 + 0.84 * self.gust)

    def loose(self, root: XY, length: float, count: int = 5, ease: float = 1.0, rest: float = 0.0) -> list[XY]:
        """Points of a loose strip that hangs from `root`; `ease` 0 is stiff, `rest` degrees where it hangs in calm."""
        points = [root]
        blow = max(-MOST, min(MOST, self.blow))
        for k in range(1, count + 1):
            u = k / count
            wave = self.sway(1.0, -1.1 * k) * (9 + 16 * abs(blow)) * u
            angle = rest * (1 - 0.75 * u) - self.lie - ease * (62 * blow * (0.45 + 0.55 * u) + wave)
            points.append(towards(points[-1], angle, length / count))
        return points
