"""Ink's texts: values, alternatives and conditions in braces, tags, and diverts at the end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runtime.writer.imports.model import quoted
from runtime.writer.imports.parser import parse
from runtime.writer.imports.tree import FALSE, Call, Either, Lot, Name, NotCarried, Ours, Value, parts_of, rebuilt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.writer.imports.model import Losses
    from runtime.writer.imports.names import Names
    from runtime.writer.imports.script import Word, Words
    from runtime.writer.imports.tree import Tree

MAX_NESTED = 8  # braces in braces
_DIVERTS = re.compile(r"((?:->\s*(?:[\w.]+(?:\([^()]*\))?)?\s*)+)$")
_TARGET = re.compile(r"->\s*([\w.]+)?(\([^()]*\))?\s*")
_THREAD = re.compile(r"<-\s*([\w.]+)")
_MOD = re.compile(r"\bmod\b")
_PATH = re.compile(r'"[^"]*"|[^\W\d]\w*(?:\.\w+)*')
_DIVERT_VALUE = re.compile(r"->\s*([\w.]+)")


@dataclass
class Ended:
    """A text with what stood at its end."""

    words: str
    targets: list[str] = field(default_factory=list)  # of diverts
    tunnel: bool = False  # the targets come back
    back: bool = False  # `->->`
    tags: list[str] = field(default_factory=list)


def ended(words: str) -> Ended:
    """Take tags and diverts off a line."""
    tags: list[str] = []
    for part in reversed(re.split(r"(?<!\\)#", words)[1:]):
        tags.insert(0, part.strip())
    text = re.split(r"(?<!\\)#", words, maxsplit=1)[0].rstrip() if tags else words.rstrip()
    if tags and (found := _DIVERTS.search(tags[-1])):  # a divert may stand behind a tag
        tags[-1], text = tags[-1][: found.start()].strip(), f"{text} {found[0]}".strip()
    found = _DIVERTS.search(text)
    if found is None:
        return Ended(text, tags=tags)
    said = found[0].replace(" ", "")
    if said.startswith("->->"):
        return Ended(text[: found.start()].rstrip(), back=True, tags=tags)
    targets = [one[1] for one in _TARGET.finditer(found[0]) if one[1]]
    return Ended(text[: found.start()].rstrip(), targets, said.endswith("->") and bool(targets), tags=tags)


def split_top(words: str, sign: str, most: int = -1) -> list[str]:
    """The parts between signs that stand outside all braces and brackets."""
    parts: list[str] = []
    depth = begin = 0
    for at, c in enumerate(words):
        if c in "{(" and words[at - 1 : at] != "\\":
            depth += 1
        elif c in "})" and words[at - 1 : at] != "\\":
            depth -= 1
        elif c == sign and depth <= 0 and words[at - 1 : at] != "\\" and (most < 0 or len(parts) < most):
            parts.append(words[begin:at])
            begin = at + 1
    return [*parts, words[begin:]]


def closing(words: str, at: int) -> int:
    """Where the brace that opens at `at` is closed; -1: nowhere."""
    depth = 0
    for place in range(at, len(words)):
        if words[place - 1 : place] == "\\":
            continue
        depth += {"{": 1, "}": -1}.get(words[place], 0)
        if depth == 0:
            return place
    return -1


def closings(words: str) -> dict[int, int]:
    """Where each brace is closed, by where it opens; of one that is not closed nothing."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for place, sign in enumerate(words):
        if sign in "{}" and words[place - 1 : place] != "\\":
            if sign == "{":
                waiting.append(place)
            elif waiting:
                found[waiting.pop()] = place
    return found


