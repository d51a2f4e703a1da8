"""Tokens are counted rather too high, and a paragraph is shortened by whole sentences."""

from __future__ import annotations

import pytest

from generators.paragraph import estimated_tokens, fitted, sentences

COUNTED = [  # tokens of CLIP's own vocabulary, marks included
    ("Lighthouse stairs at night, rain, Mara sits on the stairs with a lantern.", 17),
    ("EDDA What did you say?", 9),
    ("TOM comes up the stairs.", 8),
    ("Paper-cut film. Close shot of Tom, low angle, slow push in.", 19),
]


@pytest.mark.parametrize(("text", "real"), COUNTED)
def test_the_estimate_is_never_too_low_and_not_far_too_high(text: str, real: int) -> None:
    assert real <= estimated_tokens(text) <= 1.6 * real + 4


def test_other_scripts_count_their_bytes() -> None:
    assert estimated_tokens("灯台") == estimated_tokens("") + 6
    assert estimated_tokens("🙂") == estimated_tokens("") + 4


def test_what_fits_is_unchanged() -> None:
    assert fitted("  One  thing. ", 50) == "  One  thing. "


@pytest.mark.parametrize("limit", range(5, 40))
def test_only_whole_sentences_stay_and_as_many_as_fit(limit: int) -> None:
    text = "The sea is calm. A boat comes in! Who is it? Nobody knows…"
    kept = sentences(fitted(text, limit))
    assert kept == sentences(text)[: len(kept)]
    assert not kept or estimated_tokens(" ".join(kept)) <= limit
    more = " ".join(sentences(text)[: len(kept) + 1])
    assert len(kept) == 4 or estimated_tokens(more) > limit


@pytest.mark.parametrize("text", ["x" * 10_000_000, "a " * 1_000_000, "… " * 99_999, "", "\0" * 100_000, "." * 99_999])
def test_any_size_is_taken(text: str) -> None:
    kept = fitted(text, 77)
    assert estimated_tokens(kept) <= 77
    assert text.startswith(kept)


def test_another_count_decides() -> None:
    assert fitted("One. Two. Three.", 2, lambda text: len(text.split())) == "One. Two."
