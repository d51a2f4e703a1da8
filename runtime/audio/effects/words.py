"""From a writer's words to an effect: "a distant church bell", "steps on gravel", "the door slams". Pure.

Several words joined by + must all be there; the longest such group wins, then the one that comes first in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from runtime.audio.manners import PLAIN, Manner, manner_of, tokens_of

WORDS: dict[str, str] = {  # sort of effect: words that ask for it
    "knock": "knock rap knuckles tap",
    "pound": "pound fist knock+hard hammer+door loud+knock",
    "door": "door doorway",
    "door opens": "door+open opens latch unlatch hatch+open",
    "door shuts": "door+shut door+close close shut hatch",
    "slam": "slam door+slam door+bang bang",
    "creak": "creak hinge door+creak squeak",
    "floorboard": "floorboard stairs+creak floor+creak board step+creak",
    "gate": "gate iron+gate",
    "lock": "lock key unlock bolt key+lock key+turn",
    "switch": "switch click button light+switch lever",
    "window": "window+open window+shut window+close sash window",
    "drawer": "drawer cupboard",
    "box": "chest lid trunk box+open",
    "steps": "step footstep footfall walk boots tread pace",
    "run": "run running+steps steps+run footsteps+run hurry sprint",
    "ladder": "ladder rung climb",
    "ship bell": "ship+bell ships+bell bell bell+ring ding",
    "church bell": "church+bell toll bell+toll cathedral tower+bell",
    "hand bell": "hand+bell little+bell small+bell servant+bell school+bell handbell",
    "shop bell": "shop+bell door+bell+shop",
    "door chime": "doorbell door+bell chime ding+dong",
    "gong": "gong tam",
    "clock strikes": "clock+strike hour clock+chime strike+clock clock+bell grandfather",
    "tick": "tick clock ticking+clock tock pendulum metronome",
    "telephone": "telephone phone ring+phone ring",
    "alarm": "alarm alarm+clock alarm+bell",
    "siren": "siren air+raid ambulance",
    "foghorn": "foghorn fog+horn horn ship+horn horn+ship",
    "train whistle": "train+whistle locomotive steam+whistle whistle+train",
    "train": "train train+start engine+train puff",
    "pea whistle": "whistle referee police+whistle",
    "human whistle": "whistle+finger man+whistle she+whistle he+whistle boy+whistle",
    "music box": "music+box musicbox",
    "shimmer": "shimmer magic spell twinkle glitter sparkle harp fairy",
    "gull": "gull seagull",
    "dog": "dog bark hound",
    "cat": "cat meow miaow kitten",
    "horse": "horse whinny neigh",
    "hooves": "hoof hooves horse+trot horse+gallop trot gallop rider carriage",
    "cow": "cow moo cattle",
    "sheep": "sheep bleat goat lamb",
    "crow": "crow raven caw",
    "owl": "owl hoot",
    "rooster": "rooster cock+crow cockcrow cockerel crow+cock",
    "wolf": "wolf howl wolves",
    "songbird": "bird songbird blackbird lark nightingale birdsong",
    "frog": "frog croak toad",
    "wings": "wing bird+fly bird+off pigeon",
    "bee": "bee wasp fly buzz",
    "thunder": "thunder thunderclap lightning",
    "wave": "wave breaker surf",
    "splash": "splash plunge dive water",
    "drip": "drip drop water+drip leak",
    "bubbles": "bubble bubbles underwater",
    "pour": "pour wine+glass fill",
    "gust": "gust wind draught",
    "whoosh": "whoosh swish throw arrow",
    "flap": "flap sail flag flutter canvas",
    "match": "match strike+match lighter lamp+lit light+lamp candle light+candle lit lights",
    "crackle": "crackle fire log ember flame sparks",
    "explosion": "explosion explode boom blast bomb",
    "ice": "ice ice+crack frozen",
    "avalanche": "avalanche rockfall landslide stones+fall rocks",
    "engine": "engine motor engine+start start+engine",
    "car": "car car+pass automobile traffic",
    "car horn": "car+horn hoot+car honk klaxon",
    "steam": "steam hiss valve",
    "kettle": "kettle kettle+whistle",
    "typewriter": "typewriter typing type",
    "static": "static radio wireless radio+static interference",
    "morse": "morse telegraph sos",
    "gun": "gun gunshot shot rifle pistol shoot",
    "cannon": "cannon artillery gun+ship broadside",
    "sword": "sword blade swords clash duel",
    "drawn sword": "sword+draw draw+sword knife unsheathe",
    "chain": "chain anchor shackle anchor+chain",
    "hammer": "hammer nail hammering",
    "anvil": "anvil smith forge",
    "saw": "saw sawing",
    "projector": "projector film+projector cine",
    "shutter": "camera shutter photograph photo+take",
    "rocket": "rocket ignition lift+off thrust",
    "heartbeat": "heartbeat heart pulse",
    "breath": "breath breathe sigh exhale",
    "gasp": "gasp inhale startle",
    "applause": "applause clap applaud ovation",
    "laughter": "laughter laugh audience+laugh",
    "cheer": "cheer crowd hurrah shout+crowd",
    "punch": "punch blow thump hit",
    "fall": "fall body+fall collapse thud falls+down",
    "cloth": "cloth coat cloak dress curtain blanket",
    "drum": "drum drums",
    "drum roll": "drum+roll drumroll",
    "piano": "piano chord piano+chord",
    "glass": "glass+break glass+shatter shatter window+break smash glass",
    "clink": "clink glass+clink toast glass+raise",
    "cup": "cup mug saucer tea",
    "plates": "plate dish cutlery dishes",
    "paper": "paper rustle letter envelope unfold map",
    "page": "page book page+turn",
    "tear": "tear rip paper+tear letter+tear",
    "pen": "pen writing write pencil quill",
    "coin": "coin money penny",
    "cork": "cork bottle champagne",
    "broom": "broom sweep",
    "rope": "rope rope+creak hawser mooring",
    "timbers": "timber timbers+creak hull ship+creak mast",
    "crash": "crash crash+down shelf",
    "dice": "dice pebble rattle",
    "oars": "oar row rowing paddle",
}
GROUND_WORDS = {
    "stone": "stone stair corridor cobble pavement flagstone",
    "wood": "wood wooden plank floor boards deck",
    "gravel": "gravel shingle pebble path",
    "grass": "grass lawn meadow",
    "leaves": "leaf leaves",
    "snow": "snow",
    "sand": "sand beach dune",
    "water": "water puddle shallow",
    "metal": "metal iron steel grating",
    "carpet": "carpet rug barefoot",
}
STEPPING = frozenset(("steps", "run"))


@dataclass(frozen=True)
class Wanted:
    """An effect that words ask for."""

    sort: str  # a key of effects.RECIPES
    manner: Manner = PLAIN


def stem(word: str) -> str:
    """A word without its ending, so that "slams" and "slamming" are one: crude, and the same for both sides."""
    for ending in ("ing", "ed", "es", "s"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and set(rest) & set("aeiouy") and not word.endswith("ss"):
            doubled = len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "ls"
            return (rest[:-1] if doubled else rest).removesuffix("e")
    return word.removesuffix("e") if len(word) > 3 else word


@lru_cache(maxsize=1)
def _groups() -> tuple[tuple[frozenset[str], str], ...]:
    """(stems that must all be there, sort), the longest groups first, then in the order of the table."""
    found = [
        (frozenset(map(stem, alternative.split("+"))), sort)
        for sort, alternatives in WORDS.items()
        for alternative in alternatives.split()
    ]
    return tuple(sorted(found, key=lambda group: -len(group[0])))


@lru_cache(maxsize=1)
def _grounds() -> dict[str, str]:
    return {stem(word): ground for ground, words in GROUND_WORDS.items() for word in words.split()}


@lru_cache(maxsize=1024)
def effect_for(words: str, ground: str = "") -> Wanted | None:
    """The effect that `words` ask for; None when none is known. Steps fall on `ground` unless the words name one."""
    tokens = tokens_of(words[:500])
    stems = [stem(token) for token in tokens]
    sort = _sort_of(stems)
    if sort in STEPPING:
        named = next((_grounds()[one] for one in stems if one in _grounds()), ground or "stone")
        sort = f"{sort} on {named}"
    return Wanted(sort, manner_of(tokens)) if sort else None


def _sort_of(stems: list[str]) -> str:
    best, rank = "", (0, 0)
    for group, sort in _groups():
        if group <= set(stems):
            place = (len(group), -min(stems.index(one) for one in group))
            if place > rank:
                best, rank = sort, place
    return best


GROUNDS = (  # what places stand on, from the words of a heading; the first that fits
    ("water", "underwater swamp marsh flood ford river"),
    ("sand", "beach desert dune shore strand sand oasis"),
    ("carpet", "bedroom library hotel lounge parlour salon nursery"),
    ("wood", "deck ship boat jetty pier quay dock stage theatre attic loft barn cabin cottage hut tavern inn pub"),
    ("wood", "bar kitchen carriage wheelhouse bridge mill workshop school classroom ballroom"),
    ("metal", "gallery catwalk space spaceship submarine engine factory lift shuttle lamp"),
    ("snow", "snow snowfield glacier ice arctic"),
    ("leaves", "forest wood jungle thicket"),
    ("grass", "garden park meadow field hill farm orchard village pasture moor lawn clearing"),
    ("gravel", "path reef mountain ridge road canyon quarry pass summit railway yard"),
    ("stone", "street city town square alley church chapel cathedral castle cellar cave crypt stairs tower lighthouse"),
    ("stone", "court temple dungeon cell prison hall corridor hospital ward station museum rooftop landing harbour"),
)  # fmt: skip


@lru_cache(maxsize=256)
def ground_of(interior: bool, place: str, weather: str = "") -> str:
    """What steps fall on in a place; snow lies outside when it snows."""
    stems = {stem(word) for word in re.findall(r"[^\W\d_]+", place.lower()[:200])}
    found = next((ground for ground, words in GROUNDS if stems & {stem(word) for word in words.split()}), "")
    if not interior and weather == "snow" and found not in ("water", "wood", "metal"):
        return "snow"
    return found or ("wood" if interior else "grass")
