"""A museum's frame checker: what it refuses is seen out of focus, and whatever it does, the show goes on."""

from __future__ import annotations

import importlib.metadata
import threading
from collections.abc import Callable
from itertools import pairwise
from typing import cast

import numpy as np
import pygame
import pytest

from runtime.errors import ConfigError
from runtime.kiosk.checking import EVERY_S, STARTS, VERDICT_S, FrameCheck, checker_target
from runtime.kiosk.defocus import DARKEST, Defocus, Frame
from runtime.kiosk.safety import BACK_S, Safety
from runtime.overlay import Picture
from runtime.player.flashguard import FlashGuard
from tests.runtime.player.fakes import noisy

SIZE = (64, 36)
HERE = "tests.runtime.kiosk.checkers"
LOOKS = 6_000  # of a hundredth of a second at most


def plain(r: int, g: int, b: int) -> Frame:
    return np.full((36, 64, 3), (r, g, b), np.uint8)


class Watch:
    """A checker with a clock that the test turns."""

    def __init__(self, name: str) -> None:
        self.time_s = 0.0
        self.check = FrameCheck(f"{HERE}:{name}", SIZE, lambda: self.time_s)
        self.now_s = 0.0
        self.nothing = threading.Event()

    def until(self, seen: Callable[[], bool], frame: Frame | None = None) -> None:
        """Show the frame again and again, as a loop does, until something has come of it."""
        for _ in range(LOOKS):
            if seen():
                return
            self.now_s += 1 / 24
            self.check.see(plain(90, 90, 90) if frame is None else frame, self.now_s)
            line = self.check._line
            (line.poll if line else self.nothing.wait)(0.01)  # the checker is a real process
        raise AssertionError("it never came")


def test_a_refused_picture_is_held_until_a_clean_one_comes() -> None:
    watch = Watch("red")
    try:
        watch.until(lambda: watch.check.checked >= 1)
        assert not watch.check.held
        watch.until(lambda: watch.check.held, plain(200, 10, 10))
        before = watch.check.hits
        watch.until(lambda: watch.check.hits > before, plain(200, 10, 10))
        assert watch.check.held
        watch.until(lambda: not watch.check.held)
        assert watch.check.problem == ""
    finally:
        watch.check.close()


def test_whoever_raises_or_paints_is_told_of_and_nothing_is_held() -> None:
    for name, kind in (("raises", "ValueError"), ("writes", "ValueError")):
        watch = Watch(name)
        try:
            watch.until(lambda: watch.check.problem != "")  # noqa: B023  the loop waits for it
            assert watch.check.problem == f"the frame checker {name} failed ({kind})"
            assert (watch.check.held, watch.check.checked) == (False, 0)
        finally:
            watch.check.close()


def test_one_that_hangs_is_started_again_and_then_given_up() -> None:
    watch = Watch("hangs")
    try:
        for start in range(1, STARTS + 1):
            watch.until(lambda: watch.check._line is not None and not watch.check._waits and watch.check._asked_s > 0)
            watch.check.checked = 1  # it is no longer the time that a model may take to load
            watch.time_s += VERDICT_S + 1
            watch.until(lambda: watch.check._starts > start or "unchecked" in watch.check.problem)  # noqa: B023
            watch.check._asked_s = -1e9
        assert watch.check.problem == "the frame checker hangs does not answer; pictures are shown unchecked"
        watch.check.see(plain(1, 2, 3), 1e6)
        assert not watch.check.held
    finally:
        watch.check.close()


def test_one_that_dies_or_cannot_be_loaded_is_told_of() -> None:
    for name, why in (("dies", "has ended"), ("nobody", "cannot be loaded (AttributeError)")):
        watch = Watch(name)
        try:
            watch.until(lambda: why in watch.check.problem)  # noqa: B023
        finally:
            watch.check.close()


