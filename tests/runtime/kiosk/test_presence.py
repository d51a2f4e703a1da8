"""Only what somebody does counts as somebody being there: not what goes on by itself."""

from __future__ import annotations

import pygame
import pytest

from runtime.kiosk.states import Phase
from runtime.player.input import Act, Do, Intent, Move, Next, Point, Press
from runtime.player.viewstate import Switch
from tests.runtime.kiosk.fakes import Hall, offer


def push(value: float) -> pygame.event.Event:
    return pygame.event.Event(pygame.JOYAXISMOTION, instance_id=0, axis=1, value=value)


@pytest.mark.parametrize(
    ("intent", "somebody"),
    [
        (Press(1, 1), True),
        (Move(1, 0), True),
        (Next(), True),
        (Do(Act.CONFIRM), True),
        (Point(1, 1), False),
        (Move(1, 0, held=True), False),
        (Next(by_itself=True), False),
    ],
)
def test_what_goes_on_by_itself_is_nobody(intent: Intent, somebody: bool) -> None:
    assert Hall().loop._is_somebody(intent) is somebody


def test_a_pad_that_lies_on_its_stick_keeps_nobody_waiting() -> None:
    hall = Hall().wait(3).touch()
    hall.window.post(push(1.0))
    hall.wait(50)
    assert (hall.phase(), hall.loop.tally.visits) == (Phase.ATTRACT, 1)
    assert hall.wait(20).phase() is Phase.ATTRACT


def test_nor_does_it_hold_the_menu() -> None:
    hall = Hall(offer(), offer("garden", "The Garden")).wait(3).touch()
    assert hall.phase() is Phase.MENU
    hall.window.post(push(1.0))
    assert hall.wait(50).phase() is Phase.ATTRACT


def test_a_scan_that_goes_on_by_itself_is_nobody() -> None:
    hall = Hall().wait(3).touch()
    hall.loop.view = hall.loop.view.model_copy(update={"switch": Switch.ONE})
    hall.wait(50)
    assert hall.phase() is Phase.ATTRACT
    assert hall.loop.view.switch is Switch.OFF
