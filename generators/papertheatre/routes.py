"""Ways across the stage, as functions of time: entering, leaving, walking to a mark, pacing up and down."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

RAMP: Final = 0.16  # share of a way on which one gets going, and stops
TURN_S: Final = 0.34  # how long a paper figure takes to turn round
OUTSIDE: Final = 1.3  # stage units beyond the visible edge


@dataclass(frozen=True)
class Route:
    """From one x to another, in stage units and seconds; `paces` goes to and fro for ever."""

    start: float
    end: float
    begin_s: float = 0.0
    arrive_s: float = 2.0
    paces: bool = False
    backwards: bool = False  # faces where it comes from

    @property
    def direction(self) -> int:
        return 1 if self.end >= self.start else -1

    def share(self, t_s: float) -> float:
        """0..1 of the way, with a start and a stop."""
        u = (t_s - self.begin_s) / max(1e-3, self.arrive_s - self.begin_s)
        if u <= 0:
            return 0.0
        if u >= 1:
            return 1.0
        k = 1 / (2 * RAMP * (1 - RAMP))
        if u < RAMP:
            return u * u * k
        if u > 1 - RAMP:
            return 1 - (1 - u) ** 2 * k
        return (u - RAMP / 2) / (1 - RAMP)

    def x(self, t_s: float) -> float:
        if self.paces:
            return (self.start + self.end) / 2 - math.cos(self._turns(t_s)) * (self.end - self.start) / 2
        return self.start + (self.end - self.start) * self.share(t_s)

    def gone(self, t_s: float) -> float:
        """Stage units walked so far."""
        if self.paces:
            a = self._turns(t_s)
            laps = math.floor(a / math.pi)
            return abs(self.end - self.start) * (laps + (1 - math.cos(a - laps * math.pi)) / 2)
        gone = abs(self.end - self.start) * self.share(t_s)
        return -gone if self.backwards else gone

    def speed(self, t_s: float) -> float:
        """Stage units a second."""
        h = 0.02
        return abs(self.gone(t_s + h) - self.gone(t_s - h)) / (2 * h)

    def pace(self, t_s: float) -> float:
        """0 stands .. 1 in full stride."""
        if self.paces:
            return min(1.0, abs(math.sin(self._turns(t_s))) * 2.2)
        u = (t_s - self.begin_s) / max(1e-3, self.arrive_s - self.begin_s)
        return max(0.0, min(1.0, u / RAMP * 1.2, (1 - u) / RAMP * 1.2))

    def facing(self, t_s: float, rest: int) -> float:
        """-1..1: the way it goes, then `rest`, turning like paper on a stick."""
        if self.paces:
            turns = self._turns(t_s)
            return (1.0 if turns < 0.3 else max(-1.0, min(1.0, math.sin(turns) * 9))) * self.direction
        ahead = -self.direction if self.backwards else self.direction
        if t_s < self.arrive_s - TURN_S / 2 or ahead == rest:
            return float(ahead)
        u = min(1.0, (t_s - self.arrive_s + TURN_S / 2) / TURN_S)
        return math.cos(math.pi * u) * ahead

    def _turns(self, t_s: float) -> float:
        return math.pi * max(0.0, t_s - self.begin_s) / max(0.4, self.arrive_s - self.begin_s)


def outside(x: float, half: float) -> float:
    """The x off stage on the side where `x` is."""
    return (half + OUTSIDE) * (1 if x >= 0 else -1)
