"""The kiosk of the day: composed as `diorama kiosk` composes it, with clocks that run as fast as the day is to go."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pygame

from runtime.audio.card import Card
from runtime.audio.clock import RATE
from runtime.audio.output import CardOutput, NullOutput
from runtime.cli.kiosk import Building, open_kiosk
from runtime.errors import DeviceError
from runtime.kiosk.config import read_config
from runtime.kiosk.content import Content
from runtime.kiosk.loop import KioskLoop
from runtime.kiosk.states import Phase
from runtime.library import stories_folder
from runtime.player.window import OffscreenWindow, Window
from runtime.settings import read_settings
from tests.soak.day.ailing import NAME

ZONE = "Europe/Berlin"
SUMMER = datetime(2027, 3, 28, 2, tzinfo=ZoneInfo(ZONE))  # summer time begins: an hour is skipped
BEFORE_S, AFTER_S = 60.0, 120.0  # of show, closed: before the doors open, and after they have shut
PATIENCE_S = 120.0  # real, for the first shows to be looked over
ASKED_EVERY_S = 0.01  # real, by the sound device
WAITS_S = 20.0  # real, for a picture
LOOK_S = 0.002  # real, between two looks for a picture that is waited for
DELAY_S = 0.05  # of show, from a device's question to what is heard
SHOWS = ("hello", "last-light", "room")
STORY = """Title: {title}
Rating: 7+
Language: en

INT. {title} - DAY #room#

ANNA stands in the room and looks around. [[shot: wide, slow push in]]

ANNA
Good evening.

[[choice: What now?]]
+ Stay. [[default]] -> stay
+ Go. -> gone

INT. {title} - NIGHT #stay#

ANNA sits down.

> END: Home

EXT. {title} - NIGHT #gone#

ANNA walks away.

> END: Abroad
"""
FILE = """\
stories = "shows"
languages = ["en", "fr", "de"]
generator = "{generator}"
size = "{size[0]}x{size[1]}"
fullscreen = true
[visit]
idle_seconds = 15
limit_minutes = 2
more_seconds = 30
more_times = 1
saves = "saves"
[content]
look_seconds = {look_s}
[operator]
statistics = "statistics"
[hours]
zone = "{zone}"
{days}
"""


@dataclass(frozen=True)
class Terms:
    """How a day is held. `span_s`: seconds of show between opening and closing."""

    folder: Path
    span_s: float
    seed: int
    speed: float = 20.0
    size: tuple[int, int] = (480, 270)
    look_s: float = 0.5  # real, between two looks at the folder of shows

    @property
    def opens(self) -> datetime:
        """So that summer time begins in the middle of it."""
        moment = SUMMER.timestamp() - self.span_s / 2
        return datetime.fromtimestamp(moment - moment % 60, ZoneInfo(ZONE))

    @property
    def shuts(self) -> datetime:
        moment = self.opens.timestamp() + self.span_s
        return datetime.fromtimestamp(moment - moment % 60, ZoneInfo(ZONE))

    @property
    def open_s(self) -> tuple[float, float]:
        """Opening and closing, on the show's clock."""
        return BEFORE_S, BEFORE_S + self.shuts.timestamp() - self.opens.timestamp()

    @property
    def ends_s(self) -> float:
        return self.open_s[1] + AFTER_S


def furnish(terms: Terms, shows: tuple[str, ...] = SHOWS) -> Path:
    """The kiosk's file and its folder of shows."""
    bundled = stories_folder()
    for name in shows:
        if bundled and (bundled / name).is_dir():
            shutil.copytree(bundled / name, terms.folder / "shows" / name)
        else:
            write_show(terms.folder / "shows" / name, STORY.format(title="The Room"))
    span = f"{terms.opens:%H:%M}-{terms.shuts:%H:%M}"
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    hours = "\n".join(f'{day} = "{span}"' for day in days)
    text = FILE.format(generator=NAME, size=terms.size, look_s=terms.look_s, zone=ZONE, days=hours)
    file = terms.folder / "kiosk.toml"
    file.write_text(text, encoding="utf-8")
    return file


def write_show(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "story.fountain").write_text(text, encoding="utf-8")
    return folder


class FastClock:
    """Seconds of show, from `begin` on so many times as fast as real ones."""

    def __init__(self, speed: float) -> None:
        self.speed = speed
        self.began_s: float | None = None  # of the monotonic clock

    def begin(self) -> None:
        self.began_s = time.monotonic()

    def __call__(self) -> float:
        return 0.0 if self.began_s is None else self.speed * (time.monotonic() - self.began_s)


class FastWindow(Window):
    """A real window for a show that runs `speed` times as fast."""

    def __init__(self, size: tuple[int, int], speed: float) -> None:
        super().__init__(size, fullscreen=True, guarded=True)
        self._speed = speed

    def wait(self, seconds: float) -> None:
        time.sleep(max(0.0, seconds) / self._speed)


class FastDevice:
    """A sound device that asks for as much as is heard at that speed; it can be pulled out and put in again."""

    def __init__(self, clock: FastClock) -> None:
        self._clock = clock
        self.gone = False
        self._card: Card | None = None
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def open(self, card: Card) -> FastDevice:
        if self.gone:
            raise DeviceError("there is no sound device")
        self._card = card
        return self

    def start(self) -> None:
        if self.gone:
            raise DeviceError("there is no sound device")
        self._over.clear()
        self._thread = threading.Thread(target=self._ask, name="device", daemon=True)
        self._thread.start()

    def abort(self) -> None:
        self._over.set()

    def close(self) -> None:
        self._over.set()

    def _ask(self) -> None:
        """A device that is gone asks for nothing."""
        asked_s, times = self._clock(), SimpleNamespace(currentTime=0.0, outputBufferDacTime=DELAY_S)
        while not self._over.wait(ASKED_EVERY_S) and self._card is not None and not self.gone:
            now_s = self._clock()
            frames = min(RATE, round((now_s - asked_s) * RATE))
            if frames:
                asked_s += frames / RATE
                self._card.callback(np.empty((frames, 2), np.float32), frames, times, None)


