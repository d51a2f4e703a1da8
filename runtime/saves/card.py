"""What a save says of itself before it is opened, and the album: a still of each choice point that was met.

Both are read back as distrustfully as a journal; a still is bounded here and looked at only by whoever draws it.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, ValidationError

from runtime.errors import SaveError
from runtime.saves.sealed import ALBUM_FORMAT, seal, unseal

if TYPE_CHECKING:
    from collections.abc import Mapping

STILL_BYTES = 40_000  # a JPEG of a slot, at most
THUMB_BYTES = 12_000  # one of the album
ALBUM_STILLS = 120  # the newest are kept


def _decoded(value: Any) -> Any:
    return base64.b64decode(value, validate=True) if isinstance(value, str) else value


Jpeg = Annotated[
    bytes, BeforeValidator(_decoded), PlainSerializer(lambda value: base64.b64encode(value).decode(), when_used="json")
]
Short = Annotated[str, Field(max_length=200)]
Thumb = Annotated[Jpeg, Field(max_length=THUMB_BYTES)]


class Card(BaseModel):
    """Where a save stands, for people."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")

    heading: Short = ""  # of the node
    node: Short = ""
    played_s: Annotated[float, Field(ge=0, le=1e9)] = 0.0  # seconds of show that were performed, over all sittings
    date: Annotated[str, Field(max_length=40)] = ""  # "2026-11-26T04:18", on the clock of the machine
    still: Annotated[Jpeg, Field(max_length=STILL_BYTES)] = b""  # empty: none


class Album(BaseModel):
    """Stills of one story's choice points, by the key of the way there; the newest last."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    story: str  # digest
    stills: Annotated[dict[Short, Thumb], Field(max_length=ALBUM_STILLS)] = {}

    def with_stills(self, more: Mapping[str, bytes]) -> Album:
        """A copy with `more`; what is too large or too old is left out."""
        kept = {key: still for key, still in self.stills.items() if key not in more}
        kept |= {key: still for key, still in more.items() if still and len(still) <= THUMB_BYTES}
        return self.model_copy(update={"stills": dict(list(kept.items())[-ALBUM_STILLS:])})

    def to_bytes(self) -> bytes:
        return seal(ALBUM_FORMAT, self.model_dump_json().encode())

    @classmethod
    def from_bytes(cls, data: bytes) -> Album:
        """SaveError for anything that was not written by `to_bytes`."""
        try:
            return cls.model_validate_json(unseal(ALBUM_FORMAT, data))
        except (ValidationError, ValueError, RecursionError):
            raise SaveError("the album of stills cannot be understood.") from None
