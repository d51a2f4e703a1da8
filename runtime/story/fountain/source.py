"""A file as lines: the characters as they stand, and beside them the same lines with comments blanked out."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runtime.story.diagnostics import Report

MAX_LINES = 1_000_000
MAX_COMMENTS = 20_000
MAX_COLUMNS = 10_000  # a longer line is kept, but not read

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_VISIBLE = re.compile(r"[^\r\n]")
_ODD = re.compile("[\x00\x01\x02\ufeff]")  # 0..2 are used as placeholders while reading


class Source:
    """Lines of a text. `clean[i]` is line i without its line end, comments blanked, columns unchanged."""

    def __init__(self, text: str, report: Report) -> None:
        self.text = text
        masked, self.comments = _mask(text, report)
        if _ODD.search(masked):
            masked = _ODD.sub(" ", masked)
        raw = _LINE.findall(masked)
        self.offsets = [0, *accumulate(map(len, raw))]
        self.clean = [line.rstrip() for line in raw]
        self._drop_long_lines(raw, report)

    def _drop_long_lines(self, raw: list[str], report: Report) -> None:
        if len(self.text) <= MAX_COLUMNS:
            return
        for i, line in enumerate(raw):
            if len(line) > MAX_COLUMNS:
                self.clean[i] = ""
                what = f"this line has {len(line)} characters, more than {MAX_COLUMNS}"
                report.add("S104", i + 1, 1, what, "it is kept, but not read", "break it into paragraphs")

    def __len__(self) -> int:
        return len(self.clean)

    def slice(self, first: int, last: int) -> str:
        """The characters of lines first..last-1 (0-based), exactly as they stand."""
        return self.text[self.offsets[first] : self.offsets[last]]

    def is_blank(self, i: int) -> bool:
        """Whether line i ends a paragraph. A line that holds only a comment does not."""
        return not self.clean[i] and i not in self.comments


def _mask(text: str, report: Report) -> tuple[str, frozenset[int]]:
    """The text with the characters of comments turned into spaces, and the lines (0-based) that comments touch."""
    start = text.find("/*")
    if start < 0:
        return text, frozenset()
    pieces: list[str] = []
    touched: set[int] = set()
    done, line = 0, 0
    while start >= 0:
        if len(pieces) > 2 * MAX_COMMENTS:
            report.add("S103", line + 1, 1, f"there are more than {MAX_COMMENTS} comments", "", "a shorter file")
            break
        line += text.count("\n", done, start)
        end = text.find("*/", start + 2)
        if end < 0:
            column = start - text.rfind("\n", 0, start)
            why = "everything from here to the end of the file would be left out"
            report.add("S105", line + 1, column, "this comment is not closed", why, "*/")
            break
        comment = text[start : end + 2]
        pieces += [text[done:start], _VISIBLE.sub(" ", comment)]
        last = line + comment.count("\n")
        touched.update(range(line, last + 1))
        done, line = end + 2, last
        start = text.find("/*", done)
    return "".join(pieces) + text[done:], frozenset(touched)


def indent_of(line: str) -> int:
    """The width of a line's indent; a tab leads to the next multiple of 4."""
    stripped = line.lstrip(" \t")
    lead = line[: len(line) - len(stripped)]
    return len(lead.expandtabs(4)) if "\t" in lead else len(lead)
