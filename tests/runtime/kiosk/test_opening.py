"""From the first moment there is something to look at: the opening card, until the first show has its first frame."""

from __future__ import annotations

from datetime import UTC, datetime

import pygame
import pytest

from runtime.cli.kiosk import greet
from runtime.kiosk.config import Config
from runtime.kiosk.opening import NAME, plan_opening
from runtime.kiosk.states import Phase
from runtime.player.plan import Stage, Words
from runtime.player.typecase import Typecase
from runtime.player.window import OffscreenWindow
from tests.runtime.kiosk.fakes import NOON_S, SIZE, Hall

CLOSED = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), "closed")


def is_lit(surface: pygame.Surface) -> bool:
    return bool(pygame.surfarray.pixels3d(surface).any())


@pytest.mark.parametrize("size", [(1280, 720), (1080, 1920), (320, 180)])
@pytest.mark.parametrize("language", ["en", "ja", "ar"])
def test_its_words_stand_inside_and_in_the_kiosks_language(size: tuple[int, int], language: str) -> None:
    stage = Stage(*size)
    plan = plan_opening(stage, Typecase(), language)
    words = [piece for piece in plan.pieces if isinstance(piece, Words)]
    assert words[0].text == NAME
    assert all(stage.box.contains(piece.box) for piece in words)
    assert not words[0].box.overlaps(words[1].box)
    assert plan.targets == ()


def test_the_house_greets_before_anybody_is_hired_but_not_at_night() -> None:
    window = OffscreenWindow((320, 180))
    greet(window, Config(), NOON_S)
    assert (window.flips, is_lit(window.surface)) == (1, True)
    greet(window, Config(hours=CLOSED), NOON_S)
    assert not is_lit(window.surface)
    greet(window, Config(hours=CLOSED), datetime(1999, 1, 1, tzinfo=UTC).timestamp())
    assert is_lit(window.surface)  # a clock that was never set closes nothing


def test_it_stands_until_the_first_frame_and_never_comes_again() -> None:
    hall = Hall()
    offers, hall.content.news = hall.content.news, None
    hall.wait(5)
    assert (hall.phase(), is_lit(hall.window.surface)) == (Phase.CLOSED, True)
    hall.content.news = offers
    hall.studio.frame, real = lambda take, index: None, hall.studio.frame  # type: ignore[method-assign]
    hall.wait(3)
    assert hall.phase() is Phase.ATTRACT
    stands = hall.window.surface.get_at((SIZE[0] // 2, 10))
    hall.studio.frame = real  # type: ignore[method-assign]
    hall.wait(3)
    assert hall.window.surface.get_at((SIZE[0] // 2, 10)) != stands
    hall.content.news = ()
    hall.loop.take_content()
    hall.wait(3)
    assert hall.phase() is Phase.CLOSED
    assert not is_lit(hall.window.surface)


def test_whoever_is_served_by_a_generator_that_is_always_late_sees_the_show() -> None:
    hall = Hall()
    hall.loop._has_picture = lambda: False  # type: ignore[method-assign]
    hall.wait(3)
    assert hall.loop._is_opening()
    hall.touch()
    hall.wait(1)
    assert hall.phase() in (Phase.MENU, Phase.VISIT)
    assert not hall.loop._is_opening()


def test_where_no_show_comes_at_all_black_is_more_honest_after_a_minute() -> None:
    hall = Hall()
    hall.content.news = ()
    hall.wait(55, hz=1)
    assert is_lit(hall.window.surface)
    hall.wait(10, hz=1)
    assert not is_lit(hall.window.surface)
