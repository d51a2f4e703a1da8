"""`diorama export` and `diorama lines`: the ending says what is written; `play --language` plays a table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runtime.library import in_language, load, tables_of
from runtime.saves import Journal
from runtime.story import read_story
from runtime.story.translation import missing_translations
from runtime.writer.paper.exports import FORMATS, MEANINGS
from tests.runtime.cli.conftest import Diorama

TEXT = "Title: T\nInclude: two.fountain\n\nINT. A - DAY #a#\n\nTOM\nHere. [[line: a1]]\n\n> CUT TO: b\n"
MORE = "[[var x = 1]]\n\nINT. B - DAY #b#\n\n[[choice: Q]]\n+ Yes. -> END: {x}\n"


@pytest.fixture
def show(tmp_path: Path) -> Path:
    folder = tmp_path / "show"
    folder.mkdir()
    (folder / "story.fountain").write_text(TEXT, "utf-8")
    (folder / "two.fountain").write_text(MORE, "utf-8")
    return folder


def test_the_ending_says_what_is_written(show: Path, diorama: Diorama) -> None:
    whole = show.parent / "out" / "whole.fountain"
    assert diorama("export", show, "-o", whole).out == f"{whole}: the story in one file, 2 scenes.\n"
    alone = read_story(whole.read_text("utf-8")).story
    assert alone is not None
    assert list(alone.nodes) == ["a", "b"]
    assert diorama("export", show, "-o", show.parent / "t.JSON").code == 0
    assert json.loads((show.parent / "t.JSON").read_text("utf-8"))["title"] == "T"
    assert diorama("export", show, "-o", show.parent / "r.csv").out.endswith(
        "a recording sheet of 1 lines, 0 recorded.\n"
    )


def test_a_story_without_includes_is_exported_as_it_is(show: Path, diorama: Diorama) -> None:
    diorama("export", "hello", "-o", show.parent / "h.fountain")
    assert (show.parent / "h.fountain").read_bytes() == Path(load("hello").file).read_bytes()


def test_a_table_is_made_filled_in_and_played(show: Path, diorama: Diorama) -> None:
    table = show / "languages" / "fr.csv"
    assert diorama("export", show, "-o", table, "--language", "fr").out == f"{table}: 8 phrases, 8 new.\n"
    table.write_text(table.read_text("utf-8").replace("Here.,,new", "Here.,Ici.,new"), "utf-8")
    assert "1 done, 7 new" in diorama("export", show, "-o", table, "--language", "FR").out
    words = ("play", show, "--generator", "testcard", "--headless", "--seconds", 4, "--size", "160x90")
    assert diorama(*words, "--language", "fr").code == 0
    (save,) = (show.parent / "saves").glob("*.save")
    assert Journal.from_bytes(save.read_bytes()).begin.language == "fr"
    assert diorama("replay", save, "--story", show, "--headless", "--seconds", 1).code == 0


def test_a_table_can_come_from_a_workbook(show: Path, diorama: Diorama) -> None:
    book, table = show.parent / "fr.xlsx", show / "languages" / "fr.csv"
    diorama("export", show, "-o", book, "--language", "fr")
    assert diorama("export", show, "-o", table, "--language", "fr", "--from", book).code == 0
    assert list(tables_of(load(str(show)))) == ["fr"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("-o", "a.mp3"), 2, "a.mp3 should end in one of: .pdf"),
        (("-o", "a"), 2, "should end in one of"),
        (("-o", "a.fountain", "--language", "fr"), 2, "exported as it is written"),
        (("-o", "a.csv", "--language", "en"), 2, "the story is written in en"),
        (("-o", "a.json", "--language", "it"), 1, "“Dear Sea” is not translated into “it”; it is there in: en, de, fr"),
        (("-o", "a.json", "--from", "b.csv"), 2, "--from goes with a translation table"),
        (("-o", "a.csv", "--language", "fr", "--from", "b.csv"), 1, "“b.csv” cannot be read"),
        (("-o", "a.json", "--paper", "a5"), 2, "none of a4, letter"),
    ],
)
def test_what_does_not_fit_is_one_sentence(
    words: tuple[str, ...], code: int, said: str, diorama: Diorama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = diorama("export", "hello", *words)
    assert (done.code, done.err.count("\n"), said in done.err) == (code, 1, True), done.err


def test_a_story_is_never_written_over_by_its_own_export(show: Path, diorama: Diorama) -> None:
    for name in ("story.fountain", "two.fountain"):
        assert "is the story itself" in diorama("export", show, "-o", show / name).err
    assert (show / "story.fountain").read_text("utf-8") == TEXT


def test_an_ink_story_is_brought_in_first(tmp_path: Path, diorama: Diorama) -> None:
    (tmp_path / "a.ink").write_text("Hello.\n-> END\n", "utf-8")
    for words in (("export", tmp_path / "a.ink", "-o", tmp_path / "a.pdf"), ("lines", tmp_path / "a.ink")):
        said = diorama(*words)
        assert (said.code > 0, "First: diorama import" in said.err) == (True, True)


def test_every_ending_has_a_meaning() -> None:
    assert list(FORMATS) == list(MEANINGS)


def test_lines_are_given_ids(show: Path, diorama: Diorama) -> None:
    assert diorama("lines", show).out == "Every line has its id.\n"
    (show / "story.fountain").write_text(TEXT.replace(" [[line: a1]]", ""), "utf-8")
    assert diorama("lines", show).out.startswith("1 line was given its id in ")


def test_the_first_show_is_there_in_french_and_german() -> None:
    from runtime.library import table_of

    story = load("hello")
    for language in ("fr", "de"):
        assert missing_translations(story, table_of(story, language)) == ()
        assert in_language(story, language).program.report.sorted() == ()
