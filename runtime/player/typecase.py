"""Type: two families, measured and set. Every line of text that was set once is kept, within a limit of memory.

A line in other letters is set in runs: each in a face of this machine that has it, and in its own direction.
"""

from __future__ import annotations

import re
import unicodedata
from collections import OrderedDict
from contextlib import suppress
from enum import StrEnum
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pygame

from runtime.player.breaking import columns, rejoined, units
from runtime.player.foundry import forget_probes, found_face, script_of
from runtime.player.ordering import ordered

KEPT_BYTES = 48 << 20  # of text surfaces
FONTS_KEPT = 64
WIDTHS_KEPT = 4000
JOINERS = "\u061c\u200c\u200d\u200e\u200f"  # never seen; they join, part and turn letters
FOREIGN = re.compile("[\u0530-\u1dff\u200c-\u200f\u2100-\U0010ffff]")  # what the bundled faces may lack
FIT = {"NotoSansArabic": 0.95, "NotoNaskhArabic": 1.1}  # of the size, to look as large as the bundled faces
OVERHANG = 0.4  # of the size: letters of other scripts stand and hang out further than the bundled faces


class Face(StrEnum):
    """Sans for what is said and pressed, serif for titles."""

    SANS = "sans"
    SERIF = "serif"
    SERIF_ITALIC = "serif italic"


