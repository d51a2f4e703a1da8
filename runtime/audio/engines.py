"""Which engine speaks in a show. The rule stands here, and so does how each engine is opened.

English is spoken by Kokoro where it is installed and quick enough on this machine, else by hibari. Other languages are
spoken by Kokoro if it knows them and espeak-ng is there to read them to it, else by Pico, else by espeak-ng. A show
keeps its engine: nobody changes their voice between two lines, and a line that is not made in time is read, not heard.
Only machines are always played by hibari: it alone can speak without a melody.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from runtime.audio.troupe import SPOKEN, primary

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAST_SPEED = 1.5  # times as fast as it is spoken: slower, Kokoro would not be ready while the viewer decides
TRIED_LINES = 2  # are enough to tell; the faster one counts, for the first one warms the network up
REMEMBERED_S = 7 * 86400.0
SPEED_FILE = "kokoro.speed"
MISSING = "No voices: hibari-tts is missing. Install it with: pip install hibari-tts"
NAMES = {
    "english": "en",
    "german deutsch": "de",
    "french français francais": "fr",
    "spanish español espanol castellano": "es",
    "italian italiano": "it",
    "portuguese português portugues": "pt",
    "dutch nederlands": "nl",
    "polish polski": "pl",
    "czech čeština": "cs",
    "russian русский": "ru",
    "ukrainian українська": "uk",
    "greek ελληνικά": "el",
    "turkish türkçe": "tr",
    "hindi हिन्दी": "hi",
    "japanese 日本語": "ja",
    "chinese mandarin 中文": "cmn",
    "korean 한국어": "ko",
    "arabic العربية": "ar",
    "swedish svenska": "sv",
    "norwegian norsk": "nb",
    "danish dansk": "da",
    "finnish suomi": "fi",
    "hungarian magyar": "hu",
}
CODES = {name: code for names, code in NAMES.items() for name in names.split()} | {"zh": "cmn", "no": "nb"}


@dataclass(frozen=True)
class Choice:
    """What a show is spoken with."""

    engine: str  # "kokoro", "hibari", "pico", "espeak"; "" for none
    language: str  # a tag in lower case: "en", "pt-br"
    notice: str = ""  # one line, if it is not what was asked for


def choose(language: str, wanted: str = "auto", slow: bool = False) -> Choice:
    """The engine for a show in this language; `slow`: Kokoro was tried here and did not keep up."""
    tag = tag_of(language)
    able = [engine for engine in ENGINES if _speaks(engine, tag)]
    there = [engine for engine in able if is_there(engine, tag) and not (engine == "kokoro" and slow)]
    if wanted in there or (wanted == "kokoro" and wanted in able and is_there(wanted, tag)):
        return Choice(wanted, tag)
    notice = (
        "" if wanted == "auto" else f"The voices “{wanted[:20]}” cannot be had in this language or on this machine."
    )
    if there:
        return Choice(there[0], tag, notice)
    return Choice("", tag, MISSING if primary(tag) == "en" else lacking(language))


def lacking(language: str) -> str:
    """One line: what to install for a language that nothing here speaks."""
    from runtime.audio.espeak import INSTALL

    return f"No voices for the language “{language.strip()[:40]}”: espeak-ng is missing. Install it with: {INSTALL}"


def tag_of(language: str) -> str:
    """A language tag in lower case from a tag or a name: "pt_BR", "Deutsch"; what is neither counts as English."""
    plain = language.strip().lower().replace("_", "-")
    named = CODES.get(plain, plain)
    return named if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{1,8}){0,2}", named) else "en"


def _speaks(engine: str, tag: str) -> bool:
    from runtime.audio import pico

    known = {"hibari": {"en"}, "kokoro": set(SPOKEN), "pico": set(pico.VOICES) - {"en"}}
    return engine == "espeak" or primary(tag) in known[engine]


def is_there(engine: str, tag: str) -> bool:
    """Whether an engine is installed, with what it needs for the language. Nothing heavy is imported."""
    if engine == "hibari":
        return find_spec("hibari") is not None
    if engine == "pico":
        return find_spec("py_nanotts") is not None
    from runtime.audio import espeak

    if engine == "espeak":
        return espeak.is_there()
    from runtime.parts import is_there as is_part_there
    from runtime.parts.kokoro import KOKORO

    reader = find_spec("hibari") is not None if primary(tag) == "en" else espeak.is_there()
    return is_part_there(KOKORO) and reader


ENGINES = ("kokoro", "hibari", "pico", "espeak")  # the first that can is taken


def open_engine(engine: str, folder: Path | None) -> Any:
    """An engine, loaded: `runtime.audio.speech.Engine`. Whatever a broken installation raises."""
    if engine == "hibari":
        from runtime.audio.hibari import HibariSpeaker

        return HibariSpeaker(folder)
    if engine == "kokoro":
        from runtime.audio.kokoro import KokoroSpeaker

        return KokoroSpeaker(folder)
    if engine == "pico":
        from runtime.audio.pico import PicoSpeaker

        return PicoSpeaker()
    if engine == "recording":
        from runtime.audio.recordings import RecordedSpeaker

        return RecordedSpeaker()
    from runtime.audio.espeak import EspeakSpeaker

    return EspeakSpeaker()


def version_of(engine: str) -> str:
    """What makes the same words sound different: the version of an engine's package or weights."""
    if engine == "kokoro":
        from runtime.parts.kokoro import KOKORO

        return KOKORO.joined[0].sha256[:8]
    package = {"hibari": "hibari-tts", "pico": "py-nanotts"}.get(engine, "")
    with contextlib.suppress(PackageNotFoundError):
        return version(package) if package else ""
    return ""


class Pace:
    """How fast Kokoro is on this machine: measured with the first lines of a show, remembered for a week."""

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / SPEED_FILE if folder else None
        self._tried: list[float] = []
        self.slow = 0.0 < self._remembered() < LEAST_SPEED

    def tell(self, seconds: float, spent_s: float) -> bool:
        """A line of `seconds` took `spent_s` to make; True as soon as Kokoro is known to be too slow."""
        self._tried.append(seconds / max(spent_s, 1e-6))
        if len(self._tried) == TRIED_LINES:
            self._remember(max(self._tried))
            self.slow = max(self._tried) < LEAST_SPEED
        return self.slow

    def _remembered(self) -> float:
        with contextlib.suppress(OSError, ValueError):
            if self._file and time.time() - self._file.stat().st_mtime < REMEMBERED_S:
                return float(self._file.read_bytes()[:20])
        return 0.0

    def _remember(self, speed: float) -> None:
        with contextlib.suppress(OSError):
            if self._file:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                fresh = self._file.with_name(f"{SPEED_FILE}.{os.getpid()}.new")
                fresh.write_text(f"{speed:.2f}\n")
                fresh.replace(self._file)


def middle_speed(tried: Iterable[tuple[float, float]]) -> float:
    """The median of (seconds of speech, seconds it took to make), as times real time; 0 for none."""
    speeds = [said / spent for said, spent in tried if spent > 0]
    return median(speeds) if speeds else 0.0
