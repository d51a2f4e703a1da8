"""Tables for translators and for the studio: made, filled in, and brought up to date without losing work."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.errors import LibraryError, StoryError
from runtime.library import in_language, load
from runtime.story import Story, read_story
from runtime.story.translation import HEADER, missing_translations, read_table
from runtime.writer.paper.cells import Row, Sheet, read_cells, to_csv, to_workbook
from runtime.writer.paper.sheet import VARIES, recording_list, recording_sheets
from runtime.writer.paper.tables import translation_sheet

TEXT = """Title: The Lamp
Cast:
    MARA - 60, keeper

INT. TOWER - NIGHT #tower#

MARA
(low)
Who is there? [[line: a1]]

TOM
{Me.|Still me.} [[line: b1]]

[[choice: What now?]]
+ Open the door. -> END: Open
+ Wait a little longer. -> END: Closed
"""


def story(text: str = TEXT, file: str = "story.fountain") -> Story:
    read = read_story(text, file)
    assert read.story is not None, read.diagnostics
    return read.story


def filled(sheet: Sheet, **translations: str) -> tuple[Row, ...]:
    """The rows as a translator gives them back: everything in capitals, but what is named."""
    return tuple({**row, "translation": translations.get(row["line"], row["source"].upper())} for row in sheet.rows)


def statuses(sheet: Sheet) -> dict[str, str]:
    return {row["line"]: row["status"] for row in sheet.rows}


def test_a_new_table_has_every_phrase_and_what_a_translator_needs() -> None:
    sheet = translation_sheet(story(), "fr")
    assert sheet.columns[:4] == HEADER
    assert set(statuses(sheet).values()) == {"new"}
    row = next(row for row in sheet.rows if row["line"] == "a1")
    assert (row["source"], row["speaker"], row["direction"], row["node"]) == ("Who is there?", "MARA", "low", "tower")


def test_what_is_filled_in_is_played() -> None:
    sheet = translation_sheet(story(), "fr", filled(translation_sheet(story(), "fr"), b1="Moi."))
    table = read_table(to_csv(sheet).decode(), "fr")
    assert missing_translations(story(), table) == ()
    assert table.entries["b1"].text == "Moi."


def test_lines_without_ids_are_refused_with_what_to_type() -> None:
    with pytest.raises(StoryError, match=r"1 line has no id yet.* diorama lines story\.fountain"):
        translation_sheet(story(TEXT.replace(" [[line: a1]]", "")), "fr")
    with pytest.raises(StoryError, match="2 lines have no id"):
        recording_list(story(TEXT.replace("[[line: a1]]", "").replace("[[line: b1]]", "")))


def test_a_reworded_phrase_keeps_its_translation_until_it_is_done_again() -> None:
    before = filled(translation_sheet(story(), "fr"))
    new = story(TEXT.replace("Who is there?", "Who are you?").replace("Wait a little longer", "Wait a bit longer"))
    sheet = translation_sheet(new, "fr", before)
    rows = {row["line"]: row for row in sheet.rows}
    assert (rows["a1"]["status"], rows["a1"]["translation"], rows["a1"]["was"]) == (
        *("needs update", "WHO IS THERE?", "Who is there?"),
    )
    moved = rows["tower/wait-a-bit-longer"]
    assert (moved["status"], moved["translation"]) == ("needs update", "WAIT A LITTLE LONGER.")
    assert "tower/wait-a-little-longer" not in rows
    again = translation_sheet(new, "fr", sheet.rows)
    assert statuses(again)["a1"] == "needs update"
    done = [{**row, "status": "done"} if row["line"] == "a1" else row for row in again.rows]
    last = {row["line"]: row for row in translation_sheet(new, "fr", done).rows}
    assert (last["a1"]["status"], last["a1"]["was"]) == ("done", "")


def test_a_renamed_node_keeps_everything_and_what_is_gone_is_kept_at_the_end() -> None:
    before = filled(translation_sheet(story(), "fr"))
    new = story(TEXT.replace("#tower#", "#lamp#").replace("TOM\n{Me.|Still me.} [[line: b1]]\n\n", ""))
    sheet = translation_sheet(new, "fr", before)
    left = {key: status for key, status in statuses(sheet).items() if status != "done"}
    assert left == {"b1": "unused", "/speaker/tom": "unused"}
    assert [row["line"] for row in sheet.rows[-2:]] == ["/speaker/tom", "b1"]


def test_a_translators_own_columns_stay() -> None:
    before = [{**row, "reviewed by": "Zoé"} for row in translation_sheet(story(), "fr").rows]
    sheet = translation_sheet(story(), "fr", before)
    assert sheet.columns[-1] == "reviewed by"
    assert {row["reviewed by"] for row in sheet.rows} == {"Zoé"}


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_both_kinds_of_table_come_back_as_they_went(tmp_path: Path, suffix: str) -> None:
    rows = (
        {"line": "a1", "translation": "=1+1", "source": "- Oui ?\nNon."},
        {"line": "b1", "translation": "'-", "source": ""},
    )
    sheet = Sheet("fr", ("line", "source", "translation"), rows)
    path = tmp_path / f"fr{suffix}"
    path.write_bytes(to_csv(sheet) if suffix == ".csv" else to_workbook([sheet]))
    assert read_cells(path) == list(rows)


def test_a_workbook_never_holds_a_formula() -> None:
    page = openpyxl.load_workbook(io.BytesIO(to_workbook([Sheet("x", ("text",), ({"text": "=1+1"},))]))).worksheets[0]
    assert (page["A2"].value, page["A2"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize("name", ["fr.csv", "fr.xlsx"])
@pytest.mark.parametrize("junk", [b"", b"\x00\xff\xfe", b"PK\x03\x04 no", b"\xe9t\xe9;", b"a,b,c\n"])
def test_junk_is_one_sentence(tmp_path: Path, name: str, junk: bytes) -> None:
    (tmp_path / name).write_bytes(junk)
    with pytest.raises(LibraryError, match=name):
        read_cells(tmp_path / name)


def test_a_workbook_that_unpacks_to_too_much(tmp_path: Path) -> None:
    path = tmp_path / "fr.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (65 * 1024 * 1024))
    with pytest.raises(LibraryError, match="unpacks to more"):
        read_cells(path)


def test_the_recording_sheet_has_a_page_a_character(tmp_path: Path) -> None:
    (tmp_path / "story.fountain").write_text(TEXT, "utf-8")
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "A1.ogg").write_bytes(b"OggS")
    cast, mara, tom = recording_sheets(load(str(tmp_path)))
    assert (mara.rows[0]["status"], mara.rows[0]["file"], tom.rows[0]["status"]) == ("recorded", "A1.ogg", "to record")
    assert (tom.rows[0]["file"], tom.rows[0]["remark"]) == ("b1.ogg", VARIES)
    assert tom.rows[0]["context"] == "MARA: Who is there?"
    assert float(mara.rows[0]["seconds"]) >= 1
    assert [(row["character"], row["lines"], row["recorded"]) for row in cast.rows] == [
        ("MARA", "1", "1"),
        ("TOM", "1", "0"),
    ]
    names = openpyxl.load_workbook(io.BytesIO(to_workbook([cast, mara, tom]))).sheetnames
    assert names == ["Characters", "MARA", "TOM"]


def test_a_translated_story_has_recordings_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "story.fountain").write_text(TEXT, "utf-8")
    for name in ("voices/a1.ogg", "voices/b1.ogg", "voices/fr/a1.ogg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"OggS")
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "FR.csv").write_text("line,source,translation,status\na1,x,Qui ?,\nb1,x,,\n", "utf-8")
    french = in_language(load(str(tmp_path)), "fr-CA")
    rows = {row["line"]: row for row in recording_list(french).rows}
    assert (rows["a1"]["text"], rows["a1"]["status"]) == ("Qui ?", "recorded")
    (tmp_path / "voices/fr/a1.ogg").unlink()
    rows = {row["line"]: row for row in recording_list(french).rows}
    assert (rows["a1"]["status"], rows["b1"]["status"]) == ("to record", "recorded")


def test_long_and_odd_names_of_sheets() -> None:
    names = ["A:B/C", "x" * 60, "X" * 60, "'", ""]
    book = openpyxl.load_workbook(io.BytesIO(to_workbook([Sheet(name, ("line",), ()) for name in names])))
    assert book.sheetnames == ["A B C", "x" * 28, f"{'X' * 24} 2", "Sheet", "Sheet 2"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.fixed_dictionaries({"line": st.text(max_size=9), "translation": st.text(max_size=20)}), max_size=6))
def test_any_old_table_is_kept(rows: list[Row]) -> None:
    sheet = translation_sheet(story(), "fr", rows)
    kept = {row["translation"] for row in sheet.rows}
    first = {row["line"].strip().lower(): row["translation"].strip() for row in reversed(rows)}
    assert {words for key, words in first.items() if key and words} <= {words.strip() for words in kept}
