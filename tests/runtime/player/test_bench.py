"""Benchmarks on a show whose time is set by hand."""

from __future__ import annotations

import pygame
import pytest

from runtime.overlay import Overlay
from runtime.player.bench import latencies_ms, pacing
from runtime.timeline import Phase
from tests.runtime.player.fakes import key, panel
from tests.runtime.player.test_playloop import Seat


class TimedSeat(Seat):
    """Eight milliseconds go by in each pass."""

    def __init__(self, overlay: Overlay | None = None) -> None:
        super().__init__(overlay)
        self.loop.wait = self.go_by  # type: ignore[method-assign]

    def go_by(self) -> None:
        self.clock.time_s += 0.008
        self.timer_s += 0.008


def test_pacing_counts_frames_and_misses_none() -> None:
    figures = pacing(TimedSeat().loop, 100)
    assert figures["frames"] == 100
    assert figures["missed_share"] == 0
    assert 40 <= figures["interval_p99_ms"] <= 50


def test_pacing_ends_with_the_show() -> None:
    seat = TimedSeat()
    seat.show.ended = True
    assert pacing(seat.loop, 100)["frames"] == 0


def test_latency_is_from_the_press_to_the_flip() -> None:
    seat = TimedSeat(Overlay(panel=panel()))

    def open_again() -> bool:
        seat.show.shown = Overlay(panel=panel())
        return seat.loop.overlay == seat.show.shown

    def locked() -> bool:
        shown = seat.show.shown.panel
        return shown is not None and shown.phase is Phase.LOCKED

    def guard(_now_s: float) -> None:
        seat.timer_s += 0.005  # drawing takes its time; what the loop sleeps after the flip does not count

    seat.loop.guard_flashes = guard  # type: ignore[assignment, method-assign]
    found = latencies_ms(seat.loop, lambda: seat.window.post(key(pygame.K_1)), locked, open_again, trials=20)
    assert len(found) == 20
    assert found == pytest.approx([5.0] * 20)


def test_latency_gives_up_when_the_show_ends() -> None:
    seat = TimedSeat()
    seat.show.ended = True
    assert latencies_ms(seat.loop, lambda: None, lambda: False, lambda: True, trials=3) == []
