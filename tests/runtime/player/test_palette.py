"""What stands on a plate can be read whatever the picture behind it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.player.palette import (
    AMBER,
    COVER,
    INK,
    MUTED,
    PAPER,
    READABLE,
    brightest_behind,
    contrast,
    luminance,
    mixed,
    readable,
)

CHANNEL = st.integers(0, 255)


def test_black_on_white_is_21() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert luminance((255, 255, 255)) == pytest.approx(1)


@pytest.mark.parametrize("colour", [PAPER, MUTED, AMBER])
def test_words_on_a_plate_over_white(colour: tuple[int, int, int]) -> None:
    assert contrast(colour, brightest_behind(COVER)) >= READABLE


def test_words_on_lit_paper() -> None:
    assert contrast(INK, mixed((0, 0, 0), PAPER, 0.96)) >= READABLE


@given(st.tuples(CHANNEL, CHANNEL, CHANNEL))
def test_any_speakers_colour_becomes_readable(colour: tuple[int, int, int]) -> None:
    assert contrast(readable(colour, brightest_behind()), brightest_behind()) >= READABLE


def test_a_colour_that_is_readable_stays() -> None:
    assert readable(PAPER, brightest_behind()) == PAPER
