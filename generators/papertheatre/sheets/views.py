"""What is on the contact sheets: sets by time and weather, figures by action, things, framings, looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from generators.base import Angle, Camera, Figure, Framing, Move, Setting, Shot, TimeOfDay, Weather
from generators.papertheatre.generator import PaperTheatre
from generators.papertheatre.props import PROPS
from generators.papertheatre.sets import BUILDERS
from generators.papertheatre.sheets.board import Print, board, save
from generators.papertheatre.sheets.cast import actions, animals, faces, people
from generators.papertheatre.sheets.gallery import drawn_looks, painted_looks
from generators.papertheatre.words import INDOORS, PLACES, kind_of

Size = tuple[int, int]  # pixels: width, height
MARA: Final = Figure(name="MARA", looks="60, keeper, grey braid, yellow oilskin", placement=-0.3, facing=1)
TOM: Final = Figure(
    name="TOM", looks="12, boy, barefoot, black hair, red scarf, brown jacket", placement=0.34, facing=-1
)
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
        "figure-people": lambda path: _sheet(path, "People", people(), size, 6),
        "figure-actions": lambda path: _sheet(path, "Actions", actions(), size, 8),
        "figure-animals": lambda path: _sheet(path, "Animals", animals(), size, 5),
        "figure-faces": lambda path: _sheet(path, "Faces", faces(), size, 6),
        "things": lambda path: _sheet(path, "Things", _things(), size, 8),
        "camera": lambda path: _sheet(path, "Framings, angles, moves", _cameras(), size, 5),
        "looks": lambda path: _sheet(path, "Looks", drawn_looks(), size, 4),
        "painted": lambda path: _sheet(path, "Painted looks", painted_looks(), size, 4),
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


def _things() -> list[tuple[Shot, str]]:
    """Every thing at its home, near enough to be judged where it stands between people."""
    field = Setting(place="hills", time=TimeOfDay.AFTERNOON)
    room = Setting(interior=True, place="empty room", time=TimeOfDay.AFTERNOON)
    shots = []
    for kind in sorted(PROPS):
        thing, called = PROPS[kind], CALLED.get(kind, kind)
        at_home = thing.only == "in" or (thing.stands in ("top", "wall", "hung") and thing.only != "out")
        props = (called, "table") if thing.stands == "top" else (called,)
        near = thing.stands in ("top", "hung") or (thing.stands == "floor" and max(thing.wide, thing.tall) < 2.4)
        camera = Camera(framing=Framing.MEDIUM if near else Framing.WIDE)
        setting = (room if at_home else field).model_copy(update={"props": props})
        shots.append((Shot(setting=setting, camera=camera, seed=7), kind))
    return shots


def _cameras() -> list[tuple[Shot, str]]:
    base = _shot("harbour", TimeOfDay.DUSK, Weather.CLEAR)
    cameras = [Camera(framing=f, angle=a, subject="MARA") for f in Framing for a in Angle]
    cameras += [Camera(framing=Framing.MEDIUM, move=m, subject="MARA") for m in Move]
    return [
        (base.model_copy(update={"camera": c}), f"{c.framing.value}, {c.angle.value}, {c.move.value}") for c in cameras
    ]
