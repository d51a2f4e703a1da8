"""Type is measured and broken so that no line is wider than its place."""

from __future__ import annotations

from importlib.machinery import ModuleSpec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.player import typecase
from runtime.player.typecase import Face, Typecase, font, font_path, printable

CASE = Typecase()
WIDTH = 240
TEXTS = st.text(st.characters(codec="utf-8"), max_size=120)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.sampled_from(list(Face)), st.integers(8, 40))
def test_no_line_is_wider_than_its_place(text: str, face: Face, px: int) -> None:
    lines = CASE.wrap(face, px, text, WIDTH)
    assert all(len(line) == 1 or CASE.width(face, px, line) <= WIDTH for line in lines)
    assert "".join(text.split()) == "".join("".join(lines).split())


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_lines_keep_to_37_characters(text: str) -> None:
    assert all(len(line) <= 37 for line in CASE.wrap(Face.SANS, 10, text, 4000, 37))


def test_balanced_lines_are_as_many_and_more_even() -> None:
    text = "The ship's horn sounds again, closer now than before. What?"
    plain, even = CASE.wrap(Face.SANS, 20, text, 400), CASE.balanced(Face.SANS, 20, text, 400)
    assert len(plain) == len(even)

    def spread(lines: tuple[str, ...]) -> int:
        widths = [CASE.width(Face.SANS, 20, line) for line in lines]
        return max(widths) - min(widths)

    assert spread(even) <= spread(plain)


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.integers(0, 200))
def test_elided_text_fits(text: str, width: int) -> None:
    short = CASE.elided(Face.SANS, 16, text, width)
    assert CASE.width(Face.SANS, 16, short) <= width or short == ""


@settings(max_examples=30, deadline=None)
@given(TEXTS, st.integers(1, 3), st.booleans())
def test_fitted_text_keeps_to_its_lines(text: str, most: int, even: bool) -> None:
    px, lines = CASE.fitted(Face.SANS, 30, text, WIDTH, most, 9, even=even)
    assert len(lines) <= most
    assert 9 <= px <= 30
    assert all(CASE.width(Face.SANS, px, line) <= WIDTH or len(line) == 1 for line in lines)


def test_a_line_is_set_once() -> None:
    case = Typecase()
    assert case.line(Face.SERIF, 30, "Lamp", (1, 2, 3)) is case.line(Face.SERIF, 30, "Lamp", (1, 2, 3))


def test_old_lines_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typecase, "KEPT_BYTES", 40_000)
    case = Typecase()
    first = case.line(Face.SANS, 20, "first", (255, 255, 255))
    for n in range(30):
        case.line(Face.SANS, 20, f"line {n}", (255, 255, 255))
    assert case.line(Face.SANS, 20, "first", (255, 255, 255)) is not first


def test_control_characters_become_spaces() -> None:
    assert printable("a\x00b\nc\u200bd\ud800") == "a b c d "
    assert printable("Käthe…") == "Käthe…"


def test_without_the_packages_pygames_own_font_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> ModuleSpec | None:
        return None

    monkeypatch.setattr(typecase, "find_spec", missing)
    assert font_path(Face.SANS) is None
    font.cache_clear()
    assert Typecase().width(Face.SANS, 20, "still there") > 50
    font.cache_clear()
