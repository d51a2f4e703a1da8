"""Finds a script of another program by its name and its content, imports it, and writes it as a story's folder.

Nothing outside the script's own folder is read, and no folder that holds anything else is written into.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.errors import LibraryError
from runtime.library import ENDING, FOREIGN, MAX_BYTES, find_story, read_text
from runtime.story.fountain import is_inside
from runtime.story.fountain.text import slug
from runtime.writer.imports.model import Import

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runtime.writer.imports.model import Loss

MAX_FILES = 300  # of one script
MAX_CHARACTERS = 1_500_000  # of all its files; the longest free stories have a third of that
MAX_ALIKE = 8  # losses of one kind that a terminal shows
PROJECT = ".yarnproject"
_TWINE, _YARN = ("Twine", (".twee", ".tw", ".twee2", ".tw2")), ("Yarn", (".yarn",))


@dataclass(frozen=True)
class Brought:
    """A script that was imported."""

    path: Path  # of the file, or of the folder with its files
    format: str  # "Yarn", "Twine", "Final Draft", "ink", "Fountain"
    imported: Import

    @property
    def name(self) -> str:
        """What its folder and file are called."""
        stem = self.path.resolve().name if self.path.is_dir() else self.path.stem
        return slug(stem) or "story"


def is_foreign(name: str) -> bool:
    """Whether a name is that of another program's script which is played by importing it."""
    return Path(name).suffix.lower() in FOREIGN


def bring(path: Path) -> Brought:
    """Import a file, or a folder of Twee or Yarn files. LibraryError or StoryError where there is no script."""
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
    except (OSError, ValueError):
        is_folder = is_file = False
    if is_folder or (is_file and path.suffix.lower() == PROJECT):
        return _of_folder(path if is_folder else path.parent, path)
    if not is_file:
        raise LibraryError(f"There is no file {_shown(path)}. Name a script: diorama import FILE")
    ending = path.suffix.lower()
    if ending == ".fdx":
        from runtime.writer.paper.fdx import import_fdx

        return Brought(path, "Final Draft", import_fdx(_bytes(path)))
    if ending == ".ink":
        return _of_ink(path)
    return _of_text(path, ending)


def _of_text(path: Path, ending: str) -> Brought:
    """A script in one text file, known by its ending or by what it holds."""
    if ending == ENDING:
        found = find_story(str(path))
        return Brought(path, "Fountain", Import(found.text, files=dict(found.includes)))
    text = _short(path, read_text(path))
    if ending in _YARN[1] or (ending == ".txt" and "\n---" in text and text.lstrip("\ufeff").startswith("title:")):
        return _of_yarn(path, [(path.name, text)])
    if ending in _TWINE[1] or text.startswith("::") or "<tw-storydata" in text:
        return _of_twine(path, [(path.name, text)])
    if ending == ".json":
        why = "compiled ink plays as it is" if '"inkVersion"' in text[:4096] else "it is no script that is known"
        instead = f"diorama play {path}" if "ink" in why else "diorama import FILE.twee"
        raise LibraryError(f"{_shown(path)} cannot be imported: {why}. Type: {instead}")
    known = ".twee, .html (Twine), .yarn, .fdx, .ink and .fountain"
    raise LibraryError(f"{_shown(path)} is no script that can be imported. There are {known}.")


def _of_yarn(path: Path, texts: Sequence[tuple[str, str]]) -> Brought:
    from runtime.writer.imports.yarn import read_yarn

    return Brought(path, "Yarn", read_yarn(texts, _title(path)))


def _of_twine(path: Path, texts: Sequence[tuple[str, str]]) -> Brought:
    from runtime.writer.imports.twee import read_twee

    return Brought(path, "Twine", read_twee(texts, _title(path)))


def _of_ink(path: Path) -> Brought:
    from runtime.writer.imports.ink import read_ink_source

    found = find_story(str(path))
    return Brought(path, "ink", read_ink_source([(path.name, found.text), *found.includes.items()], _title(path)))


