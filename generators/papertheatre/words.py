"""From a writer's words to the kind of place, and to the things that must be seen in it."""

from __future__ import annotations

import functools
import re
from typing import Final

from generators.base import Setting, Shot
from generators.papertheatre.blocking import HOLDABLE
from generators.papertheatre.figures.actions import doing
from generators.papertheatre.figures.wardrobe import dressed
from generators.papertheatre.meaning import meant
from generators.papertheatre.places import INDOORS, PLACES, built_kinds, read_description, read_heading

__all__ = [
    "INDOORS",
    "PLACES",
    "THINGS",
    "inside",
    "kind_of",
    "kind_of_setting",
    "things_away",
    "things_in",
    "things_of",
]

STAGES: Final = {True: "stage_inside", False: "stage"}  # for places that nothing describes


@functools.lru_cache(maxsize=256)
def kind_of(interior: bool, place: str, description: str, prompt: str) -> str:
    """The kind of set for a place: its own words, the bible's line, then what they mean; else an honest bare stage.

    The prompt repeats the cast and their doings, so it is asked only where nothing else is said.
    """
    kinds = built_kinds()
    return (
        read_heading(place, interior, kinds)
        or read_description(description, interior, kinds)
        or meant(place or description, interior, kinds)
        or ("" if place.strip() or description.strip() else read_description(prompt[:600], interior, kinds))
        or STAGES[interior]
    )


def kind_of_setting(setting: Setting, prompt: str = "") -> str:
    return kind_of(setting.interior, setting.place, setting.description, prompt)


def inside(kind: str) -> bool:
    """Whether the kind of set has walls."""
    return kind in INDOORS


