"""The voice process: made ahead, never waited for, mortal, and never the end of a show."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import psutil
import pytest

from runtime.audio import engines
from runtime.audio import voices as voices_module
from runtime.audio.engines import MISSING, SPEED_FILE
from runtime.audio.levels import loudness
from runtime.audio.mortality import FORGIVEN_S, RESTARTS
from runtime.audio.voicebox import Spoken, Unable
from runtime.audio.voices import BROKEN, PONG_DEADLINE_S, SilentVoices, Voice, VoiceLine, Voices, Wishes
from tests.runtime.audio.hands import Hand
from tests.runtime.audio.soundfiles import spoken, write_sound

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
    assert not np.array_equal(mine.wave[:10_000], theirs.wave[:10_000])


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
        assert np.array_equal(first.wave, again.wave)
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


def until(voices: Voices, is_so: Callable[[], object]) -> None:
    """Poll until it is so, or for as long as patience lasts."""
    end_s = time.monotonic() + PATIENCE_S
    while not is_so() and time.monotonic() < end_s:
        voices.poll()
        with voices._arrived:
            voices._arrived.wait_for(lambda: bool(voices._mail), 0.05)
    assert is_so()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot stop a process")
def test_a_process_without_work_is_asked_whether_it_lives_and_a_deaf_one_is_replaced(folder: Path) -> None:
    hand, told = Hand(), list[str]()
    made = Voices(FPS, folder, clock=hand)
    try:
        made.ask(lambda: told.append("while it begins"))
        made.poll()
        assert told == ["while it begins"], "that has a deadline of its own"
        assert made.wait([LAMP], PATIENCE_S)
        made.ask(lambda: told.append("idle"))
        made.poll()
        assert told == ["while it begins"], "only the process itself can say that"
        until(made, lambda: told[-1] == "idle")
        first = made.pid
        os.kill(first, signal.SIGSTOP)
        made.ask(lambda: told.append("deaf"))
        made.poll()
        hand.move(PONG_DEADLINE_S - 0.1)
        made.poll()
        assert (made.pid, told[-1]) == (first, "idle")
        hand.move(0.2)
        made.poll()
        assert made.pid not in (0, first)
        assert told[-1] == "deaf"
        assert made.metrics()["voice_restarts"] == 1.0
    finally:
        made.close()


def test_voices_that_were_given_up_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[float] = []
    hand = Hand()
    monkeypatch.setattr(Voices, "_start", lambda self: begun.append(hand()))
    made = Voices(FPS, clock=hand)
    for _ in range(RESTARTS + 1):
        made._bury()
    assert (made.available, made.notice) == (False, BROKEN)
    told = [0]
    made.ask(lambda: told.append(1))
    hand.move(FORGIVEN_S)
    made.poll()
    assert not made.available
    assert told == [0, 1], "who is not there on purpose is not missed"
    hand.move(1.0)
    made.poll()
    assert (made.available, made.notice) == (True, "")
    assert len(begun) == 1 + RESTARTS + 1
    made.close()
    hand.move(2 * FORGIVEN_S)
    made.poll()
    assert not made.available


def test_a_line_that_kills_twice_is_given_up() -> None:
    made = Voices(FPS)
    try:
        for _ in range(2):
            made._flying = (made._order(LAMP), 0.0)
            made._queue.pop(made._order(LAMP).key, None)
            made._bury()
        assert made.settled([LAMP])
        assert made.problem(LAMP)
    finally:
        made.close()


def test_an_engine_that_cannot_be_loaded_is_said() -> None:
    made = Voices(FPS)
    made._receive(Unable("hibari", "ImportError: no onnxruntime"))
    assert not made.available
    assert "onnxruntime" in made.notice
    assert made.settled([LAMP])


def test_without_hibari_there_are_no_voices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "is_there", lambda engine, tag: False)
    made = Voices(FPS)
    assert not made.available
    assert made.notice == MISSING
    made.request([LAMP])
    made.poll()
    assert made.settled([LAMP])
    assert made.pid == 0
    made.close()


def test_memory_is_bounded() -> None:
    made = Voices(FPS, kept_bytes=150_000)
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
    faces = {name for name in dir(Voices) if not name.startswith("_")} - {"problem", "pid", "engine"}
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
        assert made._flying is None or made._flying[0] in map(made._order, lines)
    finally:
        made.close()


# --- where voices are kept --------------------------------------------------------------------------------------------


def test_voices_on_disk_take_no_memory(running: Voices) -> None:
    assert running.wait([LAMP], PATIENCE_S)
    voice = running.get(LAMP)
    assert voice is not None
    assert voice.samples.nbytes == 0
    assert voice.file is not None
    assert len(voice.wave) == round(voice.seconds * 48_000)


def test_a_voice_that_is_gone_from_the_disk_is_silence(tmp_path: Path) -> None:
    voice = Voice(0.5, (1.0,) * 12, file=tmp_path / "gone.voice")
    assert len(voice.wave) == 24_000
    assert not voice.wave.any()


# --- a process that has nothing to do ---------------------------------------------------------------------------------


def test_an_idle_process_ends_and_the_next_line_starts_another(folder: Path) -> None:
    hand = Hand()
    made = Voices(FPS, folder, clock=hand)
    try:
        assert made.wait([LAMP], PATIENCE_S)
        made._rss_bytes = voices_module.RESTED_BYTES
        made.poll()
        hand.move(voices_module.IDLE_S + 1)
        made.poll()
        assert made.pid == 0
        assert made.wait([VoiceLine("One more.", "MARA")], PATIENCE_S)
        assert made.pid != 0
        assert made.metrics()["voice_restarts"] == 0.0
    finally:
        made.close()


# --- recordings -------------------------------------------------------------------------------------------------------


def test_a_recording_replaces_the_voice_at_the_same_level_with_its_own_mouth(tmp_path: Path) -> None:
    file = write_sound(tmp_path / "k3f9.ogg", spoken(2.0, level=0.01))
    made = Voices(FPS, tmp_path / "cache", Wishes(recordings={"k3f9": file}))
    recorded = VoiceLine(LAMP.text, "MARA", id="k3f9")
    try:
        assert made.wait([recorded, LAMP], PATIENCE_S)
        mine, theirs = made.get(recorded), made.get(LAMP)
        assert mine is not None
        assert theirs is not None
        assert mine.seconds == pytest.approx(2.0, abs=0.1)
        assert len(mine.loudness) in (int(mine.seconds * 24), int(mine.seconds * 24) + 1)
        assert loudness(mine.wave) == pytest.approx(loudness(theirs.wave), abs=1.0)
        assert made.metrics()["voices_made"] == 1.0  # a recording says nothing of an engine's speed
    finally:
        made.close()


def test_a_broken_recording_leaves_the_line_to_the_voice_and_one_line_says_so(tmp_path: Path) -> None:
    broken = tmp_path / "k3f9.ogg"
    broken.write_bytes(b"no sound at all")
    made = Voices(FPS, None, Wishes(recordings={"k3f9": broken}))
    line = VoiceLine(LAMP.text, "MARA", id="k3f9")
    try:
        assert made.wait([line], PATIENCE_S)
        assert made.get(line) is not None
        assert made.notice.startswith("The recording k3f9.ogg is not heard: it cannot be read as ogg")
        assert "\n" not in made.notice
    finally:
        made.close()


def test_a_recording_that_kills_the_process_twice_is_left_too(tmp_path: Path) -> None:
    file = tmp_path / "k3f9.ogg"
    file.write_bytes(b"x")
    made = Voices(FPS, None, Wishes(recordings={"k3f9": file}))
    line = VoiceLine(LAMP.text, "MARA", id="k3f9")
    try:
        order = made._order(line)
        assert order.is_recording
        for _ in range(2):
            made._queue.pop(order.key, None)
            made._flying = (order, 0.0)
            made._bury()
        assert not made._order(line).is_recording
        assert made.notice.startswith("The recording k3f9.ogg is not heard")
    finally:
        made.close()


def test_recordings_are_heard_where_nothing_speaks_the_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "is_there", lambda engine, tag: False)
    file = write_sound(tmp_path / "k3f9.wav", spoken(1.0))
    made = Voices(FPS, None, Wishes("sv", recordings={"k3f9": file}))
    recorded, other = VoiceLine("Vem är där?", "MARA", id="k3f9"), VoiceLine("Ingen.", "MARA")
    try:
        assert made.wait([recorded, other], PATIENCE_S)
        assert made.get(recorded) is not None
        assert made.get(other) is None
        assert "espeak-ng" in made.notice
    finally:
        made.close()


# --- the rule ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def kokoro(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Voices]:
    """Voices by Kokoro, as far as the parent is concerned: no process is started."""
    monkeypatch.setattr(engines, "is_there", lambda engine, tag: engine in ("kokoro", "hibari"))
    monkeypatch.setattr(Voices, "_start", lambda self: None)
    made = Voices(FPS, tmp_path)
    made._process = made._pipe = object()  # type: ignore[assignment]
    yield made
    made._process = None
    made.close()


def answer(made: Voices, line: VoiceLine, took_s: float) -> None:
    """What the voice process says when it has made a line of one second."""
    order = made._order(line)
    made._queue.pop(order.key, None)
    made._flying = (order, 0.0)
    made._receive(Spoken(order.key, 48_000, b"\x01\x00" * 48_000, made_s=took_s, loudness=(1.0,) * 24))


def test_kokoro_speaks_as_long_as_it_keeps_up(kokoro: Voices) -> None:
    answer(kokoro, LAMP, 0.4)
    answer(kokoro, STAIRS, 0.4)
    assert kokoro.engine == "kokoro"
    assert kokoro.get(LAMP) is not None
    assert kokoro.notice == ""
    assert kokoro.patience_s > voices_module.PATIENCE_S


def test_a_slow_kokoro_leaves_the_show_to_hibari_before_anybody_was_heard(kokoro: Voices, tmp_path: Path) -> None:
    answer(kokoro, LAMP, 2.0)
    assert kokoro.engine == "kokoro"
    answer(kokoro, STAIRS, 2.0)
    assert kokoro.engine == "hibari"
    assert "hibari speaks" in kokoro.notice
    assert kokoro.get(LAMP) is None  # it is made again by hibari
    assert kokoro._order(LAMP).part.engine == "hibari"
    assert float((tmp_path / SPEED_FILE).read_text()) == pytest.approx(0.5)
    assert Voices(FPS, tmp_path).engine == "hibari"


def test_once_somebody_was_heard_nobody_changes_their_voice(kokoro: Voices) -> None:
    answer(kokoro, LAMP, 2.0)
    assert kokoro.get(LAMP) is not None
    answer(kokoro, STAIRS, 2.0)
    assert kokoro.engine == "kokoro"
    assert kokoro.get(STAIRS) is not None


def test_a_kokoro_that_cannot_be_loaded_is_replaced(kokoro: Voices) -> None:
    kokoro._flying = (kokoro._order(LAMP), 0.0)
    kokoro._receive(Unable("kokoro", "ValueError: it is broken"))
    assert kokoro.engine == "hibari"
    assert kokoro.notice == "The voices of kokoro are missing: ValueError: it is broken"
    assert kokoro.available


def test_a_kokoro_that_dies_again_and_again_leaves_the_show_to_hibari(kokoro: Voices) -> None:
    kokoro._process = None
    for _ in range(RESTARTS + 1):
        assert kokoro.engine == "kokoro"
        kokoro._bury()
    assert kokoro.engine == "hibari"
    assert kokoro.available
    assert "hibari speaks" in kokoro.notice


def test_a_recording_of_a_show_takes_its_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(engines, "is_there", lambda engine, tag: engine in ("kokoro", "hibari"))
    monkeypatch.setattr(Voices, "_start", lambda self: None)
    (tmp_path / SPEED_FILE).write_text("0.50\n")
    assert Voices(FPS, tmp_path).engine == "hibari"
    assert Voices(FPS, tmp_path, Wishes(unhurried=True)).engine == "kokoro"


def test_keys_tell_engines_and_casts_apart(kokoro: Voices) -> None:
    keys = {kokoro._order(line).key for line in (LAMP, STAIRS, VoiceLine(LAMP.text, "MARA", cast=(("MARA", "girl"),)))}
    kokoro._recast("")
    keys |= {kokoro._order(line).key for line in (LAMP, STAIRS)}
    assert len(keys) == 5
