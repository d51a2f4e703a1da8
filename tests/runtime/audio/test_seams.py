"""No click at any cut: a cut in a low tone hardly bends it, a cut in noise is not heard above the noise."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from runtime.audio.clock import RATE
from runtime.audio.mixer import Mixer
from tests.runtime.audio.signals import high_energy, roughness, tone

CUT = RATE // 2 + 123
LONG = tone(4.0, 180.0, 0.4)
STEADY = roughness(LONG)

Cut = Callable[[Mixer], np.ndarray | None]


def cut_sound(cut: Cut, words: str = "") -> np.ndarray:
    """A second and a half, cut after a half."""
    mix = Mixer(1, wait=True)
    if words:
        mix.ambience(words, 0, fade_s=0.05)
    else:
        mix.speak(LONG, 0)
    before = mix.render(CUT)
    at_the_cut = cut(mix)
    parts = [before, mix.render(0) if at_the_cut is None else at_the_cut, mix.render(RATE)]
    return np.concatenate(parts)


def quieter(mix: Mixer) -> None:
    mix.volume["master"] = 0.1


def hold_and_on(mix: Mixer) -> np.ndarray:
    mix.hold(True)
    sound = mix.render(480)
    mix.hold(False)
    return sound


def nothing(mix: Mixer) -> None:
    pass


CUTS: dict[str, Cut] = {
    "hush": lambda mix: mix.hush(mix.position),
    "hush later": lambda mix: mix.hush(mix.position + 1000),
    "hold": lambda mix: mix.hold(True),
    "hold and on": hold_and_on,
    "volume": quieter,
    "another line": lambda mix: mix.speak(LONG, mix.position),
    "a line cut into": lambda mix: mix.speak(LONG, mix.position - 20_000),
    "a line from its middle": lambda mix: mix.speak(LONG, mix.position, skip=10_067),
}


@pytest.mark.parametrize("name", CUTS)
def test_no_cut_in_speech_clicks(name: str) -> None:
    lines = 2 if "line" in name else 1
    assert roughness(cut_sound(CUTS[name])) < 2.5 * lines * STEADY


def test_the_ear_of_this_test_hears_a_click() -> None:
    sound = cut_sound(nothing)
    sound[CUT + 60 :] = 0.0
    assert roughness(sound) > 20 * STEADY


def test_a_line_that_stops_in_the_middle_of_a_swing_is_closed() -> None:
    mix = Mixer(1, wait=True)
    mix.speak(LONG[: RATE // 2 + 77], 0)
    assert roughness(mix.render(RATE)) < 2.0 * STEADY


def test_going_on_after_a_hold_does_not_click() -> None:
    mix = Mixer(1, wait=True)
    mix.speak(LONG, 0)
    mix.render(CUT)
    mix.hold(True)
    mix.render(RATE // 2 + 11)
    mix.hold(False)
    assert roughness(mix.render(RATE)) < 1.5 * STEADY


CHANGES: dict[str, Cut] = {
    "other": lambda mix: _done(mix.ambience("distant snow", mix.position, fade_s=0.2)),
    "none": lambda mix: _done(mix.ambience("", mix.position, fade_s=0.1)),
    "none at once": lambda mix: _done(mix.ambience("", mix.position, fade_s=0.0)),
    "silence": lambda mix: mix.silence(mix.position),
    "ducked": lambda mix: mix.speak(tone(0.5, 180.0, 0.001), mix.position),
    "held": lambda mix: mix.hold(True),
}


def _done(_: object) -> None:
    """What a change answers is of no use here."""


@pytest.mark.parametrize("name", CHANGES)
def test_no_change_of_ambience_clicks(name: str) -> None:
    sound = cut_sound(CHANGES[name], "snow")
    steady = max(high_energy(sound[at : at + 480], 12_000) for at in range(RATE // 8, CUT - 960, 480))
    around = max(high_energy(sound[at : at + 480], 12_000) for at in range(CUT - 480, CUT + 9600, 240))
    assert around < 2.5 * steady


def test_many_cuts_in_a_row_do_not_click() -> None:
    mix = Mixer(1, wait=True)
    rng = np.random.default_rng(5)
    parts = []
    for _ in range(60):
        mix.speak(LONG, mix.position - int(rng.integers(0, 30_000)), gain=0.5)
        parts.append(mix.render(int(rng.integers(100, 2000))))
        mix.hush(mix.position)
    assert roughness(np.concatenate(parts)) < 6 * STEADY
