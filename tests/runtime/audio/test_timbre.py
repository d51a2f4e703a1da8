"""A wave is made brighter, rough, shaking, whispered, or heard through something, and nothing else changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from runtime.audio.clock import RATE
from runtime.audio.delivery import THROUGH, Delivery
from runtime.audio.levels import rms_db
from runtime.audio.timbre import TAIL_S, coloured, heard_through, repitched, roughened, shaken, tilted, whispered
from tests.runtime.audio.signals import brightness, pitch_of, roughness, tone
from tests.runtime.audio.soundfiles import spoken

if TYPE_CHECKING:
    from numpy.typing import NDArray

VOICE = spoken(2.0, RATE)


def level_at(wave: NDArray[np.float32], hz: float) -> float:
    bins = np.abs(np.fft.rfft(wave * np.hanning(len(wave))))
    found = np.fft.rfftfreq(len(wave), 1 / RATE)
    return float(20 * np.log10(bins[(found > hz * 0.97) & (found < hz * 1.03)].max() + 1e-9))


def test_a_plain_delivery_changes_nothing() -> None:
    assert coloured(VOICE, Delivery(pitch=0.6, pace=1.2)) is VOICE


@pytest.mark.parametrize("db", [-6.0, 4.0])
def test_a_tilt_is_reached_between_500_hz_and_4_khz(db: float) -> None:
    low, high = tone(1.0, 500.0), tone(1.0, 4000.0)
    moved = tilted(low + high, db)
    assert level_at(moved, 500.0) == pytest.approx(level_at(low, 500.0), abs=0.3)
    assert level_at(moved, 4000.0) == pytest.approx(level_at(high, 4000.0) + db, abs=0.3)


def test_a_tremor_moves_pitch_and_loudness_at_its_own_pace() -> None:
    wave = tone(2.0, 300.0)
    moved = shaken(wave, 0.8, 6.0)
    assert len(moved) == len(wave)
    step = RATE // 50
    loud = np.sqrt(np.square(moved.reshape(-1, step)).mean(axis=1))
    bins = np.abs(np.fft.rfft(loud - loud.mean()))
    assert np.fft.rfftfreq(len(loud), 0.02)[np.argmax(bins)] == pytest.approx(6.0, abs=0.8)
    bent = np.diff(np.flatnonzero(np.diff(np.signbit(moved[RATE // 4 : -RATE // 4]))))
    assert bent.max() > 1.02 * bent.mean()
    assert bent.min() < 0.98 * bent.mean()


def test_a_rough_throat_flutters_and_keeps_its_pitch() -> None:
    wave = tone(1.0, 150.0)
    moved = roughened(wave, 0.6)
    bins = np.abs(np.fft.rfft(moved))
    assert np.argmax(bins) * RATE / len(moved) == pytest.approx(150, abs=1)
    sides = max(level_at(moved, hz) for hz in (85.0, 215.0))
    assert sides > max(level_at(wave, hz) for hz in (85.0, 215.0)) + 20
    assert np.array_equal(moved, roughened(wave, 0.6))


def test_a_whisper_has_no_pitch_but_the_same_shape() -> None:
    wave = whispered(VOICE, 1.0)
    assert len(wave) == len(VOICE)
    assert pitch_of(0.3 * wave / np.abs(wave).max()) == 0.0 or brightness(wave) > brightness(VOICE) + 6
    step = RATE // 40
    loud = [np.sqrt(np.square(one.reshape(-1, step)).mean(axis=1)) for one in (wave, VOICE)]
    assert np.corrcoef(*loud)[0, 1] > 0.9


def test_a_little_breath_leaves_the_voice() -> None:
    assert pitch_of(whispered(VOICE, 0.2)) == pytest.approx(140, rel=0.03)


@pytest.mark.parametrize("pitch", [0.7, 0.9, 1.2, 1.4])
def test_another_pitch_leaves_length_and_outline(pitch: float) -> None:
    moved = repitched(VOICE, pitch)
    assert len(moved) == pytest.approx(len(VOICE), rel=0.01)
    assert pitch_of(moved) == pytest.approx(140 * pitch, rel=0.04)
    assert brightness(moved) == pytest.approx(brightness(VOICE), abs=6)


@pytest.mark.parametrize("what", THROUGH)
def test_whatever_it_is_heard_through_it_is_still_heard(what: str) -> None:
    moved = heard_through(VOICE, what)
    assert moved.dtype == np.float32
    assert len(moved) - len(VOICE) in (0, round(TAIL_S * RATE))
    assert rms_db(moved) > rms_db(VOICE) - 15
    assert not np.array_equal(moved[: len(VOICE)], VOICE)


def test_a_loudspeaker_is_narrow_and_a_door_is_dull() -> None:
    low, high = tone(1.0, 100.0), tone(1.0, 6000.0)
    for what, hz in (("radio", 100.0), ("radio", 6000.0), ("wall", 6000.0)):
        wave = 0.2 * tone(1.0, 1000.0) + low + high if what == "radio" else low + high
        kept = level_at(heard_through(wave, what), 1000.0 if what == "radio" else 100.0)
        assert level_at(heard_through(wave, what), hz) < kept


def test_everything_at_once_makes_no_click_and_no_noise() -> None:
    wave = coloured(VOICE, Delivery(tilt_db=-3, rough=0.3, tremor=0.5, tremor_hz=6, through="hollow"))
    assert np.isfinite(wave).all()
    assert roughness(wave) < 3 * roughness(VOICE)


@pytest.mark.parametrize("count", [1, 100, 1000])
def test_very_short_waves_pass(count: int) -> None:
    wave = np.full(count, 0.1, np.float32)
    delivery = Delivery(tilt_db=3, rough=0.5, tremor=1, tremor_hz=8, through="radio")
    assert np.isfinite(coloured(wave, delivery)).all()
    assert len(whispered(wave, 0.5)) == count
    assert np.isfinite(repitched(wave, 1.3)).all()
