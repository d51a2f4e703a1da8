"""S2 and S3: jumps, ids and expressions."""

from __future__ import annotations

from typing import Final

from runtime.writer.check.pages.entry import Entry

DECLARED: Final = "[[var trust = 0]]\n\nINT. ROOM - DAY #room#\n\n"

ENTRIES: Final = (
    Entry(
        "S201",
        "A jump leads to the id of a heading, a draw to a tag; there is none of that name.",
        "> CUT TO: rom\n",
        "> CUT TO: room\n",
    ),
    Entry(
        "S202",
        "Several headings have the same words and no id, so nobody knows which one is meant.",
        "INT. ROOM\n\n> CUT TO: int-room\n\nINT. ROOM\n\nA chair.\n",
        "INT. ROOM\n\n> CUT TO: other\n\nINT. ROOM #other#\n\nA chair.\n",
        head="",
    ),
    Entry(
        "S203",
        "Two headings have the same id. Jumps would lead to either.",
        "A chair.\n\nINT. ROOM - NIGHT #room#\n\nA lamp.\n",
        "A chair.\n\nINT. ROOM - NIGHT #room-2#\n\nA lamp.\n",
    ),
    Entry(
        "S204",
        "The title page names a scene to begin with that is not there.",
        "Start: kitchen\n\nINT. ROOM - DAY #room#\n\nA chair.\n",
        "Start: room\n\nINT. ROOM - DAY #room#\n\nA chair.\n",
        head="",
    ),
    Entry(
        "S205",
        "A jump has a transition, a colon and an id; an arrow has an id.",
        "> room\n",
        "> CUT TO: room\n",
    ),
    Entry(
        "S206",
        "Lines that differ cannot share a recording or a translation.",
        "TOM\nYes. [[line: k3f9]]\n\nTOM\nNo. [[line: k3f9]]\n",
        "TOM\nYes. [[line: k3f9]]\n\nTOM\nNo. [[line: m2p4]]\n",
    ),
    Entry(
        "S207",
        "A scene is drawn `BY BEST`, `BY FIRST`, `BY RANDOM` or `BY LEAST-SEEN`.",
        "> DRAW: talk BY LUCK\n\nINT. ROOM - DAY #one#\n[[tag: talk]]\n\nA chair.\n",
        "> DRAW: talk BY RANDOM\n\nINT. ROOM - DAY #one#\n[[tag: talk]]\n\nA chair.\n",
    ),
    Entry(
        "S301",
        "The expression is none: a sign too many, a word too few. `==` compares, `=` stores; `and`, `or` and "
        "`not` join.",
        "[[if trust = 1]]\nA chair.\n[[end]]\n",
        "[[if trust == 1]]\nA chair.\n[[end]]\n\n[[set trust += 1]]\n",
        head=DECLARED,
    ),
    Entry(
        "S302",
        "Every variable is declared once, before it is used, with the value it begins with.",
        "[[set trsut += 1]]\n",
        "[[set trust += 1]]\n\n{trust}\n",
        head=DECLARED,
    ),
    Entry(
        "S303",
        "A number was compared with a text, or a variable is to become something of another type.",
        '[[set trust = "high"]]\n',
        "[[set trust = 2]]\n\n{trust}\n",
        head=DECLARED,
    ),
    Entry(
        "S304",
        "Nothing can be divided by zero, and this always is.",
        "[[set trust = 6 / 0]]\n",
        "[[set trust = 6 / 2]]\n\n{trust}\n",
        head=DECLARED,
    ),
    Entry(
        "S305",
        "Expressions have numbers, quoted text, names, operators and a few functions, and nothing else of a "
        "programming "
        "language.",
        '[[if visits["room"] > 1]]\nA chair.\n[[end]]\n',
        '[[if visits("room") > 1]]\nA chair.\n[[end]]\n\n> CUT TO: room\n',
    ),
    Entry(
        "S306",
        "An expression has at most 500 characters and 20 brackets inside one another. Work it out in steps.",
        "[[if " + "(" * 25 + "1" + ")" * 25 + "]]\nA chair.\n[[end]]\n",
        "[[set trust = 1]]\n\n{trust}\n",
        head=DECLARED,
        shown="(twenty-five brackets inside one another)",
    ),
    Entry(
        "S307",
        "A variable has one first value. What changes it later is `[[set …]]`.",
        "[[var trust = 2]]\n",
        "[[set trust = 2]]\n\n{trust}\n",
        head=DECLARED,
    ),
    Entry(
        "S308",
        "A function names a scene or a choice that does not exist.",
        '[[if seen("rom")]]\nA chair.\n[[end]]\n',
        '[[if visits("room") > 1]]\nA chair.\n[[end]]\n\n> CUT TO: room\n',
    ),
    Entry(
        "S309",
        "The variable changes, and nothing depends on it. Perhaps a condition is missing.",
        "[[set trust += 1]]\n",
        "[[set trust += 1]]\n\n[[if trust > 1]]\nA chair.\n[[end]]\n",
        head=DECLARED,
    ),
    Entry(
        "S310",
        "Something depends on the variable, and nothing ever changes it. Perhaps a `[[set …]]` is missing.",
        "It costs {trust} pounds.\n",
        "It costs {trust} pounds. [[set trust += 1]]\n",
        head=DECLARED,
    ),
    Entry(
        "S311",
        "Whatever viewers do, the condition comes out the same: a variable is never set, or never has that "
        "value, or what "
        "stands above has covered the case already.",
        "[[if trust >= 1]]\nA chair.\n[[elif trust >= 2]]\nA sofa.\n[[end]]\n\n[[set trust += 1]]\n",
        "[[if trust >= 2]]\nA sofa.\n[[elif trust >= 1]]\nA chair.\n[[end]]\n\n[[set trust += 1]]\n",
        head=DECLARED,
    ),
)
