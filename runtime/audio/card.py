"""The sound card's side: a ring that the callback empties without ever waiting, and a PortAudio stream for it."""

from __future__ import annotations

import contextlib
import os
import sys
from collections import deque
from typing import TYPE_CHECKING, Any

import numpy as np

from runtime.audio.clock import RATE
from runtime.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

CHANNELS = 2
RING_FRAMES = RATE  # one second: far more than is ever kept ready
LATENCY_S = 0.025  # asked of the device
LONGEST_LATENCY_S = 2.0  # a driver that reports more is not to be believed
NO_LIBRARY = (
    "No sound: PortAudio is missing. Debian and Ubuntu: apt install libportaudio2 "
    "(on macOS and Windows the wheel of sounddevice holds it)."
)
NO_PACKAGE = "No sound: the Python package sounddevice is missing. Install it with: pip install sounddevice"
NO_DEVICE = "No sound: no sound device was found."


class NoCardError(DeviceError):
    """Everything is installed, and no device is there: one may be plugged in."""


class Card:
    """A ring between one writer (the loop) and one reader (the callback). Each side moves its own counters only."""

    def __init__(self, clock: Callable[[], float], latency_s: float = LATENCY_S) -> None:
        self.latency_s = latency_s  # used when the driver does not say
        self.underruns = 0
        self.lost_frames = 0
        self.overruns = 0  # callbacks that came to an end too late, or a device's word that one did
        self._clock = clock
        self._ring = np.zeros((RING_FRAMES, CHANNELS), np.float32)
        self._written = 0
        self._dropped = 0  # everything written before this is not to be heard
        self._taken = (0, 0)  # (frames handed to the device, zeros included; frames read): moved in one step
        self._moments: deque[tuple[int, float]] = deque(maxlen=256)

    @property
    def ready(self) -> int:
        """Frames written and not yet taken."""
        return self._written - max(self._taken[1], self._dropped)

    @property
    def head(self) -> int:
        """The device's sample number of the next frame that is written."""
        played, read = self._taken
        return played + self._written - max(read, self._dropped)

    def put(self, sound: NDArray[np.float32]) -> None:
        """Write float32 (n, 2); what does not fit is dropped, for a full ring is a second too far ahead anyway."""
        count = min(len(sound), RING_FRAMES - self.ready)
        start = self._written % RING_FRAMES
        first = min(count, RING_FRAMES - start)
        self._ring[start : start + first] = sound[:first]
        self._ring[: count - first] = sound[first:count]
        self._written += count

    def clear(self) -> None:
        """Drop what is ready: nobody takes it any more."""
        self._dropped = self._written

    def moments(self) -> list[tuple[int, float]]:
        """(sample number, when it is heard) for each callback since the last call."""
        found = []
        while self._moments:
            found.append(self._moments.popleft())
        return found

    def fill(self, out: NDArray[np.float32], delay_s: float) -> None:
        """Called by the device: fill float32 (n, 2), heard `delay_s` from now. Takes what is there, never waits."""
        frames = len(out)
        played, read = self._taken
        read = max(read, self._dropped)
        self._moments.append((played, self._clock() + delay_s))
        taken = min(frames, self._written - read)
        start = read % RING_FRAMES
        first = min(taken, RING_FRAMES - start)
        out[:first] = self._ring[start : start + first]
        out[first:taken] = self._ring[: taken - first]
        out[taken:] = 0.0
        if taken < frames and self._written:  # before the first sound, silence is what there is to hear
            self.underruns += 1
            self.lost_frames += frames - taken
        self._taken = (played + frames, read + taken)

    def callback(self, out: NDArray[np.float32], frames: int, times: Any, status: Any) -> None:
        """PortAudio's callback."""
        begun_s = self._clock()
        delay_s = float(times.outputBufferDacTime - times.currentTime)
        self.fill(out, delay_s if 0.0 < delay_s < LONGEST_LATENCY_S else self.latency_s)
        self.overruns += bool(status and status.output_underflow) or self._clock() - begun_s > frames / RATE


@contextlib.contextmanager
def hushed_stderr() -> Iterator[None]:
    """Sound libraries write pages to the terminal when a device is missing; one line of our own says it better."""
    if not sys.platform.startswith("linux"):
        yield
        return
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def open_stream(card: Card, device: str, afresh: bool = False) -> Any:
    """A PortAudio stream that empties `card`, not yet started. Raises DeviceError with the line to show.

    `afresh`: look for devices anew, which stops every stream there is.
    """
    with hushed_stderr():
        try:
            import sounddevice
        except ImportError as problem:
            raise DeviceError(NO_PACKAGE) from problem
        except OSError as problem:
            raise DeviceError(NO_LIBRARY) from problem
        try:
            if afresh:  # PortAudio lists the devices when it starts, and never again
                sounddevice._terminate()
                sounddevice._initialize()
            stream = sounddevice.OutputStream(
                samplerate=RATE,
                channels=CHANNELS,
                dtype="float32",
                latency=LATENCY_S,
                device=None if device == "default" else device,
                callback=card.callback,
            )
        except (sounddevice.PortAudioError, ValueError) as problem:
            raise NoCardError(NO_DEVICE if device == "default" else f"No sound: no device {device!r}.") from problem
    card.latency_s = float(stream.latency)
    return stream
