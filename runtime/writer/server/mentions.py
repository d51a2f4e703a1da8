"""Every place of a story where a name is mentioned: nodes, variables, people, places, tags and choices."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from runtime.story.expression.functions import FUNCTIONS
from runtime.story.phrases import choice_ids
from runtime.story.program import files_of, notes_of
from runtime.story.script import Assign, Condition, JumpLine, Lock, Opening, Option, Paragraph, Speech, Words
from runtime.writer.server.people import name_mentions
from runtime.writer.server.position import Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runtime.story import Node, Story
    from runtime.story.script import Element, Jump, Note
    from runtime.writer.server.draft import Draft

Sort = Literal["node", "variable", "cast", "place", "tag", "choice"]
Role = Literal["definition", "set", "use"]

_NOTE_END = re.compile(r"\]\]")
_ASSIGNED = re.compile(r"\s*(?:var|set)\s+([\w.]+)\s*[-+*/%]*=")
_ASKED = re.compile(r"\s*(?:if|elif|when:)")
_LOCKED = re.compile(r'\s*locked\s+"[^"]*"\s+if')
_KEYED = re.compile(r"\s*[a-z]+:\s*")
_TOKEN = re.compile(r"""\"[^"]*\"?|'[^']*'?|(?:viewer\.|room\.)?[^\W\d]\w*""")
_IDS = re.compile(
    rf"""\b({"|".join(name for name, one in FUNCTIONS.items() if one.arguments[:1] == ("node",))})\s*\(\s*"""
    r"""(["'])([^"']*)\2(?:\s*,\s*(["'])([^"']*)\4)?"""
)
_BRACE = re.compile(r"\\.|[{}|]")
_SIGNS = "~&!"  # of alternatives that are not played in order
_ID = re.compile(r"#\s*([^#]*?)\s*#(?=\s*(?:\[\[.*)?$)")
_NOT_NAMES = frozenset("and or not in if else true false yes no True False".split()) | set(FUNCTIONS) | {"set"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, and where it stands."""

    sort: Sort
    name: str  # a node's id, a variable, a name of the cast or a place in capitals, "node/choice" of a choice
    spot: Spot
    role: Role = "use"
    node: str = ""  # id of the node that it stands in


class Index:
    """Finds mentions by where they stand and by their names."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._lines: dict[tuple[str, int], list[Mention]] = defaultdict(list)
        self._names: dict[tuple[Sort, str], list[Mention]] = defaultdict(list)
        for mention in mentions:
            self._lines[mention.spot.file, mention.spot.line].append(mention)
            self._names[mention.sort, mention.name].append(mention)

    def at(self, file: str, line: int, column: int) -> Mention | None:
        """The mention under a cursor, the shortest where one stands in another."""
        held = (mention for mention in self._lines.get((file, line), ()) if mention.spot.holds(column))
        return min(held, key=lambda mention: mention.spot.end - mention.spot.start, default=None)

    def on(self, file: str, line: int) -> tuple[Mention, ...]:
        """The mentions of a line."""
        return tuple(self._lines.get((file, line), ()))

    def of(self, sort: Sort, name: str) -> tuple[Mention, ...]:
        """All mentions of a name, in the order of the story."""
        return tuple(self._names.get((sort, name), ()))

    def definition(self, sort: Sort, name: str) -> Mention | None:
        """Where a name is given."""
        return next((mention for mention in self.of(sort, name) if mention.role == "definition"), None)

    def all(self, sort: Sort) -> Iterator[Mention]:
        """All mentions of a sort."""
        for (one, _), mentions in self._names.items():
            if one == sort:
                yield from mentions


def mentions_of(draft: Draft) -> tuple[Mention, ...]:
    """All mentions in a story's files; those of people and places last."""
    story = draft.story
    if story is None:
        return ()
    found = [*_started(draft, story), *_in_elements(draft, story)]
    return (*found, *(Mention(sort, name, spot, role, node) for sort, name, spot, role, node in name_mentions(draft)))


def _started(draft: Draft, story: Story) -> Iterator[Mention]:
    """The title page's `Start: id`."""
    for entry in story.title_page:
        if entry.key == "start" and entry.value:
            line = draft.line(story.file, entry.line - 1)
            at = line.lower().find(story.start, line.find(":"))
            if at >= 0:
                yield Mention("node", story.start, Spot(story.file, entry.line - 1, at, at + len(story.start)))


def _in_elements(draft: Draft, story: Story) -> Iterator[Mention]:
    variables = {variable.name for variable in story.program.variables}
    for given in story.nodes.values():
        yield Mention("node", given.id, id_spot(draft, given), "definition", given.id)
    preambles = 1 + len(story.included)
    nodes: list[Node | None] = [*[None] * preambles, *story.nodes.values()]
    for (file, elements), node in zip(files_of(story), nodes, strict=True):
        ids = iter(choice_ids(story, node.id) if node else ())
        for element in elements:
            choice = next(ids, "") if isinstance(element, Option) else ""
            if isinstance(element, (Option, JumpLine)) or "[[" in element.source or "{" in element.source:
                passage = _Passage(draft.sheets[file].passage(element), file, element.line - 1, node.id if node else "")
                yield from passage.mentions(element, choice, variables)


def id_spot(draft: Draft, node: Node) -> Spot:
    """Where a node gets its id: from its heading's last word, or from all of them."""
    line = draft.sheets[node.file].clean[node.line - 1]
    written = _ID.search(line) if node.named else None
    start, end = written.span(1) if written else (len(line) - len(line.lstrip()), len(line))
    return Spot(node.file, node.line - 1, start, end)


class _Passage:
    """The lines of one element."""

    def __init__(self, text: str, file: str, line: int, node: str) -> None:
        self.text, self.file, self.line, self.node = text, file, line, node
        self.words = text  # the same with notes blanked

    def mentions(self, element: Element, choice: str, variables: set[str]) -> Iterator[Mention]:
        spans = []
        for note in notes_of(element):
            start = self._find(note)
            end = _NOTE_END.search(self.text, start) if start >= 0 else None
            if end:
                spans.append((start, end.end()))
                for mention in self._note(note, start + 2, end.start()):
                    if mention.sort != "variable" or mention.name in variables:
                        yield mention
        for start, end_at in spans:
            blank = re.sub(r"[^\n]", " ", self.text[start:end_at])
            self.words = self.words[:start] + blank + self.words[end_at:]
        yield from self._beside_notes(element, choice, variables)

    def _beside_notes(self, element: Element, choice: str, variables: set[str]) -> Iterator[Mention]:
        if isinstance(element, Option):
            if choice and self.node:
                at = len(self.words) - len(self.words.lstrip(" \t+*"))
                end = len(self.words.split("\n", 1)[0].partition("->")[0].rstrip())
                yield self._made("choice", f"{self.node}/{choice}", at, max(at, end), "definition")
            if element.jump:
                yield from self._jump(element.jump, self.words.rfind("->") + 2)
        if isinstance(element, JumpLine):
            yield from self._jump(element.jump, self.words.find(">") + 1)
        if isinstance(element, (Option, Paragraph, Speech)):
            yield from self._braces(0, self.words, variables)

    def _find(self, note: Note) -> int:
        """Where a note begins; -1: it cannot be found."""
        begun = 0
        for _ in range(note.line - 1 - self.line):
            begun = self.text.find("\n", begun) + 1
            if not begun:
                return -1
        return self.text.find("[[", max(begun, begun + note.column - 3))

    def _made(self, sort: Sort, name: str, start: int, end: int, role: Role = "use") -> Mention:
        line_start = self.text.rfind("\n", 0, start) + 1
        line = self.line + self.text.count("\n", 0, start)
        return Mention(sort, name, Spot(self.file, line, start - line_start, end - line_start), role, self.node)

    # --- notes

    def _note(self, note: Note, start: int, end: int) -> Iterator[Mention]:
        text = self.text[start:end]
        if isinstance(note, Assign):
            named = _ASSIGNED.match(text)
            if named:
                role: Role = "definition" if note.verb == "var" else "set"
                yield self._made("variable", note.name, start + named.start(1), start + named.end(1), role)
                yield from self._expression(start + named.end(), end)
        elif isinstance(note, (Condition, Lock)):
            shape = _LOCKED if isinstance(note, Lock) else _ASKED
            asked = shape.match(text)
            if asked:
                yield from self._expression(start + asked.end(), end)
        elif isinstance(note, Words):
            yield from self._words(note, start, text)
        elif isinstance(note, Opening):
            yield from self._braces(start, text, None)

    def _words(self, note: Words, start: int, text: str) -> Iterator[Mention]:
        keyed = _KEYED.match(text)
        at = start + (keyed.end() if keyed else 0)
        end = start + len(text.rstrip())
        if note.sort in ("call", "tag"):
            name = note.words.lower().strip("# " if note.sort == "call" else " ")
            role: Role = "definition" if note.sort == "tag" else "use"
            yield self._made("node" if note.sort == "call" else "tag", name, at, end, role)
        elif note.sort == "id" and self.node:
            yield self._made("choice", f"{self.node}/{note.words.lower()}", at, end)

    # --- what refers to something

    def _jump(self, jump: Jump, start: int) -> Iterator[Mention]:
        """The id or tag of a jump, which stands behind its colon, if it has one."""
        if not jump.target:
            return
        shape = re.compile(re.escape(jump.target), re.IGNORECASE)
        found = shape.search(self.words, max(start, self.words.find(":", start)))
        if found:
            yield self._made("tag" if jump.sort == "draw" else "node", jump.target, *found.span())

    def _expression(self, start: int, end: int) -> Iterator[Mention]:
        for sort, name, first, last in names_in(self.text, start, end):
            yield self._made(sort, name, first, last)

    def _braces(self, start: int, text: str, variables: set[str] | None) -> Iterator[Mention]:
        for first, last in insertions(text):
            for mention in self._expression(start + first, start + last):
                if variables is None or mention.sort != "variable" or mention.name in variables:
                    yield mention


def names_in(text: str, start: int, end: int) -> Iterator[tuple[Sort, str, int, int]]:
    """(sort, name, start, end) of the variables in an expression, and of the quoted ids of its calls."""
    for token in _TOKEN.finditer(text, start, end):
        if token[0][0] not in "\"'" and token[0] not in _NOT_NAMES:
            yield "variable", token[0], *token.span()
    for call in _IDS.finditer(text, start, end):
        node = call[3].strip("#").lower()
        yield "node", node, *call.span(3)
        if call[5] is not None:
            yield "choice", f"{node}/{call[5].strip('#').lower()}", *call.span(5)


def insertions(text: str) -> Iterator[tuple[int, int]]:
    """Where the expressions between braces begin and end; alternatives are none."""
    stack: list[tuple[int, bool]] = []  # (first character, whether it has a bar)
    for sign in _BRACE.finditer(text):
        if sign[0] == "{":
            stack.append((sign.end(), False))
        elif sign[0] == "|" and stack:
            stack[-1] = stack[-1][0], True
        elif sign[0] == "}" and stack:
            first, bar = stack.pop()
            if not bar and text[first : first + 1] not in _SIGNS:
                yield first, sign.start()
