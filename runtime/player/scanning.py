"""Scanning: a whole show with one switch, or two. The focus goes from option to option by itself, and whatever is
pressed, a key, a button or the glass anywhere, takes the one that has it. Pure: intents and times are arguments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from runtime.player.input import Act, Do, Intent, Next, Pick, Point, Press
from runtime.player.viewstate import Switch, ViewState

COOL_S = 0.5  # a hand that trembles presses more than once
STRAY = Pick(0)  # a key that is in no table is a switch, too
FIRST = 1.5  # the first option has the focus for longer: the page is read first
HELPERS = (Act.QUIT, Act.PAUSE, Act.CANCEL, Act.FULLSCREEN, Act.SNAPSHOT, Act.DEVELOPER, Act.ACCESS)  # as ever


class Seen(NamedTuple):
    """What lies before the viewer."""

    layer: str  # empty: there is nothing to choose
    question: str = ""
    width: int = 1280  # of the surface, in pixels


@dataclass
class Scan:
    """Where the scan is."""

    seen: tuple[str, str] = ("", "")
    next_s: float = 0.0  # when the focus goes on
    pressed_s: float = -1e9
    cool_s: float = COOL_S

    def translate(self, intents: Iterable[Intent], view: ViewState, seen: Seen, now_s: float) -> list[Intent]:
        """What devices asked for, as switches; and a step when the time for one has come."""
        if view.switch is Switch.OFF:
            return list(intents)
        if self.seen != seen[:2]:
            self.seen, self.next_s = (seen.layer, seen.question), now_s + FIRST * view.scan_s
        found = [made for intent in intents if (made := self._switched(intent, view, seen, now_s))]
        if not found and view.switch is Switch.ONE and seen.layer and now_s >= self.next_s:
            self.next_s = now_s + view.scan_s
            return [Next(by_itself=True)]
        return found

    def _switched(self, intent: Intent, view: ViewState, seen: Seen, now_s: float) -> Intent | None:
        """A press of a switch; the pointer alone is none, nor is a press within the cool-down."""
        if isinstance(intent, Do) and intent.act in HELPERS:
            return intent
        if isinstance(intent, Point) or 0 <= now_s - self.pressed_s < self.cool_s:
            return None
        self.pressed_s, self.next_s = now_s, now_s + FIRST * view.scan_s
        if not seen.layer:
            return Do(Act.PAUSE)
        chooses = view.switch is Switch.ONE or _chooses(intent, seen.width)
        return Do(Act.CONFIRM) if chooses else Next()


def _chooses(intent: Intent, width: int) -> bool:
    """Of two switches the second takes: Enter or Space, A of a pad, the right half of the glass."""
    return intent.x >= width / 2 if isinstance(intent, Press) else intent == Do(Act.CONFIRM)
