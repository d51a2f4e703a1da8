"""Beds of ambience: at their level, without a seam, never the same twice in a row, the same for the same seed."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import combinations, pairwise

import numpy as np
import pytest

from runtime.audio.ambience import RECIPES, Bed, Layer, looped, make_bed
from runtime.audio.ambience.bed import grain, loop
from runtime.audio.clock import RATE
from runtime.audio.gains import BLOCK
from runtime.audio.levels import loudness, peak_db
from runtime.audio.limiter import true_peak
from runtime.audio.meter import lufs
from runtime.audio.sources import LayerSource
from runtime.audio.tape import Tape
from runtime.audio.workshop import Workshop
from tests.runtime.audio.signals import high_energy, tone

LOUDEST_LUFS, SOFTEST_LUFS = -33.0, -56.0
QUIET_BETWEEN = ("thunder", "gulls", "birds", "clock", "doves")  # nothing of them goes on for ever


SOME = [pytest.param(kind, marks=[pytest.mark.soak] if n % 4 else []) for n, kind in enumerate(RECIPES)]


@pytest.fixture(scope="module", params=SOME)
def made(request: pytest.FixtureRequest) -> tuple[str, Bed]:
    """Each kind in its turn, made once for all tests that look at one."""
    kind: str = request.param
    return kind, bed(kind)


@lru_cache(maxsize=4)
def bed(kind: str) -> Bed:
    return make_bed(kind, seed=1)


def tapes(made: Bed) -> list[Tape]:
    return [*made.loops, *(tape for strewn in made.strewn for tape in strewn.grains)]


def test_every_bed_is_sound_at_a_level_that_leaves_room(made: tuple[str, Bed]) -> None:
    assert tapes(made[1])
    for one in made[1].loops:
        assert SOFTEST_LUFS < loudness(one.wave()) < LOUDEST_LUFS
    for tape in tapes(made[1]):
        assert np.isfinite(tape.wave()).all()
        assert tape.samples.any()
        assert peak_db(tape.wave()) < -8.0


def test_loops_are_long_and_have_no_seam(made: tuple[str, Bed]) -> None:
    assert bool(made[1].loops) == (made[0] not in QUIET_BETWEEN)
    for one in made[1].loops:
        wave = one.wave()
        assert len(wave) >= 10 * RATE
        assert abs(wave.mean()) < 1e-3 * np.abs(wave).max()
        around = np.concatenate([wave[-1024:], wave[:1024]])
        inside = [high_energy(wave[at : at + 2048], 6000) for at in range(0, len(wave) - 2048, len(wave) // 200)]
        assert high_energy(around, 6000) <= 3.0 * max(inside)
        step = np.abs(wave[0] - wave[-1]).max()
        assert step <= 2.0 * np.abs(np.diff(wave, axis=0)).max()


def test_grains_begin_and_end_at_nothing(made: tuple[str, Bed]) -> None:
    for strewn in made[1].strewn:
        assert 0.0 <= strewn.uneven <= 1.0
        assert strewn.quietest_db <= 0.0
        for tape in strewn.grains:
            wave = tape.wave()
            top = np.abs(wave).max()
            assert np.abs(wave[0]).max() < 0.02 * top
            assert np.abs(wave[-1]).max() < 0.02 * top


def test_a_bed_keeps_within_its_memory(made: tuple[str, Bed]) -> None:
    assert made[1].bytes < 15_000_000


def test_every_kind_is_heard_and_never_shouts(made: tuple[str, Bed]) -> None:
    sound = heard(made[0])
    outline(made[0])  # while it is made: the last test compares them all
    assert -56.0 < lufs(sound) < -25.0
    assert true_peak(sound) < 0.5


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


def heard(kind: str, seconds: int = 12) -> np.ndarray:
    """What a layer sounds like: float32 (n, 2)."""
    source, shop = LayerSource(Layer(kind), 1), Workshop(wait=True)
    shop.ask(source.key, lambda: bed(kind), 1)
    source.turn(1.0, 0, 1)
    out = np.zeros((seconds * RATE, 2), np.float32)
    for at in range(0, len(out), BLOCK):
        source.add_to(out[at : at + BLOCK], at, shop)
    return out


@cache
def outline(kind: str) -> np.ndarray:
    """Mean and spread of the decibels in each of 24 bands, 50 ms by 50 ms, without the level."""
    sound = heard(kind)
    pieces = sound.mean(axis=1)[: len(sound) // 2400 * 2400].reshape(-1, 2400) * np.hanning(2400)
    power = np.square(np.abs(np.fft.rfft(pieces, axis=1)))
    edges = np.geomspace(2, power.shape[1] - 1, 25).astype(int)
    bands = np.stack([power[:, a : max(b, a + 1)].mean(axis=1) for a, b in pairwise(edges)], axis=1)
    db = 10 * np.log10(bands + 1e-11)
    return np.asarray(np.concatenate([db.mean(axis=0) - db.mean(axis=0).max(), 2 * db.std(axis=0)]))


@pytest.mark.soak
def test_no_two_kinds_sound_alike() -> None:
    outlines = {kind: outline(kind) for kind in RECIPES}
    apart = [
        (float(np.sqrt(np.mean(np.square(outlines[one] - outlines[other])))), one, other)
        for one, other in combinations(RECIPES, 2)
    ]
    assert min(apart)[0] > 1.7, sorted(apart)[:5]


def test_there_are_enough_kinds() -> None:
    assert len(RECIPES) >= 36


def test_the_rails_have_their_rhythm() -> None:
    """Joints come every 1.16 s."""
    level = np.abs(bed("train").loops[0].wave().mean(axis=1)).reshape(-1, 480).mean(axis=1)
    level -= level.mean()
    alike = np.correlate(level, level, "full")[len(level) - 1 :]
    assert 90 + int(alike[90:140].argmax()) == pytest.approx(116, abs=2)


def test_layers_can_lie_left_and_right() -> None:
    def sides(pan: float) -> np.ndarray:
        source, shop = LayerSource(Layer("snow", pan=pan), 1), Workshop(wait=True)
        source.ask(shop)
        source.turn(1.0, 0, 1)
        out = np.zeros((BLOCK, 2), np.float32)
        source.add_to(out, 48_000, shop)
        return np.asarray(np.square(out).sum(axis=0))

    left, right = sides(-0.7), sides(0.7)
    assert left[0] > 2 * left[1]
    assert right[1] > 2 * right[0]


def test_a_recording_becomes_a_loop_without_a_seam() -> None:
    rng = np.random.default_rng(1)
    wave = np.cumsum(rng.standard_normal((4 * RATE, 2)), axis=0).astype(np.float32)
    wave -= np.linspace(0, 1, len(wave), dtype=np.float32)[:, None] * 50  # it ends far from where it began
    (one,) = looped(Tape.of(wave / np.abs(wave).max()), -36.0).loops
    step = np.abs(one.wave()[0] - one.wave()[-1]).max()
    assert step <= 3.0 * np.abs(np.diff(one.wave(), axis=0)).max()
    assert len(one) < 4 * RATE


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
