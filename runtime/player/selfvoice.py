"""Self-voicing: what can be chosen is said aloud, by the voices of the show, over everything else that is heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from runtime.audio.voice import Voice, VoiceLine
from runtime.overlay import Overlay
from runtime.player.catalogue import said
from runtime.player.controls import Controls, Page, focused, layer
from runtime.player.hud.pages import value_of
from runtime.player.viewstate import ViewState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runtime.player.faces import Sound

DUCK = 0.25  # what else is heard is multiplied by, while it speaks
RAMP = 2400  # samples from full to ducked, 50 ms
SPEAKER = "NARRATOR"
DESCRIPTION = "a calm woman of forty"


class VoicesFace(Protocol):
    """Who voices lines; no call waits."""

    def hurry(self, line: VoiceLine) -> object: ...

    def get(self, line: VoiceLine) -> Voice | None: ...

    def poll(self) -> object: ...


def everything(overlay: Overlay, controls: Controls, view: ViewState) -> str:
    """All that is before the viewer: the question with its options, or the page and what has the focus."""
    top = layer(overlay, controls)
    panel = overlay.panel
    if top == "option" and panel:
        options = [f"{n}: {_option(overlay, option.id)}" for n, option in enumerate(panel.options, 1)]
        return _sentences([panel.question, *options])
    if top in ("title", "end") and overlay.card:
        card = overlay.card
        return _sentences([card.title, card.ending, here(overlay, controls, view)])
    names = {"pause": "paused", "restart": "restart?", "access": "access page"}
    page = said(names[top], overlay.language) if top in names else ""
    return _sentences([page, here(overlay, controls, view)])


def here(overlay: Overlay, controls: Controls, view: ViewState) -> str:
    """What has the focus, and the value of a setting."""
    language = overlay.language
    top, _, name = focused(overlay, controls).partition(":")
    if top == "option":
        return _option(overlay, name)
    words = {"title": {"begin": "begin"}, "end": {"again": "play again"}, "restart": {"again": "restart"}}
    key = words.get(top, {}).get(name, name)
    try:
        label = said(key, language)
    except KeyError:  # a slot or a waypoint has no word of its own
        return name
    if controls.page in (Page.PAUSE, Page.ACCESS) and name in ViewState.model_fields:
        return f"{label}: {value_of(view, name, language)}"
    return label


def _option(overlay: Overlay, choice: str) -> str:
    assert overlay.panel is not None
    option = next((one for one in overlay.panel.options if one.id == choice), None)
    if option is None:
        return ""
    notes = [option.text, option.locked]
    if option.is_default and overlay.panel.share_left is not None:
        notes.append(said("default", overlay.language))
    return ", ".join(filter(None, notes))


def _sentences(parts: Sequence[str]) -> str:
    return " ".join(part if part[-1:] in ".?!…" else f"{part}." for part in parts if part)


@dataclass
class Reader:
    """Decides what is said when: a page or a panel as it comes, then each thing that gets the focus."""

    page: tuple[str, str] = ("", "")
    at: str = ""

    def look(self, overlay: Overlay, controls: Controls, view: ViewState) -> str:
        """What is to be said now; empty: nothing new."""
        top = layer(overlay, controls)
        page = (top, overlay.panel.question if top == "option" and overlay.panel else "")
        at = here(overlay, controls, view) if top else ""
        before, self.page, was, self.at = self.page, page, self.at, at
        if not view.self_voicing or not top:
            return ""
        if before != page:
            return everything(overlay, controls, view)
        return at if at != was else ""


class SelfVoice:
    """Says one thing at a time: what is asked for later takes the place of what is being said."""

    def __init__(self, voices: VoicesFace) -> None:
        self._voices = voices
        self._wanted: VoiceLine | None = None
        self._wave = np.zeros(0, np.float32)
        self._at = 0
        self._gain = 1.0

    @property
    def speaking(self) -> bool:
        return self._at < len(self._wave)

    def say(self, words: str) -> None:
        """Say this, as soon as it is voiced."""
        self._wave = np.zeros(0, np.float32)
        self._wanted = VoiceLine(words, SPEAKER, DESCRIPTION) if words.strip() else None
        if self._wanted:
            self._voices.hurry(self._wanted)

    def mixed(self, sound: Sound, gain: float) -> Sound:
        """float32 (n, 2) with the voice over it at `gain`; what was there goes down as long as it speaks."""
        self._fetch()
        if not self.speaking and self._gain == 1.0:
            return sound
        n = len(sound)
        target = DUCK if self.speaking else 1.0
        most = (1.0 - DUCK) * n / RAMP
        reached = self._gain + min(most, max(-most, target - self._gain))
        ramp = np.linspace(self._gain, reached, n, dtype=np.float32)
        self._gain = reached
        mixed: Sound = sound * ramp[:, None]
        said_now = self._wave[self._at : self._at + n] * np.float32(gain)
        mixed[: len(said_now)] += said_now[:, None]
        self._at += n
        return np.clip(mixed, -1.0, 1.0)

    def _fetch(self) -> None:
        if self._wanted is None:
            return
        self._voices.poll()
        voice = self._voices.get(self._wanted)
        if voice is not None:
            self._wave, self._at, self._wanted = voice.wave, 0, None
