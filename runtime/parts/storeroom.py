"""Where parts lie on this machine, and whether they are whole. Nothing is imported and nothing is fetched here."""

from __future__ import annotations

import base64
import hashlib
import importlib.metadata
import importlib.util
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runtime.parts.lock import NAME, read_lock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.parts.part import Part, Wheel
    from runtime.settings import Settings

BLOCK = 1 << 20  # bytes read at once


def parts_folder() -> Path:
    """Where unpacked files lie: the user's data folder; DIORAMA_PARTS names another one."""
    if named := os.environ.get("DIORAMA_PARTS"):
        return Path(named)
    import platformdirs

    return platformdirs.user_data_path("diorama", appauthor=False) / "parts"


def models_folder() -> Path:
    """Where weights lie: the setting `models` (DIORAMA_MODELS), else the user's data folder."""
    from runtime.settings import read_settings

    return read_settings().settings.models


def told(generator: str, settings: Settings) -> dict[str, Any]:
    """What a generator is told: a person's settings for it, and where weights and prompts lie, if it asks for them."""
    from generators.registry import plays_from_models, takes

    own = dict(settings.generator_settings)
    if settings.device and takes(generator, "device"):
        own["device"] = settings.device
    if settings.lora and takes(generator, "loras"):
        own["loras"] = [*own.get("loras", ()), *map(str, settings.lora)]
    if not plays_from_models(generator):
        return own
    return {"models": str(settings.models), "cache": str(settings.cache / "prompts")} | own


def folder_of(part: Part) -> Path:
    return (models_folder() if part.weights else parts_folder()) / part.name


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
    folder = folder_of(part)
    return (*wheels, *(name for name in part.files if not (folder / name).is_file()))


def is_there(part: Part) -> bool:
    """Whether all of it is here, and all that it needs."""
    return not lacking(part) and all(is_there(need) for need in part.needs)


def anything_of(part: Part) -> bool:
    """Whether at least a piece of it is on this machine; what was pinned is no piece of it."""
    folder = folder_of(part)
    pieces = folder.is_dir() and any(path.name != NAME for path in folder.iterdir())
    return pieces or any(version_of(wheel) for wheel in part.wheels)


def size_bytes(part: Part) -> int:
    """What its folder takes of the disk."""
    return sum(path.stat().st_size for path in folder_of(part).rglob("*") if path.is_file())


def digests(part: Part) -> dict[str, str]:
    """SHA-256 of each file: the catalogue's, else the one of the first download; empty where nobody knows."""
    known = part.files
    if all(known.values()):
        return known
    pins = read_lock(folder_of(part)).files
    return {name: digest or (pins[name].sha256 if name in pins else "") for name, digest in known.items()}


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
    for name, digest in digests(part).items():
        file = folder_of(part) / name
        if digest and file.is_file() and digest_of(file) != digest:
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
