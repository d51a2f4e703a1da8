"""The figures that a bench prints: all there, none of them judged."""

from __future__ import annotations

import pytest

from runtime.errors import GeneratorError
from runtime.studio import bench


def test_latency_of_choices() -> None:
    figures = bench.latency(2, "testcard", (64, 36))
    assert set(figures) == {"trials", "prerolled_p50_ms", "prerolled_p99_ms", "cold_p50_ms", "cold_p99_ms"}
    assert all(value > 0 for value in figures.values())


def test_speed_of_a_generator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "MEASURED_S", 0.01)
    monkeypatch.setattr(bench, "WARM_UP_S", 0.0)
    figures = bench.generator("testcard", (64, 36))
    assert (figures["width"], figures["height"], figures["threads"]) == (64, 36, 1)
    assert figures["fps"] > 0
    assert figures["first_chunk_ms"] > 0
    assert figures["places"] == len(bench.PLACES)
    assert figures["x_realtime_min"] == pytest.approx(figures["fps_min"] / 24, abs=0.01)


def test_every_place_is_measured_with_people_and_another_weather_each_time_round() -> None:
    shots = [bench._shot(number) for number in range(2 * len(bench.PLACES))]
    assert {shot.setting.interior for shot in shots} == {True, False}
    assert all(len(shot.cast) == 2 for shot in shots)
    assert len({(s.setting.place, s.setting.time, s.setting.weather) for s in shots}) > len(bench.PLACES)


def test_unknown_generators_are_an_error_with_a_sentence() -> None:
    with pytest.raises(GeneratorError, match="did you mean"):
        bench.generator("testcad", (64, 36))


@pytest.mark.parametrize(
    ("values", "share", "value"),
    [([5.0], 99, 5.0), ([1.0, 2.0, 3.0, 4.0], 50, 2.0), (list(range(1, 101)), 99, 99.0), (list(range(201)), 99, 198.0)],
)
def test_percentiles_are_values_that_occurred(values: list[float], share: float, value: float) -> None:
    assert bench.percentile(values, share) == value
