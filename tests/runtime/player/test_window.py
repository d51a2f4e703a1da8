"""Windows: what is a display, what is not, and one that needs none."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pygame
import pytest

from runtime.errors import DeviceError
from runtime.player import window as window_module
from runtime.player.displays import MISHAPS, PLAIN, Error, spare_the_processor
from runtime.player.window import LEAST, MOST, OffscreenWindow, Window, display_problem, within
from tests.runtime.player.fakes import key


@pytest.fixture
def driver(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """SDL's own dummy driver, asked for; everything is closed afterwards."""
    monkeypatch.delenv("SDL_VIDEO_DRIVER", raising=False)
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    pygame.display.quit()
    yield monkeypatch
    pygame.display.quit()


def test_sizes_are_held_between_the_least_and_the_most() -> None:
    assert within((1, 9999)) == (LEAST[0], MOST[1])
    assert within((1280, 720)) == (1280, 720)


def test_a_driver_that_was_asked_for_is_no_problem(driver: pytest.MonkeyPatch) -> None:
    assert display_problem() == ""
    window = Window((640, 360))
    assert window.size == (640, 360)
    window.close()


@pytest.mark.parametrize("name", ["offscreen", "dummy"])
def test_a_driver_that_nobody_asked_for_is_no_display(driver: pytest.MonkeyPatch, name: str) -> None:
    driver.delenv("SDL_VIDEODRIVER")
    driver.setattr(pygame.display, "init", lambda: None)
    driver.setattr(pygame.display, "get_driver", lambda: name)
    assert name in display_problem()
    with pytest.raises(DeviceError, match="film"):
        Window((640, 360))


def test_no_driver_at_all_is_no_display(driver: pytest.MonkeyPatch) -> None:
    driver.setenv("SDL_VIDEODRIVER", "there-is-no-such-driver")
    assert "No display" in display_problem()


@pytest.mark.parametrize("size", [(160, 90), (1280, 720), (3840, 2160)])
def test_windows_of_all_sizes_open(driver: pytest.MonkeyPatch, size: tuple[int, int]) -> None:
    window = Window(size, "A title")
    assert window.size == size
    assert pygame.display.get_caption()[0] == "A title"
    window.flip()
    window.close()


def test_fullscreen_and_back(driver: pytest.MonkeyPatch) -> None:
    window = Window((640, 360))
    window.toggle_fullscreen()
    assert window.fullscreen
    window.toggle_fullscreen()
    assert not window.fullscreen
    assert window.size == (640, 360)
    window.close()


def test_events_wake_the_wait_and_are_kept(driver: pytest.MonkeyPatch) -> None:
    window = Window((640, 360))
    window.events()
    pygame.event.post(key(pygame.K_p))
    window.wait(5.0)
    assert [event.key for event in window.events() if event.type == pygame.KEYDOWN] == [pygame.K_p]
    assert window.events() == []
    window.close()


def test_pointers_count_in_pixels_on_fine_screens(driver: pytest.MonkeyPatch) -> None:
    window = Window((640, 360))
    driver.setattr(pygame.display, "get_window_size", lambda: (320, 180))
    window.events()
    pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=(100, 50), rel=(1, 1), buttons=(0, 0, 0)))
    moved = [event.pos for event in window.events() if event.type == pygame.MOUSEMOTION]
    assert moved == [(200.0, 100.0)]
    window.close()


def fail(*_: object) -> None:
    raise pygame.error("video system not initialized")


def look_again(window: Window) -> None:
    """As if half a second had passed."""
    window._looked_s = -1e9
    window.events()


@pytest.mark.parametrize("call", ["flip", "events", "wait", "surface"])
def test_a_window_that_is_lost_is_opened_again_and_shows_what_it_showed(driver: pytest.MonkeyPatch, call: str) -> None:
    window = Window((640, 360), "A title", fullscreen=False)
    window.surface.fill((10, 200, 30))
    window.flip()
    with driver.context() as broken:
        broken.setattr(pygame.display, "flip", fail)
        broken.setattr(pygame.event, "get", fail)
        broken.setattr(pygame.event, "wait", fail)
        broken.setattr(pygame.display, "get_surface", lambda: None)
        broken.setattr(pygame.display, "set_mode", fail)
        called = {"flip": window.flip, "events": window.events, "wait": lambda: window.wait(0.001)}
        called.get(call, lambda: window.surface)()
        assert window.is_lost
        assert window.surface.get_size() == window.size == (640, 360), "the show goes on and draws"
        window.surface.fill((10, 200, 30))
        look_again(window)
        window.flip()
        window.show_pointer(on=False)
        assert window.is_lost, "there is no display yet"
    look_again(window)
    assert not window.is_lost
    assert pygame.display.get_caption()[0] == "A title"
    assert window.surface.get_at((320, 180))[:3] == (10, 200, 30)
    window.close()


