"""The bench measures what it says."""

from __future__ import annotations

from runtime.audio.bench import bench_mix, bench_voices


def test_the_cost_of_the_mix_is_a_flat_dict_of_numbers() -> None:
    found = bench_mix(seconds=1, ambience="snow")
    assert set(found) == {"mix_ms_per_s", "mix_block_p99_ms"}
    assert all(value > 0 for value in found.values())


def test_the_speed_of_the_voices_is_a_flat_dict_of_numbers() -> None:
    found = bench_voices(rounds=1)
    assert set(found) == {"voice_first_ms", "voice_x_realtime", "voice_rss_mb"}
    assert all(value > 0 for value in found.values())
