"""A kiosk with a fake studio and a clock that is turned by hand, and stories that are short."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pygame

from runtime.kiosk.config import Config
from runtime.kiosk.house import House
from runtime.kiosk.loop import KioskLoop
from runtime.kiosk.repertoire import Offer
from runtime.kiosk.stagehands import Heard, Stagehands
from runtime.kiosk.states import Phase
from runtime.player.canvas import Canvas
from runtime.player.window import OffscreenWindow
from runtime.soundtrack import Soundtrack
from runtime.story import Story, read_story
from tests.runtime.fakes import FakeMixer, FakeStudio, FakeVoices
from tests.runtime.player.fakes import HandClock, key

SIZE = (320, 180)
BRISK = {"idle_seconds": 20}
NOON_S = datetime(2026, 11, 26, 12, tzinfo=UTC).timestamp()
STORY = """Title: {title}
Rating: 7+
Language: en

INT. {title} - DAY #room#

ANNA stands in the room.

ANNA
Good evening.

[[choice: What now?]]
+ Stay. [[default]] -> stay
+ Go. -> stay

INT. {title} - NIGHT #stay#

ANNA sits down.

> END: Home
"""


def story(title: str = "The Room") -> Story:
    reading = read_story(STORY.format(title=title))
    assert reading.story is not None, reading.diagnostics
    return reading.story


def offer(name: str = "room", title: str = "The Room") -> Offer:
    return Offer(name, {"en": story(title)}, digest=title)


def show_folder(folder: Path, name: str, text: str) -> Path:
    """Write a show as a curator drops it."""
    (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / name / "story.fountain").write_text(text, encoding="utf-8")
    return folder / name


class Casting(FakeVoices):
    def close(self) -> None:
        """Nobody goes home."""


@dataclass
class FakeContent:
    news: tuple[Offer, ...] | None = None
    wrong: dict[str, str] = field(default_factory=dict)

    def arrived(self) -> tuple[Offer, ...] | None:
        news, self.news = self.news, None
        return news

    def problems(self) -> dict[str, str]:
        return self.wrong

    def storage(self) -> str:
        return ""


class Hall:
    """A kiosk in a hall, and a hand on all its clocks."""

    def __init__(self, *offers: Offer, config: Config | None = None) -> None:
        self.studio, self.clock, self.wall_s = FakeStudio(), HandClock(), NOON_S
        self.content = FakeContent(offers or (offer(),))
        self.voices: list[Casting] = []
        self.mixers: list[FakeMixer] = []
        self.kept: list[object] = []
        self.hands = Stagehands(self.studio, self._cast, self._score, "testcard", (64, 36))
        self.hands.keep = self.kept.append
        self.window = OffscreenWindow(SIZE)
        house = House(config or Config(visit=BRISK), self.hands, self.content, wall=lambda: self.wall_s)
        self.loop = KioskLoop(house, self.window, self.clock, Canvas(SIZE))
        self.loop.setup.timer = lambda: self.clock.time_s
        self.loop._since_s = self.clock.time_s

    def _cast(self, _: Story) -> Casting:
        self.voices.append(Casting())
        return self.voices[-1]

    def _score(self, _: Story, __: int) -> Heard:
        self.mixers.append(FakeMixer())
        return Heard(Soundtrack(self.mixers[-1]), lambda: None)  # type: ignore[arg-type]

    def wait(self, seconds: float, hz: float = 4.0) -> Hall:
        for _ in range(max(1, round(seconds * hz))):
            self.clock.time_s += 1 / hz
            self.wall_s += 1 / hz
            self.loop.step()
        return self

    def press(self, *codes: int) -> Hall:
        for code in codes:
            self.window.post(key(code))
            self.wait(0.25)
        return self

    def touch(self, target: str = "") -> Hall:
        """A finger on a target, by its key, else in the middle."""
        found = self.loop.canvas.plan.target(target)
        assert found or not target, [one.key for one in self.loop.canvas.plan.targets]
        x, y = found.box.centre if found else (SIZE[0] // 2, SIZE[1] // 4)
        self.window.post(
            pygame.event.Event(pygame.FINGERDOWN, x=x / SIZE[0], y=y / SIZE[1], finger_id=1, touch_id=1, dx=0.0, dy=0.0)
        )
        return self.wait(0.25)

    def phase(self) -> Phase:
        return self.loop.standing.phase
