"""The perfect null generator: a test card that counts its frames in exact time, and fails exactly as told.

Every frame carries its index and its shot in a strip of light and dark cells along the lower edge; `read_card` reads
them back. Usage: `card = open_generator((640, 360), {"delay_ms": 20}); card.begin(shot); card.next_chunk()`.
"""

from __future__ import annotations

import math
import os
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, cast

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from generators.base import MAX_CHUNK_FRAMES, Format, Shot

Pixels = NDArray[np.uint8]  # (height, width, rgb) or (time, height, width, rgb), 0..255

CELLS = (4, 16)  # rows and columns of the strip: 32 bits of shot, 24 of index, 8 of checksum
DARK, LIGHT = 16, 235
PAPER, LINE, INK, AMBER = (38, 44, 52), (84, 94, 106), (236, 232, 220), (238, 164, 60)
BARS = ((192, 192, 192), (192, 192, 40), (40, 192, 192), (40, 192, 40), (192, 40, 192), (192, 40, 40), (40, 40, 192))
GLYPHS = {  # 5 x 7, one number a row
    "0": (14, 17, 19, 21, 25, 17, 14),
    "1": (4, 12, 4, 4, 4, 4, 14),
    "2": (14, 17, 1, 2, 4, 8, 31),
    "3": (31, 2, 4, 2, 1, 17, 14),
    "4": (2, 6, 10, 18, 31, 2, 2),
    "5": (31, 16, 30, 1, 1, 17, 14),
    "6": (6, 8, 16, 30, 17, 17, 14),
    "7": (31, 1, 2, 4, 8, 8, 8),
    "8": (14, 17, 17, 14, 17, 17, 14),
    "9": (14, 17, 17, 15, 1, 2, 12),
    "a": (0, 0, 14, 1, 15, 17, 15),
    "b": (16, 16, 22, 25, 17, 17, 30),
    "c": (0, 0, 14, 16, 16, 17, 14),
    "d": (1, 1, 13, 19, 17, 17, 15),
    "e": (0, 0, 14, 17, 31, 16, 14),
    "f": (6, 9, 8, 28, 8, 8, 8),
}


class CardError(RuntimeError):
    """The fault that was asked for."""