FILES = {
    Face.SANS: ("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
    Face.SERIF: ("font_source_serif_pro", "SourceSerifPro-Semibold.ttf"),
    Face.SERIF_ITALIC: ("font_source_serif_pro", "SourceSerifPro-It.ttf"),
}


def font_path(face: Face) -> str | None:
    """Where the face lies; None when its package is not installed: then pygame's own font serves."""
    package, name = FILES[face]
    found = find_spec(package)
    path = Path(found.origin).parent / "files" / name if found and found.origin else None
    return str(path) if path and path.is_file() else None


@lru_cache(maxsize=FONTS_KEPT)
def font(face: Face, px: int) -> pygame.font.Font:
    """A face at a size in pixels."""
    if not pygame.font.get_init():
        pygame.font.init()
    return pygame.font.Font(font_path(face), px)


class Run(NamedTuple):
    """A stretch of a line in one face and one direction."""

    text: str
    path: str | None
    leftwards: bool = False
    script: str = ""


@lru_cache(maxsize=2048)
def runs_of(face: Face, text: str) -> tuple[Run, ...]:
    """A line from left to right."""
    first, serif = font_path(face), face is not Face.SANS
    runs: list[Run] = []
    for span in ordered(text):
        made: list[Run] = []
        for sign in span.text:
            path = made[-1].path if made and _clings(sign) else found_face(first, sign, serif=serif)
            if made and made[-1].path == path:
                made[-1] = made[-1]._replace(text=made[-1].text + sign)
            else:
                made.append(Run(sign, path, span.leftwards, script_of(sign)))
        runs += reversed(made) if span.leftwards else made
    return tuple(runs)


def _clings(sign: str) -> bool:
    """Marks and spaces are set in the face of what they follow."""
    return sign.isspace() or unicodedata.category(sign).startswith(("M", "Cf"))


@lru_cache(maxsize=FONTS_KEPT)
def foreign_font(run: Run, px: int) -> pygame.font.Font:
    """The face of a run (its text does not matter), ready to set it."""
    family = Path(run.path or "").stem.partition("-")[0]
    made = pygame.font.Font(run.path, max(1, round(px * FIT.get(family, 1.0))))
    with suppress(pygame.error):  # without HarfBuzz letters stand apart: `diorama doctor` tells
        if run.leftwards:
            made.set_direction(pygame.DIRECTION_RTL)
        if run.script == "ARABIC":
            made.set_script("Arab")
    return made


def _font_of(run: Run, face: Face, px: int) -> pygame.font.Font:
    plain = run.path == font_path(face) and not run.leftwards
    return font(face, px) if plain else foreign_font(run._replace(text=""), px)


class Typecase:
    """Measures lines of text and sets them as surfaces with alpha."""

    def __init__(self) -> None:
        for kept in (font, foreign_font):
            kept.cache_clear()  # fonts do not outlive a pygame.quit() between two showings
        forget_probes()
        self._set: OrderedDict[tuple[Face, int, str, tuple[int, int, int]], pygame.Surface] = OrderedDict()
        self._widths: dict[tuple[Face, int, str], int] = {}  # of lines in runs, which take their time
        self._bytes = 0

    def width(self, face: Face, px: int, text: str) -> int:
        text = printable(text)
        if not FOREIGN.search(text):
            return font(face, px).size(text)[0]
        key = (face, px, text)
        if key not in self._widths:
            if len(self._widths) >= WIDTHS_KEPT:
                self._widths.clear()
            self._widths[key] = sum(_font_of(run, face, px).size(run.text)[0] for run in runs_of(face, text))
        return self._widths[key]

    def height(self, face: Face, px: int) -> int:
        """Of a line, with its leading."""
        return font(face, px).get_linesize()

    def overhang(self, px: int, text: str) -> int:
        """How many pixels the surface of a line reaches over it, above and below; 0 in letters of the bundled faces."""
        return round(px * OVERHANG) if FOREIGN.search(text) else 0

    def line(self, face: Face, px: int, text: str, colour: tuple[int, int, int]) -> pygame.Surface:
        """One line, set, with its overhang; the surface is shared, so nobody writes into it."""
        key = (face, px, text, colour)
        if key in self._set:
            self._set.move_to_end(key)
            return self._set[key]
        plain = printable(text)
        set_plain = not FOREIGN.search(plain)
        made = font(face, px).render(plain, True, colour) if set_plain else self._in_runs(face, px, plain, colour)
        self._set[key] = made
        self._bytes += _size_bytes(made)
        while self._bytes > KEPT_BYTES and len(self._set) > 1:
            self._bytes -= _size_bytes(self._set.popitem(last=False)[1])
        return made

    def _in_runs(self, face: Face, px: int, text: str, colour: tuple[int, int, int]) -> pygame.Surface:
        """Every run on the line of the bundled face, with its overhang."""
        whole, over = font(face, px), self.overhang(px, text)
        made = pygame.Surface((max(1, self.width(face, px, text)), whole.get_height() + 2 * over), pygame.SRCALPHA, 32)
        made.fill((*colour, 0))
        x = 0
        for run in runs_of(face, text):
            one = _font_of(run, face, px)
            part = one.render(run.text, True, colour)
            made.blit(part, (x, over + whole.get_ascent() - one.get_ascent()))
            x += one.size(run.text)[0]
        return made

    def wrap(self, face: Face, px: int, text: str, width: int, characters: int = 0) -> tuple[str, ...]:
        """Break text into lines no wider than `width` pixels and, unless 0, no longer than `characters`."""
        lines: list[str] = []
        for gap, word in self._words(face, px, text, width, characters):
            joined = f"{lines[-1]}{gap}{word}" if lines else word
            if lines and self._fits(face, px, joined, width, characters):
                lines[-1] = joined
            else:
                lines.append(word)
        return tuple(lines)

    def balanced(self, face: Face, px: int, text: str, width: int, characters: int = 0) -> tuple[str, ...]:
        """The same number of lines as wrap(), of lengths as equal as can be: easier to read than a long and a short."""
        lines = self.wrap(face, px, text, width, characters)
        low, high = width // 2, width
        while len(lines) > 1 and high - low > max(4, px // 2):
            middle = (low + high) // 2
            narrower = self.wrap(face, px, text, middle, characters)
            low, high, lines = (low, middle, narrower) if len(narrower) <= len(lines) else (middle, high, lines)
        return lines

    def elided(self, face: Face, px: int, text: str, width: int) -> str:
        """The text, or as much of it as fits with an ellipsis."""
        if self.width(face, px, text) <= width:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            fits = self.width(face, px, text[:middle].rstrip() + "…") <= width
            low, high = (middle, high) if fits else (low, middle - 1)
        return text[:low].rstrip() + "…" if low else ""

    def fitted(
        self, face: Face, px: int, text: str, width: int, most_lines: int, least_px: int, *, even: bool = True
    ) -> tuple[int, tuple[str, ...]]:
        """The size, from `px` down to `least_px`, at which text stands in `most_lines`; at the least it is elided."""
        size = px
        while True:
            lines = (self.balanced if even else self.wrap)(face, size, text, width)
            if len(lines) <= most_lines:
                return size, lines
            if size <= least_px:
                kept = list(lines[: most_lines - 1])
                rest = rejoined(self.wrap(face, size, text, width)[most_lines - 1 :])
                return size, (*self.wrap(face, size, text, width)[: len(kept)], self.elided(face, size, rest, width))
            size = max(least_px, size - max(1, size // 12))

    def _fits(self, face: Face, px: int, text: str, width: int, characters: int) -> bool:
        return (not characters or columns(text) <= characters) and self.width(face, px, text) <= width

    def _words(self, face: Face, px: int, text: str, width: int, characters: int) -> list[tuple[str, str]]:
        """Words of the text with what stands before them; one that is wider than a line is cut."""
        words: list[tuple[str, str]] = []
        for gap, word in units(text):
            rest = word
            while len(rest) > 1 and not self._fits(face, px, rest, width, characters):
                cut = self._longest(face, px, rest, width, characters)
                words.append((gap, rest[:cut]))
                gap, rest = "", rest[cut:].lstrip()
            words.append((gap, rest))
        return words

    def _longest(self, face: Face, px: int, word: str, width: int, characters: int) -> int:
        low, high = 1, len(word) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._fits(face, px, word[:middle], width, characters) else (low, middle - 1)
        return low


def printable(text: str) -> str:
    """Text without what no font can set: control characters, and halves of surrogate pairs."""
    return "".join(c if c.isprintable() or c in JOINERS else " " for c in text) if not text.isprintable() else text


def _size_bytes(surface: pygame.Surface) -> int:
    return surface.get_width() * surface.get_height() * 4
