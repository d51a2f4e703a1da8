"""How often a voice process may die, and when voices that were given up are tried again. Time comes in."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

RESTARTS = 3
FORGIVEN_S = 600.0  # after which a death no longer counts, and voices that were given up are tried again


@dataclass
class Mortality:
    """The deaths of one voice process after another."""

    deaths: int = 0  # in all
    _died_s: deque[float] = field(default_factory=deque)  # those that are not forgiven
    _given_up_s: float | None = None

    def died(self, now_s: float) -> bool:
        """Count a death; True: that was once too often."""
        self.deaths += 1
        self._died_s.append(now_s)
        while now_s - self._died_s[0] > FORGIVEN_S:
            self._died_s.popleft()
        return len(self._died_s) > RESTARTS

    def forgive(self) -> None:
        """Somebody else begins: earlier deaths were not theirs."""
        self._died_s.clear()

    def give_up(self, now_s: float) -> None:
        """Nobody begins again for a while."""
        self._given_up_s = now_s

    def end(self) -> None:
        """Nobody begins again at all."""
        self._given_up_s = None

    def is_due(self, now_s: float) -> bool:
        """Whether to begin again now; says so once."""
        if self._given_up_s is None or now_s - self._given_up_s <= FORGIVEN_S:
            return False
        self._given_up_s = None
        self._died_s.clear()
        return True
