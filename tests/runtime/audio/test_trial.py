"""A standard minute has the level it should, speech stands over music, and no cut clicks."""

from __future__ import annotations

import numpy as np
import pytest

from runtime.audio import trial
from runtime.audio.clock import RATE
from runtime.audio.leveller import TARGET_LUFS
from runtime.audio.mixer import Mixer
from runtime.audio.trial import Minute, largest_click_db, stand_in
from tests.runtime.audio.signals import tone


def test_the_minute_is_at_the_level_of_the_house() -> None:
    meter, over_db = Minute((stand_in(),)).measured()
    assert meter.lufs == pytest.approx(TARGET_LUFS, abs=1.0)
    assert meter.true_peak_db <= -1.0
    assert over_db == pytest.approx(12.0, abs=3.0)


@pytest.mark.soak
def test_a_minute_without_a_word_is_not_far_below() -> None:
    meter, _ = Minute(()).measured()
    assert meter.lufs == pytest.approx(TARGET_LUFS, abs=2.5)
    assert meter.true_peak_db <= -1.0


def test_no_cut_clicks() -> None:
    assert largest_click_db() < 4.0


def test_a_click_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(Mixer):
        """Jumps wherever it is asked for another ambience."""

        jump = False

        def ambience(self, *args: object, **kwargs: object) -> tuple[str, ...]:
            self.jump = self.position > 0
            return super().ambience(*args, **kwargs)  # type: ignore[arg-type]

        def render(self, frames: int) -> np.ndarray:
            sound = super().render(frames)
            if self.jump:
                self.jump = False
                sound = sound.copy()
                sound[100:130] += 0.2
            return sound

    monkeypatch.setattr(trial, "Mixer", Broken)
    assert largest_click_db() > 20.0


def test_the_stand_in_is_as_loud_as_a_voice() -> None:
    wave = stand_in(2.0)
    assert wave.shape == (2 * RATE,)
    assert np.abs(wave).max() < 1.5


def test_speech_over_music_is_what_it_says() -> None:
    quiet, loud = (Minute((tone(3.0, 500.0, level),), 12, "snow") for level in (0.1, 0.2))
    assert loud.measured()[1] - quiet.measured()[1] == pytest.approx(6.0, abs=0.3)
