"""Words as they are shown: emphasis removed, escapes kept for the template, spaces gathered; and slugs of words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BRACED = re.compile(r"\{[^{}]*\}|\\.")
_STARS = (
    re.compile(r"\*\*\*(?=[^\s*])([^*]*)(?<=[^\s*])\*\*\*"),
    re.compile(r"(?<!\*)\*(?=[^\s*])([^*]*)(?<=[^\s*])\*(?!\*)"),
    re.compile(r"\*\*(?=[^\s*])([^*]*)(?<=[^\s*])\*\*"),
)
_UNDERLINE = re.compile(r"(?<![^\W_])_(?=[^\s_])([^_]*)(?<=[^\s_])_(?![^\W_])")
_SPACES = re.compile(r"\s+")
_NOT_SLUG = re.compile(r"[\W_]+")
_MARKUP = re.compile(r"\{[^{}]*\}|[{}]")
MAX_SLUG = 60


def plain(text: str) -> str:
    """`text` without emphasis marks; braces and backslash escapes stay for the template."""
    if "*" not in text and "_" not in text:
        return text
    if "{" not in text and "\\" not in text:
        return _without_marks(text)
    kept = _BRACED.findall(text)
    parts = _without_marks(_BRACED.sub("\x00", text)).split("\x00")
    return "".join(a + b for a, b in zip(parts, [*kept, ""], strict=True))


def _without_marks(text: str) -> str:
    if "*" in text:
        for stars in _STARS:
            text = stars.sub(r"\1", text)
    return _UNDERLINE.sub(r"\1", text) if "_" in text else text


def gathered(text: str) -> str:
    """Every run of white space turned into one space."""
    return _SPACES.sub(" ", text) if "\n" in text or "  " in text or "\t" in text else text


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """An id made of words: lower case letters and digits of any script, joined by `-`."""
    words = _MARKUP.sub(" ", text) if "{" in text else text
    words = words.lower() if words.isascii() else unicodedata.normalize("NFC", words).lower().replace("’", "")
    made = _NOT_SLUG.sub("-", words.replace("'", ""))
    return made.strip("-")[:MAX_SLUG].rstrip("-")
