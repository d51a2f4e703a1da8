"""What a screenplay is printed in: Courier, which every reader has; for letters that it lacks, a font of this machine.

Fonts are embedded as subsets. A letter that no font here has is printed as a box, and counted.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runtime.errors import LibraryError
from runtime.writer.paper.cells import EXTRA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SIZE = 12.0  # points
STYLES = ("", "B", "I", "BI")
BOX = "\u25a1"
MAX_FILES = 30_000  # of the machine's fonts that are looked at
FAMILIES = {  # regular, bold, italic, bold italic; those with the width of Courier first
    "Courier Prime": ("CourierPrime-Regular", "CourierPrime-Bold", "CourierPrime-Italic", "CourierPrime-BoldItalic"),
    "Courier New": ("cour", "courbd", "couri", "courbi"),
    "Courier New ": ("Courier New", "Courier New Bold", "Courier New Italic", "Courier New Bold Italic"),
    "Cousine": ("Cousine-Regular", "Cousine-Bold", "Cousine-Italic", "Cousine-BoldItalic"),
    "Liberation Mono": (
        *("LiberationMono-Regular", "LiberationMono-Bold", "LiberationMono-Italic", "LiberationMono-BoldItalic"),
    ),
    "DejaVu Sans Mono": (
        *("DejaVuSansMono", "DejaVuSansMono-Bold", "DejaVuSansMono-Oblique", "DejaVuSansMono-BoldOblique"),
    ),
    "Noto Sans Mono": ("NotoSansMono-Regular", "NotoSansMono-Bold", "", ""),
    "Source Sans": ("SourceSansPro-Regular", "SourceSansPro-Bold", "SourceSansPro-It", "SourceSansPro-BoldIt"),
    "Noto Sans": ("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoSans-BoldItalic"),
    "DejaVu Sans": ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSans-BoldOblique"),
    "Noto Sans CJK": ("NotoSansCJK-Regular", "NotoSansCJK-Bold", "", ""),
    "Arial Unicode": ("Arial Unicode", "", "", ""),
    "MS Gothic": ("msgothic", "", "", ""),
    "Malgun": ("malgun", "malgunbd", "", ""),
}
PLACES = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts"),
    *("/Library/Fonts", "/System/Library/Fonts", "C:/Windows/Fonts"),
)


@dataclass(frozen=True)
class Face:
    """A family: a file for each style that it has; none: Courier of the reader."""

    name: str
    files: Mapping[str, Path] = field(default_factory=dict)  # style -> file
    letters: frozenset[int] = frozenset()


COURIER = Face("Courier")


def choose_faces(text: str, own: Path | None = None) -> tuple[tuple[Face, ...], int]:
    """The faces that `text` is printed in, the first for all that it has, and how many letters none of them has.

    LibraryError if the font file `own` cannot be used.
    """
    wanted = {ord(letter) for letter in set(text) if letter.isprintable() and letter != " "}
    if own is not None:
        first = _face(own.stem, {"": own})
        if first is None:
            raise LibraryError(f"--font: “{own}” is not a font that can be printed with. Name a .ttf or .otf file.")
        return _filled([first], wanted - first.letters)
    if all(_is_courier(letter) for letter in wanted):
        return (COURIER,), 0
    there = list(_faces(wanted))
    if not there:
        return (COURIER,), sum(not _is_courier(letter) for letter in wanted)
    best = next((face for face in there if wanted <= face.letters), None)
    best = best or max(there, key=lambda face: len(wanted & face.letters))
    return _filled([best], wanted - best.letters, there)


def _is_courier(letter: int) -> bool:
    try:
        chr(letter).encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _filled(chosen: list[Face], missing: set[int], there: list[Face] | None = None) -> tuple[tuple[Face, ...], int]:
    """More faces for the letters that the chosen ones lack."""
    for face in (there if there is not None else list(_faces(missing))) if missing else ():
        if missing & face.letters:
            chosen.append(face)
            missing -= face.letters
    return tuple(chosen), len(missing)


def _faces(wanted: Iterable[int]) -> Iterator[Face]:
    """The known families that are installed here and have any of these letters."""
    letters = set(wanted)
    files = _font_files()
    for name, stems in FAMILIES.items():
        found = {style: files[stem.lower()] for style, stem in zip(STYLES, stems, strict=True) if stem.lower() in files}
        face = _face(name.strip(), found) if "" in found else None
        if face is not None and letters & face.letters:
            yield face


def _face(name: str, files: dict[str, Path]) -> Face | None:
    """A family with the letters of its regular file; None where that cannot be read."""
    try:
        from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

        with TTFont(files[""], fontNumber=0, lazy=True) as font:
            return Face(name, files, frozenset(font.getBestCmap() or ()))
    except ImportError:
        raise LibraryError(f"A printed screenplay needs the package fpdf2: {EXTRA}") from None
    except Exception:  # a damaged font file fails in many ways: another one serves
        return None


def _font_files() -> dict[str, Path]:
    """Font files by their names without ending, in lower case."""
    found: dict[str, Path] = {}
    bundled = find_spec("font_source_sans_pro")
    package = [str(Path(bundled.origin).parent / "files")] if bundled and bundled.origin else []
    for place in (*package, *PLACES):
        if place.startswith("C:") and sys.platform != "win32":
            continue
        for folder, _, names in islice(os.walk(Path(place).expanduser()), MAX_FILES):
            for name in names:
                stem, ending = os.path.splitext(name)  # noqa: PTH122  a path for each of thousands takes long
                if ending.lower() in (".ttf", ".otf", ".ttc") and len(found) < MAX_FILES:
                    found.setdefault(stem.lower(), Path(folder) / name)
    return found


class Typecase:
    """The faces of one document: measures words, and says which face has which letter."""

    def __init__(self, pdf: Any, faces: tuple[Face, ...]) -> None:
        self._pdf = pdf
        self.faces = faces
        self._widths: dict[tuple[str, str, float], float] = {}
        pdf.core_fonts_encoding = "cp1252"
        for face in faces:
            for style, path in face.files.items():
                pdf.add_font(face.name, style=style, fname=path)

    def width(self, text: str, style: str = "", size: float = SIZE) -> float:
        """Of words in points; `style`: B, I, BI or empty."""
        key = (text, style, size)
        if key not in self._widths:
            self._widths[key] = sum(self._run(run, face, style, size) for run, face in self.runs(text))
        return self._widths[key]

    def _run(self, text: str, face: Face, style: str, size: float) -> float:
        self.take(face, style, size)
        return float(self._pdf.get_string_width(text))

    def take(self, face: Face, style: str, size: float) -> None:
        """Set the document's font; a style that a family lacks is its regular one."""
        known = style if not face.files or style in face.files else ""
        self._pdf.set_font(face.name, style=known, size=size)

    def runs(self, text: str) -> list[tuple[str, Face]]:
        """Words cut where another face is needed; what no face has becomes a box."""
        found: list[tuple[str, Face]] = []
        for letter in text:
            face = next((one for one in self.faces if self._has(one, letter)), None)
            shown = letter if face else BOX if self._has(self.faces[0], BOX) else "?"
            face = face or self.faces[0]
            if found and found[-1][1] is face:
                found[-1] = (found[-1][0] + shown, face)
            else:
                found.append((shown, face))
        return found

    @staticmethod
    def _has(face: Face, letter: str) -> bool:
        return ord(letter) in face.letters if face.files else _is_courier(ord(letter))
