"""What a kiosk says aloud of its own screens for those who do not see them: a page as it comes, then every focus."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from runtime.kiosk.states import Phase, Why
from runtime.kiosk.words import name_of, said
from runtime.player.selfvoice import SelfVoice, VoicesFace

if TYPE_CHECKING:
    from runtime.kiosk.screens import Layer

VOICES_KEPT = 2  # languages; each may have a process


def called(layer: Layer, key: str) -> str:
    """What can be pressed, in words."""
    what, _, name = key.removeprefix("kiosk:").partition(":")
    match what:
        case "show":
            return next((_joined(one.title, one.synopsis) for one in layer.shows if one.name == name), name)
        case "language":
            return name_of(name)
        case "begin":
            return said("touch", layer.language)
        case "stay":
            return said("more" if layer.why is Why.LIMIT else "stay", layer.language)
        case "leave":
            return said("leave" if layer.why else "back", layer.language)
        case "access":
            return said("access", layer.language)
    return ""


def everything(layer: Layer) -> str:
    """All that a kiosk's own screen says, and what has the focus."""
    at = called(layer, layer.focus)
    if layer.why:
        key = "ends in" if layer.answers else "ends anyway"
        asked = said(layer.why.value, layer.language)
        return _joined(asked, said(key, layer.language, seconds=layer.left_s), at)
    if layer.phase is Phase.MENU:
        shows = [f"{n}: {show.title}" for n, show in enumerate(layer.shows, 1)]
        return _joined(said("choose", layer.language), *shows, at)
    if layer.phase is Phase.ATTRACT:
        return _joined(layer.title, said("touch", layer.language), said("made by AI", layer.language))
    return layer.night


def _joined(*parts: str) -> str:
    return " ".join(part if part[-1:] in ".?!…。？！؟" else f"{part}." for part in parts if part)


@dataclass
class Crier:
    """Decides what is said when."""

    page: tuple[Phase, Why | None] = (Phase.CLOSED, None)
    at: str = ""

    def look(self, layer: Layer, *, on: bool, covered: bool) -> str:
        """What is to be said now; empty: nothing new. `covered`: the player's own page lies over it.

        In attract nobody is addressed before something has the focus: the hall is not to be talked at all day.
        """
        before, was = self.page, self.at
        self.page, self.at = (layer.phase, layer.why), layer.focus
        if not on or covered or (layer.phase is Phase.VISIT and layer.why is None):
            return ""
        if before != self.page:
            return "" if layer.phase in (Phase.ATTRACT, Phase.RESET) else everything(layer)
        return called(layer, self.at) if self.at != was else ""


class ReadingVoices(VoicesFace, Protocol):
    """Voices that can be sent home."""

    def close(self) -> object: ...


class Readers:
    """A voice for each language that is asked for, made when it is; the ones used last are kept."""

    def __init__(self, cast: Callable[[str], ReadingVoices]) -> None:
        self._cast = cast
        self._kept: OrderedDict[str, tuple[ReadingVoices, SelfVoice]] = OrderedDict()

    def __call__(self, language: str) -> SelfVoice:
        if language not in self._kept:
            voices = self._cast(language)
            self._kept[language] = voices, SelfVoice(voices)
        self._kept.move_to_end(language)
        while len(self._kept) > VOICES_KEPT:
            self._kept.popitem(last=False)[1][0].close()
        return self._kept[language][1]

    def close(self) -> None:
        for voices, _ in self._kept.values():
            voices.close()
        self._kept.clear()
