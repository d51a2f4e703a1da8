"""Whatever a shot says, there is a picture: any text, any size, any number of figures."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generators.base import Camera, Figure, Look, Setting, Shot
from tests.generators.papertheatre.stagehand import blank, frame, shot, theatre

TINY = theatre((96, 54))
WORDS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["", "🙂🔥", "\u200fשלום\u200f", "灯塔 夜", "lighthouse" * 99, "[(*+?", "\\b", "%s {x}", "0", "NaN", "\x00"]
    ),
)
FIGURES = st.builds(
    Figure,
    name=WORDS,
    looks=WORDS,
    emotion=WORDS,
    action=WORDS,
    placement=st.floats(-1, 1),
    facing=st.integers(-1, 1),
    speaking=st.booleans(),
    loudness=st.lists(st.floats(-5, 5), max_size=5).map(tuple),
)
SHOTS = st.builds(
    Shot,
    prompt=WORDS,
    setting=st.builds(
        Setting, place=WORDS, description=WORDS, mood=WORDS, props=st.lists(WORDS, max_size=4).map(tuple)
    ),
    cast=st.lists(FIGURES, max_size=5).map(tuple),
    camera=st.builds(Camera, subject=WORDS),
    look=st.builds(Look, style=WORDS, palette=st.lists(WORDS, max_size=3).map(tuple), lens=WORDS),
    duration_s=st.floats(0.001, 1e6),
    seed=st.integers(-(2**70), 2**70),
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(SHOTS, st.integers(0, 10**7))
def test_any_shot_is_a_picture(wanted: Shot, index: int) -> None:
    assert not blank(frame(TINY, wanted, index))


@pytest.mark.parametrize("loudness", [(float("nan"),) * 3, (float("inf"), -1.0), (1e9,) * 9])
def test_loudness_that_is_no_number_is_survived(loudness: tuple[float, ...]) -> None:
    figure = Figure(name="X", speaking=True, loudness=loudness)
    assert not blank(frame(TINY, shot("room", interior=True, cast=[figure]), 1))


@pytest.mark.parametrize("size", [(16, 16), (16, 720), (1280, 16), (200, 200), (108, 192), (333, 77), (3840, 2160)])
def test_any_size_works(size: tuple[int, int]) -> None:
    made = theatre(size, chunk_frames=1)
    picture = frame(made, shot("beach"))
    assert picture.shape == (size[1], size[0], 3)
    assert not blank(picture)


def test_thirty_figures_with_huge_words() -> None:
    cast = [Figure(name="N" * 500, looks="red coat " * 400, action="walks " * 300, placement=0.0) for _ in range(30)]
    assert not blank(frame(TINY, shot("city street", cast=cast)))


def test_a_closed_theatre_has_given_back_its_sets() -> None:
    made = theatre((96, 54))
    made.begin(shot())
    made.close()
    assert not made._store.sets
