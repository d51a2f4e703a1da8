"""S8 and S9: what only shows while a story plays, and what ink says of its own stories."""

from __future__ import annotations

from typing import Final

from runtime.writer.check.pages.entry import Entry

COUNTED: Final = "[[var trust = 0]]\n\nINT. ROOM - DAY #room#\n\n"
INK: Final = "compiled"  # a stand-in that the tests know

ENTRIES: Final = (
    Entry(
        "S801",
        "A division by zero came up while playing. It counted as no, 0 or nothing.",
        "It is {6 / trust}. [[set trust += 1]]\n\n> END: Done\n",
        "It is {6 / trust if trust else 0}. [[set trust += 1]]\n\n> END: Done\n",
        head=COUNTED,
        played=True,
    ),
    Entry(
        "S802",
        "The story went round and round without anything to perform, so the show ended.",
        "> CUT TO: room\n",
        "A chair.\n\n> CUT TO: room\n",
        played=True,
    ),
    Entry(
        "S803",
        "Every choice of a choice point was hidden or locked, so the story went on below it.",
        "A chair.\n\n[[choice 9s: Sit?]]\n+ Yes. [[if trust > 0]] [[set trust += 1]] -> room\n\n> END: Done\n",
        "A chair.\n\n[[choice 9s: Sit?]]\n+ Yes. [[set trust += 1]] -> END: Sat\n\n> END: Done\n",
        head=COUNTED,
        played=True,
    ),
    Entry(
        "S804",
        "A number passed 1,000,000,000,000,000, or a text or a set grew too long. It counted as no, 0 or nothing.",
        "[[set trust = 900000000000000]]\n[[set trust = trust * 10]]\n\nIt is {trust}.\n\n> END: Done\n",
        "[[set trust = 9]]\n[[set trust = trust * 10]]\n\nIt is {trust}.\n\n> END: Done\n",
        head=COUNTED,
        played=True,
    ),
    Entry(
        "S805",
        "`[[return]]` leads back to a `[[call: …]]`; nobody had called, so the show ended.",
        "A chair.\n\n[[return]]\n",
        "[[call: attic]]\n\n> END: Done\n\nINT. ATTIC - DAY #attic#\n\nDust.\n\n[[return]]\n",
        played=True,
    ),
    Entry(
        "S806",
        "No scene of the tag had a condition that held, so the story went on below the draw.",
        "> DRAW: talk\n\n> END: Done\n\nINT. HALL - DAY #hall#\n[[tag: talk]] [[when: trust > 0]]\n\n{trust} "
        "[[set trust += 1]]\n",
        "> DRAW: talk\n\n> END: Done\n\nINT. HALL - DAY #hall#\n[[tag: talk]]\n\n{trust} [[set trust += 1]]\n",
        head=COUNTED,
        played=True,
    ),
    Entry(
        "S901",
        "The ink compiler cannot read this; the words are its own.",
        "=== start ===\n{ x\n",
        "Hello.\n-> END\n",
        head="",
        file="story.ink",
        needs="inkjs",
    ),
    Entry(
        "S902",
        "The ink compiler warns; the words are its own.",
        "Hello.\n-> start\n=== start ===\n* Go on.\n    Further.\n",
        "Hello.\n-> END\n",
        head="",
        file="story.ink",
        needs="inkjs",
    ),
    Entry(
        "S903",
        "A compiled ink story was cut off or changed, or was compiled in a version that is not played.",
        '{"inkVersion": 99, "root": [["^Hello.", "\\n", "end", null], "done", null], "listDefs": {}}\n',
        '{"inkVersion": 21, "root": [["^Hello.", "\\n", "end", null], "done", null], "listDefs": {}}\n',
        head="",
        file="story.json",
    ),
    Entry(
        "S904",
        "The story calls a function that its game would give. Without one it gives 0; give it a body of its "
        "own in ink.",
        '{"inkVersion": 21, "root": [["ev", {"x()": "light", "exArgs": 0}, "out", "/ev", "\\n", "end", '
        'null], "done", null], '
        '"listDefs": {}}\n',
        '{"inkVersion": 21, "root": [["^Hello.", "\\n", "end", null], "done", null], "listDefs": {}}\n',
        head="",
        file="story.json",
        shown="EXTERNAL light()\n\nIt is {light()}.",
    ),
    Entry(
        "S905",
        "Ink found something wrong while playing; the words are its own. Here the story does not say where it ends.",
        "Hello.\n-> attic\n\n=== attic ===\nDust.\n",
        "Hello.\n-> attic\n\n=== attic ===\nDust.\n-> END\n",
        head="",
        file="story.ink",
        played=True,
        needs="bink",
    ),
)
