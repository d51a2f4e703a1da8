"""Shared memory: nothing is left behind, and whoever only attaches takes nothing away."""

from __future__ import annotations

import gc
import subprocess
import sys

import numpy as np
import pytest

from runtime.studio.block import PREFIX, Block, free_bytes

LOOK = """
import sys
from runtime.studio.block import Block
block = Block.attach(sys.argv[1])
block.bytes[1] = block.bytes[0] + 1
"""


def exists(name: str) -> bool:
    """Whether there still is a block of that name."""
    try:
        Block.attach(name).release()
    except FileNotFoundError:
        return False
    return True


def test_another_process_looks_and_leaves_it_there() -> None:
    block = Block.create(8192)
    block.bytes[0] = 41
    done = subprocess.run([sys.executable, "-c", LOOK, block.name], check=True, capture_output=True, text=True)
    assert block.bytes[1] == 42
    assert done.stderr == ""
    assert exists(block.name)
    assert block.release()
    assert not exists(block.name)


def test_a_view_outlives_the_block() -> None:
    block = Block.create(4096)
    view = block.bytes[:10]
    view[:] = 7
    assert not block.release()
    assert not exists(block.name)
    assert np.all(view == 7)
    del view
    assert block.release()
    assert block.release()


def test_a_forgotten_block_is_unlinked() -> None:
    block = Block.create(4096)
    name = block.name
    del block
    gc.collect()
    assert not exists(name)


def test_a_process_that_ends_takes_its_blocks_along() -> None:
    program = "from runtime.studio.block import Block; block = Block.create(4096); print(block.name)"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.startswith(PREFIX)
    assert done.stderr == ""
    assert not exists(done.stdout.strip())


@pytest.mark.parametrize("size", [1, 4096, 300_000_000])
def test_any_size_is_zero(size: int) -> None:
    block = Block.create(size)
    assert len(block.bytes) >= size
    assert not block.bytes[:: max(1, size // 3)].any()
    assert len(block.name) <= 30
    block.release()


def test_free_bytes_where_the_system_says() -> None:
    free = free_bytes()
    assert free is None or free >= 0
