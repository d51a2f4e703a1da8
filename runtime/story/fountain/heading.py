"""A scene heading taken apart: interior or exterior, place, time of day, id."""

from __future__ import annotations

import re

from runtime.story.model import Heading

HEADING = re.compile(r"(INT\.?/EXT|EXT\.?/INT|INT|EXT|EST|I/E)(?:\.\s*|\s+)(?=\S)", re.IGNORECASE)
ID = re.compile(r"#([^#]*)#\s*$")
ID_SHAPE = re.compile(r"[^\W_](?:[.-]?[^\W_])*$")
_DASH = re.compile(r"\s[-–—]+\s")
_WORD = re.compile(r"\w+")
_TIMES = frozenset(
    "day night dawn dusk morning afternoon evening noon midday midnight sunset sunrise twilight later continuous same "
    "moments nightfall daybreak today tomorrow tag nacht morgen abend jour nuit matin soir dia día noche tarde".split()
)


def is_heading(line: str) -> bool:
    """Whether a stripped line opens a scene."""
    if line[0] in "IEie":
        return HEADING.match(line) is not None
    return line[0] == "." and len(line) > 1 and line[1] not in ". "


def parse_heading(words: str) -> Heading:
    """Take the words of a heading apart (without id and notes)."""
    forced = words.startswith(".")
    text = " ".join(words[1:].split()) if forced else " ".join(words.split())
    opening = HEADING.match(text)
    sides = opening[1].upper().replace(".", "") if opening else ""
    parts = _DASH.split(text[opening.end() :] if opening else text)
    timed = len(parts) > 1 and not _TIMES.isdisjoint(_WORD.findall(parts[-1].lower()))
    place = " - ".join(parts[:-1] if timed else parts)
    return Heading(
        interior="INT" in sides or sides == "I/E",
        exterior="EXT" in sides or sides in ("I/E", "EST"),
        place=place.strip(),
        time=parts[-1].strip() if timed else "",
        text=text,
    )
