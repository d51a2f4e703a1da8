"""Every word that the player says stands in the catalogue, and every word there is said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from runtime.commands import TimeLimits
from runtime.player import catalogue
from runtime.player.catalogue import ENGLISH, LANGUAGES, said
from runtime.player.hud.pages import ACTIONS, SETTINGS
from runtime.player.viewstate import CaptionSize

SOURCE = "\n".join(
    path.read_text() for path in Path(catalogue.__file__).parent.rglob("*.py") if path.name != "catalogue.py"
)


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
    assert all(set(words) <= set(ENGLISH) for words in LANGUAGES.values())


@pytest.mark.parametrize("language", ["fr", "de"])
def test_a_language_says_everything_but_the_name_of_the_house(language: str) -> None:
    words = LANGUAGES[language]
    assert set(ENGLISH) - set(words) == {"menu"}
    assert all(re.findall(r"\{\w+\}", words[key]) == re.findall(r"\{\w+\}", ENGLISH[key]) for key in words)
    assert said("quit", f"{language}-CH") == words["quit"] != ENGLISH["quit"]
