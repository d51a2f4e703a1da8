"""From a writer's words to the kind of place, and to the things that must be seen in it."""

from __future__ import annotations

import functools
import re
from typing import Final

from generators.base import Setting, Shot

# (kind, words, where it makes sense: "in", "out" or "" for both). The first match in the place's own words wins.
PLACES: Final[tuple[tuple[str, str, str], ...]] = (
    ("wheelhouse", "wheelhouse|pilot ?house|ship'?s? bridge|bridge of the|captain'?s cabin|cockpit|helm", "in"),
    (
        "lamp_room",
        ("lamp ?room|lantern room|light ?room|lens room|watch room|gallery room|lamp chamber|at the lamp|the lamp"),
        "in",
    ),
    ("stairs", "stairs?|staircase|stairwell|steps|ladder|spiral", "in"),
    (
        "cellar",
        "cellar|basement|vault|crypt|dungeon|storeroom|store room|boiler|engine room|hold|mine|prison|jail|cell",
        "in",
    ),
    ("kitchen", "kitchen|galley|pantry|bakery|scullery|dining", "in"),
    (
        "church",
        ("church|chapel|cathedral|abbey|temple|nave|mosque|hall|ballroom|theatre|theater|court ?room|museum|station"),
        "in",
    ),
    ("library", "library|study|archive|bookshop|book ?store|office|school|class ?room|laboratory", "in"),
    ("cave", "caves?|cavern|grotto|tunnel|den|lair", ""),
    ("door", "doorstep|lighthouse door|door|threshold|porch|gate|entrance", "out"),
    ("gallery", "gallery|catwalk|balcony|parapet|railing|top of the (?:lighthouse|tower)|lantern gallery", "out"),
    ("deck", "deck|bridge of the|on board|aboard|wheelhouse|bow of|stern|quarterdeck|crow'?s nest|ferry|trawler", ""),
    ("landing", "boat ?landing|landing|slipway|jetty|pier|dock|mooring|boat ?house|gangway", "out"),
    ("harbour", "harbou?r|port|quay|wharf|marina|docks|fishing village|canal", "out"),
    ("reef", "reef|rocks?|crag|cliffs?|ledge|skerry|shoal|promontory|headland", "out"),
    ("beach", "beach|shore|sands?|strand|cove|bay|coast|tide|dunes?|lake", "out"),
    ("lighthouse", "lighthouse|light ?house|light tower|beacon", "out"),
    (
        "open_sea",
        "open sea|sea|ocean|waves|boat|ship|raft|lifeboat|rowing|dinghy|channel|water|river|storm at sea",
        "out",
    ),
    ("stairs", "stairs?|staircase|steps", "out"),
    ("forest", "forests?|woods?|wood|trees|jungle|grove|thicket|orchard|glade|clearing|park|garden", "out"),
    (
        "street",
        (
            "streets?|alley|lane|city|town|avenue|road|square|market|village|pavement|corner|rooftops?|courtyard|"
            "station|shop"
        ),
        "out",
    ),
    ("mountains", "mountains?|peaks?|summit|alps?|ridge|pass|glacier|volcano|canyon|desert", "out"),
    (
        "hills",
        (
            "hills?|fields?|meadow|moor|heath|valley|countryside|farm|plain|prairie|path|grave\\w*|cemetery|"
            "hillside|pasture"
        ),
        "out",
    ),
    (
        "room",
        (
            "room|bedroom|bed|parlou?r|cottage|house|home|flat|apartment|hut|cabin|attic|inn|tavern|pub|bar|"
            "chamber|lounge|hotel|quarters"
        ),
        "in",
    ),
    ("lamp_room", "lighthouse top|tower top|lantern", "in"),
    ("tower", "lighthouse|tower", "in"),
    ("wheelhouse", "boat|ship|vessel|yacht|schooner|steamer|bridge", "in"),
    ("hills", "cottage|house|hut|cabin|home|barn|mill|castle|ruins?|camp|tent|snow\\w*|sky|outside", "out"),
    ("street", "church|chapel|school|hotel|inn|tavern|pub|bar|museum|theatre|theater|office|hospital|bridge", "out"),
)
_PLACES: Final = tuple((kind, re.compile(rf"\b(?:{words})\b"), where) for kind, words, where in PLACES)
ALIASES: Final = {"tower": "room", "gallery": "gallery"}
FALLBACKS_OUT: Final = ("hills", "hills", "forest", "street")
FALLBACKS_IN: Final = ("room", "room", "library")


