"""Looks for eyes to judge: every look in four scenes, and the small pictures of the manual."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import pygame
import skia

from generators.base import Camera, Figure, Framing, Look, Setting, Shot, TimeOfDay, Weather
from generators.papertheatre.generator import PaperTheatre
from generators.papertheatre.looks import look_names

PICTURE: Final = (480, 270)  # pixels of a picture in the manual
LARGEST: Final = 40_000  # bytes of one
DRAWN: Final = (960, 540)  # pixels that a picture of the manual is drawn at
QUALITIES: Final = (86, 80, 74, 68, 60, 50, 40, 30)
CAST: Final = (
    Figure(name="MARA", looks="60, keeper, grey braid, yellow oilskin", placement=-0.3, facing=1),
    Figure(name="TOM", looks="12, boy, barefoot, black hair, red scarf, brown jacket", placement=0.34, facing=-1),
)
SCENES: Final = (
    Shot(setting=Setting(place="lighthouse", time=TimeOfDay.DUSK), cast=CAST, seed=7),
    Shot(setting=Setting(place="forest", time=TimeOfDay.DAY, weather=Weather.FOG), cast=CAST, seed=7),
    Shot(
        setting=Setting(interior=True, place="kitchen", time=TimeOfDay.NIGHT, weather=Weather.RAIN), cast=CAST, seed=7
    ),
    Shot(
        setting=Setting(place="city street", time=TimeOfDay.NIGHT, weather=Weather.SNOW),
        cast=CAST,
        camera=Camera(framing=Framing.CLOSE, subject="MARA"),
        seed=7,
    ),
)


def drawn_looks() -> list[tuple[Shot, str]]:
    return _in_scenes([name for name in look_names() if not name.startswith("painted")])


def painted_looks() -> list[tuple[Shot, str]]:
    return _in_scenes([name for name in look_names() if name.startswith("painted")])


def _in_scenes(names: list[str]) -> list[tuple[Shot, str]]:
    return [(seen_in(shot, name), name) for name in names for shot in SCENES]


def seen_in(shot: Shot, name: str) -> Shot:
    """The shot in a built-in look."""
    return shot.model_copy(update={"look": Look(style=name)})


def pictures(folder: Path) -> list[Path]:
    """A small JPEG of every look, at most LARGEST bytes each; the folder is made."""
    folder.mkdir(parents=True, exist_ok=True)
    theatre = PaperTheatre(DRAWN, {"chunk_frames": 1})
    made = []
    for name in look_names():
        theatre.begin(seen_in(SCENES[2 if name == "noir" else 0], name), 36)
        frame = theatre.next_chunk()[0]
        made.append(_save(pygame.image.frombuffer(frame.data, DRAWN, "RGB"), folder / f"{name.replace(' ', '-')}.jpg"))
    theatre.close()
    return made


def _save(frame: pygame.Surface, path: Path) -> Path:
    """The frame made small, as well as LARGEST bytes can hold it."""
    small = pygame.transform.smoothscale(frame, PICTURE)
    shape = (PICTURE[1], PICTURE[0], 4)
    pixels = np.frombuffer(pygame.image.tobytes(small, "RGBA"), np.uint8).reshape(shape)
    image = skia.Image.fromarray(pixels.copy(), skia.kRGBA_8888_ColorType)
    for quality in QUALITIES:
        data = bytes(image.encodeToData(skia.kJPEG, quality))
        if len(data) <= LARGEST:
            break
    path.write_bytes(data)
    return path
