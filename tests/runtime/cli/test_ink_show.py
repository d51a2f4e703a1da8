"""An ink story is a show like any other: it plays, is saved, and plays again."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.commands import Choose
from runtime.saves import Saves
from tests.runtime.cli.conftest import Diorama
from tests.runtime.ink.needs import STORIES, plays

SMALL = ("--generator", "testcard", "--size", "160x90", "--headless")


@plays
def test_a_story_that_runs_away_ends_the_show_and_nothing_else(tmp_path: Path, diorama: Diorama) -> None:
    said = diorama("play", STORIES / "runaway.ink.json", *SMALL)
    assert (said.code, said.err) == (0, "")
    [save] = (tmp_path / "saves").glob("*.save")
    chosen = [command.choice for command in Saves(tmp_path).read(save).commands if isinstance(command, Choose)]
    assert chosen == ["open-it"]
    assert diorama("replay", save, "--headless", "--seconds", 1).code == 0


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
