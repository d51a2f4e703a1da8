"""Where the canvas is shown: a window of any size, or none at all for recordings and tests."""

from __future__ import annotations

import os
import time
import warnings
from collections.abc import Callable
from contextlib import suppress

import pygame

from runtime.audio.card import hushed_stderr
from runtime.errors import DeviceError
from runtime.player.displays import MISHAPS, desktop_sizes, spare_the_processor

LEAST = (160, 90)
MOST = (3840, 2160)
NO_DISPLAYS = ("dummy", "offscreen", "evdev")
POINTER_S = 3.0
UNCOVERED = (pygame.VIDEOEXPOSE, pygame.WINDOWEXPOSED)
GUARDED = {  # hints of SDL for a screen that nobody is to leave
    "SDL_GRAB_KEYBOARD": "1",
    "SDL_ALLOW_ALT_TAB_WHILE_GRABBED": "0",
    "SDL_WINDOWS_NO_CLOSE_ON_ALT_F4": "1",
    "SDL_VIDEO_MINIMIZE_ON_FOCUS_LOSS": "0",
}
LOOK_S = 0.5  # from one look at the displays to the next, and from one try to have a window back to the next


def display_problem() -> str:
    """Why no window can be opened, in one sentence; empty when one can. A driver that was asked for is no problem."""
    MISHAPS.expect()
    try:
        with hushed_stderr():
            pygame.display.init()
        driver = pygame.display.get_driver()
    except pygame.error as problem:
        return f"No display was found ({problem})."
    asked = os.environ.get("SDL_VIDEODRIVER", os.environ.get("SDL_VIDEO_DRIVER", ""))
    if driver in NO_DISPLAYS and driver not in asked:
        pygame.display.quit()
        return f"No display was found (SDL offers only “{driver}”)."
    return ""


def within(size: tuple[int, int]) -> tuple[int, int]:
    """A window's size, held between the least and the most."""
    return min(MOST[0], max(LEAST[0], size[0])), min(MOST[1], max(LEAST[1], size[1]))


