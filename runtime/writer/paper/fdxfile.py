"""A Final Draft file as a small tree of tags. It is untrusted: no entities, and limits on size, depth and number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from runtime.errors import StoryError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 6 * 1024 * 1024
MAX_TAGS = 60_000
MAX_WORDS = 2_000_000  # characters of text
MAX_DEPTH = 40
WANTED = frozenset({"Content", "TitlePage", "ScriptNotes", "ElementSettings"})  # of the document; the rest is counted


@dataclass(slots=True)
class Tag:
    """One element of the file."""

    name: str
    attributes: dict[str, str]
    line: int  # 1-based, of the file
    children: list[Tag] = field(default_factory=list)
    words: list[str] = field(default_factory=list)  # the text of a <Text>

    @property
    def text(self) -> str:
        return "".join(self.words)

    def all(self, name: str) -> Iterator[Tag]:
        """The children of this name."""
        return (child for child in self.children if child.name == name)


@dataclass
class Document:
    """What of a file is read, and how many of the other tags there are."""

    root: Tag
    others: dict[str, int]  # name -> how many


def parse_fdx(data: bytes) -> Document:
    """The document; StoryError where the bytes are none."""
    if len(data) > MAX_BYTES:
        raise StoryError(f"This file is larger than {MAX_BYTES // 1024**2} MB, more than a screenplay can be.")
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        where = f"line {error.lineno}: {expat.ErrorString(error.code)}"
        raise StoryError(f"This is not a Final Draft file (.fdx), or it was cut off: {where}.") from None
    except (LookupError, ValueError):  # it names an encoding that nobody knows
        raise StoryError("This is not a Final Draft file (.fdx): those are written in UTF-8.") from None
    if reader.root is None:
        raise StoryError("This is not a Final Draft file (.fdx): it holds no script.")
    return Document(reader.root, reader.others)


class _Reader:
    """Builds the tree while the parser goes through the file. Used once."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.root: Tag | None = None
        self.others: dict[str, int] = {}
        self._open: list[Tag] = []
        self._skipped = 0  # tags that are open and not wanted
        self._count = self._letters = 0

    @staticmethod
    def _refuse(*_: object) -> None:
        raise StoryError("This file declares a document type or entities, which no screenplay does. It was not read.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_TAGS or len(self._open) + self._skipped >= MAX_DEPTH:
            raise StoryError("This file holds more than a screenplay can: it was not read.")
        if self.root is None and name != "FinalDraft":
            raise StoryError(f"This is not a Final Draft file (.fdx): it begins with <{name[:40]}>.")
        if self._skipped or (len(self._open) == 1 and name not in WANTED):
            self._skipped += 1
            if name in self.others or len(self.others) < 1000:
                self.others[name] = self.others.get(name, 0) + 1
            return
        tag = Tag(name, attributes, self.parser.CurrentLineNumber)
        if self._open:
            self._open[-1].children.append(tag)
        self.root = self.root or tag
        self._open.append(tag)

    def _end(self, _name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        else:
            self._open.pop()

    def _words(self, words: str) -> None:
        if not self._skipped and self._open and self._open[-1].name == "Text":
            self._letters += len(words)
            if self._letters > MAX_WORDS:
                raise StoryError("This file holds more words than a screenplay can: it was not read.")
            self._open[-1].words.append(words)
