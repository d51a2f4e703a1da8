"""Where lines may end, in languages with spaces and without."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.player.breaking import NEVER_FIRST, NEVER_LAST, columns, flowed, rejoined, units
from runtime.player.typecase import Face, Typecase

CASE = Typecase()
JAPANESE = st.text(st.sampled_from("あいうっゃー、。「」（）々灯台漢字カタッ…20aｂ ！？"), max_size=60)


def plain(text: str) -> list[str]:
    return [unit for _, unit in units(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("You were told.", ["You", "were", "told."]),
        ("あと18秒で終了します。", ["あと", "18秒で", "終了します。"]),
        ("「それなのに、なぜ？」", ["「それなのに、", "なぜ？」"]),
        ("マーラは灯台の灯を守る", ["マーラは", "灯台の", "灯を", "守る"]),
        ("まだご覧になって", ["まだご覧になって"]),
        ("On a dit : « oui » ?", ["On", "a", "dit :", "« oui » ?"]),
        ("80 % und mehr", ["80 %", "und", "mehr"]),
        ("là\u202f? oui", ["là\u202f?", "oui"]),
        ("  ", []),
    ],
)
def test_what_stays_together(text: str, parts: list[str]) -> None:
    assert plain(text) == parts


@settings(max_examples=100, deadline=None)
@given(JAPANESE)
def test_no_line_begins_or_ends_with_what_must_not(text: str) -> None:
    whole = flowed(text)
    assert rejoined(plain(text)).replace(" ", "") == whole.replace(" ", "")
    for before, (gap, after) in zip(plain(text), units(text)[1:], strict=False):
        if not gap:
            assert after[0] not in NEVER_FIRST
            assert before[-1] not in NEVER_LAST


def test_lines_of_japanese_are_broken_without_spaces() -> None:
    text = "何があっても灯を消すなと、あなたは言われていたはずだ。「それなのに、なぜ？」"
    lines = CASE.wrap(Face.SANS, 20, text, 4000, 37)
    assert len(lines) > 1
    assert all(columns(line) <= 37 for line in lines)
    assert "".join(lines) == text
    assert lines[0][-1] in "、。てもはを"


def test_a_text_that_is_too_long_is_elided_without_new_spaces() -> None:
    text = "長い文章です。" * 12
    _, lines = CASE.fitted(Face.SANS, 20, text, 300, 2, 20)
    assert len(lines) == 2
    assert "".join(lines).rstrip("…") == text[: len("".join(lines)) - 1]


def test_wide_signs_count_twice() -> None:
    assert (columns("abc"), columns("あb"), columns("ابج")) == (3, 3, 3)