class Window:
    """A window that can be resized; `surface` is a new one after that.

    One that is lost is opened again; until then the show goes on, on a surface that nobody sees.
    """

    def __init__(
        self, size: tuple[int, int], title: str = "Diorama", *, fullscreen: bool = False, guarded: bool = False
    ) -> None:
        """`guarded`: on the full screen no chord of keys reaches the system, as far as the system lets go of it."""
        if guarded:
            for name, value in GUARDED.items():
                os.environ.setdefault(name, value)
        spare_the_processor()
        problem = display_problem()
        if problem:
            raise DeviceError(f"{problem} A show can still be performed into a film.")
        self._windowed = within(size)
        self._guarded = guarded
        self._touched = False  # by a finger last, not by a mouse
        self._fullscreen = False
        self._waiting: list[pygame.event.Event] = []
        self._title = title
        self._blind: pygame.Surface | None = None  # drawn on while there is no window
        self._looked_s = 0.0
        self._tried_s = -LOOK_S  # last, to have a window back
        self._desktops: list[tuple[int, int]] = []
        pygame.display.set_caption(title)
        self._open(self._windowed, fullscreen)
        with suppress(pygame.error):
            pygame.joystick.init()

    @property
    def fullscreen(self) -> bool:
        return self._fullscreen

    @property
    def surface(self) -> pygame.Surface:
        surface = pygame.display.get_surface() if self._blind is None else self._blind
        return surface if surface is not None else self._lose()

    @property
    def size(self) -> tuple[int, int]:
        return self.surface.get_size()

    def events(self) -> list[pygame.event.Event]:
        """What came since the last call; pointers in pixels of the surface."""
        try:
            self._mind_displays(time.monotonic())
            came = [event for event in (*self._waiting, *pygame.event.get()) if not _is_still(event)]
            self._waiting = []
            if any(event.type in UNCOVERED for event in came):
                self.flip()
            self._mind_pointer(came)
        except (pygame.error, DeviceError):
            self._lose()
            return []
        scale_x, scale_y = self._pixels_per_point()
        if (scale_x, scale_y) == (1.0, 1.0):
            return came
        return [_scaled(event, scale_x, scale_y) for event in came]

    def wait(self, seconds: float) -> None:
        """Sleep, but wake for an event."""
        whole_ms = int(seconds * 1000)
        if whole_ms < 1:
            time.sleep(max(0.0, seconds))
            return
        try:
            event = pygame.event.wait(whole_ms)
        except pygame.error:
            self._lose()
            time.sleep(seconds)
            return
        if event.type != pygame.NOEVENT:
            self._waiting.append(event)

    def flip(self) -> None:
        if self._blind is None:
            try:
                pygame.display.flip()
            except pygame.error:
                self._lose()

    def toggle_fullscreen(self) -> None:
        try:
            self._open(self._windowed, not self._fullscreen)
        except DeviceError:
            self._lose()

    def show_pointer(self, on: bool) -> None:
        """A screen that is only touched has none."""
        on = on and not self._touched
        if self._blind is None and pygame.mouse.get_visible() != on:
            pygame.mouse.set_visible(on)
            if pygame.mouse.get_relative_mode():  # pygame takes a hidden pointer and held keys for a game's: presses
                pygame.mouse.set_relative_mode(False)  # would stand where nobody has pressed

    @property
    def is_lost(self) -> bool:
        """There is no window at the moment."""
        return self._blind is not None

    def close(self) -> None:
        pygame.display.quit()

    def _open(self, size: tuple[int, int], fullscreen: bool) -> None:
        if fullscreen and not self._fullscreen and pygame.display.get_surface():
            self._windowed = self.size
        flags = pygame.FULLSCREEN if fullscreen else pygame.RESIZABLE
        try:
            pygame.display.set_mode((0, 0) if fullscreen else size, flags)
        except pygame.error as problem:
            raise DeviceError(f"No window can be opened ({problem}). A show can still be performed.") from problem
        MISHAPS.watch()
        self._fullscreen = fullscreen
        self._blind = None
        self._hold_keys()
        self._desktops = desktop_sizes()

    def _hold_keys(self) -> None:
        """Chords of the window manager come to us instead, where they are nothing."""
        if self._guarded:
            with suppress(pygame.error, AttributeError), warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # pygame has no other way to the display's window
                pygame.Window.from_display_module().grab_keyboard = self._fullscreen

    def _mind_pointer(self, came: list[pygame.event.Event]) -> None:
        for event in came:
            if event.type == pygame.FINGERDOWN:
                self._touched = True
            elif event.type == pygame.MOUSEMOTION and not getattr(event, "touch", False):
                self._touched = False

    def _lose(self) -> pygame.Surface:
        """No window any more: something to draw on, and the next look tries to open one again."""
        if self._blind is None:
            self._go_blind(pygame.Surface(self._windowed, 0, 32), time.monotonic())
        assert self._blind is not None
        return self._blind

    def _go_blind(self, drawn_on: pygame.Surface, now_s: float) -> None:
        """The next look is at once, unless a window was opened just now: who takes one after another is not hurried."""
        self._blind = drawn_on
        self._looked_s = now_s if now_s - self._tried_s < LOOK_S else now_s - LOOK_S

    def _mind_displays(self, now_s: float) -> None:
        """A lost window comes back; a full screen follows its display's size."""
        if MISHAPS.is_lost and self._blind is None:
            self._go_blind(self.surface.copy(), now_s)
        if now_s - self._looked_s < LOOK_S:
            return
        self._looked_s = now_s
        if self._blind is not None:
            self._come_back()
        elif self._fullscreen and desktop_sizes() != self._desktops:
            self._blind = self.surface.copy()
            self._come_back()

    def _come_back(self) -> None:
        """Begin with SDL's displays anew: what was there before is gone."""
        last, self._tried_s = self.surface, time.monotonic()
        pygame.display.quit()
        if display_problem():
            return
        pygame.display.set_caption(self._title)
        with suppress(DeviceError):
            self._open(self._windowed, self._fullscreen)
            self._repaint(last)

    def _repaint(self, last: pygame.Surface) -> None:
        """Show what was shown last, as large as the window is now: a card or a pause draws nothing by itself."""
        pygame.transform.scale(last.convert(self.surface), self.size, self.surface)
        self.flip()

    def _pixels_per_point(self) -> tuple[float, float]:
        """On screens with fine pixels the pointer counts in points."""
        points = pygame.display.get_window_size()
        w, h = self.size
        return (w / points[0], h / points[1]) if points[0] and points[1] else (1.0, 1.0)


def _is_still(event: pygame.event.Event) -> bool:
    """A pointer that did not move: SDL reports one when it shows or hides the arrow, and at the start."""
    return bool(event.type == pygame.MOUSEMOTION and getattr(event, "rel", None) == (0, 0))


def _scaled(event: pygame.event.Event, x: float, y: float) -> pygame.event.Event:
    if "pos" not in event.__dict__:
        return event
    return pygame.event.Event(event.type, {**event.__dict__, "pos": (event.pos[0] * x, event.pos[1] * y)})


class OffscreenWindow:
    """No display: a surface, events that are handed in, and a word to whoever records at each flip."""

    def __init__(self, size: tuple[int, int], on_flip: Callable[[pygame.Surface], None] | None = None) -> None:
        self.surface = pygame.Surface(size, 0, 32)
        self.fullscreen = False
        self.is_lost = False
        self.flips = 0
        self._on_flip = on_flip
        self._posted: list[pygame.event.Event] = []

    @property
    def size(self) -> tuple[int, int]:
        return self.surface.get_size()

    def post(self, event: pygame.event.Event) -> None:
        self._posted.append(event)

    def resize(self, size: tuple[int, int]) -> None:
        self.surface = pygame.Surface(size, 0, 32)

    def events(self) -> list[pygame.event.Event]:
        came, self._posted = self._posted, []
        return came

    def wait(self, seconds: float) -> None:
        """Nobody is looking: there is nothing to wait for."""

    def flip(self) -> None:
        self.flips += 1
        if self._on_flip:
            self._on_flip(self.surface)

    def toggle_fullscreen(self) -> None:
        self.fullscreen = not self.fullscreen

    def show_pointer(self, on: bool) -> None:
        """There is none."""

    def close(self) -> None:
        """Nothing was opened."""
