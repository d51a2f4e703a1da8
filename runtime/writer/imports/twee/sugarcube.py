"""Reads passages of SugarCube: `<<macros>>`, `[[links]]` and `$variables` in text."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.writer.imports.model import quoted
from runtime.writer.imports.script import MAX_DEPTH, Store
from runtime.writer.imports.tree import FALSE, Binary, Items, Name, NotCarried, Value
from runtime.writer.imports.twee.dialect import Format
from runtime.writer.imports.twee.items import (
    LINK,
    MAX_LINK,
    Assigned,
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
    from collections.abc import Iterator

    from runtime.writer.imports.tree import Tree
    from runtime.writer.imports.twee.items import Item
    from runtime.writer.imports.twee.passages import Passage

MAX_MACRO = 4_000  # characters of one

_MACRO = re.compile(
    r"""<<(/?)([A-Za-z][\w-]*|=|-)((?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|[^>"'`]|>(?!>))*)>>""", re.DOTALL
)
_PLAIN_MACRO = re.compile(r"<<(/?)([A-Za-z][\w-]*|=|-)((?:[^>]|>(?!>))*)>>", re.DOTALL)
_SIGN = re.compile(r"<<|\[\[|\[img\[|\$[A-Za-z_]\w*|/\*|/%")
_VARIABLE = re.compile(r"\$([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*|\[[^\]\n]{0,100}\])*)")
_SET = re.compile(r"\s*(?:\$(\w+)|(_\w+))\s*(?:(\+=|-=|\*=|/=|%=|=(?!=)|to\b)\s*(.+)|(\+\+|--)\s*)$", re.DOTALL)
_LIST = re.compile(r"\s*\$(\w+)\.(push|pushUnique|delete|deleteAll)\((.*)\)\s*$", re.DOTALL)
_ARGUMENT = re.compile(r'"((?:\\.|[^"\\])*)"|\'((?:\\.|[^\'\\])*)\'|\[\[([^\[\]]{1,400})\]\]|(\S+)')
_DIVIDERS = frozenset({"elseif", "else", "case", "default"})
_TRANSPARENT = frozenset({"nobr", "silently", "silent", "done", "capture"})
_DROPPED = frozenset({"script", "widget", "for", "repeat", "timed", "createplaylist", "cacheaudio"})
_LINKS = frozenset({"link", "button", "click", "linkreplace", "linkappend", "linkprepend"})
_WHY = "our language has no such thing"


@dataclass(frozen=True)
class _Token:
    """A macro, a link, a variable, or text ("text")."""

    kind: str
    line: int
    words: str  # as it stands
    name: str = ""  # of a macro: "if"; of its end "/if"
    rest: str = ""  # what a macro is told


class SugarCube(Format):
    """Reads one story's passages."""

    dialect = "sugarcube"

    def read(self, passage: Passage) -> list[Item]:
        self.here = passage.name
        tokens = list(_Tokens(passage.text.replace("\\\n", ""), passage.line, self).read())
        closed = {token.name[1:] for token in tokens if token.name.startswith("/")}
        return _Reading(self, tokens, closed).items(frozenset(), 0)


class _Tokens:
    """Takes the text of one passage apart."""

    def __init__(self, text: str, line: int, format_: SugarCube) -> None:
        self.text, self.first, self.format = text, line, format_
        self._lines = [match.start() for match in re.finditer("\n", text)]
        self._next: dict[str, int] = {}  # where a sign stands next

    def line(self, at: int) -> int:
        return self.first + bisect_left(self._lines, at)

    def find(self, sign: str, at: int) -> int:
        """Where a sign stands at or after a place; -1: nowhere."""
        known = self._next.get(sign)
        if known is None or 0 <= known < at:
            known = self._next[sign] = self.text.find(sign, at)
        return known

    def read(self) -> Iterator[_Token]:
        at = done = 0
        while found := _SIGN.search(self.text, at):
            start = found.start()
            token, end = self._token(found[0], start)
            if token is None:
                at = start + 1
                continue
            if start > done:
                yield _Token("text", self.line(done), self.text[done:start])
            yield token
            at = done = end
        yield _Token("text", self.line(done), self.text[done:])

    def _token(self, sign: str, start: int) -> tuple[_Token | None, int]:
        line = self.line(start)
        if sign == "<<":
            return self._macro(start, line)
        if sign in ("/*", "/%"):
            end = self.find(sign[::-1], start + 2)
            return (None, 0) if end < 0 else (_Token("text", line, ""), end + 2)
        if sign == "[img[":
            return self._picture(start, line)
        pattern = LINK if sign == "[[" else _VARIABLE
        match = pattern.match(self.text, start)
        if match is None:
            return None, 0
        kind = "link" if pattern is LINK else "variable"
        return _Token(kind, line, match[0], match[1], match[2] or ""), match.end()

    def _picture(self, start: int, line: int) -> tuple[_Token | None, int]:
        end = self.find("]]", start)
        if end < 0 or end - start > MAX_LINK:
            return None, 0
        why = "the picture of a show is made while it plays"
        self.format.left_out(self.text[start : end + 2], line, why, "[[shot: …]]")
        return _Token("text", line, ""), end + 2

    def _macro(self, start: int, line: int) -> tuple[_Token | None, int]:
        close = self.find(">>", start)
        if close < 0 or close - start > MAX_MACRO:
            return None, 0
        end = start + MAX_MACRO
        match = _MACRO.match(self.text, start, end) or _PLAIN_MACRO.match(self.text, start, end)
        if match is None:
            return None, 0
        name = {"=": "print", "-": "print"}.get(match[2], match[2])
        return _Token("macro", line, match[0], match[1] + name, match[3].strip()), match.end()


class _Reading:
    """Walks over the tokens of one passage."""

    def __init__(self, format_: SugarCube, tokens: list[_Token], closed: set[str]) -> None:
        self.format, self.tokens, self.closed, self.at = format_, tokens, closed, 0
        self.losses = format_.losses

    def items(self, ends: frozenset[str], depth: int) -> list[Item]:
        """Items up to one of these macros, which is not passed."""
        found: list[Item] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.name in ends and token.kind == "macro":
                break
            self.at += 1
            found += self._of(token, depth)
        return found

    def _of(self, token: _Token, depth: int) -> list[Item]:
        if token.kind == "text":
            return [Text(token.line, plain_text(token.words, token.line, self.losses))] if token.words else []
        if token.kind == "variable":
            return self._variable(token)
        if token.kind == "link":
            return self._link(token.name, token.rest, token.line)
        encloses = token.name in self.closed or token.name in ("if", "switch")
        if encloses and depth >= MAX_DEPTH:
            self.format.left_out(token.words, token.line, f"it nests deeper than {MAX_DEPTH}")
            return []
        return self._macro(token, depth)

    def _variable(self, token: _Token) -> list[Item]:
        if not token.rest:
            return [Shown(token.line, Name(token.name))]
        self.format.left_out(token.words, token.line, "our variables have no parts", "{name}")
        return [Text(token.line, "…")]

    def _link(self, inner: str, setters: str, line: int) -> list[Item]:
        label, target = link_parts(inner)
        if is_outside(target):
            self.format.left_out(f"[[{inner}]]", line, "it leads out of the story")
            return [Text(line, label)]
        body = self._set(setters, line, f"[{setters}]") if setters.strip() else []
        label = plain_text(label, line, self.losses)
        return [Link(line, _label(label), target.strip("\"'"), body)]

    # --- macros

    def _macro(self, token: _Token, depth: int) -> list[Item]:
        name, rest, line = token.name, token.rest, token.line
        if name == "set" or name == "run":
            return self._set(rest, line, token.words)
        if name == "unset":
            return []
        if name == "print":
            return [Shown(line, self.format.tree(rest, line, Value("…")))]
        if name in ("if", "switch"):
            return self._if(token, depth) if name == "if" else self._switch(token, depth)
        if name in _LINKS:
            return self._linked(token, depth)
        if name in ("goto", "include", "display", "actions"):
            return self._there(token)
        if name in ("back", "return"):
            self.format.left_out(token.words, line, "a show goes on, never back", "+ text -> id")
            return []
        return self._other(token, depth)

    def _body(self, name: str, depth: int) -> list[Item]:
        """What stands up to the end of a macro, which is passed."""
        items = self.items(frozenset({f"/{name}"}), depth + 1)
        self.at += 1
        return items

    def _other(self, token: _Token, depth: int) -> list[Item]:
        name = token.name
        if name.startswith("/") or name in _DIVIDERS:
            self.format.left_out(token.words, token.line, "it closes or divides nothing that is open")
            return []
        body = self._body(name, depth) if name in self.closed else []
        if name in _TRANSPARENT:
            quiet = name.startswith("silent")
            return [one for one in body if not isinstance(one, Text | Shown)] if quiet else body
        kept = name not in _DROPPED and bool(body)
        what = f"{quoted(token.words)} is left out" + (", what it encloses stays" if kept else "")
        self.losses.add(token.line, what, _WHY)
        return body if kept else []

    def _set(self, rest: str, line: int, whole: str) -> list[Item]:
        found: list[Item] = []
        for one in _split(rest):
            match, list_match = _SET.match(one), _LIST.match(one)
            if match and match[5]:
                found += self.format.assigned(match[1] or match[2], f"{match[5][0]}=", "1", line, whole)
            elif match:
                found += self.format.assigned(match[1] or match[2], match[3], match[4], line, whole)
            elif list_match:
                found += self._listed(list_match, line, whole)
            elif one.strip():
                self.format.left_out(whole, line, "a variable, “to” and a value belong in it", "[[set name = …]]")
        return found

    def _listed(self, match: re.Match[str], line: int, whole: str) -> list[Item]:
        """`$list.push("key")`: a set with one more, or one less."""
        try:
            items = Items(self.format.trees(match[3]))
        except NotCarried as error:
            self.format.left_out(whole, line, str(error), "[[set name += set(…)]]")
            return []
        return [Assigned(Store(line, match[1], items, "+=" if match[2].startswith("push") else "-=", whole))]

    def _if(self, token: _Token, depth: int) -> list[Item]:
        parts: list[Part] = []
        word: _Token | None = token
        while word is not None and word.name in ("if", "elseif", "else"):
            chained = word.name == "else" and re.match(r"if\b", word.rest)
            source = word.rest[2:] if chained else word.rest
            condition = None if word.name == "else" and not chained else self.format.tree(source, word.line)
            items = self.items(frozenset({"elseif", "else", "/if"}), depth + 1)
            parts.append(Part(condition, items, word.line, word.words))
            word = self.tokens[self.at] if self.at < len(self.tokens) else None
            self.at += 1
        if word is None:
            self.losses.add(token.line, f"{quoted(token.words)} is not closed", "it ends with its passage", "<</if>>")
        return [If(token.line, parts)]

    def _switch(self, token: _Token, depth: int) -> list[Item]:
        asked = self.format.tree(token.rest, token.line)
        self.items(frozenset({"case", "default", "/switch"}), depth + 1)
        parts: list[Part] = []
        while self.at < len(self.tokens) and (word := self.tokens[self.at]).name in ("case", "default"):
            self.at += 1
            condition = self._case(asked, word) if word.name == "case" else None
            items = self.items(frozenset({"case", "default", "/switch"}), depth + 1)
            parts.append(Part(condition, items, word.line, word.words))
        self.at += 1
        return [If(token.line, parts)] if parts else []

    def _case(self, asked: Tree, word: _Token) -> Tree:
        whole: Tree | None = None
        for first, second, _, plain in _ARGUMENT.findall(word.rest):
            value = Value(first or second) if not plain else self.format.tree(plain, word.line)
            test = Binary("==", asked, value)
            whole = test if whole is None else Binary("or", whole, test)
        return whole or FALSE

    def _there(self, token: _Token) -> list[Item]:
        """Jumps, and passages that are shown here."""
        match = _ARGUMENT.match(token.rest)
        name = (link_parts(match[3])[1] if match[3] else match[1] or match[2] or match[4]) if match else ""
        if not name or name.startswith(("$", "_", "`")):
            self.format.left_out(token.words, token.line, "where it leads is worked out while it plays", "> CUT TO: id")
            return []
        return [Goto(token.line, name) if token.name == "goto" else Included(token.line, name)]

    def _linked(self, token: _Token, depth: int) -> list[Item]:
        """`<<link "text" "passage">>…<</link>>` and its like."""
        found = _ARGUMENT.findall(token.rest)
        body = self._body(token.name, depth) if token.name in self.closed else []
        if not found:
            self.format.left_out(token.words, token.line, "it has no words to choose", "+ text -> id")
            return body
        first, second, inner, plain = found[0]
        label, target = link_parts(inner) if inner else (first or second or plain, "")
        if len(found) > 1 and not inner:
            target = found[1][0] or found[1][1] or found[1][3]
        if not target and (jump := next((one for one in body if isinstance(one, Goto)), None)):
            target = jump.target
            body = [one for one in body if not isinstance(one, Goto)]
        label = plain_text(label, token.line, self.losses)
        return [Link(token.line, _label(label), target or None, body, again=token.name in ("link", "button"))]


def _label(label: str) -> tuple[str | Tree, ...]:
    """A label with its variables."""
    parts = re.split(r"\$([A-Za-z_]\w*)", label)
    return tuple(Name(part) if n % 2 else part for n, part in enumerate(parts) if part)


def _split(words: str) -> list[str]:
    """Assignments between commas or semicolons, which quotes and brackets hold together."""
    found, depth, quote, start = list[str](), 0, "", 0
    for at, sign in enumerate(words):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
        elif sign in ",;" and depth == 0:
            found.append(words[start:at])
            start = at + 1
    return [*found, words[start:]]
