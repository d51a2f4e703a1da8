"""Kokoro gets its letters, a style and a speed; what it needs and does not find is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from runtime.audio import engines, espeak, kokoro
from runtime.audio.delivery import Delivery
from runtime.audio.kokoro import LANGUAGES, LONGEST, KokoroSpeaker
from runtime.audio.levels import loudness
from runtime.audio.speech import SPEECH_LUFS
from tests.runtime.audio.signals import pitch_of
from tests.runtime.audio.soundfiles import spoken

installed = pytest.mark.skipif(not engines.is_there("kokoro", "en"), reason="the part kokoro is not here")
with_espeak = pytest.mark.skipif(not espeak.is_there(), reason="espeak-ng is not installed")
LETTERS = " .,;:!?—…“”abcdefhijklmnopqrstuvwxyzæçðøŋœɐɑɔəɛɜɡɣɪɲɹɾʁʃʊʌʎʒʤʧʦʣˈˌːθβɟʰ\u0303ʈɖɳɽʋɟɨɯʔAIOQWYST"


class Network:
    """Stands in for the network: keeps what it is fed and gives a voice."""

    def __init__(self) -> None:
        self.fed: list[dict[str, Any]] = []

    def run(self, _: None, feed: dict[str, Any]) -> list[np.ndarray]:
        self.fed.append(feed)
        return [spoken(1.0, kokoro.ENGINE_RATE)]


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Network:
    made = Network()
    vocabulary = tmp_path / "vocab.json"
    vocabulary.write_text('{"vocab": {' + ", ".join(f'"{c}": {n}' for n, c in enumerate(LETTERS, 1)) + "}}", "utf-8")
    style = tmp_path / "voice.bin"
    (np.arange(510 * 256, dtype="<f4") // 256).tofile(style)
    monkeypatch.setattr(kokoro, "file_of", lambda part, name: vocabulary if name.endswith(".json") else style)
    monkeypatch.setattr(kokoro, "open_network", lambda path: made)
    monkeypatch.setattr(kokoro, "reader", lambda british, folder: lambda text: text.lower())
    return made


def test_letters_style_and_speed_are_fed(network: Network) -> None:
    wave = KokoroSpeaker().say("Who is it?", "af_heart", Delivery(pace=1.2, gain_db=-2))
    (feed,) = network.fed
    assert feed["tokens"].dtype == np.int64
    assert feed["tokens"].tolist() == [[0, *(LETTERS.index(c) + 1 for c in "who is it?"), 0]]
    assert feed["style"].shape == (1, 256)
    assert feed["style"][0, 0] == len("who is it?") - 1
    assert feed["speed"].tolist() == pytest.approx([1.2])
    assert loudness(wave) == pytest.approx(SPEECH_LUFS - 2, abs=0.7)


def test_the_voice_is_reshaped_to_its_part(network: Network) -> None:
    wave = KokoroSpeaker().say("Who?", "af_heart", Delivery(pitch=1.3, formants=1.1))
    assert network.fed[0]["speed"].tolist() == pytest.approx([1 / 1.1])
    assert pitch_of(wave) == pytest.approx(140 * 1.3, rel=0.06)


def test_long_lines_stay_below_what_a_voice_has_styles_for(network: Network) -> None:
    KokoroSpeaker().say("antidisestablishmentarianism" * 60, "bf_emma", Delivery())
    assert sum(feed["tokens"].shape[1] - 2 for feed in network.fed) == 60 * 28
    assert max(feed["tokens"].shape[1] for feed in network.fed) <= LONGEST + 2


def test_what_cannot_be_said_is_a_clean_failure(network: Network) -> None:
    for text in ("", "🙂", "日本語"):
        with pytest.raises(ValueError, match=r".+"):
            KokoroSpeaker().say(text, "af_heart", Delivery())


def test_without_the_part_it_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kokoro, "file_of", lambda part, name: None)
    with pytest.raises(ValueError, match="diorama models add kokoro"):
        KokoroSpeaker()


def test_other_languages_are_read_by_espeak(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []

    def answer(flags: tuple[str, ...], text: str) -> bytes:
        asked.append((flags[1], text))
        return " t^ʃˈao (en)hˈe^ɪ(it)\n la- lˈuna\n".encode()

    monkeypatch.setattr(kokoro, "ask", answer)
    assert KokoroSpeaker().phonemes("Ciao, luna!", "if_sara") == "ʧˈao hˈA la lˈuna, ʧˈao hˈA la lˈuna!"
    assert asked == [("it", "Ciao"), ("it", "luna")]


SENTENCES = {
    "es": "Hay cosas que no tienen palabras; ¿quién apagó la lámpara? El jamón, la llave, el niño y la guitarra.",
    "fr-fr": "Il y a des choses sans mots ; qui a éteint la lampe ? Un œil, la brume, le chien, demain, une feuille.",
    "it": "Ci sono cose senza parole; chi ha spento la lampada? Gli gnocchi, lo zio, la pizza, il ghiaccio.",
    "pt-br": "Há coisas sem palavras; quem apagou a lâmpada? O coração, a manhã, os filhos, o pão, a chuva.",
    "hi": "कुछ बातों के लिए शब्द नहीं होते; दीपक किसने बुझाया? घर, पानी, अँधेरा, ज्योति।",
}


@installed
@with_espeak
@pytest.mark.parametrize("letter", sorted(LANGUAGES))
def test_every_sound_of_a_language_has_a_letter(letter: str) -> None:
    speaker = KokoroSpeaker()
    phonemes = speaker.phonemes(SENTENCES[LANGUAGES[letter]], f"{letter}f_x")
    assert len(phonemes) > 40
    assert [sound for sound in phonemes if sound not in speaker._letters] == []


@pytest.mark.soak
@installed
@pytest.mark.parametrize("voice", ["af_heart", "am_onyx", "bf_emma", "bm_lewis"])
def test_it_speaks(voice: str) -> None:
    wave = KokoroSpeaker().say("Who put out the lamp?", voice, Delivery())
    assert 0.8 < len(wave) / 48_000 < 3.0
    assert (pitch_of(wave) > 150) == (voice[1] == "f")
