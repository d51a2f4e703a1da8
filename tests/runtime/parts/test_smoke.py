"""Whether a model plays here: its memory against what there is, and a chunk made in a process that may die."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from runtime.parts import Part
from runtime.parts.measured import Speed, keep_speed, read_speed
from runtime.parts.smoke import Memory, Runner, estimate, main, memory, run, smoke

PART = Part(
    name="one", purpose="p", without="w.", licence="l", megabytes=1, weights=True, generator="testcard", memory_gb=20
)


def says(code: int, out: str = "", err: str = "") -> Runner:
    def runner(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        assert command[0] == sys.executable
        return subprocess.CompletedProcess(list(command), code, out, err)

    return runner


@pytest.mark.parametrize(
    ("here", "fits", "said"),
    [
        (Memory("Card", 70.0, 80.0), True, "about 20 GB (Card), 70.0 of 80.0 GB are free"),
        (Memory("Card", 10.0, 80.0), False, "too little while other programs"),
        (Memory("Card", 7.0, 8.0), False, "free: too little"),
        (Memory("", 30.0, 64.0), False, "about 40 GB (no card: main memory)"),
        (Memory("", 50.0, 64.0), True, "50.0 of 64.0 GB are free"),
    ],
)
def test_memory_is_held_against_what_there_is(here: Memory, fits: bool, said: str) -> None:
    found, sentence = estimate(PART, here)
    assert found is fits
    assert said in sentence


def test_the_card_is_asked_and_main_memory_counted_without_one() -> None:
    assert memory(says(0, '["H100", 70000000000, 80000000000]\n')) == Memory("H100", 70.0, 80.0)
    for nothing in (says(0, "null"), says(1, "", "no torch"), says(-11)):
        here = memory(nothing)
        assert here.device == ""
        assert 0 < here.free_gb <= here.all_gb


@pytest.mark.parametrize(
    ("runner", "plays", "said"),
    [
        (says(0, "noise\nplays: a chunk\n"), True, "plays: a chunk"),
        (says(1, "", "warning\nthe file is damaged\n"), False, "it does not play: the file is damaged"),
        (says(1), False, "ended without a word"),
        (says(-9), False, r"died (signal 9)"),
    ],
)
def test_what_the_process_came_to_is_a_sentence(runner: Runner, plays: bool, said: str) -> None:
    found, sentence = smoke(PART, "models", runner)
    assert found is plays
    assert said in sentence


def test_a_real_process_says_why_it_cannot(tmp_path: Path) -> None:
    missing = PART.model_copy(update={"generator": "no such generator"})
    plays, sentence = smoke(missing, str(tmp_path))
    assert not plays
    assert "there is no generator" in sentence


def test_one_that_never_ends_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runtime.parts.smoke.PATIENCE_S", 0.0)
    assert run([sys.executable, "-c", "pass"]).returncode == 1


def test_blank_pictures_are_no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    import numpy as np

    from generators import registry

    class Blank:
        def __init__(self, size: tuple[int, int], settings: object) -> None:
            self.chunk = np.zeros((4, size[1], size[0], 3), np.uint8)

        def begin(self, shot: object) -> None:
            self.chunk += 7

        def next_chunk(self) -> object:
            return self.chunk

        def close(self) -> None: ...

    monkeypatch.setattr(registry, "find", lambda name: Blank)
    with pytest.raises(ValueError, match="blank: 4 frames of one colour"):
        main(["any", "models"])


def test_a_speed_is_kept_beside_the_weights(store: Path) -> None:
    speed = Speed(fps=45.25, width=832, height=480, device="H100")
    keep_speed(PART, speed)
    assert read_speed(PART) is None  # no weights, no note
    (store / "one").mkdir(parents=True)
    keep_speed(PART, speed)
    assert read_speed(PART) == speed
    assert str(speed) == "45.2 frames/s measured here (832x480, H100)"
    (store / "one" / "measured.json").write_text("{", "utf-8")
    assert read_speed(PART) is None
