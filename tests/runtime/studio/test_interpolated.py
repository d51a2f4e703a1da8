"""A show at twice its generator's rate: every second frame is the generated one, and only those are counted as such."""

from __future__ import annotations

import pytest

from generators.testcard import read_card, shot_code
from runtime.errors import GeneratorError
from runtime.studio import Studio
from tests.runtime.studio.stage import LONGEST_S, SIZE, A, open_studio, until


def test_twice_the_rate_from_worker_to_viewer() -> None:
    with open_studio(interpolate=2, chunk_frames=4, fps="12") as studio:
        assert (str(studio.format.fps), studio.format.chunk_frames) == ("24", 8)
        studio.roll(1, A, 40, cut=True)
        for index in range(40):
            until(studio, lambda wanted=index: studio.available(1) > wanted)  # type: ignore[misc]
            frame = studio.frame(1, index)
            assert frame is not None
            if index % 2 == 0:
                assert read_card(frame.pixels) == (shot_code(A), index // 2)
        until(studio, lambda: studio.metrics()["generated"] + studio.metrics()["interpolated"] == 40)
        assert studio.metrics()["generated"] == 20


def test_a_wrong_number_is_said_before_the_show() -> None:
    with (
        Studio("testcard", SIZE, settings={"interpolate": 9}) as studio,
        pytest.raises(GeneratorError, match=r"interpolate = 9: type 1 \(off\), 2, 3 or 4"),
    ):
        studio.wait_ready(LONGEST_S)
