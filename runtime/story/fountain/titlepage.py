"""The title page: `Key: value` lines at the top of the file, some with indented lines; settings and bible."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from runtime.story.diagnostics import quote
from runtime.story.fountain.text import plain
from runtime.story.model import CastMember, Locale
from runtime.story.script import TitleEntry

if TYPE_CHECKING:
    from runtime.story.diagnostics import Report
    from runtime.story.fountain.source import Source

OWN_KEYS = (
    "title", "author", "language", "look", "rating", "themes", "seed", "start", "window", "tail", "cast", "places",
    "include",
)  # fmt: skip
FOUNTAIN_KEYS = (
    "authors", "credit", "source", "notes", "draft date", "date", "contact", "copyright", "revision", "format",
)  # fmt: skip
MAX_TITLE_LINES = 2_000
MAX_WINDOW_S = 3600.0

_KEY = re.compile(r"([^\W\d_][^:\[\]{}>]{0,30}):(?:\s+(.*)|$)")
_ENTRY = re.compile(r"\s+[-–—]+\s+|:\s+")
_SECONDS = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)\s?s?(?:ec\w*)?$")


def read_title_page(source: Source) -> tuple[tuple[TitleEntry, ...], int]:
    """The entries of the title page, and the line (0-based) at which the screenplay begins."""
    first = next((i for i, line in enumerate(source.clean) if line), len(source))
    entries: list[TitleEntry] = []
    items: list[str] = []
    i = first
    while i < len(source) and i - first < MAX_TITLE_LINES and not source.is_blank(i):
        line = source.clean[i]
        if i == 0 and source.text.startswith("\ufeff"):
            line = line[1:]  # a byte order mark is no indent
        found = _KEY.match(line)
        if found and (entries or _opens(found, line)):
            _fill(entries, items)
            entries.append(TitleEntry(" ".join(found[1].lower().split()), (found[2] or "").strip(), (), i + 1))
        elif entries and (not line or line[0] in " \t"):
            items += [line.strip()] if line else []
        else:
            break
        i += 1
    _fill(entries, items)
    return tuple(entries), i if entries else 0


def _fill(entries: list[TitleEntry], items: list[str]) -> None:
    """Give the indented lines that were gathered to the entry above them."""
    if items:
        entries[-1] = replace(entries[-1], items=tuple(items))
        items.clear()


def _opens(found: re.Match[str], line: str) -> bool:
    known = found[1].lower() in OWN_KEYS or found[1].lower() in FOUNTAIN_KEYS
    return known or not line.isupper()


def settings(entries: tuple[TitleEntry, ...], report: Report) -> dict[str, Any]:
    """The fields of a Story that the title page gives."""
    fields: dict[str, Any] = {"title_page": entries}
    for entry in entries:
        if entry.key in _WORDS:
            fields[_WORDS[entry.key]] = plain(" ".join([entry.value, *entry.items]).strip())
        elif entry.key == "start":
            fields["start"] = entry.value.strip("#").lower()
        elif entry.key in ("cast", "places"):
            made = CastMember if entry.key == "cast" else Locale
            fields[entry.key] = tuple(made(name=name.upper(), description=words) for name, words in _described(entry))
        elif entry.key == "seed":
            _seed(entry, fields, report)
        elif entry.key in ("window", "tail"):
            _duration(entry, fields, report)
        elif entry.key not in FOUNTAIN_KEYS:
            _warn_of_key(entry, report)
    return fields


_WORDS = {key: key for key in ("title", "author", "language", "look", "rating", "themes")} | {"authors": "author"}


def _warn_of_key(entry: TitleEntry, report: Report) -> None:
    close = report.closest(entry.key, OWN_KEYS)
    if close and entry.key != close:
        what = f"the title page has no key “{quote(entry.key)}”"
        report.add("S109", entry.line, 1, what, "it is kept and does nothing", f"{close.title()}: {quote(entry.value)}")


def _seed(entry: TitleEntry, fields: dict[str, Any], report: Report) -> None:
    if re.fullmatch(r"\d{1,15}", entry.value, re.ASCII):
        fields["seed"] = int(entry.value)
    else:
        report.add(
            "S108", entry.line, 1, f"“{quote(entry.value)}” is not a seed", "a seed is a whole number", "Seed: 7"
        )


def _duration(entry: TitleEntry, fields: dict[str, Any], report: Report) -> None:
    found = _SECONDS.match(entry.value.strip().lower())
    if found and float(found[1]) <= MAX_WINDOW_S:
        fields[f"{entry.key}_s"] = float(found[1])
    elif entry.key == "window" and entry.value.lower() == "off":
        fields["window_s"] = None
    else:
        why, instead = "it is a number of seconds", "Window: 9s" if entry.key == "window" else "Tail: 4s"
        report.add("S108", entry.line, 1, f"“{quote(entry.value)}” is not a length of time", why, instead)


def _described(entry: TitleEntry) -> list[tuple[str, str]]:
    """Names with what is said of them: “MARA - 60, grey braid”."""
    found = []
    for item in [entry.value, *entry.items]:
        name, *rest = _ENTRY.split(item, maxsplit=1)
        if name.strip():
            found.append((name.strip(), plain(rest[0].strip()) if rest else ""))
    return found
