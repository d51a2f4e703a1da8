"""The canvas: picture, captions, HUD and flash guard on one surface, so that window, film, snapshot and browser show
the same. The four draw_ and guard_ steps are called in that order."""

from __future__ import annotations

import time
from collections.abc import Callable

import pygame

from runtime.overlay import Overlay, Picture
from runtime.player.captions import plan_captions
from runtime.player.controls import Controls
from runtime.player.flashguard import FIELD, FlashGuard
from runtime.player.hud import Hud
from runtime.player.hud.contrast import contrasted
from runtime.player.paper import paint
from runtime.player.plan import Box, Plan, Stage
from runtime.player.transitions import composed
from runtime.player.typecase import Typecase
from runtime.player.viewstate import ViewState
from runtime.timeline import Caption

BARS = (7, 7, 9)  # beside the picture
SCALE_BUDGET_MS = 9.0  # a smooth scaling that takes longer than this gives way to the fast one
NOTHING = Controls()


def letterboxed(picture: tuple[int, int], size: tuple[int, int]) -> Box:
    """Where a picture of a size lies on a surface: as large as it can be, its shape kept, in the middle."""
    share = min(size[0] / picture[0], size[1] / picture[1])
    w = min(size[0], max(1, round(picture[0] * share)))
    h = min(size[1], max(1, round(picture[1] * share)))
    return Box(0, 0, *size).middle(w, h)


class Scaler:
    """Scales smoothly while there is time for it. `smooth` True or False decides once and for all."""

    def __init__(self, smooth: bool | None = None, timer: Callable[[], float] = time.perf_counter) -> None:
        self.smooth = smooth
        self.timer = timer
        self._cost_ms: dict[tuple[int, int], float] = {}  # of smooth scaling, by the size it made

    def scale(self, picture: pygame.Surface, target: pygame.Surface) -> None:
        """Fill `target` with the picture."""
        size = target.get_size()
        matched = picture if picture.get_bitsize() == target.get_bitsize() else picture.convert(target)
        if not self._smooth(size):
            pygame.transform.scale(matched, size, target)
            return
        began = self.timer()
        pygame.transform.smoothscale(matched, size, target)
        took_ms = 1000 * (self.timer() - began)
        self._cost_ms[size] = 0.8 * self._cost_ms.get(size, took_ms) + 0.2 * took_ms

    def _smooth(self, size: tuple[int, int]) -> bool:
        return self._cost_ms.get(size, 0.0) <= SCALE_BUDGET_MS if self.smooth is None else self.smooth


class Canvas:
    """Draws on a surface of its own, or on a window's (see `onto`)."""

    def __init__(
        self, size: tuple[int, int], *, smooth: bool | None = None, language: str = "en",
        field_share: tuple[float, float] = FIELD,
    ) -> None:  # fmt: skip
        self.surface = pygame.Surface(size, 0, 32)
        self.case = Typecase()
        self.hud = Hud(self.case, language)
        self.guard = FlashGuard(field_share)
        self.plan = Plan(floor=size[1])  # what can be pressed: the HUD that was drawn last
        self._scaler = Scaler(smooth)
        self._picture_box = Box(0, 0, *size)
        self._last: pygame.Surface | None = None  # the last picture, without anything over it
        self._stood: tuple[object, int] = ((), 0)  # the caption and the line it stands over
        self._captions: tuple[object, Plan] = ((), Plan())  # the last caption, laid out

    def onto(self, surface: pygame.Surface) -> None:
        """Draw on this surface from now on; a window has a new one after each change of its size."""
        self.surface = surface

    @property
    def picture(self) -> pygame.Surface | None:
        """The last picture, without anything over it; good until the next one is drawn."""
        return self._last

    def draw_picture(self, picture: Picture) -> None:
        """The picture of this moment with its transition, letterboxed. While there is none: the one before."""
        made = self._kept(composed(picture))
        if made is None:
            self.surface.fill(BARS)
            return
        box = letterboxed(made.get_size(), self.surface.get_size())
        self._picture_box = box
        self._bars(box)
        if made.get_size() == box[2:]:
            self.surface.blit(made, box[:2])
        else:
            self._scaler.scale(made, self.surface.subsurface(box))

    def draw_captions(self, overlay: Overlay, view: ViewState, controls: Controls = NOTHING) -> None:
        """The caption above whatever the HUD will cover; none behind a page or a card."""
        caption = overlay.caption or overlay.description
        if caption is None or not view.captions or controls.page or overlay.card:
            return
        size = self.surface.get_size()
        floor = self._floor(caption, self.hud.plan(overlay, view, controls, size).floor)
        seen = caption is not overlay.caption
        said = (caption, seen, view.caption_size, view.high_contrast, size, floor, self._picture_box)
        if self._captions[0] != said:
            stage, box = Stage(*size), self._picture_box
            plan = plan_captions(caption, view.caption_size, stage, self.case, floor, box, described=seen)
            self._captions = (said, contrasted(plan) if view.high_contrast else plan)
        paint(self.surface, self._captions[1], self.case)

    def draw_hud(self, overlay: Overlay, view: ViewState, controls: Controls = NOTHING) -> None:
        """Panel, page, card and marks; their targets are what can be pressed from now on."""
        self.plan = self.hud.plan(overlay, view, controls, self.surface.get_size())
        paint(self.surface, self.plan, self.case)

    def _floor(self, caption: Caption, floor: int) -> int:
        """A caption goes up when a panel comes, but it does not come down again: nobody reads a text that jumps."""
        shown = (caption, self.surface.get_size())
        if self._stood[0] == shown:
            floor = min(floor, self._stood[1])
        self._stood = (shown, floor)
        return floor

    def guard_flashes(self, now_s: float) -> None:
        """Last before the flip."""
        self.guard.guard(self.surface, now_s)

    def _kept(self, made: pygame.Surface | None) -> pygame.Surface | None:
        """What was made, or what was made last: frames live in memory that is written again, so a copy is kept."""
        if made is None:
            return self._last
        last = self._last
        if last is None or (last.get_size(), last.get_bitsize()) != (made.get_size(), made.get_bitsize()):
            self._last = made.copy()
        else:
            last.blit(made, (0, 0))
        return made

    def _bars(self, box: Box) -> None:
        w, h = self.surface.get_size()
        for bar in ((0, 0, w, box.y), (0, box.bottom, w, h - box.bottom)):
            if bar[3] > 0:
                self.surface.fill(BARS, bar)
        for bar in ((0, box.y, box.x, box.h), (box.right, box.y, w - box.right, box.h)):
            if bar[2] > 0:
                self.surface.fill(BARS, bar)
