"""Materials: seamless tiles, screens that hold a tone, lines that follow a contour, panes, few inks."""

from __future__ import annotations

import numpy as np
import pytest

from generators.base import Look
from generators.papertheatre import tiles
from generators.papertheatre.drawing import drawing
from generators.papertheatre.looks import finish_of
from generators.papertheatre.materials import contour, dress, panes, print_tones, screen_wave

FLAT = np.zeros(200, np.float32)


@pytest.mark.parametrize("kind", sorted(tiles.FIELDS))
def test_tiles_only_darken_a_little_and_are_seamless(kind: str) -> None:
    tile = tiles.tile(kind, 1.0, tiles.SIDE).astype(np.int16)
    assert tile.shape == (tiles.SIDE, tiles.SIDE)
    assert 90 < tile.mean() <= 255
    assert tile.std() > 0.5
    for axis in (0, 1):
        inside = np.abs(np.diff(tile, axis=axis)).mean(axis=1 - axis).max()
        seam = np.abs(np.take(tile, 0, axis) - np.take(tile, -1, axis)).mean()
        assert seam < 1.5 * inside + 2


def test_a_tile_without_strength_changes_nothing_and_sizes_are_few() -> None:
    assert (tiles.tile("mottle", 0.0, 128) == 255).all()
    assert tiles.tile("tooth", 0.5, 96).shape == (96, 96)
    assert {tiles.side_of(unit) for unit in range(1, 400)} == set(tiles.SIDES)


def test_noise_can_be_turned() -> None:
    level, upright = tiles.noise(1, 1, 20), tiles.noise(1, 1, 20, 90)
    assert np.abs(np.diff(level, axis=1)).mean() < np.abs(np.diff(level, axis=0)).mean()
    assert np.abs(np.diff(upright, axis=0)).mean() < np.abs(np.diff(upright, axis=1)).mean()


@pytest.mark.parametrize("kind", ["lines", "cross", "gouge", "dots", "stipple"])
def test_a_screen_turns_a_tone_into_as_much_ink(kind: str) -> None:
    wave = screen_wave(kind, (200, 200), 8.0, FLAT, 0.5)
    shares = [float((wave > tone).mean()) for tone in (60, 128, 190)]
    assert shares[0] > shares[1] > shares[2]
    assert 0.15 < shares[1] < 0.85


def test_lines_follow_the_contour_of_a_hill() -> None:
    alpha = np.zeros((100, 200), np.uint8)
    top = 50 - 30 * np.exp(-((np.arange(200) - 100) ** 2) / 1800)
    alpha[np.arange(100)[:, None] > top[None, :]] = 255
    found = contour(alpha, 4.0)
    assert found.shape == (200,)
    assert found[100] < found[10] - 15
    assert contour(np.zeros((5, 7), np.uint8), 80.0).tolist() == [0.0] * 7


def test_panes_are_seamless_and_leaded() -> None:
    pane = np.frombuffer(__import__("pygame").image.tobytes(panes(384), "RGB"), np.uint8).reshape(384, 384, 3)
    dark = (pane.max(axis=2) < 20).mean()
    assert 0.04 < dark < 0.5
    assert len(np.unique(pane.reshape(-1, 3), axis=0)) > 30
    assert panes(128).get_size() == (128, 128)


def test_a_sheet_is_printed_in_its_inks_and_clear_stays_clear() -> None:
    finish = finish_of(Look(style="linocut"))
    ramp = np.zeros((120, 160, 4), np.uint8)
    ramp[20:, :, :3] = np.linspace(0, 255, 160).astype(np.uint8)[None, :, None]
    ramp[20:, :, 3] = 255
    print_tones(ramp, finish, 30.0, 0.6)
    assert (ramp[:20] == 0).all()
    inks = {tuple(round(v) for v in ink) for ink in finish.inks}
    seen = {tuple(int(v) for v in pixel[::-1]) for pixel in ramp[40:, :, :3].reshape(-1, 3)}
    assert len(inks & seen) >= 3


def test_premultiplied_colours_never_exceed_their_alpha() -> None:
    rng = np.random.default_rng(5)
    for name in ("linocut", "engraving", "watercolour", "stained glass", "pastel"):
        made = drawing(90, 70)
        alpha = rng.integers(0, 256, (70, 90, 1))
        made.pixels[0][:] = np.concatenate([rng.integers(0, 256, (70, 90, 3)) * alpha // 255, alpha], 2)
        dress(made, finish_of(Look(style=name)), 20.0, 0.4)
        assert (made.pixels[0][:, :, :3].max(axis=2) <= made.pixels[0][:, :, 3].astype(int) + 1).all(), name
