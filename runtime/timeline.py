"""What is on at a frame of a stretch: shot, caption, sound, choice-point phase. Pure: frames in, values out.

All lengths are whole content frames, so that a show has the same cuts on every machine and on replay.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from runtime.commands import TimeLimits
from runtime.story.model import OnOffer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runtime.director.setup import Setup
    from runtime.story.model import Cue

OPENING_S = 0.5  # the panel fades in; input counts from the first frame of it


class Phase(StrEnum):
    """A choice point opens, is open, is locked by a press or the deadline, and is hidden."""

    HIDDEN = "hidden"
    OPENING = "opening"
    OPEN = "open"
    LOCKED = "locked"


@dataclass(frozen=True)
class Caption:
    """A piece of a line, short enough to read: at most two rows."""

    speaker: str  # "MARA"
    text: str
    colour: tuple[int, int, int]  # sRGB 0..255, the speaker's own
    start: int  # content frame
    end: int  # content frame, exclusive
    beside: tuple[Caption, ...] = ()  # what others say at the same time


@dataclass(frozen=True)
class Speech:
    """A line to be heard."""

    key: str
    start: int  # content frame
    pan: float  # -1 left .. 1 right


@dataclass(frozen=True)
class Placed:
    """A shot with its place in the stretch. The last one of a stretch goes on until something newer begins."""

    setup: Setup
    start: int  # content frame

    @property
    def end(self) -> int:
        return self.start + self.setup.frames


@dataclass(frozen=True)
class Timeline:
    """A stretch in content frames."""

    fps: Fraction
    placed: tuple[Placed, ...]
    captions: tuple[Caption, ...]
    speeches: tuple[Speech, ...]
    cues: tuple[tuple[int, Cue], ...]  # (content frame, cue)
    frames: int  # the beats' length: here the choice point opens, or the next stretch begins
    point: OnOffer | None = None
    window: int | None = None  # frames from opening to the deadline; None: waits for ever
    tail: int = 0  # frames from the deadline to the branch
    _starts: tuple[int, ...] = field(default=(), repr=False)

    def index_at(self, frame: int) -> int:
        """Which shot is on; past the end, the last one."""
        return max(0, bisect_right(self._starts, frame) - 1)

    def shot_at(self, frame: int) -> Placed:
        return self.placed[self.index_at(frame)]

    def caption_at(self, frame: int) -> Caption | None:
        """What is said; where several speak at once the first has the others beside it."""
        on = [caption for caption in self.captions if caption.start <= frame < caption.end]
        return (on[0] if len(on) == 1 else replace(on[0], beside=tuple(on[1:]))) if on else None

    def next_shot(self, frame: int) -> int:
        """Where a skip leads: the start of the next shot after `frame`, at most the end of the beats."""
        return min((start for start in (*self._starts, self.frames) if start > frame), default=self.frames)

    def hurried(self, frame: int) -> Timeline:
        """The same stretch for a viewer who skipped its last words: from `frame` on nobody speaks any more."""
        last = self.placed[-1]
        quiet = Placed(last.setup.quieted(), frame)
        return replace(self, placed=(*self.placed, quiet), captions=(), speeches=(), _starts=(*self._starts, frame))

    @property
    def deadline(self) -> int | None:
        """The first frame at which the choice point is locked by itself; None: never, or there is no choice point."""
        return None if self.point is None or self.window is None else self.frames + self.window

    @property
    def end(self) -> int | None:
        """The frame at which the next stretch begins by itself; None: it waits for a choice."""
        if self.point is None:
            return self.frames
        return None if self.deadline is None else self.deadline + self.tail

    def phase(self, frame: int, pressed_at: int | None = None) -> Phase:
        """The choice point's phase, for a viewer who pressed at frame `pressed_at`."""
        if self.point is None or frame < self.frames:
            return Phase.HIDDEN
        if pressed_at is not None or (self.deadline is not None and frame >= self.deadline):
            return Phase.LOCKED
        return Phase.OPENING if frame < self.frames + round(OPENING_S * self.fps) else Phase.OPEN

    def share_left(self, frame: int) -> float | None:
        """How much of the window is left, 1 at opening .. 0 at the deadline; None: no limit."""
        if self.deadline is None or not self.window:
            return None
        return min(1.0, max(0.0, (self.deadline - frame) / self.window))

    def takes_effect(self, pressed_at: int, cut: str) -> int:
        """The frame at which a choice pressed at `pressed_at` begins its branch; `cut` as in Choice.cut."""
        if self.deadline is not None and pressed_at >= self.deadline:
            return self.deadline + self.tail
        if cut == "end":
            return pressed_at + self.tail if self.end is None else self.end
        return max(pressed_at, self.frames)

    def limited(self, limits: TimeLimits, frame: int) -> Timeline:
        """The same stretch under other time limits; an open choice point gets its whole window from `frame` on."""
        window = _window(self.point, self.fps, limits)
        passed = max(0, frame - self.frames)
        return replace(self, window=None if window is None else window + passed)


def lay(setups: Sequence[Setup], fps: Fraction, point: OnOffer | None, limits: TimeLimits = TimeLimits.X1) -> Timeline:
    """Lay setups end to end and hang the choice point behind them."""
    placed, at = [], 0
    for setup in setups:
        placed.append(Placed(setup, at))
        at += setup.frames
    captions = tuple(
        Caption(said.speaker, piece.text, said.colour, one.start + piece.start, one.start + piece.end)
        for one in placed
        for said in one.setup.said
        for piece in said.pieces
    )
    return Timeline(
        fps=fps,
        placed=tuple(placed),
        captions=captions,
        speeches=tuple(Speech(s.key, one.start + s.start, s.pan) for one in placed for s in one.setup.said),
        cues=tuple((one.start, cue) for one in placed for cue in one.setup.cues),
        frames=at,
        point=point,
        window=_window(point, fps, limits),
        tail=round(point.tail_s * fps) if point else 0,
        _starts=tuple(one.start for one in placed),
    )


def _window(point: OnOffer | None, fps: Fraction, limits: TimeLimits) -> int | None:
    """Frames of the window under the viewer's time limits; an essential limit stays as written."""
    if point is None or point.window_s is None:
        return None
    factor = 1.0 if point.essential else limits.factor
    return None if factor is None else max(1, round(point.window_s * factor * fps))
