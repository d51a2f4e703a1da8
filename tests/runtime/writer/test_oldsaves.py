"""`diorama check --saves`, and `--continue` on a story that has changed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from runtime.cli.order import PlayOrder
from runtime.cli.programme import read_programme
from runtime.commands import Begin, TimeLimits
from runtime.errors import LibraryError, SaveError
from runtime.library import load
from runtime.saves import Journal, Saves
from runtime.writer.check.oldsaves import format_trials, try_saves
from tests.runtime.cli.conftest import diorama  # noqa: F401  a fixture
from tests.runtime.test_migration import OLD, journal


@pytest.fixture
def show(tmp_path: Path) -> Path:
    """A story with a save: up, and out of the window."""
    path = tmp_path / "show" / "story.fountain"
    path.parent.mkdir()
    path.write_text(OLD, "utf-8")
    begin = Begin(story=load(str(path)).digest, title="T", file=str(path), seed=1)
    saves = Saves(tmp_path / "saves")
    saves.write(Journal(begin=begin, commands=tuple(journal("up", "window"))))
    saves.close()
    return path


def changed(path: Path, old: str, new: str) -> Path:
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return path


def test_saves_that_fit_and_saves_that_break(show: Path, tmp_path: Path) -> None:
    (tmp_path / "saves" / "junk.save").write_bytes(b"junk")
    (tmp_path / "saves" / "notes.txt").write_text("no save")
    junk, same = try_saves(load(str(show)), tmp_path / "saves")
    assert "not a Diorama save" in junk.problem
    assert same.same
    assert not same.breaks
    assert "1 save of this story: all fit" in format_trials([junk, same], tmp_path)
    _, older = try_saves(load(str(changed(show, "[[id: window]]", "[[id: hatch]]"))), tmp_path / "saves")
    assert not older.same
    assert older.breaks
    assert older.to_plain()["goes_on_at"] == "attic"
    said = format_trials([older], tmp_path)
    assert "an older story, 1 of 2 choices fit; it goes on at INT. ATTIC - NIGHT" in said
    assert "choice 2 (“window” at “attic”)" in said
    assert said.endswith("1 breaks")


def test_saves_of_other_shows_are_left_out(show: Path, tmp_path: Path) -> None:
    (only,) = try_saves(load("hello"), tmp_path / "saves")
    assert only.problem == "of another show, “T”"
    assert "none to try" in format_trials([only], tmp_path)


def test_a_story_of_another_title_in_the_same_file_is_the_same(show: Path, tmp_path: Path) -> None:
    (only,) = try_saves(load(str(changed(show, "Title: T", "Title: U"))), tmp_path / "saves")
    assert only.migration
    assert not only.breaks


def test_no_folder_and_no_saves(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no folder"):
        try_saves(load("hello"), tmp_path / "nowhere")
    assert format_trials(try_saves(load("hello"), tmp_path), tmp_path).startswith("No saves were tried")


def test_the_verb_ends_with_1_where_saves_break(show: Path, tmp_path: Path, diorama) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001, F811
    assert diorama("check", show, "--saves", tmp_path / "saves").code == 0
    changed(show, "[[id: window]]", "[[id: hatch]]")
    said = diorama("check", show, "--saves", tmp_path / "saves", "--json")
    assert said.code == 1
    assert json.loads(said.out)["saves"][0]["breaks"][0]["choice"] == "window"


# --- --continue -------------------------------------------------------------------------------------------------------


def order(show: Path) -> PlayOrder:
    return PlayOrder(story=str(show), go_on=True)


def test_the_same_story_goes_on_without_a_word(show: Path, tmp_path: Path) -> None:
    programme = read_programme(order(show), Saves(tmp_path / "saves"), TimeLimits.X1)
    assert programme.notice == ""
    assert programme.course.stretch.node == "roof"


def test_a_changed_story_goes_on_as_far_as_it_fits_and_says_so(show: Path, tmp_path: Path) -> None:
    changed(show, "[[id: window]]", "[[id: hatch]]")
    saves = Saves(tmp_path / "saves")
    programme = read_programme(order(show), saves, TimeLimits.X1)
    assert programme.course.stretch.node == "attic"
    assert "1 of 2 choices are kept" in programme.notice
    assert programme.journal.begin.story == load(str(show)).digest
    saves.write(programme.journal)
    again = read_programme(order(show), Saves(tmp_path / "saves"), TimeLimits.X1)
    assert again.notice == ""
    assert again.course.stretch.node == "stairs"
    saves.close()


def test_a_replay_stays_exact_and_refuses(show: Path, tmp_path: Path) -> None:
    changed(show, "The roof.", "The roof, in rain.")
    [save] = (tmp_path / "saves").glob("*.save")
    with pytest.raises(SaveError, match="another version"):
        read_programme(PlayOrder(story=str(show), save=save), Saves(tmp_path / "saves"), TimeLimits.X1)


def test_a_story_of_another_title_has_no_save(show: Path, tmp_path: Path) -> None:
    changed(show, "Title: T", "Title: Another")
    with pytest.raises(SaveError, match="no save"):
        read_programme(order(show), Saves(tmp_path / "saves"), TimeLimits.X1)


def test_a_save_in_another_language_is_one_of_the_same_story(show: Path, tmp_path: Path) -> None:
    (show.parent / "languages").mkdir()
    (show.parent / "languages" / "fr.csv").write_text("line,source,translation,status\n/title,T,Té,done\n", "utf-8")
    changed(show, "The roof.", "The roof, in rain.")
    [path] = (tmp_path / "saves").glob("*.save")
    kept = Saves(tmp_path / "saves").read(path)
    path.unlink()
    french = kept.model_copy(update={"begin": kept.begin.model_copy(update={"title": "Té", "language": "fr"})})
    saves = Saves(tmp_path / "saves")
    saves.write(french)
    programme = read_programme(order(show), saves, TimeLimits.X1)
    assert programme.course.story.title == "Té"
    assert programme.course.stretch.node == "roof"
    english = read_programme(replace(order(show), language="en"), saves, TimeLimits.X1)
    assert english.course.story.title == "T"
    saves.close()
