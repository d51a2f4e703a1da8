"""The words that notes and headings understand, as the floors below know them, with what each of them means."""

from __future__ import annotations

from functools import lru_cache

from runtime.story.expression.functions import FUNCTIONS

Words = tuple[tuple[str, str], ...]  # (word, what it means)

TIMES = ("DAY", "NIGHT", "DAWN", "MORNING", "AFTERNOON", "DUSK", "EVENING", "LATER", "CONTINUOUS")
OPENINGS = ("INT.", "EXT.", "INT./EXT.")
MEANINGS = {
    "visits": "how often the scene has begun, this time included",
    "seen": "whether the scene has ever begun",
    "turns_since": "how many choices ago the scene last began; -1: never",
    "chosen": "whether that choice was ever taken",
    "random": "a whole number from the first to the second",
}


@lru_cache(maxsize=1)
def ambience_words() -> Words:
    """What `[[ambience: …]]` understands: each kind's own word first."""
    from runtime.audio.ambience.words import KINDS

    kinds = {kind: words for kind, words in KINDS.items() if kind in words.split()}
    return (*((kind, "ambience") for kind in kinds), *_others(KINDS), *manner_words())


@lru_cache(maxsize=1)
def music_words() -> Words:
    """The moods of `[[music: …]]`."""
    from runtime.audio.music.moods import MOODS

    moods = {name: mood.words for name, mood in MOODS.items()}
    return (*((name, "mood") for name in moods), ("none", "the music ends"), *_others(moods))


@lru_cache(maxsize=1)
def effect_words() -> Words:
    """Words for each effect of `[[sfx: …]]`."""
    from runtime.audio.effects.words import WORDS, effect_for

    found: dict[str, str] = {}
    for sort, alternatives in WORDS.items():
        for words in (sort, *(one.replace("+", " ") for one in alternatives.split())):
            wanted = effect_for(words)
            if wanted is not None and wanted.sort.startswith(sort):
                found[words] = "effect" if words == sort else f"effect: {sort}"
    return (*found.items(), *manner_words())


@lru_cache(maxsize=1)
def manner_words() -> Words:
    """How a sound is heard."""
    from runtime.audio.manners import FAR, HARD, LEFT, MUFFLED, NEAR, RIGHT, SOFT

    sorts = {
        "far off": FAR,
        "through a wall": MUFFLED,
        "near": NEAR,
        "softer": SOFT,
        "louder": HARD,
        "side": LEFT | RIGHT,
    }
    return tuple((word, f"how it is heard: {meaning}") for meaning, words in sorts.items() for word in sorted(words))


@lru_cache(maxsize=1)
def spoken_words() -> Words:
    """What a parenthetical does to a voice."""
    from runtime.audio.delivery import MANNERS

    return tuple((word, "how the line is spoken") for word in sorted(MANNERS))


@lru_cache(maxsize=1)
def camera_words() -> Words:
    """What `[[shot: …]]` understands."""
    from generators.base import Angle, Framing, Move

    framings = tuple((one.value, "framing") for one in Framing)
    angles = tuple((f"{one.value} angle", "angle") for one in Angle)
    moves = tuple((one.value, "move") for one in Move)
    return (*framings, *angles, *moves, *((f"slow {word}", "move") for word, _ in moves if word != "static"))


@lru_cache(maxsize=1)
def look_words() -> Words:
    """The names of the built-in looks."""
    from generators.papertheatre.looks.collection import look_names

    return tuple((name, "look") for name in look_names())


def function_words() -> Words:
    """The functions of expressions, as they are typed."""
    return tuple((one.example, MEANINGS.get(name, "")) for name, one in FUNCTIONS.items())


def _others(table: dict[str, str]) -> Words:
    """The other words of a table, each with what it asks for."""
    words = {word: name for name, words in table.items() for word in words.split() if word not in table}
    return tuple((word, f"as “{name}”") for word, name in words.items())
