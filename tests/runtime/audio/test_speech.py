"""Lines are said at the pitch, pace and loudness that were asked for; what cannot be said fails cleanly."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from runtime.audio.casting import Delivery, delivery_of
from runtime.audio.clock import RATE
from runtime.audio.levels import loudness, peak_db
from runtime.audio.speech import (
    LONGEST_TEXT,
    PIECE,
    SPEECH_LUFS,
    Speaker,
    melody,
    pieces_of,
    readable,
    resampled,
    trimmed,
)
from tests.runtime.audio.signals import high_energy, pitch_of, tone

TEXT = "Some things have no words, and the sea has had them all."
RECORDED_HZ = 193.0


@lru_cache(maxsize=1)
def speaker() -> Speaker:
    return Speaker()


@lru_cache(maxsize=32)
def said(delivery: Delivery = Delivery(), text: str = TEXT) -> np.ndarray:  # noqa: B008
    return speaker().say(text, delivery)


@pytest.mark.parametrize("who", ["man, deep", "woman", "a girl of 7", "old man"])
def test_a_voice_has_the_pitch_it_should(who: str) -> None:
    delivery = delivery_of("X", who, "")
    assert pitch_of(said(delivery)) == pytest.approx(RECORDED_HZ * delivery.pitch, rel=0.09)


@pytest.mark.parametrize("formants", [0.84, 1.12])
def test_the_size_of_the_head_does_not_change_the_pace(formants: float) -> None:
    assert len(said(Delivery(formants=formants))) == pytest.approx(len(said()), rel=0.15)


def test_pitch_does_not_change_the_length() -> None:
    assert len(said(Delivery(pitch=0.6))) == pytest.approx(len(said()), rel=0.03)


def test_pace_is_kept() -> None:
    assert len(said(Delivery(pace=0.75))) > 1.2 * len(said())
    assert len(said(Delivery(pace=1.3))) < 0.92 * len(said())


@pytest.mark.parametrize("who", ["man, deep", "a girl of 7", "robot"])
def test_all_voices_are_equally_loud_and_none_clips(who: str) -> None:
    wave = said(delivery_of("X", who, ""))
    assert loudness(wave) == pytest.approx(SPEECH_LUFS, abs=0.7)
    assert peak_db(wave) < -3.0


def test_a_whisper_is_quiet_and_has_no_pitch() -> None:
    whisper = said(Delivery(breath=1.0, gain_db=-8.0))
    assert loudness(whisper) == pytest.approx(SPEECH_LUFS - 8.0, abs=0.7)
    voiced, hissing = said(), whisper / np.abs(whisper).max()
    assert high_energy(hissing, 3000) / high_energy(hissing, 20) > high_energy(voiced, 3000) / high_energy(voiced, 20)


def test_the_same_line_is_the_same_sound() -> None:
    assert np.array_equal(speaker().say("Once more.", Delivery()), speaker().say("Once more.", Delivery()))


def test_a_line_begins_and_ends_with_a_breath_of_silence() -> None:
    wave = said()
    assert wave[0] == wave[-1] == 0.0
    first = int(np.flatnonzero(np.abs(wave) > 0.02)[0])
    assert 0.01 * RATE < first < 0.15 * RATE


def test_long_lines_are_said_whole() -> None:
    text = "I went down to the harbour and nobody was there, " * 12
    assert len(said(text=text)) / RATE > 20


@pytest.mark.parametrize(
    "text", ["", "   ", "🙂🙂🙂", "\x00\x01\x02", "日本語のテキスト", "Привет, как дела", "مرحبا", "\u202e\u200b"]
)
def test_what_cannot_be_said_is_a_clean_failure(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        speaker().say(text, Delivery())


def test_a_text_without_end_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        speaker().say("word " * LONGEST_TEXT, Delivery())


@pytest.mark.parametrize(
    "text",
    [
        "a" * 600,
        "Hello 🙂 there",
        "1" * 40,
        "[x](/\x07/)",
        "Ünïcödé façade — “quotes”…",
        "<b>bold</b> *stars* `code`",
        "A.B.C.D.",
    ],
)
def test_odd_texts_are_said(text: str) -> None:
    wave = said(text=text)
    assert len(wave) > RATE // 10
    assert np.isfinite(wave).all()


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


def test_melody_keeps_unvoiced_frames_and_scales_the_rest() -> None:
    hz = np.array([0, 100, 200, -1, 400], np.float32)
    moved = melody(hz, 0.5, 1.0)
    assert moved[0] == moved[3] == 0.0
    assert np.allclose(moved[[1, 2, 4]], [55.0, 100.0, 200.0], rtol=0.01)
    assert np.ptp(melody(hz, 1.0, 0.0)[[1, 2, 4]]) < 0.01
    assert np.array_equal(melody(np.zeros(4, np.float32), 2.0, 1.0), np.zeros(4, np.float32))


@pytest.mark.parametrize("ratio", [2.0, 2.33, 1.81])
def test_resampling_keeps_a_tone_clean(ratio: float) -> None:
    wave = tone(0.5, 1000.0)[:12_000]
    longer = resampled(wave, ratio)
    assert len(longer) == pytest.approx(len(wave) * ratio, rel=0.002)
    bins = np.abs(np.fft.rfft(longer[2000:-2000] * np.hanning(len(longer) - 4000)))
    peak = int(np.argmax(bins))
    bins[peak - 6 : peak + 7] = 0.0
    assert bins.max() < 3e-3 * np.abs(np.fft.rfft(longer[2000:-2000] * np.hanning(len(longer) - 4000))).max()


def test_resampling_nothing_is_nothing() -> None:
    assert len(resampled(np.zeros(0, np.float32), 2.0)) == 0


def test_trimming_silence_is_a_clean_failure() -> None:
    for wave in (np.zeros(10, np.float32), np.zeros(RATE, np.float32)):
        with pytest.raises(ValueError, match="silent"):
            trimmed(wave)


def test_loudness_differs_between_shout_and_murmur() -> None:
    shout, murmur = said(replace(Delivery(), gain_db=4.0)), said(replace(Delivery(), gain_db=-4.0))
    assert loudness(shout) - loudness(murmur) > 6.0
