"""What each intent does, and that everything can be reached by every device."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.commands import Back, Choose, Command, Pause, Restart, SetTimeLimits, Skip, TimeLimits
from runtime.overlay import Overlay
from runtime.player.controls import (
    STRIP_S,
    Controls,
    Effect,
    Keep,
    Page,
    Scene,
    answer,
    focused,
    layer,
    settled,
)
from runtime.player.hud import Hud
from runtime.player.input import Act, Do, Inputs, Intent, Move, Pick, Point, Press
from runtime.player.typecase import Typecase
from runtime.player.viewstate import ViewState
from runtime.timeline import Phase
from tests.runtime.player.fakes import END, TITLE, FakeShow, click, finger, key, pad, panel
from tests.runtime.player.scenes import FOUR_LONG

SIZE = (1280, 720)
CASE = Typecase()
OPEN = Overlay(panel=panel())


class Hand:
    """A viewer in front of a show, without a loop."""

    def __init__(self, overlay: Overlay) -> None:
        self.show, self.hud, self.view = FakeShow(overlay), Hud(CASE), ViewState()
        self.controls, self.inputs, self.now_s = Controls(), Inputs(), 10.0
        self.effects: list[Effect | Keep] = []

    @property
    def scene(self) -> Scene:
        plan = self.hud.plan(self.show.shown, self.view, self.controls, SIZE)
        return Scene(self.show.shown, plan, self.view, self.now_s)

    @property
    def page(self) -> str:
        return self.controls.page.value

    def feel(self, *intents: Intent) -> list[Command]:
        before = len(self.show.commands)
        for intent in intents:
            found = answer(intent, self.controls, self.scene)
            self.controls, self.view = found.controls, found.view
            self.effects += found.effects
            for command in found.commands:
                self.show.do(command)
            self.controls = settled(self.controls, self.show.shown, self.now_s)
        return self.show.commands[before:]

    def device(self, *events: pygame.event.Event) -> list[Command]:
        """Events one after another, a second apart."""
        done: list[Command] = []
        for event in events:
            self.now_s += 1.0
            done += self.feel(*self.inputs.translate([event], SIZE, self.now_s))
        return done

    def centre(self, name: str) -> tuple[int, int]:
        target = self.scene.plan.target(name)
        assert target is not None, name
        x, y = target.box.centre
        return (target.box.x + 20, y) if target.adjustable else (x, y)  # a setting's name, not its signs


def test_layers_lie_over_one_another() -> None:
    assert layer(OPEN, Controls()) == "option"
    assert layer(OPEN, Controls(page=Page.PAUSE)) == "pause"
    assert layer(replace(OPEN, card=TITLE), Controls()) == "title"
    assert layer(Overlay(panel=panel(phase=Phase.LOCKED)), Controls()) == ""
    assert layer(Overlay(), Controls()) == ""


def test_the_focus_begins_on_the_default_that_is_not_locked() -> None:
    assert focused(OPEN, Controls()) == "option:lamp"
    assert focused(OPEN, Controls(focus="option:boat")) == "option:boat"
    assert focused(OPEN, Controls(focus="option:can")) == "option:lamp"
    locked = tuple(replace(option, locked="no") for option in FOUR_LONG)
    assert focused(Overlay(panel=panel(locked)), Controls()) == ""


def test_choosing_by_number_focus_and_press() -> None:
    assert Hand(OPEN).feel(Pick(2)) == [Choose(choice="boat")]
    assert Hand(OPEN).feel(Pick(3)) == []
    assert Hand(OPEN).feel(Pick(9)) == []
    assert Hand(OPEN).feel(Move(1, 0), Do(Act.CONFIRM)) == [Choose(choice="boat")]
    hand = Hand(OPEN)
    assert hand.feel(Press(*hand.centre("option:bell"))) == [Choose(choice="bell")]


def test_a_choice_is_made_once() -> None:
    hand = Hand(OPEN)
    assert hand.feel(Pick(1), Pick(2), Do(Act.CONFIRM)) == [Choose(choice="lamp")]


def test_mashing_confirm_as_a_panel_opens_chooses_nothing() -> None:
    hand = Hand(Overlay())
    hand.feel(Do(Act.CONFIRM))
    hand.show.shown = Overlay(panel=panel(phase=Phase.OPENING, age_s=0.05))
    hand.now_s += 0.2
    assert hand.feel(Do(Act.CONFIRM)) == []
    hand.now_s += 0.6
    assert hand.feel(Do(Act.CONFIRM)) == [Choose(choice="lamp")]


def test_a_single_confirm_counts_from_the_first_frame() -> None:
    hand = Hand(Overlay(panel=panel(phase=Phase.OPENING, age_s=0.0)))
    assert hand.feel(Do(Act.CONFIRM)) == [Choose(choice="lamp")]


def test_hovering_moves_the_focus() -> None:
    hand = Hand(OPEN)
    hand.feel(Point(*hand.centre("option:bell")))
    assert focused(hand.show.shown, hand.controls) == "option:bell"


def test_pause_and_go_on() -> None:
    hand = Hand(Overlay())
    assert hand.feel(Do(Act.CANCEL)) == [Pause(on=True)]
    assert hand.page == "pause"
    assert hand.feel(Do(Act.CANCEL)) == [Pause(on=False)]
    assert hand.page == ""


def test_a_pause_from_elsewhere_opens_the_page_and_its_end_closes_it() -> None:
    controls = settled(Controls(), Overlay(paused=True), 0.0)
    assert controls.page is Page.PAUSE
    assert settled(controls, Overlay(), 0.0).page is Page.NONE


def test_restart_asks_first_and_the_focus_stands_on_no() -> None:
    hand = Hand(Overlay())
    assert hand.feel(Do(Act.RESTART)) == [Pause(on=True)]
    assert focused(hand.show.shown, hand.controls) == "restart:keep"
    assert hand.feel(Do(Act.CONFIRM)) == [Pause(on=False)]
    hand.feel(Do(Act.RESTART))
    assert hand.feel(Move(1, 0), Do(Act.CONFIRM)) == [Pause(on=False), Restart()]
    assert hand.controls.page is Page.NONE


def test_up_and_down_visit_every_row_of_the_pause_page() -> None:
    hand, seen = Hand(Overlay()), []
    hand.feel(Do(Act.PAUSE))
    for _ in PAUSE_ROWS:
        seen.append(focused(hand.show.shown, hand.controls))
        hand.feel(Move(0, 1))
    assert tuple(key.partition(":")[2] for key in seen) == PAUSE_ROWS
    assert focused(hand.show.shown, hand.controls) == seen[0]


def test_settings_change_by_left_and_right() -> None:
    hand = Hand(Overlay())
    hand.feel(Do(Act.PAUSE))
    hand.controls = replace(hand.controls, focus="pause:volume")
    hand.feel(Move(-1, 0))
    assert hand.view.volume == pytest.approx(0.7)
    hand.feel(Move(1, 0), Move(1, 0))
    assert hand.view.volume == pytest.approx(0.9)


def test_settings_change_by_their_signs() -> None:
    hand = Hand(Overlay())
    hand.feel(Do(Act.PAUSE))
    hand.feel(Press(*hand.centre("setting:volume-")), Press(*hand.centre("setting:caption_size+")))
    assert hand.view.volume == pytest.approx(0.7)
    assert hand.view.caption_size.value == "L"


def test_time_limits_are_told_to_the_show() -> None:
    assert Hand(Overlay()).feel(Do(Act.LIMITS)) == [SetTimeLimits(limits=TimeLimits.X2)]
    hand = Hand(Overlay())
    assert [hand.feel(Do(Act.LIMITS)) for _ in range(4)][-1] == [SetTimeLimits(limits=TimeLimits.X1)]


def test_up_and_down_are_the_volume_while_nothing_is_to_choose() -> None:
    hand = Hand(Overlay())
    hand.feel(Move(0, -1), Move(1, 0))
    assert hand.view.volume == pytest.approx(0.9)


def test_mute_and_back() -> None:
    hand = Hand(Overlay())
    hand.feel(Do(Act.MUTE))
    assert hand.view.volume == 0
    hand.feel(Do(Act.MUTE))
    assert hand.view.volume == ViewState().volume


def test_the_title_card_begins_by_confirm_and_by_a_press_anywhere() -> None:
    assert Hand(Overlay(card=TITLE)).feel(Do(Act.CONFIRM)) == [Skip()]
    assert Hand(Overlay(card=TITLE)).feel(Press(3, 700)) == [Skip()]
    assert Hand(Overlay(card=replace(TITLE, ready=False))).feel(Do(Act.CONFIRM)) == []
    assert Hand(Overlay(card=TITLE)).feel(Do(Act.SKIP), Do(Act.BACK), Do(Act.RESTART)) == []


def test_the_end_card_plays_again_or_quits() -> None:
    assert Hand(Overlay(card=END)).feel(Do(Act.CONFIRM)) == [Restart()]
    hand = Hand(Overlay(card=END))
    assert hand.feel(Move(1, 0), Do(Act.CONFIRM)) == []
    assert hand.effects == [Effect.QUIT]
    assert Hand(Overlay(card=END)).feel(Do(Act.SKIP)) == []


def test_settings_open_over_a_card_and_close_again() -> None:
    hand = Hand(Overlay(card=TITLE))
    assert hand.feel(Do(Act.PAUSE)) == []
    assert hand.page == "pause"
    assert hand.feel(Do(Act.CANCEL)) == []
    assert hand.page == ""


def test_the_buttons_go_when_the_pointer_rests() -> None:
    hand = Hand(Overlay())
    hand.feel(Point(4, 4))
    assert settled(hand.controls, Overlay(), hand.now_s + STRIP_S - 0.1).strip
    assert not settled(hand.controls, Overlay(), hand.now_s + STRIP_S).strip


PAUSE_ROWS = ("resume", "back", "skip", "restart", "access", "snapshot", "quit", "captions", "caption_size",
              "time_limits", "volume", "music_volume", "fullscreen", "developer")  # fmt: skip


def by_keys(hand: Hand, row: str) -> list[Command]:
    steps = PAUSE_ROWS.index(row)
    return hand.device(key(pygame.K_ESCAPE), *[key(pygame.K_DOWN)] * steps, key(pygame.K_RETURN))


def by_pad(hand: Hand, row: str) -> list[Command]:
    return hand.device(pad(7), *[pad(12)] * PAUSE_ROWS.index(row), pad(0))


def by_mouse(hand: Hand, row: str) -> list[Command]:
    done = hand.device(click(5, 5))
    done += hand.device(click(*hand.centre("strip:pause")))
    return done + hand.device(click(*hand.centre(f"pause:{row}")))


def by_touch(hand: Hand, row: str) -> list[Command]:
    def touch(name: str) -> pygame.event.Event:
        x, y = hand.centre(name)
        return finger(x / SIZE[0], y / SIZE[1])

    done = hand.device(finger(0.01, 0.01))
    done += hand.device(touch("strip:pause"))
    return done + hand.device(touch(f"pause:{row}"))


EXPECTED: dict[str, Command] = {"back": Back(), "skip": Skip(), "resume": Pause(on=False)}
EFFECTS = {"quit": Effect.QUIT, "snapshot": Effect.SNAPSHOT, "fullscreen": Effect.FULLSCREEN}


@pytest.mark.parametrize("reach", [by_keys, by_pad, by_mouse, by_touch])
@pytest.mark.parametrize("row", PAUSE_ROWS)
def test_every_device_reaches_every_function(reach: Callable[[Hand, str], list[Command]], row: str) -> None:
    hand = Hand(Overlay())
    done = reach(hand, row)
    assert done[0] == Pause(on=True)
    if row in EXPECTED:
        assert EXPECTED[row] in done
    elif row in EFFECTS:
        assert hand.effects == [EFFECTS[row]]
    elif row in ("restart", "access"):
        assert hand.controls.page is Page(row)
    else:
        assert getattr(hand.view, row) != getattr(ViewState(), row)


@pytest.mark.parametrize(
    "events",
    [[key(pygame.K_RIGHT), key(pygame.K_SPACE)], [key(pygame.K_2)], [pad(14), pad(0)], [click(800, 566)],
     [finger(0.62, 0.79)]],
)  # fmt: skip
def test_every_device_chooses(events: list[pygame.event.Event]) -> None:
    assert Hand(OPEN).device(*events) == [Choose(choice="boat")]


INTENTS = st.one_of(
    st.sampled_from([Do(act) for act in Act]),
    st.sampled_from([Move(1, 0), Move(-1, 0), Move(0, 1), Move(0, -1)]),
    st.builds(Pick, st.integers(0, 9)),
    st.builds(Press, st.integers(0, 1279), st.integers(0, 719)),
    st.builds(Point, st.integers(-5, 1290), st.integers(-5, 730)),
)
STARTS = st.sampled_from([OPEN, Overlay(), Overlay(card=TITLE), Overlay(card=END), Overlay(panel=panel(()))])


@settings(max_examples=80, deadline=None)
@given(STARTS, st.lists(INTENTS, max_size=25))
def test_no_intents_break_the_controls(start: Overlay, intents: list[Intent]) -> None:
    hand = Hand(start)
    for intent in intents:
        hand.now_s += 0.05
        hand.feel(intent)
    restarts = [command for command in hand.show.commands if isinstance(command, Choose)]
    assert all(choice.choice != "can" for choice in restarts)
