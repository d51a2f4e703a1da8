"""What the model is taught: places, people and what they do, drawn by chance, and what is kept back for examination.

A shot is a pure function of its number and the split that it belongs to.
"""

from __future__ import annotations

import hashlib
from random import Random
from typing import Final

from generators.base import Angle, Camera, Figure, Framing, Look, Move, Setting, Shot, TimeOfDay, Weather

PLACES: Final[dict[str, str]] = {  # kind of set -> the heading that it is taught under: one place a kind
    "lighthouse": "lighthouse",
    "door": "lighthouse door",
    "gallery": "lighthouse gallery",
    "landing": "boat landing",
    "reef": "reef",
    "beach": "beach",
    "harbour": "harbour",
    "open_sea": "open sea",
    "street": "street",
    "village": "village",
    "forest": "forest",
    "mountains": "mountains",
    "hills": "hills",
    "fields": "fields",
    "bridge": "bridge",
    "desert": "desert",
    "snowfield": "snowfield",
    "kitchen": "kitchen",
    "room": "living room",
    "lamp_room": "lamp room",
    "stairs": "stairs",
    "cellar": "cellar",
    "church": "church",
    "wheelhouse": "wheelhouse",
}
KINDS: Final = tuple(PLACES)
INDOORS: Final = frozenset({"kitchen", "room", "lamp_room", "stairs", "cellar", "church", "wheelhouse"})
LIKE: Final[dict[str, str]] = {  # kinds that are not taught, and the one that stands in
    "attic": "room", "bedroom": "room", "office": "room", "library": "room", "classroom": "room", "ward": "room",
    "shop": "room", "workshop": "cellar", "tavern": "kitchen", "hall": "church", "theatre": "church", "cell": "cellar",
    "cave": "cellar", "carriage": "wheelhouse", "space_station": "wheelhouse", "stage_inside": "room",
    "deck": "open_sea", "underwater": "open_sea", "castle": "mountains", "garden": "fields", "park": "hills",
    "graveyard": "hills", "house": "village", "jungle": "forest", "road": "hills", "rooftops": "street",
    "station": "street", "space": "desert", "stage": "hills",
}  # fmt: skip
TIMES: Final = tuple(TimeOfDay)
WEATHERS: Final = tuple(Weather)
KEPT_BACK: Final = 6  # of so many combinations of place, time and weather one is never trained on
NAMES: Final = ("Mara", "Edda", "Tom", "Jonas", "Ilse", "Karim", "Ada", "Old Piet", "Nina", "Samuel")
AGES: Final = ("8", "17", "25", "34", "48", "60", "75")
CLOTHES: Final = (
    "yellow oilskin", "red scarf", "blue coat", "grey coat", "black dress", "white shirt", "green jacket",
    "brown cloak", "captain's uniform", "purple dress", "striped jersey", "orange apron", "long black coat",
)  # fmt: skip
HAIR: Final = ("grey braid", "short black hair", "long red hair", "bald", "blond curls", "brown bun", "white beard")
ACTIONS: Final = (
    "stands", "stands", "waits", "walks to the left", "walks to the right", "walks in", "walks away", "runs",
    "sits down", "sits", "kneels", "waves", "points", "holds a lantern", "raises a lantern", "reads a letter",
    "looks out", "lies on the floor", "dances", "folds her arms", "bows", "calls out", "crouches", "shakes his head",
    "carries a lantern", "climbs the stairs", "leans back", "weeps", "laughs", "hammers", "rows", "steers", "embraces",
)  # fmt: skip
MOVES: Final = (Move.STATIC, Move.STATIC, Move.STATIC, *Move)
FRAMINGS: Final = (Framing.WIDE,) * 5 + (Framing.MEDIUM,) * 4 + (Framing.CLOSE,) * 2
CASTS: Final = (0, 0, 1, 1, 1, 2, 2, 2, 3, 4)


def held_out(kind: str, time: TimeOfDay, weather: Weather) -> bool:
    """Whether this combination is kept back: one in six, spread over all places, times and weathers."""
    if kind in INDOORS:  # what the weather is can hardly be seen there
        return (KINDS.index(kind) + TIMES.index(time)) % KEPT_BACK == 0
    number = 7 * KINDS.index(kind) + 5 * TIMES.index(time) + WEATHERS.index(weather)
    return number % KEPT_BACK == 0


def chance(*words: str | int) -> Random:
    """A source of chance of its own for what these words name, the same in every process."""
    digest = hashlib.blake2b("|".join(map(str, words)).encode(), digest_size=8).digest()
    return Random(int.from_bytes(digest))


def random_shot(number: int, split: str = "train") -> Shot:
    """Shot `number` of a split: "train" without what is held out, "seen" like it but other ones, "held_out" only it."""
    rng = chance("shot", split, number)
    while True:
        kind, time, weather = rng.choice(KINDS), rng.choice(TIMES), rng.choice(WEATHERS)
        if held_out(kind, time, weather) == (split == "held_out"):
            return shot_of(kind, time, weather, rng)


def shot_of(kind: str, time: TimeOfDay, weather: Weather, rng: Random) -> Shot:
    """A shot at that place and hour, everything else by chance."""
    cast = tuple(_figure(rng, name, n) for n, name in enumerate(rng.sample(NAMES, rng.choice(CASTS))))
    framing = rng.choice(FRAMINGS) if cast else Framing.WIDE
    camera = Camera(
        framing=framing,
        angle=rng.choice((Angle.EYE, Angle.EYE, Angle.LOW, Angle.HIGH)),
        move=rng.choice(MOVES),
        subject=rng.choice(cast).name if cast else "",
    )
    return Shot(
        setting=Setting(place=PLACES[kind], interior=kind in INDOORS, time=time, weather=weather),
        cast=cast,
        camera=camera,
        look=Look(grain=0.0),
        duration_s=rng.uniform(2.5, 8.0),
        seed=rng.getrandbits(32),
    )


def _figure(rng: Random, name: str, place: int) -> Figure:
    """Somebody by chance; the first of a cast (`place` 0) stands near the middle."""
    speaking = rng.random() < 0.35
    loudness = tuple(round(rng.random() * rng.choice((0, 1)), 2) for _ in range(48)) if speaking else ()
    return Figure(
        name=name,
        looks=f"{rng.choice(AGES)}, {rng.choice(HAIR)}, {rng.choice(CLOTHES)}",
        action=rng.choice(ACTIONS),
        emotion=rng.choice(("", "", "calm", "angry", "sad")),
        placement=round(max(-1.0, min(1.0, rng.uniform(-0.9, 0.9) if place else rng.gauss(0, 0.4))), 2),
        facing=rng.choice((-1, 0, 1)),
        speaking=speaking,
        loudness=loudness,
    )
