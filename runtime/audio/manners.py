"""How something sounds from where it is: far off, behind a wall, softly, from the left. Words in, gains out. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runtime.audio.noise import Curve

FAR = frozenset("distant far faraway faint remote away".split())
MUFFLED = frozenset("muffled outside inside behind dull through upstairs downstairs below".split())
NEAR = frozenset("near close nearby".split())
SOFT = frozenset("soft gentle light quiet low calm slow faintly softly quietly gently slight little".split())
HARD = frozenset("heavy loud strong hard howling roaring fierce wild driving pounding big loudly".split())
LEFT, RIGHT = frozenset(("left",)), frozenset(("right",))
MANNERS = FAR | MUFFLED | NEAR | SOFT | HARD | LEFT | RIGHT
SIDE = 0.7  # how far "left" is
VEILS: dict[str, Curve] = {
    "far": ((100, 0), (700, -1), (1800, -8), (5000, -22), (16000, -48)),
    "muffled": ((80, 0), (250, -1), (600, -7), (1500, -18), (5000, -36), (16000, -60)),
}

# for each veil: seconds of echo, and its share
THROUGH_AIR_S = {"far": (1.8, 0.55), "muffled": (0.7, 0.35)}


@dataclass(frozen=True)
class Manner:
    """How a sound is heard."""

    gain_db: float = 0.0
    veil: str = ""  # "" or a key of VEILS
    pan: float | None = None  # -1 left .. 1 right; None: nobody says


PLAIN = Manner()


def tokens_of(text: str) -> list[str]:
    """The words of a text, lower case."""
    return re.findall(r"[^\W\d_]+", text.lower())


def manner_of(tokens: Iterable[str]) -> Manner:
    """What the words about how it sounds come to; all others are passed over."""
    said = frozenset(tokens)
    gain_db = (
        4.0 * bool(said & HARD)
        + 3.0 * bool(said & NEAR)
        - 6.0 * bool(said & SOFT)
        - 5.0 * bool(said & FAR)
        - 5.0 * bool(said & MUFFLED)
    )
    veil = "muffled" if said & MUFFLED else "far" if said & FAR else ""
    side = SIDE * (bool(said & RIGHT) - bool(said & LEFT))
    return Manner(gain_db, veil, side if said & (LEFT | RIGHT) else None)
