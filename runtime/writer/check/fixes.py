"""Which findings can be mended for certain, and by what: one small edit a finding, or none.

Certain means: one known word is much nearer than any other, or there is only one way to write what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from runtime.story.fountain.jump import TRANSITIONS
from runtime.story.fountain.titlepage import OWN_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runtime.story import Diagnostic, Story

NEAR = 0.75  # how alike a word and the one that was meant are
AHEAD = 0.12  # by how much it is nearer than any other
SHORTEST = 3  # characters of a word whose spelling can be judged
CUTS = ("now", "beat", "end")

_QUOTED = re.compile(r"“([^”…]*)”")
_JUMP = re.compile(r"(\s*)(?:->\s*(\S+)|((?:[A-Z]+ )?(?:TO|CONTINUE|END)):\s*(\S.*?))\s*$")
_NOTE = re.compile(r"\[\[(.*?)\]\]")
_SIGNS = {"=": "==", "&": "and", "|": "or", "!": "not"}
_CURLY = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True)
class Edit:
    """`old` at a place of a file becomes `new`; an empty `old` puts an empty line above."""

    code: str
    file: str
    line: int  # 1-based
    column: int  # 1-based
    old: str
    new: str

    def __str__(self) -> str:
        change = f"“{self.old}” becomes “{self.new}”" if self.old else "an empty line comes above"
        return f"{self.file}:{self.line}: {self.code}: {change}"


def edits(story: Story, lines: dict[str, Sequence[str]], findings: Iterable[Diagnostic]) -> Iterator[Edit]:
    """The edits for those findings that can be mended for certain, at most one a line.

    `lines` are the lines of the story's files; `story` may be one that cannot be played.
    """
    taken: set[tuple[str, int]] = set()
    for one in findings:
        place, mend = one.place, _MENDERS.get(one.code)
        text = lines.get(place.file, ())
        if mend is None or not 0 < place.line <= len(text) or (place.file, place.line) in taken:
            continue
        found = mend(_Case(one, text[place.line - 1].rstrip("\r\n"), _following(text, place.line), story))
        if found is not None and (found[1] != found[2] or not found[1]):
            taken.add((place.file, place.line))
            yield Edit(one.code, place.file, place.line, *found)


def _following(text: Sequence[str], line: int) -> str:
    return text[line] if line < len(text) else ""


@dataclass(frozen=True)
class _Case:
    """A finding with its line, the one after it, and the story."""

    finding: Diagnostic
    line: str
    following: str
    story: Story

    @property
    def at(self) -> int:
        """Where the finding points to, counted from 0."""
        return self.finding.place.column - 1

    @property
    def word(self) -> str:
        """The writer's word that the finding is about, whole; empty where it was cut short."""
        found = _QUOTED.search(self.finding.what)
        return found[1] if found else ""

    def replaced(self, old: str, new: str) -> Mended | None:
        """`old` at or after the place becomes `new`, if it stands there once."""
        whole = re.compile(rf"(?<![\w.-]){re.escape(old)}(?![\w-])", re.IGNORECASE)
        found = list(whole.finditer(self.line, max(0, self.at)))
        return (found[0].start() + 1, found[0][0], new) if old and new and len(found) == 1 else None


