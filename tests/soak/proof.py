"""What the soak is made of: a proof goes on until its deadline, and says how bad the worst of N was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Result:
    """One line of the table."""

    name: str
    n: int  # so many were reached
    worst: float  # of the N
    unit: str
    limit: float
    passed: bool
    seed: int
    note: str = ""  # what failed, or what the figure leaves out

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def within(name: str, n: int, worst: float, unit: str, limit: float, seed: int, note: str = "") -> Result:
    """A result that passes if something was reached and the worst of it is not over the limit."""
    return Result(name, n, worst, unit, limit, n > 0 and worst <= limit, seed, note)


Run = Callable[[int, float], Result | Sequence[Result]]  # (seed, deadline on the monotonic clock, in seconds)


@dataclass(frozen=True)
class Proof:
    """A proof, and how much of the time it gets."""

    name: str
    run: Run
    share: float = 1.0  # beside the shares of the others


class Interrupted(KeyboardInterrupt):
    """Ctrl-C in the middle of a proof: what had been proved until then."""

    def __init__(self, results: Sequence[Result]) -> None:
        super().__init__()
        self.results = tuple(results)
