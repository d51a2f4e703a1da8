"""A row of a sheet over the picture: words, and what sort they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sort = Literal["text", "head", "dim", "mark", "fault", "item", "lit"]


@dataclass(frozen=True)
class Row:
    """One paragraph. `item` and `lit` (it has the focus) stand on one line; all others are broken into lines."""

    text: str = ""
    sort: Sort = "text"
    indent: int = 0  # steps