class CardSettings(BaseModel):
    """How fast the card is, and how it fails. A fault `after` n happens instead of chunk n (0: the first one made)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fps: Fraction = Fraction(24)  # content frames per second
    chunk_frames: Annotated[int, Field(ge=1, le=MAX_CHUNK_FRAMES)] = 4
    open_ms: float = 0.0  # time that opening takes
    begin_ms: float = 0.0  # time that begin takes
    delay_ms: float = 0.0  # time that a chunk takes, drawing included where that is shorter
    snapshots: bool = False  # can go back to an earlier context
    snapshot_mb: float = 0.0  # that a snapshot says it takes; nothing is taken
    open_fails: bool = False  # raises when opened
    begin_hangs: bool = False  # never comes back from begin
    fail_after: int | None = None  # raises
    hang_after: int | None = None  # never comes back
    exit_after: int | None = None  # ends its process at once
    wrong_size_after: int | None = None  # one row too few
    wrong_type_after: int | None = None  # float32
    not_a_number_after: int | None = None  # float32, all NaN
    too_many_after: int | None = None  # one frame more than chunk_frames
    nothing_after: int | None = None  # a chunk of no frames
    once: str = ""  # a file: only the process that can create it fails


class TestCard:
    """Counts frames from `begin`; holds nothing but the shot and the number of its next frame."""

    __test__ = False  # not a test case, whatever its name says

    def __init__(self, size: tuple[int, int], settings: CardSettings | None = None) -> None:
        self.settings = settings or CardSettings()
        self.format = Format(
            width=size[0], height=size[1], fps=self.settings.fps, chunk_frames=self.settings.chunk_frames
        )
        self._code = "0" * 8
        self._index = 0  # of the next frame
        self._made = 0  # chunks since opening
        if self.settings.open_fails and self._strikes():
            raise CardError("the card was told to fail when opened")
        _spend(self.settings.open_ms)

    def begin(self, shot: Shot, at_frame: int = 0) -> None:
        """Cut to `shot`, whose frame `at_frame` comes next."""
        if self.settings.begin_hangs and self._strikes():
            _spend(math.inf)
        _spend(self.settings.begin_ms)
        self._code, self._index = shot_code(shot), at_frame

    def steer(self, shot: Shot) -> None:
        """The same as a cut for a card, which has no context but its counter."""
        self._code, self._index = shot_code(shot), 0

    def next_chunk(self) -> Pixels:
        """uint8 (chunk_frames, height, width, rgb), 0..255; a fault where one was asked for."""
        started = time.perf_counter()
        faulty = self._fault()
        if faulty is not None:
            return faulty
        frames = np.empty((self.format.chunk_frames, self.format.height, self.format.width, 3), np.uint8)
        for step, card in enumerate(frames):
            draw_card(card, self._code, self._index + step)
        self._index += len(frames)
        self._made += 1
        _spend(self.settings.delay_ms - (time.perf_counter() - started) * 1000)
        return frames

    def close(self) -> None:
        """A card holds nothing."""

    def _fault(self) -> Pixels | None:
        """The faulty chunk that is due now, or None; some faults never come back."""
        settings, format_ = self.settings, self.format
        shape = (format_.chunk_frames, format_.height, format_.width, 3)
        if self._due(settings.fail_after):
            raise CardError(f"the card was told to fail after {settings.fail_after} chunks")
        if self._due(settings.hang_after):
            _spend(math.inf)
        if self._due(settings.exit_after):
            os._exit(3)
        wrong: tuple[tuple[int | None, tuple[int, ...], type, float], ...] = (
            (settings.wrong_size_after, (shape[0], shape[1] - 1, *shape[2:]), np.uint8, 0),
            (settings.wrong_type_after, shape, np.float32, 0.5),
            (settings.not_a_number_after, shape, np.float32, math.nan),
            (settings.too_many_after, (shape[0] + 1, *shape[1:]), np.uint8, 0),
            (settings.nothing_after, (0, *shape[1:]), np.uint8, 0),
        )
        return next(
            (cast("Pixels", np.full(size, fill, kind)) for after, size, kind, fill in wrong if self._due(after)), None
        )

    def _due(self, after: int | None) -> bool:
        return after is not None and self._made >= after and self._strikes()

    def _strikes(self) -> bool:
        """True always, or only in the first process that gets here when `once` names a file."""
        if not self.settings.once:
            return True
        try:
            Path(self.settings.once).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


class SnapshotCard(TestCard):
    """A card that can go back."""

    def snapshot(self) -> CardMoment:
        return CardMoment(self._code, self._index, int(self.settings.snapshot_mb * 1e6))

    def restore(self, snapshot: CardMoment) -> None:
        """Go on from there."""
        self._code, self._index = snapshot.code, snapshot.index


@dataclass(frozen=True)
class CardMoment:
    """A snapshot: the shot's code, the number of the next frame, and what it is said to weigh."""

    code: str
    index: int
    size_bytes: int


def open_generator(size: tuple[int, int], settings: Mapping[str, Any]) -> TestCard:
    """Open a card of `size` (width, height) in pixels; `settings` as in CardSettings."""
    chosen = CardSettings.model_validate(dict(settings))
    return (SnapshotCard if chosen.snapshots else TestCard)(size, chosen)


def shot_code(shot: Shot) -> str:
    """The 8 hexadecimal characters that stand for a shot on its card: the start of its digest."""
    return shot.digest()[:8]


def read_card(frame: Pixels) -> tuple[str, int]:
    """(shot code, index) of a uint8 (height, width, rgb) card; ValueError for any other picture."""
    height, width = frame.shape[:2]
    strip = frame[height - _strip_height(height) :]
    rows, columns = _middles(strip.shape[0], CELLS[0]), _middles(width, CELLS[1])
    light = strip[rows][:, columns].mean(axis=2) > (DARK + LIGHT) / 2
    data = np.packbits(light.reshape(-1)).tobytes()
    if zlib.crc32(data[:7]) & 0xFF != data[7]:
        raise ValueError("this picture is not a test card: the checksum of its strip does not fit")
    return data[:4].hex(), int.from_bytes(data[4:7], "big")


