"""The voice process: made ahead, never waited for, mortal, and never the end of a show."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import psutil
import pytest

from runtime.audio import voices as voices_module
from runtime.audio.voicebox import Unable
from runtime.audio.voices import BROKEN, MISSING, RESTARTS, SilentVoices, Voice, VoiceLine, Voices, order_for
from tests.runtime.audio.hands import Hand

FPS = Fraction(24)
LAMP = VoiceLine("Who put out the lamp?", "MARA", "60, keeper of the light, slow and exact")
STAIRS = VoiceLine("I did not see anybody on the stairs.", "TOMAS", "fisherman, deep voice")
JAPANESE = VoiceLine("誰が消した", "MARA")
PATIENCE_S = 60.0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("voices")


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Voices]:
    made = Voices(FPS, folder)
    yield made
    made.close()


def test_a_line_is_voiced(running: Voices) -> None:
    assert running.get(LAMP) is None
    assert running.wait([LAMP, STAIRS], PATIENCE_S)
    voice = running.get(LAMP)
    assert isinstance(voice, Voice)
    assert 0.6 < voice.seconds < 3.0
    assert voice.wave.dtype == np.float32
    assert len(voice.wave) == round(voice.seconds * 48_000)
    assert 0.05 < np.abs(voice.wave).max() <= 0.71


def test_loudness_has_a_value_for_each_content_frame(running: Voices) -> None:
    assert running.wait([LAMP], PATIENCE_S)
    voice = running.get(LAMP)
    assert voice is not None
    assert len(voice.loudness) in (int(voice.seconds * 24), int(voice.seconds * 24) + 1)
    assert max(voice.loudness) == 1.0
    assert min(voice.loudness) < 0.2


def test_what_cannot_be_said_is_settled_without_a_voice(running: Voices) -> None:
    assert running.wait([JAPANESE, LAMP], PATIENCE_S)
    assert running.get(JAPANESE) is None
    assert "Latin" in running.problem(JAPANESE)
    assert running.available


@pytest.mark.parametrize("text", ["", "🙂", "\x00\x07", "word " * 5000, "a" * 1500, "\ud800 broken", "%s {x} \\N"])
def test_hostile_texts_are_settled(running: Voices, text: str) -> None:
    line = VoiceLine(text, text[:50], text[:50], text[:50])
    assert running.wait([line, LAMP], PATIENCE_S)
    assert running.get(LAMP) is not None
    assert running.available


def test_asking_again_makes_nothing_again(running: Voices) -> None:
    running.wait([LAMP], PATIENCE_S)
    before = running.metrics()["voices_made"]
    for _ in range(50):
        running.request([LAMP])
        running.poll()
    assert running.wait([LAMP], PATIENCE_S)
    assert running.metrics()["voices_made"] == before


def test_the_same_words_by_others_are_other_sounds(running: Voices) -> None:
    other = VoiceLine(LAMP.text, "TOMAS", "fisherman, deep voice")
    assert running.wait([LAMP, other], PATIENCE_S)
    mine, theirs = running.get(LAMP), running.get(other)
    assert mine is not None
    assert theirs is not None
    assert not np.array_equal(mine.samples[:10_000], theirs.samples[:10_000])


def test_metrics_are_numbers(running: Voices) -> None:
    running.wait([LAMP], PATIENCE_S)
    found = running.metrics()
    assert found["voices_made"] >= 1
    assert found["voice_rss_mb"] > 20
    assert all(isinstance(value, float) for value in found.values())


def test_the_cache_speaks_without_the_engine(running: Voices, folder: Path) -> None:
    assert running.wait([LAMP], PATIENCE_S)
    first = running.get(LAMP)
    second = Voices(FPS, folder)
    try:
        assert second.wait([LAMP], PATIENCE_S)
        again = second.get(LAMP)
        assert first is not None
        assert again is not None
        assert np.array_equal(first.samples, again.samples)
        assert again.loudness == first.loudness
        assert second.metrics()["voice_x_realtime"] == 0.0
    finally:
        second.close()


def test_a_voice_process_that_is_killed_begins_again(folder: Path) -> None:
    made = Voices(FPS, folder)
    try:
        assert made.wait([LAMP], PATIENCE_S)
        os.kill(made.pid, signal.SIGKILL)
        lines = [VoiceLine(f"This is number {number}.", "MARA") for number in range(3)]
        assert made.wait(lines, PATIENCE_S)
        assert all(made.get(line) for line in lines)
        assert made.get(LAMP) is not None
        assert made.metrics()["voice_restarts"] == 1.0
    finally:
        made.close()


def test_after_three_restarts_the_show_goes_on_silent() -> None:
    made = Voices(FPS)
    try:
        for _ in range(RESTARTS + 1):
            assert made.available
            made._bury()
        assert not made.available
        assert made.notice == BROKEN
        assert made.settled([STAIRS])
        assert made.get(STAIRS) is None
    finally:
        made.close()


def test_a_voice_process_that_hangs_is_given_a_deadline() -> None:
    hand = Hand()
    made = Voices(FPS, clock=hand)
    try:
        first = made.pid
        hand.move(voices_module.START_DEADLINE_S + 1)
        made.poll()
        assert made.pid not in (0, first)
        assert made.available
    finally:
        made.close()


def test_a_line_that_kills_twice_is_given_up() -> None:
    made = Voices(FPS)
    try:
        for _ in range(2):
            made._flying = (order_for(LAMP), 0.0)
            made._queue.pop(order_for(LAMP).key, None)
            made._bury()
        assert made.settled([LAMP])
        assert made.problem(LAMP)
    finally:
        made.close()


def test_an_engine_that_cannot_be_loaded_is_said() -> None:
    made = Voices(FPS)
    made._receive(Unable("ImportError: no onnxruntime"))
    assert not made.available
    assert "onnxruntime" in made.notice
    assert made.settled([LAMP])


def test_without_hibari_there_are_no_voices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices_module, "find_spec", lambda name: None)
    made = Voices(FPS)
    assert not made.available
    assert made.notice == MISSING
    made.request([LAMP])
    made.poll()
    assert made.settled([LAMP])
    assert made.pid == 0
    made.close()


def test_memory_is_bounded(folder: Path) -> None:
    made = Voices(FPS, folder, kept_bytes=150_000)
    try:
        assert made.wait([LAMP], PATIENCE_S)
        assert made.wait([STAIRS], PATIENCE_S)
        assert made.get(STAIRS) is not None
        assert made.get(LAMP) is None
        assert made.wait([LAMP], PATIENCE_S)  # asked for again, it comes again
        assert made.get(LAMP) is not None
    finally:
        made.close()


def test_close_ends_the_process() -> None:
    made = Voices(FPS)
    pid = made.pid
    made.close()
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    made.poll()
    assert made.settled([LAMP])


CHILD = """
from fractions import Fraction
from runtime.audio.voices import VoiceLine, Voices
if __name__ == "__main__":
    made = Voices(Fraction(24))
    made.wait([VoiceLine("One.", "X")], 60.0)
    print(made.pid, flush=True)
    input()
"""


def test_the_voice_process_ends_with_its_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(CHILD)
    env = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env
    ) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    gone, _ = psutil.wait_procs([child], timeout=20)
    assert gone or child.status() == psutil.STATUS_ZOMBIE


def test_silent_voices_have_the_same_face() -> None:
    silent = SilentVoices("because")
    silent.request([LAMP])
    silent.poll()
    assert silent.get(LAMP) is None
    assert silent.settled([LAMP])
    assert silent.wait([LAMP], 0.0)
    assert (silent.available, silent.notice) == (False, "because")
    silent.close()
    faces = {name for name in dir(Voices) if not name.startswith("_")} - {"problem", "pid"}
    assert faces <= set(dir(silent)) | {"available", "notice"}


def test_no_call_waits_for_a_voice() -> None:
    made = Voices(FPS)
    try:
        lines = [VoiceLine(f"Line {number} of very many.", "MARA") for number in range(300)]
        started_s = time.process_time()
        made.request(lines)
        made.poll()
        assert not made.settled(lines)
        assert time.process_time() >= started_s
        assert made._flying is None or made._flying[0] in map(order_for, lines)
    finally:
        made.close()