@dataclass
class Room:
    """A kiosk, and hands on everything around it."""

    terms: Terms
    loop: KioskLoop
    clock: Callable[[], float]
    post: Callable[[pygame.event.Event], object]
    wall_off_s: list[float]  # one number: by how much the clock on the wall is wrong
    device: FastDevice | None = None
    turn: Callable[[KioskLoop, bool], object] = lambda *_: None  # moves a clock that does not move by itself
    posted: bool = False  # since the last pass

    @property
    def phase(self) -> Phase:
        return self.loop.standing.phase

    @property
    def size(self) -> tuple[int, int]:
        return self.loop.window.size

    @property
    def content(self) -> Content:
        content = self.loop.house.content
        assert isinstance(content, Content)
        return content

    @property
    def shows(self) -> Path:
        return self.terms.folder / "shows"

    def send(self, *events: pygame.event.Event) -> None:
        """What a visitor does; it arrives at the next pass."""
        for event in events:
            self.post(event)
            self.posted = self.posted or event.type != pygame.MOUSEMOTION

    def touch(self, key: str = "") -> bool:
        """A finger on a target, by its key, else in the upper middle. False: there is no such target."""
        found = self.loop.canvas.plan.target(key) if key else None
        if key and found is None:
            return False
        width, height = self.size
        x, y = found.box.centre if found else (width // 2, height // 3)
        where: dict[str, Any] = {"x": x / width, "y": y / height, "dx": 0.0, "dy": 0.0}
        self.send(pygame.event.Event(pygame.FINGERDOWN, finger_id=1, touch_id=1, **where))
        return True

    def targets(self, start: str) -> list[str]:
        """What can be pressed, by the beginning of its key."""
        return [one.key for one in self.loop.canvas.plan.targets if one.key.startswith(start)]


@contextlib.contextmanager
def fast_room(terms: Terms) -> Iterator[Room]:
    """A kiosk in a real window, with a sound device, at the speed of the terms; its clock has not begun."""
    clock, off_s = FastClock(terms.speed), [0.0]
    device = FastDevice(clock)
    building = Building(
        window=lambda size: FastWindow(size, terms.speed),
        output=lambda: CardOutput(device.open, clock),
        wall=_wall(terms, clock, off_s),
    )
    with contextlib.ExitStack() as doors:
        loop = _opened(terms, building, doors)
        yield Room(terms, loop, clock, _post, off_s, device)


def _post(event: pygame.event.Event) -> None:
    """Where there is no display nobody can press anything on it."""
    with contextlib.suppress(pygame.error):
        pygame.event.post(event)


class HandClock:
    """Goes on by a step at each pass, but waits for a picture that is due, as a recording does.

    While trouble is being made the steps are small: what mends it takes real time.
    """

    STEPS_S = (0.5, 0.05)

    def __init__(self) -> None:
        self.at_s = 0.0

    def __call__(self) -> float:
        return self.at_s

    def turn(self, loop: KioskLoop, slowly: bool) -> None:
        until_s = time.monotonic() + WAITS_S
        while loop.show.behind and time.monotonic() < until_s:
            time.sleep(LOOK_S)
            loop.show.tick(self.at_s)
            loop.show.picture()
        self.at_s += self.STEPS_S[slowly]


class MuteOutput(NullOutput):
    """Keeps time, and asks for no sound."""

    def wanted(self) -> int:
        return 0


@contextlib.contextmanager
def small_room(terms: Terms, on_flip: Callable[[pygame.Surface], None]) -> Iterator[Room]:
    """A kiosk without a display, on a clock that is turned by hand."""
    clock, off_s = HandClock(), [0.0]
    window = OffscreenWindow(terms.size, on_flip)
    window.fullscreen = True
    building = Building(lambda _: window, lambda: MuteOutput(clock), _wall(terms, clock, off_s))
    with contextlib.ExitStack() as doors:
        loop = _opened(terms, building, doors)
        yield Room(terms, loop, clock, window.post, off_s, turn=clock.turn)


def await_shows(room: Room, count: int) -> None:
    """Before the day begins: until so many shows are on offer."""
    content, until_s = room.content, time.monotonic() + PATIENCE_S
    while len(content._offers) < count and time.monotonic() < until_s:
        time.sleep(0.02)


def _wall(terms: Terms, clock: Callable[[], float], off_s: list[float]) -> Callable[[], float]:
    began_s = terms.opens.timestamp() - BEFORE_S
    return lambda: began_s + clock() + off_s[0]


def _opened(terms: Terms, building: Building, doors: contextlib.ExitStack) -> KioskLoop:
    config = read_config(terms.folder / "kiosk.toml")
    own = {"file": str(terms.folder / "illness")}
    told = {"generator": NAME, "size": terms.size, "voices": False, "generator_settings": own}
    return open_kiosk(config, read_settings(told, terms.folder / "none.toml").settings, doors, building)


def screen_modes() -> list[str]:
    """Names of the modes of an X display, the one that is on first; none without one."""
    if not shutil.which("xrandr") or not os.environ.get("DISPLAY"):
        return []
    told = subprocess.run(["xrandr", "-q"], capture_output=True, text=True, check=False, timeout=20).stdout
    modes = [line.split() for line in told.splitlines() if line.startswith("   ")]
    return [mode[0] for mode in sorted(modes, key=lambda mode: "*" not in " ".join(mode))]
