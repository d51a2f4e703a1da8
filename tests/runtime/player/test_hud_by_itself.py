"""A show that plays by itself asks nobody anything: its cards have words, and nothing to press."""

from __future__ import annotations

import pytest

from runtime.overlay import Card
from runtime.player.hud.cards import plan_card
from runtime.player.plan import Stage
from runtime.player.typecase import Typecase

CARDS = (
    Card("title", "The Gate", "A test", age_s=9.0),
    Card("end", "The Gate", "A test", "Inside", 1, 2, age_s=9.0),
)


@pytest.mark.parametrize("card", CARDS, ids=("title", "end"))
@pytest.mark.parametrize("size", [(1280, 720), (320, 180), (720, 1280)])
def test_there_is_something_to_press_only_where_there_is_a_viewer(card: Card, size: tuple[int, int]) -> None:
    case = Typecase()
    asked = plan_card(card, "", Stage(*size), case)
    alone = plan_card(Card(**{**card.__dict__, "by_itself": True}), "", Stage(*size), case)
    assert asked.targets
    assert not alone.targets
    assert 0 < len(alone.pieces) < len(asked.pieces)
