"""Where the mix goes and where time comes from: a sound card, or nothing at all in perfect time.

The card's callback takes from a ring without waiting and fills with zeros. A card that is missing or dies never
stops the show.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from runtime.audio.card import Card, NoCardError, open_stream
from runtime.audio.clock import RATE, CardClock, NullClock
from runtime.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

AHEAD_S = 0.1  # sound kept ready beyond what the device holds
SILENT_S = 1.0  # a device that asks for nothing for so long is gone
RETRY_S = 1.0  # from one look for a device that is back to the next
RARELY_S = 2.0  # the same, once it has been gone for LONG_S: a look costs the machine something
LONG_S = 60.0
STUCK_S = 20.0  # a driver that takes longer to open is left alone with its thread
MOST_STUCK = 3  # threads that drivers may keep
GONE = "The sound device stopped; the show goes on without sound."


class Output(Protocol):
    """One way for sound to be heard. `now_s` is the show's master clock."""

    @property
    def name(self) -> str: ...

    @property
    def notice(self) -> str:
        """Empty, or one line for the viewer."""

    @property
    def underruns(self) -> int:
        """How often nothing was ready."""

    def start(self) -> None: ...

    def now_s(self) -> float:
        """Seconds of sound heard since the start: even, never back."""

    def head_s(self) -> float:
        """When the next sample written will be heard."""

    def wanted(self) -> int:
        """Frames of sound to write now, 0 when enough is ready."""

    def write(self, sound: NDArray[np.float32]) -> None:
        """Take float32 (n, 2), -1..1, at 48 kHz."""

    def ask(self, answer: Callable[[], object]) -> None:
        """Have `answer` called once the device has taken sound, or is known to be gone. From any thread."""

    def close(self) -> None: ...


