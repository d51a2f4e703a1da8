"""From a writer's line about somebody to the papers that their puppet is cut from."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from random import Random
from typing import Any, Final

from generators.papertheatre.colour import NAMED, RGB, named, scaled
from generators.papertheatre.figures.beasts.kinds import BEASTS, species_of
from generators.papertheatre.figures.person import CLOTHS, HAIRS, SKINS, Person
from generators.papertheatre.figures.roles import GARMENTS, HAIR_STYLES, HATS, PROPS, ROLES

MOST_WORDS: Final = 1200  # characters of a description that are read


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b")


FEMALE: Final = _words(
    "wom[ae]n|girl|she|her|mother|mum|mummy|daughter|sister|wife|queen|lady|widow|gran|grandmother|grandma|granny|aunt|"
    "nun|actress|waitress|princess|witch|bride|maid|milkmaid|seamstress|governess|duchess|countess|empress|ballerina|"
    "girlfriend|niece|midwife|housewife|goddess|heroine|hostess|stewardess|female|mrs|miss|ms|madame"
)
CHILD: Final = _words(
    "child|children|boy|girl|kid|toddler|son|daughter|orphan|little|schoolboy|schoolgirl|niece|nephew|pupil"
)
INFANT: Final = _words("baby|infant|newborn")
OLD: Final = _words(
    "old|aged|elderly|ancient|gran|grandmother|grandfather|grandma|grandpa|granny|weathered|wizened|retired|hermit|"
    "wizard"
)
YOUTH: Final = _words("young|teen\\w*|youth|student|apprentice|lad|lass|princess|prince")
STOUT: Final = _words(
    "fat|stout|heavy|broad|big|burly|large|plump|round|massive|strong|portly|bearish|chubby|rotund|huge"
)
VERY_STOUT: Final = _words("fat|stout|portly|rotund|enormous|obese|bearish|pot-?bell\\w+|round-?bell\\w+")
THIN: Final = _words("thin|gaunt|slender|slim|lean|skinny|bony|frail|lanky|slight|wiry|starved|spindly")
TALL: Final = _words("tall|giant|towering|lanky|huge|enormous|long-legged")
SMALL: Final = _words("small|short|tiny|little|petite|dwarf")
COVERED: Final = _words("hood|hooded|headscarf|kerchief|bonnet|veil|nun|cowl|helmet")
SCARF: Final = _words("scarf|muffler|neckerchief|comforter")
BEARDS: Final = (
    ("stubble", _words("stubble|unshaven|stubbly")),
    ("goatee", _words("goatee|pointed beard|chin beard")),
    ("whiskers", _words("whiskers|sideburns|mutton ?chops")),
    ("short", _words("short beard|trimmed beard|close beard|neat beard")),
    (
        "great",
        _words("(?:great|huge|enormous|very long|long|flowing|waist-long) (?:[\\w-]+ )?beard|beard to \\w+ \\w+"),
    ),
    ("long", _words("beard|bearded")),
    ("moustache", _words("moustaches?|mustache|moustached")),
)
DECADES: Final = {
    "teens": 15, "twenties": 25, "thirties": 35, "forties": 45, "fifties": 55, "sixties": 64, "seventies": 74,
    "eighties": 82, "nineties": 91,
}  # fmt: skip
NUMBERS: Final = {
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
CLOTH_NOUNS: Final = (
    "coat|overcoat|greatcoat|oilskins?|raincoat|mac|slicker|parka|uniform|dress|gown|skirt|frock|robes?|jacket|sweater|"
    "jumper|shirt|jersey|suit|cardigan|hoodie|tunic|blouse|pullover|nightgown|nightshirt|vest|waistcoat|habit|pyjamas|"
    "kimono|smock|overalls?|dungarees|anorak|duffel|cassock|armou?r|fur|tailcoat|livery|sari|toga|clothes|trench ?coat"
)
CLOAK_NOUNS: Final = "cloak|cape|poncho|mantle|blanket"


@functools.lru_cache(maxsize=256)
def dressed(name: str, looks: str) -> Person:
    """The same person for the same words, in every shot and process."""
    text = looks.lower()[:MOST_WORDS]
    called = name.lower()[:200]
    rng = Random(f"{called}|{text}")
    species = species_of(called, text)
    if species:
        return _animal(species, text, rng)
    both = f"{called} {text}"
    role = next((made for pattern, made in ROLES if pattern.search(both)), {})
    age = _age(both, role)
    female = bool(FEMALE.search(both))
    person = Person(
        seed=rng.randrange(1 << 20),
        height=_height(age, text) * (0.96 if female else 1.0),
        bulk=_bulk(text),
        age=age,
        stoop=max(0.0, (age - 55) * 0.55)
        + (8.0 if re.search(r"\b(stooped|bent|hunched|hunchback(?:ed)?)\b", text) else 0.0),
        female=female,
        skin=_skin(text, rng),
        hair=_hair(text, female, age, rng),
        hair_colour=_hair_colour(text, age, rng),
        beard="" if female or age < 15 else next((k for k, p in BEARDS if p.search(text)), ""),
        hat=next((k for k, p in HATS if p.search(text)), ""),
        hat_colour=_coloured(
            text, "hat|cap|hood|beanie|sou'?wester|kerchief|bonnet|headscarf|bandana|turban|beret|ribbon"
        )
        or scaled(_cloth(text, rng), 0.82),
        garment=_garment(text, female, age, rng),
        cloth=_cloth(text, rng),
        shirt=_coloured(text, "shirt|blouse|collar") or (224, 214, 194),
        legs=_legs(text, female, age),
        trousers=_coloured(text, "trousers|pants|jeans|breeches|shorts|leggings|stockings|tights") or (68, 62, 66),
        shoes=_shoes(text, female, rng),
        shoe_colour=_coloured(text, "shoes|boots|slippers|sandals|clogs|wellingtons") or (62, 48, 44),
        scarf=_coloured(text, "scarf|muffler|neckerchief|tie|bow ?tie")
        or ((176, 70, 56) if SCARF.search(text) else None),
        apron=(_coloured(text, "apron|pinafore") or (224, 214, 194))
        if re.search(r"\b(apron|pinafore)\b", text)
        else None,
        cloak=_optional(text, CLOAK_NOUNS, rng),
        shawl=_optional(text, "shawl|stole|wrap", rng),
        glasses=next((k for k, p in GLASSES if p.search(text)), ""),
        pipe=bool(re.search(r"\bpipe\b", text)),
        props=tuple(k for k, p in PROPS if p.search(text)),
    )
    return _in_role(person, role, text)


GLASSES: Final = (
    ("patch", _words("eye ?patch|one-eyed|patch over")),
    ("goggles", _words("goggles")),
    ("monocle", _words("monocle|eyeglass")),
    ("round", _words("glasses|spectacles|bespectacled|pince-nez")),
)


def _in_role(person: Person, role: dict[str, Any], text: str) -> Person:
    """What a trade or rank wears, where the words leave it open."""
    named_by_words = {
        "garment": any(p.search(text) for _, p in GARMENTS),
        "cloth": bool(_coloured(text, CLOTH_NOUNS)),
        "hat": bool(person.hat) or "bareheaded" in text,
        "cloak": person.cloak is not None,
        "apron": person.apron is not None,
        "hair": any(p.search(text) for _, p in HAIR_STYLES),
        "beard": bool(person.beard) or person.female or person.age < 15,
        "hat_colour": bool(_coloured(text, "hat|cap|hood")),
        "legs": False, "shoes": "barefoot" in text, "trousers": False, "shirt": False, "skin": False, "nature": False,
        "props": False, "shoe_colour": False, "glasses": bool(person.glasses), "hair_colour": False,
        "scarf": person.scarf is not None,
    }  # fmt: skip
    return replace(person, **{k: v for k, v in role.items() if k != "age" and not named_by_words.get(k, True)})


def _animal(species: str, text: str, rng: Random) -> Person:
    beast = BEASTS[species]
    colour = _first_colour(text) or beast.colours[rng.randrange(len(beast.colours))]
    small = 0.62 if re.search(r"\b(kitten|puppy|foal|cub|chick|baby|tiny|little|small)\b", text) else 1.0
    large = 1.25 if re.search(r"\b(big|large|huge|great|giant)\b", text) else 1.0
    return Person(
        seed=rng.randrange(1 << 20), species=species, height=beast.height * small * large, cloth=colour,
        coat=beast.second,
        age=8.0 if small < 1 else 30.0, scarf=_coloured(text, "collar|scarf|ribbon|bow|saddle|bandana|waistcoat"),
    )  # fmt: skip


def _age(text: str, role: dict[str, Any]) -> float:
    number = re.search(r"\b(\d{1,3})\b", text)
    if number:
        return float(min(95, max(2, int(number.group(1)))))
    decade = re.search(rf"\b({'|'.join(DECADES)})\b", text)
    if decade:
        return float(DECADES[decade.group(1)])
    spelt = re.search(rf"\b({'|'.join(NUMBERS)})(?:[- ](?:years?|year-old))", text)
    if spelt:
        return float(NUMBERS[spelt.group(1)])
    if INFANT.search(text):
        return 2.0
    if OLD.search(text):
        return 72.0
    if CHILD.search(text):
        return 9.0
    return float(role.get("age", 20 if YOUTH.search(text) else 36))


def _height(age: float, text: str) -> float:
    grown = 1.0 if age >= 17 else 0.4 + 0.6 * (age / 17) ** 0.85
    if age > 60:
        grown -= 0.03
    return grown * (1.09 if TALL.search(text) else 0.92 if SMALL.search(text) and age >= 15 else 1.0)


def _bulk(text: str) -> float:
    return 1.34 if VERY_STOUT.search(text) else 1.17 if STOUT.search(text) else 0.84 if THIN.search(text) else 1.0


def _hair(text: str, female: bool, age: float, rng: Random) -> str:
    named_style = next((k for k, p in HAIR_STYLES if p.search(text)), "")
    if named_style:
        return named_style
    if not female:
        return "short" if COVERED.search(text) else rng.choice(("short", "short", "crop", "tousled"))
    if age < 14:
        return rng.choice(("pigtails", "bob", "plaits", "long"))
    return rng.choice(("bun", "bun", "bob")) if age > 62 else rng.choice(("bun", "long", "tail", "bob", "wavy"))


def _hair_colour(text: str, age: float, rng: Random) -> RGB:
    nouns = (
        "hair|braids?|plaits?|bun|curls?|ponytail|pigtails|tresses|beard|haired|moustache|whiskers|bob|mop|goatee|"
        "locks|afro|"
        "stubble|fringe"
    )
    if re.search(r"\b(red-?head(?:ed)?|ginger)\b", text):
        return (178, 84, 44)
    if re.search(r"\bblond(?:e|es)?\b", text):
        return NAMED["blonde"]
    if re.search(rf"\b(?:dark|raven|jet)(?: \w+)? (?:{nouns})\b", text):
        return HAIRS[0]
    return _coloured(text, nouns) or ((204, 202, 198) if age >= 60 else HAIRS[rng.randrange(len(HAIRS))])


def _garment(text: str, female: bool, age: float, rng: Random) -> str:
    named_cut = next((k for k, p in GARMENTS if p.search(text)), "")
    if named_cut == "coat" and age < 14 and female:
        return "coat"
    if named_cut in ("dress", "skirt") and age < 13:
        return "frock"
    if named_cut:
        return named_cut
    if female and rng.random() < 0.62:
        return "frock" if age < 13 else rng.choice(("dress", "skirt"))
    return rng.choice(("jacket", "jersey", "shirt", "waistcoat")) if not female else "jersey"


def _legs(text: str, female: bool, age: float) -> str:
    if re.search(r"\b(trousers|pants|jeans|overalls|dungarees)\b", text):
        return "trousers"
    if re.search(r"\b(shorts|short trousers|knee breeches|breeches)\b", text) or (age < 11 and not female):
        return "shorts"
    if re.search(r"\bbare ?legs?|bare-legged\b", text):
        return "bare"
    if female and re.search(r"\b(dress|gown|skirt|frock|pinafore)\b", text):
        return "bare" if age < 13 else "stockings"
    return "bare" if female and age < 13 else "trousers"


def _shoes(text: str, female: bool, rng: Random) -> str:
    if re.search(r"\bbare ?foot|bare feet\b", text):
        return "bare"
    if re.search(r"\b(boots|wellingtons|waders|oilskins?)\b", text):
        return "boots"
    if re.search(r"\b(heels|heeled|pumps|stilettos)\b", text):
        return "heels"
    return "heels" if female and rng.random() < 0.3 else "shoes"


def _skin(text: str, rng: Random) -> RGB:
    if re.search(r"\b(dark[- ]skin(?:ned)?|black (?:wo)?m[ae]n|african|ebony|black skin)\b", text):
        return SKINS[4]
    if re.search(r"\b(brown[- ]skin(?:ned)?|indian|arab|moroccan)\b", text):
        return SKINS[3]
    if re.search(r"\b(olive[- ]skin(?:ned)?|tanned|weathered|sunburnt|bronzed)\b", text):
        return SKINS[2]
    if re.search(r"\b(pale|fair|white-faced|freckled|nordic|irish)\b", text):
        return SKINS[0]
    return SKINS[rng.choice((0, 0, 1, 1, 2))]


def _cloth(text: str, rng: Random) -> RGB:
    found = _coloured(text, CLOTH_NOUNS)
    if found is not None:
        return found
    return (
        (230, 182, 66)
        if re.search(r"\b(oilskins?|slicker|sou'?wester)\b", text)
        else CLOTHS[rng.randrange(len(CLOTHS))]
    )


def _optional(text: str, nouns: str, rng: Random) -> RGB | None:
    if not re.search(rf"\b(?:{nouns})s?\b", text):
        return None
    return _coloured(text, nouns) or CLOTHS[rng.randrange(len(CLOTHS))]


def _first_colour(text: str) -> RGB | None:
    return named(re.sub(r"\b(?:with|collar|eyes?).*", "", text)) or named(text)


def _coloured(text: str, nouns: str) -> RGB | None:
    """The colour named within three words before one of `nouns`, in the same part of the sentence."""
    for hit in re.finditer(rf"((?:[\w'-]+[ ]+){{0,3}})\b(?:{nouns})\b", text):
        before = re.split(r"\b(?:and|with|over|under|in)\b", hit.group(1))[-1]
        for part in (before, hit.group(1)):
            if any(w in NAMED for w in re.split(r"[ -]", part)):
                return named(_last_colour(part))
    return None


def _last_colour(part: str) -> str:
    """The words up to and with the last colour: "grey trousers, blue" is blue."""
    words = part.replace("-", " ").split()
    last = max(i for i, w in enumerate(words) if w in NAMED)
    return " ".join(words[max(0, last - 1) : last + 1]) if last and words[last - 1] not in NAMED else words[last]