THINGS: Final[dict[str, str]] = {  # prop kind -> words; longer names stand before the shorter ones that they hold
    "street lamp": "street ?lamps?|lamp ?posts?|street ?lights?",
    "spinning wheel": "spinning wheels?",
    "rocking horse": "rocking ?horses?",
    "wheelbarrow": "wheelbarrows?|barrow",
    "wheel": "helm|ship'?s wheel|steering wheel|wheel",
    "cart": "carts?|wagons?|cart ?wheels?|handcart",
    "table": "tables?|workbench(?:es)?|altar",
    "desk": "desks?|writing desk",
    "chair": "chairs?|stools?|rocking chair",
    "armchair": "arm ?chairs?|easy chair|sofa|couch",
    "throne": "thrones?",
    "bench": "bench(?:es)?|pews?",
    "bed": "(?<!sea )(?<!river )(?<!flower )beds?|bunks?|cots?|mattress|death ?bed",
    "cradle": "cradles?|crib",
    "wardrobe": "wardrobes?|closet|cupboards?",
    "bookcase": "book ?cases?|book ?shel(?:f|ves)",
    "fire": "fire(?! (?:escape|engine|brigade|alarm))|fire ?places?|hearth|camp ?fires?|bonfires?|flames?|brazier",
    "stove": "stoves?",
    "cauldron": "cauldrons?",
    "boat": "boats?|row ?boats?|dinghy|dinghies|skiffs?|rowing boats?|lifeboats?|canoes?|rafts?",
    "ship": "ships?|schooners?|vessels?|steamers?|freighters?|wrecks?",
    "engine": "locomotives?|steam engine|train engine|train(?! of)",
    "car": "cars?|motor ?cars?|automobiles?|taxis?|limousine",
    "bicycle": "bicycles?|bikes?",
    "sledge": "sledges?|sleds?|sleighs?",
    "pram": "prams?|baby carriage|pushchair",
    "bell": "bells?",
    "flag": "flags?|banners?|pennants?",
    "rope": "ropes?|coil|hawser|rigging",
    "net": "fishing ?nets?|nets?",
    "oar": "oars?|paddles?",
    "anchor": "anchors?",
    "lantern": "lanterns?",
    "lamp": "lamps?|chandelier|oil lamp|lamplight",
    "candle": "candles?|candlesticks?|torch(?:es)?",
    "door": "doors?|doorway",
    "window": "windows?",
    "letter": "letters?|envelopes?|telegrams?|postcards?",
    "book": "books?|diary|diaries|ledger|log ?book|bible|newspapers?",
    "map": "maps?|charts?|blueprints?",
    "globe": "globes?",
    "telescope": "telescopes?|spyglass",
    "compass": "compass(?:es)?|sextant",
    "hourglass": "hourglass(?:es)?",
    "clock": "clocks?|pendulum|barometer",
    "chess": "chess ?boards?|chess(?: set| pieces?)?",
    "typewriter": "typewriters?",
    "telephone": "telephones?|phones?|telephone receiver",
    "radio": "radios?|wireless|telegraph|transmitter",
    "gramophone": "gramophones?|phonographs?|record player",
    "camera": "box camera|tripod",
    "photograph": "photographs?|photos?|snapshot",
    "portrait": "portraits?",
    "painting": "paintings?|picture on the wall",
    "mirror": "mirrors?|looking ?glass",
    "key": "keys?",
    "skull": "skulls?",
    "crown": "crowns?|tiara",
    "violin": "violins?|fiddles?",
    "cello": "cellos?|double bass",
    "guitar": "guitars?|lutes?|banjo",
    "drum": "drum|drums(?! (?:his|her|their))",
    "piano": "pianos?|organ|harmonium|harpsichord",
    "doll": "dolls?|teddy ?bear|puppets?",
    "kettle": "kettles?|tea ?pots?|coffee ?pot",
    "bottle": "bottles?|wine ?glass(?:es)?|wine|goblets?|decanter|flasks?",
    "cup": "cups?|mugs?|tea ?cups?",
    "bread": "bread|loaf|loaves|cake",
    "bowl": "bowls?|apples?|fruit",
    "plate": "plates?",
    "knife": "knife|knives|daggers?",
    "flowers": "flowers?|roses?|bouquets?|vases?|tulips?",
    "broom": "brooms?|broomstick",
    "bucket": "buckets?|pails?",
    "basket": "baskets?|hamper",
    "umbrella": "umbrellas?|parasols?",
    "birdcage": "bird ?cages?|cages?|canary",
    "barrel": "barrels?|casks?|kegs?",
    "crate": "crates?|box(?:es)?",
    "chest": "treasure ?chests?|treasure|(?<!his )(?<!her )(?<!my )(?<!your )(?<!their )chests?(?! of)",
    "suitcase": "suitcases?|trunks?|luggage|bags?|satchel",
    "sack": "sacks?",
    "ladder": "ladders?",
    "axe": "axes?|hatchet|chopping block",
    "hammer": "hammer",
    "saw": "hand ?saw",
    "anvil": "anvils?",
    "shovel": "shovels?|spades?",
    "scythe": "scythes?|sickle",
    "sword": "swords?|sabres?|rapier",
    "shield": "shields?",
    "gun": "guns?|rifles?|muskets?|shotgun|pistols?",
    "gravestone": "grave ?stones?|tomb ?stones?|headstones?|tombs?|graves|(?:the|a|her|his|open|fresh) grave(?! \\w)",
    "cross": "crucifix|(?:stone|wooden|iron) cross|the cross",
    "sign": "sign ?posts?|sign ?boards?|(?:the|a|wooden|painted) sign(?! of)",
    "fence": "fences?|palings?|railings?",
    "gate": "gates?|gateway",
    "tent": "tents?|marquee",
    "well": "(?:the|old|stone|village|dry|deep) well(?![- ](?:dressed|known|enough|as))|draw ?well",
    "fountain": "fountains?",
    "statue": "statues?|monument",
    "scarecrow": "scarecrows?",
    "snowman": "snow ?m[ae]n",
    "wreath": "wreaths?|garland",
    "bush": "bush(?:es)?|hedges?|shrubs?",
    "stone": "boulders?|standing stone",
    "tree": "trees?|willows?|oak tree",
    "moon": "moon",
    "star": "evening star|morning star|(?:falling|shooting|bright) star",
    "kite": "kites?",
    "balloon": "balloons?|air ?ships?|zeppelin",
    "ghost": "ghosts?|phantom|spectre",
    "cat": "cats?|kittens?",
    "dog": "dogs?|hounds?|pupp(?:y|ies)",
    "hen": "hens?|chickens?|rooster|cockerel",
    "mouse": "mouse|mice|rats?",
    "owl": "owls?",
    "gull": "gulls?|seagulls?|birds?|crows?|ravens?",
}
_THINGS: Final = re.compile("|".join(rf"(?P<k{n}>\b(?:{words})\b)" for n, words in enumerate(THINGS.values())))
_KINDS: Final = tuple(THINGS)
_IN_HAND: Final = re.compile(rf"\b({'|'.join(HOLDABLE)})s?\b")
MOST_THINGS: Final = 8
MOST_DESCRIBED: Final = 4  # of them from the place's own description


@functools.lru_cache(maxsize=512)
def things_in(text: str) -> tuple[str, ...]:
    """The kinds of thing that a text names, in the order of the text, each once."""
    found = (match.lastgroup or "k0" for match in _THINGS.finditer(text.lower()[:2000]))
    return tuple(dict.fromkeys(_KINDS[int(group[1:])] for group in found))


def things_of(shot: Shot) -> tuple[str, ...]:
    """What belongs in the picture, the longest known first: from the place's description, props, what is acted with.

    What has been standing longest is placed first, so that nothing moves when something is added.
    """
    described = things_in(shot.setting.description)[:MOST_DESCRIBED]
    named = [kind for prop in reversed(shot.setting.props[:40]) for kind in things_in(prop)]
    return tuple(dict.fromkeys([*described, *named, *things_in(_actions(shot))]))[:MOST_THINGS]


def things_away(shot: Shot) -> frozenset[str]:
    """What is not at its place in this shot: in somebody's hand, climbed, or one of the cast."""
    away = {kind for word in _IN_HAND.findall(_actions(shot)) for kind in things_in(word)}
    away |= {dressed(f.name, f.looks).species for f in shot.cast[:12]}  # an animal that acts is no thing
    away |= {"ladder" for f in shot.cast[:12] if doing(f.action).travel == "climb"}  # climbers bring their own
    return frozenset(away & set(THINGS))


def _actions(shot: Shot) -> str:
    return " . ".join(f.action for f in shot.cast[:12]).lower()[:2000]
