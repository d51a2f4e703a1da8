"""How long things last: speech and reading speed, and captions cut to what can be read at once."""

from __future__ import annotations

import re
import textwrap
from fractions import Fraction
from typing import TYPE_CHECKING

from runtime.director.setup import Piece

if TYPE_CHECKING:
    from runtime.director.setup import Spoken

WORDS_A_MINUTE = 170  # BBC subtitle guidelines: 160-180
LEAD_S = 0.4  # from the cut to the first word
GAP_S = 0.45  # after a line
ACTION_S = (3.5, 7.0)  # the shortest and the longest an action paragraph plays
ROW_CHARACTERS = 37  # BBC subtitle guidelines: 37 characters, two rows
ROWS = 2


def frames_of(seconds: float, fps: Fraction) -> int:
    """Whole content frames, at least one."""
    return max(1, round(seconds * fps))


def reading_s(text: str) -> float:
    """Seconds to speak or read `text`, where there is no voice."""
    return max(1.0, len(text.split()) * 60 / WORDS_A_MINUTE)


def action_s(text: str) -> float:
    """Seconds an action paragraph plays: time to see what it says."""
    shortest, longest = ACTION_S
    return min(longest, max(shortest, 2.4 + 0.14 * len(text.split())))


def line_s(text: str, spoken: Spoken | None) -> float:
    """Seconds a line is spoken, or read."""
    return spoken.seconds if spoken else reading_s(text)


def caption_pieces(text: str, start: int, frames: int) -> tuple[Piece, ...]:
    """Cut a line into captions of at most two rows, each for its share of the line's characters."""
    texts = _chunks(text)
    whole = sum(len(piece) for piece in texts) or 1
    pieces, done = [], 0
    for piece in texts:
        begin = start + frames * done // whole
        done += len(piece)
        pieces.append(Piece(piece, begin, start + frames * done // whole))
    return tuple(piece for piece in pieces if piece.end > piece.start)


def _chunks(text: str) -> list[str]:
    """As few captions as possible, cut between sentences where that is enough, else balanced."""
    pieces: list[str] = []
    for sentence in re.split(r"(?<=[.!?…])\s+", " ".join(text.split())):
        joined = f"{pieces[-1]} {sentence}" if pieces else sentence
        if pieces and _fits(joined):
            pieces[-1] = joined
        else:
            pieces += [sentence] if _fits(sentence) else _balanced(sentence)
    return pieces


def _fits(text: str) -> bool:
    return len(textwrap.wrap(text, ROW_CHARACTERS)) <= ROWS


def _balanced(words: str) -> list[str]:
    """Pieces of one long sentence, of about the same length: none of them a lonely word."""
    count = 2
    while True:
        pieces = textwrap.wrap(words, max(ROW_CHARACTERS, -(-len(words) // count) + 6), break_long_words=True)
        if all(_fits(piece) for piece in pieces):
            return pieces
        count += 1
