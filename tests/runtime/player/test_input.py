"""One table from devices to intents."""

from __future__ import annotations

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.player.input import (
    ALT_KEYS,
    BUTTONS,
    CTRL_KEYS,
    KEYS,
    MASH_S,
    REPEAT_FIRST_S,
    REPEAT_S,
    Act,
    Do,
    Inputs,
    Intent,
    Move,
    Pick,
    Point,
    Press,
)
from tests.runtime.player.fakes import click, finger, key, pad

SIZE = (1280, 720)


def one(event: pygame.event.Event, now_s: float = 0.0) -> list[Intent]:
    return Inputs().translate([event], SIZE, now_s)


def axis(value: float, which: int = 0) -> pygame.event.Event:
    return pygame.event.Event(pygame.JOYAXISMOTION, axis=which, value=value, instance_id=3)


def test_every_act_has_a_key() -> None:
    bound = [intent.act for table in (KEYS, ALT_KEYS, CTRL_KEYS) for intent in table.values() if isinstance(intent, Do)]
    assert set(bound) == set(Act)


@pytest.mark.parametrize(
    ("code", "intent"),
    [
        (pygame.K_LEFT, Move(-1, 0)),
        (pygame.K_DOWN, Move(0, 1)),
        (pygame.K_1, Pick(1)),
        (pygame.K_KP9, Pick(9)),
        (pygame.K_SPACE, Do(Act.CONFIRM)),
        (pygame.K_ESCAPE, Do(Act.CANCEL)),
        (pygame.K_r, Do(Act.RESTART)),
        (pygame.K_EQUALS, Do(Act.LARGER)),
    ],
)
def test_keys(code: int, intent: Intent) -> None:
    assert one(key(code)) == [intent]


def test_keys_with_others_held() -> None:
    assert one(key(pygame.K_RETURN, pygame.KMOD_LALT)) == [Do(Act.FULLSCREEN)]
    assert one(key(pygame.K_q, pygame.KMOD_LCTRL)) == [Do(Act.QUIT)]
    assert one(key(pygame.K_TAB, pygame.KMOD_LSHIFT)) == [Move(-1, 0)]
    assert one(key(pygame.K_c, pygame.KMOD_LCTRL)) == []
    assert one(key(pygame.K_F24 if hasattr(pygame, "K_F24") else 1)) == []


def test_mouse() -> None:
    assert one(click(10, 20)) == [Press(10, 20)]
    assert one(click(10, 20, button=3)) == [Do(Act.PAUSE)]
    assert one(click(10, 20, button=2)) == []
    assert one(pygame.event.Event(pygame.MOUSEMOTION, pos=(3, 4), rel=(0, 0), buttons=(0, 0, 0))) == [Point(3, 4)]
    assert one(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=1)) == [Do(Act.LOUDER)]
    assert one(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=0)) == []


def test_a_finger_is_pressed_once_and_not_as_a_mouse_too() -> None:
    ghost = pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(640, 360), button=1, touch=True)
    assert Inputs().translate([finger(0.5, 0.5), ghost], SIZE, 0.0) == [Press(640.0, 360.0)]


def test_closing_the_window_quits() -> None:
    assert one(pygame.event.Event(pygame.QUIT)) == [Do(Act.QUIT)]


def test_pad_buttons_and_hat() -> None:
    assert one(pad(0)) == [Do(Act.CONFIRM)]
    assert one(pad(7)) == [Do(Act.PAUSE)]
    assert one(pad(99)) == []
    assert one(pygame.event.Event(pygame.JOYHATMOTION, value=(0, 1), instance_id=0)) == [Move(0, -1)]
    assert one(pygame.event.Event(pygame.JOYHATMOTION, value=(0, 0), instance_id=0)) == []
    assert {intent for intent in BUTTONS.values() if isinstance(intent, Move)} == {
        Move(0, -1), Move(0, 1), Move(-1, 0), Move(1, 0)
    }  # fmt: skip


def test_a_stick_steps_once_and_repeats_while_it_is_held() -> None:
    inputs = Inputs()
    assert inputs.translate([axis(0.9)], SIZE, 0.0) == [Move(1, 0)]
    assert inputs.translate([axis(0.95)], SIZE, 0.1) == []
    assert inputs.translate([], SIZE, REPEAT_FIRST_S + 0.01) == [Move(1, 0)]
    assert inputs.translate([], SIZE, REPEAT_FIRST_S + 0.02) == []
    assert inputs.translate([], SIZE, REPEAT_FIRST_S + 0.02 + REPEAT_S) == [Move(1, 0)]
    assert inputs.translate([axis(0.0)], SIZE, 2.0) == []
    assert inputs.translate([], SIZE, 9.0) == []


def test_a_stick_that_trembles_at_the_edge_steps_once() -> None:
    inputs = Inputs()
    moves = [inputs.translate([axis(value)], SIZE, n / 100) for n, value in enumerate((0.62, 0.58, 0.61, 0.55, 0.63))]
    assert [move for found in moves for move in found] == [Move(1, 0)]


def test_a_stick_goes_the_way_it_is_pushed_most() -> None:
    inputs = Inputs()
    assert inputs.translate([axis(0.2), axis(-0.9, which=1)], SIZE, 0.0) == [Move(0, -1)]
    assert inputs.translate([axis(0.9, which=2)], SIZE, 0.1) == []


def test_pads_come_and_go_without_harm() -> None:
    inputs = Inputs()
    events = [
        pygame.event.Event(pygame.JOYDEVICEADDED, device_index=7),
        pygame.event.Event(pygame.JOYDEVICEREMOVED, instance_id=7),
        axis(1.0),
        pygame.event.Event(pygame.JOYDEVICEREMOVED, instance_id=3),
    ]
    assert inputs.translate(events, SIZE, 0.0) == [Move(1, 0)]
    assert inputs.translate([], SIZE, 5.0) == []


def test_mashing_a_switch_counts_once() -> None:
    inputs = Inputs()
    assert inputs.translate([key(pygame.K_p)] * 5, SIZE, 0.0) == [Do(Act.PAUSE)]
    assert inputs.translate([key(pygame.K_p)], SIZE, MASH_S / 2) == []
    assert inputs.translate([key(pygame.K_p)], SIZE, MASH_S * 2) == [Do(Act.PAUSE)]
    assert inputs.translate([key(pygame.K_PLUS)] * 3, SIZE, 1.0) == [Do(Act.LARGER)] * 3


EVENTS = st.sampled_from(
    [key(code) for code in KEYS]
    + [pad(n) for n in range(16)]
    + [click(5, 5), click(900, 700, 3), finger(0.1, 0.9), axis(1.0), axis(-1.0, 1), axis(0.0)]
    + [pygame.event.Event(kind) for kind in (pygame.QUIT, pygame.ACTIVEEVENT, pygame.TEXTINPUT, pygame.WINDOWRESIZED)]
)


@settings(max_examples=50)
@given(st.lists(EVENTS, max_size=60))
def test_any_events_give_intents(events: list[pygame.event.Event]) -> None:
    inputs = Inputs()
    for n, event in enumerate(events):
        assert all(isinstance(found, Intent) for found in inputs.translate([event], SIZE, n * 0.01))
