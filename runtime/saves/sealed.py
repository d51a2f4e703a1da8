"""A sealed file: one line that names format, version and checksum, then the body. Every byte is distrusted."""

from __future__ import annotations

import hashlib
import re

from runtime.errors import SaveError

SAVE_FORMAT = "diorama-save"
ENDINGS_FORMAT = "diorama-endings"
ALBUM_FORMAT = "diorama-album"
# The history of a save's format; a bump gets a line here that says what changed, and a step in `journal.STEPS`.
# Version 1: Begin, then the commands.
# Version 2: a card (heading, date, still) beside them; a command that goes back to any choice point.
VERSION = 2
OLDEST_READABLE = 1
VERSIONS = {SAVE_FORMAT: VERSION, ENDINGS_FORMAT: 1, ALBUM_FORMAT: 1}  # what is written

MAX_BYTES = 16 * 1024 * 1024  # some fifty thousand choices; more than that is no save
_FIRST_LINE = re.compile(rb"([a-z-]{1,40}) ([0-9]{1,9}) ([0-9a-f]{64})\n")
_KINDS = {SAVE_FORMAT: "save", ENDINGS_FORMAT: "list of endings", ALBUM_FORMAT: "album of stills"}


def seal(kind: str, body: bytes, version: int | None = None) -> bytes:
    """Put the first line before `body`: format, version, BLAKE2b of both and the body; ValueError past MAX_BYTES."""
    head = f"{kind} {VERSIONS[kind] if version is None else version} ".encode()
    if len(body) > MAX_BYTES - 200:
        raise ValueError(f"a {_KINDS[kind]} holds at most {MAX_BYTES // 1024**2} MiB")
    return head + _checksum(head, body) + b"\n" + body


def unseal(kind: str, data: bytes) -> bytes:
    """The body of a sealed file; SaveError with a sentence if its first line and its body do not agree."""
    return opened(kind, data)[1]


def opened(kind: str, data: bytes) -> tuple[int, bytes]:
    """Version and body of a sealed file; SaveError as in `unseal`."""
    if not data:
        raise SaveError(f"the {_KINDS[kind]} is empty.")
    if len(data) > MAX_BYTES:
        raise SaveError(f"the {_KINDS[kind]} is larger than {MAX_BYTES // 1024**2} MiB and was not read.")
    first = _FIRST_LINE.match(data)
    if first is None or first[1].decode() != kind:
        says = f"{kind} {VERSIONS[kind]} …"
        raise SaveError(f"this is not a Diorama {_KINDS[kind]} (its first line does not say “{says}”).")
    _check_version(kind, int(first[2]))
    body = data[first.end() :]
    if _checksum(data[: first.start(3)], body) != first[3]:
        raise SaveError(f"the {_KINDS[kind]} is damaged: its checksum does not fit its content.")
    return int(first[2]), body


def _check_version(kind: str, version: int) -> None:
    newest, what = VERSIONS[kind], _KINDS[kind]
    if version > newest:
        raise SaveError(f"the {what} has version {version}; this Diorama reads up to {newest}: install a newer one.")
    if version < OLDEST_READABLE:
        raise SaveError(f"the {what} has version {version}; the oldest that can be read is {OLDEST_READABLE}.")


def _checksum(head: bytes, body: bytes) -> bytes:
    return hashlib.blake2b(head + body, digest_size=32).hexdigest().encode()