Mended = tuple[int, str, str]  # column (1-based), what stands there, what comes there


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was meant, if it is certain; else nothing."""
    word = word.lower()
    if not SHORTEST <= len(word) <= 60:
        return ""
    ranked = sorted(
        ((SequenceMatcher(None, word, one.lower()).ratio(), one) for one in known if abs(len(one) - len(word)) <= 3),
        reverse=True,
    )
    if not ranked or ranked[0][0] < NEAR or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < AHEAD):
        return ""
    return ranked[0][1]


# --- misspelt words ---------------------------------------------------------------------------------------------------


def _target(case: _Case) -> Mended | None:
    tags = case.finding.what.startswith("no node has the tag")
    return case.replaced(case.word, nearest(case.word, _tags(case.story) if tags else case.story.nodes))


def _tags(story: Story) -> set[str]:
    return {tag for scene in story.program.scenes.values() for tag in scene.tags}


def _start(case: _Case) -> Mended | None:
    return case.replaced(case.word, nearest(case.word, case.story.nodes))


def _variable(case: _Case) -> Mended | None:
    variables = case.story.program.variables
    words = {word for variable in variables for word in variable.kind.words}
    return case.replaced(case.word, nearest(case.word, {variable.name for variable in variables} | words))


def _quoted_id(case: _Case) -> Mended | None:
    choices = {choice for _, choice in case.story.program.offers}
    meant = nearest(case.word, case.story.nodes) or nearest(case.word, choices)
    return case.replaced(case.word, meant) if f'"{meant}"' == case.finding.instead else None


def _moment(case: _Case) -> Mended | None:
    return case.replaced(case.word, nearest(case.word, CUTS))


def _transition(case: _Case) -> Mended | None:
    word = case.word.upper().removesuffix(" TO")
    meant = nearest(word, TRANSITIONS)
    return case.replaced(word, meant) if meant and meant != "CONTINUE" else None


def _key(case: _Case) -> Mended | None:
    """A title page key, if the page does not have the right one already."""
    meant = nearest(case.word, OWN_KEYS)
    given = {entry.key for entry in case.story.title_page}
    key = case.line.partition(":")[0]
    return (1, key, meant.title()) if meant and meant not in given and key.strip() == key else None


def _near_miss(case: _Case) -> Mended | None:
    """A note whose first word is misspelt, or that closes a block in another language's words."""
    found = _NOTE.match(case.line, max(0, case.at))
    if found is None:
        return None
    inner, meant = found[1].strip(), case.finding.instead.removeprefix("[[").removesuffix("]]")
    first = re.match(r"\w+", inner)
    other = re.match(r"\w+", meant)
    same = bool(first and other) and inner[len(first[0]) :] == meant[len(other[0]) :]  # type: ignore[index]
    return (case.at + 1, found[0], f"[[{meant}]]") if same or meant == "end" else None


# --- signs and lines --------------------------------------------------------------------------------------------------


def _sign(case: _Case) -> Mended | None:
    """`=` for `==`, `&&` for `and`, typographic quotes: what other languages write."""
    at = case.at
    sign = case.line[at : at + 1]
    if sign in "“”‘’" and sign:
        end = case.line.find("]]", at)
        rest = case.line[at : end if end >= 0 else len(case.line)]
        return at + 1, rest, rest.translate(_CURLY)
    word = _SIGNS.get(sign)
    if word is None or case.finding.instead != word:
        return None
    old = sign * 2 if sign in "&|" and case.line[at + 1 : at + 2] == sign else sign
    before = "" if word == "==" or case.line[at - 1 : at] in ("", " ", "(") else " "
    after = "" if word == "==" or case.line[at + len(old) :][:1] == " " else " "
    return at + 1, old, f"{before}{word}{after}"


def _bare_jump(case: _Case) -> Mended | None:
    """A jump without its sign, alone in its paragraph, to a node that exists."""
    found = _JUMP.match(case.line)
    if found is None or case.following.strip():
        return None
    indent, arrow, transition, words = found[1], found[2], found[3], found[4]
    target = (arrow or words).strip("#").lower()
    if transition != "END" and target not in case.story.nodes:
        return None
    old = case.line[len(indent) :].rstrip()
    return len(indent) + 1, old, f"> CUT TO: {target}" if arrow else f"> {old}"


def _jump_without_transition(case: _Case) -> Mended | None:
    target = case.word.strip("#").lower()
    at = case.line.find(">")
    if at < 0 or target not in case.story.nodes or case.line[at + 1 :].strip().strip("#").lower() != target:
        return None
    return at + 1, case.line[at:].rstrip(), f"> CUT TO: {target}"


def _blank_above(case: _Case) -> Mended | None:  # noqa: ARG001
    return 1, "", ""


_MENDERS: dict[str, Callable[[_Case], Mended | None]] = {
    "S107": _near_miss,
    "S109": _key,
    "S115": _bare_jump,
    "S116": _transition,
    "S120": _blank_above,
    "S201": _target,
    "S204": _start,
    "S205": _jump_without_transition,
    "S301": _sign,
    "S302": _variable,
    "S305": _sign,
    "S308": _quoted_id,
    "S406": _moment,
}
MENDED = frozenset(_MENDERS)
