"""Nothing is flipped in a kiosk that the flash guard has not seen last: no screen, no card, no test picture."""

from __future__ import annotations

import zlib
from typing import cast

import pygame
import pytest

from runtime.kiosk.checking import FrameCheck
from runtime.kiosk.config import Config
from runtime.kiosk.operator import Command
from runtime.kiosk.states import Phase
from runtime.player.flashguard import FlashGuard, field_share
from tests.runtime.kiosk.fakes import BRISK, Hall, offer
from tests.runtime.kiosk.test_checking import Scripted


def pixels(surface: pygame.Surface) -> int:
    return zlib.crc32(surface.get_buffer().raw)


class Witness(FlashGuard):
    """A guard that remembers what it has let pass."""

    passed = 0

    def guard(self, surface: pygame.Surface, now_s: float) -> float:
        hold = super().guard(surface, now_s)
        self.passed = pixels(surface)
        return hold


class Watched(Hall):
    """A hall whose window knows when something else is flipped than what was guarded."""

    def __init__(self, *offers: object, config: Config) -> None:
        super().__init__(*offers, config=config)  # type: ignore[arg-type]
        self.guard = self.loop.canvas.guard = Witness()
        self.unguarded = 0
        self.window._on_flip = self._look

    def _look(self, surface: pygame.Surface) -> None:
        self.unguarded += pixels(surface) != self.guard.passed


def test_every_screen_goes_through_the_guard() -> None:
    hall = Watched(offer(), offer("garden", "The Garden"), config=Config(visit=BRISK))
    check = Scripted()
    hall.loop.house.safety.check = cast("FrameCheck", check)
    hall.wait(3).touch().touch("kiosk:show:garden").wait(12)
    hall.press(pygame.K_ESCAPE, pygame.K_DOWN, pygame.K_a, pygame.K_ESCAPE, pygame.K_ESCAPE).wait(1)
    check.held = True
    hall.wait(2)
    check.held = False
    hall.wait(2)
    for order in (Command.CALIBRATE, Command.CALIBRATE, Command.LOGS, Command.LOGS, Command.BLANK, Command.BLANK):
        hall.loop.house.orders.put(order)
        hall.wait(1.5)
    hall.wait(60)
    hall.content.news = ()
    hall.wait(60).touch().wait(2)
    assert hall.window.flips > 200
    assert hall.unguarded == 0


def test_somebody_who_hammers_on_all_keys_cannot_make_it_flash() -> None:
    """Pages that open and close as fast as a finger can, over a bright picture: the guard has the last word."""
    hall = Watched(offer(), config=Config(visit=BRISK))
    hall.wait(3).touch().wait(2)
    for _ in range(60):
        hall.window.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_ESCAPE, mod=0, unicode="", scancode=0))
        hall.loop.house.orders.put(Command.CALIBRATE)
        hall.wait(1 / 24, hz=24.0)
    assert hall.guard.held > 0
    assert hall.unguarded == 0


@pytest.mark.parametrize("width_m", [None, 1.21])
def test_ten_degrees_are_those_of_the_kiosks_screen(width_m: float | None) -> None:
    hall = Watched(offer(), config=Config(visit=BRISK))
    hall.loop.canvas.guard.field_share = field_share(width_m, 0.6)
    assert hall.wait(3).phase() is Phase.ATTRACT
    assert hall.unguarded == 0
