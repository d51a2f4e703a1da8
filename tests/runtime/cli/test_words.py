"""The words of the command: what a person gets wrong ends in one sentence and an exit code, never in a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import runtime.cli.kiosk  # noqa: F401 - its verb comes after the writers'
from runtime import __version__, cli
from runtime.cli.writing import app
from tests.runtime.cli.conftest import Diorama

ROOT = Path(__file__).resolve().parents[3]
VERBS = sorted(command.name or command.callback.__name__ for command in app.registered_commands if command.callback)
PROMISED = {
    "play",
    "check",
    "graph",
    "preview",
    "playtest",
    "test",
    "import",
    "replay",
    "export",
    "kiosk",
    "models",
    "bench",
}


def test_alone_it_says_what_to_do_first(diorama: Diorama) -> None:
    said = diorama()
    assert said.code == 0
    assert "diorama play hello" in said.out
    assert "diorama doctor" in said.out


def test_help_names_every_verb(diorama: Diorama) -> None:
    said = diorama("--help")
    assert said.code == 0
    assert all(f"\n  {verb} " in said.out for verb in VERBS)
    assert set(VERBS) >= PROMISED


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_and_flag_has_help(verb: str, diorama: Diorama) -> None:
    said = diorama(verb, "-h")
    assert said.code == 0
    options = [line for line in said.out.splitlines() if line.startswith("  -")]
    assert all(len(option.split("  ")) >= 3 or option.strip().count(" ") > 2 for option in options), options


def test_the_flags_of_play_are_those_that_were_promised(diorama: Diorama) -> None:
    out = diorama("play", "--help").out
    flags = "generator device lora size seed auto headless seconds record continue fullscreen time-limits mono".split()
    assert [flag for flag in flags if f"--{flag}" not in out] == []


def test_version(diorama: Diorama) -> None:
    assert diorama("--version").out == f"diorama {__version__}\n"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["ply"], 2, "Did you mean 'play'"),
        (["play", "--sede", "3"], 2, "Did you mean --seed?"),
        (["play", "hello", "--seed", "x"], 2, "--seed"),
        (["play", "hello", "--seed", "-1"], 2, "--seed"),
        (["play", "hello", "--size", "big"], 2, "type width x height, like 1280x720"),
        (["play", "hello", "--size", "10x10"], 2, "not between 160x90 and 3840x2160"),
        (["play", "hello", "--seconds", "0"], 2, "above 0"),
        (["play", "hello", "--seconds", "nan"], 2, "above 0"),
        (["play", "hello", "--record", "film.avi"], 2, "Did you mean film.mp4?"),
        (["play", "hello", "--time-limits", "of"], 2, "Did you mean off?"),
        (["play", "--continue"], 2, "needs a story"),
        (["play", "helo", "--headless"], 1, "Did you mean hello?"),
        (["play", "hello", "--headless", "--continue"], 1, "no save"),
        (["play", "hello", "--generator", "papertheater"], 1, "did you mean 'papertheatre'?"),
        (["play", "hello", "--generator", "no.such:Thing"], 1, "no.such"),
        (["check", "last-ligt"], 1, "Did you mean last-light?"),
        (["check"], 2, "STORY"),
        (["replay", "nothing.save", "--headless"], 1, "no such file"),
        (["replay", ".", "--headless"], 1, "not a plain file"),
        (["bench", "latncy"], 2, "Did you mean latency?"),
        (["bench", "look"], 2, "diorama bench look -o DIR"),
        (["bench", "look", "-o", "sheets", "--only", "set-forrest"], 2, "Did you mean set-forest?"),
        (["new"], 2, "DIR"),
    ],
)
def test_mistakes_end_in_one_sentence(words: list[str], code: int, sentence: str, diorama: Diorama) -> None:
    said = diorama(*words)
    assert said.code == code
    assert sentence in said.err
    assert len(said.err.splitlines()) == 1
    assert said.err.startswith("diorama: ")
    assert said.out == ""


def test_check_reports_and_counts(tmp_path: Path, diorama: Diorama) -> None:
    good = diorama("check", "hello")
    assert (good.code, good.out) == (0, "nothing to complain of\n")
    story = tmp_path / "bad.fountain"
    story.write_text("INT. ROOM - DAY #a#\n\nA room.\n\n> CUT TO: nowhere\n\n> DISSOLVE TO: a\n", encoding="utf-8")
    bad = diorama("check", story)
    assert bad.code == 1
    assert f"{story}:5:" in bad.out
    found = json.loads(diorama("check", story, "--json").out)
    assert found["diagnostics"][0]["severity"] == "error"
    assert found["diagnostics"][0]["place"]["line"] == 5


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"\xff\xfe", b"[[choice"])
def test_hostile_stories_end_in_one_sentence(content: bytes, tmp_path: Path, diorama: Diorama) -> None:
    story = tmp_path / "hostile.fountain"
    story.write_bytes(content)
    for verb in (["check"], ["play", "--headless"]):
        said = diorama(*verb, story)
        assert said.code == 1
        assert "Traceback" not in said.err + said.out
        assert "hostile.fountain" in said.err + said.out


def test_a_broken_settings_file_is_one_line_and_no_failure(tmp_path: Path, diorama: Diorama) -> None:
    (tmp_path / "settings.toml").write_text("volume = loud")
    said = diorama("bench", "nothing")
    assert said.code == 2
    assert "defaults stand" in said.err


def test_ctrl_c_is_quiet(monkeypatch: pytest.MonkeyPatch, diorama: Diorama) -> None:
    from runtime.cli import bench

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bench, "measure", interrupted)
    said = diorama("bench", "story")
    assert (said.code, said.err.strip(), said.out.strip()) == (130, "", "")


def test_files_that_cannot_be_written_are_one_sentence(monkeypatch: pytest.MonkeyPatch, diorama: Diorama) -> None:
    from runtime.cli import bench

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "/somewhere")

    monkeypatch.setattr(bench, "measure", full)
    said = diorama("bench", "story")
    assert (said.code, said.err) == (1, "diorama: /somewhere: No space left on device.\n")


def test_our_own_faults_are_not_hidden(monkeypatch: pytest.MonkeyPatch, diorama: Diorama) -> None:
    from runtime.cli import bench

    def faulty(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(bench, "measure", faulty)
    with pytest.raises(ZeroDivisionError):
        diorama("bench", "story")


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    command = f"{sys.executable} -m runtime.cli --help | {sys.executable} -c ''"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT, check=False)
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to a whole console, the tests' own included")
def test_ctrl_c_ends_a_process_quietly() -> None:
    command = [sys.executable, "-m", "runtime.cli", "bench", "story", "--trials", "100000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        while not _is_reading(process.pid):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out.strip(), err.strip()) == (cli.INTERRUPTED, "", "")


def _is_reading(pid: int) -> bool:
    """The process has spent so much time that it is long past its imports."""
    import psutil

    return bool(psutil.Process(pid).cpu_times().user > 1.0)
