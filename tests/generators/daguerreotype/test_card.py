"""The model card: the figures stand in it as the command measured them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generators.daguerreotype import card

SHARES = {"place": 0.9, "time": 0.8, "weather": 0.7, "figures": 0.6}
FIGURES = {
    "width": 256, "height": 144, "threads": 2, "trained_on": "2 cores", "fps": 25.4, "params": 8_791_424,
    "seen": SHARES, "held_out": SHARES, "reader_seen": SHARES, "reader_held_out": SHARES,
}  # fmt: skip
CARD = Path(card.__file__).with_name("MODEL_CARD.md")


def test_the_figures_take_the_place_of_older_ones(tmp_path: Path) -> None:
    path = tmp_path / "CARD.md"
    path.write_text(f"# A\n\n{card.FIGURES[0]}\nold\n{card.FIGURES[1]}\n\nend\n", "utf-8")
    card.written(path, FIGURES)
    text = path.read_text("utf-8")
    assert "old" not in text
    assert "| weights | 8,791,424 |" in text
    assert "| place | 90.0% (90.0%) | 90.0% (90.0%) |" in text
    assert text.startswith("# A\n")
    assert text.endswith("\nend\n")
    card.written(path, FIGURES)
    assert path.read_text("utf-8") == text


def test_a_card_without_marks_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "CARD.md"
    path.write_text("nothing", "utf-8")
    with pytest.raises(ValueError, match="the marks"):
        card.written(path, FIGURES)
    assert path.read_text("utf-8") == "nothing"


def test_the_shipped_card_has_measured_figures_of_everything() -> None:
    text = CARD.read_text("utf-8")
    inside = text.partition(card.FIGURES[0])[2].partition(card.FIGURES[1])[0]
    assert all(f"| {words} |" in inside for words in card.NAMED.values())
    assert all(f"| {name} |" in inside for name in card.ATTRIBUTES)