def _of_folder(folder: Path, named: Path) -> Brought:
    """All Yarn or Twee files of a folder as one script."""
    endings = _YARN[1] if named.suffix.lower() == PROJECT else (*_YARN[1], *_TWINE[1])
    entries = sorted(islice((one for one in folder.rglob("*") if one.suffix.lower() in endings), 4 * MAX_FILES))
    root = folder.resolve()
    paths = [one for one in entries if one.is_file() and one.resolve().is_relative_to(root)][:MAX_FILES]
    yarn = [one for one in paths if one.suffix.lower() in _YARN[1]]
    chosen = yarn or paths
    if not chosen:
        raise LibraryError(f"The folder {_shown(folder)} holds no .yarn and no .twee files. Name a script's file.")
    texts = [(one.relative_to(folder).as_posix(), read_text(one)) for one in chosen if one.stat().st_size]
    _short(folder, "".join(text for _, text in texts))
    return _of_yarn(named, texts) if yarn else _of_twine(named, texts)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise LibraryError(f"{_shown(path)} cannot be read: {error.strerror or 'its disk says no'}.") from None
    if len(data) > MAX_BYTES:
        raise LibraryError(f"{_shown(path)} is larger than {MAX_BYTES // 1024**2} MB. Is it the right file?")
    return data


def _short(path: Path, text: str) -> str:
    if len(text) > MAX_CHARACTERS and "<tw-storydata" not in text:
        many = f"more than {MAX_CHARACTERS:,} characters"
        raise LibraryError(f"{_shown(path)} has {many}, more than a script can have. Is it the right file?")
    return text


def _title(path: Path) -> str:
    return path.stem.replace("_", " ").replace("-", " ").strip()


def _shown(path: Path) -> str:
    return "“" + "".join(c if c.isprintable() else "?" for c in str(path)[:120]) + "”"


# --- a story's folder -------------------------------------------------------------------------------------------------


def write_folder(brought: Brought, out: Path | None = None) -> Path:
    """Write `<name>/<name>.fountain` and the files beside it; the story's path. `out` is another folder.

    LibraryError where the folder holds anything but these very files.
    """
    folder = out if out is not None else Path(brought.name)
    name = slug(folder.resolve().name) or brought.name
    files = {f"{name}{ENDING}": brought.imported.text, **brought.imported.files}
    try:
        _check_room(folder, files)
        for inner, text in files.items():
            if not is_inside(inner):
                continue
            path = folder / inner
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not a path"
        raise LibraryError(f"{_shown(folder)} cannot be written: {reason}. Name another folder with -o.") from None
    return folder / f"{name}{ENDING}"


def _check_room(folder: Path, files: dict[str, str]) -> None:
    """That a folder is new or empty, or holds these very files."""
    if not folder.exists():
        return
    wanted = {folder / inner: text for inner, text in files.items()}
    there = list(islice(folder.rglob("*"), MAX_FILES)) if folder.is_dir() else [folder]
    for entry in there:
        same = entry.is_dir() or (entry in wanted and entry.read_bytes() == wanted[entry].encode())
        if not same:
            raise LibraryError(f"{_shown(folder)} holds other files already. Name a new folder with -o.")


def format_losses(losses: Sequence[Loss], file: str) -> str:
    """What could not be carried over, for a terminal: the like ones together."""
    by_why: dict[str, list[Loss]] = {}
    for loss in losses:
        by_why.setdefault(loss.why, []).append(loss)
    lines: list[str] = []
    for why, alike in by_why.items():
        lines += [_line(loss, file) for loss in alike[:MAX_ALIKE]]
        lines += [f"    and {len(alike) - MAX_ALIKE} more of the kind"] if len(alike) > MAX_ALIKE else []
        lines += [f"    {why}"] if why else []
        instead = dict.fromkeys(loss.instead for loss in alike if loss.instead)
        lines += [f"    type: {next(iter(instead))}"] if instead else []
    return "\n".join(lines)


def _line(loss: Loss, file: str) -> str:
    where = f"{loss.file or file}:{loss.line}" if loss.line else loss.file or file
    return f"{where}: {loss.what}"
