"""A museum's own words: laid over the built-in ones, more languages too; hostile tables end in a sentence."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runtime.cli import main
from runtime.errors import ConfigError
from runtime.kiosk.museum import BOOKS, COLUMNS, LONGEST, MOST_BYTES, MOST_TABLES, table_to_fill, use_words
from runtime.kiosk.repertoire import Offer
from runtime.kiosk.tongues import language_problems, letters_note
from runtime.kiosk.words import in_a_hall, name_of, said
from runtime.player import foundry
from runtime.player.catalogue import said as said_by_player
from tests.runtime.kiosk.fakes import STORY, offer, show_folder, story


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    kept = {name: dict(book.tables) for name, book in BOOKS.items()}
    yield
    for name, book in BOOKS.items():
        book.tables = kept[name]
    in_a_hall.cache_clear()


def table(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def told(folder: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        use_words(folder)
    return str(caught.value).replace(f"{folder}/", "")


def test_own_words_and_own_languages(tmp_path: Path) -> None:
    table(tmp_path, "de.toml", '[kiosk]\ntouch = "Berühren"\n"made by AI" = "Von KI"\n[player]\nresume = "Los"\n')
    table(tmp_path, "pt-BR.csv", "line,source,translation,status\nkiosk/name,English,Português,\nkiosk/stay,,  ,\n")
    table(tmp_path, "notes.txt", "not a table")
    use_words(tmp_path)
    assert (said("touch", "de"), said("back", "de")) == ("Berühren", "Zurück")
    assert said_by_player("resume", in_a_hall("de")) == "Los"
    assert (name_of("pt_br"), said("stay", "pt-BR")) == ("Português", "I am still here")


def test_own_words_go_into_the_players_pages_in_the_hall(tmp_path: Path) -> None:
    assert said_by_player("quit", in_a_hall("fr")) == "Finir la visite"
    use_words(table(tmp_path, "fr.toml", '[kiosk]\nleave = "Partir"\n'))
    assert said_by_player("quit", in_a_hall("fr")) == "Partir"


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("de.toml", '[kiosk]\n\ntuch = "x"', "de.toml:3: nothing is said under “tuch”; did you mean “touch”?"),
        ("de.toml", '[player]\n"zzz" = "x"', "de.toml:2: nothing is said under “zzz”."),
        ("de.toml", '[screens]\na = "x"', "de.toml:2: there is no part “screens”"),
        ("de.toml", 'touch = "x"', "de.toml:1: there is no part “touch”"),
        ("de.toml", "[kiosk]\ntouch = 3", "de.toml:2: “touch” wants words, 300 signs at most."),
        ("de.toml", '[kiosk]\ntouch = "  "', "wants words"),
        ("de.toml", f'[kiosk]\ntouch = "{"x" * (LONGEST + 1)}"', "wants words"),
        ("de.toml", '[kiosk]\ntouch = "a\\u0007"', "has a sign that cannot be printed"),
        ("de.toml", '[kiosk]\ntouch = "a\\u202eb"', "has a sign that cannot be printed"),
        ("de.toml", '[kiosk]\nmonths = "Januar Februar"', "de.toml:2: “months” are twelve words"),
        ("de.toml", '[kiosk]\n"ends in" = "Ende"', "de.toml:2: “ends in” has to have {seconds}, as in “This visit"),
        ("de.toml", '[kiosk]\n"ends in" = "{seconds.__class__}"', "“ends in” has to have {seconds}"),
        ("de.toml", '[kiosk]\n"ends in" = "{0.__class__} {seconds}"', "“ends in” has to have {seconds}"),
        ("de.toml", '[kiosk]\n"ends in" = "{seconds:{seconds}}"', "“ends in” has to have {seconds}"),
        ("de.toml", '[kiosk]\n"ends in" = "{seconds!r}"', "“ends in” has to have {seconds}"),
        ("de.toml", '[kiosk]\n"ends in" = "{seconds:>99999999}"', "“ends in” has to have {seconds}"),
        ("de.toml", '[kiosk]\n"ends in" = "{seconds"', "has a brace too many or too few; it has {seconds}."),
        ("de.toml", '[kiosk]\ntouch = "{}"', "“touch” has to have nothing in braces"),
        ("de.toml", "[kiosk\n", "de.toml is no TOML: "),
        ("de.toml", "a = " + "[" * 20_000, "de.toml"),
        ("de.toml", "x" * (MOST_BYTES + 1), "de.toml is larger than 256 KiB"),
        ("de.csv", "key,words\ntouch,x", "de.csv:1: the first row has to be line,source,translation,status."),
        ("de.csv", "line,translation\nkiosk/tuch,x\n", "de.csv:2: nothing is said under “tuch”"),
        ("de.csv", "line,translation\n" + '"' + "x" * 200_000, "de.csv cannot be read as a table"),
        ("german.toml", "", "is called after no language"),
    ],
)
def test_a_mistake_names_its_file_and_line(tmp_path: Path, name: str, text: str, sentence: str) -> None:
    assert sentence in told(table(tmp_path, name, text))
    assert said("touch", "de") == "Zum Anfangen berühren"  # nothing of it is used


def test_no_file_of_another_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.toml").write_text('[kiosk]\ntouch = "secret"\n')
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "de.toml").symlink_to(tmp_path / "secret.toml")
    assert "is no file of this folder" in told(folder)
    (folder / "de.toml").unlink()
    os.mkfifo(folder / "fr.toml")
    assert "is no file of this folder" in told(folder)
    assert "cannot be read" in told(tmp_path / "nowhere")


def test_a_folder_with_too_many_tables_is_not_read(tmp_path: Path) -> None:
    for n in range(MOST_TABLES + 1):
        table(tmp_path, f"{chr(97 + n // 26)}{chr(97 + n % 26)}.toml", "")
    assert f"{MOST_TABLES} are read at most" in told(tmp_path)


def test_the_mistakes_of_a_whole_table_are_told_at_once_but_not_without_end(tmp_path: Path) -> None:
    table(tmp_path, "de.toml", "[kiosk]\n" + "".join(f'k{n} = "x"\n' for n in range(9000)))
    lines = told(tmp_path).splitlines()
    assert (len(lines), lines[-1]) == (13, "and 8988 more")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=80), st.sampled_from(["de.toml", "de.csv"]))
def test_junk_ends_in_a_sentence(tmp_path: Path, junk: bytes, name: str) -> None:
    for old in tmp_path.iterdir():
        old.unlink()
    head = b"line,translation\nkiosk/touch," if name.endswith("csv") else b"[kiosk]\ntouch = "
    (tmp_path / name).write_bytes(head + junk)
    with contextlib.suppress(ConfigError):
        use_words(tmp_path)
    assert said("touch", "de")


def test_a_table_to_fill_in_comes_back_filled_in(tmp_path: Path) -> None:
    empty = table_to_fill("pt")
    assert empty.startswith(",".join(COLUMNS))
    assert "kiosk/touch,Touch to begin,,\n" in empty
    assert "kiosk/touch,Touch to begin,Zum Anfangen berühren,done\n" in table_to_fill("de")
    use_words(table(tmp_path, "pt.csv", empty.replace(",Touch to begin,,", ",Touch to begin,Toque para começar,")))
    assert said("touch", "pt") == "Toque para começar"


def test_what_could_not_be_read_is_told() -> None:
    problems = language_problems(["en", "pt"], [offer()])
    assert len(problems) == 2
    assert "languages: pt: there are no words for kiosk/name" in problems[0]
    assert "diorama kiosk --words pt > pt.csv" in problems[0]
    assert problems[1].startswith("room: not translated into pt; visitors would see it in en.")
    assert language_problems(["en", "de", "fr"], [offer()])[0].startswith("room: not translated into de, fr; ")
    assert language_problems(["en"], [offer()]) == []
    assert language_problems(["en", "de"], [Offer("room", {"en": story(), "de": story()})]) == []
    assert letters_note("en", "Straße") == ""


def test_letters_that_would_be_boxes_are_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = (foundry._files, foundry.found_face)
    monkeypatch.setattr(foundry, "PLACES", ())
    for one in kept:
        one.cache_clear()
    note = letters_note("ja", "灯の家とa")
    monkeypatch.undo()
    for one in kept:
        one.cache_clear()
    assert note == "ja: no typeface of this machine has と の 家 灯. Type: apt install fonts-noto-cjk"


def test_the_check_fails_for_a_language_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIORAMA_CACHE", str(tmp_path / "cache"))
    show_folder(tmp_path / "shows", "room", STORY.format(title="Room"))
    file = tmp_path / "kiosk.toml"
    file.write_text('stories = "shows"\nlanguages = ["en", "pt"]\nwords = "words"\n')
    (tmp_path / "words").mkdir()
    assert main(["kiosk", str(file), "--check"]) == 1
    assert "languages: pt: there are no words for" in capsys.readouterr().err
    table(tmp_path / "words", "pt.toml", '[kiosk]\n"ends in" = "{0.__class__}"')
    assert main(["kiosk", str(file), "--check"]) == 1
    assert "pt.toml:2: “ends in” has to have {seconds}" in capsys.readouterr().err
    assert main(["kiosk", "--words", "pt"]) == 0
    assert "player/volume,Volume,," in capsys.readouterr().out
    assert main(["kiosk", "--words", "../x"]) == 2
