"""The examples of the writer's manual, as they stand on the page, and as stories that can be played."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

STORIES = Path(__file__).resolve().parents[2] / "stories"
MANUAL = (STORIES / "README.md").read_text(encoding="utf-8")

TITLE_PAGE = """\
Title: An example
Window: 9s
Cast:
    MARA - 60, grey braid
    TOM - 12, red scarf
Places:
    LIGHTHOUSE - white tower
    KITCHEN - stove and table
    ROOM - bare room

"""
VARIABLES = "[[var trust = 0]] [[var has_lamp = true]] [[var has_key = false]]\n\n"
HEADING = "INT. ROOM - NIGHT #room#\n\nMARA sits.\n\n"
ROOM = "ROOM - small bedroom with a window"  # a line that the second step adds
_JUMP = re.compile(r"(?:->|^>) *(?:[A-Z]+(?: TO)?: *)?([a-z][a-z0-9.-]*)\s*$", re.MULTILINE)


def section(title: str) -> str:
    """What stands under a heading of the second order."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", MANUAL, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def blocks(language: str, text: str = MANUAL) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


@cache
def steps() -> tuple[str, ...]:
    """The tutorial's show after each step that changes it, as a reader has it in the file then."""
    first, choice, remembering, moon = blocks("fountain", section("Tutorial"))
    asked = first[: first.index("EXT. MOON")].replace("\n\nEXT.", f"\n    {ROOM}\n\nEXT.", 1) + choice
    drawn = remembering[: remembering.index("EXT. MOON")] + moon + "\n" + remembering[remembering.index("INT. ROOM") :]
    return first, asked, remembering, drawn


def fragments() -> list[str]:
    """The examples that are only a part of a story."""
    return blocks("fountain", section("Cheat sheet") + section("Reference"))


def wrapped(fragment: str) -> str:
    """A story around a fragment: title page, variables, a scene to stand in, an end, and the scenes it jumps to."""
    variables = "" if "[[var" in fragment else VARIABLES
    heading = "" if re.search(r"^(?:INT|EXT)\.", fragment, re.MULTILINE) else HEADING
    inner = f"{fragment}\n{heading}" if "[[var" in fragment else heading + fragment
    targets = set(_JUMP.findall(fragment)) - set(re.findall(r"#([a-z0-9.-]+)#", fragment))
    elsewhere = [f"EXT. ROOM - DAY #{one}#\n\nMARA stands still.\n\n> END: At {one}\n" for one in sorted(targets)]
    end = "" if fragment.rstrip().endswith("[[return]]") else "\n> END: Over\n"
    return "\n".join([TITLE_PAGE + variables + inner + end, *elsewhere])
