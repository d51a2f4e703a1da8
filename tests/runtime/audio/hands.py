"""A clock that is moved by hand, and a sound device that plays when it is told to."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.card import Card
from runtime.audio.clock import RATE
from runtime.errors import DeviceError

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 480
DELAY_S = 0.03


class Hand:
    """Seconds that somebody moves."""

    def __init__(self, at_s: float = 0.0) -> None:
        self.at_s = at_s

    def __call__(self) -> float:
        return self.at_s

    def move(self, by_s: float) -> None:
        self.at_s += by_s


class Device:
    """Asks a card for sound as PortAudio does; keeps what it heard."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand
        self.heard: list[NDArray[np.float32]] = []
        self.started = self.closed = self.gone = False
        self.opened = 0
        self._card: Card | None = None

    def open(self, card: Card) -> Device:
        if self.gone:
            raise DeviceError("gone")
        self._card = card
        self.opened += 1
        return self

    def start(self) -> None:
        self.started = True

    def abort(self) -> None:
        self.started = False

    def close(self) -> None:
        self.closed = True

    def play(self, seconds: float) -> None:
        """Let time pass, block by block; a device that is gone asks for nothing."""
        for _ in range(round(seconds * RATE / BLOCK)):
            self.hand.move(BLOCK / RATE)
            if self._card is not None and self.started and not self.gone:
                out = np.full((BLOCK, 2), np.nan, np.float32)
                times = SimpleNamespace(currentTime=7.0, outputBufferDacTime=7.0 + DELAY_S)
                self._card.callback(out, BLOCK, times, None)
                self.heard.append(out)

    def sound(self) -> NDArray[np.float32]:
        return np.concatenate(self.heard)
