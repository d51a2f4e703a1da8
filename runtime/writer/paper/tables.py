"""Translation tables: made from a story, and brought up to date with it without losing a translator's work.

A phrase that was reworded keeps its translation, marked “needs update”, and the words that it was made for. What the
story no longer says goes to the end, marked “unused”. Columns that a translator has added stay.
"""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from runtime.errors import StoryError
from runtime.story.fountain.text import gathered
from runtime.story.phrases import nameless_lines, phrases
from runtime.story.translation import DONE, HEADER, NEW, OUTDATED, UNUSED
from runtime.writer.paper.cells import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from runtime.story import Story
    from runtime.story.phrases import Phrase
    from runtime.writer.paper.cells import Row

COLUMNS = (*HEADER, "was", "kind", "speaker", "direction", "context", "node")  # was: the source before it was reworded
ALIKE = 0.6  # how much of two texts must be the same for one to be the other reworded
_MANY = 40  # lost rows of one node that a new phrase is compared with, at most


def check_named(story: Story) -> None:
    """StoryError where lines have no ids: tables and recordings find lines by them."""
    count = nameless_lines(story)
    if count:
        lines = "1 line has" if count == 1 else f"{count} lines have"
        raise StoryError(f"{lines} no id yet, and tables go by ids. Run: diorama lines {story.file}")


def translation_sheet(story: Story, language: str, before: Sequence[Row] = ()) -> Sheet:
    """The table of a story for translators; `before` are the rows of an older one. StoryError without line ids."""
    check_named(story)
    wanted = [phrase for phrase in phrases(story) if phrase.key]
    old = _by_key(before)
    keys = {phrase.key for phrase in wanted}
    lost = [row for key, row in old.items() if key not in keys and row.get("translation", "").strip()]
    adopted = _adopted([phrase for phrase in wanted if phrase.key not in old], lost)
    rows = [_row(phrase, old.get(phrase.key) or adopted.get(phrase.key, {})) for phrase in wanted]
    taken = {id(row) for row in adopted.values()}
    rows += [{**row, "status": UNUSED} for row in lost if id(row) not in taken]
    own = dict.fromkeys(name for row in before for name in row if name and name not in COLUMNS)
    return Sheet(language, (*COLUMNS, *own), tuple(rows))


def _by_key(rows: Iterable[Row]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        if key := row.get("line", "").strip().lower():
            found.setdefault(key, {**row, "line": key})
    return found


def _row(phrase: Phrase, old: Mapping[str, str]) -> Row:
    translation, source = old.get("translation", "").strip(), gathered(old.get("source", "").strip())
    status, was = (DONE if translation else NEW), ""
    if translation and source and source != phrase.source:
        status, was = OUTDATED, old.get("was", "") or source
    elif translation and old.get("status", "").strip().lower() == OUTDATED:
        status, was = OUTDATED, old.get("was", "")
    return {
        **old,
        "line": phrase.key,
        "source": phrase.source,
        "translation": translation,
        "status": status,
        "was": was,
        "kind": phrase.kind,
        "speaker": phrase.speaker,
        "direction": phrase.direction,
        "context": phrase.before,
        "node": phrase.node,
    }


def _adopted(new: Sequence[Phrase], lost: Sequence[Row]) -> dict[str, Row]:
    """Rows whose key is gone, for phrases whose key is new: the same words under another key, or words alike."""
    found: dict[str, Row] = {}
    free = {id(row): row for row in lost}
    same: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    near: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in lost:
        same[row.get("kind", ""), gathered(row.get("source", "").strip())].append(row)
        near[row.get("kind", ""), row.get("node", "")].append(row)
    for pools in (same, near):
        for phrase in new:
            pool = same[phrase.kind, phrase.source] if pools is same else near[phrase.kind, phrase.node]
            rows = [row for row in pool if id(row) in free][:_MANY]
            best = max(rows, key=lambda row: _alike(row, phrase), default=None)
            if phrase.key not in found and best is not None and _alike(best, phrase) >= ALIKE:
                found[phrase.key] = free.pop(id(best))
    return found


def _alike(row: Row, phrase: Phrase) -> float:
    """How much of a row's source is the phrase's, 0..1."""
    return SequenceMatcher(None, row.get("source", "")[:200], phrase.source[:200], autojunk=False).ratio()
