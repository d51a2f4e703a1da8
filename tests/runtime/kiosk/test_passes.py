"""What a pass costs: nothing is made again that has not changed, and a visit begins with what lies ready for it."""

from __future__ import annotations

import pygame

from runtime.kiosk.loop import TICK_S, KioskLoop
from runtime.kiosk.states import Event, Phase, Tick
from tests.runtime.kiosk.fakes import Hall, offer


def ticks(loop: KioskLoop) -> list[Event]:
    """The ticks that the states are told from now on."""
    told: list[Event] = []
    real = loop.happen

    def happen(event: Event) -> None:
        if isinstance(event, Tick):
            told.append(event)
        real(event)

    loop.happen = happen  # type: ignore[method-assign]
    return told


def test_what_is_said_stays_the_same_value_until_something_of_it_changes() -> None:
    hall = Hall(offer(), offer("garden", "The Garden")).wait(3).touch()
    assert hall.phase() is Phase.MENU
    before = hall.wait(1).loop.layer()
    assert hall.wait(1).loop.layer() is before
    after = hall.press(pygame.K_RIGHT).loop.layer()
    assert after.focus != before.focus
    assert hall.wait(1).loop.layer() is after


def test_the_seconds_of_a_question_are_said_as_they_go_by() -> None:
    hall = Hall().wait(3).touch().wait(22)
    left = [hall.wait(1).loop.layer().left_s for _ in range(3)]
    assert left == [left[0], left[0] - 1, left[0] - 2]


def test_time_goes_by_ten_times_a_second() -> None:
    hall = Hall().wait(3).touch().wait(1)
    told = ticks(hall.loop)
    hall.wait(1, hz=200)
    assert 0.8 / TICK_S < len(told) <= 1 / TICK_S + 1


def test_and_at_once_when_something_has_changed() -> None:
    hall = Hall().wait(3).wait(0.2, hz=200)
    assert hall.phase() is Phase.ATTRACT
    told = ticks(hall.loop)
    hall.loop.desk.blanked = True
    hall.wait(0.005, hz=200)
    assert told == [Tick(open=False, ready=True)]
    assert hall.phase() is Phase.CLOSED


def test_a_visit_begins_with_the_one_picture_that_was_made_for_it() -> None:
    hall = Hall().wait(3)
    wished = hall.studio.prerolled[-1]
    before = len(hall.studio.rolled)
    hall.touch()
    assert hall.phase() is Phase.VISIT
    cuts = [shot for _, shot, _, cut in hall.studio.rolled[before:] if cut]
    assert cuts == [wished[0]]
    assert not hall.loop.show.behind