@functools.lru_cache(maxsize=256)
def kind_of(interior: bool, place: str, description: str, prompt: str) -> str:
    """The kind of set for a place. Its own words count before the bible's line, that before the prompt."""
    where = "in" if interior else "out"
    for text in (place, description, prompt[:600]):
        low = text.lower()[:1500]
        kind = _first(low, where, place.lower() != low and place.strip() != "")
        if kind:
            return ALIASES.get(kind, kind)
    choices = FALLBACKS_IN if interior else FALLBACKS_OUT
    return choices[sum(map(ord, place[:200] + description[:200])) % len(choices)]


def _first(text: str, where: str, vague: bool) -> str:
    """The kind whose words stand in `text`; in a vaguer text the earliest word wins, in the place itself the rank."""
    hits = [
        (m.start() if vague else rank, kind)
        for rank, (kind, pattern, only) in enumerate(_PLACES)
        if only in ("", where) and (m := pattern.search(text))
    ]
    return min(hits)[1] if hits else ""


def kind_of_setting(setting: Setting, prompt: str = "") -> str:
    return kind_of(setting.interior, setting.place, setting.description, prompt)


def inside(kind: str) -> bool:
    """Whether the kind of set has walls."""
    return kind in INDOORS


INDOORS: Final = frozenset(
    {"lamp_room", "wheelhouse", "cellar", "kitchen", "church", "library", "cave", "room", "stairs"}
)

THINGS: Final[dict[str, str]] = {  # prop kind -> words
    "table": "tables?|desk|workbench|bench|altar|counter",
    "fire": "fire|fireplace|hearth|campfire|bonfire|flames?|stove",
    "boat": "boat|rowboat|dinghy|skiff|rowing boat|lifeboat|canoe",
    "ship": "ships?|schooner|vessel|steamer|freighter|wreck",
    "bell": "bell",
    "flag": "flags?|banner|pennant",
    "rope": "ropes?|coil|hawser|rigging",
    "lamp": "lamps?|candles?|chandelier|lantern on|street ?lamp",
    "door": "doors?|doorway",
    "letter": "letter|envelope|note|telegram",
    "chair": "chairs?|armchair|stool|rocking chair",
    "bed": "bed|bunk|cot|mattress",
    "clock": "clock|pendulum|barometer",
    "barrel": "barrels?|casks?|crates?|chests?|box(?:es)?|trunk",
    "anchor": "anchor",
    "cross": "cross|grave|gravestone|tomb\\w*",
    "tree": "tree|willow|oak",
    "sign": "sign|signpost",
    "cat": "cats?|kitten",
    "dog": "dogs?|hound|puppy",
    "gull": "gulls?|seagulls?|birds?|crows?|ravens?",
    "wheel": "helm|ship'?s wheel|steering wheel",
    "radio": "radio|wireless|telegraph|telephone|phone",
    "piano": "piano|organ|harmonium",
    "mirror": "mirror|portrait|painting|photograph",
}
_THINGS: Final = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in THINGS.items())


@functools.lru_cache(maxsize=256)
def things_in(text: str) -> tuple[str, ...]:
    """The kinds of thing that a text names, in the order of the table."""
    low = text.lower()[:2000]
    return tuple(kind for kind, pattern in _THINGS if pattern.search(low))


def things_of(shot: Shot) -> tuple[str, ...]:
    """What must be seen: the setting's props, then what the cast handles."""
    text = " . ".join([*shot.setting.props[:40], *(f.action for f in shot.cast[:12])])
    return things_in(text)[:6]
