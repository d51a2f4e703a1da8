"""Sample sheets: rows of pictures of what the model makes, for the card and for the eye."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from generators.base import Shot, TimeOfDay, Transition, Weather
from generators.daguerreotype.curriculum import KINDS, chance, random_shot, shot_of
from generators.daguerreotype.examine import BASE

Rows = Sequence[Sequence[NDArray[np.uint8]]]  # pictures, row by row

WIDE: Final = 320  # pixels of one picture
CHUNKS: Final = 4  # made before a picture is taken


def sheets(generator: Any, folder: Path) -> Iterator[Path]:
    """Draw all sheets; gives each path when it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn: dict[str, Callable[[], Rows]] = {
        "places": lambda: _places(generator),
        "hours": lambda: _hours(generator),
        "seen": lambda: _shots(generator, "seen"),
        "held-out": lambda: _shots(generator, "held_out"),
        "motion": lambda: _motion(generator),
        "morph": lambda: _morph(generator),
        "minutes": lambda: _minutes(generator),
    }
    for name, draw in drawn.items():
        path = folder / f"{name}.jpg"
        _lay(path, draw())
        yield path


def _picture(generator: Any, shot: Shot, chunks: int = CHUNKS) -> NDArray[np.uint8]:
    generator.begin(shot)
    for _ in range(chunks):
        frames = generator.next_chunk()
    last: NDArray[np.uint8] = frames[-1]
    return last


def _places(generator: Any) -> Rows:
    """Every taught place by day, empty or not, six in a row."""
    made = [_picture(generator, shot_of(kind, TimeOfDay.DAY, Weather.CLEAR, chance("sheet", kind))) for kind in KINDS]
    return [made[n : n + 6] for n in range(0, len(made), 6)]


def _hours(generator: Any) -> Rows:
    """One place: a row for each weather, a column for each time of day."""
    plain = random_shot(BASE, "seen")
    return [
        [
            _picture(
                generator, shot_of("harbour", time, weather, chance("hours")).model_copy(update={"cast": plain.cast})
            )
            for time in TimeOfDay
        ]
        for weather in Weather
    ]


def _shots(generator: Any, split: str) -> Rows:
    made = [_picture(generator, random_shot(BASE + n, split)) for n in range(24)]
    return [made[n : n + 6] for n in range(0, len(made), 6)]


def _motion(generator: Any) -> Rows:
    """Six shots, a frame each third of a second."""
    rows = []
    for n in range(6):
        generator.begin(random_shot(BASE + 40 + n, "seen"))
        rows.append([generator.next_chunk()[-1] for _ in range(6)])
    return rows


def _morph(generator: Any) -> Rows:
    """From one scene to another."""
    rows = []
    for n in range(4):
        generator.begin(random_shot(BASE + 60 + 2 * n, "seen"))
        row = [[generator.next_chunk()[-1] for _ in range(3)][-1]]
        after = random_shot(BASE + 61 + 2 * n, "seen").model_copy(update={"transition": Transition.MORPH})
        generator.steer(after)
        row += [generator.next_chunk()[-1] for _ in range(10)][::2]
        rows.append(row)
    return rows


def _minutes(generator: Any) -> Rows:
    """A shot now and after half a minute, one, one and a half, two, three."""
    generator.begin(random_shot(BASE + 80, "seen"))
    row, made = [], 0
    for until in (1, 90, 180, 270, 360, 540):
        for _ in range(until - made):
            frames = generator.next_chunk()
        made = until
        row.append(frames[-1])
    return [row]


def _lay(path: Path, rows: Rows) -> None:
    from PIL import Image

    height = round(WIDE * rows[0][0].shape[0] / rows[0][0].shape[1])
    whole = Image.new("RGB", (WIDE * max(map(len, rows)), height * len(rows)))
    for y, row in enumerate(rows):
        for x, picture in enumerate(row):
            whole.paste(
                Image.fromarray(picture).resize((WIDE, height), Image.Resampling.LANCZOS), (x * WIDE, y * height)
            )
    whole.save(path, quality=86)
