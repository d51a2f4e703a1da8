"""`diorama export`: what a story can be written as, and how each of it is made. The file's ending says which."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.errors import UsageError
from runtime.library import in_language, language_tag, load
from runtime.writer.paper.rewriting import replace_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from runtime.story import Story

    Made = tuple[bytes, str]  # the file, and what is in it
    Make = Callable[["Story", "ExportOrder"], Made]


@dataclass(frozen=True)
class ExportOrder:
    """The words of `diorama export`."""

    story: str  # path or bundled name
    target: Path
    language: str = ""  # a tag; empty: as it is written
    recording: bool = False  # a recording sheet, though a language is named
    older: Path | None = None  # a table to take translations from; None: the target itself
    letter: bool = False  # US letter instead of A4
    notes: bool = False  # print shots, sounds and the writer's own notes
    font: Path | None = None  # to print with; None: Courier, or the first here that has all letters


def export(order: ExportOrder) -> str:
    """Write the file; what is in it, in one sentence. UsageError for an ending that nothing is written as."""
    suffix = order.target.suffix.lower()
    if suffix not in FORMATS:
        raise UsageError(f"-o: {order.target.name} should end in one of: {formats()}")
    table = suffix in TABLES and bool(order.language) and not order.recording
    if order.older is not None and not table:
        raise UsageError("--from goes with a translation table: diorama export STORY -o languages/fr.csv --language fr")
    story = load(order.story)
    if not story.nodes and suffix != ".json":
        raise UsageError(f"{order.story} has no scenes to write as {suffix}. First: diorama import {order.story}")
    _check_target(story, order.target)
    if order.language and not table:
        if suffix in AS_WRITTEN:
            raise UsageError(f"--language: {AS_WRITTEN[suffix]} is exported as it is written, without --language")
        story = in_language(story, order.language)
    data, what = translation_table(story, order) if table else FORMATS[suffix](story, order)
    replace_file(order.target, data)
    return f"{order.target}: {what}."


def formats() -> str:
    """The endings, with what they stand for."""
    return ", ".join(f"{suffix} ({what})" for suffix, what in MEANINGS.items())


def _check_target(story: Story, target: Path) -> None:
    own = {story.file, *(one.file for one in story.included)}
    if target.resolve() in {Path(file).resolve() for file in own}:
        raise UsageError(f"-o: {target} is the story itself; name another file")


# --- each of them -----------------------------------------------------------------------------------------------------


def translation_table(story: Story, order: ExportOrder) -> Made:
    from runtime.writer.paper.cells import read_cells, to_csv, to_workbook
    from runtime.writer.paper.tables import translation_sheet

    tag = language_tag(order.language)
    if tag == language_tag(story.language):
        raise UsageError(
            f"--language: the story is written in {story.language}; name the language to translate it into"
        )
    older = order.older or order.target
    before = read_cells(older) if order.older or older.is_file() else []
    sheet = translation_sheet(story, tag, before)
    counts = Counter(row["status"] for row in sheet.rows)
    data = to_workbook([sheet]) if order.target.suffix.lower() == ".xlsx" else to_csv(sheet)
    return data, f"{len(sheet.rows)} phrases, " + ", ".join(f"{n} {status}" for status, n in sorted(counts.items()))


def recording_csv(story: Story, order: ExportOrder) -> Made:  # noqa: ARG001
    from runtime.writer.paper.cells import to_csv
    from runtime.writer.paper.sheet import RECORDED, recording_list

    sheet = recording_list(story)
    done = sum(row["status"] == RECORDED for row in sheet.rows)
    return to_csv(sheet), f"a recording sheet of {len(sheet.rows)} lines, {done} recorded"


def recording_workbook(story: Story, order: ExportOrder) -> Made:  # noqa: ARG001
    from runtime.writer.paper.cells import to_workbook
    from runtime.writer.paper.sheet import RECORDED, recording_sheets

    cast, *parts = recording_sheets(story)
    lines = [row for part in parts for row in part.rows]
    done = sum(row["status"] == RECORDED for row in lines)
    return to_workbook([cast, *parts]), f"a recording sheet of {len(lines)} lines for {len(parts)}, {done} recorded"


def machine_form(story: Story, order: ExportOrder) -> Made:  # noqa: ARG001
    return (story.model_dump_json(indent=2) + "\n").encode("utf-8", "replace"), "the story in its machine form"


def one_file(story: Story, order: ExportOrder) -> Made:  # noqa: ARG001
    from runtime.writer.paper.whole import whole_text

    return whole_text(story).encode("utf-8", "replace"), f"the story in one file, {len(story.nodes)} scenes"


def printed(story: Story, order: ExportOrder) -> Made:
    from runtime.writer.paper.press import print_story

    done = print_story(story, letter=order.letter, notes=order.notes, font=order.font)
    what = f"a screenplay of {done.pages} pages"
    if done.boxes:
        letters = "1 letter is" if done.boxes == 1 else f"{done.boxes} letters are"
        what += f"; {letters} in no font here and printed as a box, unless --font names one that has them"
    return done.data, what


def final_draft(story: Story, order: ExportOrder) -> Made:  # noqa: ARG001
    from runtime.writer.paper.fdxwriter import write_fdx

    return write_fdx(story).encode("utf-8"), f"a Final Draft script, {len(story.nodes)} scenes"


FORMATS: Mapping[str, Make] = {
    ".pdf": printed,
    ".fdx": final_draft,
    ".fountain": one_file,
    ".json": machine_form,
    ".csv": recording_csv,
    ".xlsx": recording_workbook,
}
MEANINGS: Mapping[str, str] = {
    ".pdf": "printed screenplay",
    ".fdx": "Final Draft",
    ".fountain": "one file with its includes",
    ".json": "for programs",
    ".csv": "recording sheet, or translation table with --language",
    ".xlsx": "the same as a workbook",
}
TABLES = frozenset({".csv", ".xlsx"})
AS_WRITTEN: Mapping[str, str] = {".fountain": "Fountain", ".fdx": "Final Draft"}
