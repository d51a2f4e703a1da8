"""Words in brackets change how a line is said: more of it, less of it, not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from runtime.audio.delivery import AMOUNTS, FACTORS, MANNERS, THROUGH, Delivery, manner_of

PLAIN = Delivery()


@pytest.mark.parametrize(
    ("words", "part", "sign"),
    [
        ("shouting", "gain_db", 1),
        ("shouting up the stairs", "pitch", 1),
        ("shouting", "tilt_db", 1),
        ("shouting", "pace", 1),
        ("whispering", "breath", 1),
        ("whispering", "gain_db", -1),
        ("quietly", "gain_db", -1),
        ("tired", "pace", -1),
        ("tired", "pitch", -1),
        ("sad", "tilt_db", -1),
        ("frightened", "tremor", 1),
        ("in tears", "tremor", 1),
        ("laughing", "lively", 1),
        ("excited", "pace", 1),
        ("coldly", "lively", -1),
        ("tenderly", "breath", 1),
        ("drunk", "pace", -1),
        ("sarcastically", "lively", 1),
        ("growling", "rough", 1),
        ("under his breath", "gain_db", -1),
        ("out of breath", "breath", 1),
    ],
)
def test_words_do_what_they_say(words: str, part: str, sign: int) -> None:
    assert (getattr(manner_of(words), part) - getattr(PLAIN, part)) * sign > 0


@pytest.mark.parametrize(
    "words", ["", "looking up", "writing", "to Tom", "drying her hands", "turning on the radio", "tears up the letter"]
)
def test_what_is_done_is_no_manner(words: str) -> None:
    assert manner_of(words) == PLAIN


def test_not_means_not() -> None:
    assert manner_of("not angry") == PLAIN
    assert manner_of("never loud, calling") == manner_of("calling")
    assert manner_of("without looking up, quietly") == manner_of("quietly")


def test_there_is_more_and_less_of_a_manner() -> None:
    less, plain, more = (manner_of(words).tremor for words in ("a little afraid", "afraid", "very afraid"))
    assert 0 < less < plain < more


def test_words_of_one_meaning_count_once() -> None:
    assert manner_of("sad, sadly, mournful") == manner_of("sad")


def test_manners_add_up() -> None:
    both = manner_of("whispering, urgently")
    assert both.breath == 1.0
    assert both.pace > manner_of("whispering").pace


@pytest.mark.parametrize(
    ("words", "through"),
    [
        ("over the radio", "radio"),
        ("from the loudspeaker", "radio"),
        ("through the oak door", "wall"),
        ("muffled", "wall"),
        ("through the crowd", ""),
        ("into the phone", ""),
    ],
)
def test_it_is_heard_through_something(words: str, through: str) -> None:
    assert manner_of(words).through == through


def test_every_manner_can_still_be_understood() -> None:
    for word, delivery in MANNERS.items():
        assert delivery == delivery.bounded(), word
        assert delivery.through in ("", *THROUGH)


def test_laying_one_over_the_other_multiplies_and_adds() -> None:
    one, other = Delivery(0.5, 0.9, breath=0.2, gain_db=2, tremor=0.1, tremor_hz=3), Delivery(1.2, through="wall")
    both = one.under(other)
    assert (both.pitch, both.formants, both.breath, both.gain_db) == (0.6, 0.9, 0.2, 2)
    assert (both.tremor, both.tremor_hz, both.through) == (0.1, 3, "wall")
    assert both == other.under(one)


def test_degrees_scale_every_part() -> None:
    for name in (*FACTORS, *AMOUNTS):
        if name != "tremor_hz":
            value = getattr(replace(PLAIN, **{name: cast("Any", 0.5)}).times(0.5), name)
            assert value == pytest.approx(0.5**0.5 if name in FACTORS else 0.25)


@pytest.mark.parametrize("words", ["shouting " * 500, "whisper, " * 300, "\x00\ud800", "🙂" * 400, "very " * 900])
def test_no_words_are_too_many(words: str) -> None:
    bounded = manner_of(words).bounded()
    assert bounded == bounded.bounded()


def test_bounds_leave_the_usual_alone() -> None:
    assert PLAIN.bounded() == PLAIN
