"""Ink source: compiled from inside the story's folder, and every fault with its file and line."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from runtime.errors import LibraryError, PartError
from runtime.ink import InkStory, included_names, read_ink, source
from runtime.library import load, read_file
from tests.runtime.ink.needs import STORIES, compiled, compiles


@compiles
@pytest.mark.parametrize("name", ["ferry", "runaway", "game"])
def test_source_is_compiled_to_what_lies_beside_it(name: str) -> None:
    story = load(str(STORIES / f"{name}.ink"))
    assert isinstance(story, InkStory)
    assert json.loads(story.compiled) == json.loads(compiled(name).compiled)
    assert story.digest == load(str(STORIES / f"{name}.ink.json")).digest


@compiles
def test_faults_have_their_file_and_line() -> None:
    reading = read_ink("INCLUDE inn.ink\nHello.\n* [x\n", "/shows/story.ink", {"inn.ink": "-> nowhere\n"})
    assert reading.story is None
    places = {(one.code, one.place.file, one.place.line) for one in reading.diagnostics}
    assert ("S901", "/shows/story.ink", 3) in places
    reading = read_ink("INCLUDE inn.ink\nHello.\n", "/shows/story.ink", {"inn.ink": "One.\n-> nowhere\n"})
    assert [(one.place.file, one.place.line) for one in reading.diagnostics] == [("/shows/inn.ink", 2)]
    assert "nowhere" in reading.diagnostics[0].what


@compiles
def test_a_float_stays_a_float() -> None:
    story = read_ink("{5 / 2.0} {7 / 3.0} {10 / 4}\n-> END\n", "story.ink").story
    assert isinstance(story, InkStory)
    assert "2.0" in story.compiled


@compiles
def test_files_outside_the_folder_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.ink").write_text("A secret.\n")
    (tmp_path / "show").mkdir()
    story = tmp_path / "show" / "story.ink"
    story.write_text("INCLUDE ../secret.ink\nHello.\n")
    reading = read_file(str(story))
    assert reading.story is None
    assert "secret" not in "".join(one.what for one in reading.diagnostics if "../secret.ink" not in one.what)


def test_which_files_source_includes() -> None:
    assert included_names("INCLUDE a.ink\nText INCLUDE no.ink\n  INCLUDE b/c.ink  \nINCLUDE a.ink\n") == (
        "a.ink",
        "b/c.ink",
    )


def test_without_the_compiler_a_sentence_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "file_of", lambda part, name: None)
    with pytest.raises(PartError, match="diorama models add inkjs"):
        read_ink("Hello.\n", "story.ink")


def test_a_story_that_is_too_long_is_not_compiled() -> None:
    reading = read_ink("x" * (source.MAX_BYTES + 1), "story.ink")
    assert [one.code for one in reading.diagnostics] == ["S901"]


@compiles
def test_a_compiler_that_finds_no_end_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "ink-full.js").write_text("var inkjs = {CompilerOptions: function () { while (true) {} }};")
    monkeypatch.setattr(source, "file_of", lambda part, name: tmp_path / "ink-full.js")
    monkeypatch.setattr(source, "START_S", 0.3)
    reading = read_ink("Hello.\n", "story.ink")
    assert reading.story is None
    assert "did not come to an end" in reading.diagnostics[0].why


@compiles
def test_a_compiler_that_wants_too_much_memory_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    greedy = "{ var a = []; while (true) a.push(new Array(1e5).fill(a.length)); }"
    (tmp_path / "ink-full.js").write_text(f"var inkjs = {{CompilerOptions: function () {greedy}}};")
    monkeypatch.setattr(source, "file_of", lambda part, name: tmp_path / "ink-full.js")
    reading = read_ink("Hello.\n", "story.ink")
    assert reading.story is None
    assert "ended over it" in reading.diagnostics[0].why


@compiles
@pytest.mark.parametrize("seed", range(3))
def test_mutated_source_is_a_story_or_diagnostics(seed: int) -> None:
    draw = random.Random(seed)
    text = (STORIES / "ferry.ink").read_text(encoding="utf-8")
    for _ in range(12):
        at = draw.randrange(len(text))
        text = (
            text[:at]
            + draw.choice(["{", "}", "->", "\n*", "\n=== ", "~ ", "|", "", "\x00", "<-"])
            + text[at + draw.randrange(4) :]
        )
    reading = read_ink(text, "story.ink")
    assert reading.story is not None or reading.diagnostics
    assert all("\n" not in one.what for one in reading.diagnostics)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00a", b"\x00" * 40, bytes(range(256)), b"\x80" * 99])
@pytest.mark.parametrize("name", ["story.ink", "story.json", "story.ink.json"])
def test_binary_junk_is_a_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(LibraryError):
        read_file(str(tmp_path / name))


@compiles
def test_a_folder_with_an_ink_story_is_a_show(tmp_path: Path) -> None:
    (tmp_path / "inn.ink").write_text("# title: Inn\nThe inn is full.\n-> END\n", encoding="utf-8")
    assert load(str(tmp_path)).title == "Inn"
