"""Workers that become ten times slower while a show is on: when they are relieved, and what the viewer sees of it.

Either one process is slow and the spare is not, or all are; then the fallback generator goes on.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from runtime.studio import Deadlines, Studio
from runtime.studio.handle import Handle
from tests.runtime.studio.stage import LONGEST_S, spare_ready
from tests.runtime.test_kills import Performance, in_real_time
from tests.soak.proof import Result, within

SICKLY = "tests.runtime.studio.sickly:opened"
SIZE = (320, 180)
USUAL_S = 0.03  # of a chunk; ten times that is longer than it lasts
SOON_S = (0.2, 1.5)  # after its usual speed is known, a worker becomes slow within so long
RELIEF_S = {
    "one process": 2.0,
    "all": 10.0,
}  # the fallback is started only then; until it stands, slow pictures move on
GAP_S = {"one process": 0.15, "all": 0.5}


@dataclass
class Slowing:
    """Makes the running worker, or everybody (`whole`), slow at a random moment; once."""

    studio: Studio
    chance: random.Random
    file: Path
    whole: bool
    relieved_s: float | None = None  # real seconds from then on
    _due_s: float | None = None
    _since_s: float | None = None
    _victim: Handle | None = None

    def __call__(self, now_s: float) -> None:
        running = self.studio._crew.running
        if running is None or self.relieved_s is not None:
            return
        if self._due_s is None:
            if spare_ready(self.studio) and self.studio._tempo(0).usual_ms:
                self._due_s = now_s + self.chance.uniform(*SOON_S)
        elif self._since_s is None and now_s >= self._due_s:
            self.file.write_text("" if self.whole else str(running.process.pid))
            self._since_s, self._victim = time.monotonic(), running
        elif self._since_s is not None and self._is_relieved(running):
            self.relieved_s = time.monotonic() - self._since_s

    def _is_relieved(self, running: Handle) -> bool:
        return running.level > 0 if self.whole else running is not self._victim


@dataclass
class Slowed:
    """What was seen of all performances of one kind."""

    relieved_s: list[float] = field(default_factory=list)
    gaps_s: list[float] = field(default_factory=lambda: [0.0])
    missed: int = 0  # content frames that were due and not there
    unrelieved: int = 0
    changed: int = 0  # stories


def slowed_generators(seed: int, deadline: float) -> Sequence[Result]:
    """One performance after another, in turn with one slow process and with slow processes only."""
    calm, _ = _performed(seed, None)
    seen = {name: Slowed() for name in RELIEF_S}
    number = 0
    while time.monotonic() < deadline or number < len(seen):
        name = list(seen)[number % len(seen)]
        performance, relieved_s = _performed(seed + number, name == "all")
        _add(seen[name], performance, relieved_s, calm)
        number += 1
    return [result for name, one in seen.items() for result in _results(name, one, seed, calm)]


def _performed(seed: int, whole: bool | None) -> tuple[Performance, float | None]:
    """One performance, and when the slow were relieved. `whole` None: nobody becomes slow."""
    with tempfile.TemporaryDirectory() as home:
        file = Path(home) / "slow"
        settings = {"illness": "tenfold", "file": str(file), "usual_s": USUAL_S}
        with Studio(SICKLY, SIZE, fallback="testcard", settings=settings, deadlines=Deadlines()) as studio:
            studio.wait_ready(LONGEST_S)
            slowing = Slowing(studio, random.Random(seed), file, bool(whole))
            performance = in_real_time(studio, slowing if whole is not None else lambda _: None)
            return performance, slowing.relieved_s


def _add(one: Slowed, performance: Performance, relieved_s: float | None, calm: Performance) -> None:
    one.gaps_s += performance.gaps_s
    one.missed += int(performance.show.overlay().metrics["missed"])
    one.changed += performance.show.journal.commands != calm.show.journal.commands
    if relieved_s is None:
        one.unrelieved += 1
    else:
        one.relieved_s.append(relieved_s)


def _results(name: str, one: Slowed, seed: int, calm: Performance) -> list[Result]:
    n, slowest = len(one.relieved_s), max(one.relieved_s, default=0.0)
    frames = len(one.gaps_s) // max(1, n)
    note = f"{one.missed / max(1, n):.0f} of {frames} frames of a performance came late; {one.unrelieved} not relieved"
    undisturbed = f"undisturbed {1000 * max(calm.gaps_s):.0f} ms"
    what = f"generator: ten times slower ({name})"
    return [
        within(f"{what}, relieved within", 0 if one.unrelieved else n, slowest, "s", RELIEF_S[name], seed, note),
        within(f"{what}, longest gap", n, 1000 * max(one.gaps_s), "ms", 1000 * GAP_S[name], seed, undisturbed),
        within(f"{what}, stories changed", n, one.changed, "", 0, seed),
    ]
