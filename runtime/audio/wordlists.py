"""How English words are read: hibari's word lists, packed into one mapped file instead of 80 MB of Python objects.

They are packed once for a version of hibari and kept with the voices; a file that is broken is packed again.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import mmap
import os
import tempfile
import zlib
from array import array
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runtime.audio.network import open_network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

MAGIC = b"diorama words 1\n"
DIGEST_BYTES = 16


class Packed:
    """A dictionary that lies in a buffer: as much of one as hibari asks for.

    First stand slots, uint32: where an entry lies in the text behind them, plus 1; a word's hash says at which slot to
    begin looking. An entry is the word, a zero byte, its value as JSON, and a line end.
    """

    def __init__(self, buffer: bytes | mmap.mmap, start: int, slots: int) -> None:
        self._buffer, self._text = buffer, start + 4 * slots
        self._slots = memoryview(buffer)[start : self._text].cast("I")

    def get(self, word: str, default: Any = None) -> Any:
        key = word.encode("utf-8", "replace") + b"\0"
        place = self._find(key)
        if place < 0:
            return default
        place += len(key)
        return json.loads(self._buffer[place : self._buffer.find(b"\n", place)])

    def __contains__(self, word: str) -> bool:
        return self._find(word.encode("utf-8", "replace") + b"\0") >= 0

    def _find(self, key: bytes) -> int:
        """Where the entry begins; -1 where there is none."""
        slots, buffer, size = self._slots, self._buffer, len(key)
        slot = zlib.crc32(key) % len(slots)
        while entry := slots[slot]:
            place = self._text + entry - 1
            if buffer[place : place + size] == key:
                return place
            slot = (slot + 1) % len(slots)
        return -1


def packed(table: Mapping[str, Any] | Iterable[str]) -> tuple[int, bytes]:
    """(number of slots, a table as Packed reads it); values are whatever JSON can hold."""
    rows = table if isinstance(table, dict) else dict.fromkeys(table, 0)
    count = 2 * len(rows) + 1
    slots, text = array("I", bytes(4 * count)), bytearray()
    for word, value in rows.items():
        key = word.encode() + b"\0"
        slot = zlib.crc32(key) % count
        while slots[slot]:
            slot = (slot + 1) % count
        slots[slot] = len(text) + 1
        text += key + json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    return count, slots.tobytes() + bytes(text) + bytes(-len(text) % 4)


def reader(british: bool, folder: Path | None) -> Any:
    """The reader of English that hibari has, `hibari.g2p.G2P`, its word lists packed in `folder` (None: in memory)."""
    from hibari import g2p

    buffer = _buffer(british, folder)
    head_end = buffer.find(b"\n", len(MAGIC)) + 1
    head = json.loads(buffer[len(MAGIC) : head_end])
    tables = {name: Packed(buffer, head_end + start, slots) for name, (start, slots) in head["tables"].items()}
    made: Any = g2p.G2P.__new__(g2p.G2P)  # its own beginning would fill the memory with what lies packed here
    made.lexicon = g2p.Lexicon(tables["gold"], tables["silver"], british)
    made.tokenizer = g2p.Tokenizer(_asset("tokenizer_exceptions.json"))
    made.tagger = g2p.Tagger({"tagdict": tables["tagdict"], "tags": head["tags"], "weights": tables["weights"]})
    made.tagger.vocab = tables["vocabulary"]
    made._oov, made.unk, made.british = _unknown(british), "", british
    return made


def _unknown(british: bool) -> Callable[[str], str | None]:
    """What reads words that are in no list; its network is opened with the first of them."""

    @cache
    def network() -> Any:
        from hibari.g2p import ASSETS
        from hibari.g2p.oov import OOV

        path = Path(ASSETS) / ("oov_gb.onnx" if british else "oov.onnx")
        return OOV(str(path), open_network(path))

    return lambda word: network()(word)


def _buffer(british: bool, folder: Path | None) -> bytes | mmap.mmap:
    if folder is None:
        return _made(british)
    path = folder / f"words-{'gb' if british else 'us'}-{_version()}.bin"
    if not _is_whole(path):
        _keep(path, _made(british))
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        return _made(british)


def _made(british: bool) -> bytes:
    """MAGIC, a line of JSON that says where the tables lie, the tables."""
    accent = "gb" if british else "us"
    tagger = _asset("tagger.json.gz")
    tables = {
        "gold": packed(_asset(f"lexicon_{accent}_gold.json.gz")),
        "silver": packed(_asset(f"lexicon_{accent}_silver.json.gz")),
        "tagdict": packed(tagger["tagdict"]),
        "weights": packed(tagger["weights"]),
        "vocabulary": packed(tagger["vocab"]),
    }
    where, start = {}, 0
    for name, (slots, blob) in tables.items():
        where[name] = [start, slots]
        start += len(blob)
    head = json.dumps({"tables": where, "tags": tagger["tags"]}).encode()
    head += b" " * (-(len(MAGIC) + len(head) + 1) % 4) + b"\n"
    return MAGIC + head + b"".join(blob for _, blob in tables.values())


def _asset(name: str) -> Any:
    from hibari.g2p import ASSETS

    path = Path(ASSETS) / name
    with gzip.open(path) if name.endswith(".gz") else path.open("rb") as file:
        return json.load(file)


def _version() -> str:
    import hibari

    return "".join(char if char.isalnum() else "-" for char in hibari.__version__)


def _is_whole(path: Path) -> bool:
    """Read and compared with its digest, which stands at the end: what a crash or a full disk left does not count."""
    made = hashlib.blake2b(digest_size=DIGEST_BYTES)
    try:
        left = path.stat().st_size - DIGEST_BYTES
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                return False
            file.seek(0)
            while left > 0 and (block := file.read(min(left, 1 << 20))):
                made.update(block)
                left -= len(block)
            return left == 0 and file.read() == made.digest()
    except OSError:
        return False


def _keep(path: Path, data: bytes) -> None:
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(data + hashlib.blake2b(data, digest_size=DIGEST_BYTES).digest())
        Path(name).replace(path)
