"""`diorama diff` on files and on revisions that git keeps."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from runtime.cli import main
from runtime.errors import LibraryError, StoryError, UsageError
from runtime.writer.diff import difference
from runtime.writer.diff.revision import find_version

TEXT = "Title: A\n\n[[include: more.fountain]]\n\nINT. A - DAY #a#\n\nRain falls on the house.\n\n> CUT TO: b\n"
MORE = "INT. B - DAY #b#\n\nSun.\n\n> END: x\n"


def git(folder: Path, *words: str) -> None:
    name = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *name, *words], check=True, capture_output=True)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A story in a folder of a repository, which has changed since."""
    show = tmp_path / "shows" / "mine"
    show.mkdir(parents=True)
    (show / "story.fountain").write_text(TEXT, "utf-8")
    (show / "more.fountain").write_text(MORE, "utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first")
    (show / "more.fountain").write_text(MORE.replace("Sun.", "Snow, and more snow."), "utf-8")
    monkeypatch.chdir(tmp_path)
    return show


def test_a_revision_has_its_own_includes(kept: Path) -> None:
    for path in ("shows/mine/story.fountain", "shows/mine", str(kept / "story.fountain")):
        found = difference(f"HEAD:{path}", path)
        assert [(one.sort, one.node) for one in found.changes["lines"]] == [("added", "b"), ("removed", "b")]


def test_a_file_that_is_gone_is_still_in_git(kept: Path) -> None:
    (kept / "story.fountain").unlink()
    assert find_version("HEAD:shows/mine/story.fountain").text == TEXT


def test_what_git_does_not_have_is_said(kept: Path) -> None:
    for name in ("nowhere:shows/mine/story.fountain", "HEAD:none.fountain", "HEAD:shows/none/x.fountain"):
        with pytest.raises(LibraryError, match="git has no"):
            find_version(name)
    with pytest.raises(LibraryError, match="There is no story"):
        find_version("--output=x:y")


def test_git_may_be_missing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(kept))
    with pytest.raises(LibraryError, match="git is not on this machine"):
        find_version("HEAD:shows/mine/story.fountain")


def test_a_file_with_a_colon_is_a_file(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (kept / "ab:c.fountain").write_text(MORE, "utf-8")
    monkeypatch.chdir(kept)
    assert find_version("ab:c.fountain").text == MORE


def test_what_is_no_story_is_said(tmp_path: Path) -> None:
    path = tmp_path / "x.fountain"
    path.write_text("Title: Nothing\n", "utf-8")
    with pytest.raises(StoryError, match="cannot be compared"):
        difference(str(path), "hello")


def test_the_command_says_it_and_its_exit_code_too(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "shows/mine", "shows/mine"]) == 0
    assert capsys.readouterr().out == "The two are the same.\n"
    assert main(["diff", "HEAD:shows/mine", "shows/mine", "--json"]) == 1
    plain = json.loads(capsys.readouterr().out)
    assert (plain["equal"], plain["same_text"]) == (False, False)
    assert plain["lines"][0] == {"sort": "added", "node": "b", "new": "Snow, and more snow.", "line": 3}
    assert main(["diff", "no such story", "hello"]) == 1
    assert "There is no story" in capsys.readouterr().err


def test_stories_that_are_too_long_are_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "more.fountain").write_text("INT. B #b#\n\nThere.\n")
    (tmp_path / "a.fountain").write_text("INT. A #a#\n\n[[include: more.fountain]]\n\nHere.\n")
    a = str(tmp_path / "a.fountain")
    monkeypatch.setattr("runtime.writer.diff.MOST_LINES", 16)
    assert difference(a, a).equal
    monkeypatch.setattr("runtime.writer.diff.MOST_LINES", 15)
    with pytest.raises(UsageError, match="16 lines together, and at most 15"):
        difference(a, a)
