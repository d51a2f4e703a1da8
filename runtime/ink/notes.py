"""What ink's tags and lines mean to a show: `# shot: low angle`, `# 9s`, `MARA (V.O.): (whispering) Who's there?`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from runtime.story.fountain.heading import HEADING, parse_heading

if TYPE_CHECKING:
    from runtime.story.model import Heading

MAX_WINDOW_S: Final = 3600.0
MAX_PHRASES: Final = 20
_PICTURE: Final = ("shot", "camera", "look", "seed")
_SOUND: Final = ("ambience", "music", "sfx", "silence")
_POINT: Final = ("question", "window", "tail", "essential", "vote")
_CHOICE: Final = ("locked", "cut", "says", "default")
_OTHERS: Final = ("transition", "end", "id", "line", "scene")
_KEYS: Final = frozenset((*_PICTURE, *_SOUND, *_POINT, *_CHOICE, *_OTHERS))
_TRANSITIONS: Final = frozenset(("cut", "dissolve", "morph", "continue", "iris", "curtain", "page"))
_SECONDS = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)\s?(?:s|sec|seconds)", re.ASCII)
_EXTENSIONS = r"V\.?O\.?|O\.?S\.?|O\.?C\.?|OFF|CONT[’']?D"
_SPOKEN = re.compile(
    rf"(?P<name>[^\W\d_][\w .'’\-]{{0,39}}?)\s*(?:\((?P<ext>{_EXTENSIONS})\)\s*)?:\s+"
    r"(?:\((?P<manner>[^()]{1,120})\)\s*)?(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Spoken:
    """A line of dialogue, taken apart."""

    name: str
    extension: str
    manner: str
    text: str


def spoken(text: str, cast: frozenset[str]) -> Spoken | None:
    """A line as Dink writes it; None where it is none. A name is in capitals, or in the cast."""
    found = _SPOKEN.fullmatch(text)
    if found is None:
        return None
    name = found["name"].strip()
    if not name.isupper() and name.upper() not in cast:
        return None
    extension = (found["ext"] or "").upper().replace(".", "")
    dotted = {"VO": "V.O.", "OS": "O.S.", "OC": "O.S.", "OFF": "O.S."}.get(extension, "")
    return Spoken(name.upper(), dotted, (found["manner"] or "").strip(), found["text"].strip())


def heading_in(text: str) -> Heading | None:
    """The scene heading that a line or tag is; `INT.` or `EXT.` stands in capitals."""
    opening = HEADING.match(text)
    return parse_heading(text) if opening and opening[0].isupper() and len(text) <= 200 else None


@dataclass
class Notes:
    """What tags say: the last word counts, sounds are gathered."""

    words: dict[str, str] = field(default_factory=dict)
    sounds: list[tuple[str, str]] = field(default_factory=list)  # (sort, words)
    heading: Heading | None = None

    @classmethod
    def of(cls, tags: Iterable[str]) -> Notes:
        notes = cls()
        for tag in tags:
            notes.take(tag)
        return notes

    def take(self, tag: str) -> None:
        """Understand one tag; one that is none of ours is the author's own."""
        plain = " ".join(tag.split())
        key, colon, words = plain.partition(":")
        key, words = key.strip().lower(), words.strip()
        heading = heading_in(words if key == "scene" else plain)
        if heading is not None:
            self.heading = heading
        elif key in _SOUND and (words or key == "silence"):
            self.sounds.append((key, words))
        elif colon and key in _KEYS:
            self.words[key] = words
        else:
            self._take_short(plain.lower())

    def _take_short(self, plain: str) -> None:
        """Tags without a colon: `# 9s`, `# default`, `# dissolve`."""
        if _SECONDS.fullmatch(plain) or plain == "off":
            self.words["window"] = plain
        elif plain.startswith("tail ") and _SECONDS.fullmatch(plain[5:]):
            self.words["tail"] = plain[5:]
        elif plain in ("default", "vote"):
            self.words[plain] = plain
        elif plain in _TRANSITIONS:
            self.words["transition"] = plain

    def add(self, later: Notes) -> None:
        """Go on with what stands after it."""
        self.words.update(later.words)
        self.sounds += later.sounds
        self.heading = later.heading or self.heading

    @property
    def shot(self) -> str:
        return ", ".join(filter(None, (self.words.get("shot"), self.words.get("camera"))))

    @property
    def seed(self) -> int | None:
        words = self.words.get("seed", "")
        return int(words) if re.fullmatch(r"\d{1,9}", words, re.ASCII) else None

    @property
    def transition(self) -> str:
        words = self.words.get("transition", "").lower()
        return words if words in _TRANSITIONS else "cut"

    @property
    def cut(self) -> str:
        words = self.words.get("cut", "").lower()
        return words if words in ("now", "beat", "end") else "now"

    @property
    def says(self) -> tuple[str, ...]:
        """Phrases that take a choice, typed or spoken."""
        phrases = (phrase.strip() for phrase in self.words.get("says", "").split(","))
        return tuple(phrase for phrase in phrases if phrase)[:MAX_PHRASES]


def seconds(words: str | None, otherwise: float | None) -> float | None:
    """A length of time as tags write it; `off` is none at all, anything else is `otherwise`."""
    plain = (words or "").strip().lower()
    if plain == "off":
        return None
    found = _SECONDS.fullmatch(plain) or re.fullmatch(r"(\d{1,4}(?:\.\d{1,3})?)", plain, re.ASCII)
    return float(found[1]) if found and 0 < float(found[1]) <= MAX_WINDOW_S else otherwise
