"""What a director reads out of a writer's words: time, weather, props, camera, comings and goings."""

from __future__ import annotations

import re
from functools import lru_cache

from generators.base import Angle, Framing, Move, TimeOfDay, Weather

_TIMES = {
    TimeOfDay.NIGHT: "night midnight moonlight",
    TimeOfDay.DAWN: "dawn sunrise daybreak morning",
    TimeOfDay.DUSK: "dusk sunset evening twilight",
    TimeOfDay.AFTERNOON: "afternoon",
    TimeOfDay.DAY: "day noon midday",
}
_WEATHERS = {
    Weather.STORM: "storm storms stormy thunder thunders lightning gale tempest",
    Weather.SNOW: "snow snows snowing snowy snowfall blizzard sleet",
    Weather.RAIN: "rain rains raining rainy drizzle drizzles downpour shower",
    Weather.FOG: "fog foggy mist misty haze",
    Weather.CLEAR: "clear cloudless starlit sunlight sunshine sunny stars calm",
}
_PROPS = frozenset(
    "anchor anvil apples armchair automobile axe bag balloon banner barrel barrels basket bed bell bells bench bicycle "
    "birdcage boat bonfire book bookcase books bottle bottles bouquet bowl bread broom bucket cage campfire candle "
    "candles car cart cat cauldron cello chair chairs chandelier chess clock compass cot couch cradle crate "
    "crates crown cup cupboard dagger desk dog doll door drum envelope fence fiddle fire fireplace flag flags flame "
    "flower flowers fountain gate ghost globe gramophone gravestone guitar gun hammer hearth hourglass kettle key "
    "keys kite kitten knife ladder lamp lamps lantern lanterns letter letters locomotive lute map mirror mug net nets "
    "oar oars owl painting phone photograph piano pistol plate plates portrait pram radio rat raven rifle rope ropes "
    "roses sack sail scarecrow scythe seagull seagulls shield ship shovel signpost skull sledge snowman sofa spade "
    "spyglass statue stick stool stove suitcase sword table tables teapot telegram telephone telescope tent throne "
    "tombstone torch train treasure tree typewriter umbrella vase violin wagon wardrobe wheel wheelbarrow window wine "
    "wreath".split()
) | {"rocking horse", "spinning wheel", "street lamp", "lamp post", "fishing net", "hot-air balloon", "the moon"}
_CHEST = r"(?<!his )(?<!her )(?<!my )(?<!your )(?<!their )chest"  # of wood, not of a man
_PROP = re.compile(rf"\b(?:{'|'.join([*sorted(_PROPS, key=len, reverse=True), _CHEST])})\b")
_LEAVES = re.compile(
    r"\b(exits?|leaves|is gone|walks? (?:out|off|away)|runs? (?:out|off|away)|vanish(?:es)?|disappears?)\b",
    re.IGNORECASE,
)
_WALKS = re.compile(
    r"^(?:walks?|runs?|goes|comes|marches|strides|strolls|hurries|leaves|wanders|trots)\b", re.IGNORECASE
)
_RISES = re.compile(
    r"\b(?:stands?|rises?|gets? (?:up|out|to)|(?:jumps?|leaps?|springs?|starts?|sits?) up|wakes?|walks?|runs?|goes|"
    r"comes|steps?|climbs?|crosses|marches|strides|strolls|hurries|rushes|wanders|trots|creeps|crawls|swims|falls|"
    r"jumps|dances|follows|approaches|leaves|exits|enters|returns|flees|embraces|hugs|carries|dives)\b",
    re.IGNORECASE,
)
_FRAMINGS = (
    ("over the shoulder", Framing.OVER_THE_SHOULDER),
    ("close", Framing.CLOSE),
    ("medium", Framing.MEDIUM),
    ("two shot", Framing.MEDIUM),
    ("wide", Framing.WIDE),
    ("establishing", Framing.WIDE),
)
_MOVES = (
    ("push in", Move.PUSH_IN),
    ("pull out", Move.PULL_OUT),
    ("pan left", Move.PAN_LEFT),
    ("pan right", Move.PAN_RIGHT),
    ("pan", Move.PAN_RIGHT),
    ("tilt down", Move.TILT_DOWN),
    ("tilt", Move.TILT_UP),
    ("crane", Move.CRANE),
    ("handheld", Move.HANDHELD),
    ("static", Move.STATIC),
)


@lru_cache(maxsize=1024)
def words_of(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z']+", text.lower()))


def read_time(words: str) -> TimeOfDay | None:
    """The time of day that a heading names; None: as before (LATER, CONTINUOUS, nothing)."""
    named = words_of(words)
    return next((time for time, names in _TIMES.items() if named & set(names.split())), None)


def read_weather(text: str) -> Weather | None:
    """The weather that a paragraph brings, the roughest first; None: as before."""
    named = words_of(text)
    return next((weather for weather, names in _WEATHERS.items() if named & set(names.split())), None)


def read_props(text: str) -> tuple[str, ...]:
    """Things that can be seen, in the order of the text, each once."""
    return tuple(dict.fromkeys(_PROP.findall(text.lower())))


def leaves(clause: str) -> bool:
    """Whether the clause takes its subject off the stage."""
    return bool(_LEAVES.search(clause))


def walks(clause: str) -> bool:
    """Whether the clause is a way that its subject goes."""
    return bool(_WALKS.match(clause.strip()))


def rises(clause: str) -> bool:
    """Whether the clause ends sitting, kneeling or lying: its subject gets up or goes somewhere."""
    return bool(_RISES.search(clause))


def read_framing(words: str) -> Framing | None:
    return next((framing for name, framing in _FRAMINGS if name in words.lower()), None)


def read_angle(words: str) -> Angle | None:
    named = words_of(words)
    return Angle.LOW if "low" in named else Angle.HIGH if "high" in named else Angle.EYE if "eye" in named else None


def read_move(words: str) -> Move | None:
    return next((move for name, move in _MOVES if name in words.lower()), None)


def sentences(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"(?<=[.!?])\s+", text) if part.strip()]
