"""What a save holds, and its bytes: one line that names format, version and checksum, then JSON.

A save comes from anywhere, so every byte is distrusted until the checksum and the model agree.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from runtime.commands import Begin, Command, Pause
from runtime.errors import SaveError

if TYPE_CHECKING:
    from collections.abc import Iterable

SAVE_FORMAT = "diorama-save"
ENDINGS_FORMAT = "diorama-endings"
# Version 1: Begin, then the commands. A bump gets a line here that says what changed.
VERSION = 1
OLDEST_READABLE = 1

MAX_BYTES = 16 * 1024 * 1024  # some fifty thousand choices; more than that is no save
_FIRST_LINE = re.compile(rb"([a-z-]{1,40}) ([0-9]{1,9}) ([0-9a-f]{64})\n")
_KINDS = {SAVE_FORMAT: "save", ENDINGS_FORMAT: "list of endings"}


class Journal(BaseModel):
    """One showing: how it began, and everything that was done to it, in order. Grows by copies."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")

    begin: Begin
    commands: tuple[Command, ...] = ()

    @field_validator("commands")
    @classmethod
    def _only_what_is_written_down(cls, commands: tuple[Command, ...]) -> tuple[Command, ...]:
        if any(isinstance(command, Begin | Pause) for command in commands):
            raise ValueError("a journal begins once, and pauses are not written down")
        return commands

    def extended(self, *commands: Command) -> Journal:
        """A copy with `commands` at its end; a pause is never written down, since content time stands still in it."""
        kept = tuple(command for command in commands if not isinstance(command, Pause))
        return self.model_copy(update={"commands": self.commands + kept})

    def to_bytes(self) -> bytes:
        """The whole file. The same journal gives the same bytes."""
        return seal(SAVE_FORMAT, self.model_dump_json().encode())

    @classmethod
    def from_bytes(cls, data: bytes) -> Journal:
        """The journal of a save file; SaveError for anything that was not written by `to_bytes`."""
        body = unseal(SAVE_FORMAT, data)
        try:
            return cls.model_validate_json(body)
        except (ValidationError, ValueError, RecursionError):
            raise SaveError("the save does not hold a journal that this version of Diorama understands.") from None


class Endings(BaseModel):
    """The endings of one story that were reached on this machine."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    story: str  # digest
    found: tuple[str, ...] = ()  # titles, in the order of finding

    def to_bytes(self) -> bytes:
        return seal(ENDINGS_FORMAT, self.model_dump_json().encode())

    @classmethod
    def from_bytes(cls, data: bytes) -> Endings:
        try:
            return cls.model_validate_json(unseal(ENDINGS_FORMAT, data))
        except (ValidationError, ValueError, RecursionError):
            raise SaveError("the list of endings cannot be understood.") from None

    def with_found(self, titles: Iterable[str]) -> Endings:
        return self.model_copy(update={"found": tuple(dict.fromkeys((*self.found, *titles)))})


def seal(kind: str, body: bytes) -> bytes:
    """Put the first line before `body`: format, version, BLAKE2b of both and the body; ValueError past MAX_BYTES."""
    head = f"{kind} {VERSION} ".encode()
    if len(body) > MAX_BYTES - 200:
        raise ValueError(f"a {_KINDS[kind]} holds at most {MAX_BYTES // 1024**2} MiB")
    return head + _checksum(head, body) + b"\n" + body


def unseal(kind: str, data: bytes) -> bytes:
    """The body of a sealed file; SaveError with a sentence if its first line and its body do not agree."""
    if not data:
        raise SaveError(f"the {_KINDS[kind]} is empty.")
    if len(data) > MAX_BYTES:
        raise SaveError(f"the {_KINDS[kind]} is larger than {MAX_BYTES // 1024**2} MiB and was not read.")
    first = _FIRST_LINE.match(data)
    if first is None or first[1].decode() != kind:
        raise SaveError(f"this is not a Diorama {_KINDS[kind]} (its first line does not say “{kind} {VERSION} …”).")
    _check_version(int(first[2]))
    body = data[first.end() :]
    if _checksum(data[: first.start(3)], body) != first[3]:
        raise SaveError(f"the {_KINDS[kind]} is damaged: its checksum does not fit its content.")
    return body


def _check_version(version: int) -> None:
    if version > VERSION:
        raise SaveError(f"the save has version {version}; this Diorama reads up to {VERSION}: install a newer one.")
    if version < OLDEST_READABLE:
        raise SaveError(f"the save has version {version}; the oldest that can be read is {OLDEST_READABLE}.")


def _checksum(head: bytes, body: bytes) -> bytes:
    return hashlib.blake2b(head + body, digest_size=32).hexdigest().encode()
