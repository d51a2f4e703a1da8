"""The kinds of animal that can be cast, from the words of a name and a description."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generators.papertheatre.colour import RGB


@dataclass(frozen=True)
class Beast:
    """One kind. `height` is the shoulder's (a bird's whole), as a share of a grown person."""

    plan: str  # how it is built: quadruped bird fish
    height: float
    colours: tuple[RGB, ...]
    second: RGB  # of belly, mane, bill or fins


BEASTS: Final[dict[str, Beast]] = {
    "cat": Beast("quadruped", 0.2, ((70, 62, 64), (196, 132, 76), (150, 146, 144), (226, 214, 196)), (236, 226, 206)),
    "dog": Beast("quadruped", 0.3, ((140, 98, 66), (82, 66, 58), (206, 176, 132), (120, 120, 122)), (230, 216, 192)),
    "horse": Beast("quadruped", 0.86, ((128, 82, 56), (74, 60, 56), (206, 198, 186), (166, 118, 76)), (60, 48, 46)),
    "donkey": Beast("quadruped", 0.62, ((136, 126, 118), (118, 98, 84)), (70, 62, 60)),
    "cow": Beast("quadruped", 0.74, ((150, 96, 66), (226, 216, 200), (92, 74, 66)), (64, 56, 54)),
    "deer": Beast("quadruped", 0.66, ((168, 118, 78), (146, 102, 72)), (232, 214, 182)),
    "goat": Beast("quadruped", 0.42, ((222, 212, 194), (140, 112, 88)), (96, 84, 76)),
    "sheep": Beast("quadruped", 0.4, ((232, 224, 206), (206, 196, 178)), (64, 58, 56)),
    "pig": Beast("quadruped", 0.38, ((226, 170, 156), (196, 138, 128)), (206, 142, 130)),
    "fox": Beast("quadruped", 0.25, ((198, 104, 54), (186, 92, 48)), (240, 228, 208)),
    "wolf": Beast("quadruped", 0.42, ((116, 118, 122), (86, 86, 90)), (206, 200, 190)),
    "bear": Beast("quadruped", 0.6, ((104, 74, 56), (72, 60, 56), (232, 226, 212)), (176, 142, 108)),
    "lion": Beast("quadruped", 0.56, ((206, 160, 94),), (146, 92, 52)),
    "rabbit": Beast("quadruped", 0.15, ((168, 146, 122), (226, 220, 208), (110, 100, 94)), (240, 232, 218)),
    "mouse": Beast("quadruped", 0.075, ((138, 126, 120), (176, 156, 140)), (226, 190, 180)),
    "gull": Beast("bird", 0.2, ((232, 230, 222),), (150, 158, 166)),
    "crow": Beast("bird", 0.2, ((48, 48, 56), (58, 54, 58)), (70, 68, 76)),
    "owl": Beast("bird", 0.24, ((150, 116, 84), (206, 194, 172)), (232, 214, 180)),
    "parrot": Beast("bird", 0.18, ((74, 148, 92), (200, 70, 56), (66, 118, 170)), (232, 186, 74)),
    "hen": Beast("bird", 0.2, ((198, 130, 80), (232, 224, 208)), (196, 62, 52)),
    "duck": Beast("bird", 0.17, ((232, 226, 212), (150, 122, 94)), (226, 156, 66)),
    "heron": Beast("bird", 0.46, ((150, 162, 172),), (226, 222, 212)),
    "eagle": Beast("bird", 0.3, ((110, 82, 60),), (236, 228, 210)),
    "bird": Beast("bird", 0.12, ((142, 106, 82), (86, 118, 142), (196, 96, 66)), (232, 210, 176)),
    "fish": Beast("fish", 0.16, ((210, 116, 70), (96, 146, 152), (200, 176, 92)), (236, 208, 150)),
    "whale": Beast("fish", 0.7, ((74, 94, 116),), (206, 212, 214)),
    "dolphin": Beast("fish", 0.32, ((110, 136, 152),), (222, 226, 222)),
}  # fmt: skip
WORDS: Final = (
    ("cat", "cats?|kitten|tomcat|tabby|pussycat"),
    ("dog", "dogs?|hound|puppy|terrier|collie|spaniel|sheepdog|mutt|bulldog|greyhound|poodle|retriever"),
    ("donkey", "donkey|mule|ass"),
    ("horse", "horses?|mare|stallion|pony|foal|nag|unicorn|gelding|steed"),
    ("cow", "cows?|bull|ox|calf|heifer"),
    ("deer", "deer|stag|doe|fawn|elk|reindeer|moose"),
    ("goat", "goats?|billy|kid goat"),
    ("sheep", "sheep|lamb|ram|ewe"),
    ("pig", "pigs?|piglet|boar|sow|hog"),
    ("fox", "fox|vixen|foxes"),
    ("wolf", "wolf|wolves|she-wolf"),
    ("bear", "bears?|polar bear|grizzly"),
    ("lion", "lion|lioness|tiger|panther|leopard"),
    ("rabbit", "rabbits?|hare|bunny"),
    ("mouse", "mouse|mice|rat|hamster|shrew"),
    ("gull", "gulls?|seagull|albatross|tern|petrel"),
    ("crow", "crows?|raven|rook|jackdaw|magpie|blackbird"),
    ("owl", "owls?|owlet"),
    ("parrot", "parrot|macaw|cockatoo|parakeet|budgie"),
    ("hen", "hen|chicken|rooster|cockerel|cock"),
    ("duck", "ducks?|duckling|goose|swan|geese"),
    ("heron", "heron|stork|crane bird|flamingo|egret"),
    ("eagle", "eagle|hawk|falcon|vulture|buzzard"),
    ("bird", "birds?|sparrow|robin|pigeon|dove|swallow|finch|nightingale|wren|canary"),
    ("whale", "whale|orca|leviathan"),
    ("dolphin", "dolphin|porpoise|shark"),
    ("fish", "fish|carp|trout|cod|herring|salmon|goldfish|pike"),
)
_WORDS: Final = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in WORDS)
_PEOPLE: Final = re.compile(  # who keeps, is like, or is dressed in an animal is none
    r"\b(?:wom[ae]n|m[ae]n|girl|boy|lady|keeper|mother|father|sailor|fisher\w*|hunter|farmer|coat|dress|jacket|hat|"
    r"shirt|"
    r"beard|braid|shepherd|herder|owner|costume|mask|tattoo|skinned|daughter|son|widow|uncle|aunt|trainer|master)\b"
)


_BESTIAL: Final = re.compile(
    r"\b(?:fur|furry|tail|paws?|feathers?|beak|wings?|whiskers|mane|hoo[fv]e?s?|claws|snout|horns|fins)\b"
)
_GIVEN: Final = re.compile(r"\b(?:robin|wren|raven|finch|swan|rook|martin|jay|kit|drake|colt|bear|wolf|fox|pike)\b")


def species_of(name: str, looks: str) -> str:
    """The kind of animal that somebody is, or "" for people. Both texts in lower case."""
    if _PEOPLE.search(looks):
        return ""
    own = re.split(r"[,;.]", re.sub(r"\b\d+\b,?", "", looks, count=1).strip())[0]
    found = _last_kind(own)
    if found or (looks and not _BESTIAL.search(looks)):
        return found
    return "" if _GIVEN.search(name) and not looks else _last_kind(name)


def _last_kind(text: str) -> str:
    """The last animal before anything it has or does: "sheepdog with a sheep's coat" is a dog."""
    words = re.split(r"\b(?:with|who|and|of|like|from|in|on|under|that|which)\b", text)[0]
    hits = [(m.start(), kind) for kind, pattern in _WORDS for m in pattern.finditer(words)]
    return max(hits)[1] if hits else ""
