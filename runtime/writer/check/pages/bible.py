"""S6: the bible, the style, and what lies beside a story."""

from __future__ import annotations

from typing import Final

from runtime.writer.check.pages.entry import Entry

CAST: Final = (
    "Cast:\n    MARA - 60, keeper of the light, yellow coat\n    TOM - 12, red scarf\n\nINT. ROOM - DAY #room#\n\n"
)
PLACES: Final = "Places:\n    LIGHTHOUSE - white granite tower on a black reef\n\n"
LINE: Final = "Title: The Light\n\nINT. ROOM - DAY #room#\n\n"
SPOKEN: Final = "MARA\nWho is there? [[line: k3f9]]\n\n> END: Done\n"
ROWS: Final = (
    "line,source,translation,status\n"
    "/title,,La Lumière,done\nroom:heading,,INT. CHAMBRE,done\n/ending/done,,Fini,done\n"
)

ENTRIES: Final = (
    Entry(
        "S601",
        "Without a line in `Cast` a speaker has no looks and no voice of their own.",
        "TON\nGood evening.\n",
        "TOM\nGood evening.\n",
        head=CAST,
    ),
    Entry(
        "S602",
        "A look file has a key or a value that no look has; it is left out. `stories/looks.md` lists what there is.",
        "A chair.\n",
        "A chair.\n",
        files={"looks/dusk.toml": "saturatoin = 0.5\n"},
        right_files={},
        shown="looks/dusk.toml:\n\nsaturatoin = 0.5",
    ),
    Entry(
        "S603",
        "The words are nearly the name of a look that the paper theatre knows.",
        "A chair. [[look: siluette]]\n",
        "A chair. [[look: silhouette]]\n",
    ),
    Entry(
        "S604",
        "A sound file is looked for in the story's own folder; it is not there, is too large, or holds no sound.",
        "A chair. [[music: tango.ogg]]\n",
        "A chair. [[music: tango]]\n",
    ),
    Entry(
        "S605",
        "A recording is heard for the line that has its name as id.",
        "MARA\nWho is there?\n",
        "MARA\nWho is there? [[line: k3f9]]\n",
        files={"voices/k3f9.wav": "sound"},
        right_files={},
        shown="voices/k3f9.wav, and no line [[line: k3f9]]",
    ),
    Entry(
        "S606",
        "Without a line in `Places` every shot of a place may look different. A heading may say more than "
        "the place's name.",
        PLACES + "INT. LIGHTHUOSE - DAY #room#\n\nStairs.\n",
        PLACES + "INT. LIGHTHOUSE STAIRS - DAY #room#\n\nStairs.\n",
        head="",
    ),
    Entry(
        "S607",
        "The picture shows people by their names in `Cast`; a misspelt one is nobody.",
        "MARRA climbs the stairs.\n",
        "MARA climbs the stairs.\n",
        head=CAST,
    ),
    Entry(
        "S608",
        "Somebody wears or carries another thing than their line in `Cast` says, and the picture would show both.",
        "MARA buttons her blue coat.\n",
        "MARA buttons her yellow coat.\n",
        head=CAST,
    ),
    Entry(
        "S609",
        "A text encoder reads 512 tokens of a shot: what happens, the place, everybody who is on, the "
        "camera, the look. This "
        "shot has more, and what stands last is left out. Make two paragraphs of it, or say less in the bible.",
        "She looks at the wall and counts the stones of the wall one after another. ",
        "She looks at the wall.\n",
        times=60,
        shown="(a paragraph of nine hundred words)",
    ),
    Entry(
        "S610",
        "A recording is spoken faster than anybody reads its caption: more than 200 words a minute.",
        "MARA\nI have told you once and I will not tell you again. [[line: k3f9]]\n",
        "MARA\nI have told you once. [[line: k3f9]]\n",
        files={"voices/k3f9.wav": "2 s"},
        shown="voices/k3f9.wav, two seconds for twelve words",
    ),
    Entry(
        "S611",
        "The story is translated, but not this: it is played in the writer's words. A line needs an id "
        "before it can be "
        "translated: `diorama lines`.",
        SPOKEN,
        SPOKEN,
        head=LINE,
        files={"languages/fr.csv": ROWS},
        right_files={"languages/fr.csv": ROWS + "k3f9,,Qui est là ?,done\n"},
        shown="languages/fr.csv has no row k3f9",
    ),
    Entry(
        "S612",
        "The words have changed since they were translated; the older translation is played.",
        SPOKEN,
        SPOKEN,
        head=LINE,
        files={"languages/fr.csv": ROWS + "k3f9,Who is it?,Qui est-ce ?,done\n"},
        right_files={"languages/fr.csv": ROWS + "k3f9,Who is there?,Qui est là ?,done\n"},
        shown="languages/fr.csv:\n\nk3f9,Who is it?,Qui est-ce ?,done",
    ),
    Entry(
        "S613",
        "A table of translations is comma-separated text in UTF-8 whose first line is "
        "`line,source,translation,status`.",
        SPOKEN,
        SPOKEN,
        head=LINE,
        files={"languages/fr.csv": "ligne,traduction\n"},
        right_files={},
        shown="languages/fr.csv:\n\nligne,traduction",
    ),
    Entry(
        "S614",
        "The table translates what the story no longer has. Mark the row `unused` if it may come back.",
        SPOKEN,
        SPOKEN,
        head=LINE,
        files={"languages/fr.csv": ROWS + "k3f9,,Qui est là ?,done\nold1,,Parti,done\n"},
        right_files={"languages/fr.csv": ROWS + "k3f9,,Qui est là ?,done\nold1,,Parti,unused\n"},
        shown="languages/fr.csv has a row old1, the story has no line old1",
    ),
)
