"""Intervals and latencies."""

from __future__ import annotations

from runtime.player.meter import Meter, percentile


def test_percentiles() -> None:
    values = [float(n) for n in range(1, 101)]
    assert percentile(values, 0.5) == 51.0
    assert percentile(values, 0.99) == 100.0
    assert percentile([], 0.99) == 0.0


def test_intervals_are_between_new_frames_only() -> None:
    meter = Meter()
    for at_s, new in ((0.0, True), (0.01, False), (0.04, True), (0.09, True)):
        meter.flipped(at_s, new, None)
    assert [round(value, 3) for value in meter.intervals_s] == [0.04, 0.05]


def test_a_rest_is_no_interval() -> None:
    meter = Meter()
    meter.flipped(0.0, True, None)
    meter.rest()
    meter.flipped(9.0, True, None)
    assert not meter.intervals_s


def test_latency_is_from_press_to_flip() -> None:
    meter = Meter()
    meter.flipped(1.020, True, 1.0)
    assert meter.figures()["input_p99_ms"] == 20.0
