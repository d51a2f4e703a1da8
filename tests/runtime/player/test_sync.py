"""Pacing as pure arithmetic: jittered times, no clock."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from runtime.player.sync import POLL_S, Pacer, cadence, content_index, next_due_s

FILM, NTSC = Fraction(24), Fraction(24000, 1001)


def test_24_on_60_alternates_three_and_two() -> None:
    assert cadence(6, FILM, Fraction(60)) == [3, 2, 3, 2, 3, 2]
    assert cadence(4, FILM, Fraction(48)) == [2, 2, 2, 2]
    assert sum(cadence(24, FILM, Fraction(144))) == 144


def test_content_index_counts_frames_of_the_clock() -> None:
    assert [content_index(n / 24, FILM) for n in range(50)] == list(range(50))
    assert content_index(10.0, NTSC) == 239


def test_next_due_is_after_now() -> None:
    for n in range(1000):
        now = n * 0.0037
        assert 0 < next_due_s(now, NTSC) - now <= float(1 / NTSC) + 0.0011


@pytest.mark.parametrize("hz", [30, 50, 59.94, 60, 144])
def test_every_content_frame_is_flipped_once_on_any_display(hz: float) -> None:
    pacer, flips = Pacer(FILM), 0
    for n in range(int(hz * 10)):
        if pacer.is_due(n / hz):
            pacer.flip(n / hz, n / hz)
            flips += 1
    assert flips == 240
    assert pacer.missed == 0


def test_jitter_below_a_frame_misses_nothing() -> None:
    pacer, rng = Pacer(FILM), random.Random(7)
    for n in range(2400):
        now = max(0.0, n / 240 + rng.uniform(-0.002, 0.002))
        if pacer.is_due(now) and content_index(now, FILM) > pacer.index:
            pacer.flip(now, now + 0.001)
    assert pacer.missed == 0
    assert 0 <= pacer.lateness_s < 0.01


def test_a_hiccup_is_counted_and_a_jump_is_not() -> None:
    pacer = Pacer(FILM)
    pacer.flip(0.0, 0.0)
    pacer.flip(4 / 24, 4 / 24)
    assert pacer.missed == 3
    pacer.flip(60.0, 60.0)
    assert pacer.missed == 3
    assert pacer.flipped == 3


def test_frames_in_rest_are_not_missed() -> None:
    pacer = Pacer(FILM)
    pacer.flip(0.0, 0.0)
    for n in range(1, 20):
        pacer.rest(n / 24)
    pacer.flip(20 / 24, 20 / 24)
    assert pacer.missed == 0


def test_the_same_frame_again_is_not_a_flip() -> None:
    pacer = Pacer(FILM)
    pacer.flip(0.0, 0.0)
    pacer.flip(0.01, 0.01)
    assert pacer.flipped == 1


def test_waits_are_short_and_end_with_the_frame() -> None:
    pacer = Pacer(FILM)
    for n in range(500):
        assert 0 <= pacer.wait_s(n * 0.00123) <= POLL_S
    assert pacer.wait_s(1 / 24 - 0.002) == pytest.approx(0.00175, abs=1e-6)
