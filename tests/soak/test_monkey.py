"""The monkey reaches every input, does the same again for the same seed, and never asks for what a window cannot be."""

from __future__ import annotations

from collections import Counter

import pygame

from runtime.player.input import KEYS, Act, Do, Inputs, Move, Pick, Press
from tests.soak.monkey import SIZES, Monkey

HOME = (320, 180)
EVERY = 3000  # seconds


def _done(seed: int) -> list[tuple[int, str]]:
    monkey = Monkey(seed, HOME)
    return [(event.type, str(event)) for second in range(200) for event in monkey.events(float(second), HOME)]


def test_the_same_seed_is_the_same_monkey() -> None:
    assert _done(1) == _done(1)
    assert _done(1) != _done(2)


def test_all_devices_and_all_acts_are_reached() -> None:
    monkey, inputs, intents, kinds = Monkey(5, HOME), Inputs(), [], Counter[int]()
    for second in range(EVERY):
        events = monkey.events(float(second), HOME)
        kinds.update(event.type for event in events)
        intents += inputs.translate(events, HOME, float(second))
    for kind in (pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN, pygame.MOUSEWHEEL, pygame.FINGERDOWN, pygame.JOYBUTTONDOWN,
                 pygame.JOYAXISMOTION, pygame.JOYHATMOTION, pygame.JOYDEVICEREMOVED, pygame.QUIT):  # fmt: skip
        assert kinds[kind] > 0, pygame.event.event_name(kind)
    acts = {intent.act for intent in intents if isinstance(intent, Do)}
    assert acts >= {intent.act for intent in KEYS.values() if isinstance(intent, Do)} | {Act.QUIT, Act.SNAPSHOT}
    assert {Move, Pick, Press} <= {type(intent) for intent in intents}
    assert 1.8 * EVERY < monkey.acts < 2.2 * EVERY


def test_the_window_is_odd_for_a_while_and_then_as_it_was() -> None:
    monkey = Monkey(5, HOME)
    sizes = [monkey.size(float(second)) for second in range(1000)]
    assert sizes[0] == sizes[44] == HOME
    assert set(sizes) <= {HOME, *SIZES}
    assert len(set(sizes)) > 4
    assert sizes.count(HOME) > 900
