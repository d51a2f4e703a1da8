"""Definitions, references, and other names for things."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.errors import UsageError
from runtime.library import gather
from runtime.story import read_story
from runtime.writer.server.beside import sheets_beside
from runtime.writer.server.draft import Draft, read_draft
from runtime.writer.server.navigation import definitions, references, rename, renameable
from runtime.writer.server.position import Edit
from tests.runtime.writer.server.conftest import SHOW, draft_of, pointed


def at(draft: Draft, line: str, text: str = SHOW) -> tuple[Draft, str, int, int]:
    return (draft, draft.main, *pointed(text, line))


def edited(draft: Draft, edits: tuple[Edit, ...], file: str = "") -> str:
    """A file's text with the edits done, the last first."""
    lines = list(draft.sheets[file or draft.main].lines)
    for edit in sorted(edits, key=lambda edit: edit.spot, reverse=True):
        if edit.spot.file == (file or draft.main):
            line = lines[edit.spot.line]
            lines[edit.spot.line] = line[: edit.spot.start] + edit.text + line[edit.spot.end :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("> CUT TO: do|or", "EXT. LIGHTHOUSE DOOR - NIGHT #door#"),
        ("[[call: cell|ar]]", "INT. CELLAR - NIGHT #cellar#"),
        (
            '[[if visits("st|airs") > 1 and chosen("stairs", "open-the-door")]]',
            "INT. LIGHTHOUSE STAIRS - NIGHT #stairs#",
        ),
        (
            '[[if visits("stairs") > 1 and chosen("stairs", "open-|the-door")]]',
            "+ Open the door. [[if trust >= 1]] [[set trust += 1]] -> door",
        ),
        ("Who's there? {tr|ust} times.", "[[var trust = 0]] [[var has_lamp = true]]"),
        ("TOM| sits.", "    TOM - 12, barefoot, red scarf"),
        ("INT. LIGHT|HOUSE STAIRS - NIGHT #dark#", "    LIGHTHOUSE STAIRS - spiral stairs of granite"),
        ("Start: sta|irs", "INT. LIGHTHOUSE STAIRS - NIGHT #stairs#"),
    ],
)
def test_a_name_leads_to_where_it_is_given(draft: Draft, line: str, where: str) -> None:
    (spot,) = definitions(*at(draft, line))
    assert draft.line(spot.file, spot.line) == where


def test_somebody_without_cast_leads_to_their_first_words() -> None:
    text = "INT. A - DAY #a#\n\nTOM\nHi.\n\nTOM\nHo.\n"
    (spot,) = definitions(draft_of(text), "/nowhere/show.fountain", 5, 1)
    assert spot.line == 2
    assert definitions(draft_of(text), "/nowhere/show.fountain", 3, 1) == ()


def test_references_are_everywhere_with_or_without_the_definition(draft: Draft) -> None:
    assert len(references(*at(draft, "> CUT TO: do|or"))) == 3
    assert len(references(*at(draft, "> CUT TO: do|or"), given=False)) == 2
    assert references(draft, draft.main, 999, 999) == ()


def test_a_node_gets_another_id_everywhere(draft: Draft) -> None:
    text = edited(draft, rename(*at(draft, "INT. LIGHTHOUSE STAIRS - NIGHT #st|airs#"), "steps"))
    assert "Start: steps\n" in text
    assert "#steps#" in text
    assert 'visits("steps") > 1 and chosen("steps", "open-the-door")' in text
    assert "#stairs#" not in text
    assert read_story(text).diagnostics == draft.reading.diagnostics == ()


def test_ids_in_other_files_change_too() -> None:
    text = "INT. A - DAY #a#\n\nText.\n\n> CUT TO: b\n\n[[include: act2.fountain]]\n"
    draft = draft_of(text, act2="INT. B - DAY #b#\n\nText.\n\n> CUT TO: A\n")
    edits = rename(draft, draft.main, 0, 14, "start")
    assert "> CUT TO: start" in edited(draft, edits, "/nowhere/act2.fountain")
    assert "#start#" in edited(draft, edits)


def test_a_heading_without_an_id_gets_one() -> None:
    text = "INT. ROOM - DAY\n\nText.\n\n> CUT TO: int-room-day\n"
    draft = draft_of(text)
    changed = edited(draft, rename(draft, draft.main, 4, 12, "room"))
    assert changed == "INT. ROOM - DAY #room#\n\nText.\n\n> CUT TO: room\n"


def test_a_variable_gets_another_name(draft: Draft) -> None:
    text = edited(draft, rename(*at(draft, "Who's there? {tr|ust} times."), "faith"))
    assert "[[var faith = 0]]" in text
    assert "[[if faith >= 1]] [[set faith += 1]]" in text
    assert "{faith}" in text
    assert "trust" not in text


def test_somebody_gets_another_name_in_the_case_in_which_it_is_written(draft: Draft) -> None:
    text = edited(draft, rename(*at(draft, "MA|RA"), "Nora Bell"))
    assert "    NORA BELL - 60" in text
    assert "NORA BELL climbs" in text
    assert "What does Nora Bell do?" in text
    assert "\nNORA BELL\n(whispering)" in text
    assert "mara" not in text.lower()
    assert "Nora waits" in edited(draft, rename(*at(draft, "MA|RA"), "NORA"))


