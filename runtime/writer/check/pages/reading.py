"""S1: what is wrong with a text before its meaning counts."""

from __future__ import annotations

from typing import Final

from runtime.writer.check.pages.entry import Entry

ENTRIES: Final = (
    Entry(
        "S101",
        "The file holds nothing that could be played.",
        " \n",
        "INT. ROOM - DAY #room#\n\nA chair.\n",
        head="",
        shown="(an empty file)",
        needs="text",
    ),
    Entry(
        "S102",
        "A show begins with a scene heading: inside or outside, the place, the time of day.",
        "A chair in an empty room.\n",
        "INT. ROOM - DAY\n\nA chair in an empty room.\n",
        head="",
    ),
    Entry(
        "S103",
        "A story has at most 150,000 lines and 8 MB of text. What is longer is probably not the file that was meant.",
        "A chair.\n\n",
        "A chair.\n",
        times=100_000,
        shown="(a file of two hundred thousand lines)",
    ),
    Entry(
        "S104",
        "A line of more than 10,000 characters is kept, but not read. Break it into paragraphs.",
        "A very long word. ",
        "A line.\n",
        times=1_000,
        shown="(a line of eighteen thousand characters)",
    ),
    Entry(
        "S105",
        "Everything from `/*` to the end of the file would be a comment.",
        "A chair. /* is it red?\n\n> END: Done\n",
        "A chair. /* is it red? */\n\n> END: Done\n",
    ),
    Entry(
        "S106",
        "A note ends with `]]`. It may wrap over lines, but not over an empty one.",
        "A chair. [[shot: close\n\n> END: Done\n",
        "A chair. [[shot: close]]\n\n> END: Done\n",
    ),
    Entry(
        "S107",
        "A note is an instruction only in its exact shape; everything else is the author's own note and does nothing. "
        "This one is nearly an instruction.",
        "[[chioce 9s: Sit down?]]\n",
        "[[choice 9s: Sit down?]]\n+ Yes. -> END: Sat\n",
    ),
    Entry(
        "S108",
        "A seed is a whole number, a window and a tail are seconds.",
        "Window: soon\n\nINT. ROOM - DAY #room#\n\nA chair.\n",
        "Window: 9s\n\nINT. ROOM - DAY #room#\n\nA chair.\n",
        head="",
    ),
    Entry(
        "S109",
        "The title page has a key that does nothing and is nearly one that does.",
        "Title: A Chair\nLanguge: en\n\nINT. ROOM - DAY #room#\n\nA chair.\n",
        "Title: A Chair\nLanguage: en\n\nINT. ROOM - DAY #room#\n\nA chair.\n",
        head="",
    ),
    Entry(
        "S110",
        "A performance begins with the first heading; what stands before it is not played.",
        "A chair.\n\nINT. ROOM - DAY #room#\n\nA table.\n",
        "INT. ROOM - DAY #room#\n\nA chair. A table.\n",
        head="",
    ),
    Entry(
        "S111",
        "A brace in a text opens an expression or alternatives, and needs its other half. `\\{` is a brace "
        "that is shown.",
        "A {red|green chair.\n",
        "A {red|green} chair.\n",
    ),
    Entry(
        "S112",
        "An id has letters, digits, `.` and `-`, and no spaces.",
        "INT. ROOM - DAY #my room#\n\nA chair.\n",
        "INT. ROOM - DAY #my-room#\n\nA chair.\n",
        head="",
    ),
    Entry(
        "S113",
        "Blocks and choice points stand on lines of their own.",
        "[[var red = true]] A chair [[if red]] in red [[end]].\n",
        'A chair {"in red" if red else ""}.\n\n[[set red = false]]\n',
        head="[[var red = true]]\n\nINT. ROOM - DAY #room#\n\n",
    ),
    Entry(
        "S114",
        "The file holds bytes that no text has. Save it as plain text in UTF-8.",
        "A ch\x00air.\n",
        "A chair.\n",
        shown="(a picture, or a word processor's own file)",
        needs="text",
    ),
    Entry(
        "S115",
        "A jump needs its sign, or it is read as action.",
        "CUT TO: room\n",
        "> CUT TO: room\n",
    ),
    Entry(
        "S116",
        "The transition is none that can be shown; it is played as a cut. There are `CUT`, `DISSOLVE`, "
        "`MORPH`, `IRIS`, "
        "`CURTAIN`, `PAGE` and `CONTINUE`.",
        "A chair.\n\n> WIPE TO: room\n",
        "A chair.\n\n> DISSOLVE TO: room\n",
    ),
    Entry(
        "S117",
        "A manner of speaking has nothing to speak. An action line shows what somebody does.",
        "TOM\n(sighs)\n",
        "TOM sighs.\n",
    ),
    Entry(
        "S118",
        "There are more findings than anybody reads. The first ones usually cause the others.",
        "> CUT TO: nowhere\n\n",
        "> END: Done\n",
        times=600,
        shown="(the same mistake six hundred times)",
    ),
    Entry(
        "S119",
        "The note means something only elsewhere: `[[default]]`, `[[says: …]]`, `[[cut: …]]`, `[[id: …]]` and "
        "`[[locked …]]` stand on a choice line.",
        "A chair. [[default]]\n\n> END: Done\n",
        "[[choice 9s: Sit down?]]\n+ Yes. [[default]] -> END: Sat\n",
    ),
    Entry(
        "S120",
        "A speaker's name needs an empty line above it; here it is a part of the action.",
        "A door opens.\nTOM\nGood evening.\n",
        "A door opens.\n\nTOM\nGood evening.\n",
        head="Cast:\n    TOM - 12, red scarf\n\nINT. ROOM - DAY #room#\n\n",
    ),
    Entry(
        "S121",
        "The file is not there, is included twice or includes itself, or lies outside the story's folder.",
        "[[include: act3.fountain]]\n",
        "[[include: act2.fountain]]\n",
        files={"act2.fountain": "INT. HALL - DAY #hall#\n\nA hall.\n"},
    ),
    Entry(
        "S122",
        "`^` makes somebody speak together with whoever speaks before them; here nobody does.",
        "TOM ^\nGood evening.\n",
        "MARA\nGood evening.\n\nTOM ^\nGood evening.\n",
    ),
)
