"""The flash guard: the last stage before the flip. Nothing that is shown may flash more than three times in a second on
a quarter of any ten-degree field (WCAG 2.3.1), general or red; before that it holds the picture back.

The surface is turned into light and shrunk to a grid, so that fine patterns count for what they are. Every cell follows
its running extreme: a move of a tenth against the direction is one transition. The guard acts on the fifth transition
within a second; the rule allows six.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pygame

Plane = npt.NDArray[np.float32]  # (columns, rows) of the grid
Marks = npt.NDArray[np.bool_]  # (columns, rows)
Crossings = tuple[Marks, Marks]  # up, down

GRID = (128, 72)  # columns, rows; turned for a portrait surface
SECOND_S = 1.0
STEP = 0.06  # of maximum luminance; the rule says 0.10, of lines that may be finer than a cell
RED_STEP = 10.0  # of (R - G - B) * 320 in linear light; the rule says 20
RED_SHARE = 0.77  # of R in R + G + B: saturated; the rule says 0.8
ALLOWED = 4  # transitions in a second; one more is held back
AREA = 0.18  # of a field; the rule says 0.25
WARY = 0.75  # of a step: a cell that has had all that is allowed may move by less than this
FIELD = (1 / 3, 1 / 3)  # of the surface's width and height: ten degrees at a desk
# Light of an sRGB channel x is about x * (x - TOE) / (1 - TOE): three passes that the blitter makes, and no table. It
# errs by -0.013 to 0.017, so that of a change by a tenth at least 0.07 is seen, however fine it is mixed.
TOE = 28  # of 255
_WHOLE = (255 - TOE) / 255
_RED, _GREEN, _BLUE = (np.float32(share / 255 / _WHOLE) for share in (0.2126, 0.7152, 0.0722))
_UNSATURATED = np.float32((1 - RED_SHARE) / RED_SHARE)  # green and blue at most this much of saturated red
_GRAIN = np.float32(2)  # of 255: what light in whole numbers can be wrong by


@dataclass
class Track:
    """Running extremes of one quantity, per cell."""

    step: float
    low: Plane  # lowest since the last transition upward
    high: Plane  # highest since the last transition downward
    rising: npt.NDArray[np.int8]  # 1 the last transition went up, -1 down, 0 there was none
    past: deque[tuple[float, Marks]] = field(default_factory=deque)
    count: npt.NDArray[np.int16] = field(init=False)

    def __post_init__(self) -> None:
        self.count = np.zeros(self.low.shape, np.int16)

    @classmethod
    def of(cls, plane: Plane, step: float) -> Track:
        return cls(step, plane.copy(), plane.copy(), np.zeros(plane.shape, np.int8))

    def crossings(self, plane: Plane, able: Marks | bool) -> Crossings:
        """Cells that would go up, and down, by a transition if the plane were shown; `able`: where it would count."""
        step = np.where(self.count >= ALLOWED, self.step * WARY, self.step) if len(self.past) >= ALLOWED else self.step
        up = (plane - self.low >= step) & (self.rising <= 0) & able
        down = (self.high - plane >= step) & (self.rising >= 0) & able
        return up, down & ~up

    def show(self, plane: Plane, up: Marks, down: Marks, now_s: float) -> None:
        """The plane is shown: transitions are counted, extremes go on."""
        self.low = np.minimum(self.low, plane)
        self.high = np.maximum(self.high, plane)
        moved = up | down
        if not moved.any():
            return
        self.low[moved] = plane[moved]
        self.high[moved] = plane[moved]
        self.rising[up], self.rising[down] = 1, -1
        self.past.append((now_s, moved))
        self.count += moved

    def forget(self, now_s: float) -> None:
        """Transitions older than a second no longer count."""
        while self.past and self.past[0][0] <= now_s - SECOND_S:
            self.count -= self.past.popleft()[1]


@dataclass
class Light:
    """What a surface looks like to the guard, per cell."""

    luminance: Plane  # relative, 0..1
    red: Plane  # (R - G - B) * 320, at least 0
    saturated: Marks  # R has its share


class FlashGuard:
    """Guards one surface. `held` counts the frames that were held back."""

    def __init__(self, field_share: tuple[float, float] = FIELD) -> None:
        self.field_share = field_share
        self.held = 0
        self._tracks: tuple[Track, Track] | None = None
        self._saturated: Marks | None = None  # cells that were saturated red since their last transition
        self._shown: pygame.Surface | None = None  # the last frame, kept while the guard is alert
        self._lit: pygame.Surface | None = None  # the surface, in linear light
        self._grid: pygame.Surface | None = None

    def guard(self, surface: pygame.Surface, now_s: float) -> float:
        """Make the surface safe to flip at `now_s`; how much of the frame before was laid over it, 0..1."""
        light = self._look(surface)
        if self._tracks is None or self._tracks[0].low.shape != light.luminance.shape:
            self._begin(light)
        assert self._tracks is not None
        for track in self._tracks:
            track.forget(now_s)
        hold = self._act(surface, light, now_s)
        self._keep(surface)
        return hold

    def _begin(self, light: Light) -> None:
        self._tracks = Track.of(light.luminance, STEP), Track.of(light.red, RED_STEP)
        self._saturated, self._shown = light.saturated, None

    def _act(self, surface: pygame.Surface, light: Light, now_s: float) -> float:
        """Hold back as much as is needed: first a blend, then all of it."""
        hold, found = 0.0, self._crossings(light)
        if self._shown is not None and self._unsafe(found):
            self.held += 1
            for hold in (self._first_hold(light), 0.94, 1.0):
                self._lay_over(surface, hold)
                light = self._look(surface)
                found = self._crossings(light)
                if not self._unsafe(found):
                    break
        self._show(light, found, now_s)
        return hold

    def _first_hold(self, light: Light) -> float:
        """The share of the frame before that brings the greatest move below the step."""
        assert self._tracks is not None
        worst = 1.0
        for track, plane in zip(self._tracks, (light.luminance, light.red), strict=True):
            moved = np.maximum(plane - track.low, track.high - plane)[track.count >= ALLOWED]
            if moved.size:
                worst = max(worst, float(moved.max()) / track.step)
        return min(1.0, 1.0 - 0.7 * WARY / worst)

    def _lay_over(self, surface: pygame.Surface, share: float) -> None:
        assert self._shown is not None
        self._shown.set_alpha(round(255 * share))
        surface.blit(self._shown, (0, 0))

    def _crossings(self, light: Light) -> list[Crossings]:
        """Of luminance, and of red where there is or was some."""
        assert self._tracks is not None
        assert self._saturated is not None
        general, red = self._tracks
        found = [general.crossings(light.luminance, True)]  # the rule's 0.80 is no help: a light cell has dark lines
        if red.past or light.saturated.any() or self._saturated.any():
            found.append(red.crossings(light.red, light.saturated | self._saturated))
        return found

    def _unsafe(self, found: list[Crossings]) -> bool:
        """True when showing this would give a fifth transition in a second to too much of a field."""
        assert self._tracks is not None
        for track, (up, down) in zip(self._tracks, found, strict=False):
            if len(track.past) < ALLOWED:
                continue
            moved = up | down
            over = track.count + moved > ALLOWED
            if (moved & over).any() and self._worst_field(over) >= AREA:
                return True
        return False

    def _worst_field(self, marks: Marks) -> float:
        """The largest share of any ten-degree field that is marked, by a summed-area table."""
        columns, rows = marks.shape
        w, h = max(1, round(columns * self.field_share[0])), max(1, round(rows * self.field_share[1]))
        table = np.zeros((columns + 1, rows + 1), np.int32)
        np.cumsum(np.cumsum(marks, axis=0, dtype=np.int32), axis=1, out=table[1:, 1:])
        sums = table[w:, h:] - table[:-w, h:] - table[w:, :-h] + table[:-w, :-h]
        return float(sums.max() / (w * h))

    def _show(self, light: Light, found: list[Crossings], now_s: float) -> None:
        """This is what the viewer sees."""
        assert self._tracks is not None
        assert self._saturated is not None
        general, red = self._tracks
        general.show(light.luminance, *found[0], now_s)
        if len(found) > 1:
            red.show(light.red, *found[1], now_s)
            self._saturated = light.saturated | (self._saturated & ~(found[1][0] | found[1][1]))
        else:
            red.low, red.high, self._saturated = light.red, light.red.copy(), light.saturated

    def _keep(self, surface: pygame.Surface) -> None:
        """Keep what is shown while the next transition could be one too many."""
        assert self._tracks is not None
        if all(len(track.past) < ALLOWED - 1 for track in self._tracks):
            self._shown = None
        elif self._shown is None or self._shown.get_size() != surface.get_size():
            self._shown = surface.copy()
        else:
            self._shown.set_alpha(None)
            self._shown.blit(surface, (0, 0))

    def _look(self, surface: pygame.Surface) -> Light:
        """Decode to linear light, shrink by the mean."""
        w, h = surface.get_size()
        size = GRID if w >= h else (GRID[1], GRID[0])
        self._grid = _like(surface, size, self._grid)
        self._lit = _like(surface, (w, h), self._lit)
        self._lit.blit(surface, (0, 0))
        self._lit.fill((TOE, TOE, TOE), special_flags=pygame.BLEND_RGB_SUB)
        self._lit.blit(surface, (0, 0), special_flags=pygame.BLEND_RGB_MULT)
        pygame.transform.smoothscale(self._lit, size, self._grid)
        pixels = pygame.surfarray.pixels3d(self._grid)
        r, g, b = (pixels[:, :, channel].astype(np.float32) for channel in range(3))
        others = g + b
        red: Plane = np.maximum(r - others, 0) * np.float32(320 / 255 / _WHOLE)
        light: Plane = r * _RED + g * _GREEN + b * _BLUE
        return Light(light, red, saturated=(r * _UNSATURATED + _GRAIN >= others) & (r > 2 * _GRAIN))


def _like(surface: pygame.Surface, size: tuple[int, int], kept: pygame.Surface | None) -> pygame.Surface:
    """A surface of a size in the format of another; the kept one where it serves."""
    if kept and kept.get_size() == size and kept.get_bitsize() == surface.get_bitsize():
        return kept
    return pygame.Surface(size, 0, surface)


def field_share(width_m: float | None, distance_m: float, aspect: float = 16 / 9) -> tuple[float, float]:
    """Ten degrees as shares of the width and height of a screen `width_m` wide, from `distance_m`; None: a desk."""
    if width_m is None:
        return FIELD
    across = 2 * distance_m * math.tan(math.radians(5)) / width_m
    return min(1.0, across), min(1.0, across * aspect)
