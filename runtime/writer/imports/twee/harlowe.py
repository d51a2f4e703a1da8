"""Reads passages of Harlowe: `(macros:)` with their `[hooks]`, `[[links]]` and `$variables` in text."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from runtime.writer.imports.functions import text_of
from runtime.writer.imports.model import quoted
from runtime.writer.imports.script import MAX_DEPTH
from runtime.writer.imports.tree import Name, NotCarried, Unary, Value
from runtime.writer.imports.twee.dialect import Format
from runtime.writer.imports.twee.items import (
    LINK,
    Goto,
    If,
    Included,
    Link,
    Part,
    Shown,
    Text,
    is_outside,
    link_parts,
    plain_text,
)

if TYPE_CHECKING:
    from runtime.writer.imports.tree import Tree
    from runtime.writer.imports.twee.items import Item
    from runtime.writer.imports.twee.passages import Passage

MAX_MACRO = 4_000  # characters between the brackets of one
MAX_UNCLOSED = 200  # macros in a passage; after so many nothing is taken for one

_MACRO = re.compile(r"\(\s*([A-Za-z][\w-]*)\s*:")
_SIGN = re.compile(r"\(\s*[A-Za-z][\w-]*\s*:|\[\[|\[|\||\$[A-Za-z]\w*|_[A-Za-z]\w*|<[\w-]+\||\]|[{}]")
_NAMED = re.compile(r"\|[\w-]{1,60}[>)]\s*(?=\[)|<[\w-]{1,60}\|")
_BRACKET = re.compile(r"\"(?:\\.|[^\"\\\n]){0,400}\"|'(?:\\.|[^'\\\n]){0,400}'|[()]")
_HOOK = re.compile(r"[\[\]]")
_FOLLOWING = re.compile(r"\s*(?:\|[\w-]{1,60}[>)]\s*)?\[(?!\[(?!\[))")
_SET = re.compile(r"\s*(?:\$(\w+)|(_\w+))\s*(?:-type)?\s+to\s+(.+)$", re.DOTALL)
_PUT = re.compile(r"\s*(.+?)\s+into\s+(?:\$(\w+)|(_\w+))\s*$", re.DOTALL)
_REVEALING = frozenset("link linkreplace linkreveal linkrerun linkrepeat linkappend click".split())
_TRAVELLING = frozenset("linkgoto linkrevealgoto clickgoto".split())
_PRINTED = frozenset("random either round floor ceil min max abs str text string num number cond visits count".split())
_STYLES = frozenset(
    "align textstyle textcolour textcolor colour color font background bg transition t8n css box border hook "
    "textrotate textrotatez charstyle linestyle hoverstyle textsize opacity b4r nobr verbatim columns float"
    " transitionin transitionout transitiontime transitiondelay hidden".split()
)
_KEPT = frozenset({"live", "event", "after", "afterupdate"})
_WHY = "our language has no such thing"


class Harlowe(Format):
    """Reads one story's passages."""

    dialect = "harlowe"
    temporaries: frozenset[str] = frozenset()  # names with _ that are set somewhere

    def read(self, passage: Passage) -> list[Item]:
        self.here = passage.name
        text = re.sub(r"\\\n|\n\\", "", passage.text)
        return _Reading(self, text, passage.line).items(0, len(text), 0)


