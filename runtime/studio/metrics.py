"""What is counted in the studio."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from runtime.studio.orders import Made

LATELY = 200  # chunks that the figures look back on
WHOLE = ("generated", "interpolated", "shown", "repeated", "missing", "shelf_hits", "shelf_misses", "faults")


@dataclass
class Counts:
    """Whole numbers since the studio opened, and the last chunk times."""

    generated: int = 0  # frames that reached a ring
    interpolated: int = 0  # frames that reached it besides, mixed from those
    outnumbered: int = 0  # frames dropped by a worker because something newer was rolled
    shown: int = 0  # different frames handed out
    repeated: int = 0  # times a newer frame was asked for and there was none: the picture holds
    missing: int = 0  # times there was no frame of the take at all
    shelf_hits: int = 0
    shelf_misses: int = 0
    faults: int = 0  # workers that died, hung or broke their promise
    chunks_ms: deque[float] = field(default_factory=lambda: deque(maxlen=LATELY))
    chunks_frames: deque[int] = field(default_factory=lambda: deque(maxlen=LATELY))
    firsts_ms: deque[float] = field(default_factory=lambda: deque(maxlen=LATELY))  # from a cut to its first chunk
    switches_ms: deque[float] = field(default_factory=lambda: deque(maxlen=LATELY))  # from a steer to its first chunk
    device_mb: float = 0.0
    _asked: tuple[int, int] = (0, -1)  # take and index of the last question
    _served: tuple[int, int] = (0, -1)  # take and index of the last answer

    def made(self, report: Made) -> None:
        self.generated += report.frames
        self.interpolated += report.between
        self.outnumbered += report.dropped
        self.chunks_ms.append(report.ms)
        self.chunks_frames.append(report.made)
        if report.first_ms:
            (self.switches_ms if report.steered else self.firsts_ms).append(report.first_ms)
        self.device_mb = report.device_mb

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
        figures: dict[str, float] = {name: float(getattr(self, name)) for name in WHOLE}
        figures["underruns"] = float(self.repeated + self.missing)
        cuts, spent_s = self.shelf_hits + self.shelf_misses, sum(self.chunks_ms) / 1000
        return figures | {
            "generated_fps": round(sum(self.chunks_frames) / spent_s, 1) if spent_s else 0.0,
            "chunk_ms_p50": _share(self.chunks_ms, 0.5),
            "chunk_ms_p95": _share(self.chunks_ms, 0.95),
            "first_chunk_ms_p50": _share(self.firsts_ms, 0.5),
            "switch_ms_p50": _share(self.switches_ms, 0.5),
            "shelf_hit_rate": round(self.shelf_hits / cuts, 3) if cuts else 0.0,
            "device_mb": round(self.device_mb, 1),
        }


def _share(values: deque[float], share: float) -> float:
    """The value that `share` of all do not exceed; 0 for none."""
    ranked = sorted(values)
    return round(ranked[min(len(ranked) - 1, int(share * len(ranked)))], 2) if ranked else 0.0
