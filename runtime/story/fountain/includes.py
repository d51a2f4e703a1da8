"""Which files a text includes, for whoever reads files."""

from __future__ import annotations

import re

MAX_NAMES = 200

_NOTE = re.compile(r"\[\[\s*include:[ \t]*([^\[\]\r\n]{1,200}?)[ \t]*\]\]")
_ENTRY = re.compile(r"^include:[ \t]*([^\r\n]{1,200}?)[ \t]*$", re.IGNORECASE | re.MULTILINE)


def included_names(text: str) -> tuple[str, ...]:
    """The names that `[[include: name]]` and the title page's `Include: name` use, each once, in their order."""
    head = text[: text.find("\n\n")] if "\n\n" in text else text[:10_000]
    names = [*_ENTRY.findall(head[:10_000]), *(_NOTE.findall(text) if "include:" in text else ())]
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names))[:MAX_NAMES]


def is_inside(name: str) -> bool:
    """Whether a name stays in the story's folder, as far as its words tell."""
    parts = re.split(r"[/\\]", name)
    return (
        bool(name) and not name.startswith(("/", "\\")) and ":" not in name and ".." not in parts and "\x00" not in name
    )
