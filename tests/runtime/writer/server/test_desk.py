"""Open texts over the files on the disk: unsaved words count, an included file finds its story."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.writer.server.desk import MAX_DRAFTS, Desk

MAIN = "INT. A - DAY #a#\n\nText.\n\n-> b\n\n[[include: act2.fountain]]\n"
ACT2 = "INT. B - DAY #b#\n\nText.\n\n> END: Done\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path.resolve()
    (folder / "main.fountain").write_text(MAIN, "utf-8")
    (folder / "act2.fountain").write_text(ACT2, "utf-8")
    return folder


def nodes(desk: Desk, path: Path) -> list[str]:
    draft = desk.draft(path)
    return list(draft.story.nodes) if draft and draft.story else []


def test_an_included_file_finds_its_story(folder: Path) -> None:
    desk = Desk()
    act2 = folder / "act2.fountain"
    desk.put(act2, ACT2)
    assert desk.story_of(act2) == folder / "main.fountain"
    assert nodes(desk, act2) == ["a", "b"]
    draft = desk.draft(act2)
    assert draft is not None
    assert draft.name_of(act2) == str(act2)
    assert draft.line(str(act2), 0) == "INT. B - DAY #b#"


def test_a_file_in_a_folder_of_the_story_finds_it_and_the_outer_story_wins(folder: Path) -> None:
    (folder / "acts").mkdir()
    inner = folder / "acts" / "inner.fountain"
    inner.write_text("INT. C - DAY #c#\n\nText.\n", "utf-8")
    (folder / "act2.fountain").write_text(ACT2 + "\n[[include: acts/inner.fountain]]\n", "utf-8")
    assert Desk().story_of(inner) == folder / "main.fountain"


def test_unsaved_words_count_in_the_file_and_in_what_it_includes(folder: Path) -> None:
    desk = Desk()
    main, act2 = folder / "main.fountain", folder / "act2.fountain"
    assert nodes(desk, main) == ["a", "b"]
    desk.put(act2, ACT2.replace("#b#", "#bee#"))
    assert nodes(desk, main) == ["a", "bee"]
    desk.put(main, MAIN + "\nINT. C - DAY #c#\n\nText.\n")
    assert nodes(desk, act2) == ["a", "bee", "c"]
    desk.drop(act2)
    assert nodes(desk, main) == ["a", "b", "c"]


def test_an_include_that_is_being_typed_is_found(folder: Path) -> None:
    desk = Desk()
    main, new = folder / "main.fountain", folder / "new.fountain"
    desk.put(new, "INT. N - DAY #n#\n\nText.\n")
    assert desk.story_of(new) == new
    desk.put(main, MAIN + "\n[[include: new.fountain]]\n")
    assert desk.story_of(new) == main
    assert nodes(desk, new) == ["a", "b", "n"]


def test_many_changes_are_one_reading(folder: Path) -> None:
    desk = Desk()
    main = folder / "main.fountain"
    for n in range(5):
        desk.put(main, MAIN.replace("Text", f"Text {n}"))
    first = desk.draft(main)
    assert first is not None
    assert first is desk.draft(folder / "act2.fountain")
    assert desk.is_current(first)
    desk.put(main, MAIN)
    assert not desk.is_current(first)


def test_nothing_outside_the_folder_is_read(folder: Path) -> None:
    (folder / "show").mkdir()
    main = folder / "show" / "story.fountain"
    desk = Desk()
    desk.put(main, "INT. A - DAY #a#\n\nText.\n\n[[include: ../act2.fountain]]\n[[include: /etc/hosts]]\n")
    draft = desk.draft(main)
    assert draft is not None
    assert list(draft.sheets) == [str(main)]
    assert desk.story_of(folder / "act2.fountain") == folder / "main.fountain"


def test_a_text_without_a_file_is_a_story_of_its_own(tmp_path: Path) -> None:
    desk = Desk()
    new = tmp_path.resolve() / "nowhere" / "new.fountain"
    assert desk.draft(new) is None
    desk.put(new, ACT2)
    assert nodes(desk, new) == ["b"]
    desk.put(new, "")
    draft = desk.draft(new)
    assert draft is not None
    assert [one.code for one in draft.findings] == ["S101"]


def test_junk_is_read_and_halves_of_characters_are_mended(folder: Path) -> None:
    desk = Desk()
    main = folder / "main.fountain"
    desk.put(main, "INT. A\ud83d - DAY #a#\n\n\x00\x01[[if\n")
    assert "\ud83d" not in desk.unsaved[main]
    assert desk.draft(main) is not None


def test_files_that_changed_on_the_disk_are_read_again(folder: Path) -> None:
    desk = Desk()
    main = folder / "main.fountain"
    assert nodes(desk, main) == ["a", "b"]
    main.write_text("INT. Z - DAY #z#\n\nText.\n", "utf-8")
    assert nodes(desk, main) == ["a", "b"]
    desk.renew()
    assert nodes(desk, main) == ["z"]


def test_few_stories_are_kept(folder: Path) -> None:
    desk = Desk()
    paths = [folder / f"{n}" / "s.fountain" for n in range(MAX_DRAFTS + 3)]
    for path in paths:
        desk.put(path, ACT2)
        assert nodes(desk, path) == ["b"]
    assert len(desk._drafts) == MAX_DRAFTS


def test_sound_files_beside_the_story_are_known(folder: Path) -> None:
    (folder / "tango.ogg").write_bytes(b"x")
    draft = Desk().draft(folder / "main.fountain")
    assert draft is not None
    assert draft.sounds == ("tango.ogg",)
