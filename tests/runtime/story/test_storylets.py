"""Storylets: which scene of a tag is drawn, by which strategy."""

from __future__ import annotations

import pytest

from runtime.story import GoOn, Story, play, proceed, read_story, start, write_story
from runtime.story.script import JumpLine, Option

SCENES = """
INT. A #a#
[[tag: tale]]

A.

> DRAW: tale BY {0}

INT. B #b#
[[tag: tale]] [[when: n == 1]]

B.

> DRAW: tale BY {0}

INT. C #c#
[[tag: tale]] [[when: n == 1 and yes]]

C.

> DRAW: tale BY {0}

INT. D #d#
[[tag: tale]] [[when: n > 1]]

D.

> DRAW: tale BY {0}
"""


def told(strategy: str, seed: int = 1, count: int = 9) -> list[str]:
    """The nodes that are drawn one after another."""
    text = f"[[var n = 1]]\n\nINT. START #start#\n\n> DRAW: tale BY {strategy}\n" + SCENES.format(strategy)
    story = read_story(text).story
    assert story is not None
    assert write_story(story) == text
    stretch = play(story, start(story, seed))
    nodes = [stretch.node]
    while len(nodes) < count:
        assert isinstance(stretch.exit, GoOn)
        stretch = play(story, proceed(story, stretch))
        nodes.append(stretch.node)
    return nodes


def test_first_takes_the_order_of_the_file() -> None:
    assert told("first") == ["a"] * 9


def test_best_takes_the_most_specific() -> None:
    assert told("best") == ["c"] * 9


def test_least_seen_goes_round_evenly() -> None:
    nodes = told("least-seen", count=12)
    assert all(sorted(nodes[n : n + 3]) == ["a", "b", "c"] for n in range(0, 12, 3))
    assert nodes[::3] == ["c"] * 4  # of those seen as often, the most specific


def test_random_is_seeded_and_takes_all_that_fit() -> None:
    assert told("random", 5, 30) == told("random", 5, 30) != told("random", 6, 30)
    assert set(told("random", 5, 30)) == {"a", "b", "c"}


def parsed(words: str) -> tuple[str, str]:
    draft = read_story(f"INT. A #a#\n[[tag: stand by me]]\n\n> DRAW: {words}\n").draft
    assert draft is not None
    jumps = [one.jump for one in draft.nodes["a"].elements if isinstance(one, (JumpLine, Option)) and one.jump]
    return jumps[0].target, jumps[0].strategy


@pytest.mark.parametrize(
    ("words", "tag", "strategy"),
    [
        ("tale", "tale", "best"),
        ("Tale  BY first", "tale", "first"),
        ("tale BY Random.", "tale", "random"),
        ("tale BY least-seen", "tale", "least-seen"),
        ("stand by me", "stand by me", "best"),
        ("stand by me BY best", "stand by me", "best"),
    ],
)
def test_a_strategy_stands_after_by(words: str, tag: str, strategy: str) -> None:
    assert parsed(words) == (tag, strategy)


def test_an_unknown_strategy_is_named() -> None:
    reading = read_story("INT. A #a#\n[[tag: t]]\n\nText.\n\n> DRAW: t BY randm\n")
    (one,) = reading.diagnostics
    assert (one.code, one.place.line, one.instead) == ("S207", 6, "> DRAW: t BY random")
    assert reading.story is None


def test_a_choice_may_draw() -> None:
    reading = read_story(
        "INT. A #a#\n\n[[choice: Q]]\n+ On. -> DRAW: t BY first\n\nINT. B\n[[tag: t]]\n\nText.\n\n> END: x\n"
    )
    assert isinstance(reading.story, Story)
    assert reading.diagnostics == ()