def test_a_name_must_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match=r"no frame checker “nudity” is installed\. There are: none"):
        checker_target("nudity")
    point = importlib.metadata.EntryPoint("nudity", "museum.checks:nudity", "diorama.frame_checkers")
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda group: [point])
    assert checker_target("nudity") == "museum.checks:nudity"
    assert checker_target("a.module:function") == "a.module:function"
    with pytest.raises(ConfigError, match="There are: nudity"):
        checker_target("other")


class Scripted:
    """A checker that says at once what the test says."""

    def __init__(self) -> None:
        self.held, self.hits, self.checked, self.problem = False, 0, 0, ""
        self.clean: Frame | None = None

    def see(self, frame: Frame | None, now_s: float) -> None:
        self.clean = None if self.held else frame
        self.checked += 1

    def close(self) -> None:
        self.problem = "closed"


def scripted() -> tuple[Safety, Scripted]:
    check = Scripted()
    return Safety(check=cast("FrameCheck", check)), check


def test_what_is_held_is_the_last_good_picture_out_of_focus_and_it_moves() -> None:
    safety, check = scripted()
    good = np.concatenate([np.full((36, 32, 3), 200, np.uint8), np.full((36, 32, 3), 40, np.uint8)], axis=1)
    assert safety.shown(Picture(good, key=1), 0.0).frame is good
    check.held = True
    seen = [safety.shown(Picture(plain(255, 0, 0), key=n), n / 24) for n in range(48)]
    frames = [one.frame for one in seen if one.frame is not None]
    assert len({one.key for one in seen}) == 48
    for frame in frames:
        assert frame.mean() >= DARKEST  # never black
        assert frame[:, :8].mean() > frame[:, -8:].mean() + 30  # the good one, left bright and right dark
        assert abs(float(frame[..., 0].mean()) - float(frame[..., 1].mean())) < 30  # not the refused one
        assert np.abs(np.diff(frame.astype(int), axis=1)).max() < 80  # nothing sharp
    assert all(not np.array_equal(one, other) for one, other in pairwise(frames))


def test_the_picture_comes_back_softly() -> None:
    safety, check = scripted()
    check.held = True
    safety.shown(Picture(plain(255, 0, 0), key=1), 0.0)
    check.held = False
    coming = safety.shown(Picture(plain(90, 90, 90), key=2), BACK_S / 2)
    assert coming.outgoing is not None
    assert 0.4 < coming.progress < 0.6
    assert safety.shown(Picture(plain(90, 90, 90), key=3), BACK_S + 0.01).outgoing is None


@pytest.mark.parametrize("size", [(64, 36), (1280, 704), (480, 854), (16, 16)])
def test_before_any_good_picture_there_is_a_lit_stage(size: tuple[int, int]) -> None:
    made = Defocus().picture(3.0, size)
    assert made.dtype == np.uint8
    assert made.mean() >= DARKEST


def test_of_a_good_picture_nothing_fine_is_kept() -> None:
    soft = Defocus()
    soft.keep(noisy(360, 640, 3))
    assert soft.picture(0.0, (640, 360)).astype(float).std() < 25


def test_the_flash_guard_leaves_it_alone_and_the_way_in_and_out_is_safe() -> None:
    guard, soft = FlashGuard(), Defocus()
    surface = pygame.Surface(SIZE, 0, 32)
    for n in range(240):
        made = soft.picture(n / 24, SIZE)
        small = pygame.image.frombuffer(made.tobytes(), (made.shape[1], made.shape[0]), "RGB")
        pygame.transform.scale(small.convert(surface), SIZE, surface)
        guard.guard(surface, n / 24)
    assert guard.held == 0


def test_without_a_checker_and_without_a_picture_nothing_happens() -> None:
    picture = Picture(plain(255, 0, 0), key=1)
    assert Safety().shown(picture, 0.0) is picture
    safety, check = scripted()
    check.held = True
    assert safety.shown(Picture(key="dark"), 0.0).frame is None
    assert safety.counts() == {"words left out": 0, "texts refused": 0, "pictures checked": 0, "pictures refused": 0}
    safety.close()
    assert check.problem == "closed"
    assert EVERY_S == 1.0
