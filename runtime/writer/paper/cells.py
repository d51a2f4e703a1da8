"""Tables that people fill in: the same rows as comma-separated values and as a workbook, written and read."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from runtime.errors import LibraryError, StoryError
from runtime.story.translation import guarded, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MAX_BYTES = 8 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024  # of a workbook, which is a packed file
MAX_ROWS = 200_000
MAX_COLUMNS = 60
WIDTHS = {
    "source": 60,
    "translation": 60,
    "text": 60,
    "context": 44,
    "was": 40,
    "direction": 22,
    "line": 16,
    "node": 18,
}
COLOURS = {"new": "FFF2CC", "needs update": "F8CBAD", "unused": "D9D9D9", "recorded": "E2EFDA", "done": "E2EFDA"}
_ILLEGAL = re.compile(r"[\000-\010\013\014\016-\037\ufffe\uffff]")  # what a workbook cannot hold
_NO_SHEET = re.compile(r"[\[\]:*?/\\]")
EXTRA = "pip install 'diorama[writer]'"

Row = dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """Rows under column names; numbers are written as text that looks like one."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def to_csv(sheet: Sheet) -> bytes:
    """UTF-8 with the mark by which spreadsheets know it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(sheet.columns)
    writer.writerows([guarded(row.get(name, "")) for name in sheet.columns] for row in sheet.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def to_workbook(sheets: Sequence[Sheet]) -> bytes:
    """A workbook with a sheet each: heads stand still, texts wrap, colours tell the status."""
    book = _openpyxl().Workbook()
    book.remove(book.active)
    for name, sheet in zip(_names(sheets), sheets, strict=True):
        _fill(book.create_sheet(name), sheet)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _names(sheets: Sequence[Sheet]) -> Iterator[str]:
    """What sheets may be called: short, each once, whatever case."""
    taken: set[str] = set()
    for sheet in sheets:
        base = name = _ILLEGAL.sub("", _NO_SHEET.sub(" ", sheet.name)).strip(" '")[:28] or "Sheet"
        number = 1
        while name.lower() in taken:
            number += 1
            name = f"{base[:24]} {number}"
        taken.add(name.lower())
        yield name


def _fill(page: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    wrap = Alignment(wrap_text=True, vertical="top")
    fills = {status: PatternFill("solid", fgColor=colour) for status, colour in COLOURS.items()}
    page.append(list(sheet.columns))
    for cell in page[1]:
        cell.font = Font(bold=True)
    for at, row in enumerate(sheet.rows, 2):
        for column, name in enumerate(sheet.columns, 1):
            words = _ILLEGAL.sub(" ", row.get(name, ""))[:32_000]
            cell = page.cell(at, column, float(words) if _is_number(name, words) else words)
            if isinstance(cell.value, str):
                cell.data_type = "s"  # never a formula
            cell.alignment = wrap
            if name == "status" and words in fills:
                cell.fill = fills[words]
    for column, name in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(column)].width = WIDTHS.get(name, 14)
    page.freeze_panes = "B2"
    page.auto_filter.ref = page.dimensions


def _is_number(column: str, words: str) -> bool:
    return column in ("seconds", "lines", "words", "minutes", "recorded") and words.replace(".", "", 1).isdigit()


# --- reading ----------------------------------------------------------------------------------------------------------


def read_cells(path: Path) -> list[Row]:
    """The rows of a table of either kind, by column name in lower case; LibraryError where the file is none."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise LibraryError(f"“{path}” cannot be read: {error.strerror or error}.") from None
    if len(data) > MAX_BYTES:
        raise LibraryError(f"“{path}” is larger than {MAX_BYTES // 1024**2} MB, more than a table can be.")
    try:
        if path.suffix.lower() == ".xlsx":
            return _from_workbook(data)
        return read_rows(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise LibraryError(f"“{path}” is not UTF-8. Save it as “CSV UTF-8” or as a workbook (.xlsx).") from None
    except StoryError as error:
        raise LibraryError(f"“{path}” cannot be used: {error}.") from None


def _from_workbook(data: bytes) -> list[Row]:
    """The rows of a workbook's first sheet. It is untrusted: what it unpacks to is counted before."""
    openpyxl = _openpyxl()
    try:
        _check_size(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        page = book.worksheets[0]
        return list(_page_rows(page.iter_rows(values_only=True, max_row=MAX_ROWS, max_col=MAX_COLUMNS)))
    except StoryError:
        raise
    except Exception:  # the package says what is wrong with a file in a dozen ways
        raise StoryError("it is not a workbook that can be read") from None


def _check_size(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(one.file_size for one in packed.infolist()) > MAX_UNPACKED:
            raise StoryError("it unpacks to more than a table can be")


def _page_rows(rows: Iterator[tuple[object, ...]]) -> Iterator[Row]:
    names = [str(name or "").strip().lower() for name in next(rows, ())]
    if not {"line", "translation"} <= set(names):
        raise StoryError("its first row must hold: line, source, translation, status")
    for row in rows:
        cells = ["" if cell is None else str(cell) for cell in row]
        if any(cells):
            yield {name: words for name, words in zip(names, cells, strict=False) if name}


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise LibraryError(
            f"Workbooks (.xlsx) need the package openpyxl: {EXTRA}. A .csv file needs nothing."
        ) from None
    return openpyxl
