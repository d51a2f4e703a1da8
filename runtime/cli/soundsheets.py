"""Contact sheets of sound: every bed of ambience, every effect and every mood as a spectrogram, to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from generators.papertheatre.sheets.board import Print, board, save
from runtime.audio.ambience import RECIPES as BEDS
from runtime.audio.ambience import Layer
from runtime.audio.clock import RATE
from runtime.audio.effects import RECIPES as EFFECTS
from runtime.audio.effects import make_effect
from runtime.audio.gains import BLOCK
from runtime.audio.meter import lufs
from runtime.audio.mixer import Mixer
from runtime.audio.music import MOODS
from runtime.audio.sources import LayerSource
from runtime.audio.spectrogram import spectrogram
from runtime.audio.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

SIZE = (260, 150)  # pixels of one spectrogram
COLUMNS = 7
BED_S, MOOD_S = 20, 40


def sound_sheets(folder: Path, only: str = "") -> Iterator[Path]:
    """Make the sheets whose name holds `only`: ambience, effects, music."""
    sheets: dict[str, tuple[str, tuple[str, ...], Callable[[str], Wave]]] = {
        "ambience": (f"Ambience, {BED_S} s each", tuple(BEDS), bed_of),
        "effects": ("Effects", tuple(EFFECTS), lambda sort: make_effect(sort, 1).wave()),
        "music": (f"Music, {MOOD_S} s each", tuple(MOODS), mood_of),
    }
    for name, (title, kinds, sound_of) in sheets.items():
        if only in name:
            prints = [_print(kind, sound_of(kind)) for kind in kinds]
            yield save(board(title, prints, COLUMNS), folder / f"{name}.png")


def bed_of(kind: str) -> Wave:
    """A layer of ambience as it is heard: float32 (n, 2)."""
    source, shop = LayerSource(Layer(kind), 1), Workshop(wait=True)
    source.ask(shop)
    source.turn(1.0, 0, 1)
    out = np.zeros((BED_S * RATE, 2), np.float32)
    for at in range(0, len(out), BLOCK):
        source.add_to(out[at : at + BLOCK], at, shop)
    return out


def mood_of(mood: str) -> Wave:
    """The beginning of a mood's score: float32 (n, 2)."""
    mixer = Mixer(1, wait=True)
    mixer.music(mood)
    return mixer.render(MOOD_S * RATE)


def _print(name: str, sound: Wave) -> Print:
    return Print(spectrogram(sound, *SIZE), f"{name}   {len(sound) / RATE:.1f} s  {lufs(sound):.0f} LUFS")