def test_a_place_gets_another_name_and_its_scenes_keep_their_ids() -> None:
    text = "Places:\n    ROOM - white\n\nINT. ROOM - DAY\n\nText.\n\n> CUT TO: int-room-day\n"
    draft = draft_of(text)
    changed = edited(draft, rename(draft, draft.main, 1, 5, "Hall"))
    assert "    HALL - white\n" in changed
    assert "INT. HALL - DAY #int-room-day#" in changed
    assert list(read_story(changed).draft.nodes) == ["int-room-day"]  # type: ignore[union-attr]


def test_choices_that_are_asked_for_keep_their_ids() -> None:
    text = (
        "Cast:\n    TOM - a boy\n\nINT. A - DAY #a#\n\nText.\n\n[[choice: Q]]\n+ Call Tom. -> a\n+ Other. -> a\n\n"
        '[[if chosen("a", "call-tom")]]\n\nText.\n\n[[end]]\n'
    )
    draft = draft_of(text)
    changed = edited(draft, rename(draft, draft.main, 1, 5, "Ben"))
    assert "+ Call Ben. [[id: call-tom]] -> a" in changed
    assert read_story(changed).story is not None


def test_a_tag_gets_another_name() -> None:
    text = "INT. A - DAY #a#\n\nText.\n\n> DRAW: tea\n\nINT. B - DAY #b#\n\n[[tag: tea]]\n\nText.\n"
    draft = draft_of(text)
    assert edited(draft, rename(draft, draft.main, 4, 9, "coffee")).count("coffee") == 2


PLAN = (
    "set: trust = 2\nexpect: node stairs\n"
    'expect: var trust > 1 and seen("stairs")\nchoose: stairs\nexpect: node stairs-2\n'
)
TABLE = (
    "\ufeffline,source,translation,status,was,kind,speaker,direction,context,node\r\n"
    "stairs/open-the-door,Open the door.,stairs: offen,done,,choice,,,,stairs\r\n"
    "stairs?:why,,,,,,,,,stairs\r\ndoor:heading,x,y,done,,,,,,door\r\nstairs-2:heading,x,y,done,,,,,,stairs-2\r\n"
)


def test_plans_and_tables_beside_the_story_change_too(tmp_path: Path) -> None:
    folder = tmp_path.resolve()
    (folder / "languages").mkdir()
    (folder / "languages" / "fr.csv").write_bytes(TABLE.encode())
    (folder / "languages" / "de.csv").write_bytes(b"\xff\xfe broken")
    (folder / "show.plan").write_text("old", "utf-8")
    (folder / "show.fountain").write_text(SHOW, "utf-8")
    draft = read_draft(gather(folder / "show.fountain"))
    assert draft.story is not None
    sheets = sheets_beside(draft.story, {folder / "show.plan": PLAN})
    plan, table = str(folder / "show.plan"), str(folder / "languages" / "fr.csv")
    assert sorted(sheets) == [table, plan]

    def changed(file: str, line: str, new: str) -> str:
        edits = rename(draft, draft.main, *pointed(SHOW, line), new, sheets)
        return edited(Draft(draft.found, draft.reading, sheets), edits, file)

    heading = "INT. LIGHTHOUSE STAIRS - NIGHT #st|airs#"
    assert changed(plan, heading, "steps") == PLAN.replace("node stairs\n", "node steps\n").replace(
        '"stairs"', '"steps"'
    )
    assert changed(table, heading, "steps").split("\n")[1:] == [
        "steps/open-the-door,Open the door.,stairs: offen,done,,choice,,,,steps",
        "steps?:why,,,,,,,,,steps",
        *TABLE.split("\r\n")[3:],
    ]
    assert changed(plan, "Who's there? {tr|ust} times.", "faith") == PLAN.replace("trust", "faith")
    assert changed(table, "Who's there? {tr|ust} times.", "faith") == TABLE.replace("\r\n", "\n")
    assert changed(plan, "TOM| sits.", "BEN") == PLAN


@pytest.mark.parametrize(
    ("line", "new", "why"),
    [
        ("> CUT TO: do|or", "dark", "another scene"),
        ("> CUT TO: do|or", "the door", "not an id"),
        ("Who's there? {tr|ust} times.", "lamp", "another variable"),
        ("Who's there? {tr|ust} times.", "lit", "another variable"),
        ("Who's there? {tr|ust} times.", "a-b", "not a variable"),
        ("Who's there? {tr|ust} times.", "not", "not a variable"),
        ("TOM| sits.", "mara", "somebody else"),
        ("TOM| sits.", "A (B)", "not a name"),
        ("INT. LIGHT|HOUSE STAIRS - NIGHT #dark#", "Lighthouse", "another place"),
        ("INT. LIGHT|HOUSE STAIRS - NIGHT #dark#", "", "not a name"),
        (
            "Rain ham|mers the glass. MARA climbs with a lantern. [[shot: low angle]] [[ambience: rain]]",
            "x",
            "no name here",
        ),
    ],
)
def test_a_name_that_cannot_be_had_is_refused(draft: Draft, line: str, new: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        rename(*at(draft, line), new)


def test_only_names_can_be_renamed(draft: Draft) -> None:
    spot = renameable(*at(draft, "> CUT TO: do|or"))
    assert spot is not None
    assert (spot.start, spot.end) == (10, 14)
    assert renameable(*at(draft, '[[if visits("stairs") > 1 and chosen("stairs", "open-|the-door")]]')) is None
    assert renameable(draft, draft.main, 999, 0) is None
