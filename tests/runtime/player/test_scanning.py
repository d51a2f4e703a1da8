"""One switch, or two, reaches everything: choices, the pause page, the menu."""

from __future__ import annotations

import pygame
import pytest

from runtime.commands import Choose, Pause, TimeLimits
from runtime.overlay import Overlay
from runtime.player.controls import Controls, Page, focused, layer
from runtime.player.input import Act, Do, Intent, Move, Next, Pick, Point, Press
from runtime.player.menu import Menu, ShowCard
from runtime.player.menuplan import plan_menu
from runtime.player.plan import Stage
from runtime.player.scanning import COOL_S, FIRST, Scan, Seen
from runtime.player.typecase import Typecase
from runtime.player.viewstate import Switch, ViewState
from tests.runtime.player.fakes import TITLE, click, finger, key, pad, panel
from tests.runtime.player.test_playloop import Seat

ONE = ViewState(switch=Switch.ONE, scan_s=2.0)
TWO = ViewState(switch=Switch.TWO)
OPTIONS = Seen("option", "What now?", 1280)
ANY: list[Intent] = [Press(3, 3), Pick(7), Move(0, 1), Do(Act.CONFIRM), Do(Act.SKIP)]


def at(view: ViewState, seen: Seen, *times: tuple[float, list[Intent]]) -> list[Intent]:
    scan = Scan()
    return [made for now_s, intents in times for made in scan.translate(intents, view, seen, now_s)]


def test_without_switches_nothing_is_changed() -> None:
    assert at(ViewState(), OPTIONS, (0.0, ANY), (9.0, [])) == ANY


def test_the_focus_goes_on_by_time() -> None:
    steps = [(t / 10, list[Intent]()) for t in range(91)]
    assert at(ONE, OPTIONS, *steps) == [Next()] * 4  # after 3, 5, 7 and 9 seconds
    assert at(TWO, OPTIONS, *steps) == []
    assert at(ONE, Seen(""), *steps) == []


@pytest.mark.parametrize("pressed", ANY)
def test_whatever_is_pressed_takes(pressed: Intent) -> None:
    assert at(ONE, OPTIONS, (0.0, [pressed])) == [Do(Act.CONFIRM)]
    assert at(ONE, Seen(""), (0.0, [pressed])) == [Do(Act.PAUSE)]


def test_a_trembling_hand_presses_once() -> None:
    presses: list[tuple[float, list[Intent]]] = [(n * COOL_S / 4, [Do(Act.CONFIRM)]) for n in range(4)]
    assert at(ONE, OPTIONS, *presses) == [Do(Act.CONFIRM)]
    assert len(at(ONE, OPTIONS, *presses, (COOL_S, [Press(1, 1)]))) == 2


def test_the_pointer_alone_is_no_switch_and_helpers_steer_as_ever() -> None:
    assert at(ONE, OPTIONS, (0.0, [Point(3, 3)])) == []
    assert at(ONE, OPTIONS, (0.0, [Do(Act.CANCEL), Do(Act.QUIT)])) == [Do(Act.CANCEL), Do(Act.QUIT)]


def test_of_two_switches_one_goes_on_and_one_takes() -> None:
    assert at(TWO, OPTIONS, (0.0, [Move(1, 0)])) == [Next()]
    assert at(TWO, OPTIONS, (0.0, [Do(Act.CONFIRM)])) == [Do(Act.CONFIRM)]
    assert at(TWO, OPTIONS, (0.0, [Press(100, 9)])) == [Next()]
    assert at(TWO, OPTIONS, (0.0, [Press(1100, 9)])) == [Do(Act.CONFIRM)]


def test_a_new_panel_is_read_first() -> None:
    scan = Scan()
    scan.translate([], ONE, OPTIONS, 0.0)
    other = OPTIONS._replace(question="And now?")
    assert scan.translate([], ONE, other, 10.0) == []
    assert scan.translate([], ONE, other, 10.0 + FIRST * 2.0) == [Next()]


def test_who_scans_is_not_hurried() -> None:
    assert ViewState().stepped("switch", 1).time_limits is TimeLimits.OFF
    assert ViewState(time_limits=TimeLimits.X10).stepped("switch", 1).time_limits is TimeLimits.X10


def until(wanted: str, event: pygame.event.Event, overlay: Overlay, controls: Controls | None = None) -> Seat:
    """Wait until the scan has come to a target, then press the one switch."""
    seat = Seat(overlay)
    seat.loop.view, seat.loop.controls = ONE, controls or Controls()
    for _ in range(400):
        seat.pass_by(0.1, hz=10)
        if focused(seat.loop.overlay, seat.loop.controls) == wanted:
            break
    else:
        raise AssertionError(wanted)
    seat.window.post(event)
    seat.pass_by(0.1, hz=10)
    return seat


@pytest.mark.parametrize("event", [key(pygame.K_x), key(pygame.K_SPACE), click(9, 9), finger(0.9, 0.1), pad(3)])
def test_one_switch_of_any_kind_chooses(event: pygame.event.Event) -> None:
    assert until("option:boat", event, Overlay(panel=panel())).show.commands == [Choose(choice="boat")]


def test_one_switch_reaches_every_option_that_is_open() -> None:
    for wanted in ("lamp", "bell"):
        seat = until(f"option:{wanted}", key(pygame.K_x), Overlay(panel=panel()))
        assert seat.show.commands == [Choose(choice=wanted)]


def test_one_switch_opens_the_pause_page_and_reaches_its_settings() -> None:
    seat = Seat(Overlay())
    seat.loop.view = ONE
    seat.window.post(key(pygame.K_x))
    seat.pass_by(0.2, hz=10)
    assert seat.show.commands == [Pause(on=True)]
    paused, page = Overlay(paused=True), Controls(page=Page.PAUSE)
    seat = until("pause:access", click(5, 5), paused, page)
    assert seat.loop.controls.page is Page.ACCESS
    seat = until("access:high_contrast", pad(0), paused, Controls(page=Page.ACCESS))
    assert seat.loop.view.high_contrast


def test_one_switch_begins_a_show() -> None:
    assert layer(until("title:begin", finger(0.1, 0.1), Overlay(card=TITLE)).loop.overlay, Controls()) == ""


def test_the_menu_is_scanned_through_shows_and_settings_and_around() -> None:
    shows = tuple(ShowCard(f"show{n}", f"Show {n}") for n in range(5))
    menu, seen = Menu(shows, ONE, ("papertheatre",), "papertheatre", "show:0"), list[str]()
    for _ in range(11):
        plan = plan_menu(menu, Stage(640, 360), Typecase())
        seen.append(menu.focus)
        menu = menu.answered(Next(), plan, 2)
    assert menu.focus == "show:0"
    assert len(set(seen)) == 11
