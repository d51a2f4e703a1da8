"""What is counted in the studio."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from statistics import median

from runtime.studio.orders import Made


@dataclass
class Counts:
    """Whole numbers since the studio opened, and the last chunk times."""

    generated: int = 0  # frames that reached a ring or the shelf's chunks
    outnumbered: int = 0  # frames dropped by a worker because something newer was rolled
    shown: int = 0  # different frames handed out
    repeated: int = 0  # times a newer frame was asked for and there was none: the picture holds
    missing: int = 0  # times there was no frame of the take at all
    shelf_hits: int = 0
    shelf_misses: int = 0
    faults: int = 0  # workers that died, hung or broke their promise
    chunks_ms: deque[float] = field(default_factory=lambda: deque(maxlen=200))
    _asked: tuple[int, int] = (0, -1)  # take and index of the last question
    _served: tuple[int, int] = (0, -1)  # take and index of the last answer

    def made(self, report: Made) -> None:
        self.generated += report.frames
        self.outnumbered += report.dropped
        self.chunks_ms.append(report.ms)

    def cut(self, *, is_hit: bool) -> None:
        """Count one cut."""
        self.shelf_hits += is_hit
        self.shelf_misses += not is_hit

    def asked(self, take: int, asked: int, served: int | None) -> None:
        """Count one question for a frame; a question that is asked again counts once."""
        is_new, self._asked = (take, asked) != self._asked, (take, asked)
        if served is None:
            self.missing += is_new
        elif (take, served) != self._served:
            self.shown += 1
            self._served = (take, served)
        elif served < asked:
            self.repeated += is_new

    def flat(self) -> dict[str, float]:
        """Flat keys, as a developer's view and a bench print them."""
        whole = ("generated", "shown", "repeated", "missing", "shelf_hits", "shelf_misses", "faults")
        figures: dict[str, float] = {name: float(getattr(self, name)) for name in whole}
        figures["underruns"] = float(self.repeated + self.missing)
        figures["chunk_ms_p50"] = round(median(self.chunks_ms), 2) if self.chunks_ms else 0.0
        return figures
