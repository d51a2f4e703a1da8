"""The saves of a folder: found again by story, two players side by side, endings remembered."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.commands import Begin, Choose, Moment
from runtime.errors import SaveError
from runtime.saves import Journal, Saves
from runtime.saves.folder import save_name


def journal(choices: int, story: str = "3f9a", title: str = "The Last Light") -> Journal:
    begun = Journal(begin=Begin(story=story, title=title, seed=7))
    return begun.extended(*(Choose(choice=f"c{n}", at=Moment(stretch=n)) for n in range(choices)))


def test_what_was_written_is_the_latest(tmp_path: Path) -> None:
    saves = Saves(tmp_path / "saves")
    for choices in range(5):
        saves.write(journal(choices))
    saves.write(journal(1, story="another"))
    assert saves.latest("3f9a") == journal(4)
    assert saves.latest("another") == journal(1, story="another")
    assert saves.latest("unknown") is None
    saves.close()


def test_a_story_with_a_new_title_keeps_its_saves(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    saves.write(journal(1))
    saves.write(journal(2, title="Das letzte Licht"))
    saves.close()
    os.utime(tmp_path / save_name("3f9a", "The Last Light"), (1, 1))
    assert Saves(tmp_path).latest("3f9a") == journal(2, title="Das letzte Licht")


def test_a_damaged_save_falls_back(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    for choices in range(4):
        saves.write(journal(choices))
    saves.close()
    path = tmp_path / save_name("3f9a", "The Last Light")
    path.write_bytes(path.read_bytes()[:-1])
    assert saves.latest("3f9a") == journal(2)
    assert saves.read(path) == journal(2)
    path.unlink()
    assert saves.read(path) == journal(2)


def test_unreadable_saves_are_none_at_all(tmp_path: Path) -> None:
    path = tmp_path / save_name("3f9a", "x")
    path.write_bytes(b"rubbish")
    (tmp_path / f"{path.name}.2").mkdir()
    assert Saves(tmp_path).latest("3f9a") is None
    assert Saves(tmp_path / "nowhere").latest("3f9a") is None


@pytest.mark.parametrize("name", ["missing.save", ".", "bad\0name"])
def test_reading_nothing_says_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(SaveError, match=r"no such file|not a plain file|cannot be read"):
        Saves(tmp_path).read(tmp_path / name)


def test_a_path_without_a_name_is_no_save() -> None:
    for path in (Path(), Path("/"), Path("..")):
        with pytest.raises(SaveError, match="not a plain file"):
            Saves(Path()).read(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.save")
    with pytest.raises(SaveError, match="not a plain file"):
        Saves(tmp_path).read(tmp_path / "pipe.save")


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.save").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(SaveError, match="larger than 16 MiB"):
        Saves(tmp_path).read(tmp_path / "huge.save")


def test_a_second_player_saves_under_names_of_its_own(tmp_path: Path) -> None:
    first, second = Saves(tmp_path), Saves(tmp_path)
    first.write(journal(1))
    assert first.notice == ""
    second.write(journal(2))
    assert "another player" in second.notice
    second.write(journal(3))
    assert first.read(tmp_path / save_name("3f9a", "The Last Light")) == journal(1)
    second.close()
    first.write(journal(4))
    first.close()
    third = Saves(tmp_path)
    third.write(journal(5))
    assert third.notice == ""
    assert third.latest("3f9a") == journal(5)
    third.close()


def test_the_newest_of_two_players_is_the_latest(tmp_path: Path) -> None:
    first, second = Saves(tmp_path), Saves(tmp_path)
    first.write(journal(1))
    second.write(journal(2))
    first.close()
    second.close()
    os.utime(tmp_path / save_name("3f9a", "The Last Light"), (1, 1))
    assert Saves(tmp_path).latest("3f9a") == journal(2)


def test_a_folder_that_cannot_be_is_a_problem_and_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    saves = Saves(tmp_path / "file")
    ticket = saves.submit(journal(1))
    with pytest.raises(SaveError, match="storage: "):
        saves.write(journal(2), timeout_s=0.5)
    assert not saves.acknowledged(ticket)
    assert saves.problem.startswith("storage: ")
    assert saves.latest("3f9a") is None
    saves.close()


def test_endings_are_remembered_by_story(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    assert saves.endings("3f9a") == set()
    saves.add_ending("3f9a", "The boy at the door")
    saves.add_ending("3f9a", "Dark")
    saves.add_ending("other", "Noon")
    assert saves.endings("3f9a") == {"The boy at the door", "Dark"}
    saves.close()
    again = Saves(tmp_path)
    assert again.endings("3f9a") == {"The boy at the door", "Dark"}
    again.add_ending("3f9a", "Dawn")
    again.close()
    assert Saves(tmp_path).endings("3f9a") == {"The boy at the door", "Dark", "Dawn"}


def test_endings_of_two_players_add_up(tmp_path: Path) -> None:
    first, second = Saves(tmp_path), Saves(tmp_path)
    first.write(journal(0))
    second.write(journal(0))
    first.add_ending("3f9a", "A")
    second.add_ending("3f9a", "B")
    first.close()
    second.close()
    assert Saves(tmp_path).endings("3f9a") == {"A", "B"}


@given(st.text(), st.text())
def test_any_title_gives_a_safe_name(digest: str, title: str) -> None:
    name = save_name(digest, title)
    assert name.isascii()
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert 10 < len(name) < 70
    assert not name.startswith((".", "-"))


def test_a_show_by_itself_never_takes_the_place_of_a_viewers(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    played = Journal(begin=Begin(story="s", title="The Gate", seed=1))
    alone = Journal(begin=Begin(story="s", title="The Gate", seed=2))
    saves.write(played)
    assert saves._desk.wait(saves.submit(alone, by_itself=True), 5.0)
    assert saves.latest("s") == played
    assert len(list(tmp_path.glob("*.save"))) == 2
    saves.close()


def test_without_a_viewers_save_the_one_by_itself_is_gone_on_with(tmp_path: Path) -> None:
    saves = Saves(tmp_path)
    alone = Journal(begin=Begin(story="s", title="The Gate", seed=2))
    assert saves._desk.wait(saves.submit(alone, by_itself=True), 5.0)
    assert saves.latest("s") == alone
    saves.close()
