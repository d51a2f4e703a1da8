"""Type: two families, measured and set. Every line of text that was set once is kept, within a limit of memory."""

from __future__ import annotations

from collections import OrderedDict
from enum import StrEnum
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import pygame

KEPT_BYTES = 48 << 20  # of text surfaces
FONTS_KEPT = 64


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


class Typecase:
    """Measures lines of text and sets them as surfaces with alpha."""

    def __init__(self) -> None:
        font.cache_clear()  # fonts do not outlive a pygame.quit() between two showings
        self._set: OrderedDict[tuple[Face, int, str, tuple[int, int, int]], pygame.Surface] = OrderedDict()
        self._bytes = 0

    def width(self, face: Face, px: int, text: str) -> int:
        return font(face, px).size(printable(text))[0]

    def height(self, face: Face, px: int) -> int:
        """Of a line, with its leading."""
        return font(face, px).get_linesize()

    def line(self, face: Face, px: int, text: str, colour: tuple[int, int, int]) -> pygame.Surface:
        """One line, set; the surface is shared, so nobody writes into it."""
        key = (face, px, text, colour)
        if key in self._set:
            self._set.move_to_end(key)
            return self._set[key]
        made = font(face, px).render(printable(text), True, colour)
        self._set[key] = made
        self._bytes += _size_bytes(made)
        while self._bytes > KEPT_BYTES and len(self._set) > 1:
            self._bytes -= _size_bytes(self._set.popitem(last=False)[1])
        return made

    def wrap(self, face: Face, px: int, text: str, width: int, characters: int = 0) -> tuple[str, ...]:
        """Break text into lines no wider than `width` pixels and, unless 0, no longer than `characters`."""
        lines: list[str] = []
        for word in self._words(face, px, text, width, characters):
            joined = f"{lines[-1]} {word}" if lines else word
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
                rest = " ".join(self.wrap(face, size, text, width)[most_lines - 1 :])
                return size, (*self.wrap(face, size, text, width)[: len(kept)], self.elided(face, size, rest, width))
            size = max(least_px, size - max(1, size // 12))

    def _fits(self, face: Face, px: int, text: str, width: int, characters: int) -> bool:
        return (not characters or len(text) <= characters) and self.width(face, px, text) <= width

    def _words(self, face: Face, px: int, text: str, width: int, characters: int) -> list[str]:
        """Words of the text; one that is wider than a line is cut."""
        words: list[str] = []
        for word in text.split():
            rest = word
            while len(rest) > 1 and not self._fits(face, px, rest, width, characters):
                cut = self._longest(face, px, rest, width, characters)
                words.append(rest[:cut])
                rest = rest[cut:]
            words.append(rest)
        return words

    def _longest(self, face: Face, px: int, word: str, width: int, characters: int) -> int:
        low, high = 1, len(word) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._fits(face, px, word[:middle], width, characters) else (low, middle - 1)
        return low


def printable(text: str) -> str:
    """Text without what no font can set: control characters, and halves of surrogate pairs."""
    return "".join(c if c.isprintable() else " " for c in text) if not text.isprintable() else text


def _size_bytes(surface: pygame.Surface) -> int:
    return surface.get_width() * surface.get_height() * 4
