"""From a writer's line about somebody to the papers that their puppet is cut from."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from random import Random
from typing import Final

from generators.papertheatre.colour import NAMED, RGB, named, scaled

SKINS: Final[tuple[RGB, ...]] = ((228, 184, 150), (214, 166, 128), (186, 134, 98), (150, 102, 74), (112, 76, 58))
CLOTHS: Final[tuple[RGB, ...]] = (
    (142, 74, 60),
    (70, 96, 116),
    (96, 112, 78),
    (176, 132, 74),
    (106, 78, 104),
    (84, 84, 92),
    (152, 104, 84),
    (60, 106, 104),
)
HAIRS: Final[tuple[RGB, ...]] = ((52, 40, 38), (92, 62, 44), (132, 84, 50), (40, 38, 42), (176, 130, 78))


@dataclass(frozen=True)
class Person:
    """A puppet's papers. Sizes are shares of a grown figure."""

    seed: int
    height: float = 1.0
    bulk: float = 1.0
    age: float = 35.0
    stoop: float = 0.0  # degrees
    skin: RGB = SKINS[0]
    hair: str = "short"  # short long braid bun bald curly tail
    hair_colour: RGB = HAIRS[0]
    beard: str = ""  # "" short long moustache
    hat: str = ""  # "" souwester cap hood top brim beanie crown kerchief
    hat_colour: RGB = CLOTHS[5]
    garment: str = "jacket"  # jacket coat dress cloak robe
    cloth: RGB = CLOTHS[1]
    trousers: RGB = (70, 64, 66)
    scarf: RGB | None = None
    apron: RGB | None = None
    barefoot: bool = False
    glasses: bool = False
    props: tuple[str, ...] = ()


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b")


HAIR_STYLES: Final = (
    ("bald", _words("bald|shaven|hairless")),
    ("braid", _words("braids?|plaits?|pigtails?|braided|plaited")),
    ("bun", _words("bun|chignon|topknot")),
    ("tail", _words("ponytail|pony tail")),
    ("curly", _words("curls?|curly|afro|frizzy|unruly|wild hair")),
    ("long", _words(r"long(?: \w+)? hair|long[- ]haired|tresses|flowing hair|loose hair|hair to")),
)
HATS: Final = (
    ("souwester", _words("sou'?wester|oilskin hat|rain hat|fisherman'?s hat")),
    ("hood", _words("hood|hooded|cowl")),
    ("top", _words("top hat|bowler|stovepipe")),
    ("crown", _words("crown|tiara|queen|king")),
    ("beanie", _words("beanie|woollen hat|wool hat|knit(?:ted)? cap|watch cap|stocking cap")),
    ("kerchief", _words("kerchief|headscarf|bonnet|veil|nun")),
    ("cap", _words("cap|sailor|captain|officer|postman|conductor|policeman|skipper|peaked")),
    ("brim", _words("hat|fedora|straw hat|cowboy|wide-brimmed|stetson")),
)
GARMENTS: Final = (
    ("coat", _words("coat|overcoat|oilskins?|raincoat|trench|mac|slicker|greatcoat|parka|duster|uniform")),
    ("dress", _words("dress|gown|skirts?|frock|nightgown|petticoat|sari|kimono")),
    ("cloak", _words("cloak|cape|shawl|poncho|mantle|blanket")),
    ("robe", _words("robes?|monk|priest|cassock|habit|wizard|nun|toga")),
    (
        "jacket",
        _words("jacket|sweater|jumper|shirt|jersey|vest|waistcoat|suit|cardigan|hoodie|tunic|blouse|pullover|pyjamas"),
    ),
)
FEMALE: Final = _words(
    "woman|girl|she|her|mother|daughter|sister|wife|queen|lady|widow|grandmother|aunt|nun|actress|waitress|"
    "princess|witch"
)
CHILD: Final = _words("child|boy|girl|kid|toddler|son|daughter|orphan|little")
OLD: Final = _words("old|aged|elderly|ancient|grandmother|grandfather|grandma|grandpa|weathered|wizened|retired")
STOUT: Final = _words("fat|stout|heavy|broad|big|burly|large|plump|round|massive|strong|portly|bearish")
THIN: Final = _words("thin|gaunt|slender|slim|lean|skinny|bony|frail|lanky|slight|wiry")
COVERED: Final = _words("hood|hooded|headscarf|kerchief|bonnet|veil|nun|cowl")
SCARF: Final = _words("scarf|muffler")
TALL: Final = _words("tall|giant|towering|lanky|huge")
SMALL: Final = _words("small|short|tiny|little|petite")
BEARDS: Final = (
    ("moustache", _words("moustache|mustache|whiskers")),
    ("short", _words("stubble|short beard|goatee|trimmed beard|unshaven")),
    ("long", _words("beard|bearded")),
)
PROPS: Final = (
    ("lantern", _words("lantern|hand lamp|oil lamp|torch|candle|flashlight")),
    ("stick", _words("stick|cane|staff|crutch|walking stick|pole")),
    ("letter", _words("letter|note|paper|envelope|map|telegram|photograph|logbook page")),
    ("book", _words("book|logbook|diary|journal|ledger|notebook|bible")),
    ("rope", _words("rope|line|coil|hawser")),
    ("telescope", _words("telescope|spyglass|binoculars")),
    ("oar", _words("oars?|paddle")),
    ("cup", _words("cup|mug|glass|bottle|tea|flask")),
    ("bag", _words("bag|suitcase|satchel|basket|bucket|pail|case|sack")),
    ("key", _words("keys?")),
    ("axe", _words("axe|hammer|hatchet|wrench|spade|shovel|crowbar")),
    ("umbrella", _words("umbrella|parasol")),
    ("knife", _words("knife|sword|blade|dagger")),
    ("flower", _words("flowers?|rose|bouquet")),
)


