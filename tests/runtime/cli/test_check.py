"""`diorama check` and its flags."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runtime.parts.measured import FirstFrame, keep_first_frame, read_first_frame
from tests.runtime.cli.conftest import Diorama

FAULTY = "INT. ROOM - DAY #room#\n\nText.\n\n> CUT TO: rooom\n\nINT. HALL - DAY #hall#\n\nText.\n\n> END: x\n"
POINT = "INT. ROOM - DAY #room#\n\n[[choice 9s tail 1s: Q]]\n+ A. -> room\n+ B. -> END: x\n"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "s.fountain"
    path.write_text(FAULTY, "utf-8")
    return path


def test_the_schema_needs_no_story(diorama: Diorama) -> None:
    said = diorama("check", "--schema")
    assert said.code == 0
    assert json.loads(said.out)["$schema"].startswith("https://json-schema.org/")
    assert {"Node", "CastMember"} <= set(json.loads(said.out)["$defs"])


def test_json_holds_the_story_and_its_findings(faulty: Path, diorama: Diorama) -> None:
    said = diorama("check", faulty, "--json")
    assert said.code == 1
    plain = json.loads(said.out)
    assert plain["story"] is None
    assert [one["code"] for one in plain["diagnostics"]] == ["S201"]


def test_the_report_names_the_page_of_codes(faulty: Path, diorama: Diorama) -> None:
    assert "diagnostics.md#s201\n1 error\n" in diorama("check", faulty).out


def test_fix_mends_and_checks_again(faulty: Path, diorama: Diorama) -> None:
    shown = diorama("check", faulty, "--fix", "--dry-run")
    assert shown.code == 1
    assert "+> CUT TO: room" in shown.out
    assert faulty.read_text("utf-8") == FAULTY
    said = diorama("check", faulty, "--fix", "--json")
    assert "“rooom” becomes “room”" in said.err
    assert json.loads(said.out)["story"] is not None
    assert faulty.read_text("utf-8") == FAULTY.replace("rooom", "room")


def test_the_latency_of_a_generator(tmp_path: Path, diorama: Diorama) -> None:
    path = tmp_path / "p.fountain"
    path.write_text(POINT, "utf-8")
    unknown = diorama("check", path, "--generator", "testcard")
    assert "bench generator --generator testcard" in unknown.err
    assert "S411" not in unknown.out
    keep_first_frame("testcard", FirstFrame(seconds=2.25, width=320, height=180))
    keep_first_frame("papertheatre", FirstFrame(seconds=0.1, width=320, height=180))
    assert "1.2 s shorter" in diorama("check", path, "--generator", "testcard").out
    assert "S411" not in diorama("check", path, "--generator", "papertheatre").out
    given = diorama("check", path, "--first-frame", "1.5")
    assert given.code == 0
    assert "0.5 s shorter" in given.out


def test_what_was_measured_is_kept_or_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIORAMA_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("DIORAMA_SETTINGS", str(tmp_path / "settings.toml"))
    assert read_first_frame("testcard") is None
    keep_first_frame("testcard", FirstFrame(seconds=1.0, width=320, height=180))
    assert read_first_frame("testcard") == FirstFrame(seconds=1.0, width=320, height=180)
    (tmp_path / "models" / "first-frames.json").write_bytes(b"junk")
    assert read_first_frame("testcard") is None


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["check", "--fix"], 2, "STORY"),
        (["check", "hello", "--dry-run"], 2, "--fix --dry-run"),
        (["check", "hello", "--generator", "tstcard"], 1, "did you mean 'testcard'?"),
        (["check", "hello", "--first-frame", "-1"], 2, "--first-frame"),
    ],
)
def test_words_that_do_not_fit(words: list[str], code: int, sentence: str, diorama: Diorama) -> None:
    said = diorama(*words)
    assert said.code == code
    assert sentence in said.err
    assert said.err.count("\n") == 1
