"""Keys and buttons as the settings have them; conflicts are told, and nothing is lost unsaid."""

from __future__ import annotations

import pygame
from hypothesis import given
from hypothesis import strategies as st

from runtime.player.input import BUTTONS, KEYS, Act, Do, Inputs, Move
from runtime.player.keymap import ASKS, keymap
from tests.runtime.player.fakes import key, pad


def test_without_wishes_everything_is_as_ever() -> None:
    assert (keymap({}, {}).keys, keymap({}, {}).buttons, keymap({}, {}).notices) == (KEYS, BUTTONS, ())


def test_a_function_moves_to_other_keys_and_buttons() -> None:
    made = keymap({"skip": "k, kp_5", "left": "j"}, {"skip": 15})
    inputs = Inputs(made.keys, made.buttons)
    pressed = [key(pygame.K_k), key(pygame.K_s), key(pygame.K_j), key(pygame.K_LEFT)]
    assert inputs.translate(pressed, (100, 100), 0.0) == [Do(Act.SKIP), Move(-1, 0)]
    assert inputs.translate([pad(15), pad(2)], (100, 100), 9.0) == [Do(Act.SKIP)]
    assert made.notices == ()


def test_two_functions_on_one_key_are_told_and_the_first_has_it() -> None:
    made = keymap({"skip": "k", "back": "K"}, {})
    assert made.keys[pygame.K_k] == Do(Act.SKIP)
    assert made.keys[pygame.K_b] == Do(Act.BACK)
    assert made.notices == ("[keys] back: “k” is for skip already, and stays so.",)


def test_a_function_that_is_left_without_a_key_is_told() -> None:
    made = keymap({"voice": "m"}, {"voice": 0})
    assert made.notices == ("[keys]: there is no key left for mute.", "[buttons]: there is no button left for confirm.")


def test_what_does_not_exist_is_told() -> None:
    made = keymap({"skipp": "k", "back": "nokey"}, {"skip": 99})
    assert made.keys == KEYS
    assert "did you mean skip?" in made.notices[2]
    assert "no key “nokey”" in made.notices[0]
    assert "99 is no button" in made.notices[1]


NAMES = st.one_of(st.sampled_from(list(ASKS)), st.text(max_size=12))


@given(st.dictionaries(NAMES, st.text(max_size=30), max_size=6), st.dictionaries(NAMES, st.integers(), max_size=6))
def test_no_wishes_break_it(keys: dict[str, str], buttons: dict[str, int]) -> None:
    made = keymap(keys, buttons)
    assert all(isinstance(code, int) for code in made.keys)
    assert all(line.endswith((".", "?")) for line in made.notices)
