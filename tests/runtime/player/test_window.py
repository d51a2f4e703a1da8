"""Windows: what is a display, what is not, and one that needs none."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from runtime.errors import DeviceError
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
    pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=(100, 50), rel=(0, 0), buttons=(0, 0, 0)))
    moved = [event.pos for event in window.events() if event.type == pygame.MOUSEMOTION]
    assert moved == [(200.0, 100.0)]
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
