"""A museum's own words: a folder with a table a language, read once at the start and laid over the built-in ones.

Tables are TOML, with [kiosk] and [player], or CSV with the columns of a show's translations. They are untrusted: an
unknown key or a wrong placeholder is told with its file and line, and nothing of the folder is used then.
"""

from __future__ import annotations

import csv
import io
import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from runtime.errors import ConfigError
from runtime.kiosk.words import WORDS, lay_over
from runtime.player.catalogue import CATALOGUE
from runtime.player.phrasebook import Phrasebook
from runtime.player.typecase import JOINERS

BOOKS: Mapping[str, Phrasebook] = {"kiosk": WORDS, "player": CATALOGUE}
COLUMNS = ("line", "source", "translation", "status")  # as in a show's table
TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,2}")
MOST_TABLES = 64
MOST_BYTES = 1 << 18  # of a table
LONGEST = 300  # signs of a phrase
TOLD = 12  # mistakes told at once


class Entry(NamedTuple):
    """A phrase as it stands in a table."""

    line: int
    book: str  # kiosk or player
    key: str
    words: object


def use_words(folder: Path) -> None:
    """Lay a museum's tables over the built-in ones. ConfigError names every line that is wrong."""
    read = {path: _entries(path) for path in _tables(folder)}
    wrong: list[str] = []
    for path, one in ((path, one) for path, found in read.items() for one in found):
        if why := _why(one, guess=len(wrong) < TOLD):
            wrong.append(f"{path}:{one.line}: {why}")
    if wrong:
        more = [f"and {len(wrong) - TOLD} more"] if len(wrong) > TOLD else []
        raise ConfigError("\n".join((*wrong[:TOLD], *more)))
    for path, found in read.items():
        books = {name: {one.key: str(one.words) for one in found if one.book == name} for name in BOOKS}
        lay_over(path.stem, **books)


def table_to_fill(language: str) -> str:
    """All that is said, in English and as far as it is known in a language, as a table to fill in."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for name, book in BOOKS.items():
        missing = book.missing(language)
        for key, source in book.keys.items():
            known = "" if key in missing else book.raw(key, language)
            rows.writerow((f"{name}/{key}", source, known, "done" if known else ""))
    return out.getvalue()


def _tables(folder: Path) -> list[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() in (".toml", ".csv"))
    except OSError as error:
        raise ConfigError(f"words: {folder} cannot be read: {error.strerror or error}.") from None
    if len(found) > MOST_TABLES:
        raise ConfigError(f"words: {folder} has {len(found)} tables; {MOST_TABLES} are read at most.")
    for path in found:
        if not TAG.fullmatch(path.stem):
            raise ConfigError(f"words: {path.name[:60]!r} is called after no language: type fr.toml, or pt-BR.csv.")
        if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
            raise ConfigError(f"words: {path} is no file of this folder.")
    return found


def _entries(path: Path) -> list[Entry]:
    text = _text(path)
    try:
        return list(_of_toml(text) if path.suffix.lower() == ".toml" else _of_csv(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is no TOML: {error}.") from None
    except (csv.Error, ValueError, RecursionError) as error:
        raise ConfigError(f"{path} cannot be read as a table: {error}.") from None
    except ConfigError as error:
        raise ConfigError(f"{path}{error}") from None


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror or error}.") from None
    if len(data) > MOST_BYTES:
        raise ConfigError(f"{path} is larger than {MOST_BYTES >> 10} KiB.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not text in UTF-8. Save it as UTF-8.") from None


def _of_toml(text: str) -> Iterator[Entry]:
    where = _lines(text)
    for name, table in tomllib.loads(text).items():
        for key, words in table.items() if isinstance(table, dict) else [("", table)]:
            yield Entry(where.get((name, key) if key else ("", name), 1), name, key, words)


def _of_csv(text: str) -> Iterator[Entry]:
    rows = csv.reader(io.StringIO(text, newline=""))
    head = [cell.strip().lower() for cell in next(rows, [])]
    if "line" not in head or "translation" not in head:
        raise ConfigError(f":1: the first row has to be {','.join(COLUMNS)}. One to fill in: diorama kiosk --words fr")
    at, words = head.index("line"), head.index("translation")
    for row in rows:
        if len(row) > max(at, words) and row[words].strip():
            book, _, key = row[at].strip().partition("/")
            yield Entry(rows.line_num, book, key, row[words])


def _lines(text: str) -> dict[tuple[str, str], int]:
    """The lines of a table's keys, by table and key; what is written in a less usual way is not among them."""
    found: dict[tuple[str, str], int] = {}
    at = ""
    for number, line in enumerate(text.splitlines(), 1):
        if head := re.match(r"\s*\[\s*[\"']?([^\]\"']*)", line):
            at = head[1].strip()
        elif key := re.match(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+))\s*[=.]", line):
            found.setdefault((at, next(filter(None, key.groups()), "")), number)
    return found


def _why(entry: Entry, *, guess: bool) -> str:
    """What is wrong with an entry, in one sentence; empty: nothing. `guess`: what was meant, which takes its time."""
    book = BOOKS.get(entry.book)
    if book is None:
        return f"there is no part “{entry.book[:30]}”: a phrase is of [kiosk] or of [player]."
    if entry.key not in book.keys:
        near = get_close_matches(entry.key[:40], book.keys, n=1) if guess else []
        meant = f"; did you mean “{near[0]}”?" if near else "."
        return f"nothing is said under “{entry.key[:40]}”{meant}"
    words = entry.words
    if not isinstance(words, str) or not words.strip() or len(words) > LONGEST:
        return f"“{entry.key}” wants words, {LONGEST} signs at most."
    if not all(sign.isprintable() or sign in JOINERS for sign in words):
        return f"“{entry.key}” has a sign that cannot be printed."
    if entry.key == "months" and len(words.split()) != 12:
        return "“months” are twelve words with spaces between."
    return _misplaced(entry.key, words, book.keys[entry.key])


def _misplaced(key: str, words: str, source: str) -> str:
    """Whether the words have the placeholders of the English ones, plain and no others: nothing else is filled in."""
    wanted = {field for _, field, _, _ in string.Formatter().parse(source) if field is not None}
    names = " and ".join(f"{{{name}}}" for name in sorted(wanted)) or "nothing in braces"
    try:
        parsed = list(string.Formatter().parse(words))
    except ValueError:
        return f"“{key}” has a brace too many or too few; it has {names}."
    plain = all(not spec and not turned for _, field, spec, turned in parsed if field is not None)
    if not plain or {field for _, field, _, _ in parsed if field is not None} != wanted:
        return f"“{key}” has to have {names}, as in “{source}”."
    return ""