@functools.lru_cache(maxsize=128)
def dressed(name: str, looks: str) -> Person:
    """The same person for the same words, in every shot and process."""
    text = looks.lower()[:1200]
    both = f"{name.lower()[:200]} {text}"
    rng = Random(f"{name.lower()[:200]}|{text}")
    age = _age(both)
    hair = next((k for k, p in HAIR_STYLES if p.search(text)), "")
    female = bool(FEMALE.search(both))
    return Person(
        seed=rng.randrange(1 << 20),
        height=_height(age, text) * (0.96 if female else 1.0),
        bulk=(1.2 if STOUT.search(text) else 0.86 if THIN.search(text) else 1.0) * (0.95 if female else 1.0),
        age=age,
        stoop=max(0.0, (age - 55) * 0.22),
        skin=_skin(text, rng),
        hair=hair or ("short" if COVERED.search(text) or not female else rng.choice(("bun", "long", "tail"))),
        hair_colour=_coloured(text, "hair|braids?|plaits?|bun|curls?|ponytail|tresses|beard|haired|pigtails?")
        or ((196, 194, 190) if age >= 58 else HAIRS[rng.randrange(len(HAIRS))]),
        beard="" if female or age < 15 else next((k for k, p in BEARDS if p.search(text)), ""),
        hat=next((k for k, p in HATS if p.search(text)), ""),
        hat_colour=_coloured(text, "hat|cap|hood|beanie|sou'?wester|kerchief|bonnet|headscarf")
        or scaled(_cloth(text, rng), 0.82),
        garment=next(
            (k for k, p in GARMENTS if p.search(text)),
            "dress" if female and age > 14 and rng.random() < 0.6 else "jacket",
        ),
        cloth=_cloth(text, rng),
        trousers=_coloured(text, "trousers|pants|jeans|breeches|shorts|leggings|boots") or (68, 62, 66),
        scarf=_coloured(text, "scarf|shawl|muffler|neckerchief|bandana|tie")
        or ((176, 70, 56) if SCARF.search(text) else None),
        apron=(_coloured(text, "apron") or (216, 206, 186)) if "apron" in text else None,
        barefoot="barefoot" in text or "bare feet" in text,
        glasses=bool(re.search(r"\b(glasses|spectacles|monocle|goggles)\b", text)),
        props=tuple(k for k, p in PROPS if p.search(text)),
    )


def _age(text: str) -> float:
    number = re.search(r"\b(\d{1,3})\b", text)
    if number:
        return float(min(95, max(3, int(number.group(1)))))
    decade = re.search(r"\b(teens|twenties|thirties|forties|fifties|sixties|seventies|eighties)\b", text)
    if decade:
        return {
            "teens": 15,
            "twenties": 25,
            "thirties": 35,
            "forties": 45,
            "fifties": 55,
            "sixties": 64,
            "seventies": 74,
        }.get(decade.group(1), 82)
    if OLD.search(text):
        return 72.0
    return 10.0 if CHILD.search(text) else 36.0


def _height(age: float, text: str) -> float:
    grown = 1.0 if age >= 17 else 0.44 + 0.56 * (age / 17) ** 0.8
    if age > 60:
        grown -= 0.04
    return grown * (1.07 if TALL.search(text) else 0.93 if SMALL.search(text) and age >= 15 else 1.0)


def _skin(text: str, rng: Random) -> RGB:
    if re.search(r"\b(dark[- ]skinned|black (?:wo)?man|african|ebony)\b", text):
        return SKINS[4]
    if re.search(r"\b(brown[- ]skinned|olive[- ]skinned|tanned|weathered|sunburnt)\b", text):
        return SKINS[2]
    return SKINS[0] if "pale" in text else SKINS[rng.choice((0, 1, 1, 2, 3))]


def _cloth(text: str, rng: Random) -> RGB:
    nouns = (
        "coat|overcoat|oilskins?|raincoat|slicker|parka|uniform|dress|gown|skirt|frock|cloak|cape|robes?|"
        "jacket|sweater|jumper|"
        "shirt|jersey|suit|cardigan|hoodie|tunic|blouse|pullover|greatcoat|nightgown|poncho|vest|waistcoat|habit"
    )
    return _coloured(text, nouns) or ((226, 176, 62) if "oilskin" in text else CLOTHS[rng.randrange(len(CLOTHS))])


def _coloured(text: str, nouns: str) -> RGB | None:
    """The colour named within three words before one of `nouns`."""
    for hit in re.finditer(rf"((?:[\w'-]+[ ]+){{0,3}})\b(?:{nouns})\b", text):
        colour = named(hit.group(1)) if any(w in NAMED for w in re.split(r"[ -]", hit.group(1))) else None
        if colour is not None:
            return colour
    return None
