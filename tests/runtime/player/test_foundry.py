"""Letters that the bundled typefaces lack, on machines that have other typefaces and on machines that have none."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pygame
import pytest

from runtime.player import foundry
from runtime.player.foundry import advice, found_face, has, lacking, script_of
from runtime.player.paper import paint
from runtime.player.plan import Box, Plan, Words
from runtime.player.typecase import FIT, Face, Typecase, font_path, runs_of

SANS = font_path(Face.SANS)


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without any typeface of its own."""
    monkeypatch.setattr(foundry, "PLACES", ())
    forget()
    yield
    monkeypatch.undo()
    forget()


def forget() -> None:
    for kept in (foundry._files, found_face, runs_of):
        kept.cache_clear()


def test_the_bundled_faces_have_the_letters_of_europe() -> None:
    assert lacking("Straße, ñ, œ, Ş, Ω, Ж, “…”, ¿?", SANS) == ""
    assert not has(SANS, "あ")
    assert not has(SANS, "ع")
    assert has(SANS, " ")


@pytest.mark.usefixtures("bare")
def test_without_a_face_it_is_told_what_to_install() -> None:
    assert lacking("AI生成：a", SANS) == "成生："
    assert advice("生") == "apt install fonts-noto-cjk"
    assert advice("ع生") == "apt install fonts-noto-core fonts-noto-cjk"
    assert Typecase().width(Face.SANS, 20, "生成 عربي") > 0  # boxes, but the show goes on
    assert found_face(SANS, "生", serif=True) == SANS


def test_scripts_are_known_by_their_letters() -> None:
    assert [script_of(sign) for sign in "ع日、ー한ก"] == ["ARABIC", "CJK", "CJK", "CJK", "CJK", "THAI"]


@pytest.mark.skipif(bool(lacking("ع", SANS)), reason="no typeface here has Arabic")
def test_arabic_is_joined_and_set_from_the_right() -> None:
    case = Typecase()
    joined = case.width(Face.SANS, 40, "العربية")
    assert joined < 0.9 * sum(case.width(Face.SANS, 40, letter) for letter in "العربية")
    runs = runs_of(Face.SANS, "ابج 20 AI")
    assert (runs[-1].text.strip(), runs[-1].leftwards) == ("ابج", True)
    assert (runs[0].text.strip(), runs[0].path) == ("AI", SANS)


@pytest.mark.skipif(bool(lacking("ع", SANS)), reason="no typeface here has Arabic")
@pytest.mark.parametrize("face", Face)
def test_no_letter_is_cut_off_above_or_below(face: Face) -> None:
    case, text = Typecase(), "أَلَّا تُبقي المصباحِ ججّ"
    set_line = case.line(face, 48, text, (255, 255, 255))
    alpha = pygame.surfarray.array_alpha(set_line)
    assert not alpha[:, 0].any()
    assert not alpha[:, -1].any()
    assert set_line.get_height() == case.height(face, 48) + 2 * case.overhang(48, text)
    assert all(0.9 <= share <= 1.2 for share in FIT.values())


def test_what_overhangs_is_painted_where_the_line_stands() -> None:
    """The letters of a line stand on the same line, whatever else is in it."""
    case, rows = Typecase(), []
    for text in ("H", "H\u200f", "H"):
        surface = pygame.Surface((80, 90), 0, 32)
        box = Box(10, 20, case.width(Face.SANS, 40, text), case.height(Face.SANS, 40))
        paint(surface, Plan((Words(box, text=text, px=40),)), case)
        rows.append(np.flatnonzero(pygame.surfarray.array3d(surface).any(axis=(0, 2))).tolist())
    assert rows[0] == rows[1] == rows[2]
