"""What an editor underlines, how far, and which of it can be mended by a click."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.writer.check.findings import diagnose, examine_file
from runtime.writer.check.fixes import edits
from runtime.writer.server.position import Edit, Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runtime.story import Diagnostic
    from runtime.writer.server.draft import Draft

_NOTE = re.compile(r"\[\[.*?(?:\]\]|$)")
_QUOTED = re.compile(r"“([^”…]+)”")
_PLAIN = re.compile(r"[\w.'’ -]+$")
_WORD = re.compile(r"#?[\w.'’-]+#?")


_SPELT = frozenset({"S201", "S204", "S302", "S308", "S601", "S603", "S606", "S607"})  # names that are nearly known ones

_BIBLE = {"S601": "cast", "S606": "places"}


@dataclass(frozen=True)
class Fix:
    """An edit that mends a finding."""

    title: str
    finding: Diagnostic
    edit: Edit
    is_certain: bool = True


def findings_of(draft: Draft, *, saved: bool = False) -> tuple[Diagnostic, ...]:
    """What reading and linting found; of a `saved` story also its sounds, prompts, captions and translations."""
    return examine_file(draft.found).findings if saved else diagnose(draft.reading, draft.found.looks)


def underlined(draft: Draft, finding: Diagnostic) -> Spot:
    """What a finding is about: a note, a word, or the whole line where it points to its beginning."""
    place = finding.place
    number, at = max(0, place.line - 1), max(0, place.column - 1)
    line = draft.line(place.file, number)
    words = len(line.rstrip())
    if at >= words:
        return Spot(place.file, number, min(at, words), words)
    if found := _NOTE.match(line, at):
        return Spot(place.file, number, at, found.end())
    if spot := _quoted(finding, line, at):
        return spot
    first = len(line) - len(line.lstrip())
    if at <= first:
        return Spot(place.file, number, first, words)
    found = _WORD.match(line, at)
    return Spot(place.file, number, at, found.end() if found else words)


def _quoted(finding: Diagnostic, line: str, at: int) -> Spot | None:
    """The writer's word that a finding repeats, if it stands in the line once."""
    said = _QUOTED.search(finding.what)
    shape = re.compile(rf"(?<![\w.-]){re.escape(said[1])}(?![\w-])", re.IGNORECASE) if said else None
    found = list(shape.finditer(line, at)) if shape else []
    return Spot(finding.place.file, finding.place.line - 1, *found[0].span()) if len(found) == 1 else None


def fixes(draft: Draft, file: str, first: int, last: int) -> tuple[Fix, ...]:
    """What can be mended in some lines (from 0, the last one too) of a file."""
    near = [one for one in draft.findings if one.place.file == file and first <= one.place.line - 1 <= last]
    certain = tuple(_certain(draft, near))
    mended = {fix.finding for fix in certain}
    rest = [one for one in near if one not in mended]
    return (*certain, *_guesses(draft, rest), *_declarations(draft, rest), *_entries(draft, rest))


def _certain(draft: Draft, findings: Iterable[Diagnostic]) -> Iterator[Fix]:
    if draft.story is None:
        return
    for one in findings:
        sheet = draft.sheets.get(one.place.file)
        for mend in edits(draft.story, {one.place.file: sheet.lines}, [one]) if sheet else ():
            spot = Spot(mend.file, mend.line - 1, mend.column - 1, mend.column - 1 + len(mend.old))
            if mend.old:
                yield Fix(f"Change “{mend.old}” to “{mend.new}”", one, Edit(spot, mend.new))
            else:
                yield Fix("Put an empty line above", one, Edit(spot, "\n"))


def _guesses(draft: Draft, findings: Iterable[Diagnostic]) -> Iterator[Fix]:
    """The nearest known word in place of a misspelt one: what the finding asks “did you mean” of."""
    for one in findings:
        word = one.instead.strip('"')
        sheet = draft.sheets.get(one.place.file)
        if one.code in _SPELT and sheet and _PLAIN.match(word) and " - " not in word:
            spot = _quoted(one, draft.line(sheet.file, one.place.line - 1), max(0, one.place.column - 1))
            if spot:
                old = draft.line(spot.file, spot.line)[spot.start : spot.end]
                yield Fix(f"Change “{old}” to “{word}”", one, Edit(spot, word), is_certain=False)


def _declarations(draft: Draft, findings: Iterable[Diagnostic]) -> Iterator[Fix]:
    """Declare a variable that nobody has declared, with the value that the finding proposes."""
    for one in findings:
        if one.code == "S302" and one.instead.startswith("[[var ") and "…" not in one.instead and draft.story:
            yield Fix(f"Declare it: {one.instead}", one, Edit(*_declared(draft, one.instead)), is_certain=False)


def _declared(draft: Draft, note: str) -> tuple[Spot, str]:
    """Where a declaration goes: under the last one before the scenes, else before the first scene."""
    given = [one.spot for one in draft.index.all("variable") if one.role == "definition" and not one.node]
    own = [spot for spot in given if spot.file == draft.main]
    if own:
        last = max(spot.line for spot in own)
        end = len(draft.line(draft.main, last))
        return Spot(draft.main, last, end, end), f"\n{note}"
    nodes = [node for node in draft.story.nodes.values() if node.file == draft.main] if draft.story else []
    line = min((node.line - 1 for node in nodes), default=0)
    return Spot(draft.main, line, 0, 0), f"{note}\n\n"


def _entries(draft: Draft, findings: Iterable[Diagnostic]) -> Iterator[Fix]:
    """A line in the bible for somebody or somewhere that it does not know."""
    for one in findings:
        key = _BIBLE.get(one.code)
        entry = (
            next((entry for entry in draft.story.title_page if entry.key == key), None) if key and draft.story else None
        )
        if entry is not None and " - " in one.instead:
            last = entry.line - 1 + len(entry.items)
            end = len(draft.line(draft.main, last))
            edit = Edit(Spot(draft.main, last, end, end), f"\n    {one.instead}")
            yield Fix(f"Add to {entry.key.title()}: {one.instead}", one, edit, is_certain=False)
