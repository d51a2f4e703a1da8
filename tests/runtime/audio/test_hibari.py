"""Lines are said at the pitch, pace and loudness that were asked for; what cannot be said fails cleanly."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pytest

from runtime.audio.casting import delivery_of
from runtime.audio.clock import RATE
from runtime.audio.delivery import Delivery
from runtime.audio.hibari import HibariSpeaker, melody
from runtime.audio.levels import envelope, loudness, peak_db
from runtime.audio.speech import LONGEST_TEXT, SPEECH_LUFS
from tests.runtime.audio.signals import brightness, high_energy, pitch_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

TEXT = "Some things have no words, and the sea has had them all."
RECORDED_HZ = 193.0


@lru_cache(maxsize=1)
def speaker() -> HibariSpeaker:
    return HibariSpeaker()


@lru_cache(maxsize=64)
def said(delivery: Delivery = Delivery(), text: str = TEXT) -> NDArray[np.float32]:  # noqa: B008
    return speaker().say(text, "", delivery)


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
    assert np.array_equal(speaker().say("Once more.", "", Delivery()), speaker().say("Once more.", "", Delivery()))


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
        speaker().say(text, "", Delivery())


def test_a_text_without_end_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        speaker().say("word " * LONGEST_TEXT, "", Delivery())


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


def test_melody_keeps_unvoiced_frames_and_scales_the_rest() -> None:
    hz = np.array([0, 100, 200, -1, 400], np.float32)
    moved = melody(hz, 0.5, 1.0)
    assert moved[0] == moved[3] == 0.0
    assert np.allclose(moved[[1, 2, 4]], [55.0, 100.0, 200.0], rtol=0.01)
    assert np.ptp(melody(hz, 1.0, 0.0)[[1, 2, 4]]) < 0.01
    assert np.array_equal(melody(np.zeros(4, np.float32), 2.0, 1.0), np.zeros(4, np.float32))


def test_loudness_differs_between_shout_and_murmur() -> None:
    shout, murmur = said(replace(Delivery(), gain_db=4.0)), said(replace(Delivery(), gain_db=-4.0))
    assert loudness(shout) - loudness(murmur) > 6.0


def manner(words: str, who: str = "woman") -> NDArray[np.float32]:
    return said(delivery_of("MARA", who, words))


@pytest.mark.parametrize("who", ["woman", "man, deep"])
def test_a_shout_is_louder_brighter_higher_and_faster(who: str) -> None:
    plain, shout = manner("", who), manner("shouting", who)
    assert loudness(shout) > loudness(plain) + 3
    assert brightness(shout) > brightness(plain) + 3
    assert pitch_of(shout) > 1.1 * pitch_of(plain)
    assert len(shout) < 0.98 * len(plain)


@pytest.mark.parametrize("words", ["tired", "sad"])
def test_who_is_tired_is_slower_lower_duller_and_softer(words: str) -> None:
    plain, tired = manner(""), manner(words)
    assert len(tired) > 1.08 * len(plain)
    assert pitch_of(tired) < 0.97 * pitch_of(plain)
    assert brightness(tired) < brightness(plain) - 1
    assert loudness(tired) < loudness(plain) - 1


def test_urgent_is_faster_and_tender_is_softer() -> None:
    plain = manner("")
    assert len(manner("urgent")) < 0.93 * len(plain)
    assert loudness(manner("tenderly")) < loudness(plain) - 2


def test_through_a_door_little_is_left_of_the_bright_part() -> None:
    assert brightness(manner("through the door")) < brightness(manner("")) - 12


@pytest.mark.parametrize("who", ["man", "woman", "a girl of 7"])
@pytest.mark.parametrize("pace", [0.8, 1.25])
def test_pace_is_what_was_asked_for_whatever_the_size(who: str, pace: float) -> None:
    plain = delivery_of("X", who, "")
    changed = replace(plain, pace=plain.pace * pace)
    assert len(said(plain)) / len(said(changed)) == pytest.approx(pace, rel=0.08)


def test_the_mouth_of_a_real_voice_moves_with_its_sound() -> None:
    wave = said()
    mouth = np.asarray(envelope(wave, Fraction(24)))
    fine = np.sqrt(np.square(wave[: len(wave) // 48 * 48].reshape(-1, 48)).mean(axis=1))  # for each millisecond
    held = mouth[np.minimum((np.arange(len(fine)) * 24 // 1000), len(mouth) - 1)]
    likeness = [np.corrcoef(np.roll(held, lag), fine)[0, 1] for lag in range(-60, 61)]
    assert max(likeness) > 0.7
    assert -15 <= int(np.argmax(likeness)) - 60 <= 45  # ms by which the picture is early
    first_sound_s, first_frame = np.flatnonzero(fine > 0.1 * fine.max())[0] / 1000, np.flatnonzero(mouth)[0]
    assert -0.045 <= first_frame / 24 - first_sound_s <= 0.015
