"""From a writer's words to layers: "heavy rain, distant sea" -> (rain, +4 dB), (sea, far off). Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.audio.manners import MANNERS, manner_of, tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS: dict[str, tuple[str, ...]] = {
    "rain": ("rain", "drizzle", "downpour", "shower"),
    "wind": ("wind", "winds", "gust", "gusts", "breeze", "gale", "draught"),
    "snow": ("snow", "blizzard"),
    "thunder": ("thunder", "lightning"),
    "storm": ("storm", "tempest", "thunderstorm"),
    "sea": ("sea", "wave", "waves", "ocean", "surf", "shore", "beach", "coast", "breakers"),
    "harbour": ("harbour", "harbor", "port", "quay", "dock", "docks", "pier", "jetty", "boat", "ship", "marina"),
    "gulls": ("gull", "gulls", "seagull", "seagulls"),
    "stream": ("stream", "river", "brook", "creek", "water", "fountain", "waterfall"),
    "cave": ("cave", "cavern", "drip", "drips", "dripping", "crypt", "tunnel", "cellar", "mine", "sewer"),
    "forest": ("forest", "wood", "woods", "leaves", "trees", "jungle", "grove", "garden", "park", "orchard"),
    "birds": ("bird", "birds", "birdsong", "dawn chorus"),
    "night": ("night", "cricket", "crickets", "cicadas", "owl", "meadow", "field", "fields", "hill", "hills", "moor"),
    "city": ("city", "street", "streets", "traffic", "town", "square", "alley", "road", "market", "rooftop"),
    "crowd": (
        "crowd",
        "voices",
        "murmur",
        "people",
        "tavern",
        "inn",
        "pub",
        "bar",
        "cafe",
        "restaurant",
        "ball",
        "theatre",
    ),
    "fire": ("fire", "hearth", "flames", "fireplace", "campfire", "stove", "bonfire", "crackle"),
    "room": ("room", "roomtone", "interior", "indoors", "house", "stillness"),
    "clock": ("clock", "ticking", "tick", "clockwork"),
    "engine": ("engine", "engines", "machine", "machinery", "motor", "generator", "hum"),
}
# what is made of others, each with dB more or less
COMPOUNDS = {"storm": (("rain", 3.0), ("wind", 3.0), ("thunder", 0.0))}
KIND_OF = {word: kind for kind, words in KINDS.items() for word in words}
STRONG_WORDS = {"downpour": 4.0, "gale": 4.0, "blizzard": 5.0, "drizzle": -6.0, "breeze": -6.0, "draught": -8.0}
FILLERS = frozenset("a an the and of on in at with from to against over under into is no more".split())
PHRASES = {"dawn chorus": "birds", "room tone": "room", "far off": "distant", "far away": "distant"}
# what places sound like from the words of a heading; the first that fits
PLACES = tuple(
    (frozenset(words), layers)
    for words, layers in (
        (("harbour", "harbor", "port", "quay", "dock", "docks", "pier", "jetty", "wharf", "marina"), ("harbour",)),
        (
            ("sea", "shore", "beach", "coast", "cliff", "cliffs", "lighthouse", "island", "rocks", "reef", "gallery"),
            ("sea",),
        ),
        (("boat", "ship", "deck", "raft", "lifeboat"), ("sea", "soft wind")),
        (("cave", "cavern", "crypt", "tunnel", "mine", "grotto", "catacomb", "catacombs"), ("cave",)),
        (("river", "stream", "brook", "bridge", "mill", "waterfall", "lake"), ("stream",)),
        (("forest", "wood", "woods", "grove", "jungle", "garden", "park", "orchard"), ("forest",)),
        (("street", "city", "town", "square", "alley", "road", "rooftop", "roof", "market", "station"), ("city",)),
        (("tavern", "inn", "pub", "bar", "cafe", "theatre", "ballroom", "restaurant", "hall"), ("soft crowd",)),
        (("hill", "hills", "mountain", "moor", "field", "fields", "plain", "desert", "path"), ("soft wind",)),
    )
)


@dataclass(frozen=True)
class Layer:
    """One layer wanted."""

    kind: str  # a key of KINDS
    gain_db: float = 0.0
    veil: str = ""  # "", "far" or "muffled"
    pan: float = 0.0  # -1 left .. 1 right


@dataclass(frozen=True)
class Heard:
    """What was understood of some words, and what was not."""

    layers: tuple[Layer, ...]
    known: tuple[str, ...]
    unknown: tuple[str, ...]


def layers_for(words: str | Sequence[str]) -> Heard:
    """The layers that `words` ask for: "rain, wind", ("distant sea",). Words that mean nothing here are named."""
    text = words if isinstance(words, str) else ", ".join(words)
    layers: dict[str, Layer] = {}
    known: list[str] = []
    unknown: list[str] = []
    for phrase in re.split(r"[,;/+&.]|\band\b", text.lower()):
        _understand(phrase, layers, known, unknown)
    return Heard(tuple(layers.values()), tuple(known), tuple(unknown))


def _understand(phrase: str, layers: dict[str, Layer], known: list[str], unknown: list[str]) -> None:
    for long, short in PHRASES.items():
        phrase = phrase.replace(long, short)
    tokens = tokens_of(phrase)
    manner = manner_of(tokens)
    for token in tokens:
        kind = KIND_OF.get(token)
        if kind:
            for part, more_db in COMPOUNDS.get(kind, ((kind, 0.0),)):
                gain_db = manner.gain_db + more_db + STRONG_WORDS.get(token, 0.0)
                layers.setdefault(part, Layer(part, gain_db, manner.veil, manner.pan or 0.0))
            known.append(token)
        elif token not in MANNERS | FILLERS:
            unknown.append(token)


def ambience_for(interior: bool, place: str, weather: str, time: str = "") -> tuple[str, ...]:
    """What a place sounds like when the writer does not say: words for `layers_for`.

    `place` is the heading's words, `weather` and `time` are generators.base's words ("rain", "night").
    """
    tokens = set(tokens_of(place))
    around = next((layers for words, layers in PLACES if tokens & words), ())
    sky = {"rain": ("rain",), "storm": ("storm",), "snow": ("snow",), "fog": ()}.get(weather.lower(), ())
    if not interior:
        open_air = around if around != ("forest",) or time.lower() not in ("night", "dusk") else ("soft wind", "night")
        return (*open_air, *sky) or (("night",) if time.lower() == "night" else ("soft wind",))
    within = tuple(word for word in around if word in ("cave", "soft crowd"))
    without = tuple(
        f"muffled {word.removeprefix('soft ')}" for word in (*around, *sky) if word not in (*within, "snow")
    )
    return (*(within or ("room",)), *without)
