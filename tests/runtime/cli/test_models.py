"""`diorama models`: one line for each part, and a sentence where something cannot be done."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.cli import models
from runtime.parts import Archive, Member, Part
from tests.runtime.cli.conftest import Diorama

MEMBER = Member(path="a", sha256="0" * 64, file="a.bin")
ARCHIVE = Archive(url="https://parts.invalid/a.zip", sha256="0" * 64, megabytes=1.0, members=(MEMBER,))
ONE = Part(name="one", purpose="a thing", without="Another.", licence="MIT", megabytes=1.0, archives=(ARCHIVE,))


@pytest.fixture(autouse=True)
def _room(diorama: Diorama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIORAMA_PARTS", str(tmp_path / "parts"))
    monkeypatch.setattr(models, "PARTS", (ONE,))
    monkeypatch.setattr(models, "part_named", lambda name: ONE)


def test_the_list_says_what_is_here_and_what_to_type(diorama: Diorama, tmp_path: Path) -> None:
    said = diorama("models")
    assert (said.code, said.err) == (0, "")
    assert "no  one  a thing" in said.out
    assert "diorama models add one" in said.out
    (tmp_path / "parts" / "one").mkdir(parents=True)
    (tmp_path / "parts" / "one" / "a.bin").write_bytes(b"x")
    assert "yes one" in diorama("models", "list").out


def test_check_finds_what_is_broken(diorama: Diorama, tmp_path: Path) -> None:
    assert diorama("models", "check").code == 0
    (tmp_path / "parts" / "one").mkdir(parents=True)
    (tmp_path / "parts" / "one" / "a.bin").write_bytes(b"x")
    said = diorama("models", "check", "one")
    assert said.code == 1
    assert "not the file that was published" in said.out
    assert "diorama models remove one" in said.out


def test_remove_takes_it_away(diorama: Diorama, tmp_path: Path) -> None:
    assert diorama("models", "remove", "one").out == "one: it was not here\n"
    (tmp_path / "parts" / "one").mkdir(parents=True)
    assert diorama("models", "remove", "one").out == "one: taken away\n"


def test_a_fetch_that_fails_ends_in_a_sentence(diorama: Diorama, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise OSError("no route")

    monkeypatch.setattr("runtime.parts.fetch.urllib.request.urlopen", refuse)
    said = diorama("models", "add", "one")
    assert said.code == 1
    assert said.err.startswith("diorama: one: ")
    assert "Traceback" not in said.err


@pytest.mark.parametrize(("words", "meant"), [(("ad", "one"), "add"), (("add",), "which part"), (("rm", "x"), "list")])
def test_words_that_do_not_fit(diorama: Diorama, words: tuple[str, ...], meant: str) -> None:
    said = diorama("models", *words)
    assert said.code == 2
    assert meant in said.err
