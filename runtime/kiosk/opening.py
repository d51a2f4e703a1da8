"""The opening card: what is seen from the first moment until the first show has its first frame."""

from __future__ import annotations

from functools import lru_cache

import pygame

from runtime.kiosk.words import said
from runtime.player.hud.blocks import Setting, lines
from runtime.player.palette import AMBER, MUTED, PAPER
from runtime.player.paper import paint
from runtime.player.plan import Box, Plan, Rule, Stage, Veil
from runtime.player.poster import poster
from runtime.player.typecase import Face, Typecase

NAME = "Diorama"
COARSE = 2  # the paper stage is drawn so much smaller: it is there at once, and softly lit


def paint_opening(surface: pygame.Surface, case: Typecase, language: str, *, words: bool = True) -> None:
    """A paper stage as large as the screen, its lamps half down; the name, and a word that it goes on.

    Without words it is the ground of a screen that has its own.
    """
    stage = Stage(*surface.get_size())
    surface.blit(_stage(stage.w, stage.h), (0, 0))
    paint(surface, plan_opening(stage, case, language) if words else Plan((Veil(stage.box, cover=0.25),)), case)


@lru_cache(maxsize=1)
def _stage(w: int, h: int) -> pygame.Surface:
    """The paper stage, as large as the screen; it may be painted for as long as a generator reads its weights."""
    small, made = poster(NAME, (max(1, w // COARSE), max(1, h // COARSE)), 0), pygame.Surface((w, h), 0, 32)
    return pygame.transform.smoothscale(small.convert(made), (w, h), made)


def plan_opening(stage: Stage, case: Typecase, language: str) -> Plan:
    """The words at the foot, and what dims the stage behind them."""
    pad, gap = stage.px(96), stage.px(28)
    large, small = Setting(Face.SERIF, stage.text(96), PAPER, 1), Setting(Face.SANS, stage.text(34), MUTED, 2)
    high, low = case.height(large.face, large.px), case.height(small.face, small.px)
    name = Box(pad, stage.h - pad - high - gap - 2 * low, stage.w - 2 * pad, high)
    rule = Rule(Box(pad, name.bottom + gap // 4, stage.px(130), stage.px(4)), colour=AMBER)
    set_name, _ = lines(case, NAME, name, large, align=0)
    word, _ = lines(case, said("opening", language), name._replace(y=name.bottom + gap), small, align=0)
    ramp = stage.h // 3
    dim = Veil(Box(0, name.y - ramp, stage.w, stage.h - name.y + ramp), cover=0.85, ramp=ramp)
    return Plan((Veil(stage.box, cover=0.25), dim, *set_name, rule, *word), (), stage.h)
