"""Reads passages of Chapbook: variables above `--`, `[modifiers]` on lines of their own, `{inserts}` in text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runtime.writer.imports.tree import Name, Unary, Value
from runtime.writer.imports.twee.items import If, Included, Link, Part, Shown, Text, plain_text
from runtime.writer.imports.twee.plain import PlainText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.writer.imports.tree import Tree
    from runtime.writer.imports.twee.items import Item
    from runtime.writer.imports.twee.passages import Passage

_VARIABLE = re.compile(r"([A-Za-z_$][\w$]*)(\s*\([^)]*\))?\s*:\s*(.*)$")
_MODIFIER = re.compile(r"\[([^\[\]]{1,300})\]\s*$")
_INSERT = re.compile(r"\{([^{}\n]{1,400})\}")
_EMBED = re.compile(r"embed passage(?: named)?:\s*(['\"])(.*?)\1\s*$")
_TO = re.compile(r"(?:link to|reveal link):?\s*(['\"])(.*?)\1\s*(?:,\s*(passage|text|label):\s*(['\"])(.*?)\4)?\s*$")
_NAME = re.compile(r"[A-Za-z_$][\w$]*$")
_WHY = "our language has no such thing"
_SAME = frozenset({"continue", "continued", "cont", "cont'd"})
_QUIET = frozenset({"note", "note to myself", "n.b.", "fixme", "todo", "css", "javascript"})


class Chapbook(PlainText):
    """Reads one story's passages."""

    dialect = "chapbook"

    def read(self, passage: Passage) -> list[Item]:
        self.here = passage.name
        lines = passage.text.split("\n")
        cut = next((n for n, line in enumerate(lines) if line.strip() == "--"), -1)
        items: list[Item] = []
        for number, line in enumerate(lines[: max(cut, 0)], passage.line):
            items += self._variable(line, number)
        return [*items, *self._modified(lines[cut + 1 :], passage.line + cut + 1)]

    def _variable(self, line: str, number: int) -> list[Item]:
        if not line.strip():
            return []
        found = _VARIABLE.match(line.strip())
        if found is None or found[2] or "." in line.partition(":")[0] or found[1] in ("config", "sound"):
            self.left_out(
                line.strip(), number, "it is a setting of the page, or has a condition of its own", "[[set …]]"
            )
            return []
        return self.assigned(found[1], "=", found[3], number, line.strip())

    def _modified(self, lines: list[str], first: int) -> list[Item]:
        """Text under its modifiers: each holds up to the next one."""
        items: list[Item] = []
        text: list[str] = []
        start, chain, quiet = first, list[Part](), False
        place: list[Item] = items
        for number, line in enumerate([*lines, "[continue]"], first):
            found = _MODIFIER.match(line.strip())
            if found is None or line.strip().startswith("[["):
                text.append(line)
                continue
            if not quiet:
                place += self._inserted("\n".join(text), start)
            text, start = [], number + 1
            chain, place, quiet = self._modifier(found[1].strip(), number, chain, items)
        return items

    def _modifier(
        self, words: str, line: int, chain: list[Part], items: list[Item]
    ) -> tuple[list[Part], list[Item], bool]:
        """The parts of the condition that is open, where text goes now, and whether it is left out."""
        for one in (part.strip() for part in words.split(";")):
            word, _, rest = one.partition(" ")
            lower = word.lower()
            if lower in ("if", "unless"):
                condition: Tree = self.tree(rest, line)
                part = Part(Unary("not", condition) if lower == "unless" else condition, [], line, one)
                items.append(If(line, [part]))
                return items[-1].parts, part.items, False  # type: ignore[union-attr]
            if lower == "else" and chain:
                part = Part(None, [], line, one)
                chain.append(part)
                return [], part.items, False
            if lower in _SAME:
                return [], items, False
            if lower == "ifnever" or one.lower() in _QUIET:
                if lower in ("css", "javascript"):
                    self.left_out(f"[{one}]", line, "our stories hold no code and no style sheets")
                return [], items, True
            if lower not in ("ifalways", "append"):
                self.left_out(f"[{one}]", line, _WHY)
        return [], items, False

    def _inserted(self, text: str, line: int) -> Iterator[Item]:
        done = 0
        text = re.sub(r"^#{1,6}\s+", "", text, flags=re.MULTILINE)
        for found in _INSERT.finditer(text):
            yield from self.linked(text[done : found.start()], line)
            line += text.count("\n", done, found.end())
            done = found.end()
            yield from self._insert(found[1].strip(), line)
        yield from self.linked(text[done:], line)

    def _insert(self, words: str, line: int) -> Iterator[Item]:
        embed, link = _EMBED.match(words), _TO.match(words)
        if embed:
            yield Included(line, embed[2])
        elif link:
            yield self._link(link, line)
        elif _NAME.match(words):
            yield Shown(line, Name(words))
        elif re.match(r"[a-z ]{2,40}(?::|$)", words):
            self.left_out(f"{{{words}}}", line, _WHY)
        else:
            yield Shown(line, self.tree(words, line, Value("…")))

    def _link(self, link: re.Match[str], line: int) -> Link:
        label = plain_text(link[5] if link[3] == "label" else link[2], line, self.losses)
        if link[3] == "text":
            return Link(line, (label,), None, [Text(line, plain_text(link[5], line, self.losses))])
        if link[0].startswith("reveal"):
            return Link(line, (label,), None, [Included(line, link[5])] if link[5] else [])
        return Link(line, (label,), link[2] if link[3] == "label" or not link[5] else link[5])
