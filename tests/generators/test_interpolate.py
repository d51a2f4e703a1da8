"""Interpolation: every second frame is the generated one, bit for bit; rates, numbers and going back fit."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from generators.base import Figure, Format, Generator, Shot, Snapshots
from generators.interpolate import Interpolated, generated_among, mixed, opened
from generators.registry import find
from generators.testcard import open_generator

SIZE = (64, 36)
A, B = Shot(prompt="A"), Shot(prompt="B")


def card(factor: int = 2, **settings: Any) -> Generator:
    return opened(find("testcard"), SIZE, {"interpolate": factor, **settings})


def rolled(generator: Generator, chunks: int) -> np.ndarray:
    return np.concatenate([generator.next_chunk() for _ in range(chunks)])


class Noted:
    """A generator whose every frame is one level, and which keeps what it was told."""

    def __init__(self, levels: list[int], chunk_frames: int = 1) -> None:
        self.format = Format(width=16, height=16, fps=Fraction(12), chunk_frames=chunk_frames)
        self.levels, self.told = levels, list[tuple[str, Shot, int]]()

    def begin(self, shot: Shot, at_frame: int = 0) -> None:
        self.told.append(("begin", shot, at_frame))

    def steer(self, shot: Shot) -> None:
        self.told.append(("steer", shot, 0))

    def next_chunk(self) -> np.ndarray:
        made, self.levels = self.levels[: self.format.chunk_frames], self.levels[self.format.chunk_frames :]
        return np.stack([np.full((16, 16, 3), level, np.uint8) for level in made])

    def close(self) -> None:
        """Nothing is held."""


def levels(frames: np.ndarray) -> list[int]:
    return [int(level) for level in frames[:, 0, 0, 0]]


def test_it_is_off_unless_it_is_asked_for() -> None:
    plain = opened(find("testcard"), SIZE, {})
    assert not isinstance(plain, Interpolated)
    assert not isinstance(card(1), Interpolated)


@pytest.mark.parametrize("factor", [2, 3, 4])
def test_rate_and_chunk_are_multiplied(factor: int) -> None:
    made = card(factor, fps="12", chunk_frames=3)
    assert (made.format.fps, made.format.chunk_frames) == (Fraction(12 * factor), 3 * factor)
    assert (made.format.width, made.format.height) == SIZE


@pytest.mark.parametrize("factor", [2, 3, 4])
def test_every_so_manieth_frame_is_the_generated_one_bit_for_bit(factor: int) -> None:
    made, plain = card(factor), open_generator(SIZE, {})
    made.begin(A)
    plain.begin(A)
    frames, known = rolled(made, 5), rolled(plain, 5)
    assert np.array_equal(frames[::factor], known)
    assert len(frames) == factor * (len(known) - 1) + 1


def test_a_chunk_keeps_its_promise() -> None:
    made = card()
    made.begin(A)
    assert [made.next_chunk().shape for _ in range(3)] == [(7, 36, 64, 3), (8, 36, 64, 3), (8, 36, 64, 3)]


def test_in_between_lies_the_mixture() -> None:
    made = Interpolated(Noted([0, 100, 40, 255]), 2)
    made.begin(A)
    assert levels(rolled(made, 4)) == [0, 50, 100, 70, 40, 148, 255]
    thirds = Interpolated(Noted([0, 90, 60], chunk_frames=3), 3)
    assert levels(thirds.next_chunk()) == [0, 30, 60, 90, 80, 70, 60]


def test_mixtures_are_rounded_and_never_overflow() -> None:
    white, black = np.full((1, 2, 2, 3), 255, np.uint8), np.zeros((1, 2, 2, 3), np.uint8)
    assert np.array_equal(mixed(white, white, 3, 4), white)
    assert int(mixed(white, black, 1, 4).max()) == 191
    assert int(mixed(white, black, 1, 2).max()) == 128


@pytest.mark.parametrize("at_frame", [0, 1, 6, 7, 21])
def test_a_spare_can_take_over_at_any_frame(at_frame: int) -> None:
    one, other = card(), card()
    one.begin(A)
    other.begin(A, at_frame)
    expected = rolled(one, 6)[at_frame:]
    frames = rolled(other, 3)
    assert np.array_equal(frames, expected[: len(frames)])


def test_a_take_over_in_single_frames() -> None:
    made = Interpolated(Noted([10, 20, 40]), 2)
    made.begin(A, 5)
    assert levels(made.next_chunk()) == [15, 20]
    assert made.inner.told == [("begin", A, 2)]  # type: ignore[attr-defined]


def test_a_steer_goes_on_from_the_last_frame_and_a_cut_does_not() -> None:
    made = Interpolated(Noted([10, 20, 40, 200]), 2)
    made.begin(A)
    rolled(made, 2)
    made.steer(B)
    assert levels(made.next_chunk()) == [30, 40]
    made.begin(B)
    assert levels(made.next_chunk()) == [200]


def test_lips_move_at_their_own_rate() -> None:
    made = Interpolated(Noted([1, 2, 3]), 2)
    shot = Shot(cast=(Figure(name="A", loudness=(0.0, 0.1, 0.2, 0.3, 0.4)), Figure(name="B")))
    made.begin(shot)
    made.next_chunk()
    made.steer(shot)
    (_, first, _), (_, second, _) = made.inner.told  # type: ignore[attr-defined]
    assert [one.loudness for one in first.cast] == [(0.0, 0.2, 0.4), ()]
    assert second.cast[0].loudness == (0.1, 0.3)  # its first frame is the one on the way


def test_going_back_gives_the_same_frames() -> None:
    made = card(snapshots=True)
    assert isinstance(made, Snapshots)
    made.begin(A)
    rolled(made, 2)
    kept = made.snapshot()
    first = rolled(made, 2)
    made.steer(B)
    made.next_chunk()
    made.restore(kept)
    assert np.array_equal(rolled(made, 2), first)
    assert kept.size_bytes == 36 * 64 * 3


def test_what_cannot_go_back_does_not_say_so() -> None:
    assert not isinstance(card(), Snapshots)


def test_generated_frames_are_told_from_those_in_between() -> None:
    made = card()
    assert [generated_among(made, kept, 8) for kept in (0, 1, 2, 7, 8)] == [0, 0, 1, 3, 4]
    assert generated_among(made, 7, 7) == 4  # the first chunk begins with a generated frame
    assert generated_among(open_generator(SIZE, {}), 3, 4) == 3


@pytest.mark.parametrize("wish", [0, 5, -1, "two", 2.5, None, True])
def test_other_numbers_are_refused_in_a_sentence(wish: object) -> None:
    with pytest.raises(ValueError, match=r"interpolate = .*type 1 \(off\), 2, 3 or 4"):
        opened(find("testcard"), SIZE, {"interpolate": wish})


def test_a_chunk_cannot_become_too_long() -> None:
    with pytest.raises(ValueError, match="type a smaller number"):
        card(4, chunk_frames=17)


def test_closing_closes_the_generator() -> None:
    closed = []
    inner = Noted([1])
    inner.close = lambda: closed.append(True)  # type: ignore[method-assign]
    Interpolated(inner, 2).close()
    assert closed == [True]
