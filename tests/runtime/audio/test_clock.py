"""Clocks: even, never back, exact for recordings."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from runtime.audio.clock import RATE, CardClock, FrameClock, NullClock
from tests.runtime.audio.hands import Hand

BLOCK = 480


def run_card(
    clock: CardClock, frames: int, start_s: float, first: int, jitter_ms: float = 0.0, rate: float = RATE
) -> int:
    """Play `frames` in blocks at a card's own rate; gives the number of the next sample."""
    rng = np.random.default_rng(1)
    for block in range(frames // BLOCK):
        late_s = rng.uniform(0, jitter_ms) / 1000
        clock.observe(first + block * BLOCK, start_s + block * BLOCK / rate + late_s)
    return first + frames // BLOCK * BLOCK


def test_null_clock_stands_at_zero_until_it_is_started() -> None:
    hand = Hand(50.0)
    clock = NullClock(hand)
    assert clock.now_s() == 0.0
    clock.start()
    hand.move(1.25)
    assert clock.now_s() == pytest.approx(1.25)


def test_null_clock_never_goes_back_with_the_machine() -> None:
    hand = Hand(10.0)
    clock = NullClock(hand)
    clock.start()
    hand.move(-5.0)
    assert clock.now_s() == 0.0


def test_frame_clock_is_exact_at_odd_rates() -> None:
    clock = FrameClock(Fraction(24000, 1001))
    clock.advance(24000)
    assert clock.now_s() == 1001.0
    assert clock.samples() == 1001 * RATE


def test_frame_clock_sums_samples_without_drift() -> None:
    clock = FrameClock(Fraction(30000, 1001))
    total, before = 0, 0
    for _ in range(1000):
        clock.advance()
        total += clock.samples() - before
        before = clock.samples()
    assert total == int(1000 * RATE * Fraction(1001, 30000))


def test_card_clock_begins_after_the_burst_that_fills_the_buffers() -> None:
    clock = CardClock()
    for block in range(5):
        clock.observe(block * 300, 100.0 + block * 0.005)
    assert clock.now_s(100.5) == 0.0
    clock.observe(1500, 100.7)
    assert clock.now_s(100.7) == pytest.approx(1500 / RATE)


def test_card_clock_moves_evenly_under_jitter() -> None:
    clock = CardClock()
    rng = np.random.default_rng(2)
    shown, when = [], []
    for block in range(600):
        ideal_s = 5.0 + block * BLOCK / RATE
        clock.observe(block * BLOCK, ideal_s + rng.uniform(0, 0.006))
        shown.append(clock.now_s(ideal_s))
        when.append(ideal_s)
    steps = np.diff(shown[100:]) - np.diff(when[100:])
    assert np.abs(steps).max() < 0.0004
    assert min(np.diff(shown)) >= 0.0


def test_card_clock_follows_the_cards_own_rate() -> None:
    clock = CardClock()
    run_card(clock, 60 * RATE, 5.0, 0, rate=RATE * 1.0003)
    end_s = 5.0 + 60 / 1.0003
    assert clock.now_s(end_s) == pytest.approx(60.0, abs=0.004)
    assert clock.lost_s == 0.0


def test_sound_that_the_card_lost_leaves_time_even_and_moves_the_samples() -> None:
    clock = CardClock()
    following = run_card(clock, 2 * RATE, 5.0, 0)
    before_s = clock.now_s(7.0)
    run_card(clock, RATE, 7.5, following)  # it stood still for half a second
    assert clock.lost_s == pytest.approx(0.5, abs=0.01)
    assert clock.now_s(8.0) - before_s == pytest.approx(1.0, abs=0.01)
    assert clock.at_s(following) == pytest.approx(following / RATE + 0.5, abs=0.01)


def test_card_clock_never_goes_back() -> None:
    clock = CardClock()
    run_card(clock, RATE, 5.0, 0)
    late_s = clock.now_s(6.0)
    assert clock.now_s(5.5) == late_s


def test_a_clock_without_a_card_can_begin_by_itself() -> None:
    clock = CardClock()
    clock.begin(42.0)
    assert clock.now_s(43.5) == pytest.approx(1.5)
    clock.begin(99.0)
    assert clock.now_s(44.0) == pytest.approx(2.0)
