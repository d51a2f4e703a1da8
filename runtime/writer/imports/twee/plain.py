"""Reads passages of formats that are not known: text and links; code between `<%` and `%>` is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runtime.writer.imports.twee.dialect import Format
from runtime.writer.imports.twee.items import LINK, Link, Text, is_outside, link_parts, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.writer.imports.twee.items import Item
    from runtime.writer.imports.twee.passages import Passage

_UNDERLINED = re.compile(r"(?<!\w)_(?=\w)|(?<=[\w.!?])_(?!\w)")
_HEADING = re.compile(r"^#{1,6}\s+", re.MULTILINE)


class PlainText(Format):
    """Reads one story's passages."""

    def read(self, passage: Passage) -> list[Item]:
        self.here = passage.name
        return list(self.linked(self._without_code(passage.text, passage.line), passage.line))

    def linked(self, text: str, line: int) -> Iterator[Item]:
        """Text and links."""
        done = 0
        for found in LINK.finditer(text):
            yield Text(line, self._plain(text[done : found.start()], line))
            line += text.count("\n", done, found.end())
            done = found.end()
            label, target = link_parts(found[1])
            if is_outside(target):
                self.left_out(found[0], line, "it leads out of the story")
                yield Text(line, label)
            else:
                yield Link(line, (plain_text(label, line, self.losses),), target)
        yield Text(line, self._plain(text[done:], line))

    def _plain(self, text: str, line: int) -> str:
        return _UNDERLINED.sub("", plain_text(text, line, self.losses))

    def _without_code(self, text: str, line: int) -> str:
        text = _HEADING.sub("", text)
        found: list[str] = []
        at = 0
        while (start := text.find("<%", at)) >= 0 and (end := text.find("%>", start)) >= 0:
            code = text[start : end + 2]
            self.left_out(code, line + text.count("\n", 0, start), "our stories hold no code of a web page", "[[if …]]")
            found += [text[at:start], "\n" * code.count("\n")]
            at = end + 2
        return "".join([*found, text[at:]])
