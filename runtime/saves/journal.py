"""What a save holds, and its bytes: sealed JSON.

A save comes from anywhere, so every byte is distrusted until the checksum and the model agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from runtime.commands import Begin, Command, Describe, Pause
from runtime.errors import SaveError
from runtime.saves.card import STILL_BYTES, Card
from runtime.saves.sealed import ENDINGS_FORMAT, SAVE_FORMAT, opened, seal, unseal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Journal(BaseModel):
    """One showing: how it began, and everything that was done to it, in order. Grows by copies."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")

    begin: Begin
    commands: tuple[Command, ...] = ()

    @field_validator("commands")
    @classmethod
    def _only_what_is_written_down(cls, commands: tuple[Command, ...]) -> tuple[Command, ...]:
        if any(isinstance(command, Begin | Pause | Describe) for command in commands):
            raise ValueError("a journal begins once, and pauses are not written down")
        return commands

    def extended(self, *commands: Command) -> Journal:
        """A copy with `commands` at its end; a pause is never written down, since content time stands still in it."""
        kept = tuple(command for command in commands if not isinstance(command, Pause | Describe))
        return self.model_copy(update={"commands": self.commands + kept})

    def to_bytes(self) -> bytes:
        """The whole file. The same journal gives the same bytes."""
        return seal(SAVE_FORMAT, self.model_dump_json().encode())

    @classmethod
    def from_bytes(cls, data: bytes) -> Journal:
        """The journal of a save file; SaveError for anything that was not written by `to_bytes`."""
        return Save.from_bytes(data).journal


class Save(Journal):
    """A whole save file: a journal, and what it says of itself."""

    card: Card | None = None

    @property
    def journal(self) -> Journal:
        return Journal.model_construct(begin=self.begin, commands=self.commands)

    @classmethod
    def from_bytes(cls, data: bytes) -> Save:
        """As `Journal.from_bytes`, of every version since OLDEST_READABLE."""
        version, body = opened(SAVE_FORMAT, data)
        try:
            for older in range(version, max(STEPS) + 1):
                body = STEPS[older](body)
            return cls.model_validate_json(body)
        except (ValidationError, ValueError, RecursionError):
            raise SaveError("the save does not hold a journal that this version of Diorama understands.") from None


def _second(body: bytes) -> bytes:
    """Version 1 to 2: a save without a card is a save whose card is empty; all its commands are as they were."""
    return body


STEPS: dict[int, Callable[[bytes], bytes]] = {1: _second}  # version -> what makes the next one of it


@dataclass(frozen=True)
class Kept:
    """A journal on its way to the disk. Its still is made there, off the loop: `still` is asked when it is written."""

    journal: Journal
    card: Card
    still: Callable[[], bytes] = bytes

    def to_bytes(self) -> bytes:
        """The whole file; a still that is too large is left out."""
        still = self.still()
        card = self.card.model_copy(update={"still": still if len(still) <= STILL_BYTES else b""})
        save = Save.model_construct(begin=self.journal.begin, commands=self.journal.commands, card=card)
        return seal(SAVE_FORMAT, save.model_dump_json().encode())


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
