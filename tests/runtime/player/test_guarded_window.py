"""A window that nobody is to leave: it holds the keyboard on the full screen, and a touched screen has no arrow."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pygame
import pytest

from runtime.player.window import GUARDED, OffscreenWindow, Window


@pytest.fixture
def guarded(monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    for name in GUARDED:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    pygame.display.quit()
    window = Window((320, 180), fullscreen=True, guarded=True)
    yield window
    window.close()


def holds_keys() -> bool:
    return bool(pygame.Window.from_display_module().keyboard_grabbed)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_keyboard_is_held_on_the_full_screen_alone(guarded: Window) -> None:
    assert holds_keys()
    assert os.environ["SDL_ALLOW_ALT_TAB_WHILE_GRABBED"] == "0"
    guarded.toggle_fullscreen()
    assert not holds_keys()
    guarded.toggle_fullscreen()
    assert holds_keys()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_window_that_came_back_holds_it_again(guarded: Window) -> None:
    guarded._lose()
    guarded._come_back()
    assert not guarded.is_lost
    assert holds_keys()


def test_the_arrow_goes_with_the_finger_and_comes_with_the_mouse(
    guarded: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = [True]
    monkeypatch.setattr(pygame.mouse, "get_visible", lambda: seen[-1])
    monkeypatch.setattr(pygame.mouse, "set_visible", seen.append)
    at = {"pos": (10, 10), "rel": (1, 1), "buttons": (0, 0, 0)}
    finger = {"x": 0.5, "y": 0.5, "finger_id": 1, "touch_id": 1, "dx": 0.0, "dy": 0.0}
    for kind, facts, shown in (
        (pygame.FINGERDOWN, finger, False),
        (pygame.MOUSEMOTION, {**at, "touch": True}, False),  # the finger again
        (pygame.MOUSEMOTION, {**at, "touch": False}, True),
        (pygame.FINGERDOWN, finger, False),
    ):
        pygame.event.post(pygame.event.Event(kind, facts))
        guarded.events()
        guarded.show_pointer(True)
        assert seen[-1] is shown


def test_without_a_display_nothing_is_lost() -> None:
    assert not OffscreenWindow((16, 9)).is_lost


def test_an_arrow_that_is_hidden_has_not_moved(guarded: Window) -> None:
    guarded.events()
    for rel in ((0, 0), (1, 0)):
        facts = {"pos": (10, 10), "rel": rel, "buttons": (0, 0, 0), "touch": False}
        pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, facts))
    moved = [event for event in guarded.events() if event.type == pygame.MOUSEMOTION]
    assert [event.rel for event in moved] == [(1, 0)]
