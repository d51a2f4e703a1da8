"""The test card: what it shows can be read back, and it fails exactly as told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generators.base import Generator, Shot, Snapshots
from generators.testcard import CardError, draw_card, open_generator, read_card, shot_code

HARBOUR = Shot(prompt="a harbour at night")
FOREST = Shot(prompt="a forest in the fog")


@given(
    width=st.integers(16, 200),
    height=st.integers(16, 200),
    code=st.integers(0, 2**32 - 1),
    index=st.integers(0, 2**24 - 1),
)
@settings(max_examples=150, deadline=None)
def test_any_size_reads_back(width: int, height: int, code: int, index: int) -> None:
    card = np.empty((height, width, 3), np.uint8)
    draw_card(card, f"{code:08x}", index)
    assert read_card(card) == (f"{code:08x}", index)


@pytest.mark.parametrize("size", [(16, 16), (320, 180), (1280, 720)])
def test_reads_back_through_noise(size: tuple[int, int]) -> None:
    card = np.empty((size[1], size[0], 3), np.uint8)
    draw_card(card, "deadbeef", 4711)
    noise = np.random.default_rng(1).normal(0, 25, card.shape)
    assert read_card(np.clip(card + noise, 0, 255).astype(np.uint8)) == ("deadbeef", 4711)


def test_other_pictures_are_no_cards() -> None:
    with pytest.raises(ValueError, match="not a test card"):
        read_card(np.full((90, 160, 3), 255, np.uint8))


def test_counts_from_where_it_begins() -> None:
    card = open_generator((64, 64), {"chunk_frames": 3})
    card.begin(HARBOUR, at_frame=10)
    frames = [read_card(frame) for _ in range(2) for frame in card.next_chunk()]
    assert frames == [(shot_code(HARBOUR), index) for index in range(10, 16)]


def test_steering_counts_from_nought() -> None:
    card = open_generator((64, 64), {})
    card.begin(HARBOUR)
    card.next_chunk()
    card.steer(FOREST)
    assert read_card(card.next_chunk()[0]) == (shot_code(FOREST), 0)


def test_pixels_depend_on_shot_and_index_only() -> None:
    first, second = open_generator((160, 90), {}), open_generator((160, 90), {})
    first.begin(HARBOUR)
    first.next_chunk()
    second.begin(HARBOUR, at_frame=4)
    assert np.array_equal(first.next_chunk(), second.next_chunk())


def test_promises_what_it_makes() -> None:
    card = open_generator((160, 90), {"fps": "30000/1001", "chunk_frames": 5})
    card.begin(HARBOUR)
    chunk = card.next_chunk()
    assert isinstance(card, Generator)
    assert chunk.shape == (card.format.chunk_frames, card.format.height, card.format.width, 3)
    assert chunk.dtype == np.uint8
    assert float(card.format.fps) == pytest.approx(29.97, abs=0.001)


def test_snapshots_only_where_asked_for() -> None:
    assert not isinstance(open_generator((64, 64), {}), Snapshots)
    card = open_generator((64, 64), {"snapshots": True})
    assert isinstance(card, Snapshots)
    card.begin(HARBOUR)
    card.next_chunk()
    before = card.snapshot()
    card.steer(FOREST)
    card.next_chunk()
    card.restore(before)
    assert read_card(card.next_chunk()[0]) == (shot_code(HARBOUR), 4)


def test_fails_after_the_chunks_it_was_told() -> None:
    card = open_generator((64, 64), {"fail_after": 2})
    card.begin(HARBOUR)
    card.next_chunk()
    card.next_chunk()
    with pytest.raises(CardError, match="2 chunks"):
        card.next_chunk()


@pytest.mark.parametrize(
    ("fault", "shape", "dtype"),
    [
        ("wrong_size_after", (4, 63, 64, 3), "uint8"),
        ("wrong_type_after", (4, 64, 64, 3), "float32"),
        ("not_a_number_after", (4, 64, 64, 3), "float32"),
        ("too_many_after", (5, 64, 64, 3), "uint8"),
        ("nothing_after", (0, 64, 64, 3), "uint8"),
    ],
)
def test_breaks_its_promise(fault: str, shape: tuple[int, ...], dtype: str) -> None:
    card = open_generator((64, 64), {fault: 1})
    card.begin(HARBOUR)
    assert card.next_chunk().shape == (4, 64, 64, 3)
    chunk = card.next_chunk()
    assert chunk.shape == shape
    assert chunk.dtype == dtype


def test_once_is_for_one_process_only(tmp_path: Path) -> None:
    told = {"fail_after": 0, "once": str(tmp_path / "struck")}
    first, second = open_generator((64, 64), told), open_generator((64, 64), told)
    with pytest.raises(CardError):
        first.next_chunk()
    assert read_card(second.next_chunk()[0])[1] == 0


@pytest.mark.parametrize("told", [{"open_fails": True}, {"fail_afte": 1}, {"chunk_frames": 0}])
def test_refuses_to_open(told: dict[str, Any]) -> None:
    with pytest.raises((CardError, ValueError)):
        open_generator((64, 64), told)


def test_exits() -> None:
    program = "from generators.testcard import open_generator as o; o((64, 64), {'exit_after': 0}).next_chunk()"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 3
