"""What a worker takes from its generator, and what it says of a fault."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from generators.base import Format, Shot
from generators.testcard import open_generator
from runtime.studio import worker
from runtime.studio.inspection import FaultyChunkError, checked

TINY = Format(width=16, height=16, chunk_frames=4)


@pytest.mark.parametrize("frames", [1, 3, 4])
def test_what_was_promised_is_taken(frames: int) -> None:
    chunk = np.zeros((frames, 16, 16, 3), np.uint8)
    assert checked(chunk, TINY) is chunk


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("wrong_size_after", r"must be \(time, 16, 16, 3\), this one is \(4, 15, 16, 3\)"),
        ("wrong_type_after", "must be uint8, this one is float32"),
        ("not_a_number_after", "must be uint8, this one is float32"),
        ("too_many_after", "1 to 4 frames, this one holds 5"),
        ("nothing_after", "1 to 4 frames, this one holds 0"),
    ],
)
def test_broken_promises_are_named(fault: str, said: str) -> None:
    card = open_generator((16, 16), {fault: 0})
    card.begin(Shot())
    with pytest.raises(FaultyChunkError, match=said):
        checked(card.next_chunk(), TINY)


@pytest.mark.parametrize("chunk", [None, [], b"", np.zeros((16, 16, 3), np.uint8), np.zeros((4, 3, 16, 16), np.uint8)])
def test_other_things_are_no_chunks(chunk: Any) -> None:
    with pytest.raises(FaultyChunkError):
        checked(chunk, TINY)


def test_a_fault_is_one_short_line() -> None:
    assert worker._sentence(ValueError("two\nlines ")) == "ValueError: two lines"
    assert worker._sentence(KeyError()) == "KeyError"
    assert len(worker._sentence(ValueError("x" * 9999))) == worker.LONGEST_FAULT


def test_denormals_are_flushed_only_where_torch_is(monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[bool] = []
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    worker._flush_denormals()
    assert "torch" not in sys.modules
    monkeypatch.setitem(sys.modules, "torch", SimpleNamespace(set_flush_denormal=flushed.append))
    worker._flush_denormals()
    assert flushed == [True]
