"""Transitions begin with what goes, end with what comes, and are neither in between."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pygame
import pytest

from generators.base import Transition
from runtime.overlay import Picture
from runtime.player.transitions import BLENDS, as_surface, composed

GOING = np.full((90, 160, 3), (30, 60, 90), np.uint8)
COMING = np.full((90, 160, 3), (200, 180, 160), np.uint8)


def pixels(picture: Picture) -> npt.NDArray[np.uint8]:
    surface = composed(picture)
    assert surface is not None
    return np.ascontiguousarray(pygame.surfarray.array3d(surface).swapaxes(0, 1))


def at(transition: Transition, progress: float) -> npt.NDArray[np.uint8]:
    return pixels(Picture(COMING, GOING, transition, progress))


def test_a_surface_shares_the_frames_memory() -> None:
    frame = GOING.copy()
    surface = as_surface(frame)
    frame[0, 0] = (1, 2, 3)
    assert surface.get_at((0, 0))[:3] == (1, 2, 3)


def test_a_view_with_gaps_is_shown_as_well() -> None:
    surface = as_surface(np.zeros((90, 320, 3), np.uint8)[:, ::2])
    assert surface.get_size() == (160, 90)


@pytest.mark.parametrize("transition", Transition)
def test_it_ends_with_what_comes(transition: Transition) -> None:
    assert np.array_equal(at(transition, 1.0), COMING)


@pytest.mark.parametrize("transition", BLENDS)
def test_it_begins_with_nearly_what_goes(transition: Transition) -> None:
    close = np.abs(at(transition, 0.0).astype(int) - GOING).max(axis=2) <= 8
    assert close.mean() > 0.85


@pytest.mark.parametrize("transition", BLENDS)
def test_the_middle_is_neither(transition: Transition) -> None:
    middle = at(transition, 0.5)
    assert not np.array_equal(middle, GOING)
    assert not np.array_equal(middle, COMING)


@pytest.mark.parametrize("transition", [Transition.CUT, Transition.CONTINUE, Transition.MORPH])
def test_cut_continue_and_morph_show_what_comes(transition: Transition) -> None:
    assert np.array_equal(at(transition, 0.3), COMING)


def test_a_dissolve_is_a_mean() -> None:
    assert np.abs(at(Transition.DISSOLVE, 0.5).astype(int) - (GOING.astype(int) + COMING) // 2).max() <= 2


def test_the_iris_closes_to_the_dark_and_opens_again() -> None:
    assert at(Transition.IRIS, 0.5).mean() < 30
    assert at(Transition.IRIS, 0.9).mean() > 100


def test_the_curtain_meets_in_the_middle() -> None:
    shut = at(Transition.CURTAIN, 0.5)
    assert not (np.abs(shut.astype(int) - COMING).max(axis=2) < 5).any()


def test_the_page_uncovers_from_the_right() -> None:
    half = at(Transition.PAGE, 0.4)
    assert np.array_equal(half[:, 0], GOING[:, 0])
    assert np.array_equal(half[:, -1], COMING[:, -1])


def test_frames_of_two_sizes_blend() -> None:
    small = np.full((45, 80, 3), 10, np.uint8)
    assert pixels(Picture(COMING, small, Transition.DISSOLVE, 0.5)).shape == COMING.shape


def test_without_a_frame_there_is_what_goes_or_nothing() -> None:
    assert composed(Picture()) is None
    assert np.array_equal(pixels(Picture(None, GOING)), GOING)


def test_progress_beyond_its_range_is_held() -> None:
    assert np.array_equal(at(Transition.DISSOLVE, 7.0), COMING)
    assert np.array_equal(at(Transition.DISSOLVE, -1.0), GOING)
