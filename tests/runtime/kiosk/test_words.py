"""A kiosk's words: the same keys and the same braces in every language, and nothing that nobody says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from runtime import kiosk
from runtime.kiosk.operator import Command
from runtime.kiosk.states import Why
from runtime.kiosk.words import ENGLISH, IN_A_HALL, WORDS, date_in, in_a_hall, name_of, said
from runtime.player.catalogue import said as said_by_player

LANGUAGES = ["en", "fr", "de", "es", "ja", "ar"]
SOURCE = "\n".join(
    path.read_text()
    for path in Path(kiosk.__file__).parent.rglob("*.py")
    if path.name != "words.py" and path.parent.name != "languages"
)
BUILT = {*Why, *(f"do {command}" for command in Command), *IN_A_HALL.values(), "date", "months", "name"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_key_with_its_braces(language: str) -> None:
    words = WORDS.tables[language]
    assert set(words) == set(ENGLISH)
    for key, text in words.items():
        assert sorted(re.findall(r"\{\w*\}", text)) == sorted(re.findall(r"\{\w*\}", ENGLISH[key])), key
        assert text == text.strip() != ""
        assert "{}" not in text


def test_every_key_is_said_somewhere() -> None:
    assert [key for key in ENGLISH if not re.search(rf"[\"']{re.escape(key)}[\"']", SOURCE) and key not in BUILT] == []


def test_languages_are_called_as_their_speakers_call_them() -> None:
    names = [name_of(language) for language in (*LANGUAGES, "de_CH", "tlh")]
    assert names == ["English", "Français", "Deutsch", "Español", "日本語", "العربية", "Deutsch", "TLH"]


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "1 December"),
        ("fr-CA", "1 décembre"),
        ("de", "1. Dezember"),
        ("es", "1 de diciembre"),
        ("ja", "12月1日"),
        ("ar", "1 ديسمبر"),
        ("xx", "1 December"),
    ],
)
def test_a_day_is_written_as_it_is_there(language: str, day: str) -> None:
    assert date_in(language, date(2026, 12, 1)) == day
    assert len(said("months", language).split()) == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_a_hall_nothing_can_be_quit_and_no_key_is_named(language: str) -> None:
    hall = in_a_hall(language)
    assert said_by_player("quit", hall) == said("leave", language) != said_by_player("quit", language)
    for key in IN_A_HALL:
        assert not re.search(r"[(（][A-Z][)）]|Esc|Échap", said_by_player(key, hall))
    assert said_by_player("resume", hall) == said_by_player("resume", language)
