"""What a sheet is made of: brush marks, settled pigment, leaded panes, and tones turned into lines or dots.

Everything is fixed to the sheet and done once, when the sheet is cut; nothing moves over it from frame to frame.
"""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pygame
from numpy.typing import NDArray

from generators.papertheatre import tiles
from generators.papertheatre.colour import RGB

if TYPE_CHECKING:
    from generators.papertheatre.drawing import Drawing
    from generators.papertheatre.looks.finish import Finish

LEAST_PITCH: Final = 5.0  # pixels: finer lines would swim when the camera moves
PANES_SIDE: Final = 384  # pixels that they are made at
PANES: Final = 6  # in a tile, down and across
LEAD: Final = 0.05  # half the thickness of the lead between panes, in panes
TRIANGLE: Final = (255 - np.abs(np.arange(256) * 2 - 255)).astype(np.uint8)  # a wave: 0 .. 255 .. 0
GOUGE: Final = (TRIANGLE.astype(np.int16) - 128) // 2  # what a cut of the gouge adds along its length


def dress(made: Drawing, finish: Finish, scale: float, depth: float) -> None:
    """Give a sheet that is drawn its material, in place; `scale` is pixels in a stage unit of the sheet."""
    fill = finish.recipe.fill
    turn = (-7, 5)[round(depth * 4) % 2]
    start = (round(depth * 371), round(depth * 211))
    for kind, strength, size in (("mottle", fill.mottle, 1.0), ("blooms", fill.blooms, 1.5)):
        if strength > 0:
            tiles.darken(made.surface, tiles.shade(kind, strength, tiles.side_of(scale, size)), start)
    if fill.strokes > 0:
        tiles.darken(made.surface, tiles.shade("strokes", fill.strokes, tiles.side_of(scale), turn), start)
    if fill.cells > 0:
        tiles.darken(made.surface, panes(tiles.side_of(scale, fill.cells * PANES / tiles.UNITS)), start)
    print_tones(made.pixels[0], finish, scale, depth)


@functools.lru_cache(maxsize=8)
def panes(side: int) -> pygame.Surface:
    """Panes of uneven glass and the lead between them, to multiply with; seamless, of `side` pixels."""
    return pygame.transform.smoothscale(_panes(), (side, side)) if side != PANES_SIDE else _panes()


@functools.lru_cache(maxsize=1)
def _panes(side: int = PANES_SIDE) -> pygame.Surface:
    rng = np.random.default_rng(1160)
    points = rng.uniform(0.12, 0.88, (PANES, PANES, 2)).astype(np.float32)
    tone = rng.uniform(0.62, 1.0, (PANES, PANES, 3)).astype(np.float32) * 0.3
    tone += rng.uniform(0.4, 0.7, (PANES, PANES, 1)).astype(np.float32)
    y, x = (np.mgrid[0:side, 0:side].astype(np.float32) + 0.5) * (PANES / side)
    row, column = y.astype(np.int32), x.astype(np.int32)
    first, second = np.full((2, side, side), 9.0, np.float32)
    owner = np.zeros((side, side), np.int32)
    for dy, dx in np.ndindex(3, 3):
        r, c = row + dy - 1, column + dx - 1
        point = points[r % PANES, c % PANES]
        far = np.hypot(r + point[:, :, 0] - y, c + point[:, :, 1] - x)
        nearer = far < first
        second = np.where(nearer, first, np.minimum(second, far))
        owner = np.where(nearer, r % PANES * PANES + c % PANES, owner)
        first = np.minimum(first, far)
    lead = np.clip(((second - first) - LEAD) * side / PANES / 2, 0, 1)
    pixels = np.full((side, side, 4), 255, np.uint8)
    glass = np.clip(tone.reshape(-1, 3)[owner] * lead[:, :, None], 0, 1)
    pixels[:, :, :3] = (glass * 255).astype(np.uint8)
    return pygame.image.frombuffer(pixels.tobytes(), (side, side), "BGRA")


# --- tones as lines ---------------------------------------------------------------------------------------------------