def draw_card(card: Pixels, code: str, index: int) -> None:
    """Draw one card over all of `card`: uint8 (height, width, rgb), at least 16 x 16."""
    height, width = card.shape[:2]
    card[:] = _backdrop(width, height, code)
    if min(width, height) >= 64:
        _draw_hand(card, index)
        _draw_text(card, f"{index:05d}", (width // 2, height // 2), height // 54, INK)
    _draw_strip(card, code, index)


def _middles(length: int, cells: int) -> NDArray[np.int64]:
    """The middle pixel of each cell of a row or column of `length` pixels."""
    of_cell = np.arange(length) * cells // length
    first, last = (np.searchsorted(of_cell, np.arange(cells), side) for side in ("left", "right"))
    middles: NDArray[np.int64] = (first + last - 1) // 2
    return middles


def _strip_height(height: int) -> int:
    """Pixels; a multiple of the strip's rows."""
    return CELLS[0] * max(1, height // 90)


def _draw_strip(card: Pixels, code: str, index: int) -> None:
    data = bytes.fromhex(code) + (index & 0xFFFFFF).to_bytes(3, "big")
    bits = np.unpackbits(np.frombuffer(data + bytes([zlib.crc32(data) & 0xFF]), np.uint8)).reshape(CELLS)
    height, width = card.shape[:2]
    tall = _strip_height(height)
    columns = np.arange(width) * CELLS[1] // width
    lines = np.arange(tall) * CELLS[0] // tall
    card[height - tall :] = np.where(bits, LIGHT, DARK).astype(np.uint8)[lines][:, columns][..., None]


@lru_cache(maxsize=8)
def _backdrop(width: int, height: int, code: str) -> Pixels:
    """What does not move: the paper, and the shot's code on a disc of its colour."""
    paper, disc = _paper(width, height)
    card = paper.copy()
    if min(width, height) >= 64:
        card[disc] = [channel // 3 for channel in bytes.fromhex(code[:6])]
        _draw_text(card, code, (width // 2, round(height * 0.70)), max(1, height // 180), INK)
    card.setflags(write=False)
    return card


@lru_cache(maxsize=2)
def _paper(width: int, height: int) -> tuple[Pixels, NDArray[np.bool_]]:
    """Grid, circles and bars, the same for every shot; and where the disc is, bool (height, width)."""
    card = np.empty((height, width, 3), np.uint8)
    card[:] = PAPER
    step, thick = max(8, height // 12), max(1, height // 360)
    for start in range(thick):
        card[(height // 2 % step + start) :: step] = LINE
        card[:, (width // 2 % step + start) :: step] = LINE
    across, down = np.arange(width) - width / 2, np.arange(height) - height / 2
    radius = np.hypot(*np.meshgrid(across, down))
    for share in (0.42, 0.30):
        card[np.abs(radius - height * share) < thick] = INK
    card[: max(1, height // 24)] = np.array(BARS, np.uint8)[np.arange(width) * len(BARS) // width]
    return card, radius < height * 0.30 - thick


def _draw_hand(card: Pixels, index: int, turn: int = 24) -> None:
    """A clock's hand and its tip between the circles; once around in `turn` frames."""
    height, width = card.shape[:2]
    angle = 2 * math.pi * (index % turn) / turn
    thick = max(2, height // 90)
    for share in np.linspace(0.31, 0.41, 8):
        x = round(width / 2 + math.sin(angle) * height * share)
        y = round(height / 2 - math.cos(angle) * height * share)
        card[max(0, y - thick) : y + thick, max(0, x - thick) : x + thick] = AMBER


def _draw_text(card: Pixels, text: str, centre: tuple[int, int], scale: int, colour: tuple[int, int, int]) -> None:
    """Glyphs of 5 x 7 cells, `scale` pixels each, centred on (x, y); cut off at the card's edges."""
    scale = max(1, scale)
    mask = _letters(text).repeat(scale, axis=0).repeat(scale, axis=1)
    top, left = max(0, centre[1] - mask.shape[0] // 2), max(0, centre[0] - mask.shape[1] // 2)
    room = card[top : top + mask.shape[0], left : left + mask.shape[1]]
    room[mask[: room.shape[0], : room.shape[1]]] = colour


@lru_cache(maxsize=64)
def _letters(text: str) -> NDArray[np.bool_]:
    """Letters side by side: bool (7, 6 * letters - 1)."""
    rows = [[cell == "1" for letter in text for cell in f"{GLYPHS[letter][row]:05b}0"] for row in range(7)]
    return np.array(rows, bool)[:, :-1]


def _spend(milliseconds: float) -> None:
    """Slowness is the card's purpose; nothing is made meanwhile."""
    while milliseconds == math.inf:
        time.sleep(3600)
    if milliseconds > 0:
        time.sleep(milliseconds / 1000)
