"""`diorama export` of what is performed: a film in chapters that goes on where it was broken off, a still."""

from __future__ import annotations

from pathlib import Path

import av
import pytest

from runtime.cli.filming import taken_up
from runtime.cli.order import PlayOrder
from runtime.cli.programme import read_programme
from runtime.commands import TimeLimits
from runtime.rolls import Roll
from runtime.saves import Saves
from tests.runtime.cli.conftest import Diorama

STORY = """Title: Two

INT. ROOM - DAY #room#

A room.

EXT. SEA - DAY #sea#

The sea.

[[choice 1s tail 0s: Where to?]]
+ Home. [[default]] -> END: Home
+ Away. -> END: Away
"""
SMALL = ("--size", "160x90", "--generator", "testcard")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "two" / "two.fountain"
    path.parent.mkdir()
    path.write_text(STORY)
    return path


def test_a_story_becomes_a_film_with_chapters_and_a_save_too(tmp_path: Path, story: Path, diorama: Diorama) -> None:
    done = diorama("export", story, "-o", tmp_path / "a.mp4", "--captions", "srt", *SMALL)
    assert done.code == 0, done.err
    with av.open(str(tmp_path / "a.mp4")) as film:
        assert [c["metadata"]["title"] for c in film.chapters()] == ["INT. ROOM - DAY", "EXT. SEA - DAY"]
        assert not film.streams.subtitles
        frames = film.streams.video[0].frames
    assert "Where to?" in (tmp_path / "a.srt").read_text()
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".rolls")]
    save = next((tmp_path / "saves").glob("*.save"))
    done = diorama("export", save, "-o", tmp_path / "b.mp4")
    assert done.code == 0, done.err
    with av.open(str(tmp_path / "b.mp4")) as film:
        assert film.streams.video[0].frames == frames
        assert film.streams.subtitles


def test_a_still_of_a_moment(tmp_path: Path, story: Path, diorama: Diorama) -> None:
    done = diorama("export", story, "-o", tmp_path / "a.png", "--at", "4", *SMALL)
    assert done.code == 0, done.err
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_a_programme_is_taken_up_at_the_stretch_that_lacks(tmp_path: Path, story: Path) -> None:
    saves = Saves(tmp_path / "saves")
    programme = read_programme(PlayOrder(story=str(story), auto=True), saves, TimeLimits.X1)

    class Half:
        kept, first, done = programme.journal, 1, [Roll(0, "room", "", 1, (), "")]

    later = taken_up(programme, Half())  # type: ignore[arg-type]
    assert later.course.stretch.node == "sea"
    assert later.course.number == 1
    assert later.manner.title_s == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--captions", "loud"), "track, burn, srt, none"),
        (("--fps", "500"), "from 1 to 60"),
        (("--fps", "30", "--generator", "daguerreotype"), "rate of its own"),
    ],
)
def test_words_that_do_not_fit_are_told(words: tuple[str, ...], said: str, story: Path, diorama: Diorama) -> None:
    done = diorama("export", story, "-o", "a.mp4", *words)
    assert done.code == 2
    assert said in done.err
