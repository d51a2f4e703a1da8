"""Beds of ambience: at their level, without a seam, never the same twice in a row, the same for the same seed."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from runtime.audio.ambience import RECIPES, Bed, make_bed
from runtime.audio.ambience.bed import Strewn, grain, loop
from runtime.audio.clock import RATE
from runtime.audio.levels import loudness, peak_db
from runtime.audio.tape import Tape
from tests.runtime.audio.signals import high_energy, tone

LOUDEST_LUFS, SOFTEST_LUFS = -34.0, -53.0


@cache
def bed(kind: str) -> Bed:
    return make_bed(kind)


def tapes(made: Bed) -> list[Tape]:
    return [*made.loops, *(tape for strewn in made.strewn for tape in strewn.grains)]


@pytest.mark.parametrize("kind", RECIPES)
def test_every_bed_is_sound_at_a_level_that_leaves_room(kind: str) -> None:
    made = bed(kind)
    assert tapes(made)
    for one in made.loops:
        assert SOFTEST_LUFS < loudness(one.wave()) < LOUDEST_LUFS
        assert peak_db(one.wave()) < -8.0
    for tape in tapes(made):
        assert np.isfinite(tape.wave()).all()
        assert tape.samples.any()
        assert peak_db(tape.wave()) < -8.0


@pytest.mark.parametrize("kind", [kind for kind in RECIPES if kind not in ("thunder", "gulls", "birds", "clock")])
def test_loops_are_long_and_have_no_seam(kind: str) -> None:
    for one in bed(kind).loops:
        wave = one.wave()
        assert len(wave) >= 10 * RATE
        around = np.concatenate([wave[-1024:], wave[:1024]])
        inside = [high_energy(wave[at : at + 2048], 6000) for at in range(0, len(wave) - 2048, len(wave) // 200)]
        assert high_energy(around, 6000) <= 3.0 * max(inside)
        step = np.abs(wave[0] - wave[-1]).max()
        assert step <= 2.0 * np.abs(np.diff(wave, axis=0)).max()


@pytest.mark.parametrize("kind", RECIPES)
def test_grains_begin_and_end_at_nothing(kind: str) -> None:
    for strewn in bed(kind).strewn:
        for tape in strewn.grains:
            wave = tape.wave()
            top = np.abs(wave).max()
            assert np.abs(wave[0]).max() < 0.02 * top
            assert np.abs(wave[-1]).max() < 0.02 * top


@pytest.mark.parametrize("kind", RECIPES)
def test_a_bed_keeps_within_its_memory(kind: str) -> None:
    assert bed(kind).bytes < 20_000_000


def test_loops_of_one_bed_have_lengths_that_rarely_meet() -> None:
    for kind in ("rain", "wind", "fire", "night"):
        lengths = [len(one) for one in bed(kind).loops]
        assert len(set(lengths)) == len(lengths)
        assert np.lcm.reduce(np.array(lengths, np.int64)) > 100 * RATE


@pytest.mark.parametrize("kind", ["clock", "gulls", "birds"])
def test_the_same_seed_is_the_same_bed(kind: str) -> None:
    first, again, other = make_bed(kind, seed=5), make_bed(kind, seed=5), make_bed(kind, seed=6)
    for one, two in zip(tapes(first), tapes(again), strict=True):
        assert np.array_equal(one.samples, two.samples)
    assert any(
        not np.array_equal(one.samples, two.samples) for one, two in zip(tapes(first), tapes(other), strict=True)
    )


def test_both_ears_hear_their_own_rain() -> None:
    wave = bed("rain").loops[0].wave()
    likeness = float(np.mean(wave[:, 0] * wave[:, 1]) / np.mean(np.square(wave)))
    assert abs(likeness) < 0.7


def brightness(made: Bed) -> float:
    wave = made.loops[0].wave()
    return high_energy(wave[: 4 * RATE], 3000) / high_energy(wave[: 4 * RATE], 20)


@pytest.mark.parametrize("veil", ["far", "muffled"])
def test_a_veil_takes_the_brightness(veil: str) -> None:
    assert brightness(make_bed("snow", veil)) < 0.2 * brightness(bed("snow"))


def test_rain_is_brighter_than_wind_and_wind_than_thunder() -> None:
    assert brightness(bed("rain")) > brightness(bed("wind"))


def test_wind_comes_in_gusts_and_rain_does_not() -> None:
    def span(kind: str) -> float:
        wave = bed(kind).loops[0].wave()
        levels = [loudness(wave[at : at + RATE]) for at in range(0, len(wave) - RATE, RATE // 2)]
        return max(levels) - min(levels)

    assert span("wind") > 6.0 > span("rain")


def test_a_clock_goes_tick_tock() -> None:
    (strewn,) = bed("clock").strewn
    assert (strewn.in_turn, strewn.uneven, strewn.every_s) == (True, 0.0, 1.0)
    assert len(strewn.grains) == 2


def test_a_tape_is_the_sound_it_was_made_from() -> None:
    wave = tone(0.1, level=0.03)
    assert np.allclose(Tape.of(wave).wave()[:, 0], wave, atol=2e-6)
    assert len(Tape.of(wave)) == len(wave)


def test_loops_and_grains_have_the_level_asked_for() -> None:
    stereo = np.repeat(tone(1.0, 1000.0)[:, None], 2, axis=1)
    assert loudness(loop(stereo, -40.0).wave()) == pytest.approx(-40.0, abs=0.2)
    assert peak_db(grain(tone(0.5), -20.0).wave()) == pytest.approx(-20.0, abs=0.1)


def test_grains_are_strewn_between_their_bounds() -> None:
    strewn = Strewn((Tape.of(tone(0.1)),), every_s=2.0)
    assert 0.0 <= strewn.uneven <= 1.0
    assert strewn.quietest_db <= 0.0
