"""What was brought the first time, file by file: commit, size and digest. From then on nothing else is taken.

A small JSON file beside the weights. It stays when they are taken away, so that they come back the same.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from runtime.errors import PartError

if TYPE_CHECKING:
    from runtime.parts.part import Hub, HubFile

NAME: Final = "lock.json"
VERSION: Final = 1
_COMMIT: Final = 40  # hexadecimal digits


class Pin(BaseModel):
    """One file as it was first seen."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    repo: str = ""  # empty: a file of one's own
    commit: str = ""
    path: str = ""  # in the repository; of one's own file: where it came from
    size: int  # bytes
    sha256: str = ""  # empty until the file is here: the hub names this digest for big files only
    blob: str = ""  # git's own digest, which it names for the small ones


class Lock(BaseModel):
    """The pins of one part."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: int = VERSION
    own: str = ""  # what a model of one's own is: "Wan transformer"
    files: dict[str, Pin] = {}

    def with_pins(self, pins: dict[str, Pin]) -> Lock:
        return self.model_copy(update={"files": {**self.files, **pins}})


def read_lock(folder: Path) -> Lock:
    """The lock of a part's folder, empty where there is none. PartError for one that cannot be read."""
    path = folder / NAME
    try:
        return Lock.model_validate_json(path.read_bytes()) if path.is_file() else Lock()
    except (OSError, ValidationError) as error:
        reason = getattr(error, "strerror", None) or "it is damaged"
        raise PartError(f"{path} cannot be read ({reason}). Take it away to begin anew with this model.") from None


def write_lock(folder: Path, lock: Lock) -> None:
    """Beside and renamed, so that it is whole or the old one."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{NAME}.new"
    fresh.write_text(json.dumps(lock.model_dump(), indent=1, sort_keys=True) + "\n", encoding="utf-8")
    fresh.replace(folder / NAME)


def fits(pin: Pin, hub: Hub, file: HubFile) -> bool:
    """Whether the pin is of that file; one that the catalogue names anew, by commit or digest, is not."""
    named = hub.revision if len(hub.revision) == _COMMIT else pin.commit
    same = (pin.repo, pin.path, pin.commit) == (hub.repo, file.path, named)
    return same and pin.sha256 in ("", file.sha256 or pin.sha256)