def print_tones(pixels: NDArray[np.uint8], finish: Finish, unit: float, depth: float) -> None:
    """Print a sheet, premultiplied uint8 (height, width, bgra), in the look's few inks, in place.

    Between two inks tones become lines or dots. `unit` is pixels in a stage unit. Lines follow the sheet's upper
    contour, so that hills are cut along their form.
    """
    recipe = finish.recipe
    if not finish.inks or not pixels.shape[0] or not pixels.shape[1]:
        return
    seen = np.flatnonzero(pixels[:, :, 3].max(axis=1))
    if not len(seen):
        return
    pixels = pixels[seen[0] : seen[-1] + 1]
    alpha = pixels[:, :, 3]
    if recipe.screen.kind == "none":
        wave = np.full((1, 1), 128, np.uint8)
    else:
        pitch = max(LEAST_PITCH, recipe.screen.pitch * unit)
        wave = screen_wave(recipe.screen.kind, pixels.shape[:2], pitch, contour(alpha, unit), depth)
    if recipe.screen.whole:
        _print_black(pixels, wave, recipe.screen.hardness)
    else:
        _print_inks(pixels, wave, finish)


def _print_black(pixels: NDArray[np.uint8], wave: NDArray[np.uint8], hardness: float) -> None:
    """Black where the wave is above the tone, white elsewhere: the frame is dyed in the two inks later."""
    whole = _unmixed(pixels)
    blue, green, red = (whole[:, :, k].astype(np.uint16) for k in range(3))
    tone = ((54 * red + 183 * green + 18 * blue) >> 8).astype(np.int16)
    white = np.clip((tone - wave) * round(hardness) + 128, 0, 255).astype(np.uint32)
    _lay_on(pixels, white * 0x010101)


def _unmixed(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Premultiplied pixels with the colours that they would have without their transparency; of the same shape."""
    made, thin = pixels.copy(), _thin(pixels)
    whole = made[thin][:, :3].astype(np.uint16) * 255 // made[thin][:, 3:]
    made[*thin, :3] = np.minimum(whole, 255).astype(np.uint8)
    return made


def _thin(pixels: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(rows, columns) of all pixels that are neither clear nor opaque."""
    rows, columns = np.nonzero((pixels[:, :, 3] - 1).astype(np.uint8) < 254)
    return rows, columns


def _lay_on(pixels: NDArray[np.uint8], colours: NDArray[np.uint32]) -> None:
    """Give pixels opaque colours, 0xRRGGBB, and keep their transparency."""
    alpha, thin = pixels[:, :, 3].copy(), _thin(pixels)
    packed = pixels.view(np.uint32)[:, :, 0]
    np.multiply(colours | np.uint32(0xFF000000), alpha > 0, out=packed)
    share = alpha[thin][:, None]
    pixels[*thin, :3] = (pixels[thin][:, :3].astype(np.uint16) * share // 255).astype(np.uint8)
    pixels[*thin, 3] = share[:, 0]


def _print_inks(pixels: NDArray[np.uint8], wave: NDArray[np.uint8], finish: Finish) -> None:
    """The nearest ink for every pixel, after the wave has made it lighter or darker."""
    shift = ((wave.astype(np.int16) - 128) * round(finish.recipe.screen.reach * 256)) >> 8
    whole = _unmixed(pixels)
    index: NDArray[Any] = np.zeros(pixels.shape[:2], np.uint16)
    for channel in (2, 1, 0):
        level = np.clip(whole[:, :, channel] - shift, 0, 255).astype(np.uint16)
        index = (index << 5) | (level >> 3)
    inks = np.array([sum(round(v) << at for v, at in zip(ink, (16, 8, 0), strict=True)) for ink in finish.inks])
    _lay_on(pixels, inks.astype(np.uint32)[_nearest_inks(finish)][index])


def _nearest_inks(finish: Finish) -> NDArray[np.uint8]:
    """Which ink each colour is nearest to: uint8 (32 * 32 * 32,), red the slowest."""
    return _ink_table(finish.inks, finish.recipe.tones.vivid)


@functools.lru_cache(maxsize=16)
def _ink_table(inks: tuple[RGB, ...], vivid: float) -> NDArray[np.uint8]:
    steps = np.arange(32, dtype=np.float32) * 8 + 4
    colours = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), -1).reshape(-1, 3)
    eye = np.array((0.2126, 0.7152, 0.0722), np.float32)
    own = (colours @ eye)[:, None]
    best, choice = np.full(len(colours), np.inf, np.float32), np.zeros(len(colours), np.uint8)
    for number, ink in enumerate(np.array(inks, np.float32)):
        light = float(ink @ eye)
        hue = ((ink - light - (colours - own)) ** 2).sum(axis=1)
        far = (light - own[:, 0]) ** 2 * 1.6 + hue * vivid
        choice = np.where(far < best, number, choice).astype(np.uint8)
        best = np.minimum(best, far)
    return choice


