"""Saves are noticed, files are read again only if they have changed, and folders are followed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from runtime.writer.preview.draft import Draft, concerns, folders_of, read_draft
from runtime.writer.preview.watcher import HASHED_EVERY, Poller, Watcher
from tests.runtime.writer.preview.stories import TEXT, drafted, written


def test_what_has_not_changed_is_not_read_again(tmp_path: Path) -> None:
    path = written(tmp_path)
    first = drafted(path)
    assert read_draft(path, first) is None
    (tmp_path / "looks").mkdir()
    (tmp_path / "looks" / "mine.toml").write_text('paper = "red"\n')
    second = read_draft(path, first)
    assert second is not None
    assert second.found is not None
    assert list(second.found.looks) == ["mine"]


def test_a_reading_is_handed_over_at_once_and_again_with_what_the_linter_finds(tmp_path: Path) -> None:
    path = written(tmp_path)
    watcher = Watcher(path, drafted(path))
    watcher.read_once()
    assert watcher.take() is None
    path.write_text(TEXT.replace("-> wait", "-> yard"))
    watcher.read_once()
    draft = watcher.take()
    assert draft is not None
    assert draft.checked
    assert any(one.code == "S503" and "wait" in one.what for one in draft.findings)
    assert draft.saved_ns == path.stat().st_mtime_ns
    assert watcher.take() is None


def test_a_story_that_breaks_and_is_mended_is_read_each_time(tmp_path: Path) -> None:
    path = written(tmp_path)
    watcher = Watcher(path, drafted(path))
    told: list[Draft] = []
    for text in (TEXT.replace("-> yard", "-> yrd"), "", TEXT):
        path.write_text(text)
        watcher.read_once()
        draft = watcher.take()
        assert draft is not None
        told.append(draft)
    assert [bool(draft.errors) for draft in told] == [True, True, False]
    assert [draft.story is None for draft in told] == [True, True, False]


def test_folders_of_includes_and_looks_are_watched(tmp_path: Path) -> None:
    (tmp_path / "acts").mkdir()
    (tmp_path / "looks").mkdir()
    (tmp_path / "acts" / "two.fountain").write_text("INT. SHED - NIGHT #shed#\n\nANNA hides.\n\n> END: Hidden\n")
    path = written(tmp_path, TEXT + "\n[[include: acts/two.fountain]]\n")
    assert set(folders_of(drafted(path), path)) == {tmp_path, tmp_path / "acts", tmp_path / "looks"}
    assert concerns("a/b/two.fountain")
    assert concerns("looks")
    assert not concerns("a/b/.two.fountain.swp")
    assert not concerns("notes.txt")


def test_polling_sees_time_size_and_content(tmp_path: Path) -> None:
    path = written(tmp_path)
    poller = Poller()
    assert not poller.changed([tmp_path])
    assert not poller.changed([tmp_path])
    path.write_text(TEXT + "\n")
    assert poller.changed([tmp_path])
    stamp = path.stat()
    path.write_text(TEXT.replace("rain", "snow") + "\n")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert any(poller.changed([tmp_path]) for _ in range(HASHED_EVERY + 1))
    (tmp_path / "notes.txt").write_text("not a story")
    assert not any(poller.changed([tmp_path]) for _ in range(HASHED_EVERY + 1))
    path.unlink()
    assert poller.changed([tmp_path])
    assert not poller.changed([tmp_path / "nowhere"])


@pytest.mark.parametrize("polls", [True, False])
def test_a_save_comes_through_the_threads(tmp_path: Path, polls: bool) -> None:
    pytest.importorskip("watchfiles")
    path = written(tmp_path)
    watcher = Watcher(path, drafted(path))
    watcher.polls = polls
    watcher.start()
    try:
        for number in range(200):  # a watch takes a moment to begin: it is saved until it is seen
            path.write_text(f"{TEXT}\n/* {number} */\n")
            watcher.wait(0.1)
            if (draft := watcher.take()) is not None:
                break
        assert draft is not None
        assert draft.found is not None
        assert "/* " in draft.found.text
    finally:
        watcher.close()
