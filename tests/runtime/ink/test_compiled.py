"""A compiled ink story as a value, and everything that is not one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.ink import InkStory, is_ink, read_ink
from runtime.ink.compiled import read_compiled
from tests.runtime.ink.needs import compiled


def text_of(root: list[Any], version: Any = 21) -> str:
    return json.dumps({"inkVersion": version, "root": root, "listDefs": {}})


def test_the_tags_at_the_top_are_the_title_page() -> None:
    story = compiled("ferry")
    assert (story.title, story.author, story.look) == (
        "The Last Ferry",
        "Diorama",
        "paper-cut, muted teal and amber, fine grain",
    )
    assert [(one.name, one.description) for one in story.cast] == [
        ("IDA", "34, ferry pilot, blue cap, short black hair"),
        ("BO", "9, yellow boots, a jar with a crab"),
    ]
    assert story.places[0].name == "QUAY"
    assert (story.window_s, story.tail_s, story.endings) == (12.0, 3.0, ("The far shore",))
    assert story.variables == {"fare": 2, "promised": False, "crab": "Admiral"}
    assert story.stitches == {"board.lookout", "board.stove"}


def test_what_ink_says_nothing_of_waits_for_the_viewer() -> None:
    assert compiled("runaway").window_s is None


def test_functions_of_a_game_are_named() -> None:
    reading = read_compiled(compiled("game").compiled, "game.ink.json")
    assert [(one.code, one.severity) for one in reading.diagnostics] == [("S904", "warning")]
    assert "coins" in reading.diagnostics[0].what
    assert isinstance(reading.story, InkStory)
    assert reading.story.externals == ("coins",)  # `shout` has a fallback in the story


def test_tags_as_they_were_before_ink_1_1() -> None:
    reading = read_compiled(
        text_of([[{"#": "title: Old"}, "^A.", "\n", {"#": "end: Home"}], "done", None], 19), "s.json"
    )
    assert reading.story is not None
    assert (reading.story.title, reading.story.endings) == ("Old", ("Home",))


def test_the_compiled_text_is_no_part_of_the_machine_form() -> None:
    story = compiled("ferry")
    assert "compiled" not in story.model_dump()
    assert "inkVersion" not in repr(story)
    assert len(story.digest) == 32


def test_which_files_are_ink() -> None:
    assert is_ink("A/story.INK", "")
    assert is_ink("story.json", '\ufeff{"inkVersion":21}')
    assert not is_ink("story.json", '{"title": "of another kind"}')
    assert not is_ink("story.fountain", '{"inkVersion":21}')


@pytest.mark.parametrize(
    "text",
    [
        '{"inkVersion":21',
        '{"inkVersion":21,"root":{}}',
        '{"inkVersion":21,"root":[]}',
        '{"inkVersion":"21","root":[1]}',
        '{"inkVersion":99,"root":[[],"done",null]}',
        '{"inkVersion":true,"root":[1]}',
        '{"inkVersion":' + "[" * 100_000,
    ],
)
def test_what_is_no_compiled_story_is_said_in_a_sentence(text: str) -> None:
    reading = read_ink(text, "story.json")
    assert reading.story is None
    assert [one.code for one in reading.diagnostics] == ["S903"]


NESTED = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=12),
              st.sampled_from(["#", "/#", "^title: x", "^cast: A - b", "^end: c", "\n", "ev", "/ev"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=6),
        st.dictionaries(st.sampled_from(["#", "x()", "VAR=", "global decl", "knot", "#f", "->"]), inner, max_size=4),
    ),
    max_leaves=30,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(NESTED, min_size=1, max_size=5))
def test_any_json_is_a_story_or_a_sentence(root: list[Any]) -> None:
    reading = read_compiled(text_of(root), "story.json")
    assert reading.story is not None
    assert all(one.code == "S904" for one in reading.diagnostics)


def test_a_deep_story_is_walked_without_recursion() -> None:
    deep: list[Any] = ["#", "^end: Deep", "/#"]
    for _ in range(400):
        deep = [deep, None]
    reading = read_compiled(text_of([deep, None]), "s.json")
    assert reading.story is not None
    assert reading.story.endings == ("Deep",)
