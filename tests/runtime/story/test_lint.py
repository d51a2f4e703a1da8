"""What the linter says of ways through a story, and what it leaves alone."""

from __future__ import annotations

import pytest

from runtime.story import lint, read_story


def codes(text: str) -> list[str]:
    reading = read_story(text)
    assert reading.story is not None, reading.diagnostics
    return [one.code for one in lint(reading.story)]


A = "INT. A #a#\n\n"


@pytest.mark.parametrize(
    "body",
    [
        "Text.\n\n> END: x\n",
        "[[choice: Q]]\n+ A. -> a\n+ B. -> END: x\n",
        "[[choice: Q]]\n* A. -> a\n\n> END: x\n",
        "[[var n = 1]]\n[[if n > 1]]\n> END: x\n[[else]]\n> CUT TO: a\n[[end]]\n",
        "[[once]]\n> CUT TO: a\n[[end]]\n\n> END: x\n",
        "[[call: b]]\n\n> END: x\n\nINT. B #b#\n\nText.\n\n[[return]]\n",
        '> DRAW: t\n\n> END: x\n\nINT. B #b#\n[[tag: t]] [[when: visits("b") == 0]]\n\nText.\n\n> CUT TO: a\n',
        "[[choice: Q]]\n+ A.\n    [[choice: R]]\n    + B. -> a\n    + C. -> END: x\n+ D. -> a\n",
    ],
)
def test_sound_stories(body: str) -> None:
    assert codes(A + body) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("> CUT TO: a\n\nINT. B #b#\n\n> CUT TO: a\n", ["S505", "S503"]),
        ("[[choice: Q]]\n+ A. -> b\n+ B.\n\nINT. B #b#\n\n> END: x\n", ["S504"]),
        ("[[var n = 1]]\n[[choice: Q]]\n+ A. [[if n]] -> END: x\n", ["S504", "S407"]),
        ('[[choice: Q]]\n+ A. [[locked "No."]] -> END: x\n', ["S504", "S407"]),
        ("[[if yes]]\n> END: x\n[[else]]\n> CUT TO: a\n[[end]]\nLost.\n", ["S507"]),
        ("[[choice: Q]]\n+ A. -> a\n    Body.\n    > END: x\n    Lost.\n", ["S507"]),
        ("[[var n = 1]]\n[[set n += 1]]\n\n> END: x\n", ["S309"]),
    ],
)
def test_faulty_stories(body: str, found: list[str]) -> None:
    assert codes(A + body) == found


def test_the_cast_is_asked_only_where_there_is_one() -> None:
    body = A + "TOM\nHi.\n\nTOM\nHo.\n\n> END: x\n"
    assert codes(body) == []
    assert codes("Cast:\n    ANN - 7\n\n" + body) == ["S601"]


def test_conditions_spread_choices_out() -> None:
    closed = "".join(f"+ A{n}. [[if n == {n}]] -> a\n" for n in range(9))
    assert codes(f"[[var n = 1]]\n\n{A}[[choice: Q]]\n{closed}+ B. -> END: x\n") == []


def test_lint_is_pure_and_repeatable() -> None:
    story = read_story(A + "> CUT TO: a\n\nINT. B #b#\n\nText.\n").story
    assert story is not None
    assert lint(story) == lint(story)
