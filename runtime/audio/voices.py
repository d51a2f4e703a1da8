"""Voices for the lines of a show, made ahead of need in a process of their own. No call waits, but for `wait`.

A voice process that dies or hangs is started again, three times at most; then the show goes on by reading speed.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict, deque
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from runtime.audio.casting import delivery_of
from runtime.audio.clock import RATE
from runtime.audio.speech import LONGEST_TEXT
from runtime.audio.voicebox import SPEECH_VERSION, Order, Ready, Spoken, Unable, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from fractions import Fraction
    from multiprocessing.connection import Connection
    from pathlib import Path

    from numpy.typing import NDArray

RESTARTS = 3
START_DEADLINE_S = 30.0  # for a voice process to come up on a slow disk
LINE_DEADLINE_S = 20.0  # for one line and the loading of the voice, and then some for its length
CHARACTER_DEADLINE_S = 0.02
TRIES = 2  # a line that a voice process dies of twice is not said
KEPT_BYTES = 64_000_000  # about eleven minutes of speech
MISSING = "No voices: hibari-tts is missing. Install it with: pip install hibari-tts"
BROKEN = "No voices: the voice process failed. The show goes on with captions."


@dataclass(frozen=True)
class VoiceLine:
    """A line to be voiced."""

    text: str
    speaker: str = ""
    description: str = ""  # of the cast member, from the bible
    manner: str = ""  # "whispering"


@dataclass(frozen=True)
class Voice:
    """A line, voiced."""

    seconds: float
    loudness: tuple[float, ...]  # 0..1 per content frame: how far the mouth is open
    samples: NDArray[np.int16]  # mono, 48 kHz

    @property
    def wave(self) -> NDArray[np.float32]:
        """float32 mono at 48 kHz, -1..1; made anew at each call, for int16 is half the memory."""
        return self.samples.astype(np.float32) / np.float32(32767.0)


class SilentVoices:
    """No voice, ever: every line is settled at once, and timed by reading speed."""

    available = False

    def __init__(self, notice: str = "") -> None:
        self.notice = notice

    def request(self, lines: Sequence[VoiceLine]) -> None:
        """Nothing comes of it."""

    def get(self, line: VoiceLine) -> Voice | None:  # noqa: ARG002
        return None

    def settled(self, lines: Sequence[VoiceLine]) -> bool:  # noqa: ARG002
        return True

    def wait(self, lines: Sequence[VoiceLine], timeout_s: float) -> bool:  # noqa: ARG002
        return True

    def poll(self) -> None:
        """Nothing happens."""

    def metrics(self) -> dict[str, float]:
        return {"voices_made": 0.0}

    def close(self) -> None:
        """Nothing is held."""


class Voices:
    """Voices by hibari. Used from one thread; the pipe is read by a thread of its own."""

    def __init__(
        self,
        fps: Fraction,
        cache: Path | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        kept_bytes: int = KEPT_BYTES,
    ) -> None:
        self.available = find_spec("hibari") is not None
        self.notice = "" if self.available else MISSING
        self._fps, self._cache, self._clock, self._kept_bytes = fps, cache, clock, kept_bytes
        self._queue: OrderedDict[str, Order] = OrderedDict()
        self._made: OrderedDict[str, Voice] = OrderedDict()
        self._failed: dict[str, str] = {}
        self._tries: dict[str, int] = {}
        self._flying: tuple[Order, float] | None = None  # the order given, and its deadline
        self._mail: deque[tuple[int, Any]] = deque()  # (number of the process, message; None: its pipe is closed)
        self._arrived = threading.Condition()
        self._process: Any = None
        self._pipe: Connection | None = None
        self._number = 0  # of the running process; what an earlier one says is stale
        self._ready_by_s: float | None = None
        self._spent_s: list[tuple[float, float]] = []  # (seconds of speech, seconds it took)
        self._rss_bytes = 0
        if self.available:
            self._start()

    # --- what a show asks --------------------------------------------------------------------------------------------

    def request(self, lines: Sequence[VoiceLine]) -> None:
        """Have these made, in this order, after what was asked for before. Cheap to ask again."""
        if not self.available:
            return
        for line in lines:
            order = order_for(line)
            known = order.key in self._made or order.key in self._failed or order.key in self._queue
            if not known and not (self._flying and self._flying[0].key == order.key):
                self._queue[order.key] = order
        self._send()

    def get(self, line: VoiceLine) -> Voice | None:
        """The voice of a line, or None when it is not made, or cannot be."""
        key = order_for(line).key
        if key in self._made:
            self._made.move_to_end(key)
        return self._made.get(key)

    def settled(self, lines: Sequence[VoiceLine]) -> bool:
        """Each is made or has failed: there is nothing to wait for. What was never asked for is asked for now."""
        if not self.available:
            return True
        self.request(lines)
        return all(self._is_settled(order_for(line).key) for line in lines)

    def problem(self, line: VoiceLine) -> str:
        """Why a line has no voice; "" when it has, or may yet have."""
        return self._failed.get(order_for(line).key, "")

    def poll(self) -> None:
        """Take what has arrived, watch the deadlines, give the next order. Never waits."""
        while self._mail:
            number, message = self._mail.popleft()
            if number == self._number:
                self._receive(message)
        late = self._deadline_s()
        if late is not None and self._clock() > late:
            self._bury()
        self._send()

    def wait(self, lines: Sequence[VoiceLine], timeout_s: float) -> bool:
        """Wait until `lines` are settled, for recordings and tests; False when that took too long."""
        end_s = time.monotonic() + timeout_s
        while not self.settled(lines):
            left_s = end_s - time.monotonic()
            if left_s <= 0:
                return False
            with self._arrived:
                self._arrived.wait_for(lambda: bool(self._mail), min(left_s, 0.25))
            self.poll()
        return True

    def metrics(self) -> dict[str, float]:
        """voices_made, voices_failed, voice_x_realtime (median), voice_rss_mb, voice_restarts."""
        speeds = [said / spent for said, spent in self._spent_s if spent > 0]
        return {
            "voices_made": float(len(self._spent_s)),
            "voices_failed": float(len(self._failed)),
            "voice_x_realtime": float(np.median(speeds)) if speeds else 0.0,
            "voice_rss_mb": self._rss_bytes / 1e6,
            "voice_restarts": float(max(0, self._number - 1)),
        }

    @property
    def pid(self) -> int:
        """Of the voice process; 0 when there is none."""
        return int(self._process.pid or 0) if self._process is not None else 0

    def close(self) -> None:
        """End the voice process. It would end with this one anyway."""
        self.available = False
        self._stop()

    # --- the process -------------------------------------------------------------------------------------------------

    def _start(self) -> None:
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        self._pipe, far = context.Pipe()
        self._process = context.Process(target=serve, args=(far, self._fps, self._cache), name="voices", daemon=True)
        self._process.start()
        far.close()
        self._number += 1
        self._ready_by_s = self._clock() + START_DEADLINE_S
        threading.Thread(target=self._listen, args=(self._pipe, self._number), name="voices", daemon=True).start()

    def _listen(self, pipe: Connection, number: int) -> None:
        message: Any = ...
        while message is not None:
            try:
                message = pipe.recv()
            except (EOFError, OSError):
                message = None
            with self._arrived:
                self._mail.append((number, message))
                self._arrived.notify_all()

    def _stop(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.join(0.1)  # killed: a matter of milliseconds
        self._process = None
        self._flying = self._ready_by_s = None
        self._number += not self.available  # what still comes is not for us

    def _bury(self) -> None:
        """The process died or hangs: begin again, if that was not often."""
        if self._flying is not None:
            order, _ = self._flying
            self._tries[order.key] = self._tries.get(order.key, 0) + 1
            if self._tries[order.key] >= TRIES:
                self._failed[order.key] = "the voice process did not survive it"
            else:
                self._queue[order.key] = order
                self._queue.move_to_end(order.key, last=False)
        self._stop()
        if self._number > RESTARTS:
            self._give_up(BROKEN)
        else:
            self._start()

    def _give_up(self, notice: str) -> None:
        self.notice = notice
        self.close()

    def _deadline_s(self) -> float | None:
        return self._flying[1] if self._flying else self._ready_by_s

    def _send(self) -> None:
        """One order at a time: a short message into an empty pipe cannot block."""
        if (
            self._flying
            or not self._queue
            or self._pipe is None
            or self._process is None
            or self._ready_by_s is not None
        ):
            return
        _, order = self._queue.popitem(last=False)
        deadline_s = self._clock() + LINE_DEADLINE_S + CHARACTER_DEADLINE_S * len(order.text)
        self._flying = (order, deadline_s)
        try:
            self._pipe.send(order)
        except OSError:
            self._bury()

    def _receive(self, message: Any) -> None:
        match message:
            case Ready():
                self._ready_by_s, self._rss_bytes = None, message.rss_bytes
            case Spoken():
                self._flying, self._rss_bytes = None, message.rss_bytes
                self._keep(message)
            case Unable():
                self._give_up(f"No voices: {message.problem}")
            case _:
                self._bury()

    def _keep(self, spoken: Spoken) -> None:
        if spoken.problem:
            self._failed[spoken.key] = spoken.problem
            return
        samples = np.frombuffer(spoken.samples, "<i2")
        self._made[spoken.key] = Voice(len(samples) / RATE, spoken.loudness, samples)
        self._spent_s.append((len(samples) / RATE, spoken.made_s))
        held = sum(voice.samples.nbytes for voice in self._made.values())
        while held > self._kept_bytes and len(self._made) > 1:
            held -= self._made.popitem(last=False)[1].samples.nbytes

    def _is_settled(self, key: str) -> bool:
        return key in self._made or key in self._failed


@lru_cache(maxsize=4096)
def order_for(line: VoiceLine) -> Order:
    """The order for a line; its key says what is heard, not who asked."""
    delivery = delivery_of(line.speaker, line.description, line.manner)
    said = f"{SPEECH_VERSION}\n{delivery}\n{line.text}"
    key = hashlib.blake2b(said.encode(errors="replace"), digest_size=16).hexdigest()
    return Order(key, line.text[: LONGEST_TEXT + 1], delivery)
