"""A small show with everything in it, and a way to point at a place of it: `|` in a line is the cursor."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.library import StoryFile
from runtime.writer.server.draft import Draft, read_draft

SHOW = """\
Title: Small
Look: paper-cut, muted teal
Start: stairs
Cast:
    MARA - 60, keeper of the light, yellow oilskin
    TOM - 12, barefoot, red scarf
Places:
    LIGHTHOUSE - white granite tower
    LIGHTHOUSE STAIRS - spiral stairs of granite

[[var trust = 0]] [[var has_lamp = true]]
[[var lamp = enum(dark, lit)]]

# The first night

INT. LIGHTHOUSE STAIRS - NIGHT #stairs#

= Mara hears a knock.

Rain hammers the glass. MARA climbs with a lantern. [[shot: low angle]] [[ambience: rain]]

MARA
(whispering)
Who's there? {trust} times.

[[choice 9s: What does Mara do?]]
+ Open the door. [[if trust >= 1]] [[set trust += 1]] -> door
* Blow out the lamp. [[if has_lamp]] -> DISSOLVE TO: dark

    The flame dies. [[set has_lamp = false]]

+ Say nothing. [[default]] -> dark

/* Two lines
of comment. */

EXT. LIGHTHOUSE DOOR - NIGHT #door#

TOM stands in the rain. Mara waits. [[music: tense]]

[[if visits("stairs") > 1 and chosen("stairs", "open-the-door")]]

TOM
Mara!

[[end]]

> END: The boy at the door

INT. LIGHTHOUSE STAIRS - NIGHT #dark#

Darkness. [[set lamp = dark]]

[[call: cellar]]

> CUT TO: door

INT. CELLAR - NIGHT #cellar#

TOM sits.

[[return]]
"""


@pytest.fixture
def draft() -> Draft:
    return draft_of(SHOW)


def draft_of(text: str, name: str = "show.fountain", **more: str) -> Draft:
    """A story that lies nowhere; `more` are its includes, by name without ending."""
    includes = {f"{one}.fountain": words for one, words in more.items()}
    return read_draft(StoryFile(Path("/nowhere") / name, text, includes))


def pointed(text: str, line: str) -> tuple[int, int]:
    """Line and column of the cursor `|` in the first line of a text that is the same without it."""
    column = line.index("|")
    plain = line.replace("|", "", 1)
    numbers = [n for n, one in enumerate(text.split("\n")) if one == plain]
    assert numbers, plain
    return numbers[0], column
