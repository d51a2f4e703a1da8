"""Which frames are on the screen: the running take, the outgoing one below it in a transition, and what is held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generators.base import Transition
from runtime.overlay import Picture

if TYPE_CHECKING:
    from fractions import Fraction

    from runtime.company import Shown, StudioFace

BLEND_S = {Transition.DISSOLVE: 0.5, Transition.IRIS: 0.8, Transition.CURTAIN: 1.2, Transition.PAGE: 0.8}


@dataclass
class ShowClock:
    """Show time: the clock's time without the pauses, in seconds."""

    now_s: float = 0.0
    held_s: float = 0.0
    paused: bool = False
    started: bool = False

    def tick(self, now_s: float) -> None:
        if not self.started:
            self.started, self.now_s, self.held_s = True, now_s, now_s
        if self.paused:
            self.held_s += now_s - self.now_s
        self.now_s = now_s

    @property
    def show_s(self) -> float:
        return self.now_s - self.held_s


class Screen:
    """What was shown last, and what is to be shown next."""

    def __init__(self, studio: StudioFace, fps: Fraction) -> None:
        self._studio = studio
        self._fps = fps
        self._outgoing: tuple[int, int] | None = None  # take and index that go on below a transition
        self._counted = (0, -1)
        self.take = 0
        self.index = 0
        self.behind = True  # the exact frame that is due is not there yet
        self.missed = 0  # content frames that were due and not there, since the start

    def picture(self, take: int, index: int, transition: Transition) -> Picture:
        """Frame `index` of `take`, or the newest before it, over what was on before."""
        if take != self.take:
            self._outgoing = (self.take, self.index + 1) if self.take else None
            self.take = take
        got = self._studio.frame(take, index)
        self.behind = got is None or got.index < index
        self._count(take, index)
        self.index = index
        blended = round(BLEND_S.get(transition, 0.0) * self._fps)
        below = self._below(index) if got is None or index < blended else None
        if got is None:
            return Picture(below.pixels if below else None, key=(take, -1, below.index if below else -1))
        if below is None:
            return Picture(got.pixels, key=(take, got.index))
        progress = (index + 1) / (blended + 1)
        return Picture(got.pixels, below.pixels, transition, progress, (take, got.index, below.index, index))

    def _below(self, index: int) -> Shown | None:
        """What was on before, going on."""
        if self._outgoing is None:
            return None
        take, begun = self._outgoing
        return self._studio.frame(take, begun + index)

    def _count(self, take: int, index: int) -> None:
        """Count each content frame once that was due and not there."""
        if self._counted != (take, index):
            self._counted = (take, index)
            self.missed += self.behind
