"""The menu of shows, by every device, on every surface."""

from __future__ import annotations

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.player.canvas import Canvas
from runtime.player.input import Act, Do, Intent, Move, Pick, Press
from runtime.player.menu import Menu, Picked, ShowCard, choose_show, draw_menu
from runtime.player.menuplan import columns_of, plan_menu
from runtime.player.plan import Plan, Stage, Words
from runtime.player.typecase import Typecase
from runtime.player.viewstate import ViewState
from runtime.player.window import OffscreenWindow
from tests.runtime.player.fakes import click, finger, key, pad
from tests.runtime.player.scenes import LONG, SIZES
from tests.runtime.player.test_hud_layout import colliding, outside

CASE = Typecase()
SHOWS = tuple(ShowCard(f"show{n}", f"The {n}th show", "Somebody", LONG) for n in range(7))
STAGE = Stage(1280, 720)


def menu(count: int = 7, focus: str = "show:0") -> Menu:
    return Menu(SHOWS[:count], ViewState(), ("papertheatre", "testcard"), "papertheatre", focus)


def plan_of(state: Menu, stage: Stage = STAGE) -> Plan:
    return plan_menu(state, stage, CASE)


def after(state: Menu, *intents: Intent) -> Menu:
    for intent in intents:
        state = state.answered(intent, plan_of(state), columns_of(STAGE, len(state.shows)))
    return state


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_it_fits_every_surface(size: tuple[int, int], count: int) -> None:
    for focus in ("show:0", "show:6", "menu:volume"):
        if not focus.startswith("show") or int(focus[5:]) < count:
            plan = plan_of(menu(count, focus), Stage(*size))
            assert outside(plan, size) == []
            assert colliding(plan) == []


def test_every_show_can_be_reached_by_moving() -> None:
    state = menu()
    assert after(state, Move(1, 0)).focus == "show:1"
    assert after(state, Move(0, 1), Move(0, 1), Move(0, 1)).focus == "show:6"
    assert "The 6th show" in {p.text for p in plan_of(menu(focus="show:6")).pieces if isinstance(p, Words)}


def test_from_the_shows_to_the_settings_and_back() -> None:
    state = after(menu(), Move(1, 0), Move(1, 0))
    assert state.focus.startswith("menu:")
    assert after(state, Do(Act.CANCEL)).focus == "show:0"
    assert not after(state, Do(Act.CANCEL)).left
    top = menu(focus="menu:captions")
    assert after(top, Move(0, -1)).focus == "show:0"
    assert after(top, *[Move(0, 1)] * 6).focus == "show:0"


def test_settings_change_and_the_generator_goes_round() -> None:
    state = menu(focus="menu:generator")
    assert after(state, Move(1, 0)).generator == "testcard"
    assert after(state, Move(1, 0), Do(Act.CONFIRM)).generator == "papertheatre"
    assert after(menu(focus="menu:volume"), Move(-1, 0)).view.volume == pytest.approx(0.7)
    assert after(menu(), Do(Act.CAPTIONS)).view.captions is False


def test_picking_by_number_and_leaving() -> None:
    assert after(menu(), Pick(3)).picked
    assert after(menu(), Pick(3)).at == 2
    assert not after(menu(2), Pick(3)).picked
    assert after(menu(), Do(Act.CANCEL)).left


def run(*events: pygame.event.Event, shows: tuple[ShowCard, ...] = SHOWS) -> Picked | None:
    """The menu shown offscreen, an event each time it looks."""

    class Posting(OffscreenWindow):
        def wait(self, seconds: float) -> None:
            self.post(next(coming))

    coming = iter([*events, *[key(pygame.K_ESCAPE)] * 3])
    times = iter(range(1000))
    return choose_show(Posting((1280, 720)), shows, ViewState(), ("papertheatre",), clock=lambda: float(next(times)))


def test_it_gives_back_the_show_and_the_settings() -> None:
    picked = run(key(pygame.K_MINUS), key(pygame.K_RIGHT), key(pygame.K_RETURN))
    assert picked == Picked("show1", ViewState().adjusted("caption_size", -1), "papertheatre")


def test_pads_mice_and_fingers_pick_as_well() -> None:
    target = plan_of(menu()).target("show:1")
    assert target is not None
    x, y = target.box.centre
    for events in ([pad(14), pad(0)], [click(x, y)], [finger(x / 1280, y / 720)]):
        picked = run(*events)
        assert picked is not None
        assert picked.show in ("show1", "show0")


def test_leaving_gives_nothing() -> None:
    assert run() is None
    assert run(key(pygame.K_RETURN), shows=()) is None


def test_an_empty_menu_says_what_to_type() -> None:
    texts = " ".join(piece.text for piece in plan_of(menu(0, "menu:captions")).pieces if isinstance(piece, Words))
    assert "diorama new" in texts


def test_posters_differ_and_are_drawn() -> None:
    window, canvas = OffscreenWindow((640, 360)), Canvas((640, 360))
    draw_menu(menu(2), canvas, window, 0.0)
    draw_menu(menu(2, "show:1"), canvas, window, 0.1)
    assert window.flips == 2


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([Move(1, 0), Move(-1, 0), Move(0, 1), Move(0, -1), Do(Act.CONFIRM), Do(Act.LOUDER),
                                 Press(300, 300), Press(1000, 300), Do(Act.MUTE)]), max_size=20),
       st.integers(0, 7))  # fmt: skip
def test_no_intents_break_it(intents: list[Intent], count: int) -> None:
    state = after(menu(count, "show:0" if count else "menu:captions"), *intents)
    assert plan_of(state).targets
