"""The operator's desk in a hall: PIN, menu, what is done, and a visitor whose show waits behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pygame
import pytest

from runtime.kiosk import pin as pins
from runtime.kiosk.board import Board, Knock, Page
from runtime.kiosk.config import Config
from runtime.kiosk.corner import CHORD
from runtime.kiosk.operator import Command
from runtime.kiosk.pin import Door, hash_pin
from runtime.kiosk.states import Phase
from tests.runtime.kiosk.fakes import BRISK, SIZE, Hall, offer
from tests.runtime.player.fakes import click, finger, key

CHORD_MOD = pygame.KMOD_LCTRL | pygame.KMOD_LALT | pygame.KMOD_LSHIFT
NO_FINGER: dict[str, Any] = {"finger_id": 1, "touch_id": 1, "dx": 0.0, "dy": 0.0}


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scrypt as fast as a file may ask for it."""
    monkeypatch.setattr(pins, "COST", pins.COSTS[0])


def hall(*, pin: str = "4711", full: bool = True) -> Hall:
    """A kiosk with an operator; PINs are tried at once."""
    operator = {"pin": hash_pin(pin, bytes(16)) if pin else ""}
    made = Hall(offer(), offer("garden", "The Garden"), config=Config(visit=BRISK, operator=operator))
    made.loop.house.door = Door(made.loop.house.config.operator.pin, lambda: made.clock.time_s)
    made.loop.desk._run = lambda work: work()
    made.window.fullscreen = full
    return made.wait(3)


def board(of: Hall) -> Board:
    assert of.loop.hud.layer.board is not None
    return of.loop.hud.layer.board


def page(of: Hall) -> Page:
    return of.loop.desk.page


def hold_corner(of: Hall, seconds: float = 5.5) -> Hall:
    of.window.post(finger(0.01, 0.01))
    of.wait(seconds)
    of.window.post(pygame.event.Event(pygame.FINGERUP, x=0.01, y=0.01, **NO_FINGER))
    return of.wait(0.25)


def enter(of: Hall, digits: str = "4711") -> Hall:
    for digit in digits:
        of.touch(f"desk:digit:{digit}")
    return of.touch("desk:enter")


def test_the_corner_held_and_the_pin_open_the_menu_by_touch() -> None:
    it = hold_corner(hall())
    assert (page(it), board(it).typed, it.phase()) == (Page.PIN, 0, Phase.ATTRACT)  # it was no visitor's touch
    assert page(enter(it)) is Page.MENU
    assert {f"desk:do:{one.value}" for one in Command} <= {one.key for one in it.loop.canvas.plan.targets}
    assert page(it.touch("desk:close")) is Page.NONE
    assert it.loop.hud.layer.board is None


def test_a_hold_shows_how_long_it_takes_and_a_tap_begins_a_visit() -> None:
    it = hall()
    it.window.post(finger(0.01, 0.01))
    it.wait(3)
    assert board(it).page is Page.NONE
    assert 0.4 < board(it).held < 0.8
    it.window.post(pygame.event.Event(pygame.FINGERUP, x=0.01, y=0.01, **NO_FINGER))
    assert it.wait(0.25).phase() is Phase.MENU  # of shows
    assert page(it) is Page.NONE


def test_the_chord_and_a_keyboard_do_as_well() -> None:
    it = hall()
    it.window.post(key(CHORD, CHORD_MOD))
    it.wait(2.5)
    it.press(pygame.K_4, pygame.K_KP7, pygame.K_9, pygame.K_BACKSPACE, pygame.K_1, pygame.K_1)
    assert board(it).typed == 4
    assert page(it.press(pygame.K_RETURN)) is Page.MENU
    it.press(pygame.K_DOWN, pygame.K_RIGHT)
    assert board(it).focus.startswith("desk:")
    assert page(it.press(pygame.K_ESCAPE)) is Page.NONE
    assert it.phase() is Phase.ATTRACT


def test_digits_of_a_keyboard_with_other_letters_there_are_digits() -> None:
    it = hold_corner(hall())
    french = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_AMPERSAND, mod=0, unicode="&", scancode=pygame.KSCAN_1)
    it.window.post(french)
    assert board(it.wait(0.25)).typed == 1


