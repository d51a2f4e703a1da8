"""Files of a Hugging Face hub: looked up once, pinned, fetched with a bar, gone on with after a cut.

The hub's own library speaks the protocol. Its `hf_hub_download` throws away what a cut has left, and a file of five
gigabytes is worth going on with, so the pieces below it are used: metadata, address, `http_get` with a place to go on.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from runtime.errors import PartError
from runtime.parts.lock import Pin, fits, read_lock, write_lock
from runtime.parts.storeroom import digest_of, folder_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from runtime.parts.part import Hub, HubFile, Part

PATIENCE_S: Final = 30.0  # for the list of a repository's files
SPARE_BYTES: Final = 1 << 30  # of the disk, left alone
HALF: Final = ".partial"


def fetch_hubs(part: Part, say: Callable[[str], None]) -> None:
    """Bring the part's files that are lacking. PartError says in one sentence what to do."""
    folder = folder_of(part)
    pins = _pins(part, folder)
    wanted = [(file, pins[file.file]) for hub in part.hubs for file in hub.files if file.file in pins]
    _need_room(part, folder, [pin for _, pin in wanted])
    for file, pin in wanted:
        say(f"{pin.repo}: {pin.path}, {pin.size / 1e6:.1f} MB")
        _bring(part, folder, file, pin)


def _pins(part: Part, folder: Path) -> dict[str, Pin]:
    """A pin for each file that is lacking: from the lock, else from the hub and into the lock."""
    lock, found = read_lock(folder), dict[str, Pin]()
    for hub in part.hubs:
        lacking = [file for file in hub.files if not (folder / file.file).is_file()]
        known = {file.file: lock.files[file.file] for file in lacking if file.file in lock.files}
        good = {file.file for file in lacking if file.file in known and fits(known[file.file], hub, file)}
        fresh = [file for file in lacking if file.file not in good]
        found |= {name: known[name] for name in good}
        if fresh:
            found |= _looked_up(part, hub, fresh, [pin for pin in lock.files.values() if pin.repo == hub.repo])
    write_lock(folder, lock.with_pins(found))
    return found


def _looked_up(part: Part, hub: Hub, files: Iterable[HubFile], before: list[Pin]) -> dict[str, Pin]:
    """What the hub says about files: at the commit that their siblings were pinned to, if they were."""
    from huggingface_hub import HfApi

    revision = hub.revision if len(hub.revision) == 40 or not before else before[0].commit
    try:
        info = HfApi(endpoint=endpoint()).model_info(
            hub.repo, revision=revision, files_metadata=True, timeout=PATIENCE_S
        )
    except Exception as error:  # whichever HTTP client the library is built on raises its own
        raise PartError(f"{part.name}: {_why(error, hub.repo, revision)} {_again(part)}") from None
    there = {one.rfilename: one for one in info.siblings or ()}
    return {file.file: _pin(part, hub, file, str(info.sha), there.get(file.path)) for file in files}


def _pin(part: Part, hub: Hub, file: HubFile, commit: str, seen: Any) -> Pin:
    if seen is None:
        raise PartError(f"{part.name}: {hub.repo} has no {file.path} (any more).")
    said = seen.lfs.sha256 if seen.lfs else ""
    if file.sha256 and said and said != file.sha256:
        raise PartError(
            f"{part.name}: {hub.repo} now has another {file.path} than the one known here; it is not taken."
        )
    return Pin(
        repo=hub.repo,
        commit=commit,
        path=file.path,
        size=seen.size or 0,
        sha256=file.sha256 or said,
        blob="" if said else seen.blob_id or "",
    )


def _need_room(part: Part, folder: Path, pins: list[Pin]) -> None:
    need = sum(pin.size for pin in pins)
    have = shutil.disk_usage(folder).free
    if need + SPARE_BYTES > have:
        raise PartError(
            f"{part.name}: {need / 1e9:.1f} GB are to come, and {folder} has room for {have / 1e9:.1f}. "
            "Make room, or name another disk: DIORAMA_MODELS=FOLDER"
        )


def _bring(part: Part, folder: Path, file: HubFile, pin: Pin) -> None:
    """One file: fetched or gone on with, held against its pin, and put in its place."""
    target = folder / file.file
    half = target.with_name(f"{target.name}{HALF}")
    half.parent.mkdir(parents=True, exist_ok=True)
    _receive(part, pin, half)
    digest = digest_of(half)
    right = digest == pin.sha256 if pin.sha256 else git_blob(half) == pin.blob
    if not right:
        half.unlink()
        raise PartError(
            f"{part.name}: {pin.repo} gave other bytes for {pin.path} than those that were pinned; "
            f"nothing of them is kept. {_again(part)}"
        )
    half.replace(target)
    if not pin.sha256:
        write_lock(folder, read_lock(folder).with_pins({file.file: pin.model_copy(update={"sha256": digest})}))


def _receive(part: Part, pin: Pin, half: Path) -> None:
    from huggingface_hub import hf_hub_url
    from huggingface_hub.file_download import http_get
    from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]

    have = half.stat().st_size if half.is_file() else 0
    if have > pin.size:
        half.unlink()
        have = 0
    address = hf_hub_url(pin.repo, pin.path, revision=pin.commit, endpoint=endpoint())
    try:
        with half.open("ab") as target:
            http_get(
                address,
                target,
                resume_size=have,
                headers=build_hf_headers(),
                expected_size=pin.size,
                displayed_filename=half.name.removesuffix(HALF),
            )
    except Exception as error:  # see above
        kept = half.stat().st_size
        held = f" {kept / 1e6:.1f} MB of it are kept." if kept else ""
        raise PartError(f"{part.name}: {_why(error, pin.repo, pin.commit)}{held} {_again(part)}") from None


def endpoint() -> str | None:
    """Another hub than Hugging Face's own; None: that one."""
    return os.environ.get("HF_ENDPOINT") or None


def git_blob(file: Path) -> str:
    """Git's digest of a file, hexadecimal: the hub names no other for small files."""
    made = hashlib.sha1(f"blob {file.stat().st_size}\0".encode(), usedforsecurity=False)
    made.update(file.read_bytes())
    return made.hexdigest()


def _why(error: Exception, repo: str, revision: str) -> str:
    """What went wrong, as a sentence."""
    from huggingface_hub.errors import (
        EntryNotFoundError,
        GatedRepoError,
        HfHubHTTPError,
        RepositoryNotFoundError,
        RevisionNotFoundError,
    )

    if isinstance(error, GatedRepoError):
        return f"{repo} wants its terms accepted on the hub's page first, and then: hf auth login."
    if isinstance(error, (RepositoryNotFoundError, RevisionNotFoundError, EntryNotFoundError)):
        return f"the hub has no {repo} at {revision[:12]} (any more)."
    if isinstance(error, HfHubHTTPError):
        return f"the hub answered {error.response.status_code} for {repo}."
    said = (str(error).splitlines() or [""])[0][:120] or type(error).__name__
    return f"the hub cannot be reached ({said})."


def _again(part: Part) -> str:
    return f"To try again, type: diorama models add {part.name}"
