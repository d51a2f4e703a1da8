"""The show's bible as the director reads it: who somebody is, what a place looks like, how the show is painted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from generators.base import MAX_RECIPE, Look
from runtime.story.looks import own_look, plain_name
from runtime.wordlist import EVERYTHING_GOES, WordList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runtime.story.model import CastMember, Locale

CAPTION_COLOURS = (  # each at least 7:1 on the caption's dark plate
    (255, 214, 122),
    (139, 222, 236),
    (176, 232, 152),
    (255, 176, 156),
    (214, 190, 255),
    (240, 236, 226),
)
_COLOUR_WORDS = frozenset(
    "amber aqua black blue bronze brown copper coral cream crimson cyan gold golden green grey gray "
    "indigo ivory lavender lilac magenta maroon mint mustard navy ochre olive orange pink plum purple red "
    "rose ruby rust sand scarlet sepia silver slate tan teal turquoise umber violet white yellow".split()
)
_GRAIN = {"no grain": 0.0, "fine grain": 0.25, "heavy grain": 0.7, "coarse grain": 0.7, "grain": 0.4}


@dataclass(frozen=True)
class Bible:
    """Cast, places and look of a story."""

    cast: tuple[CastMember, ...] = ()
    places: tuple[Locale, ...] = ()
    look: str = ""
    looks: tuple[tuple[str, str], ...] = ()  # the story's own look files: name, text
    words: WordList = EVERYTHING_GOES  # what the house does not want a generator to be told

    def looks_of(self, name: str) -> str:
        return next((member.description for member in self.cast if member.name.upper() == name.upper()), "")

    def colour_of(self, name: str) -> tuple[int, int, int]:
        """The caption colour of a speaker: by order of the cast, the last one for strangers."""
        order = {member.name.upper(): number for number, member in enumerate(self.cast)}
        return CAPTION_COLOURS[order.get(name.upper(), -1) % len(CAPTION_COLOURS)]

    def place_of(self, words: str) -> str:
        """The bible's line for a place, by its longest name among `words`."""
        found = longest_names(words, (place.name for place in self.places))
        return next((place.description for place in self.places if found and place.name == found[0]), "")

    def named_in(self, text: str) -> tuple[str, ...]:
        """Who of the cast is named in `text`, in order of appearance."""
        found = longest_names(text, (member.name for member in self.cast))
        return tuple(sorted(found, key=lambda name: _whole(name).search(text).start()))  # type: ignore[union-attr]


@lru_cache(maxsize=512)
def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


def longest_names(text: str, names: Iterable[str]) -> list[str]:
    """The names that stand in `text` as whole words, longest first; a name inside a longer one counts once."""
    found, rest = [], text
    for name in sorted(names, key=len, reverse=True):
        if name and _whole(name).search(rest):
            found.append(name)
            rest = _whole(name).sub(" ", rest)
    return found


@lru_cache(maxsize=64)
def read_look(words: str, looks: tuple[tuple[str, str], ...] = ()) -> Look:
    """A look from the writer's words: "paper-cut, muted teal and amber, fine grain".

    `looks` are the story's own look files, (name, text); the first one that is named goes into the shot, whole.
    """
    parts = [part.strip().lower() for part in words.split(",") if part.strip()]
    own = own_look(words, dict(looks))
    grain = next((_GRAIN[part] for part in parts if part in _GRAIN), 0.3)
    palette = tuple(tone for part in parts if plain_name(part) != plain_name(own) for tone in _tones(part))
    lens = next((part for part in parts if "lens" in part or "mm" in part.split()), "")
    styles = [part for part in parts if part not in _GRAIN and part != lens and not _tones(part)]
    style = ", ".join(styles[:2] if styles[:1] == ["painted"] else styles[:1]) or "paper-cut"
    recipe = dict(looks).get(own, "")
    return Look(style=own or style, palette=palette, lens=lens, grain=grain, recipe=recipe[:MAX_RECIPE])


def _tones(part: str) -> tuple[str, ...]:
    tones = tuple(tone.strip() for tone in part.split(" and "))
    return tones if all(_COLOUR_WORDS & set(tone.split()) for tone in tones) else ()