class Braces:
    """Reads the texts and expressions of one story. `knots` are names whose value is how often they were visited."""

    def __init__(self, losses: Losses, names: Names, knots: set[str]) -> None:
        self.losses, self.names, self.knots = losses, names, knots
        self.labels: dict[str, str] = {}  # "knot.label" -> the variable that counts how often it was come to
        self.knot = ""  # whose text is read
        self._scenes: dict[str, str] = {}  # names of scenes as an expression can have them
        self.counted: set[str] = set()  # of those variables, which are asked for

    def words(self, text: str, line: int, depth: int = 0) -> Words:
        """A text with its values."""
        found: list[Word] = []
        at = 0
        ends = closings(text) if "{" in text else {}
        while (opening := text.find("{", at)) >= 0 and depth < MAX_NESTED:
            end = ends.get(opening, -1)
            if end < 0:
                found.append(text[at : opening + 1])
                at = opening + 1
                continue
            found += [text[at:opening], *self._brace(text[opening + 1 : end], line, depth + 1)]
            at = end + 1
        whole = [*found, text[at:]]
        return tuple(_unescaped(one) if isinstance(one, str) else one for one in whole if one != "")

    def _brace(self, inner: str, line: int, depth: int) -> Words:
        sign, plain = inner[:1], inner.strip()
        condition = split_top(inner, ":", 1)
        if sign in ("&", "~", "!", "$") or (len(condition) == 1 and len(split_top(inner, "|")) > 1):
            return self._alternatives(inner, line, depth)
        if len(condition) == 2:
            return self._condition(condition[0], condition[1], line, depth)
        return (self.expression(plain, line),)

    def _alternatives(self, inner: str, line: int, depth: int) -> Words:
        sign = inner[0] if inner[:1] in ("&", "~", "!", "$") else ""
        texts = [self.words(part, line, depth) for part in split_top(inner[len(sign) :], "|")]
        if sign == "~":
            if all(isinstance(one, str) for text in texts for one in text):
                return (Lot(tuple(Value("".join(map(str, text))) for text in texts)),)
            self.losses.add(line, f"{quoted(inner)} is said in turn, not by lot", "a value stands in one of its texts")
        elif sign != "&":
            self.losses.add(line, f"{quoted(inner)} begins anew after its last text", "ink stays with the last one")
        return (tuple(tuple(one for one in text if not isinstance(one, tuple)) for text in texts),)

    def _condition(self, condition: str, texts: str, line: int, depth: int) -> Words:
        """`{met: again|at last}` inside a line."""
        parts = [self.words(part, line, depth) for part in split_top(texts, "|", 1)]
        plain = ["".join(one for one in part if isinstance(one, str)) for part in parts]
        if any(not isinstance(one, str) for part in parts for one in part):
            self.losses.add(line, f"in {quoted(texts)} only the plain words are kept", "values stand in a condition")
        then, other = Value(plain[0]), Value(plain[1] if len(plain) > 1 else "")
        return (Either(self.expression(condition, line), then, other),)

    # --- expressions

    def expression(self, source: str, line: int) -> Tree:
        """The tree of an expression; “no”, and a loss, where there is none."""
        try:
            return self.tree(source)
        except NotCarried as error:
            self.losses.add(line, f"{quoted(source)} counts as no", str(error), "an expression of ours")
            return FALSE

    def tree(self, source: str) -> Tree:
        """The tree of an expression; NotCarried says why there is none."""
        plain = _PATH.sub(self._counter, _DIVERT_VALUE.sub(r'"\1"', _MOD.sub("%", source.strip())))
        if re.search(r"\?|!\?|\bhas\b|\bhasnt\b|\^", plain):
            raise NotCarried("our language has no lists of ink's kind")
        return self._resolved(parse(plain, "chapbook"))

    def _counter(self, found: re.Match[str]) -> str:
        """A name in an expression; that of a labelled choice or gather is the variable that counts it."""
        path = found[0]
        for name in (f"{self.knot}.{path}", path, f"{path.partition('.')[0]}.{path.rpartition('.')[2]}"):
            if name in self.labels and path[0] != '"':
                self.counted.add(self.labels[name])
                return self.labels[name]
            if name in self.knots and path[0] != '"':
                alias = name.replace(".", "__")
                self._scenes[alias] = name
                return alias
        return path

    def _resolved(self, tree: Tree) -> Tree:
        """Knots' names are how often they were visited, and some functions are ours."""
        if isinstance(tree, Name) and tree.name in self._scenes:
            return Ours(f'visits("{self.names.scene(self._scenes[tree.name])}")', "number")
        parts = parts_of(tree)
        whole = rebuilt(tree, tuple(self._resolved(part) for part in parts)) if parts else tree
        return self._called(whole) if isinstance(whole, Call) else whole

    def _called(self, call: Call) -> Tree:
        values = [one.value for one in call.arguments if isinstance(one, Value)]
        if call.name == "RANDOM" and len(values) == 2 and all(isinstance(one, int) for one in values):
            return Ours(f"random({values[0]}, {values[1]})", "number")
        if call.name == "TURNS_SINCE" and len(values) == 1 and values[0] in self.knots:
            return Ours(f'turns_since("{self.names.scene(str(values[0]))}")', "number")
        raise NotCarried(f"our language has no function “{call.name[:40]}”")


def _unescaped(words: str) -> str:
    return re.sub(r"\\(.)", r"\1", words)


def without_threads(words: str) -> tuple[str, list[str]]:
    """A line without `<- thread`, and the threads."""
    return _THREAD.sub("", words).strip(), _THREAD.findall(words)


def names_in(tree: Tree) -> Iterator[str]:
    """The variables of a tree."""
    if isinstance(tree, Name):
        yield tree.name
    for part in parts_of(tree):
        yield from names_in(part)
