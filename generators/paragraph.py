"""Paragraphs for text encoders that read only so many tokens: counted, and shortened by whole sentences.

Pure: the director counts with the estimate, a generator with its model's own tokenizer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from typing import Final

MARKS: Final = 4  # an encoder puts two before and behind; two for a name that it spells
LETTERS: Final = 4  # of a word that are surely one token
LONGEST_TOKEN: Final = 32  # characters
_PIECE: Final = re.compile(r"[^\W\d_]+|\d|[^\w\s]|_")
_BREAK: Final = re.compile(r"(?<=[.!?…])\s+")

Count = Callable[[str], int]  # a text -> tokens, marks included


@lru_cache(4096)  # the same sentences are counted again and again
def estimated_tokens(text: str) -> int:
    """Rather more tokens than the vocabularies of UMT5 and CLIP need for English; for other scripts, bytes."""
    return MARKS + sum(map(_tokens, _PIECE.findall(text)))


def _tokens(piece: str) -> int:
    return -(-len(piece) // LETTERS) if piece.isascii() else len(piece.encode())


def sentences(paragraph: str) -> list[str]:
    """Its sentences, each with its full stop."""
    return [sentence for sentence in _BREAK.split(paragraph.strip()) if sentence]


def fitted(paragraph: str, limit: int, count: Count = estimated_tokens) -> str:
    """The paragraph, or as many of its first sentences as `limit` tokens hold; perhaps none."""
    longest = limit * LONGEST_TOKEN
    parts = sentences(paragraph[:longest])
    if len(paragraph) > longest:
        parts = parts[:-1]  # it may be half a sentence
    elif count(paragraph) <= limit:
        return paragraph
    held = bisect_right(range(1, len(parts) + 1), limit, key=lambda number: count(" ".join(parts[:number])))
    return " ".join(parts[:held])
