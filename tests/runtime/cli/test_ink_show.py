"""An ink story from the command line, performed, kept and performed again."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.commands import Choose
from runtime.saves import Saves
from tests.runtime.cli.conftest import Diorama
from tests.runtime.ink.needs import STORIES, plays

SMALL = ("--generator", "testcard", "--size", "160x90", "--headless")


@plays
def test_an_ink_story_begins_like_any_other(tmp_path: Path, diorama: Diorama) -> None:
    said = diorama("play", STORIES / "ferry.ink.json", *SMALL, "--seconds", 1)
    assert (said.code, said.err) == (0, "")


@plays
@pytest.mark.soak
def test_an_ink_story_plays_by_itself_and_again(tmp_path: Path, diorama: Diorama) -> None:
    said = diorama("play", STORIES / "ferry.ink.json", *SMALL)
    assert said.code == 0, said.err
    [save] = (tmp_path / "saves").glob("*.save")
    journal = Saves(tmp_path).read(save)
    chosen = [command.choice for command in journal.commands if isinstance(command, Choose)]
    assert journal.begin.title == "The Last Ferry"
    assert chosen == ["let-him-on-board", "look-out-of-the-window"]
    assert Saves(tmp_path / "saves").endings(journal.begin.story) == {"The far shore"}
    assert diorama("replay", save, "--headless").code == 0
