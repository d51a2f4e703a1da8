"""The shows that are on offer, and which of them may be: rating and themes against the kiosk's ceiling."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.errors import LibraryError
from runtime.library import in_language, language_tag, load
from runtime.wordlist import WordList

if TYPE_CHECKING:
    from pathlib import Path

    from runtime.kiosk.config import Content
    from runtime.story import Story

AGES = dict.fromkeys(("all", "all ages", "everyone", "g", "u", "tv-g", "tv-y", "e"), 0)
AGES |= {"pg": 8, "tv-pg": 8, "teen": 13, "t": 13, "m": 17, "r": 17, "mature": 17, "tv-ma": 17, "ao": 18}
AGES |= dict.fromkeys(("x", "adult", "adults", "adults only"), 18)
MOST_SHOWS = 8  # in a menu that can be seen at once


@dataclass(frozen=True)
class Offer:
    """A show in all its languages."""

    name: str  # its folder's
    stories: Mapping[str, Story]  # by language tag, the kiosk's own first; never empty
    digest: str = ""  # of all that lies in its folder

    def told(self, language: str) -> Story:
        """The story in a language, else as it is."""
        return self.stories.get(language_tag(language)) or next(iter(self.stories.values()))

    def synopsis(self, language: str) -> str:
        return next((node.synopsis for node in self.told(language).nodes.values() if node.synopsis), "")


def open_offer(name: str, path: Path, languages: Sequence[str], digest: str = "") -> Offer:
    """Read a show in each language that it has; StoryError or LibraryError where it cannot be played."""
    written = load(str(path))
    found: dict[str, Story] = {}
    for language in languages:
        try:
            found[language_tag(language)] = in_language(written, language)
        except LibraryError:
            continue
    return Offer(name, found or {language_tag(written.language): written}, digest)


def refused(story: Story, content: Content) -> str:
    """Why a show is not for this kiosk, in one sentence; empty: it is."""
    age = age_of(story.rating)
    if age is None and not content.unrated:
        return "it has no rating: write “Rating: 7+” on its title page, or unrated = true in the kiosk's file"
    if age is not None and age > content.rating_ceiling:
        return f"it is rated {story.rating[:20]}, and this kiosk shows nothing above {content.rating_ceiling}"
    found = next((word for word in content.themes_refused if WordList((word,)).refuses(story.themes)), "")
    return f"its themes name “{found[:40]}”, which this kiosk refuses" if found else ""


def age_of(rating: str) -> int | None:
    """The least age that a rating names: "7+", "PG-13", "ages 12 and up", "all", "R"; None where it names none."""
    if found := re.search(r"(?<![0-9])[0-9]{1,2}(?![0-9])", rating):
        return int(found[0])
    return AGES.get(rating.strip().lower().rstrip("."))
