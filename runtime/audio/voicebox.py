"""The voice process: takes orders from a pipe, says them one after another, gives the waves back. Ends with its parent.

Imports nothing heavy at the top, because a spawned process starts with this file.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runtime.memory import be_frugal

if TYPE_CHECKING:
    from fractions import Fraction
    from multiprocessing.connection import Connection

    from runtime.audio.troupe import Part

NICENESS = 5  # a voice is made ahead of need: the picture goes first


@dataclass(frozen=True)
class Order:
    """A line to be said."""

    key: str  # digest of what will be heard
    text: str
    part: Part

    @property
    def is_recording(self) -> bool:
        return self.part.engine == "recording"


@dataclass(frozen=True)
class Ping:
    """Whether somebody is there."""


@dataclass(frozen=True)
class Pong:
    """Somebody is."""


@dataclass(frozen=True)
class Ready:
    """The voice process is up; it loads the voice with the first line that is not in the cache."""

    rss_bytes: int


@dataclass(frozen=True)
class Spoken:
    """A line was said: int16 mono at 48 kHz; or it could not be, and `problem` says why."""

    key: str
    count: int = 0  # samples
    samples: bytes = b""  # empty where they lie in `file`
    file: str = ""  # of the cache
    loudness: tuple[float, ...] = ()  # 0..1 per content frame
    problem: str = ""
    made_s: float = 0.0  # 0 when it came from the cache
    rss_bytes: int = 0


@dataclass(frozen=True)
class Unable:
    """An engine cannot be loaded on this machine."""

    engine: str
    problem: str


def serve(pipe: Connection, fps: Fraction, folder: Path | None) -> None:
    """Main function of the voice process."""
    with contextlib.suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the player, which then closes the pipe
    with contextlib.suppress(AttributeError, OSError):
        os.nice(NICENESS)
    be_frugal()
    orders: queue.SimpleQueue[Order | Ping] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, orders), daemon=True).start()
    with contextlib.suppress(BrokenPipeError, ConnectionError):
        _work(pipe, orders, fps, folder)


def _listen(pipe: Connection, orders: queue.SimpleQueue[Order | Ping]) -> None:
    """Take orders at once, so that nobody waits to give them; when the parent is gone, so is this process."""
    while True:
        try:
            orders.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)


def _work(pipe: Connection, orders: queue.SimpleQueue[Order | Ping], fps: Fraction, folder: Path | None) -> None:
    from runtime.audio.voicecache import VoiceCache

    cache = VoiceCache(folder) if folder else None
    speakers: dict[str, Any] = {}
    pipe.send(Ready(_rss_bytes()))
    while True:
        order = orders.get()
        if isinstance(order, Ping):
            pipe.send(Pong())
            continue
        kept = cache.get(order.key) if cache else None
        if kept is not None and cache is not None:
            pipe.send(_packed(order, kept, fps, file=str(cache.path(order.key))))
            continue
        engine = order.part.engine
        if engine not in speakers:
            try:
                speakers[engine] = open_engine(engine, folder)
            except Exception as problem:  # whatever a missing or broken engine throws, the parent is told
                pipe.send(Unable(engine, f"{type(problem).__name__}: {problem}"))
                continue
        pipe.send(_said(speakers[engine], order, fps, cache))


def open_engine(engine: str, folder: Path | None) -> Any:
    from runtime.audio import engines

    return engines.open_engine(engine, folder)


def _said(speaker: Any, order: Order, fps: Fraction, cache: Any) -> Spoken:
    import numpy as np

    started_s = time.perf_counter()
    try:
        wave = speaker.say(order.text, order.part.voice, order.part.delivery)
    except Exception as problem:  # text and files come from anybody: one bad line must not end the voices
        words = str(problem) if isinstance(problem, ValueError) else f"{type(problem).__name__}: {problem}"
        return Spoken(order.key, problem=words, rss_bytes=_rss_bytes())
    samples = np.round(wave * 32767.0).astype(np.int16)
    made_s = time.perf_counter() - started_s
    file = str(cache.path(order.key)) if cache and not order.is_recording and cache.put(order.key, samples) else ""
    return _packed(order, samples, fps, made_s, file)


def _packed(order: Order, samples: Any, fps: Fraction, made_s: float = 0.0, file: str = "") -> Spoken:
    import numpy as np

    from runtime.audio.levels import envelope
    from runtime.audio.workshop import give_back_memory

    give_back_memory()
    mouth = envelope(samples.astype(np.float32) / 32767.0, fps)
    kept = b"" if file else samples.astype("<i2").tobytes()
    return Spoken(order.key, len(samples), kept, file, mouth, made_s=made_s, rss_bytes=_rss_bytes())


def _rss_bytes() -> int:
    """Memory of this process that is resident; 0 where it cannot be told without loading something for it."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0
