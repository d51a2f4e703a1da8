"""The test picture says what the screen does to it, and its tone which side is left."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from runtime.audio.clock import RATE
from runtime.kiosk.testpicture import BARS, FRAME, SAFE, TONE, TONE_HZ, reference, tone


@pytest.mark.parametrize("size", [(1280, 720), (1080, 1920)])
def test_frame_safe_areas_bars_and_greys(size: tuple[int, int]) -> None:
    made = reference(size)
    w, h = size
    assert made.get_size() == size
    assert all(made.get_at(at)[:3] == FRAME for at in ((0, h // 3), (w - 1, h // 3), (w // 3, 0), (w // 3, h - 1)))
    for share in SAFE:
        assert made.get_at((round(w * (1 - share) / 2), h // 3))[:3] == FRAME
    pixels = {tuple(colour) for colour in pygame.surfarray.array3d(made)[::9, ::9].reshape(-1, 3).tolist()}
    assert set(BARS) <= pixels
    assert {(v, v, v) for v in (26, 128, 204, 255)} <= pixels


def test_circles_are_round() -> None:
    made = reference((1280, 720))
    radius = round(720 * 0.45)
    for x, y in ((640 + radius - 1, 362), (640 - radius, 362), (642, 360 - radius), (642, 360 + radius - 1)):
        assert made.get_at((x, y))[:3] == FRAME


def test_the_tone_is_left_then_right_then_silent_quiet_and_without_clicks() -> None:
    blocks = [tone(first, 960) for first in range(0, 3 * RATE, 960)]
    heard = np.concatenate(blocks)
    left, right, none = (heard[n * RATE : (n + 1) * RATE] for n in range(3))
    assert np.abs(left[:, 0]).max() == pytest.approx(TONE, rel=1e-3)
    assert not left[:, 1].any()
    assert not right[:, 0].any()
    assert not none.any()
    assert np.abs(np.diff(heard, axis=0)).max() < TONE * 2 * np.pi * TONE_HZ / RATE * 1.01
    spectrum = np.abs(np.fft.rfft(right[:, 1]))
    assert int(np.argmax(spectrum)) == TONE_HZ
    assert np.array_equal(tone(0, 3 * RATE), heard)


def test_the_tone_is_never_louder_than_is_allowed() -> None:
    assert np.abs(tone(0, RATE, 0.001)).max() <= 0.001
    assert not tone(0, RATE, 0.0).any()
