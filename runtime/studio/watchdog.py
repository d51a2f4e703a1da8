"""When a worker counts as hung, and how often workers may be restarted. Pure: time comes in as an argument."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from runtime.studio.ring import Phase

STARVED_SHARES = (0.04, 0.75)  # of one processor: less is stopped or waiting, more is a loop without an end
STARVED_FACTOR = 12  # how many deadlines a starved worker is given at most
KNOWN_CHUNKS = 60  # by which a generator's usual speed is known
FEW_CHUNKS = 6  # before which it is not
LATE_CHUNKS = 2  # in a row: one can be a hiccup
LONGEST_STEP_S = 0.05  # of watched time between two looks: a player that itself gets no time blames nobody


@dataclass(frozen=True)
class Deadlines:
    """How long a worker may take before it counts as hung."""

    chunk_s: float = 0.3  # beyond the usual time of a chunk; also between two looks at a full ring
    begin_s: float = 2.0  # to prepare a shot, and again to make its first chunk
    open_s: float = 180.0  # to start and open the generator
    idle_s: float = 1.0  # between two signs of life of a worker that has nothing to make
    slow: float = 4.0  # times its usual time: a chunk that takes longer, and longer than it lasts, is a fault


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
class Tempo:
    """How fast the workers of one generator usually are: one that becomes many times slower is sick, not hung."""

    slow: float = 4.0  # times slower
    _usual_ms: deque[float] = field(default_factory=lambda: deque(maxlen=KNOWN_CHUNKS))
    _late: deque[float] = field(default_factory=lambda: deque(maxlen=KNOWN_CHUNKS))

    @property
    def usual_ms(self) -> float:
        """The usual time of a chunk; 0 while it is not known yet."""
        return median(self._usual_ms) if len(self._usual_ms) >= FEW_CHUNKS else 0.0

    @property
    def is_slow(self) -> bool:
        return len(self._late) >= LATE_CHUNKS

    def made(self, ms: float, lasts_ms: float, worked_ms: float) -> None:
        """Note a chunk that shows `lasts_ms` of film, and the processor time that it got.

        One that the processor was kept from is the machine's fault. What stays slow for long is usual from then on.
        """
        is_late = self.usual_ms > 0 and ms > max(lasts_ms, self.slow * self.usual_ms)
        if is_late and not STARVED_SHARES[0] < worked_ms / ms < STARVED_SHARES[1]:
            self._late.append(ms)
            if len(self._late) == KNOWN_CHUNKS:
                self._usual_ms, self._late = self._late, self._usual_ms
                self._late.clear()
        elif not is_late:
            self._usual_ms.append(ms)
            self._late.clear()

    def forget(self) -> None:
        """Another worker begins: what the last one did is not its fault."""
        self._late.clear()


@dataclass
class Probation:
    """When a generator that was given up is tried again: after ever longer waits, and not for ever."""

    first_s: float = 20.0
    longest_s: float = 600.0
    most: int = 8  # tries, until it has held out for `longest_s`
    tries: int = 0
    _due_s: float | None = None
    _well_s: float | None = None  # since when there is nothing to try

    def due(self, now_s: float) -> bool:
        """Whether to try now; asked again and again while something is given up."""
        self._well_s = None
        if self.tries >= self.most:
            return False
        if self._due_s is None:
            self._due_s = now_s + min(self.longest_s, self.first_s * 2.0**self.tries)
        if now_s < self._due_s:
            return False
        self.tries, self._due_s = self.tries + 1, None
        return True

    def well(self, now_s: float) -> None:
        """Nothing is given up at the moment."""
        self._due_s = None
        self._well_s = now_s if self._well_s is None else self._well_s
        if now_s - self._well_s >= self.longest_s:
            self.tries = 0


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
    _half: tuple[float, float] | None = None  # when half of the deadline was over, and the processor time at that
    _chunks_ms: deque[float] = field(default_factory=lambda: deque(maxlen=15))

    def made(self, ms: float) -> None:
        """Note how long a chunk took."""
        self._chunks_ms.append(ms)

    @property
    def usual_ms(self) -> float:
        """The usual time of a chunk; 0 before the first."""
        return median(self._chunks_ms) if self._chunks_ms else 0.0

    def hung(self, now_s: float, phase: Phase, beat: int, worked_s: Callable[[], float] = lambda: 0.0) -> bool:
        """Whether the worker is past its deadline. `worked_s`: seconds of processor time that it has had so far.

        A worker that gets the processor now and then is starved by a busy machine, not hung: it is given longer.
        """
        if self._since_s is None or beat != self._beat:
            self._since_s, self._beat, self._half = now_s, beat, None
            return False
        silent_s, allowed_s = now_s - self._since_s, self.allowed_s(phase)
        if silent_s > allowed_s / 2 and self._half is None:
            self._half = (now_s, worked_s())
        if silent_s <= allowed_s or self._half is None:
            return False
        return silent_s > STARVED_FACTOR * allowed_s or not self._starved(now_s, worked_s())

    def _starved(self, now_s: float, worked_s: float) -> bool:
        """Whether the processor was shared since half of the deadline: neither none of it was had, nor all."""
        assert self._half is not None
        passed_s = max(1e-6, now_s - self._half[0])
        return STARVED_SHARES[0] < (worked_s - self._half[1]) / passed_s < STARVED_SHARES[1]

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
