"""How fast generators were on this machine: small JSON files among the models, written by `diorama bench generator`."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict, Field, RootModel, ValidationError

from runtime.parts.storeroom import folder_of, models_folder

if TYPE_CHECKING:
    from runtime.parts.part import Part

NAME: Final = "measured.json"
WAITS: Final = "first-frames.json"


class Speed(BaseModel):
    """Frames a second that were generated, at a size of pixels, by a device."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    fps: float
    width: int
    height: int
    device: str

    def __str__(self) -> str:
        return f"{self.fps:.1f} frames/s measured here ({self.width}x{self.height}, {self.device})"


def keep_speed(part: Part, speed: Speed) -> None:
    """Beside the weights, where there are any."""
    folder = folder_of(part)
    if folder.is_dir():
        (folder / NAME).write_text(json.dumps(speed.model_dump()) + "\n", encoding="utf-8")


def read_speed(part: Part) -> Speed | None:
    """What was measured; None: nothing, or nothing that can be read."""
    try:
        return Speed.model_validate_json((folder_of(part) / NAME).read_bytes())
    except (OSError, ValidationError):
        return None


class FirstFrame(BaseModel):
    """Seconds from a cut to the first frame of a generator, the longest that was measured."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    seconds: float = Field(ge=0, allow_inf_nan=False)
    width: int
    height: int


class _Waits(RootModel[dict[str, FirstFrame]]):
    """By generator."""


def keep_first_frame(generator: str, first: FirstFrame) -> None:
    """For the check of tails. A disk that does not take it only leaves it unknown."""
    path = models_folder() / WAITS
    known = _read_waits() | {generator: first}
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_Waits(known).model_dump_json(indent=1) + "\n", encoding="utf-8")


def read_first_frame(generator: str) -> FirstFrame | None:
    """What was measured of a generator; None: nothing, or nothing that can be read."""
    return _read_waits().get(generator)


def _read_waits() -> dict[str, FirstFrame]:
    try:
        return _Waits.model_validate_json((models_folder() / WAITS).read_bytes()).root
    except (OSError, ValidationError):
        return {}
