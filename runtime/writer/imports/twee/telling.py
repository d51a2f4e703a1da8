"""Tells a passage as a scene: paragraphs, speeches and blocks in their order, and all links as one choice point."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runtime.writer.imports.model import quoted
from runtime.writer.imports.script import Act, Ask, Cases, Detour, Go, Option, Say, Store
from runtime.writer.imports.script import Part as Case
from runtime.writer.imports.tree import FALSE, TRUE, Either, Name, Unary, Value, both, parts_of
from runtime.writer.imports.twee.items import Assigned, If, Included, Link, Shown, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from runtime.writer.imports.model import Losses
    from runtime.writer.imports.script import Step, Word
    from runtime.writer.imports.tree import Tree
    from runtime.writer.imports.twee.items import Item

MAX_INSIDE = 6  # passages shown in passages
MAX_STEPS = 4_000  # of one passage with all that it shows
_INLINE = 160  # characters of a text that is chosen inside a sentence

_SPEECH = re.compile(r"\s*([^\W\d_][\w .'’-]{0,30}?)\s*:\s+(?=\S)")
_QUOTED = re.compile(r"\s*[\"“«](.*)[\"”»]\s*$", re.DOTALL)
_ROW_SIGNS = re.compile(r"^\s*(?:[!#]{1,6}|[*>+•-]{1,6}(?=\s)|=+><=+$|=+>$|<=+$|<=+>$)\s*")
_NOTHING = re.compile(r"[\s\W_]*(?:(?:or|and)\b)?[\s\W_]*$", re.IGNORECASE)


@dataclass
class Aside:
    """What passages of one story have in common while they are told."""

    losses: Losses
    items_of: Callable[[str], list[Item] | None]  # of a passage by its name
    is_detour: Callable[[str], bool]  # whether a passage is shown by a detour
    beginnings: dict[str, Store] = field(default_factory=dict)
    switches: int = 0


class Telling:
    """Tells one passage. Used once."""

    def __init__(self, name: str, aside: Aside) -> None:
        self.name, self.aside, self.losses = name, aside, aside.losses
        self.options: list[Option] = []
        self.acts = False  # whether a choice acts on the spot, so that the others stay on offer
        self._conditions: list[Tree] = []
        self._choosing = 0  # choices whose consequences are told
        self._inside = [name]  # passages that show one another
        self._steps = 0
        self._row: list[Word] = []
        self._beside = ""  # the words of the row that are no links'; a value counts as one
        self._paragraph: list[Word] = []
        self._line = 1
        self._found: list[Step] = []

    def tell(self, items: list[Item]) -> list[Step]:
        """The steps of the passage, without its choice point."""
        return self._told(items)

    @property
    def choices(self) -> str:
        """The name of the scene that holds the choice point where choices act on the spot."""
        return f"{self.name} choices"

    def _told(self, items: list[Item]) -> list[Step]:
        outer, self._found = self._found, []
        for number, item in enumerate(items):
            self._steps += 1
            if self._steps > MAX_STEPS:
                self.losses.add(
                    item.line if not isinstance(item, Assigned) else item.store.line,
                    "the rest of a passage is left out",
                    "it shows too much",
                )
                break
            following = items[number + 1] if number + 1 < len(items) else None
            self._item(item, following)
        self._end_paragraph()
        found, self._found = self._found, outer
        return found

    def _item(self, item: Item, following: Item | None) -> None:
        if isinstance(item, Text):
            self._text(item)
        elif isinstance(item, Shown):
            self._say(item.tree, item.line)
        elif isinstance(item, Link):
            self._link(item)
        elif isinstance(item, If):
            self._if(item, following)
        elif isinstance(item, Included):
            self._include(item)
        elif isinstance(item, Assigned):
            self._end_sentence(following)
            self._store(item.store)
        else:
            self._end_paragraph()
            self._found.append(Go(item.line, item.target))

    # --- text

    def _text(self, item: Text) -> None:
        line = item.line
        for number, words in enumerate(item.words.split("\n")):
            if number:
                self._end_row()
                line += 1
                if not words.strip() and not self._row:
                    self._end_paragraph()
            if words and (words.strip() or self._row):
                self._say(words, line)

    def _say(self, word: Word, line: int, *, linked: bool = False) -> None:
        if not self._row and not self._paragraph:
            self._line = line
        self._row.append(word)
        self._beside += "" if linked else word if isinstance(word, str) else "x"

    def _end_row(self) -> None:
        """A line is over: it goes on a paragraph, or is a speech, or only held links."""
        row, beside = self._row, self._beside
        self._row, self._beside = [], ""
        if row and isinstance(row[0], str):
            row[0] = _ROW_SIGNS.sub("", row[0], count=1)
        words = [word for word in row if word != ""]
        if not words or not beside.strip(" \t-_=*~|>•") or (len(words) > 1 and _NOTHING.match(beside)):
            return
        speech = self._speech(words)
        if speech:
            self._end_paragraph()
            self._found.append(speech)
        else:
            self._paragraph += [*([" "] if self._paragraph else []), *words]

    def _speech(self, words: list[Word]) -> Say | None:
        """A line of the form NAME: words, or Name: “words”."""
        found = _SPEECH.match(words[0]) if isinstance(words[0], str) else None
        if found is None or not isinstance(words[0], str):
            return None
        rest: list[Word] = [words[0][found.end() :], *words[1:]]
        said = _QUOTED.match(rest[0]) if len(rest) == 1 and isinstance(rest[0], str) else None
        if said:
            rest = [said[1]]
        if not (said or found[1].isupper()):
            return None
        return Say(self._line, found[1], tuple(rest))

    def _end_paragraph(self) -> None:
        self._end_row()
        words, self._paragraph = self._paragraph, []
        if words:
            self._found.append(Act(self._line, tuple(words)))

    def _end_sentence(self, following: Item | None) -> None:
        """A step stands between words: the paragraph ends, unless nothing of it is there yet."""
        if self._row or self._paragraph or following is None:
            self._end_paragraph()

    # --- logic

    def _store(self, store: Store) -> None:
        for option in self.options if not self._choosing else ():
            if option.condition and store.name in set(_names(option.condition)):
                what = f"the choice {quoted(_label(option))} is on offer by what is true at the end of its passage"
                self.losses.add(option.line, what, f"{quoted(store.source)} comes after it")
        self._found.append(store)

    def _if(self, item: If, following: Item | None) -> None:
        inline = self._inline(item)
        joins = following is not None and isinstance(following, Text | Shown) and not _begins_row(following)
        if inline is not None and (self._row or joins):
            self._say(inline, item.line)
            return
        self._end_paragraph()
        cases = Cases(item.line, [])
        before: list[Tree] = []
        for part in item.parts:
            own = [part.condition] if part.condition is not None else []
            with self._under([*before, *own]):
                body = self._told(part.items)
            before += [Unary("not", condition) for condition in own]
            cases.parts.append(Case(part.line, part.condition, body, part.source))
        if any(part.body for part in cases.parts):
            self._found.append(cases)

    @contextmanager
    def _under(self, conditions: list[Tree]) -> Iterator[None]:
        self._conditions += conditions
        yield
        del self._conditions[len(self._conditions) - len(conditions) :]

    @staticmethod
    def _inline(item: If) -> Tree | None:
        """Texts that are chosen inside a sentence, as one value."""
        texts: list[tuple[Tree | None, str]] = []
        for part in item.parts:
            if not all(isinstance(one, Text) for one in part.items):
                return None
            words = "".join(one.words for one in part.items if isinstance(one, Text))
            if (
                "\n" in words.strip(" ")
                or len(words) > _INLINE
                or ('"' in words and "'" in words)
                or not _can_quote(words)
            ):
                return None
            texts.append((part.condition, words))
        whole: Tree = Value("") if texts[-1][0] is not None else Value(texts.pop()[1])
        for condition, words in reversed(texts):
            whole = Either(condition or TRUE, Value(words), whole)
        return whole

    # --- other passages

    def _include(self, item: Included) -> None:
        self._end_paragraph()
        items = self.aside.items_of(item.target)
        if items is None:
            self.losses.add(item.line, f"{quoted(item.target)} is not shown", "there is no passage of that name")
        elif self.aside.is_detour(item.target):
            self._found.append(Detour(item.line, item.target))
        elif item.target in self._inside or len(self._inside) > MAX_INSIDE:
            self.losses.add(item.line, f"{quoted(item.target)} is not shown", "passages show one another without end")
        else:
            self._inside.append(item.target)
            self._found += self._told(items)
            self._inside.pop()

    # --- choices

    def _link(self, item: Link) -> None:
        for word in item.label:
            self._say(word, item.line, linked=True)
        option = Option(item.line, item.label, both(list(self._conditions)), target=item.target)
        self.options.append(option)
        kept = self._row, self._beside, self._paragraph
        self._row, self._beside, self._paragraph = [], "", []
        self._choosing += 1
        if item.target is not None:
            option.body = self._told([one for one in item.body if not isinstance(one, Text) or one.words.strip()])
        else:
            self._act(option, item)
        self._row, self._beside, self._paragraph = kept
        self._choosing -= 1

    def _act(self, option: Option, item: Link) -> None:
        """A choice that acts on the spot: once, and the choices that it brings come after it."""
        self.acts = True
        option.once = not item.again
        before = len(self.options)
        switch = self._switch(item.line)
        with self._under([Name(switch.name)]):
            body = self._told(item.body)
        if len(self.options) > before:
            body = [switch, *body]
        else:
            del self.aside.beginnings[switch.name]
        option.body = [*body, Go(item.line, self.choices)]

    def _switch(self, line: int) -> Store:
        self.aside.switches += 1
        name = f"shown {self.aside.switches}"
        self.aside.beginnings[name] = Store(line, name, FALSE)
        return Store(line, name, TRUE)

    def ask(self, line: int) -> list[Step]:
        """The choice point of the passage."""
        return [Ask(line, self.options)] if self.options else []


def _begins_row(item: Text | Shown) -> bool:
    return isinstance(item, Text) and item.words.startswith("\n")


def _can_quote(words: str) -> bool:
    return not any(sign in words for sign in ("\\", "{", "}", "|", "[[", "]]", "->", "/*"))


def _names(tree: Tree) -> Iterator[str]:
    if isinstance(tree, Name):
        yield tree.name
    for part in parts_of(tree):
        yield from _names(part)


def _label(option: Option) -> str:
    return "".join(word for word in option.words if isinstance(word, str))
