"""A pointer that is hidden stands where it is: a glass that reports touches as a mouse's presses is pressed there."""

from __future__ import annotations

import pygame
import pytest

from runtime.player.window import Window


@pytest.fixture
def relative(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """As pygame turns it when keys are held and the pointer is hidden."""
    pygame.display.quit()
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    mode = [False]
    hide = pygame.mouse.set_visible

    def set_visible(on: bool) -> bool:
        mode[:] = [not on]
        return bool(hide(on))

    monkeypatch.setattr(pygame.mouse, "set_visible", set_visible)
    monkeypatch.setattr(pygame.mouse, "get_relative_mode", lambda: mode[0])
    monkeypatch.setattr(pygame.mouse, "set_relative_mode", lambda on: mode.__setitem__(0, on))
    return mode


def test_a_hidden_pointer_is_not_a_games(relative: list[bool]) -> None:
    window = Window((320, 180), guarded=True)
    window.show_pointer(True)
    window.show_pointer(False)
    assert not pygame.mouse.get_visible()
    assert relative == [False]
    window.close()
