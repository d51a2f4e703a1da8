"""A writer's own files are heard as they are; what is no sound is refused, and never brings anything down."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest

from runtime.audio import recordings
from runtime.audio.clock import RATE
from runtime.audio.mixer import Mixer
from runtime.audio.recordings import OwnSounds, decoded, read_apart
from tests.runtime.audio.soundfiles import CODECS, write_sound

TONE = (0.4 * np.sin(2 * np.pi * 440 * np.arange(44_100) / 44_100)).astype(np.float32)


def hertz(samples: np.ndarray) -> float:
    bins = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(bins) * RATE / len(samples))


@pytest.mark.parametrize("ending", sorted(CODECS))
@pytest.mark.parametrize("channels", [1, 2])
def test_every_sort_of_file_is_read(tmp_path: Path, ending: str, channels: int) -> None:
    rate = 48_000 if ending == ".opus" else 44_100
    path = write_sound(tmp_path / f"tone{ending}", np.stack([TONE, TONE], axis=1), rate)
    samples = decoded(path, channels)
    assert samples.dtype == np.int16
    assert samples.shape[1] == channels
    assert len(samples) == pytest.approx(RATE * 44_100 / rate, abs=0.06 * RATE)
    assert hertz(samples[:, 0]) == pytest.approx(440 * rate / 44_100, rel=0.01)
    assert np.abs(samples).max() == pytest.approx(0.4 * 32767, rel=0.1)


def test_the_sides_stay_sides(tmp_path: Path) -> None:
    path = write_sound(tmp_path / "left.wav", np.stack([TONE, 0 * TONE], axis=1))
    samples = decoded(path, 2)
    assert np.abs(samples[:, 0]).max() > 10_000
    assert np.abs(samples[:, 1]).max() == 0


def test_what_is_too_long_is_cut(tmp_path: Path) -> None:
    path = write_sound(tmp_path / "long.flac", np.tile(TONE, 5))
    assert len(decoded(path, 1, longest_s=2.5)) == round(2.5 * RATE)


PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n/etc/passwd\n#EXT-X-ENDLIST\n"


@pytest.mark.parametrize("ending", sorted(recordings.DEMUXERS))
@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 5000, PLAYLIST, b"ffconcat version 1.0\nfile '/etc/passwd'\n", b"OggS"]
)
def test_what_is_no_sound_is_refused(tmp_path: Path, ending: str, data: bytes) -> None:
    path = tmp_path / f"broken{ending}"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=r"cannot be read|no sound"):
        decoded(path, 1)


def test_other_files_are_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"x")
    with pytest.raises(ValueError, match=r"ends in \.ogg"):
        decoded(path, 1)
    huge = tmp_path / "huge.wav"
    with huge.open("wb") as file:
        file.truncate(recordings.MAX_BYTES + 1)
    with pytest.raises(ValueError, match="larger than 64 MB"):
        decoded(huge, 1)


@pytest.mark.parametrize("ending", [".ogg", ".flac", ".mp3", ".wav"])
def test_a_damaged_file_is_read_as_far_as_it_goes_or_refused(tmp_path: Path, ending: str) -> None:
    path = write_sound(tmp_path / f"tone{ending}", TONE)
    whole = bytearray(path.read_bytes())
    rng = np.random.default_rng(1)
    for _ in range(12):
        spoilt = bytearray(whole[: int(rng.integers(len(whole)))])
        for place in rng.integers(0, max(1, len(spoilt)), 20):
            if place < len(spoilt):
                spoilt[place] = int(rng.integers(256))
        path.write_bytes(bytes(spoilt))
        try:
            samples = decoded(path, 1)
        except ValueError:
            continue
        assert 0 < len(samples) < 3 * RATE


def test_apart_it_is_the_same_sound(tmp_path: Path) -> None:
    path = write_sound(tmp_path / "tone.ogg", TONE)
    tape = read_apart(path)
    assert np.array_equal(tape.samples, decoded(path, 2))
    assert tape.scale == pytest.approx(1 / 32767)


def test_ambience_and_effects_are_cut_shorter_than_music(tmp_path: Path) -> None:
    own = OwnSounds({"long.flac": write_sound(tmp_path / "long.flac", np.tile(TONE, 70))})
    lengths = {sort: found.read() for sort in ("sfx", "ambience") if (found := own(sort, "long.flac"))}
    assert len(lengths["sfx"]) == 60 * RATE
    assert len(lengths["ambience"]) == pytest.approx(70 * RATE, rel=0.001)


def test_what_is_wrong_apart_is_told_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "broken.ogg"
    path.write_bytes(b"nothing")
    with pytest.raises(ValueError, match="cannot be read as ogg"):
        read_apart(path)
    monkeypatch.setattr(recordings, "_READER", "import os; os.abort()")
    with pytest.raises(ValueError, match="brought the decoder down"):
        read_apart(path)


def test_a_decoder_that_hangs_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*words: object, timeout: float, **more: object) -> None:
        raise subprocess.TimeoutExpired("python", timeout)

    monkeypatch.setattr("runtime.audio.recordings.subprocess.run", hang)
    with pytest.raises(ValueError, match="within 60 s"):
        read_apart(tmp_path / "x.ogg")


def test_cues_find_the_files_they_name(tmp_path: Path) -> None:
    path = write_sound(tmp_path / "tango.ogg", TONE)
    own = OwnSounds({"tango.ogg": path})
    for words in ("tango.ogg", "left, tango.ogg"):
        found = own("music", words)
        assert found is not None
        assert (found.key, found.size) == (str(path), 10 * path.stat().st_size)
        assert len(found.read()) == pytest.approx(RATE, rel=0.1)
    assert own("sfx", "knock") is None
    assert own.notice == ""


def test_a_file_that_cannot_be_heard_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "tango.ogg"
    path.write_bytes(b"nothing")
    own = OwnSounds({"tango.ogg": path})
    assert own("music", "waltz.ogg") is None
    assert own.notice == "There is no sound file waltz.ogg beside the story."
    mixer = Mixer(wait=True, own=own)
    mixer.music("tango.ogg")
    assert np.isfinite(mixer.render(RATE)).all()
    assert own.notice.startswith("The sound file tango.ogg is not heard: it cannot be read as ogg")


def test_a_writers_own_music_is_heard(tmp_path: Path) -> None:
    own = OwnSounds({"tango.ogg": write_sound(tmp_path / "tango.ogg", np.tile(TONE, 4))})
    mixer = Mixer(wait=True, own=own)
    mixer.music("tango.ogg")
    assert hertz(mixer.render(3 * RATE)[RATE:, 0]) == pytest.approx(440, rel=0.01)
