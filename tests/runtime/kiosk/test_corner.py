"""The way to the operator's pad: what is held opens it, what is tapped is a visitor's touch."""

from __future__ import annotations

import pygame
import pytest

from runtime.kiosk.corner import CHORD, CHORD_HOLD_S, HOLD_S, SEEN_S, Holds, corner_box
from tests.runtime.player.fakes import click, key

SIZE = (1920, 1080)
CHORD_MOD = pygame.KMOD_LCTRL | pygame.KMOD_LALT | pygame.KMOD_LSHIFT


def finger(kind: int, x: float, y: float, number: int = 1) -> pygame.event.Event:
    """A finger at pixels of the screen."""
    at = {"x": x / SIZE[0], "y": y / SIZE[1], "finger_id": number, "touch_id": 7, "dx": 0.0, "dy": 0.0}
    return pygame.event.Event(kind, at)


def sift(holds: Holds, now_s: float, *events: pygame.event.Event) -> list[int]:
    return [event.type for event in holds.sift(events, SIZE, now_s)]


@pytest.mark.parametrize(
    ("corner", "x", "y"),
    [("top-left", 0, 0), ("top-right", 1919, 0), ("bottom-left", 119, 961), ("bottom-right", 1801, 1079)],
)
def test_the_corner_is_where_the_file_says_and_a_finger_finds_it(corner: str, x: int, y: int) -> None:
    box = corner_box(corner, SIZE)
    assert (box.w, box.h) == (120, 120)
    assert box.holds(x, y)
    assert not box.holds(960, 540)
    holds = Holds(corner)
    assert sift(holds, 0.0, finger(pygame.FINGERDOWN, x, y)) == []
    assert not holds.is_done(HOLD_S - 0.1)
    assert holds.is_done(HOLD_S)
    assert not holds.is_done(HOLD_S + 1)
    assert sift(holds, 9.0, finger(pygame.FINGERUP, x, y)) == [pygame.FINGERUP]  # and no press with it


def test_a_tap_in_the_corner_is_a_visitors_touch_as_soon_as_it_lets_go() -> None:
    holds = Holds()
    assert sift(holds, 0.0, finger(pygame.FINGERDOWN, 10, 10), finger(pygame.FINGERMOTION, 12, 11)) == []
    assert holds.share(0.2) == 0.0  # nothing is shown for a tap
    assert sift(holds, 0.2, finger(pygame.FINGERUP, 12, 11)) == [pygame.FINGERDOWN, pygame.FINGERUP]
    assert holds.share(HOLD_S) == 0.0


def test_who_slides_out_or_stops_has_touched_too() -> None:
    holds = Holds()
    sift(holds, 0.0, finger(pygame.FINGERDOWN, 100, 100))
    assert sift(holds, 1.0, finger(pygame.FINGERMOTION, 200, 200)) == []  # a finger trembles
    assert sift(holds, 2.0, finger(pygame.FINGERMOTION, 400, 100)) == [pygame.FINGERDOWN, pygame.FINGERMOTION]
    assert sift(holds, 2.1, finger(pygame.FINGERUP, 400, 100)) == [pygame.FINGERUP]
    assert not holds.is_done(10)


def test_a_second_finger_neither_helps_nor_hinders() -> None:
    holds = Holds()
    sift(holds, 0.0, finger(pygame.FINGERDOWN, 5, 5))
    others = [finger(pygame.FINGERDOWN, 900, 500, 2), finger(pygame.FINGERUP, 900, 500, 2)]
    assert sift(holds, 2.0, *others) == [pygame.FINGERDOWN, pygame.FINGERUP]
    assert sift(holds, 3.0, finger(pygame.FINGERDOWN, 5, 5, 3)) == [pygame.FINGERDOWN]
    assert holds.is_done(HOLD_S)


def test_a_mouse_holds_too_but_not_one_that_is_a_finger() -> None:
    up = pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(5, 5), button=1, touch=False)
    holds = Holds()
    assert sift(holds, 0.0, click(5, 5)) == []
    assert sift(holds, 1.0, up) == [pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP]
    assert sift(holds, 0.0, click(5, 5, button=3)) == [pygame.MOUSEBUTTONDOWN]
    twin = pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(5, 5), button=1, touch=True)
    assert sift(holds, 0.0, twin) == [pygame.MOUSEBUTTONDOWN]
    assert not holds.is_done(20)


def test_the_hold_is_answered_from_the_first_second_on() -> None:
    holds = Holds()
    sift(holds, 10.0, finger(pygame.FINGERDOWN, 5, 5))
    assert holds.share(10 + SEEN_S - 0.01) == 0
    assert holds.share(10 + SEEN_S) == pytest.approx(SEEN_S / HOLD_S)
    assert holds.share(99) == 1


def test_the_chord_wants_all_its_keys_for_as_long_as_nobody_leans_on_a_keyboard() -> None:
    holds = Holds()
    assert sift(holds, 0.0, key(CHORD, pygame.KMOD_LCTRL | pygame.KMOD_LALT)) == [pygame.KEYDOWN]
    assert not holds.is_done(9)
    assert sift(holds, 10.0, key(CHORD, CHORD_MOD)) == []
    assert sift(holds, 11.0, key(CHORD, CHORD_MOD)) == []  # a keyboard repeats
    assert not holds.is_done(10 + CHORD_HOLD_S - 0.1)
    assert holds.is_done(10 + CHORD_HOLD_S)
    sift(holds, 20.0, key(CHORD, CHORD_MOD))
    released = pygame.event.Event(pygame.KEYUP, key=pygame.K_LALT, mod=0)
    assert sift(holds, 21.0, released) == [pygame.KEYUP]
    assert not holds.is_done(30)


def test_a_window_that_loses_its_keys_forgets_what_was_held() -> None:
    holds = Holds()
    sift(holds, 0.0, click(5, 5), key(CHORD, CHORD_MOD))
    lost = pygame.event.Event(pygame.WINDOWFOCUSLOST)
    assert sift(holds, 1.0, lost) == [pygame.MOUSEBUTTONDOWN, pygame.WINDOWFOCUSLOST]
    assert not holds.is_done(20)
