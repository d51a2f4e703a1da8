"""A spectrogram shows pitch upwards, time to the right, and the outline of the wave below."""

from __future__ import annotations

import numpy as np
import pytest

from runtime.audio.clock import RATE
from runtime.audio.spectrogram import FOOT, HIGHEST_HZ, LOWEST_HZ, spectrogram
from tests.runtime.audio.signals import tone

WIDTH, HEIGHT = 120, 100


def brightest_row(picture: np.ndarray, column: int) -> int:
    return int(picture[: round(HEIGHT * (1 - FOOT)), column].sum(axis=1).argmax())


@pytest.mark.parametrize("hz", [100.0, 1000.0, 8000.0])
def test_a_tone_is_a_line_at_its_height(hz: float) -> None:
    picture = spectrogram(tone(2.0, hz), WIDTH, HEIGHT)
    assert picture.shape == (HEIGHT, WIDTH, 3)
    assert picture.dtype == np.uint8
    rows = round(HEIGHT * (1 - FOOT))
    place = np.log(HIGHEST_HZ / hz) / np.log(HIGHEST_HZ / LOWEST_HZ) * (rows - 1)
    assert brightest_row(picture, WIDTH // 2) == pytest.approx(place, abs=2.5)


def test_time_goes_to_the_right() -> None:
    picture = spectrogram(np.concatenate([tone(1.0, 200.0), tone(1.0, 5000.0)]), WIDTH, HEIGHT)
    assert brightest_row(picture, WIDTH // 4) > brightest_row(picture, 3 * WIDTH // 4)


def test_the_outline_is_as_high_as_the_wave_is_loud() -> None:
    sound = np.concatenate([tone(1.0, level=0.1), tone(1.0, level=0.4)])
    foot = spectrogram(sound, WIDTH, HEIGHT)[-round(HEIGHT * FOOT) :, :, 0] > 100
    assert 2 * foot[:, WIDTH // 4].sum() < foot[:, 3 * WIDTH // 4].sum()


@pytest.mark.parametrize("sound", [np.zeros(0, np.float32), np.zeros((RATE, 2), np.float32), tone(0.001)])
def test_nothing_is_too_short_or_too_quiet_for_a_picture(sound: np.ndarray) -> None:
    assert spectrogram(sound, WIDTH, HEIGHT).shape == (HEIGHT, WIDTH, 3)