class _Reading:
    """Reads the text of one passage."""

    def __init__(self, format_: Harlowe, text: str, line: int) -> None:
        self.format, self.text, self.first, self.losses = format_, text, line, format_.losses
        self._lines = [match.start() for match in re.finditer("\n", text)]
        self._closes = _pairs(text)
        self._unclosed = 0  # macros
        self.chain: list[Part] | None = None  # of the last (if:), to which an (else:) belongs

    def line(self, at: int) -> int:
        return self.first + bisect_left(self._lines, at)

    def items(self, start: int, end: int, depth: int) -> list[Item]:
        """What stands between two places."""
        found: list[Item] = []
        chain, self.chain = self.chain, None
        at = done = start
        while at < end and (sign := _SIGN.search(self.text, at, end)):
            self._words(done, sign.start(), found)
            done = sign.start()
            items, after = self._at(sign, end, depth)
            if after == done:
                at = sign.end()
                continue
            found += items
            at = done = after
        self._words(done, end, found)
        self.chain = chain
        return found

    def _words(self, start: int, end: int, found: list[Item]) -> None:
        words = self.text[start:end]
        if words:
            line = self.line(start)
            found.append(Text(line, plain_text(words, line, self.losses)))
            if words.strip():
                self.chain = None

    def _at(self, sign: re.Match[str], end: int, depth: int) -> tuple[list[Item], int]:
        """What begins at a sign, and where it ends; where nothing does, the sign's own place."""
        start, first = sign.start(), sign[0][0]
        if first == "(":
            return self._macro(start, end, depth)
        if first in "$_":
            return self._variable(sign)
        if sign[0] == "[[":
            return self._link(start, end)
        if first in "{}]":
            return [], sign.end()
        named = _NAMED.match(self.text, start, end)
        if named:
            return [], named.end()
        return self._plain_hook(start, end, depth) if first == "[" else ([], start)

    def _variable(self, sign: re.Match[str]) -> tuple[list[Item], int]:
        name = sign[0].lstrip("$")
        if name.startswith("_") and (
            name not in self.format.temporaries or self.text[sign.start() - 1 : sign.start()].isalnum()
        ):
            return [], sign.start()
        line, end = self.line(sign.start()), sign.end()
        if self.text.startswith("[", end) and not self.text.startswith("[[", end) and end in self._closes:
            hook = self.items(end + 1, self._closes[end], MAX_DEPTH)
            return [If(line, [Part(Name(name), hook, line, sign[0])])], self._closes[end] + 1
        return [Shown(line, Name(name))], end

    def _link(self, start: int, end: int) -> tuple[list[Item], int]:
        match = LINK.match(self.text, start, end)
        if match is None:
            return [], start
        label, target = link_parts(match[1])
        line = self.line(start)
        after = match.end() if match[2] is None else match.start(2) - 1
        if match[2] is not None:
            return [], start
        if is_outside(target):
            self.format.left_out(match[0], line, "it leads out of the story")
            return [Text(line, label)], after
        return [Link(line, self._label(label, line), target)], after

    def _label(self, label: str, line: int) -> tuple[str | Tree, ...]:
        parts = re.split(r"\$([A-Za-z]\w*)", plain_text(label, line, self.losses))
        return tuple(Name(part) if n % 2 else part for n, part in enumerate(parts) if part)

    # --- hooks

    def _hook_end(self, start: int, end: int) -> int:
        """Where the hook that begins at `start` is closed; -1: nowhere."""
        close = self._closes.get(start, -1)
        return close if close < end else -1

    def _plain_hook(self, start: int, end: int, depth: int) -> tuple[list[Item], int]:
        close = self._hook_end(start, end)
        if close < 0 or depth >= MAX_DEPTH:
            return [], start
        return self.items(start + 1, close, depth + 1), close + 1

    def _hook(self, at: int, end: int, depth: int) -> tuple[list[Item] | None, int]:
        """The hook that follows a macro, perhaps behind a name or spaces."""
        following = _FOLLOWING.match(self.text, at, end)
        if following is None:
            return None, at
        close = self._hook_end(following.end() - 1, end)
        if close < 0:
            return None, at
        if depth >= MAX_DEPTH:
            self.losses.add(self.line(at), "a hook is left out", f"it nests deeper than {MAX_DEPTH}")
            return [], close + 1
        return self.items(following.end(), close, depth + 1), close + 1

    # --- macros

    def _macro(self, start: int, end: int, depth: int) -> tuple[list[Item], int]:
        head = _MACRO.match(self.text, start, end)
        close = self._bracket_end(start, end)
        if head is None or close < 0:
            return [], start
        name = re.sub(r"[-_]", "", head[1].lower())
        source = self.text[head.end() : close].strip()
        whole, line, after = self.text[start : close + 1], self.line(start), close + 1
        if name in ("if", "unless", "elseif", "else"):
            return self._if(name, source, (whole, line), (after, end, depth))
        if name in _REVEALING | _TRAVELLING:
            return self._linked(name, source, (whole, line), (after, end, depth))
        simple = self._simple(name, source, line, whole)
        if simple is not None:
            return simple, after
        hook, after = self._hook(after, end, depth)
        if name not in _STYLES:
            stays = ", what it encloses stays" if hook and name in _KEPT else ""
            self.losses.add(line, f"{quoted(whole)} is left out{stays}", _WHY)
        return (hook if hook and name in _STYLES | _KEPT else []), after

    def _bracket_end(self, start: int, end: int) -> int:
        depth = 0
        limit = min(end, start + MAX_MACRO) if self._unclosed < MAX_UNCLOSED else start
        for found in _BRACKET.finditer(self.text, start, limit):
            if found[0] in "()":
                depth += 1 if found[0] == "(" else -1
                if depth == 0:
                    return found.start()
        self._unclosed += 1
        return -1

    def _simple(self, name: str, source: str, line: int, whole: str) -> list[Item] | None:
        """What a macro does that has no hook; None: it is none of these."""
        if name in ("set", "put"):
            return self._set(name, source, line, whole)
        if name in ("goto", "display"):
            return self._there(name, source, line, whole)
        if name == "print":
            return [Shown(line, self.format.tree(source, line, Value("…")))]
        if name in _PRINTED:
            return [Shown(line, self.format.tree(whole, line, Value("…")))]
        return None

    def _set(self, name: str, source: str, line: int, whole: str) -> list[Item]:
        found: list[Item] = []
        for one in _split(source):
            match = (_SET if name == "set" else _PUT).match(one)
            if match is None:
                self.format.left_out(whole, line, "a variable, “to” and a value belong in it", "[[set name = …]]")
                continue
            groups = (match[1] or match[2], match[3]) if name == "set" else (match[2] or match[3], match[1])
            found += self.format.assigned(groups[0], "to", groups[1], line, whole)
        return found

    def _there(self, name: str, source: str, line: int, whole: str) -> list[Item]:
        try:
            target = text_of(self.format.trees(source)[0])
        except (NotCarried, IndexError):
            self.format.left_out(whole, line, "where it leads is worked out while it plays", "> CUT TO: id")
            return []
        return [Goto(line, target) if name == "goto" else Included(line, target)]

    def _if(self, name: str, source: str, said: tuple[str, int], place: tuple[int, int, int]) -> tuple[list[Item], int]:
        whole, line = said
        chain = self.chain
        hook, after = self._hook(*place)
        if hook is None:
            self.format.left_out(whole, line, "no hook follows it", "[[if …]]")
            return [], after
        condition = self.format.tree(source, line) if name != "else" else None
        if name == "unless" and condition:
            condition = Unary("not", condition)
        part = Part(condition, hook, line, whole)
        if name in ("elseif", "else"):
            if chain is None or chain[-1].condition is None:
                self.format.left_out(whole, line, "no (if:) stands before it")
                return hook, after
            chain.append(part)
            self.chain = chain
            return [], after
        self.chain = [part]
        return [If(line, self.chain)], after

    def _linked(
        self, name: str, source: str, said: tuple[str, int], place: tuple[int, int, int]
    ) -> tuple[list[Item], int]:
        whole, line = said
        hook, after = self._hook(*place) if name != "linkgoto" else (None, place[0])
        try:
            texts = [text_of(tree) for tree in self.format.trees(source)]
        except NotCarried as error:
            self.format.left_out(whole, line, str(error), "+ text -> id")
            return hook or [], after
        if not texts or name.startswith("click"):
            self.format.left_out(whole, line, _WHY, "+ text -> id")
            return hook or [], after
        body = hook or []
        target: str | None = None
        if name in _TRAVELLING:
            target = texts[-1]
        elif jump := next((one for one in body if isinstance(one, Goto)), None):
            target = jump.target
            body = [one for one in body if not isinstance(one, Goto)]
        again = name in ("linkrepeat", "linkrerun")
        return [Link(line, self._label(texts[0], line), target, body, again=again)], after


def _pairs(text: str) -> dict[int, int]:
    """For each square bracket the place of the one that closes it."""
    found: dict[int, int] = {}
    open_ones: list[int] = []
    for sign in _HOOK.finditer(text):
        if sign[0] == "[":
            open_ones.append(sign.start())
        elif open_ones:
            found[open_ones.pop()] = sign.start()
    return found


def _split(words: str) -> list[str]:
    """Assignments between commas, which quotes and brackets hold together."""
    found, depth, start = list[str](), 0, 0
    for match in re.finditer(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[(),]", words):
        depth += (match[0] == "(") - (match[0] == ")")
        if match[0] == "," and depth == 0:
            found.append(words[start : match.start()])
            start = match.end()
    return [*found, words[start:]]
