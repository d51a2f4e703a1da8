"""How many seconds a play lasts, as the director paces it without voices: what is said at reading speed.

Every text is timed once. A choice takes as long as its question and options take to read, and never longer than its
window; the picture after it begins when its `cut` says so.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from runtime.director.pacing import GAP_S, LEAD_S, action_s, frames_of, reading_s
from runtime.story.model import Action, Line

if TYPE_CHECKING:
    from runtime.story.model import Choice, OnOffer, Stretch

FPS = Fraction(24)  # shots are whole frames long
TEXTS = 65_536  # that are remembered


@lru_cache(TEXTS)
def _action_s(text: str) -> float:
    return float(frames_of(action_s(text), FPS) / FPS)


@lru_cache(TEXTS)
def _line_s(text: str) -> float:
    return float(sum(frames_of(part, FPS) for part in (LEAD_S, reading_s(text), GAP_S)) / FPS)


@lru_cache(TEXTS)
def _reading_s(text: str) -> float:
    return reading_s(text)


def stretch_s(stretch: Stretch) -> float:
    """Seconds from a stretch's first frame to its choice point, or to the next stretch."""
    seconds = longest = 0.0  # of those who speak at once, the one who speaks longest
    for beat in stretch.beats:
        if isinstance(beat, Line):
            spoken = _line_s(beat.text)
            seconds += max(0.0, spoken - longest) if beat.together else spoken
            longest = max(longest, spoken) if beat.together else spoken
        elif isinstance(beat, Action):
            seconds += _action_s(beat.text)
            longest = 0.0
    return seconds or _action_s(stretch.synopsis)


def decision_s(point: OnOffer, choice: Choice) -> float:
    """Seconds from the opening of a choice point to the first frame of what a viewer chose."""
    read = _reading_s(" ".join((point.question, *(one.text for one in point.choices))))
    if point.window_s is None:
        return read + (point.tail_s if choice.cut == "end" else 0.0)
    return point.window_s + point.tail_s if choice.cut == "end" else min(read, point.window_s)
