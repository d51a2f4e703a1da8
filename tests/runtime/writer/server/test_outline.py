"""The outline, what folds, what can be opened, what stands over headings, and what is underlined."""

from __future__ import annotations

from pathlib import Path

from runtime.library import gather
from runtime.writer.server.draft import Draft, read_draft
from runtime.writer.server.findings import findings_of, fixes, underlined
from runtime.writer.server.lenses import PLAY, WAYS, lenses, ways_in
from runtime.writer.server.outline import Fold, folds, links, outline, scenes_like
from runtime.writer.server.position import Edit, Spot
from tests.runtime.writer.server.conftest import SHOW, draft_of


def test_the_outline_has_sections_scenes_points_and_choices(draft: Draft) -> None:
    (section,) = outline(draft, draft.main)
    assert (section.name, section.sort, section.spot.line) == ("The first night", "section", 13)
    assert [scene.name for scene in section.inner] == ["stairs", "door", "dark", "cellar"]
    (point,) = section.inner[0].inner
    assert (point.name, point.detail) == ("What does Mara do?", "9 s")
    assert [(one.name, one.detail) for one in point.inner] == [
        ("Open the door.", "door"), ("Blow out the lamp.", "dark"), ("Say nothing.", "dark"),
    ]  # fmt: skip
    lines = SHOW.split("\n")
    assert lines[point.inner[1].last].strip().startswith("The flame dies")
    assert section.last == section.inner[-1].last


def test_choices_in_choices_are_points_of_their_own() -> None:
    text = (
        "INT. A - DAY #a#\n\n[[choice: Q]]\n+ One.\n\n"
        "    [[choice off: R]]\n    + Two. -> a\n    + Three. -> END: T\n\n+ Four. -> a\n"
    )
    (scene,) = outline(draft_of(text), "/nowhere/show.fountain")
    assert [(point.name, point.detail, [one.name for one in point.inner]) for point in scene.inner] == [
        ("Q", "", ["One.", "Four."]), ("R", "waits", ["Two.", "Three."]),
    ]  # fmt: skip


def test_each_file_has_its_own_outline() -> None:
    draft = draft_of("INT. A - DAY #a#\n\nText.\n\n[[include: b.fountain]]\n", b="# Two\n\nINT. B - DAY #b#\n\nText.\n")
    assert [entry.name for entry in outline(draft, draft.main)] == ["a"]
    (section,) = outline(draft, "/nowhere/b.fountain")
    assert (section.name, [one.name for one in section.inner]) == ("Two", ["b"])
    assert outline(draft_of(""), "x") == ()


def test_scenes_choices_comments_and_the_title_page_fold(draft: Draft) -> None:
    found = folds(draft, draft.main)
    lines = SHOW.split("\n")
    first = {lines[fold.first]: lines[fold.last] for fold in found}
    assert first["Title: Small"] == "    LIGHTHOUSE STAIRS - spiral stairs of granite"
    assert first["INT. CELLAR - NIGHT #cellar#"] == "[[return]]"
    assert first["* Blow out the lamp. [[if has_lamp]] -> DISSOLVE TO: dark"].strip().startswith("The flame")
    comment = lines.index("/* Two lines")
    assert Fold(comment, comment + 1, is_comment=True) in found
    assert folds(draft_of("/* a\n\nb */\n\n/* c"), "/nowhere/show.fountain") == (Fold(0, 2, is_comment=True),)


def test_files_that_are_there_can_be_opened(tmp_path: Path) -> None:
    folder = tmp_path.resolve()
    (folder / "act2.fountain").write_text("INT. B - DAY #b#\n\nText.\n", "utf-8")
    (folder / "tango.ogg").write_bytes(b"x")
    main = folder / "s.fountain"
    main.write_text(
        "INT. A - DAY #a#\n\nText. [[music: distant tango.ogg]] [[sfx: none.ogg]]\n\n"
        "[[include: act2.fountain]]\n[[include: ../x.fountain]]\n",
        "utf-8",
    )
    draft = read_draft(gather(main))
    found = links(draft, draft.main)
    assert sorted(link.target.name for link in found) == ["act2.fountain", "tango.ogg"]
    tango = next(link for link in found if link.target.name == "tango.ogg")
    assert (tango.spot.line, tango.spot.start) == (2, 15)


