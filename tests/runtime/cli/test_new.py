"""A new show: it has no mistakes, can be played at once, and never overwrites anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.story import lint, read_story
from tests.runtime.cli.conftest import Diorama


def test_a_new_show_has_nothing_to_complain_of(tmp_path: Path, diorama: Diorama) -> None:
    said = diorama("new", tmp_path / "my-first_show")
    assert said.code == 0
    assert "nothing to complain of" in said.out
    assert f"diorama play {tmp_path / 'my-first_show'}" in said.out
    text = (tmp_path / "my-first_show" / "story.fountain").read_text(encoding="utf-8")
    story = read_story(text).story
    assert story is not None
    assert (story.title, len(story.nodes), len(story.endings)) == ("My first show", 5, 3)
    assert lint(story) == ()
    assert diorama("check", tmp_path / "my-first_show").code == 0


def test_an_empty_folder_is_used(tmp_path: Path, diorama: Diorama) -> None:
    (tmp_path / "empty").mkdir()
    assert diorama("new", tmp_path / "empty").code == 0


def test_nothing_is_overwritten(tmp_path: Path, diorama: Diorama) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "story.fountain").write_text("precious")
    (tmp_path / "file").write_text("precious")
    for name in ("mine", "file"):
        said = diorama("new", tmp_path / name)
        assert said.code == 2
        assert "is not empty" in said.err
    assert (tmp_path / "mine" / "story.fountain").read_text() == "precious"


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path, diorama: Diorama) -> None:
    (tmp_path / "file").write_text("")
    said = diorama("new", tmp_path / "file" / "show")
    assert said.code == 2
    assert "cannot be written" in said.err


@pytest.mark.parametrize("name", ["…", "*/ ", "Ünïcödé {show}", "123", "a" * 200])
def test_odd_names_give_a_show_that_plays(name: str, tmp_path: Path, diorama: Diorama) -> None:
    assert diorama("new", tmp_path / name).code == 0
    assert diorama("check", tmp_path / name).code == 0
