"""Every word that the player says stands in the catalogue, and every word there is said, in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from runtime.commands import TimeLimits
from runtime.player import catalogue
from runtime.player.catalogue import CATALOGUE, ENGLISH, said
from runtime.player.hud.pages import ACTIONS, SETTINGS
from runtime.player.phrasebook import Phrasebook, general, reads_leftwards
from runtime.player.viewstate import CaptionSize

SOURCE = "\n".join(
    path.read_text()
    for path in Path(catalogue.__file__).parent.rglob("*.py")
    if path.name != "catalogue.py" and path.parent.name != "languages"
)
OTHERS = ["fr", "de", "es", "ja", "ar"]


def test_every_key_that_is_asked_for_is_there() -> None:
    asked = set(re.findall(r'said\(\s*"([^"]+)"', SOURCE))
    asked |= {*ACTIONS, *SETTINGS, *(f"size {size.value}" for size in CaptionSize)}
    asked |= {f"time {limits.value}" for limits in TimeLimits}
    assert asked <= set(ENGLISH)


def test_every_key_is_said_somewhere() -> None:
    for key in ENGLISH:
        stem = key if not key.startswith(("size ", "time ", "switch ")) else key.partition(" ")[0] + " "
        assert f'"{stem}' in SOURCE, key


def test_values_are_filled_in() -> None:
    assert said("endings", found=2, endings=5) == "Endings found: 2 of 5"


def test_a_language_that_is_missing_falls_back_to_english() -> None:
    assert said("quit", "xx-YY") == ENGLISH["quit"]
    assert len(CATALOGUE.missing("xx")) == len(ENGLISH)


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_says_everything_but_the_name_of_the_house(language: str) -> None:
    words = CATALOGUE.tables[language]
    assert set(words) <= set(ENGLISH)
    assert CATALOGUE.missing(f"{language}-CH") == ("menu",)
    for key in words:
        assert sorted(re.findall(r"\{\w*\}", words[key])) == sorted(re.findall(r"\{\w*\}", ENGLISH[key])), key
        assert words[key].strip()
    assert said("quit", f"{language}-CH") == words["quit"] != ENGLISH["quit"]


def test_own_words_lie_over_the_general_ones_and_only_in_their_language() -> None:
    book = Phrasebook({"en": {"a": "one {n}", "b": "two"}, "pt": {"a": "um {n}"}})
    book.lay_over("pt_BR", {"b": "dois"})
    assert [book.said("a", "pt-BR", n=3), book.said("b", "pt-br"), book.said("b", "pt")] == ["um 3", "dois", "two"]
    assert (book.missing("pt-BR"), book.missing("pt"), book.missing("en-GB")) == ((), ("b",), ())
    assert list(general("zh_Hant_TW")) == ["zh-hant-tw", "zh-hant", "zh"]


def test_which_languages_are_read_from_right_to_left() -> None:
    assert all(reads_leftwards(tag) for tag in ("ar", "AR_eg", "he", "fa-IR"))
    assert not any(reads_leftwards(tag) for tag in ("en", "ja", "arn", ""))
