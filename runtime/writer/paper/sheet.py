"""The recording sheet: what each actor has to say, how, after what, for how long, and what is recorded already."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from runtime.director.pacing import reading_s
from runtime.library import recordings_of
from runtime.story.fountain.text import plain
from runtime.story.phrases import phrases
from runtime.writer.paper.cells import Sheet
from runtime.writer.paper.tables import check_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from runtime.story import Story
    from runtime.story.phrases import Phrase
    from runtime.writer.paper.cells import Row

COLUMNS = ("character", "line", "node", "direction", "text", "context", "seconds", "status", "file", "remark")
RECORDED, OPEN = "recorded", "to record"
VARIES = "the words in braces change from showing to showing; a recording is always the same"


def recording_sheets(story: Story) -> tuple[Sheet, ...]:
    """A sheet of all characters, then one each in the order of their first lines. StoryError without line ids."""
    check_named(story)
    recorded = recordings_of(story)
    parts: defaultdict[str, list[Row]] = defaultdict(list)
    for phrase in phrases(story):
        if phrase.kind == "line":
            path = recorded.get(phrase.key)
            parts[phrase.speaker].append(_row(story, phrase, path.name if path else ""))
    sheets = [Sheet(name, COLUMNS[1:], tuple(rows)) for name, rows in parts.items()]
    return (_cast(story, sheets), *sheets)


def recording_list(story: Story) -> Sheet:
    """All lines in one table, a character after the other."""
    sheets = recording_sheets(story)[1:]
    rows = [{"character": sheet.name, **row} for sheet in sheets for row in sheet.rows]
    return Sheet("Lines", COLUMNS, tuple(rows))


def _row(story: Story, phrase: Phrase, file: str) -> Row:
    text = plain(story.shown(phrase.key, phrase.source))
    return {
        "line": phrase.key,
        "node": phrase.node,
        "direction": phrase.direction,
        "text": text,
        "context": phrase.before,
        "seconds": f"{reading_s(text):.1f}",
        "status": RECORDED if file else OPEN,
        "file": file or f"{phrase.key}.ogg",
        "remark": VARIES if "{" in text else "",
    }


def _cast(story: Story, sheets: Sequence[Sheet]) -> Sheet:
    """Who has how much to say."""
    looks = {member.name: member.description for member in story.cast}
    rows = [_part(sheet.name, looks.get(sheet.name, ""), sheet.rows) for sheet in sheets]
    return Sheet("Characters", ("character", "description", "lines", "words", "minutes", "recorded"), tuple(rows))


def _part(name: str, description: str, rows: Iterable[Row]) -> Row:
    lines = list(rows)
    return {
        "character": name,
        "description": description,
        "lines": str(len(lines)),
        "words": str(sum(len(row["text"].split()) for row in lines)),
        "minutes": f"{sum(float(row['seconds']) for row in lines) / 60:.1f}",
        "recorded": str(sum(row["status"] == RECORDED for row in lines)),
    }