def test_a_mouse_can_type_too() -> None:
    it = hold_corner(hall())
    for digit in "4711":
        target = it.loop.canvas.plan.target(f"desk:digit:{digit}")
        assert target is not None
        it.window.post(click(*target.box.centre))
        it.wait(0.25)
    assert page(it.press(pygame.K_RETURN)) is Page.MENU


def test_wrong_tries_are_told_and_five_shut_the_pad_for_five_minutes() -> None:
    it = hold_corner(hall())
    enter(it, "0000")
    assert (board(it).knock, board(it).tries, board(it).typed) == (Knock.WRONG, 4, 0)
    for _ in range(4):
        enter(it, "0000")
    assert (board(it).knock, board(it).wait_s) == (Knock.SHUT, 300)
    it.press(pygame.K_4, pygame.K_7)
    assert board(it).typed == 0
    it.wait(35, hz=1)
    assert page(it) is Page.NONE
    it.wait(270, hz=0.5)
    assert page(enter(hold_corner(it))) is Page.MENU


def test_a_pin_is_never_tried_on_the_loops_thread_and_one_that_comes_late_opens_nothing() -> None:
    it = hold_corner(hall())
    waiting: list[Callable[[], object]] = []
    it.loop.desk._run = waiting.append
    enter(it)
    assert board(it).knock is Knock.TRIED
    it.press(pygame.K_1, pygame.K_ESCAPE)
    assert page(it) is Page.NONE
    waiting[0]()
    assert page(it.wait(1)) is Page.NONE
    enter(hold_corner(it))
    waiting[1]()
    assert page(it.wait(0.25)) is Page.MENU


def test_without_a_pin_the_corner_does_nothing_but_begin() -> None:
    it = hall(pin="")
    it.window.post(finger(0.01, 0.01))
    assert it.wait(0.25).phase() is Phase.MENU
    it.window.post(key(CHORD, CHORD_MOD))
    assert page(it.wait(6)) is Page.NONE


def test_thirty_seconds_without_input_close_it() -> None:
    it = enter(hold_corner(hall()))
    it.wait(29)
    assert page(it) is Page.MENU
    it.wait(2)
    assert page(it) is Page.NONE


def test_a_visit_stands_still_while_the_operator_looks_and_goes_on_afterwards() -> None:
    it = hall().touch().touch("kiosk:show:room").wait(3)
    show = it.loop.show
    enter(hold_corner(it))
    assert (page(it), it.phase(), it.loop.overlay.paused) == (Page.MENU, Phase.VISIT, True)
    for _ in range(4):
        it.wait(25, hz=1).touch("desk:do:logs").wait(1).touch("desk:close")
    assert (it.phase(), it.loop.show is show) == (Phase.VISIT, True)  # long after a visitor would have been asked
    it.touch("desk:close").wait(1)
    assert (it.phase(), it.loop.overlay.paused, it.loop.show is show) == (Phase.VISIT, False, True)
    it.wait(22)
    assert it.loop.hud.layer.why is not None  # now there is somebody to ask again


def test_next_show_ends_a_visit_or_brings_the_next_one_to_attract() -> None:
    it = hall()
    first = it.loop.on
    it.loop.house.orders.put(Command.NEXT_SHOW)
    assert it.wait(1).loop.on != first
    it.touch().touch("kiosk:show:room").wait(1)
    it.loop.house.orders.put(Command.NEXT_SHOW)
    assert it.wait(2).phase() is Phase.ATTRACT


def test_louder_and_quieter_hold_for_all_but_never_over_what_is_allowed() -> None:
    it = hall().touch().touch("kiosk:show:room").wait(1)
    assert it.loop.gain == pytest.approx(0.6**2)
    it.loop.house.orders.put(Command.QUIETER)
    assert it.wait(0.5).loop.gain == pytest.approx(0.54**2)
    for _ in range(30):
        it.loop.house.orders.put(Command.LOUDER)
    assert it.wait(0.5).loop.gain == pytest.approx(0.8**2)
    assert it.loop.desk.loudness == 2.0
    for _ in range(40):
        it.loop.house.orders.put(Command.QUIETER)
    assert it.wait(0.5).loop.desk.loudness == pytest.approx(0.1)


