"""A house with everything that can go wrong: a door that stays shut, a circle, a well without an end, empty points."""

from __future__ import annotations

from runtime.story import Story, read_story

HOUSE = """
Title: The House <b>

[[var key = false]] [[var never = 0]]

INT. HALL - DAY #hall#

A hall.

[[choice: Where to?]]
+ To the kitchen. -> kitchen
+ To the cellar. [[if key]] -> cellar
+ To the roof. [[locked "It is shut" if never < 3]] -> roof
* Down the well. -> well

INT. KITCHEN - DAY #kitchen#

A kitchen.

[[choice: And now?]]
* Take the key. [[set key = true]] -> hall
* Look at the stove.

    The stove is cold.

> CUT TO: hall

INT. CELLAR - DAY #cellar#

A cellar.

> END: Below <b>

INT. ROOF - DAY #roof#

A roof.

> END: Above

INT. SHED - DAY #shed#

A shed that nothing leads to.

> END: Outside

INT. WELL #well#

Deep.
"""

CIRCLE = (
    "INT. A #a#\n\nRound.\n\n[[choice: Again?]]\n+ Again. -> a\n+ And again. -> a\n\nINT. B #b#\n\nOut.\n\n> END: Out\n"
)


def read(text: str) -> Story:
    reading = read_story(text.lstrip(), "house.fountain")
    assert reading.story is not None, reading.diagnostics
    return reading.story


def corridor(doors: int = 9) -> str:
    """Behind each door two more lead back to the start: whoever chooses at random hardly ever comes to the end."""
    choices = "[[choice: Which door?]]\n+ Left. -> out\n+ Right. -> out\n+ Straight on. ->"
    rooms = [f"INT. ROOM {n} #room-{n}#\n\nA room.\n\n{choices} {_next(n, doors)}\n\n" for n in range(doors)]
    return (
        "".join(rooms) + "INT. END #last#\n\nThe end.\n\n> END: Through\n\nEXT. OUT #out#\n\nOutside.\n\n> END: Out\n"
    )


def _next(n: int, doors: int) -> str:
    return "last" if n == doors - 1 else f"room-{n + 1}"
