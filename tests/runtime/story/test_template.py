"""Text with braces."""

from __future__ import annotations

import pytest

from runtime.story import choose, play, read_story, start
from runtime.story.template import Alternatives, Insertion, UnclosedError, parse_template


def said(text: str, visits: int = 1, seed: int = 1) -> list[str]:
    """What an action paragraph says at each of its first visits."""
    reading = read_story(f"[[var n = 2]]\n\nINT. A #a#\n\n{text}\n\n[[choice: Q]]\n+ A. -> a\n")
    assert reading.story is not None, reading.diagnostics
    stretch = play(reading.story, start(reading.story, seed))
    found = []
    for _ in range(visits):
        found += ["".join(beat.text for beat in stretch.beats if beat.kind == "action")]
        stretch = play(reading.story, choose(reading.story, stretch, "a"))
    return found


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("plain", ("plain",)),
        ("a {n} b", ("a ", Insertion("n", 3), " b")),
        ("{a|b}", (Alternatives("order", (("a",), ("b",))),)),
        ("{~a|b}", (Alternatives("random", (("a",), ("b",))),)),
        ("{&a|}", (Alternatives("cycle", (("a",), ())),)),
        ("{a|{n} b}", (Alternatives("order", (("a",), (Insertion("n", 4), " b"))),)),
        (r"\{n\} \\", ("{", "n", "}", " ", "\\")),
        ("a | b } c", ("a | b } c",)),
    ],
)
def test_parts(text: str, parts: tuple[object, ...]) -> None:
    assert parse_template(text) == parts


def test_an_open_brace_is_found() -> None:
    with pytest.raises(UnclosedError) as caught:
        parse_template("ab {c {d} e")
    assert caught.value.offset == 3


def test_alternatives_in_order_stay_at_the_last() -> None:
    assert said("{one|two|three}.", 5) == ["one.", "two.", "three.", "three.", "three."]


def test_alternatives_in_a_cycle_begin_again() -> None:
    assert said("{&one|two}.", 4) == ["one.", "two.", "one.", "two."]


def test_alternatives_at_random_are_all_taken() -> None:
    texts = said("{~a|b|c}", 40)
    assert set(texts) == {"a", "b", "c"}
    assert texts == said("{~a|b|c}", 40)
    assert texts != said("{~a|b|c}", 40, seed=2)


def test_two_sequences_in_one_text_count_for_themselves() -> None:
    assert said("{a|b} {c|d|e}", 3) == ["a c", "b d", "b e"]


def test_nested_alternatives_count_when_they_are_reached() -> None:
    assert said("{a|{b|c}|d}", 3) == ["a", "b", "d"]


def test_expressions_and_escapes() -> None:
    assert said("{n * 2} {n > 1} {n / 4} *not* \\*these\\* {n*n*n}") == ["4 yes 0.5 not *these* 8"]


def test_a_text_that_is_empty_now_is_not_performed() -> None:
    assert said("{|again}", 2) == ["", "again"]


def test_a_set_between_words_acts_where_it_stands() -> None:
    assert said("Before {n} [[set n += 1]] after {n}.") == ["Before 2 after 3."]
