"""Figures for the contact sheets: people, animals, faces, and everything that they can do."""

from __future__ import annotations

from typing import Final

from generators.base import Camera, Figure, Framing, Setting, Shot, TimeOfDay
from generators.papertheatre.figures.beasts.kinds import BEASTS
from generators.papertheatre.figures.repertoire import SCORES

Labelled = list[tuple[Shot, str]]
KEEPER: Final = "60, keeper, grey braid, yellow oilskin"
BOY: Final = "12, boy, barefoot, black hair, red scarf, brown jacket"
PEOPLE: Final = (
    "60, woman, keeper of the light, grey braid, yellow oilskin",
    "12, boy, barefoot, short black hair, red scarf, brown jacket",
    "34, tall thin man, dark beard, long black coat, top hat",
    "28, woman, curly red hair, green dress",
    "71, stout old man, white beard, blue jacket, captain's cap, pipe",
    "8, girl, blonde pigtails, pink dress",
    "45, priest in a black robe, bald, glasses",
    "22, young woman, hooded grey cloak, pale",
    "50, woman, bun, white apron over a blue dress",
    "30, man in a suit, moustache, hat, suitcase",
    "80, old woman, headscarf, shawl, walking stick",
    "40, dark-skinned woman, long hair, yellow raincoat, umbrella",
    "queen", "king", "knight", "nurse", "soldier", "deep-sea diver", "astronaut", "ghost of a sailor", "robot", "monk",
    "wizard", "witch", "pirate", "bride", "4, little boy, blue jersey", "nun", "detective",
    "35, woman, afro, orange dress", "19, woman, ponytail, white shirt, jeans", "fat innkeeper, apron",
    "27, man, tousled brown hair, grey jersey, stubble", "66, man, bald, white moustache, waistcoat, monocle",
    "33, woman, wavy auburn hair, straw hat, cream blouse, teal skirt", "53, cowboy, whiskers", "chef",
    "16, girl, two long black plaits, violet coat", "fisherman, sou'wester, short grey beard", "policeman",
)  # fmt: skip
ACTIONS: Final = {  # what leads to each score, where its own name does not
    "stand": "stands", "walk": "walks to the gate", "run": "runs", "climb": "climbs the ladder", "crawl": "crawls",
    "swim": "swims", "creep": "creeps", "limp": "limps", "sit": "sits", "rise": "stands up", "kneel": "kneels",
    "crouch": "crouches", "lie": "lies asleep", "floor": "sits on the grass", "float": "floats",
    "hang": "carries a bag",
    "embraced": "", "close": "shuts the door", "bear": "carries him", "carry": "carries a box",
    "heave": "lifts a heavy barrel",
    "put": "puts the cup down", "blow": "blows out the candle", "lean": "leans on the wall",
    "look": "peers into the distance", "telescope": "looks through the telescope",
    "phone": "answers the telephone", "work": "works at the engine", "ring": "rings the bell", "row": "rows",
    "violin": "plays the violin", "piano": "plays the piano", "flute": "plays the flute", "strum": "plays the guitar",
    "squeeze": "plays the accordion", "surrender": "puts up her hands", "arms": "throws up her arms",
    "fold": "folds her arms",
    "akimbo": "hands on her hips", "shake": "shakes her head", "call": "calls out to the boat",
    "hide": "covers her face",
    "proud": "stands proudly", "doze": "dozes in the chair", "rest": "closes her eyes", "startle": "gasps",
    "stoop": "bends down",
    "trip": "trips", "strike": "punches", "fence": "swings a sword", "droop": "hangs her head",
    "read": "reads a letter",
    "lift": "lifts a lantern", "open": "opens the door", "give": "offers a letter", "sew": "knits",
    "throw": "throws a stone",
    "stretch": "yawns", "take": "takes the key", "touch": "reaches out", "aim": "aims a gun", "draw": "draws a sword",
    "fish": "fishes", "hop": "hops", "bless": "blesses them", "hold": "holds a book",
}  # fmt: skip
WAYS: Final = (
    "stand",
    "walk",
    "run",
    "climb",
    "crawl",
    "swim",
    "creep",
    "limp",
    "sit",
    "rise",
    "kneel",
    "crouch",
    "lie",
    "floor",
    "float",
)
FEELINGS: Final = (
    "", "whispering", "shouting", "angry", "weeping", "laughing", "sad", "tired", "afraid", "nervous", "surprised",
    "happy", "tender", "stern",
    "sly", "pleading",
)  # fmt: skip
IN_COMPANY: Final = frozenset({"embrace", "kiss", "bear", "waltz"})
BEAST_ACTIONS: Final = ("stands", "sits", "lies", "walks", "runs")
OUTDOORS: Final = Setting(place="hills", time=TimeOfDay.AFTERNOON)


def people() -> Labelled:
    return [(_portrait(looks, framing), looks) for framing in (Framing.MEDIUM, Framing.CLOSE) for looks in PEOPLE]


def actions() -> Labelled:
    """Every way to go and every score, as the keeper does it."""
    names = dict.fromkeys([*WAYS, *SCORES])
    words = {name: ACTIONS.get(name, _verb(name)) for name in names}
    return [(_acting(name, text), text) for name, text in words.items() if text]


def _verb(name: str) -> str:
    return f"{name}es" if name.endswith(("s", "sh", "ch", "z")) else f"{name}s"


def animals() -> Labelled:
    """Every kind of animal, standing, sitting, lying, walking, running."""
    return [(_beast(kind, action), f"{kind} {action}") for kind in BEASTS for action in BEAST_ACTIONS]


def faces() -> Labelled:
    """Tempers on three faces, silent and speaking."""
    looks = (KEEPER, "28, woman, curly red hair, green dress", "45, man, black beard, white cap, navy coat")
    return [
        (_face(who, word, loud), f"{word or 'calm'}{', speaking' if loud else ''}")
        for word in FEELINGS
        for who, loud in zip(looks, (False, True, True), strict=True)
    ]


def _portrait(looks: str, framing: Framing) -> Shot:
    who = Figure(name="ONE", looks=looks, placement=0.0, facing=1 if framing is Framing.MEDIUM else 0)
    return Shot(setting=OUTDOORS, cast=(who,), camera=Camera(framing=framing, subject="ONE"), seed=7)


def _acting(name: str, words: str) -> Shot:
    who = Figure(name="MARA", looks=KEEPER, action=words, placement=0.0, facing=1)
    cast = (who, Figure(name="TOM", looks=BOY, placement=0.3, facing=-1)) if name in IN_COMPANY else (who,)
    return Shot(setting=OUTDOORS, cast=cast, camera=Camera(framing=Framing.MEDIUM, subject="MARA"), duration_s=3.0)


def _beast(kind: str, action: str) -> Shot:
    who = Figure(name="ONE", looks=kind, action=action, placement=0.0, facing=1)
    framing = Framing.CLOSE if BEASTS[kind].height < 0.3 else Framing.MEDIUM
    return Shot(setting=OUTDOORS, cast=(who,), camera=Camera(framing=framing, subject="ONE"), duration_s=4.0)


def _face(looks: str, emotion: str, loud: bool) -> Shot:
    heard = tuple(0.5 + 0.4 * (k % 5 - 2) / 2 for k in range(96)) if loud else ()
    who = Figure(name="ONE", looks=looks, emotion=emotion, facing=0, speaking=loud, loudness=heard)
    return Shot(setting=OUTDOORS, cast=(who,), camera=Camera(framing=Framing.CLOSE, subject="ONE"), seed=7)
