"""From a writer's words to layers: "heavy rain, distant sea" -> (rain, +4 dB), (sea, far off). Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from runtime.audio.manners import MANNERS, manner_of, tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS: dict[str, str] = {  # kind of layer: words that ask for it
    # weather
    "rain": "rain drizzle downpour shower raining",
    "pane": "pane window windowpane panes",
    "roof": "roof tent canvas gutter",
    "hail": "hail sleet hailstones",
    "wind": "wind winds gust gusts breeze gale windy",
    "draught": "draught draughts draft chimney moaning whistling",
    "wires": "wires wire cables cable telegraph pylons",
    "snow": "snow hush snowfall",
    "ice": "ice iceberg glacier frozen",
    "desert": "desert dunes dune sandstorm",
    "thunder": "thunder lightning",
    "storm": "storm tempest thunderstorm",
    "blizzard": "blizzard snowstorm",
    # water
    "sea": "sea wave waves ocean surf shore beach coast breakers seaside",
    "harbour": "harbour harbor port quay dock docks pier jetty boat marina wharf",
    "rigging": "rigging masts halyards moorings yachts",
    "sail": "sail sails sailing deck schooner galleon",
    "gulls": "gull gulls seagull seagulls",
    "lake": "lake pond lapping lagoon",
    "stream": "stream brook creek water trickle",
    "river": "river canal weir",
    "waterfall": "waterfall falls cascade torrent rapids",
    "fountain": "fountain fountains",
    "underwater": "underwater submarine deep depths drowned",
    "cave": "cave cavern drip drips dripping crypt tunnel cellar mine sewer grotto dungeon",
    "mill": "mill waterwheel watermill",
    # what lives outside
    "forest": "forest wood woods leaves trees grove park",
    "birds": "bird birds birdsong sparrows",
    "doves": "dove doves pigeon pigeons dovecote",
    "grass": "grass meadow reeds wheat prairie",
    "garden": "garden orchard hedge",
    "night": "night owl owls",
    "crickets": "cricket crickets",
    "cicadas": "cicada cicadas heat summer",
    "insects": "insect insects flies grasshoppers",
    "bees": "bee bees hive wasps swarm",
    "frogs": "frog frogs toads",
    "swamp": "swamp marsh bog",
    "jungle": "jungle rainforest tropics",
    "farm": "farm hens chickens barn farmyard cows sheep",
    "wolves": "wolf wolves howls",
    # where people are
    "city": "city town",
    "traffic": "traffic cars road motorway highway",
    "street": "street streets alley square pavement bustle",
    "rooftop": "rooftop rooftops chimneys",
    "village": "village hamlet",
    "market": "market bazaar fair stalls",
    "playground": "playground children kids",
    "school": "school corridor classroom",
    "station": "station platform terminus",
    "crowd": "crowd voices murmur people hall restaurant cafe ball party",
    "tavern": "tavern inn pub bar saloon",
    "theatre": "theatre theater audience auditorium cinema circus",
    "office": "office typewriters typing bureau",
    "battle": "battle war front guns cannonade artillery",
    "coach": "coach cart wagon horses stagecoach hooves",
    # rooms, and what runs in them
    "room": "room roomtone interior indoors house stillness bedroom",
    "clock": "clock ticking tick clockwork",
    "fire": "fire hearth flames fireplace campfire stove bonfire crackle torches",
    "boil": "boil boils kettle pot boiling simmering cauldron kitchen",
    "attic": "attic loft mice garret",
    "church": "church cathedral chapel temple nave abbey",
    "library": "library pages reading study archive",
    "hospital": "hospital ward clinic monitor",
    "whispers": "whisper whispers whispering ghosts haunted eerie spirits",
    "radio": "radio wireless static",
    "hum": "hum humming mains electricity transformer buzzing neon",
    "computer": "computer computers server servers laboratory console fans",
    "engine": "engine engines machine machinery motor generator",
    "ship": "ship steamer vessel hull hold liner freighter ferry",
    "train": "train railway rails carriage compartment tram",
    "plane": "plane aeroplane airplane aircraft airship propeller cockpit",
    "factory": "factory looms foundry assembly press",
    "workshop": "workshop smithy carpenter hammering",
    "steam": "steam boiler pipes furnace",
    "space": "space spaceship starship orbit drone void shuttle",
    "lava": "lava volcano magma crater",
}
# what is made of others, each with dB more or less
COMPOUNDS: dict[str, tuple[tuple[str, float], ...]] = {
    "storm": (("rain", 3.0), ("wind", 3.0), ("thunder", 0.0)),
    "blizzard": (("wind", 5.0), ("snow", 4.0), ("draught", -2.0)),
    "garden": (("birds", 0.0), ("grass", -3.0), ("bees", -6.0)),
    "swamp": (("frogs", 0.0), ("insects", -4.0), ("lake", -2.0)),
}
KIND_OF = {word: kind for kind, words in KINDS.items() for word in words.split()}
STRONG_WORDS = {"downpour": 4.0, "gale": 4.0, "drizzle": -6.0, "breeze": -6.0, "trickle": -4.0}
FILLERS = frozenset("a an the and of on in at with from to against over under into is no more by it its".split())
PHRASES = {"dawn chorus": "birds", "room tone": "room", "far off": "distant", "far away": "distant"}
PHRASES |= {"steam engine": "engine", "church bells": "village", "running water": "stream", "wind in": "wind"}
# what places sound like by the words of a heading: outside, and within
PLACES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("underwater seabed submarine wreck reef+coral", ("underwater",), ("underwater",)),
    ("space spaceship starship orbit moon planet shuttle airlock capsule", ("space",), ("space", "soft computer")),
    ("engine boiler", ("engine",), ("engine", "soft steam")),
    ("carriage train compartment railway tram", ("distant train", "soft wind"), ("train",)),
    ("station platform terminus", ("station",), ("station",)),
    ("coach stagecoach wagon", ("soft coach",), ("coach",)),
    ("airport plane aeroplane cockpit airship", ("plane",), ("plane",)),
    ("wheelhouse bridge+ship captain cabin+ship hold steamer liner", ("sea", "soft wind"), ("ship", "muffled sea")),
    ("deck sail schooner galleon boat ship raft lifeboat dinghy", ("sail", "soft sea"), ("ship", "muffled sea")),
    ("harbour harbor port quay dock docks pier jetty wharf marina landing", ("harbour",), ("room", "muffled harbour")),
    (
        "lighthouse island cliff cliffs rocks reef sea shore beach coast ocean gallery bay lamp",
        ("sea",),
        ("room", "muffled sea"),
    ),
    ("waterfall falls rapids gorge", ("waterfall",), ("muffled waterfall",)),
    ("mill watermill", ("mill",), ("muffled mill", "room")),
    ("swamp marsh bog moor+fen", ("swamp",), ("room", "muffled frogs")),
    ("lake pond lagoon", ("lake", "soft birds"), ("room", "muffled lake")),
    ("river canal ford", ("river",), ("room", "muffled river")),
    ("bridge", ("river", "soft wind"), ("room",)),
    ("stream brook", ("stream",), ("room", "muffled stream")),
    ("jungle rainforest", ("jungle",), ("muffled jungle",)),
    ("forest wood woods grove clearing thicket", ("forest",), ("room", "muffled forest")),
    ("garden park orchard terrace", ("garden",), ("room", "muffled birds")),
    ("desert dune dunes oasis canyon", ("desert",), ("room", "muffled desert")),
    ("snow snowfield glacier ice arctic tundra", ("snow", "soft wind"), ("soft draught", "room")),
    ("volcano crater lava", ("lava", "soft wind"), ("lava",)),
    ("mountain mountains summit peak ridge pass", ("wind",), ("soft draught", "room")),
    ("cave cavern crypt tunnel mine grotto catacomb catacombs sewer cellar dungeon vault", ("cave",), ("cave",)),
    ("cell prison jail", ("soft wind",), ("soft cave", "soft hum")),
    ("playground schoolyard", ("playground",), ("muffled playground", "room")),
    ("school classroom", ("playground",), ("school",)),
    ("market bazaar fair", ("market",), ("muffled market",)),
    ("village hamlet", ("village",), ("room", "muffled village")),
    ("farm farmyard stable", ("farm",), ("muffled farm", "room")),
    ("rooftop rooftops roof roofs balcony", ("rooftop",), ("room", "muffled rooftop")),
    ("motorway highway kerb", ("traffic",), ("room", "muffled traffic")),
    ("street alley lane square pavement courtyard shop", ("street", "distant city"), ("room", "muffled street")),
    ("city town avenue", ("city", "soft traffic"), ("room", "muffled city")),
    ("church chapel cathedral abbey temple nave", ("soft village",), ("church",)),
    ("tavern inn pub bar saloon", ("muffled tavern", "soft wind"), ("tavern", "soft fire")),
    ("theatre theater stage auditorium cinema circus", ("street",), ("theatre",)),
    ("ballroom restaurant cafe museum hall palace court", ("street",), ("soft crowd",)),
    ("hospital ward clinic", ("city",), ("hospital",)),
    ("laboratory server computer control", ("soft wind",), ("computer",)),
    ("library study archive bookshop", ("soft street",), ("library", "soft clock")),
    ("office bureau newsroom", ("street",), ("office",)),
    ("factory foundry", ("distant factory",), ("factory",)),
    ("workshop smithy forge garage", ("distant workshop",), ("workshop",)),
    ("attic loft garret", ("rooftop",), ("attic", "soft draught")),
    ("kitchen galley bakery", ("soft village",), ("room", "soft clock")),
    ("tower castle ruins", ("wind", "soft doves"), ("soft draught", "room")),
    ("meadow field fields prairie steppe plain", ("grass", "insects"), ("room", "muffled grass")),
    ("hill hills moor heath valley path countryside", ("soft wind", "birds"), ("room", "muffled wind")),
    ("battlefield trench front", ("battle", "soft wind"), ("muffled battle",)),
    ("bedroom", ("soft wind",), ("room", "soft clock")),
)
SKY = {"rain": ("rain",), "storm": ("storm",), "snow": ("snow", "soft wind")}
# what rain and storm are to those inside
WITHIN = {"rain": ("pane", "muffled rain"), "storm": ("pane", "draught", "muffled storm"), "snow": ("soft draught",)}
MOST_LAYERS = 4  # of a place, before the weather
DEAF = frozenset(("underwater", "space", "cave", "soft cave", "train", "plane"))  # nothing of the weather comes in
AT_NIGHT = {
    "forest": ("soft wind", "night"), "garden": ("crickets", "soft wind"), "birds": ("crickets",),
    "insects": ("crickets",), "soft birds": ("soft frogs",), "farm": ("night",), "village": ("night",),
    "market": ("soft wind", "distant city"),
    "playground": ("night",), "rooftop": ("distant city", "soft wind"), "street": ("distant city",),
    "soft traffic": ("soft wind",), "soft doves": ("night",), "soft village": ("night",), "jungle": ("jungle", "frogs"),
}  # fmt: skip


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
    for phrase in re.split(r"[,;/+&.]|\band\b", text.lower()[:2000]):
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


@lru_cache(maxsize=256)
def ambience_for(interior: bool, place: str, weather: str, time: str = "") -> tuple[str, ...]:
    """What a place sounds like when the writer does not say: words for `layers_for`.

    `place` is the heading's words, `weather` and `time` are generators.base's words ("rain", "night").
    """
    weather, dark = weather.lower(), time.lower() in ("night", "dusk")
    outside, inside = _around(place)
    if interior:
        heard = inside or ("room",)
        open_to_it = not DEAF & set(heard)
        return _once((*heard, *(WITHIN.get(weather, ()) if open_to_it else ())))
    if dark:
        outside = tuple(word for layer in outside for word in AT_NIGHT.get(layer, (layer,)))
    if weather in SKY:  # birds and insects keep silent in the rain
        outside = tuple(layer for layer in outside if not layer.endswith(("birds", "insects", "crickets", "garden")))
    under = outside or (() if weather in SKY else ("night",) if dark else ("soft wind", "soft birds"))
    return _once((*under, *(SKY.get(weather, ()) if "underwater" not in under and "space" not in under else ())))


@lru_cache(maxsize=256)
def _around(place: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Outside and within. The last noun is the place: in a harbour tavern it is the tavern that is heard, and the
    harbour through its walls."""
    tokens = tokens_of(place[:500])
    fitting = []
    for words, outside, inside in PLACES:
        groups = [group.split("+") for group in words.split()]
        at = max((max(map(tokens.index, group)) for group in groups if set(group) <= set(tokens)), default=-1)
        if at >= 0:
            fitting.append((at, outside, inside))
    fitting.sort(key=lambda one: -one[0])
    if not fitting:
        return (), ()
    through_walls = (word for _, _, inside in fitting[1:] for word in inside if word.startswith("muffled"))
    return fitting[0][1], (*fitting[0][2], *through_walls)[:MOST_LAYERS]


def _once(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
