"""Finding stories, and refusing what is none with a sentence that says what to do."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from runtime import library
from runtime.errors import LibraryError, StoryError
from runtime.library import find_story, list_shows, load, show_names

TEXT = "Title: A Show\nAuthor: Somebody\n\nINT. ROOM - DAY #room#\n\n= What happens.\n\nText.\n"


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "stories"
    for name in ("hello", "last-light"):
        (folder / name).mkdir(parents=True)
        (folder / name / "story.fountain").write_text(TEXT, "utf-8")
    (folder / "broken").mkdir()
    (folder / "broken" / "story.fountain").write_text("INT. A\n\n> CUT TO: b\n", "utf-8")
    (folder / "bare.fountain").write_text(TEXT, "utf-8")
    (folder / "no-show").mkdir()
    monkeypatch.setattr(library, "stories_folder", lambda: folder)
    return folder


def refused(name: str) -> str:
    with pytest.raises(LibraryError) as caught:
        load(name)
    return str(caught.value)


def test_by_bundled_name_folder_and_file(bundled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = bundled / "hello"
    monkeypatch.chdir(bundled.parent)
    for name in ("hello", str(folder), str(folder / "story.fountain")):
        assert find_story(name).path == folder / "story.fountain"
        assert find_story(name).folder == folder
        assert load(name).title == "A Show"
    assert load("bare").title == "A Show"
    assert load("stories/hello").title == "A Show"


def test_a_folder_of_the_same_name_does_not_hide_a_show(bundled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(bundled.parent)
    (bundled.parent / "hello").mkdir()
    assert find_story("hello").folder == bundled / "hello"


def test_the_menu(bundled: Path) -> None:
    assert show_names() == ("bare", "broken", "hello", "last-light")
    cards = {card.name: card for card in list_shows()}
    assert (cards["hello"].title, cards["hello"].author, cards["hello"].synopsis) == (
        "A Show",
        "Somebody",
        "What happens.",
    )
    assert cards["hello"].problem == ""
    assert cards["broken"].problem == "there is no node “b”"


def test_the_bundled_stories_are_found_in_a_checkout() -> None:
    folder = library.stories_folder()
    assert folder is not None
    assert folder.name == "stories"


def test_did_you_mean(bundled: Path) -> None:
    assert "Did you mean last-light?" in refused("last-lihgt")
    assert "Bundled shows: bare" in refused("zzz")


def test_a_story_with_errors_says_where_and_carries_them(bundled: Path) -> None:
    with pytest.raises(StoryError) as caught:
        load("broken")
    assert "story.fountain:3:1: there is no node “b”" in str(caught.value)
    assert "diorama check broken" in str(caught.value)
    assert caught.value.diagnostics


@pytest.mark.parametrize("name", ["", "\x00", "x" * 5_000, "a/b/c", "~", "con\nsole", "../../nowhere"])
def test_strange_names_are_refused(bundled: Path, name: str) -> None:
    assert refused(name)


def test_a_folder_without_a_story(tmp_path: Path) -> None:
    assert "has no story.fountain" in refused(str(tmp_path))
    (tmp_path / "one.fountain").write_text(TEXT, "utf-8")
    assert load(str(tmp_path)).title == "A Show"
    (tmp_path / "two.fountain").write_text(TEXT, "utf-8")
    assert "name one of: one.fountain, two.fountain" in refused(str(tmp_path))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is not text"),
        (b"\xff\xfeI\x00N\x00", "UTF-16"),
        (b"INT. A\n\nCaf\xe9\n", "line 3"),
    ],
)
def test_files_that_are_no_text(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "story.fountain"
    path.write_bytes(data)
    assert words in refused(str(path))


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.fountain"
    with path.open("wb") as file:
        file.truncate(100 * 1024**2)
    assert "larger than 16 MB" in refused(str(path))


def test_line_ends_and_marks_are_left_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "story.fountain"
    path.write_bytes(b"\xef\xbb\xbfINT. A\r\n\r\nText.\r\n")
    assert find_story(str(path)).text == "\ufeffINT. A\r\n\r\nText.\r\n"
    assert list(load(str(path)).nodes) == ["int-a"]


def test_what_is_neither_file_nor_folder(tmp_path: Path) -> None:
    if sys.platform == "win32":
        assert refused("NUL")
        return
    pipe = tmp_path / "pipe.fountain"
    os.mkfifo(pipe)
    assert "is not a file" in refused(str(pipe))


def test_includes_are_read_from_the_storys_folder_only(tmp_path: Path) -> None:
    folder = tmp_path / "show"
    (folder / "acts").mkdir(parents=True)
    (tmp_path / "secret.fountain").write_text("INT. SECRET\n\nNo.\n", "utf-8")
    (folder / "acts" / "two.fountain").write_text("INT. B #b#\n\nB.\n\n[[include: three.fountain]]\n", "utf-8")
    (folder / "three.fountain").write_text("INT. C #c#\n\n> END: x\n", "utf-8")
    (folder / "link.fountain").symlink_to(tmp_path / "secret.fountain")
    main = folder / "story.fountain"
    main.write_text("INT. A #a#\n\nA.\n\n[[include: acts/two.fountain]]\n", "utf-8")
    assert list(load(str(folder)).nodes) == ["a", "b", "c"]
    for name in ("../secret.fountain", "link.fountain", str(tmp_path / "secret.fountain"), "acts", "story.fountain"):
        main.write_text(f"INT. A #a#\n\nA.\n\n[[include: {name}]]\n", "utf-8")
        reading = library.read_file(str(folder))
        if name == "story.fountain":
            assert [one.what for one in reading.diagnostics] == ["“story.fountain” includes itself"]
        else:
            assert [(one.code, one.place.line) for one in reading.diagnostics] == [("S121", 5)]


OWN = "INT. A #a#\n\nA. [[music: {name}]]\n\nTOM\nYes. [[line: k3f9]]\n"


def test_sound_files_are_taken_from_the_storys_folder_only(tmp_path: Path) -> None:
    folder = tmp_path / "show"
    (folder / "music").mkdir(parents=True)
    for path in (tmp_path / "secret.ogg", folder / "tango.ogg", folder / "music" / "waltz.flac"):
        path.write_bytes(b"sound")
    (folder / "empty.ogg").touch()
    (folder / "link.ogg").symlink_to(tmp_path / "secret.ogg")
    with (folder / "huge.ogg").open("wb") as file:
        file.truncate(library.MAX_SOUND_BYTES + 1)
    main = folder / "story.fountain"

    def found(name: str) -> dict[str, Path]:
        main.write_text(OWN.format(name=name), "utf-8")
        return library.sounds_of(load(str(folder)))

    assert found("tango.ogg, left") == {"tango.ogg": folder / "tango.ogg"}
    assert found("music/waltz.flac") == {"music/waltz.flac": folder / "music" / "waltz.flac"}
    assert found("distant tango.ogg") == {"distant tango.ogg": folder / "tango.ogg"}
    for name in ("../secret.ogg", "link.ogg", str(tmp_path / "secret.ogg"), "empty.ogg", "huge.ogg", "music.ogg"):
        assert found(name) == {}


def test_recordings_are_found_by_their_lines_ids(tmp_path: Path) -> None:
    voices = tmp_path / "voices"
    voices.mkdir()
    (tmp_path / "story.fountain").write_text(OWN.format(name="calm"), "utf-8")
    for name in ("K3f9.wav", "k3f9.ogg", "k4.MP3", "notes.txt", "k5.flac.bak"):
        (voices / name).write_bytes(b"sound")
    (voices / "k6.ogg").mkdir()
    (voices / "k7.ogg").symlink_to("/etc/hostname")
    found = library.recordings_of(load(str(tmp_path)))
    assert found == {"k3f9": voices / "k3f9.ogg", "k4": voices / "k4.MP3"}


def test_a_story_without_recordings_has_none(tmp_path: Path) -> None:
    (tmp_path / "story.fountain").write_text(OWN.format(name="calm"), "utf-8")
    (tmp_path / "voices").write_text("no folder")
    assert library.recordings_of(load(str(tmp_path))) == {}


def test_unsaved_texts_stand_for_files(tmp_path: Path) -> None:
    folder = tmp_path.resolve()
    main, act2 = folder / "story.fountain", folder / "act2.fountain"
    main.write_text("INT. A - DAY #a#\n\n[[include: act2.fountain]]\n[[include: new.fountain]]\n", "utf-8")
    act2.write_text("saved", "utf-8")
    unsaved = {act2: "unsaved", folder / "new.fountain": "new", folder.parent / "x.fountain": "x"}
    assert library.gather(main).includes == {"act2.fountain": "saved"}
    assert library.gather(main, unsaved).includes == {"act2.fountain": "unsaved", "new.fountain": "new"}
    assert library.gather(main, {main: "[[include: ../x.fountain]]", **unsaved}).includes == {}