def contour(alpha: NDArray[np.uint8], unit: float) -> NDArray[np.float32]:
    """The row where a sheet begins in each column, as smooth as a hand follows it; float32 (width,)."""
    solid = alpha > 96
    some = solid.any(axis=0)
    first: NDArray[np.float32] = np.argmax(solid, axis=0).astype(np.float32)
    first[~some] = first[some].mean() if some.any() else 0.0
    reach = max(1, min(int(unit * 1.6), 4 * len(first)))
    box = np.ones(reach, np.float32) / reach
    for _ in range(2):
        padded = np.pad(first, (reach // 2, reach - 1 - reach // 2), mode="edge")
        first = np.convolve(padded, box, "valid").astype(np.float32)
    return first


def screen_wave(
    kind: str, shape: tuple[int, int], pitch: float, top: NDArray[np.float32], depth: float
) -> NDArray[np.uint8]:
    """The screen that tones are compared with, uint8 (height, width): ink falls where it is above the tone."""
    height, width = shape
    y = np.arange(height, dtype=np.float32)[:, None]
    x = np.arange(width, dtype=np.float32)[None, :]
    k = 256 / pitch
    if kind == "dots":
        a, b = _phase((x + y) * (k * 0.7)), _phase((x - y) * (k * 0.7))
        return ((TRIANGLE[a].astype(np.uint16) + TRIANGLE[b]) // 2).astype(np.uint8)
    if kind == "stipple":
        return _stipple(height, width, pitch)
    swing: NDArray[np.float32] = (np.sin(x * (2.2 / max(width, 1)) * np.pi + depth * 5) * pitch * 4).astype(np.float32)
    along = ((y - top[None, :] * 0.9 + swing) * k).astype(np.int32)
    lines: NDArray[np.uint8] = TRIANGLE[along & 255]
    if kind == "lines":
        return lines
    if kind == "cross":
        other = TRIANGLE[_phase((x * 0.8 + y * 0.6) * k * 0.9)]
        return np.where(other > 150, np.maximum(lines, other - 60), lines)
    return _gouged(lines, along >> 8, np.arange(width), pitch)


def _phase(place: NDArray[Any]) -> NDArray[np.uint8]:
    phase: NDArray[np.uint8] = (place.astype(np.int32) & 255).astype(np.uint8)
    return phase


def _gouged(lines: NDArray[np.uint8], row: NDArray[np.int32], x: NDArray[np.int64], pitch: float) -> NDArray[np.uint8]:
    """Lines broken into short, tapered cuts of a gouge, each row of them begun at another place."""
    start = np.arange(256, dtype=np.int32) * 7919 % 251
    phase = _phase(x * (256 / (pitch * 9)))[None, :] + start.astype(np.uint8)[row & 255]
    broken: NDArray[np.uint8] = np.clip(lines + GOUGE[phase], 0, 255).astype(np.uint8)
    return broken


def _stipple(height: int, width: int, pitch: float) -> NDArray[np.uint8]:
    grain = np.clip(128 + 62 * tiles.noise(7, pitch / 4, pitch / 4), 0, 255).astype(np.uint8)
    down, across = math.ceil(height / tiles.SIDE), math.ceil(width / tiles.SIDE)
    return np.tile(grain, (down, across))[:height, :width]
