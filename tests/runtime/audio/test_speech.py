"""What all engines share: text is made sayable and cut, waves are trimmed, reshaped and brought to one level."""

from __future__ import annotations

import numpy as np
import pytest

from runtime.audio.clock import RATE
from runtime.audio.delivery import Delivery
from runtime.audio.levels import loudness, peak_db
from runtime.audio.speech import LONGEST_TEXT, PIECE, SPEECH_LUFS, finished, pieces_of, readable, reshaped, trimmed
from tests.runtime.audio.signals import pitch_of
from tests.runtime.audio.soundfiles import spoken


def test_readable_drops_what_has_no_sound() -> None:
    assert readable("Come\x00 here 🙂\n\nnow [[x]]") == "Come here now x"


def test_pieces_are_short_and_lose_nothing() -> None:
    text = readable("One thing. Another, and another; " * 30 + "x" * 500)
    pieces = list(pieces_of(text))
    assert max(map(len, pieces)) <= PIECE
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")


def test_pieces_end_at_sentences_where_they_can() -> None:
    first = next(iter(pieces_of("A sentence that is not short at all. " * 10)))
    assert first.endswith(".")


def test_trimming_silence_is_a_clean_failure() -> None:
    for wave in (np.zeros(10, np.float32), np.zeros(RATE, np.float32)):
        with pytest.raises(ValueError, match="silent"):
            trimmed(wave)


def test_a_text_without_end_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        readable("word " * LONGEST_TEXT)


def test_pieces_become_one_line_at_the_level_of_all_speech() -> None:
    piece = spoken(1.0, RATE, level=0.01)
    wave = finished([piece, np.zeros(0, np.float32), piece], Delivery())
    assert loudness(wave) == pytest.approx(SPEECH_LUFS, abs=0.7)
    assert len(wave) / RATE == pytest.approx(3.1, abs=0.1)  # less the silence at both ends, with what lay between
    assert wave[0] == wave[-1] == 0.0
    assert peak_db(finished([piece], Delivery(gain_db=5.0))) < -3.0


def test_nothing_said_is_a_clean_failure() -> None:
    for pieces in ([], [np.zeros(0, np.float32)]):
        with pytest.raises(ValueError, match="nothing to be said"):
            finished(pieces, Delivery())


@pytest.mark.parametrize(("pitch", "formants"), [(1.0, 1.0), (1.3, 1.1), (0.7, 0.9), (0.7, 1.1)])
def test_a_voice_is_reshaped_to_its_pitch_and_its_pace_made_up_for(pitch: float, formants: float) -> None:
    wave = spoken(2.0, 24_000)
    moved = reshaped(wave, 24_000, Delivery(pitch=pitch, formants=formants))
    assert len(moved) / len(wave) == pytest.approx(2.0 / formants, rel=0.02)
    assert pitch_of(moved) == pytest.approx(140 * pitch, rel=0.06)
