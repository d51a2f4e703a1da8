"""Where parts lie on this machine, and whether they are whole. Nothing is imported and nothing is fetched here."""

from __future__ import annotations

import base64
import hashlib
import importlib.metadata
import importlib.util
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.parts.part import Part, Wheel

BLOCK = 1 << 20  # bytes read at once


def parts_folder() -> Path:
    """Where unpacked files lie: the user's data folder; DIORAMA_PARTS names another one."""
    if named := os.environ.get("DIORAMA_PARTS"):
        return Path(named)
    import platformdirs

    return platformdirs.user_data_path("diorama", appauthor=False) / "parts"


def folder_of(part: Part) -> Path:
    return parts_folder() / part.name


def package_file(package: str, path: str) -> Path | None:
    """A file inside an installed package, which is not imported; None where it is missing."""
    try:
        found = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return None
    places = list(found.submodule_search_locations or ()) if found else []
    return next((file for place in places if (file := Path(place) / path).is_file()), None)


def file_of(part: Part, name: str) -> Path | None:
    """A file of the part, in its own folder or in one of its packages; None where it is missing."""
    own = folder_of(part) / name
    if name in part.files and own.is_file():
        return own
    found = (package_file(wheel.package, name) for wheel in part.wheels)
    return next((file for file in found if file is not None), None)


def lacking(part: Part) -> tuple[str, ...]:
    """What of the part is not on this machine: wheels and files by name. Quick: nothing is read."""
    wheels = [wheel.name for wheel in part.wheels if version_of(wheel) != wheel.version]
    return (*wheels, *(name for name in part.files if not (folder_of(part) / name).is_file()))


def is_there(part: Part) -> bool:
    return not lacking(part)


def anything_of(part: Part) -> bool:
    """Whether at least a piece of it is on this machine."""
    return any(version_of(wheel) for wheel in part.wheels) or folder_of(part).is_dir()


def version_of(wheel: Wheel) -> str:
    """The installed version; empty: none."""
    try:
        return importlib.metadata.version(wheel.name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def faults(part: Part) -> list[str]:
    """What is missing or is not what it should be, every byte read; empty: the part is whole."""
    found = [f"{name} is missing" for name in lacking(part)]
    for wheel in part.wheels:
        found += _wheel_faults(wheel)
    for name, digest in part.files.items():
        file = folder_of(part) / name
        if file.is_file() and digest_of(file) != digest:
            found.append(f"{file} is not the file that was published")
    return found


def _wheel_faults(wheel: Wheel) -> Iterator[str]:
    """Files of an installed wheel that differ from what its own record says."""
    try:
        files = importlib.metadata.files(wheel.name) or []
    except importlib.metadata.PackageNotFoundError:
        return
    for file in files:
        if file.hash is None or file.hash.mode != "sha256":
            continue
        place = Path(str(file.locate()))
        want = base64.urlsafe_b64decode(file.hash.value + "=" * (-len(file.hash.value) % 4)).hex()
        if not place.is_file() or digest_of(place) != want:
            yield f"{place} is not the file that was published"


def digest_of(file: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    made = hashlib.sha256()
    with file.open("rb") as source:
        while block := source.read(BLOCK):
            made.update(block)
    return made.hexdigest()
