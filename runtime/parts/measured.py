"""How fast a model was on this machine: a small JSON file beside its weights, written by `diorama bench generator`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from runtime.parts.storeroom import folder_of

if TYPE_CHECKING:
    from runtime.parts.part import Part

NAME: Final = "measured.json"


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
