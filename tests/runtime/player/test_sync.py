"""Pacing as pure arithmetic: jittered times, no clock."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from runtime.player.sync import CLEAR_S, POLL_S, Pacer, cadence, content_index

FILM, NTSC = Fraction(24), Fraction(24000, 1001)


def test_24_on_60_alternates_three_and_two() -> None:
    assert cadence(6, FILM, Fraction(60)) == [3, 2, 3, 2, 3, 2]
    assert cadence(4, FILM, Fraction(48)) == [2, 2, 2, 2]
    assert sum(cadence(24, FILM, Fraction(144))) == 144


def test_content_index_counts_frames_of_the_clock() -> None:
    assert [content_index(n / 24, FILM) for n in range(50)] == list(range(50))
    assert content_index(10.0, NTSC) == 239


@pytest.mark.parametrize("hz", [30, 50, 59.94, 60, 144])
def test_every_content_frame_is_flipped_once_on_any_display(hz: float) -> None:
    pacer, flips = Pacer(FILM), 0
    for n in range(int(hz * 10)):
        if pacer.is_due(n / hz):
            pacer.flip(n / hz, n / hz)
            flips += 1
    assert flips == 240
    assert pacer.missed == 0


class Watched:
    """A show with a beat of its own, watched by a pacer that sleeps as long as it says."""

    def __init__(self, phase_s: float, fps: Fraction = FILM, jitter_s: float = 0.0) -> None:
        self.pacer, self.phase_s, self.fps, self.jitter_s = Pacer(fps), phase_s, fps, jitter_s
        self.now_s = self.looked_s = 1.0
        self.frame: int | None = None
        self.late: list[float] = []
        self.looks = 0
        self.rng = random.Random(3)

    def watch(self, seconds: float) -> None:
        end = self.now_s + seconds
        while self.now_s < end:
            frame = content_index(self.now_s, self.fps, self.phase_s)
            if frame != self.frame:
                if self.frame is not None:
                    self.pacer.saw(self.now_s, self.looked_s)
                self.pacer.flip(self.now_s, self.now_s)
                self.late.append(self.now_s - self.phase_s - frame / float(self.fps))
                self.frame = frame
            self.looked_s = self.now_s
            self.looks += 1
            self.now_s += max(1e-5, self.pacer.wait_s(self.now_s)) + self.rng.uniform(0, self.jitter_s)


@pytest.mark.parametrize("phase_s", [0.0, 0.0001, 0.013, 0.0416])
@pytest.mark.parametrize("fps", [FILM, NTSC, Fraction(30)])
def test_the_beat_of_a_show_is_learnt(phase_s: float, fps: Fraction) -> None:
    watched = Watched(phase_s, fps)
    watched.watch(20.0)
    assert max(watched.late[12:]) < 0.0021
    assert watched.pacer.missed == 0
    assert watched.looks < 20 * 30 * 8
    assert watched.pacer.flipped == pytest.approx(20 * fps, abs=2)


def test_a_beat_that_moves_is_learnt_again() -> None:
    watched = Watched(0.010)
    watched.watch(5.0)
    watched.phase_s += 0.017
    watched.late.clear()
    watched.watch(5.0)
    assert max(watched.late[12:]) < 0.0021
    assert watched.pacer.missed == 0


def test_a_clock_that_drifts_is_followed() -> None:
    watched = Watched(0.010)
    for _ in range(200):
        watched.phase_s += 0.000002
        watched.watch(0.1)
    assert max(watched.late[12:]) < 0.0025
    assert watched.pacer.missed == 0


def test_oversleeping_misses_nothing() -> None:
    watched = Watched(0.020, jitter_s=0.004)
    watched.watch(20.0)
    assert watched.pacer.missed == 0
    assert 0 < watched.pacer.lateness_s < 0.01


def test_a_hiccup_is_counted() -> None:
    watched = Watched(0.0)
    watched.watch(3.0)
    watched.now_s += 4 / 24
    watched.watch(1.0)
    assert watched.pacer.missed in (3, 4)


def test_a_jump_of_the_clock_is_not_a_hiccup() -> None:
    pacer = Pacer(FILM)
    pacer.flip(0.0, 0.0)
    pacer.flip(60.0, 60.0)
    assert pacer.missed == 0
    assert pacer.flipped == 2


def test_frames_in_rest_are_not_missed() -> None:
    pacer = Pacer(FILM)
    pacer.flip(0.0, 0.0)
    for n in range(1, 20):
        pacer.rest(n / 24)
    pacer.flip(20 / 24, 20 / 24)
    assert pacer.missed == 0


def test_waits_are_short_and_end_just_after_the_frame() -> None:
    pacer = Pacer(FILM)
    for n in range(500):
        assert 0 <= pacer.wait_s(n * 0.00123) <= POLL_S + CLEAR_S
    assert pacer.wait_s(1 / 24 - 0.002) == pytest.approx(0.0022, abs=1e-6)
