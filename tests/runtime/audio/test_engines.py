"""The rule: which engine speaks, in which language, on which machine."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from runtime.audio import engines
from runtime.audio.engines import LEAST_SPEED, MISSING, REMEMBERED_S, SPEED_FILE, Pace, choose, middle_speed, tag_of


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """A machine with the engines that stand in the set."""
    there = {"hibari"}
    monkeypatch.setattr(engines, "is_there", lambda engine, tag: engine in there)
    return there


def test_english_is_spoken_by_hibari_or_better(machine: set[str]) -> None:
    assert choose("en").engine == "hibari"
    machine |= {"kokoro", "pico", "espeak"}
    assert choose("en-GB").engine == "kokoro"
    assert choose("en", slow=True).engine == "hibari"


def test_other_languages_are_spoken_by_the_best_there_is(machine: set[str]) -> None:
    machine |= {"espeak"}
    assert choose("fr").engine == choose("de").engine == choose("sv").engine == "espeak"
    machine |= {"pico"}
    assert choose("fr").engine == choose("de").engine == "pico"
    assert choose("sv").engine == "espeak"
    machine |= {"kokoro"}
    assert choose("fr").engine == "kokoro"
    assert choose("de").engine == "pico"


def test_without_an_engine_one_line_says_what_to_install(machine: set[str]) -> None:
    found = choose("français")
    assert found.engine == ""
    assert found.notice.startswith("No voices for the language “français”: espeak-ng is missing. Install it with: ")
    assert "\n" not in found.notice
    machine.clear()
    assert choose("en").notice == MISSING


def test_what_was_asked_for_is_taken_if_it_can_be_had(machine: set[str]) -> None:
    machine |= {"kokoro", "espeak"}
    assert choose("en", "hibari").engine == "hibari"
    assert choose("en", "espeak").engine == "espeak"
    assert choose("en", "kokoro", slow=True).engine == "kokoro"
    other = choose("sv", "hibari")
    assert (other.engine, "hibari" in other.notice) == ("espeak", True)
    assert choose("en", "kokoro").notice == ""


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("pt_BR", "pt-br"),
        (" Deutsch ", "de"),
        ("French", "fr"),
        ("zh", "cmn"),
        ("", "en"),
        ("the tongue of elves", "en"),
        ("-v x; rm", "en"),
        ("\x00" * 5000, "en"),
    ],
)
def test_a_language_is_a_tag_or_a_name(written: str, tag: str) -> None:
    assert tag_of(written) == tag


def test_what_is_installed_is_found_without_being_opened() -> None:
    assert engines.is_there("hibari", "en")
    assert all(isinstance(engines.is_there(engine, "fr"), bool) for engine in engines.ENGINES)


def test_versions_tell_old_sounds_from_new() -> None:
    assert engines.version_of("hibari")
    assert engines.version_of("kokoro") == "6e742170"
    assert engines.version_of("espeak") == ""


def test_kokoro_is_slow_when_two_lines_were(tmp_path: Path) -> None:
    pace = Pace(tmp_path)
    assert not pace.slow
    assert not pace.tell(3.0, 10.0)
    assert pace.tell(3.0, 10.0)
    assert Pace(tmp_path).slow


def test_one_slow_line_says_nothing(tmp_path: Path) -> None:
    pace = Pace(tmp_path)
    assert not pace.tell(1.0, 10.0)
    assert not pace.tell(4.0, 2.0)
    assert not Pace(tmp_path).slow


def test_kokoro_is_quick_enough(tmp_path: Path) -> None:
    pace = Pace(tmp_path)
    assert not any(pace.tell(3.0 * LEAST_SPEED, 2.9) for _ in range(5))
    assert not Pace(tmp_path).slow
    assert float((tmp_path / SPEED_FILE).read_text()) > LEAST_SPEED


def test_after_a_week_it_is_tried_again(tmp_path: Path) -> None:
    pace = Pace(tmp_path / "new")
    pace.tell(1.0, 10.0)
    pace.tell(1.0, 10.0)
    old = time.time() - REMEMBERED_S - 60
    os.utime(tmp_path / "new" / SPEED_FILE, (old, old))
    assert not Pace(tmp_path / "new").slow


@pytest.mark.parametrize("data", [b"", b"nothing", b"\xff" * 100, b"nan"])
def test_a_broken_memory_is_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / SPEED_FILE).write_bytes(data)
    assert not Pace(tmp_path).slow
    assert not Pace(None).slow


def test_the_middle_of_what_was_tried() -> None:
    assert middle_speed([]) == 0.0
    assert middle_speed([(1.0, 0.0)]) == 0.0
    assert middle_speed([(2.0, 1.0), (9.0, 1.0), (3.0, 1.0)]) == 3.0