def test_a_window_comes_back_at_once_but_not_again_and_again(driver: pytest.MonkeyPatch) -> None:
    window = Window((640, 360))
    window.events()
    for lost in (False, True):
        with driver.context() as broken:
            broken.setattr(pygame.display, "flip", fail)
            window.flip()
        assert window.is_lost
        window.events()
        assert window.is_lost is lost
    window.close()


def test_mesa_does_not_play_a_graphics_processor(tmp_path: Path, driver: pytest.MonkeyPatch) -> None:
    driver.delenv(PLAIN, raising=False)
    driver.setattr(sys, "platform", "linux")
    (tmp_path / "dri").mkdir()
    (tmp_path / "dri" / "card0").touch()
    spare_the_processor(tmp_path)
    assert PLAIN not in os.environ
    (tmp_path / "dri" / "card0").unlink()
    driver.setenv(PLAIN, "")  # so that it is put back
    del os.environ[PLAIN]
    spare_the_processor(tmp_path)
    assert os.environ[PLAIN] == "0"
    os.environ[PLAIN] = "1"
    spare_the_processor(tmp_path)
    assert os.environ[PLAIN] == "1"


def test_a_window_that_was_destroyed_from_outside_is_opened_again(driver: pytest.MonkeyPatch) -> None:
    window = Window((640, 360), "A title")
    window.surface.fill((10, 200, 30))
    error = Error(code=9, resource=77)
    MISHAPS._window = 78
    MISHAPS._note(0, ctypes.pointer(error))
    window.events()
    assert not window.is_lost, "somebody else's window, or another mishap"
    for again in (False, True):
        MISHAPS._window = 77
        MISHAPS._note(0, ctypes.pointer(error))
        window.events()
        assert window.is_lost is again, "the first time at once, then not so soon"
    look_again(window)
    assert not window.is_lost
    assert not MISHAPS.is_lost
    assert window.surface.get_at((320, 180))[:3] == (10, 200, 30)
    window.close()


def test_a_full_screen_follows_its_display(driver: pytest.MonkeyPatch) -> None:
    window = Window((640, 360), fullscreen=True)
    window.surface.fill((200, 10, 30))
    opened: list[tuple[object, ...]] = []
    real = pygame.display.set_mode

    def set_mode(*words: Any) -> pygame.Surface:
        opened.append(words)
        return real(*words)

    driver.setattr(pygame.display, "set_mode", set_mode)
    look_again(window)
    assert opened == [], "nothing has changed"
    sizes = [(1600, 900)]
    driver.setattr(window_module, "desktop_sizes", lambda: sizes)
    look_again(window)
    assert opened[-1] == ((0, 0), pygame.FULLSCREEN)
    assert window.surface.get_at(window.surface.get_rect().center)[:3] == (200, 10, 30)
    look_again(window)
    assert len(opened) == 1, "once for each change"
    window.close()


def test_a_full_screen_that_cannot_be_had_is_got_over(driver: pytest.MonkeyPatch) -> None:
    window = Window((640, 360))
    with driver.context() as broken:
        broken.setattr(pygame.display, "set_mode", fail)
        window.toggle_fullscreen()
        assert window.is_lost
    look_again(window)
    assert not window.is_lost
    window.close()


def test_a_window_that_was_covered_is_shown_again(driver: pytest.MonkeyPatch) -> None:
    window = Window((640, 360))
    window.events()
    flips: list[int] = []
    driver.setattr(pygame.display, "flip", lambda: flips.append(1))
    pygame.event.post(pygame.event.Event(pygame.WINDOWEXPOSED))
    window.events()
    assert flips == [1]
    window.close()


def test_the_offscreen_window_needs_no_display() -> None:
    seen: list[pygame.Surface] = []
    window = OffscreenWindow((64, 36), seen.append)
    window.post(key(pygame.K_p))
    assert len(window.events()) == 1
    assert window.events() == []
    window.flip()
    window.wait(100.0)
    window.show_pointer(False)
    window.resize((10, 10))
    window.close()
    assert (window.flips, len(seen), window.size) == (1, 1, (10, 10))
