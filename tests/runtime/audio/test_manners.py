"""Words about how something is heard."""

from __future__ import annotations

import pytest

from runtime.audio import manners
from runtime.audio.manners import PLAIN, SIDE, Manner, manner_of, tokens_of


@pytest.mark.parametrize(
    ("words", "manner"),
    [
        ("", PLAIN),
        ("thunder", PLAIN),
        ("distant thunder", Manner(-5.0, "far")),
        ("soft, distant", Manner(-11.0, "far")),
        ("behind the door", Manner(-5.0, "muffled")),
        ("muffled and far", Manner(-10.0, "muffled")),
        ("near", Manner(3.0)),
        ("LOUD", Manner(4.0)),
        ("left", Manner(0.0, "", -SIDE)),
        ("right", Manner(0.0, "", SIDE)),
        ("left and right", Manner(0.0, "", 0.0)),
    ],
)
def test_words_have_their_manner(words: str, manner: Manner) -> None:
    assert manner_of(tokens_of(words)) == manner


def test_no_word_means_two_manners() -> None:
    groups = (manners.FAR, manners.MUFFLED, manners.NEAR, manners.SOFT, manners.HARD, manners.LEFT, manners.RIGHT)
    assert sum(map(len, groups)) == len(manners.MANNERS)


def test_every_veil_has_its_room() -> None:
    assert set(manners.VEILS) == set(manners.THROUGH_AIR_S)


@pytest.mark.parametrize("text", ["", "🙂 42 \x00", "、。"])
def test_anything_has_tokens(text: str) -> None:
    assert tokens_of(text) == []
