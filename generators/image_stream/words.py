"""A shot in the few words that CLIP reads: place, hour, weather, who is there and what they do; then what has room.

Its one rule: nothing essential stands where the encoder does not read any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from generators.paragraph import estimated_tokens, sentences

if TYPE_CHECKING:
    from generators.base import Figure, Setting, Shot
    from generators.paragraph import Count

CLIP_ROWS: Final = 77
PLACE_WORDS: Final = 6
DOING_WORDS: Final = 8
LOOKS_WORDS: Final = 6
EVENT_WORDS: Final = 16


def short_prompt(shot: Shot, limit: int = CLIP_ROWS, count: Count = estimated_tokens) -> str:
    """At most `limit` tokens of the shot, the most important first."""
    kept: list[str] = []
    for part in filter(None, _parts(shot)):
        if count(", ".join([*kept, part])) <= limit:
            kept.append(part)
    return ", ".join(kept)


def _parts(shot: Shot) -> Iterator[str]:
    """What there is to say, by importance."""
    people = sorted(shot.cast, key=lambda one: (one.name != shot.camera.subject, not one.speaking, not one.action))
    yield _where(shot.setting)
    yield from map(_doing, people)
    if not any(figure.action for figure in people):
        yield _event(shot)
    yield f"{shot.look.style}, {shot.camera.framing.value} shot"
    yield from (_looks(figure) for figure in people)
    yield brief(shot.setting.description, LOOKS_WORDS)
    yield brief(" and ".join(shot.setting.props), LOOKS_WORDS)
    yield brief(" and ".join(shot.look.palette), LOOKS_WORDS)


def _where(setting: Setting) -> str:
    place = brief(setting.place, PLACE_WORDS) or ("a room" if setting.interior else "an open place")
    return f"{place} at {setting.time.value}, {setting.weather.value}"


def _doing(figure: Figure) -> str:
    """Who they are to a model that does not know their name, and what they do."""
    does = brief(figure.action, DOING_WORDS) or ("speaks" if figure.speaking else "")
    return f"{brief(figure.name, 3).title()} {does}".strip()


def _looks(figure: Figure) -> str:
    words = " ".join(figure.looks.split()[: 2 * LOOKS_WORDS])
    return f"{brief(figure.name, 3).title()}: {words}" if words else ""


def _event(shot: Shot) -> str:
    """What happens where nobody does anything: the paragraph's first words, unless they are the place again."""
    first = next(iter(sentences(shot.prompt[: 64 * EVENT_WORDS])), "")
    return "" if shot.setting.place and shot.setting.place in first.lower() else brief(first, EVENT_WORDS)


def brief(words: str, most: int) -> str:
    """The first clause, or its first words."""
    clause = re.split(r"[,;:.!?…]\s", words.strip() + " ", maxsplit=1)[0]
    return " ".join(clause.split()[:most]).strip(" .,;:")
