"""The bench measures what it says."""

from __future__ import annotations

import pytest

from runtime.audio import bench
from runtime.audio.bench import bench_making, bench_minute, bench_voices
from runtime.audio.trial import stand_in


@pytest.mark.soak
def test_the_minute_is_a_flat_dict_of_numbers() -> None:
    found = bench_minute((stand_in(),), seconds=3)
    assert set(found) == {
        "sound_core_percent",
        "sound_mb",
        "mix_block_p50_ms",
        "mix_block_p99_ms",
        "lufs",
        "true_peak_db",
        "speech_over_music_db",
        "largest_click_db",
    }
    assert 0 < found["mix_block_p50_ms"] <= found["mix_block_p99_ms"]
    assert found["sound_core_percent"] > 0
    assert found["true_peak_db"] <= -1.0


def test_making_is_a_flat_dict_of_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "BEDS", ("clock", "room"))
    monkeypatch.setattr(bench, "EFFECTS", ("knock", "switch"))
    monkeypatch.setattr(bench, "MOODS", ("dance",))
    found = bench_making()
    assert all(value > 0 for value in found.values())
    assert found["bed_ms_p50"] <= found["bed_ms_max"]
    assert found["effect_ms_p50"] <= found["effect_ms_max"]


@pytest.mark.soak
def test_the_speed_of_the_voices_is_a_flat_dict_of_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "is_there", lambda engine, tag: False)
    lines, found = bench_voices(rounds=1)
    assert {"voice_first_ms", "voice_x_realtime", "voice_rss_mb"} <= set(found)
    assert all(value > 0 for value in found.values())
    assert len(lines) == len(bench.LINES) * len(bench.SPEAKERS)
    assert all(line.ndim == 1 and line.any() for line in lines)
