"""Reads a story as git keeps it: `REV:path`. Nothing is checked out, and nothing but git's own store is read."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.errors import LibraryError
from runtime.library import MAX_BYTES, MAX_INCLUDES, StoryFile, find_story
from runtime.story.fountain import included_names, is_inside

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_S = 20.0  # that git may take for one file


def find_version(name: str) -> StoryFile:
    """The story of a path or bundled name, or of `REV:path` as git has it; LibraryError says what to do."""
    revision, path = _split(name)
    if not revision:
        return find_story(name)
    folder, file = _located(path)
    text = _blob(folder, revision, file)
    if text is None:
        raise LibraryError(f"git has no “{path}” at “{revision}”. Type: git log --oneline -- {path}")
    includes = dict(_includes(folder, revision, file, text))
    return StoryFile(folder / file, text, includes)


def _split(name: str) -> tuple[str, str]:
    """Revision and path; no revision where the name is a file's, or a drive's letter stands before the colon."""
    revision, colon, path = name.partition(":")
    is_revision = colon and path and len(revision) > 1 and not revision.startswith("-") and "\x00" not in name
    try:
        return ("", name) if not is_revision or Path(name).exists() else (revision, path)
    except OSError:
        return "", name


def _located(path: str) -> tuple[Path, str]:
    """The folder in which git is asked, and the file's path from there."""
    plain = Path(path)
    if plain.is_dir():
        plain = find_story(path).path
    folder = plain.parent if plain.parent.is_dir() else Path()
    return (folder, plain.name) if folder == plain.parent else (folder, plain.as_posix())


def _includes(folder: Path, revision: str, file: str, text: str) -> Iterator[tuple[str, str]]:
    """The files that a story includes, at the same revision."""
    waiting, seen = list(included_names(text)), set[str]()
    beside = Path(file).parent.as_posix()
    while waiting and len(seen) < MAX_INCLUDES:
        name = waiting.pop(0)
        if name in seen or not is_inside(name):
            continue
        seen.add(name)
        included = _blob(folder, revision, name if beside == "." else f"{beside}/{name}")
        if included:
            yield name, included
            waiting += included_names(included)


def _blob(folder: Path, revision: str, file: str) -> str | None:
    """The text of a file at a revision; None where git has none."""
    command = ["git", "-C", str(folder), "cat-file", "blob", f"{revision}:./{file}"]
    try:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as git:
            assert git.stdout is not None
            data = git.stdout.read(MAX_BYTES + 1)
            if len(data) > MAX_BYTES:
                git.kill()
                raise LibraryError(f"“{file}” at “{revision}” is larger than {MAX_BYTES // 1024**2} MB.")
            code = git.wait(LONGEST_S)
    except FileNotFoundError:
        raise LibraryError("git is not on this machine; name two files. To have it: https://git-scm.com") from None
    if code:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise LibraryError(f"“{file}” at “{revision}” is not text in UTF-8.") from None
