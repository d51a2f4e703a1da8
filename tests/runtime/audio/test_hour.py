"""Over a long show nothing piles up, and the score never goes round."""

from __future__ import annotations

import numpy as np
import pytest

from runtime.audio.ambience import RECIPES
from runtime.audio.clock import RATE
from runtime.audio.mixer import Mixer
from runtime.audio.music import MOODS, perform
from runtime.audio.music.compose import bar_samples
from runtime.audio.music.instruments import KEPT_BYTES as NOTES_KEPT
from runtime.audio.music.perform import bars_at_once, make_passage
from runtime.audio.workshop import LARGE, Workshop

KEPT = 20_000_000
LARGEST = 15_000_000  # of one thing: the workshop never lets go of the newest
SCENES = 8
SEED = 3
MINUTES = 5


def held(shop: Workshop) -> int:
    return sum(size for _, size in shop._ready.values() if size >= LARGE)


@pytest.mark.soak
def test_memory_is_bounded_however_often_the_scene_changes() -> None:
    mix = Mixer(1)
    mix.workshop = Workshop(wait=True, kept_bytes=KEPT)
    mix._music._workshop = mix.workshop
    kinds, moods = list(RECIPES), list(MOODS)
    for scene in range(SCENES):
        mix.ambience(kinds[5 * scene], mix.position, 0.2)
        mix.music(moods[scene % len(moods)], mix.position)
        mix.effect("knock", mix.position, turn=scene)
        mix.step("stone", mix.position, turn=scene)
        mix.tension(scene % 2 == 0, mix.position)
        mix.speak(np.full(RATE, 0.01, np.float32), mix.position)
        mix.render(RATE)
        assert held(mix.workshop) <= max(KEPT, LARGEST)
        assert perform._RACK.held <= NOTES_KEPT
    mix.silence(mix.position)
    mix.render(7 * RATE)
    assert not any((mix._speech, mix._effects, mix._layers, mix._cues))
    assert mix._music._sources() == []


def novelty(mood: str) -> np.ndarray:
    """Twelve pitch classes of each quarter of a second of some minutes of a score, mean taken away: (n, 12)."""
    length = bars_at_once(mood, SEED) * bar_samples(mood, SEED)
    out = np.zeros(MINUTES * 60 * RATE // 8 + 6 * RATE, np.float32)
    for number in range(MINUTES * 60 * RATE // length):
        wave = make_passage(mood, number, SEED).wave()[::8].mean(axis=1)
        at = number * length // 8
        out[at : at + len(wave)] += wave[: len(out) - at]
    pieces = out[: MINUTES * 60 * RATE // 8].reshape(-1, RATE // 32) * np.hanning(RATE // 32)
    bins = np.abs(np.fft.rfft(pieces, axis=1))
    hz = np.fft.rfftfreq(RATE // 32, 8 / RATE)
    classes = np.round(12 * np.log2(np.maximum(hz, 20) / 440)).astype(int) % 12
    chroma = np.stack([bins[:, (classes == c) & (hz > 150)].sum(axis=1) for c in range(12)], axis=1)
    chroma = chroma / (np.linalg.norm(chroma, axis=1, keepdims=True) + 1e-6)
    return np.asarray(chroma - chroma.mean(axis=0))


@pytest.mark.parametrize("mood", ["calm", "dance", "tense"])
@pytest.mark.soak
def test_a_score_never_goes_round(mood: str) -> None:
    """Half a minute of it is like no other half minute; a loop would be like itself, however long it is."""
    chroma = novelty(mood)
    window = 30 * 4
    alike = []
    for lag in range(window, len(chroma) - window, 2):
        for start in range(0, len(chroma) - lag - window, 2 * window):
            one, other = chroma[start : start + window], chroma[start + lag : start + lag + window]
            alike.append(float((one * other).sum() / np.sqrt(np.square(one).sum() * np.square(other).sum())))
    assert max(alike) < 0.9


@pytest.mark.soak
def test_the_ear_of_this_test_hears_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    passage = make_passage
    monkeypatch.setattr(f"{__name__}.make_passage", lambda mood, number, seed: passage(mood, number % 9, seed))
    with pytest.raises(AssertionError):
        test_a_score_never_goes_round("calm")
