"""A line to be voiced, and a line voiced; and voices that never say anything."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.clock import RATE
from runtime.audio.engines import version_of
from runtime.audio.speech import LONGEST_TEXT
from runtime.audio.voicebox import Order
from runtime.audio.voicecache import read_voice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from runtime.audio.troupe import Part

SPEECH_VERSION = "2"  # raise it when the same words come to sound different: old cache files no longer count


def _no_samples() -> NDArray[np.int16]:
    return np.zeros(0, np.int16)


@dataclass(frozen=True)
class VoiceLine:
    """A line to be voiced."""

    text: str
    speaker: str = ""
    description: str = ""  # of the cast member, from the bible
    manner: str = ""  # "whispering"
    id: str = ""  # of the line, if it has one: its recording is found by it
    cast: tuple[tuple[str, str], ...] = ()  # (name, description) of everybody who must sound different


@dataclass(frozen=True)
class Voice:
    """A line, voiced."""

    seconds: float
    loudness: tuple[float, ...]  # 0..1 per content frame: how far the mouth is open
    samples: NDArray[np.int16] = field(
        default_factory=_no_samples, compare=False
    )  # mono, 48 kHz, where they are in memory
    file: Path | None = None  # else where they are kept

    @property
    def wave(self) -> NDArray[np.float32]:
        """float32 mono at 48 kHz, -1..1; read or made anew at each call. Silence, if the file is gone since."""
        kept = read_voice(self.file) if self.file else self.samples
        if kept is None:
            return np.zeros(round(self.seconds * RATE), np.float32)
        return kept.astype(np.float32) / np.float32(32767.0)


class SilentVoices:
    """No voice, ever: every line is settled at once, and timed by reading speed."""

    available = False
    patience_s = 0.0

    def __init__(self, notice: str = "") -> None:
        self.notice = notice

    def request(self, lines: Sequence[VoiceLine]) -> None:
        """Nothing comes of it."""

    def hurry(self, line: VoiceLine) -> None:
        """Nothing comes of it."""

    def get(self, line: VoiceLine) -> Voice | None:  # noqa: ARG002
        return None

    def settled(self, lines: Sequence[VoiceLine]) -> bool:  # noqa: ARG002
        return True

    def wait(self, lines: Sequence[VoiceLine], timeout_s: float) -> bool:  # noqa: ARG002
        return True

    def poll(self) -> None:
        """Nothing happens."""

    def ask(self, answer: Callable[[], object]) -> None:
        """Nobody is there who could be lost."""
        answer()

    def metrics(self) -> dict[str, float]:
        return {"voices_made": 0.0}

    def close(self) -> None:
        """Nothing is held."""


@lru_cache(maxsize=8192)
def order_for(line: VoiceLine, part: Part, version: str) -> Order:
    """The order for a line; its key says what is heard, not who asked."""
    text = "" if part.engine == "recording" else line.text
    said = f"{SPEECH_VERSION}\n{part}\n{version}\n{text}"
    key = hashlib.blake2b(said.encode(errors="replace"), digest_size=16).hexdigest()
    return Order(key, text[: LONGEST_TEXT + 1], part)


@lru_cache(maxsize=16)
def engine_version(engine: str) -> str:
    return version_of(engine)


@lru_cache(maxsize=8192)
def file_state(path: Path) -> str:
    """Tells a recording from what lay in its place before."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size}/{found.st_mtime_ns}"
