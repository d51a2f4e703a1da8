"""`diorama new`: a small show that can be played at once and has one of everything a writer needs first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runtime.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

NAME = "story.fountain"

SHOW = """\
Title: {title}
Author: Your name
Language: en
Look: paper-cut, deep blue and amber, fine grain
Window: 9s
Tail: 3s
Cast:
    ANNA - 30, baker, brown curls, white apron, always in a hurry
    VOICE - deep, slow, never seen
Places:
    BAKERY - small bakery with an oven, a long table and one round window
    STREET - narrow street of tall houses, one lamp

/* Between these signs stand comments. Above stand title, cast and places: pictures and voices are made from them.
   Change anything, then type: diorama check {folder} */

[[var has_bread = false]]

INT. BAKERY - NIGHT #bakery#

= Somebody knocks long before the bakery opens.

ANNA pushes a loaf into the oven. Three knocks at the door. [[shot: medium, slow push in]] [[ambience: fire]]

ANNA
(whispering)
It is four in the morning.

[[choice 9s: What does Anna do?]]
+ Open the door. [[default]] -> DISSOLVE TO: street
* Take a loaf along first. [[cut: beat]] -> street
    ANNA takes a warm loaf under her arm. [[set has_bread = true]]
+ Pretend to be asleep. -> asleep

EXT. STREET - NIGHT #street#

= Nobody is there, but somebody speaks.

Rain. The street is empty. ANNA holds up a lamp. [[shot: wide, low angle]] [[ambience: rain, wind]]

VOICE (O.S.)
I smelled the oven from the hills. Do you have bread?

[[choice 9s: The voice waits.]]
+ Give the loaf away. [[if has_bread]] -> given
+ Shake your head. [[default]] -> DISSOLVE TO: hungry

INT. BAKERY - DAWN #asleep#

= The knocking stops.

The knocks stop. Light falls through the round window. ANNA finds wet footprints on the floor. [[shot: close, static]]

ANNA
They lead in. They do not lead out.

> END: The footprints

EXT. STREET - DAWN #given#

= The loaf is gone.

The rain stops. The loaf is gone from ANNA's hands, and they are warm. [[shot: medium, pull out]] [[music: calm]]

> END: Bread

EXT. STREET - NIGHT #hungry#

= The voice leaves.

Steps go up the street, slowly, into the rain. ANNA lowers the lamp. [[shot: wide, crane]]

VOICE (O.S.)
(far away)
Tomorrow, then.

> END: Tomorrow
"""


def start_show(folder: Path) -> tuple[Path, str]:
    """Write the template into `folder` and check it: the file, and what the check says. Nothing is overwritten."""
    from runtime.writer.check import check, summary

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} exists and is not empty: name a new folder, like {folder}-2")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / NAME
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(SHOW.format(title=_title(folder), folder=_plain(str(folder))))
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror or error}.") from None
    return path, summary(check(str(path)))


def _title(folder: Path) -> str:
    """ "my-first_show" becomes "My first show"; a name without letters is a new show."""
    words = re.sub(r"[\W_]+", " ", folder.resolve().name).strip()
    return words[:60].capitalize() or "A new show"


def _plain(name: str) -> str:
    """A name as a comment may hold it."""
    return name.replace("*/", "* /").replace("\n", " ")