def test_scenes_are_found_by_their_words(draft: Draft) -> None:
    assert draft.story is not None
    assert [node.id for node in scenes_like(draft.story, "KNOCK")] == ["stairs"]
    assert len(list(scenes_like(draft.story, ""))) == 4


def test_over_each_heading_stands_play_from_here(draft: Draft) -> None:
    found = lenses(draft, draft.main)
    assert [lens.title for lens in found[:4]] == [
        "▶ play from here",
        "the show begins here",
        "▶ play from here",
        "2 ways in",
    ]
    assert {(lens.command, lens.node) for lens in found[2:4]} == {(PLAY, "door"), (WAYS, "door")}
    assert ways_in(draft, "door") == "door: from stairs: Open the door. (if trust >= 1); from dark."
    assert ways_in(draft, "stairs") == "stairs: nothing leads here."
    assert lenses(draft_of(""), "x") == ()


BAD = (
    "[[var lamp = 0]]\n\nINT. A - DAY #room#\n\nTom. {lmap}\n\n"
    "[[choice: Q]]\n+ Go. [[if trsut > 1]] -> rooom\n+ Stay. [[chocie 9s: X]] -> END: x\n"
)


def test_a_finding_is_underlined_as_far_as_it_goes() -> None:
    draft = draft_of(BAD)
    shown = {}
    for one in findings_of(draft):
        spot = underlined(draft, one)
        shown[one.code] = draft.line(spot.file, spot.line)[spot.start : spot.end]
    assert shown["S107"] == "[[chocie 9s: X]]"
    assert shown["S302"] in ("lmap", "trsut")
    assert shown["S201"] == "rooom"


def test_a_finding_behind_the_line_is_still_somewhere() -> None:
    draft = draft_of("INT. A - DAY #a#\n\nText.\n")
    one = (
        draft_of("")
        .findings[0]
        .model_copy(update={"place": draft_of("").findings[0].place.model_copy(update={"line": 99, "column": 99})})
    )
    spot = underlined(draft, one)
    assert (spot.start, spot.end) == (0, 0)


def test_certain_findings_can_be_mended_and_variables_declared() -> None:
    draft = draft_of(BAD)
    found = fixes(draft, draft.main, 0, 99)
    titles = [fix.title for fix in found]
    assert "Change “rooom” to “room”" in titles
    assert "Change “[[chocie 9s: X]]” to “[[choice 9s: X]]”" in titles
    assert "Declare it: [[var trsut = 0]]" in titles
    declared = next(fix for fix in found if fix.title.startswith("Declare"))
    assert (declared.edit.spot.line, declared.edit.text) == (0, "\n[[var trsut = 0]]")
    assert not declared.is_certain
    assert fixes(draft, draft.main, 3, 3) == ()


def test_a_name_that_is_nearly_known_can_be_taken() -> None:
    text = "INT. A - DAY #log#\n\nText.\n\n> CUT TO: lgo\n"
    draft = draft_of(text)
    (fix,) = fixes(draft, draft.main, 0, 99)
    assert (fix.title, fix.is_certain) == ("Change “lgo” to “log”", False)
    assert fix.edit == Edit(Spot(draft.main, 4, 10, 13), "log")
    assert underlined(draft, fix.finding) == fix.edit.spot


def test_strangers_can_be_added_to_the_bible() -> None:
    text = SHOW.replace("TOM\nMara!", "EDDA\nMara!")
    draft = draft_of(text)
    found = [fix for fix in fixes(draft, draft.main, 0, 99) if fix.title.startswith("Add")]
    lines = SHOW.split("\n")
    assert [(fix.edit.text, lines[fix.edit.spot.line]) for fix in found] == [
        ("\n    EDDA - age, looks, clothes", "    TOM - 12, barefoot, red scarf"),
        ("\n    CELLAR - what it looks like", "    LIGHTHOUSE STAIRS - spiral stairs of granite"),
    ]
    assert not any("what it looks like" in fix.edit.text for fix in fixes(draft, draft.main, 0, 99) if fix not in found)


def test_the_first_variable_is_declared_before_the_first_scene() -> None:
    draft = draft_of("Title: A\n\nINT. A - DAY #a#\n\n{x}\n\n> END: x\n")
    (fix,) = fixes(draft, draft.main, 0, 99)
    assert (fix.edit.spot.line, fix.edit.text) == (2, "[[var x = 0]]\n\n")
