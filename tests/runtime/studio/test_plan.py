"""How much shared memory is asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.base import Format
from runtime.errors import GeneratorError
from runtime.studio.plan import RINGS, plan_memory

HD = Format(width=1280, height=720)
MB = 1 << 20


def test_everything_where_no_limit_is_known() -> None:
    plan = plan_memory(HD)
    assert (plan.lead, plan.slots, plan.places, plan.shelf_frames) == (20, 48, 5, 8)
    assert plan.is_full
    assert plan == plan_memory(HD, 8000 * MB)


def test_a_slow_generator_leads_by_two_chunks() -> None:
    assert plan_memory(Format(width=832, height=480, fps=16, chunk_frames=12)).lead == 24


def test_a_container_of_64_mb_plays_with_less() -> None:
    plan = plan_memory(HD, 64 * MB)
    assert plan.lead >= 8
    assert not plan.is_full


def test_too_little_is_said_in_a_sentence() -> None:
    with pytest.raises(GeneratorError, match=r"16 MB of shared memory are free.*--size.*--shm-size"):
        plan_memory(HD, 16 * MB)


@given(
    width=st.integers(16, 2000),
    height=st.integers(16, 1200),
    chunk=st.integers(1, 64),
    fps=st.sampled_from([8, 16, 24, 60]),
    free=st.integers(0, 4000 * MB),
)
def test_never_more_than_there_is(width: int, height: int, chunk: int, fps: int, free: int) -> None:
    format_ = Format(width=width, height=height, fps=fps, chunk_frames=chunk)
    try:
        plan = plan_memory(format_, free)
    except GeneratorError:
        return
    assert plan.lead >= 2 * chunk
    assert plan.slots >= plan.lead
    assert (RINGS * plan.slots + plan.places * plan.shelf_frames) * format_.frame_bytes <= free