def test_black_stays_black_whoever_touches_it_until_it_is_taken_back() -> None:
    it = hall().touch().touch("kiosk:show:room").wait(1)
    it.loop.house.orders.put(Command.BLANK)
    it.wait(2)
    assert it.phase() is Phase.CLOSED
    assert not pygame.surfarray.pixels3d(it.window.surface).any()
    assert it.loop.told().stands
    assert it.touch().wait(10).phase() is Phase.CLOSED
    it.loop.house.orders.put(Command.BLANK)
    assert it.wait(3).phase() is Phase.ATTRACT


def test_the_test_picture_marks_touches_and_sounds_left_then_right() -> None:
    it = enter(hold_corner(hall())).touch("desk:do:calibrate")
    assert page(it) is Page.TEST
    it.window.post(finger(0.9, 0.2))
    it.wait(0.25)
    assert board(it).touches[-1] == (round(0.9 * SIZE[0]), round(0.2 * SIZE[1]))
    it.clock.want = 12_000
    it.clock.written.clear()
    heard = np.concatenate(it.wait(4).clock.written)
    assert 0 < np.abs(heard).max() < 0.04
    assert np.abs(heard[:, 0]).max() == pytest.approx(np.abs(heard[:, 1]).max(), rel=0.05)
    assert page(it.touch("desk:close")) is Page.MENU


def test_a_page_that_was_opened_from_elsewhere_lets_nobody_into_the_menu() -> None:
    it = hall()
    it.loop.house.orders.put(Command.LOGS)
    assert page(it.wait(0.5)) is Page.LOGS
    assert page(it.touch("desk:close")) is Page.NONE
    it.loop.house.orders.put(Command.CALIBRATE)
    assert page(it.wait(0.5)) is Page.TEST
    it.loop.house.orders.put(Command.CALIBRATE)
    assert page(it.wait(0.5)) is Page.NONE


def test_faults_and_health_are_read_on_the_screen() -> None:
    it = hall()
    it.loop.tally.failed("The sound device stopped.")
    it.content.wrong = {"bad": "story.fountain:3: no such scene"}
    it.loop.house.orders.put(Command.LOGS)
    told = board(it.wait(0.5))
    assert told.faults[0] == "The sound device stopped."
    assert "bad: story.fountain:3: no such scene" in told.health
    assert any("Diorama" in line for line in told.health)


@pytest.mark.parametrize("command", [Command.QUIT, Command.RESTART])
def test_what_cannot_be_taken_back_is_asked_for_twice_and_works_on_the_full_screen(command: Command) -> None:
    noted: list[tuple[str, str]] = []
    it = enter(hold_corner(hall()))
    it.loop.house.note = lambda part, event: noted.append((part, event))
    it.touch(f"desk:do:{command.value}")
    assert (it.loop.quit, board(it).sure) == (False, command.value)
    it.touch("desk:do:louder")
    assert board(it).sure == ""
    it.touch(f"desk:do:{command.value}").touch(f"desk:do:{command.value}")
    assert (it.loop.quit, it.loop.ordered) == (True, command)
    assert noted == [("operator", "louder"), ("operator", command.value)]


def test_chords_of_the_system_are_nothing_on_the_full_screen() -> None:
    it = hall()
    alt, ctrl, meta = pygame.KMOD_LALT, pygame.KMOD_LCTRL, pygame.KMOD_LMETA
    keys = [(pygame.K_F4, alt), (pygame.K_TAB, alt), (pygame.K_RETURN, alt), (pygame.K_q, ctrl), (pygame.K_w, ctrl)]
    for code, mod in [*keys, (pygame.K_q, meta), (pygame.K_F1, alt | ctrl), (pygame.K_DELETE, alt | ctrl)]:
        it.window.post(key(code, mod))
        it.wait(0.25)
    assert (it.loop.quit, it.window.fullscreen) == (False, True)


def test_what_was_typed_is_nowhere_afterwards() -> None:
    it = hold_corner(hall(pin="90817263"))
    enter(it, "90817264")
    enter(it, "90817263")
    kept = [repr(vars(it.loop.desk)), repr(board(it)), it.loop.told().model_dump_json(), repr(vars(it.loop.house.door))]
    assert page(it) is Page.MENU
    assert not [text for text in kept if "9081726" in text]
