"""Why a choice of the script is not on offer: the part of its condition that fails, with the values it has."""

from __future__ import annotations

import pytest

from runtime.story import Hidden, OnOffer, Story, Stretch, choose, explain, play, read_story, start

HEAD = """[[var trust = 0]] [[var lamp = true]] [[var name = ""]] [[var mood = enum(calm, angry)]]
[[var bag = set("key")]]

INT. HALL #hall#

"""


def begun(body: str) -> tuple[Story, Stretch]:
    reading = read_story(HEAD + body)
    assert reading.story is not None, reading.diagnostics
    return reading.story, play(reading.story, start(reading.story, 1))


def why(body: str) -> dict[str, tuple[str, ...]]:
    return {one.id: one.reasons for one in explain(*begun(body))}


@pytest.mark.parametrize(
    ("condition", "reasons"),
    [
        ("trust >= 1", ("trust >= 1: trust is 0",)),
        ("trust >= 1 and lamp", ("trust >= 1: trust is 0",)),
        ("lamp and trust >= 1 and (mood == angry)", ("trust >= 1: trust is 0", "mood == angry: mood is calm")),
        ("trust > 1 or not lamp", ("trust > 1 or not lamp: trust is 0, lamp is yes",)),
        ("not lamp", ("not lamp: lamp is yes",)),
        ('name == "Ann"', ('name == "Ann": name is empty',)),
        ('"lamp" in bag', ('"lamp" in bag: bag is key',)),
        ('visits("hall") > 1', ('visits("hall") > 1: visits("hall") is 1',)),
        ('seen("hall") and chosen("hall", "a")', ('chosen("hall", "a"): chosen("hall", "a") is no',)),
        ("random(1, 6) > 6 and lamp", ("random(1, 6) > 6 and lamp: lamp is yes",)),
        ("no", ("no",)),
        ("1 / trust > 2", ("1 / trust > 2: trust is 0",)),
        ("1 <\n  trust", ("1 <   trust: trust is 0",)),
    ],
)
def test_a_condition_is_taken_apart(condition: str, reasons: tuple[str, ...]) -> None:
    assert why(f"[[choice: Q]]\n+ A. [[if {condition}]] -> hall\n+ B. -> hall\n") == {"a": reasons}


def test_all_reasons_of_a_choice_are_told() -> None:
    body = "[[choice: Q]]\n[[if trust > 5]]\n* A. [[if not lamp]] [[if trust == 1]] -> hall\n[[end]]\n+ B. -> hall\n"
    (hidden,) = explain(*begun(body))
    reasons = ("trust > 5: trust is 0", "not lamp: lamp is yes", "trust == 1: trust is 0")
    assert hidden == Hidden(id="a", text="A.", line=8, reasons=reasons)


def test_what_was_taken_once() -> None:
    story, first = begun("[[choice: Q]]\n* A. -> hall\n+ B. -> hall\n")
    assert explain(story, first) == ()
    again = play(story, choose(story, first, "a"))
    assert [(one.id, one.reasons) for one in explain(story, again)] == [("a", ("already taken",))]


BLOCKS = """[[choice: Q]]
[[once]]
+ Once. -> hall
[[else]]
+ Later. -> hall
[[end]]
[[if trust > 1]]
+ A. -> hall
    [[if lamp]]
    Light.
    [[end]]
[[elif lamp]]
+ B. -> hall
[[else]]
+ C. -> hall
[[end]]
+ D. -> hall
"""


def test_blocks_around_choices() -> None:
    story, first = begun(BLOCKS)
    assert isinstance(first.exit, OnOffer)
    assert [one.id for one in first.exit.choices] == ["once", "b", "d"]
    told = {one.id: one.reasons for one in explain(story, first)}
    assert told == {
        "later": ("[[else]] of [[once]]: this is the first time",),
        "a": ("trust > 1: trust is 0",),
        "c": ("[[else]] of lamp: lamp is yes",),
    }
    again = play(story, choose(story, first, "b"))
    assert {one.id: one.reasons for one in explain(story, again)}["once"] == ("[[once]]: it has been there",)


def test_nested_points_are_explained_by_themselves() -> None:
    story, first = begun(
        "[[choice: Q]]\n+ A.\n    [[choice: R]]\n    + B. [[if trust > 1]] -> hall\n    + C. -> hall\n+ D. -> hall\n"
    )
    assert explain(story, first) == ()
    inner = play(story, choose(story, first, "a"))
    assert [(one.id, one.reasons) for one in explain(story, inner)] == [("b", ("trust > 1: trust is 0",))]


def test_where_nothing_is_asked_nothing_is_explained() -> None:
    assert explain(*begun("Text.\n\n> END: x\n")) == ()


def test_explaining_changes_nothing() -> None:
    story, first = begun(BLOCKS)
    before = first.state.to_json()
    assert explain(story, first) == explain(story, first)
    assert first.state.to_json() == before
