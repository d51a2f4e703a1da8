"""How long things last, and captions that can be read."""

from __future__ import annotations

import textwrap
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from runtime.director.pacing import ROW_CHARACTERS, action_s, caption_pieces, frames_of, line_s, reading_s
from runtime.director.setup import Spoken

FPS = Fraction(24)


def test_reading_speed_is_160_to_180_words_a_minute() -> None:
    assert 160 <= 60 / (reading_s("word " * 60) / 60) <= 180


def test_a_voice_decides_how_long_a_line_lasts() -> None:
    assert line_s("one two three", Spoken(4.2)) == 4.2
    assert line_s("one two three", None) == reading_s("one two three")


def test_actions_are_neither_a_flash_nor_a_wait() -> None:
    assert action_s("") == 3.5
    assert action_s("word " * 500) == 7.0
    assert 3.5 <= action_s("Rain hammers the glass, and somebody climbs the stairs.") <= 7.0


def test_frames_are_whole_and_at_least_one() -> None:
    assert frames_of(0.0, FPS) == 1
    assert frames_of(1.0, Fraction(24000, 1001)) == 24


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=600), st.integers(24, 2000))
def test_captions_hold_the_line_in_order_in_two_rows(text: str, frames: int) -> None:
    pieces = caption_pieces(text, 10, frames)
    assert all(len(textwrap.wrap(piece.text, ROW_CHARACTERS)) <= 2 for piece in pieces)
    assert all(a.end == b.start for a, b in pairwise(pieces))
    assert all(10 <= piece.start < piece.end <= 10 + frames for piece in pieces)


def test_a_long_line_becomes_several_captions_and_loses_no_word() -> None:
    text = "The lamp was out when I came up, and the door stood open, and the sea had come in as far as the third step."
    pieces = caption_pieces(text, 0, 240)
    assert " ".join(piece.text for piece in pieces) == text
    assert len(pieces) == 2
    assert pieces[-1].end == 240


def test_captions_are_cut_between_sentences() -> None:
    text = "I cannot turn in this sea, Keeper. She would go over before the wheel was round."
    assert [piece.text for piece in caption_pieces(text, 0, 120)] == [
        "I cannot turn in this sea, Keeper.",
        "She would go over before the wheel was round.",
    ]
