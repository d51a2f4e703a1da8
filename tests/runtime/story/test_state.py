"""The state on paper: the same back again, and nothing else taken for one."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.errors import StoryError
from runtime.story import StoryState

COUNTS = st.dictionaries(st.text(max_size=5), st.integers(0, 99), max_size=3)
VALUES = st.one_of(
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=5),
    st.frozensets(st.text(max_size=3), max_size=3),
)
STATES = st.builds(
    StoryState,
    seed=st.integers(),
    node=st.text(max_size=5),
    index=st.integers(0, 99),
    turn=st.integers(0, 99),
    transition=st.sampled_from(["cut", "iris"]),
    variables=st.dictionaries(st.text(max_size=5), VALUES, max_size=3),
    visits=COUNTS,
    turns=COUNTS,
    counts=COUNTS,
    taken=st.frozensets(st.text(max_size=5), max_size=3),
    calls=st.lists(st.tuples(st.text(max_size=5), st.integers(0, 99)), max_size=2).map(tuple),
)


@given(STATES)
def test_json_and_back(state: StoryState) -> None:
    assert StoryState.from_json(state.to_json()) == state


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("version", 99),
        ("seed", "x"),
        ("seed", True),
        ("variables", {"x": [1]}),
        ("variables", {"x": {"set": [1]}}),
        ("visits", {"x": "1"}),
        ("taken", [1]),
        ("calls", [["a"]]),
        ("calls", 7),
        ("transition", "wipe"),
        ("extra", 1),
    ],
)
def test_anything_else_is_refused(name: str, value: object) -> None:
    plain = {**json.loads(StoryState().to_json()), name: value}
    with pytest.raises(StoryError, match="Begin the show again"):
        StoryState.from_json(json.dumps(plain))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000])
def test_no_json_is_refused(text: str) -> None:
    with pytest.raises(StoryError):
        StoryState.from_json(text)
