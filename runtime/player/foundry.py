"""Typefaces of this machine for letters that the bundled ones lack: Japanese, Arabic, and what a museum translates to.

Nothing is downloaded. A letter that nothing here has is told, with what to install, before anybody sees a box.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import pygame

from runtime.player.breaking import UNSPACED

PLACES = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts"),
    *("/Library/Fonts", "/System/Library/Fonts", "C:/Windows/Fonts"),
)
MOST_FILES = 30_000  # of the machine's typefaces that are looked at
SUFFIXES = (".ttf", ".otf", ".ttc")
WIDE = "CJK"
WEIGHTS = ("SemiBold", "Medium", "Bold", "Regular")  # the bundled faces are semibold
GOTHIC = (  # Japanese without serifs
    *("NotoSansCJK-Medium", "NotoSansCJKjp-Medium", "NotoSansJP-Medium", "NotoSansCJK-Bold", "NotoSansCJK-Regular"),
    *("NotoSansCJKjp-Regular", "NotoSansJP-Regular", "ipaexg", "ipag", "VL-PGothic-Regular", "TakaoPGothic"),
    *("ヒラギノ角ゴシック W6", "ヒラギノ角ゴシック W3", "YuGothB", "YuGothM", "meiryob", "meiryo", "msgothic"),
)
MINCHO = (
    *("NotoSerifCJK-SemiBold", "NotoSerifCJKjp-SemiBold", "NotoSerifCJK-Bold", "NotoSerifCJK-Regular"),
    *("NotoSerifCJKjp-Regular", "NotoSerifJP-Regular", "ipaexm", "ipam", "ヒラギノ明朝 ProN", "yumindb", "yumin"),
)
NASKH = (*(f"NotoNaskhArabic-{weight}" for weight in WEIGHTS), "Amiri-Bold", "Amiri-Regular")
ARABIC = (*(f"NotoSansArabic-{weight}" for weight in WEIGHTS), "GeezaPro", "SFArabic", "seguisb", "segoeui", "tahomabd")
LAST = ("DejaVuSans-Bold", "DejaVuSans", "FreeSans", "Arial Unicode", "arialbd", "DroidSansFallbackFull", "unifont")
MISSING = "\U0010fffd"  # no face has it
PROBE_PX = 24
PRINTED = {"Japanese": "あア日、", "Arabic": "عربي؟"}  # languages of kiosks that the bundled faces lack


def faces_for(sign: str, *, serif: bool) -> Iterator[str]:
    """Files of this machine that should have a letter, the best first."""
    there = _files()
    for stem in dict.fromkeys((*_stems(script_of(sign), serif), *LAST)):
        if stem in there:
            yield there[stem]


def _stems(script: str, serif: bool) -> Iterable[str]:
    if script == WIDE:
        return (*MINCHO, *GOTHIC) if serif else (*GOTHIC, *MINCHO)
    if script == "ARABIC":
        return (*NASKH, *ARABIC) if serif else (*ARABIC, *NASKH)
    name = script.title()
    kinds = ("Serif", "Sans") if serif else ("Sans", "Serif")
    return (*(f"Noto{kind}{name}-{weight}" for kind in kinds for weight in WEIGHTS), *GOTHIC)


@lru_cache(maxsize=2048)
def script_of(sign: str) -> str:
    """What a letter's name begins with, ARABIC or THAI; WIDE for all of Japanese, Chinese and Korean."""
    name = unicodedata.name(sign, "").partition(" ")[0]
    return WIDE if UNSPACED.match(sign) or name in ("HANGUL", "BOPOMOFO") else name


@lru_cache(maxsize=8192)
def found_face(first: str | None, sign: str, *, serif: bool) -> str | None:
    """The file that a letter is set in: `first` if that has it, else one of this machine; with none that has it, first.

    `None` is pygame's own face.
    """
    if has(first, sign):
        return first
    return next((path for path in faces_for(sign, serif=serif) if has(path, sign)), first)


@lru_cache(maxsize=8192)
def has(path: str | None, sign: str) -> bool:
    """Whether a face has a letter of its own; what is not printed needs none."""
    probe = _probe(path)
    return sign.isspace() or (probe is not None and probe.metrics(sign)[0] not in (None, probe.metrics(MISSING)[0]))


def lacking(text: str, first: str | None) -> str:
    """The letters of a text that nothing on this machine has, each once; they would be boxes."""
    signs = sorted({sign for sign in text if sign.isprintable() and not sign.isspace()})
    return "".join(sign for sign in signs if not has(found_face(first, sign, serif=False), sign))


def advice(signs: str) -> str:
    """What to install for letters that are lacking."""
    wanted = dict.fromkeys("fonts-noto-cjk" if script_of(sign) == WIDE else "fonts-noto-core" for sign in signs)
    return f"apt install {' '.join(wanted)}"


def shapes() -> bool:
    """Whether letters can be joined and set from right to left: SDL_ttf was built with HarfBuzz."""
    try:
        pygame.font.init()
        pygame.font.Font(None, PROBE_PX).set_script("Arab")
    except (pygame.error, AttributeError):
        return False
    return True


def forget_probes() -> None:
    """Open faces do not outlive a pygame.quit()."""
    _probe.cache_clear()


@lru_cache(maxsize=32)
def _probe(path: str | None) -> pygame.font.Font | None:
    try:
        pygame.font.init()
        return pygame.font.Font(path, PROBE_PX)
    except (pygame.error, OSError):
        return None


@lru_cache(maxsize=1)
def _files() -> dict[str, str]:
    """Every typeface of this machine, by its file's name without the suffix."""
    found: dict[str, str] = {}
    looked = 0
    for place in PLACES:
        for folder, _, names in os.walk(Path(place).expanduser()):
            for name in sorted(names):
                looked += 1
                path = Path(folder, name)
                if path.suffix.lower() in SUFFIXES:
                    found.setdefault(path.stem, str(path))
            if looked > MOST_FILES:
                return found
    return found
