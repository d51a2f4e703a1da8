"""When a worker counts as hung, and how often workers may be restarted. Pure: time comes in as an argument."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from statistics import median

from runtime.studio.ring import Phase

LONGEST_STEP_S = 0.05  # of watched time between two looks: a player that itself gets no time blames nobody


@dataclass(frozen=True)
class Deadlines:
    """How long a worker may take before it counts as hung."""

    chunk_s: float = 0.3  # beyond the usual time of a chunk; also between two looks at a full ring
    begin_s: float = 2.0  # to prepare a shot, and again to make its first chunk
    open_s: float = 180.0  # to start and open the generator
    idle_s: float = 1.0  # between two signs of life of a worker that has nothing to make


@dataclass
class Budget:
    """At most `limit` restarts in any `window_s` seconds."""

    limit: int = 5
    window_s: float = 60.0
    _spent: deque[float] = field(default_factory=deque)

    def spend(self, now_s: float) -> bool:
        """Restart at `now_s`, if the budget allows it; False: it does not."""
        while self._spent and now_s - self._spent[0] >= self.window_s:
            self._spent.popleft()
        if len(self._spent) >= self.limit:
            return False
        self._spent.append(now_s)
        return True


@dataclass
class WatchedTime:
    """Seconds that were really watched: long gaps between two looks count as LONGEST_STEP_S."""

    total_s: float = 0.0
    _last_s: float | None = None

    def look(self, now_s: float) -> float:
        if self._last_s is not None:
            self.total_s += min(max(0.0, now_s - self._last_s), LONGEST_STEP_S)
        self._last_s = now_s
        return self.total_s


@dataclass
class Pulse:
    """The signs of life of one worker."""

    deadlines: Deadlines
    _since_s: float | None = None  # of the last sign
    _beat: int = -1
    _chunks_ms: deque[float] = field(default_factory=lambda: deque(maxlen=15))

    def made(self, ms: float) -> None:
        """Note how long a chunk took."""
        self._chunks_ms.append(ms)

    @property
    def usual_ms(self) -> float:
        """The usual time of a chunk; 0 before the first."""
        return median(self._chunks_ms) if self._chunks_ms else 0.0

    def hung(self, now_s: float, phase: Phase, beat: int) -> bool:
        """Whether the worker is past its deadline."""
        if self._since_s is None or beat != self._beat:
            self._since_s, self._beat = now_s, beat
            return False
        return now_s - self._since_s > self.allowed_s(phase)

    def silent_s(self, now_s: float) -> float:
        """Seconds since the last sign of life."""
        return 0.0 if self._since_s is None else now_s - self._since_s

    def allowed_s(self, phase: Phase) -> float:
        """Seconds without a sign of life that are allowed in a phase."""
        limits = {
            Phase.OPENING: self.deadlines.open_s,
            Phase.BEGINNING: self.deadlines.begin_s,
            Phase.MAKING: self.deadlines.chunk_s + self.usual_ms / 1000,
            Phase.WAITING: self.deadlines.chunk_s,
            Phase.IDLE: self.deadlines.idle_s,
        }
        return limits[phase]
