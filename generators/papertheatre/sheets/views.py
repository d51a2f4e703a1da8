"""What is on the contact sheets: sets by time and weather, figures by action, things, framings, looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from generators.base import Angle, Camera, Figure, Framing, Look, Move, Setting, Shot, TimeOfDay, Weather
from generators.papertheatre.figures.posture import POSTURES
from generators.papertheatre.generator import PaperTheatre
from generators.papertheatre.looks import look_names
from generators.papertheatre.props import PROPS
from generators.papertheatre.sets import BUILDERS
from generators.papertheatre.sheets.board import Print, board, save
from generators.papertheatre.words import INDOORS, PLACES, kind_of

Size = tuple[int, int]  # pixels: width, height
MARA: Final = Figure(name="MARA", looks="60, keeper, grey braid, yellow oilskin", placement=-0.3, facing=1)
TOM: Final = Figure(
    name="TOM", looks="12, boy, barefoot, black hair, red scarf, brown jacket", placement=0.34, facing=-1
)
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
)
ACTIONS: Final = {
    "stand": "stands", "walk": "walks", "run": "runs", "climb": "climbs", "sit": "sits", "kneel": "kneels",
    "crouch": "crouches", "point": "points at the sea", "lift": "lifts a lantern", "reach": "opens the door",
    "wave": "waves", "arms": "throws up her arms", "hold": "holds a book", "read": "reads a letter",
    "pull": "pulls the rope", "push": "pushes", "row": "rows", "pray": "prays", "weep": "weeps",
    "embrace": "embraces him", "bow": "bows", "lie": "lies asleep", "fall": "falls", "listen": "listens",
    "think": "hesitates", "fold": "arms folded", "akimbo": "hands on her hips", "look": "peers into the distance",
}  # fmt: skip

CALLED: Final = {  # things whose own name is no word that leads to them
    "camera": "tripod", "saw": "handsaw", "cross": "crucifix", "sign": "signpost", "well": "the old well",
    "star": "evening star", "stone": "boulder", "engine": "locomotive",
}  # fmt: skip


def sheets(folder: Path, size: Size, only: str = "") -> Iterator[Path]:
    """Make every sheet whose name holds `only`, one after another; `size` is that of one picture."""
    for name, make in named_sheets(size).items():
        if only in name:
            yield make(folder / f"{name}.jpg")


def named_sheets(size: Size) -> dict[str, Callable[[Path], Path]]:
    """Sheet name -> what makes it."""
    made: dict[str, Callable[[Path], Path]] = {
        f"set-{kind}": lambda path, kind=kind: _set_sheet(path, kind, size)  # type: ignore[misc]
        for kind in sorted(BUILDERS)
    }
    return made | {
        "figure-people": lambda path: _sheet(path, "People", _people(), size, 6),
        "figure-actions": lambda path: _sheet(path, "Actions", _actions(), size, 6),
        "things": lambda path: _sheet(path, "Things", _things(), size, 8),
        "camera": lambda path: _sheet(path, "Framings, angles, moves", _cameras(), size, 5),
        "looks": lambda path: _sheet(path, "Looks", _looks(), size, 4),
    }


def place_of(kind: str) -> str:
    """Words of a heading that lead to a kind of set."""
    alternatives = [word for k, words, _ in PLACES if k == kind for word in words.split("|")]
    plain = [kind.replace("_", " "), *(word.replace(" ?", " ").replace("?", "") for word in alternatives)]
    return next((words for words in plain if kind_of(kind in INDOORS, words, "", "") == kind), plain[0])


def _set_sheet(path: Path, kind: str, size: Size) -> Path:
    shots = [
        (_shot(kind, time, weather), f"{time.value}, {weather.value}") for weather in Weather for time in TimeOfDay
    ]
    return _sheet(path, kind, shots, size, len(TimeOfDay))


def _shot(kind: str, time: TimeOfDay, weather: Weather, cast: Sequence[Figure] = (MARA, TOM)) -> Shot:
    setting = Setting(interior=kind in INDOORS, place=place_of(kind), time=time, weather=weather)
    return Shot(setting=setting, cast=tuple(cast), seed=7)


def _sheet(path: Path, title: str, shots: Sequence[tuple[Shot, str]], size: Size, columns: int) -> Path:
    theatre = PaperTheatre(size, {"chunk_frames": 1})
    prints = [Print(_still(theatre, shot), label) for shot, label in shots]
    theatre.close()
    return save(board(title, prints, columns), path)


def _still(theatre: PaperTheatre, shot: Shot) -> NDArray[np.uint8]:
    theatre.begin(shot, 36)
    picture: NDArray[np.uint8] = theatre.next_chunk()[0]
    return picture


def _people() -> list[tuple[Shot, str]]:
    return [(_portrait(looks, framing), looks) for framing in (Framing.MEDIUM, Framing.CLOSE) for looks in PEOPLE]


def _portrait(looks: str, framing: Framing) -> Shot:
    who = Figure(name="ONE", looks=looks, placement=0.0, facing=1 if framing is Framing.MEDIUM else 0)
    setting = Setting(place="hills", time=TimeOfDay.AFTERNOON)
    return Shot(setting=setting, cast=(who,), camera=Camera(framing=framing, subject="ONE"), seed=7)


def _actions() -> list[tuple[Shot, str]]:
    setting = Setting(place="hills", time=TimeOfDay.AFTERNOON)
    camera = Camera(framing=Framing.MEDIUM, subject="MARA")
    named = [(kind, ACTIONS.get(kind, kind)) for kind in POSTURES]
    return [
        (
            Shot(setting=setting, cast=(MARA.model_copy(update={"action": words, "placement": 0.0}),), camera=camera),
            words,
        )
        for _, words in named
    ]


def _things() -> list[tuple[Shot, str]]:
    field = Setting(place="hills", time=TimeOfDay.DUSK)
    room = Setting(interior=True, place="empty room", time=TimeOfDay.NIGHT)
    shots = []
    for kind in sorted(PROPS):
        thing = PROPS[kind]
        at_home = thing.only == "in" or (thing.stands in ("top", "wall", "hung") and thing.only != "out")
        setting = room if at_home else field
        shots.append((Shot(setting=setting.model_copy(update={"props": (CALLED.get(kind, kind),)}), seed=7), kind))
    return shots


def _cameras() -> list[tuple[Shot, str]]:
    base = _shot("harbour", TimeOfDay.DUSK, Weather.CLEAR)
    cameras = [Camera(framing=f, angle=a, subject="MARA") for f in Framing for a in Angle]
    cameras += [Camera(framing=Framing.MEDIUM, move=m, subject="MARA") for m in Move]
    return [
        (base.model_copy(update={"camera": c}), f"{c.framing.value}, {c.angle.value}, {c.move.value}") for c in cameras
    ]


def _looks() -> list[tuple[Shot, str]]:
    scenes = (
        _shot("lighthouse", TimeOfDay.DUSK, Weather.CLEAR),
        _shot("forest", TimeOfDay.DAY, Weather.FOG),
        _shot("kitchen", TimeOfDay.NIGHT, Weather.RAIN),
        _shot("street", TimeOfDay.NIGHT, Weather.SNOW).model_copy(
            update={"camera": Camera(framing=Framing.MEDIUM, subject="MARA")}
        ),
    )
    names = [name for name in look_names() if not name.startswith("painted")]
    return [(shot.model_copy(update={"look": Look(style=name)}), name) for name in names for shot in scenes]
