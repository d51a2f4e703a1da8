"""Lines with Arabic and Hebrew in them are read in their order: what is tested stands from the left of the screen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.player.ordering import Span, ordered, reads_left

TEXTS = st.text(st.sampled_from("ab 12.,:%(){}-ابجד?؟\u064b\u200f\u202e"), max_size=40)


def seen(text: str) -> str:
    """What an eye sees from left to right, letter by letter."""
    turned = str.maketrans("()[]", ")(][")
    spans = [span.text[::-1].translate(turned) if span.leftwards else span.text for span in ordered(text)]
    return "".join(spans)


@pytest.mark.parametrize(
    ("text", "visible"),
    [
        ("Lamp (10:30)", "Lamp (10:30)"),
        ("ابج", "جبا"),
        ("ابج 20 د.", ".د 20 جبا"),
        ("ابج 10:30", "10:30 جبا"),
        ("ابج 01/12 د", "د 01/12 جبا"),
        ("ابج (10:30) د", "د (10:30) جبا"),
        ("ابج Jonas د", "د Jonas جبا"),
        ("ابج Jonas (10:30)، د", "د ،Jonas (10:30) جبا"),
        ("ابج؟", "؟جبا"),
        ("80%", "80%"),
        ("see ابج now", "see جبا now"),
    ],
)
def test_what_stands_where(text: str, visible: str) -> None:
    assert seen(text) == visible


def test_a_line_runs_as_its_first_letter_or_most_of_its_letters_do() -> None:
    assert reads_left("ابج by Diorama")
    assert reads_left("AI، ابج")
    assert not reads_left("Diorama: ابج")
    assert not reads_left("2026 ?")
    assert ordered("") == ()


def test_marks_that_turn_text_are_not_seen() -> None:
    assert seen("a\u202eb\u200f") == "ab"
    assert ordered("ا\u200f!") == (Span("ا!", leftwards=True),)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_nothing_is_lost_and_nothing_comes_twice(text: str) -> None:
    shown = "".join(span.text for span in ordered(text))
    assert sorted(shown) == sorted(sign for sign in text if sign not in "\u200f\u202e") or text.isascii()