class NullOutput:
    """Hears nothing, keeps perfect time. `clock` is any rising seconds counter."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, notice: str = "", name: str = "null") -> None:
        self.name, self.notice = name, notice
        self.underruns = 0
        self._clock = NullClock(clock)
        self._head_s = 0.0

    def start(self) -> None:
        self._clock.start()

    def now_s(self) -> float:
        return self._clock.now_s()

    def head_s(self) -> float:
        now_s = self.now_s()
        if self._head_s < now_s:
            self.underruns += self._head_s > 0
            self._head_s = now_s
        return self._head_s

    def wanted(self) -> int:
        return max(0, round((self.now_s() + AHEAD_S - self.head_s()) * RATE))

    def write(self, sound: NDArray[np.float32]) -> None:
        self._head_s = self.head_s() + len(sound) / RATE

    def ask(self, answer: Callable[[], object]) -> None:
        """There is no device that could be lost."""
        answer()

    def close(self) -> None:
        """Nothing is held."""


class CardOutput:
    """A sound card. Its samples are the clock; when it falls silent, the monotonic clock goes on from there.

    `absent`: there is none yet, and this line says so; it is looked for as one that is lost.
    """

    def __init__(
        self, open_card: Callable[[Card], Any], clock: Callable[[], float] = time.monotonic, absent: str = ""
    ) -> None:
        self.notice = absent
        self._clock = clock
        self._card = Card(clock)
        self._time = CardClock()
        self._open_card = open_card
        self._stream = None if absent else open_card(self._card)
        self._reopening: threading.Thread | None = None
        self._tried_s = 0.0  # when opening it again was last tried
        self._gone_s = 0.0  # since when it has been gone
        self._stuck = 0  # threads that never came back from a driver
        self._asked: deque[Callable[[], object]] = deque()
        self.name = str(getattr(self._stream, "device_name", "default"))
        self._started_s: float | None = None
        self._blind_head_s: float | None = None  # where writing stands while the device is gone

    @property
    def underruns(self) -> int:
        return self._card.underruns

    @property
    def lost_frames(self) -> int:
        """Frames of zeros that were heard because nothing was ready."""
        return self._card.lost_frames

    @property
    def overruns(self) -> int:
        """How often the callback itself was too late, by its own clock or by the device's word."""
        return self._card.overruns

    def start(self) -> None:
        self._started_s = self._clock()
        if self._stream is None:
            self._go_blind(self._started_s, self.notice)
            return
        try:
            self._stream.start()
        except Exception:  # whatever a driver throws, the show goes on
            self.notice = GONE

    def now_s(self) -> float:
        self._listen()
        return self._time.now_s(self._clock())

    def head_s(self) -> float:
        now_s = self.now_s()
        if self._blind_head_s is not None:
            self._blind_head_s = max(self._blind_head_s, now_s)
            return self._blind_head_s
        return max(now_s, self._time.at_s(self._card.head))

    def wanted(self) -> int:
        now_s = self.now_s()
        if self._blind_head_s is not None:
            return max(0, round((now_s + AHEAD_S - self.head_s()) * RATE))
        return max(0, round(AHEAD_S * RATE) - self._card.ready)

    def write(self, sound: NDArray[np.float32]) -> None:
        if self._blind_head_s is None:
            self._card.put(sound)
        else:
            self._blind_head_s = self.head_s() + len(sound) / RATE

    def close(self) -> None:
        stream: Any = self._stream
        self._stream = None
        with contextlib.suppress(Exception):  # a device that is gone cannot be closed, and need not be
            stream.abort()
            stream.close()

    def ask(self, answer: Callable[[], object]) -> None:
        """Answered by a look at the time that finds new callbacks, or knows that there are none."""
        self._asked.append(answer)

    def _listen(self) -> None:
        """Learn from the callbacks since the last look, and notice when they stop or come back."""
        if self._started_s is None:
            return
        moments = self._card.moments()
        for sample, heard_at_s in moments:
            self._time.observe(sample, heard_at_s)
        now_s = self._clock()
        while self._asked and (moments or self._blind_head_s is not None):
            self._asked.popleft()()
        if moments:
            self._started_s, self._blind_head_s, self.notice = now_s, None, ""
        elif self._blind_head_s is None and now_s - self._started_s > SILENT_S:
            self._go_blind(now_s)
        elif self._blind_head_s is not None:
            pause_s = RETRY_S if now_s - self._gone_s < LONG_S else RARELY_S
            if now_s - self._tried_s >= pause_s:
                self._try_again(now_s)

    def _go_blind(self, now_s: float, notice: str = GONE) -> None:
        self.notice = notice
        self._time.begin(now_s)
        self._blind_head_s = self._time.now_s(now_s)
        self._gone_s = now_s
        self._tried_s = now_s  # one that only stuttered may come back by itself
        self._card.clear()

    def _try_again(self, now_s: float) -> None:
        """Look for a device once more, in a thread of its own: drivers may take their time, or never come back."""
        if self._reopening is not None and self._reopening.is_alive():
            if now_s - self._tried_s < STUCK_S or self._stuck >= MOST_STUCK:
                return
            self._stuck += 1
        self._tried_s = now_s
        self._reopening = threading.Thread(target=self._reopen, name="sound device", daemon=True)
        self._reopening.start()

    def _reopen(self) -> None:
        self.close()
        with contextlib.suppress(Exception):  # no device yet: the next try comes
            stream = self._open_card(self._card)
            stream.start()
            if self._reopening is threading.current_thread():
                self._stream = stream
            else:  # another one has been found meanwhile
                stream.abort()
                stream.close()


def open_output(device: str = "default", clock: Callable[[], float] = time.monotonic) -> Output:
    """The sound card, or a null output whose notice says why there is none. `device`: "default", "null" or a name."""
    if device == "null":
        return NullOutput(clock)
    try:
        return CardOutput(lambda card: open_stream(card, device, afresh=card.head > 0), clock)
    except NoCardError as problem:  # one may be plugged in later
        return CardOutput(lambda card: open_stream(card, device, afresh=True), clock, absent=str(problem))
    except DeviceError as problem:
        return NullOutput(clock, notice=str(problem))
