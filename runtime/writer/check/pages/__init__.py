"""What every code means: an entry each, and the page `stories/diagnostics.md` that is made of them.

`python -m runtime.writer.check.pages` writes the page anew.
"""

from __future__ import annotations

from difflib import get_close_matches

from runtime.errors import UsageError
from runtime.story import CODES
from runtime.writer.check.fixes import MENDED
from runtime.writer.check.pages import bible, choosing, logic, playing, reading
from runtime.writer.check.pages.entry import Entry

__all__ = ["ENTRIES", "Entry", "page", "page_of"]

ENTRIES: dict[str, Entry] = {
    entry.code: entry for module in (reading, logic, choosing, bible, playing) for entry in module.ENTRIES
}

_AREAS = {
    "S1": "Reading",
    "S2": "Jumps and ids",
    "S3": "Expressions and variables",
    "S4": "Choices",
    "S5": "Blocks and ways",
    "S6": "The bible, and what lies beside a story",
    "S8": "While playing",
    "S9": "Ink",
}
_OPENING = """\
# What `diorama check` says

Every finding has a code that never changes its meaning. An **error** keeps a story from being played, a **warning** is
probably not what you meant, a **hint** may be. `diorama check STORY --fix` mends what is certain; the codes of which it
mends some are marked. `diorama check --explain S201` shows an entry of this page in the terminal.

Where an example has no heading of its own, it stands in a scene `INT. ROOM - DAY #room#`. What is named in brackets
cannot be shown.

This page is made by `python -m runtime.writer.check.pages`.
"""


def page() -> str:
    """The whole page, in Markdown."""
    parts = [_OPENING]
    for area, title in _AREAS.items():
        codes = [code for code in sorted(CODES) if code.startswith(area)]
        parts += [f"## {title}\n", *map(_section, codes)] if codes else []
    return "\n".join(parts)


def page_of(code: str) -> str:
    """One entry, for a terminal; UsageError for a code that there is not."""
    known = code.strip().upper()
    if known not in CODES:
        near = get_close_matches(known, CODES, n=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise UsageError(f"--explain: there is no code “{code[:20]}”.{meant} See: stories/diagnostics.md")
    return _section(known).replace(f'<a id="{known.lower()}"></a>\n', "").removeprefix("### ").rstrip()


def _section(code: str) -> str:
    severity, words = CODES[code]
    mark = " *`--fix` mends it where it is certain.*" if code in MENDED else ""
    lines = [f'<a id="{code.lower()}"></a>', f"### {code}: {words} ({severity})", ""]
    entry = ENTRIES.get(code)
    if entry is None:
        return "\n".join([*lines, f"{words.capitalize()}.", ""])
    lines += [f"{entry.means}{mark}", ""]
    head = "" if entry.head.startswith("INT. ROOM") else entry.head
    wrong = entry.shown or head + entry.wrong
    lines += [*_block(wrong), ""]
    if not entry.shown:
        lines += ["Instead:", "", *_block(head + entry.right), ""]
    return "\n".join(lines)


def _block(text: str) -> list[str]:
    return ["```", *text.strip("\n").split("\n"), "```"]
